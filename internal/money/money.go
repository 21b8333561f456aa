// Package money owns amounts, quantities and rates as whole numbers: rials,
// thousandths and basis points, their checked arithmetic, and how people
// write, read and spell them.
//
// It refuses floats, silent overflow and guessing: a text that does not say
// clearly what it is comes back as ErrFormat, ErrPrecision or ErrRange.
package money

import (
	"errors"
	"math/bits"
	"sort"
)

// Rial is an amount of money in current Iranian rials (no decimals). In JSON
// it is a number, in SQL an INTEGER.
type Rial int64

// Max is the largest amount, of either sign, that arithmetic will answer:
// 9×10^15 rial. A JavaScript number still holds it exactly.
const Max Rial = 9_000_000_000_000_000

// CurrencyVersion marks documents in today's rial; the parliament's new rial
// (1 for 10 000) would be 2.
const CurrencyVersion = 1

// The reasons for refusing; test with errors.Is.
var (
	ErrFormat    = errors.New("money: not a number")
	ErrPrecision = errors.New("money: too many decimals")
	ErrRange     = errors.New("money: out of range")
)

// Check refuses an amount beyond Max with ErrRange.
func (r Rial) Check() error {
	if r > Max || r < -Max {
		return ErrRange
	}
	return nil
}

// Add is r + s, or ErrRange.
func (r Rial) Add(s Rial) (Rial, error) {
	if r.Check() != nil || s.Check() != nil {
		return 0, ErrRange
	}
	return r + s, (r + s).Check()
}

// Sub is r − s, or ErrRange.
func (r Rial) Sub(s Rial) (Rial, error) { return r.Add(-s) }

// Sum adds any number of amounts, or gives ErrRange.
func Sum(amounts ...Rial) (Rial, error) {
	var total Rial
	for _, a := range amounts {
		var err error
		if total, err = total.Add(a); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// Times is the price of q at r for one, rounded half-up to a whole rial (see
// Divide), or ErrRange.
func (r Rial) Times(q Quantity) (Rial, error) { return scale(r, int64(q), 1000) }

// Part is r × part ÷ whole, half-up; ErrRange unless whole is above zero.
func (r Rial) Part(part, whole int64) (Rial, error) {
	if whole <= 0 {
		return 0, ErrRange
	}
	return scale(r, part, whole)
}

// RoundTo is the multiple of step (in rial) nearest to r, half-up; a step
// below 2 changes nothing. The difference is the document's rounding line.
func (r Rial) RoundTo(step Rial) Rial {
	if step < 2 {
		return r
	}
	return Rial(Divide(int64(r), int64(step))) * step
}

// Divide is a ÷ b rounded half-up by size: 2.5 → 3 and −2.5 → −3, so that a
// credit note is the exact mirror of its invoice. b must not be zero.
func Divide(a, b int64) int64 {
	q, rest := a/b, a%b
	if size(rest) >= size(b)-size(rest) {
		if (a < 0) == (b < 0) {
			q++
		} else {
			q--
		}
	}
	return q
}

// scale is r × by ÷ over, half-up, without losing the middle result; over > 0.
func scale(r Rial, by, over int64) (Rial, error) {
	hi, lo := bits.Mul64(size(int64(r)), size(by))
	lo, carry := bits.Add64(lo, uint64(over)/2, 0)
	hi += carry
	if hi >= uint64(over) {
		return 0, ErrRange
	}
	q, _ := bits.Div64(hi, lo, uint64(over))
	if q > uint64(Max) {
		return 0, ErrRange
	}
	if (r < 0) != (by < 0) {
		return -Rial(q), nil
	}
	return Rial(q), nil
}

// size is |n|, right for the smallest int64 too.
func size(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Share divides total over the weights by largest remainder: the shares add up
// to total exactly, and what is left over goes to the largest remainders, the
// earlier first where they tie. While total is at most Σ weights, no share is
// larger than its weight. A negative weight counts as zero; when all are zero,
// all count the same. No weights, no shares. Σ weights must be within Max.
func Share(total Rial, weights []Rial) []Rial {
	shares := make([]Rial, len(weights))
	if len(weights) == 0 {
		return shares
	}
	w := make([]uint64, len(weights))
	var sum uint64
	for i, weight := range weights {
		if weight > 0 {
			w[i] = uint64(weight)
			sum += w[i]
		}
	}
	if sum == 0 {
		for i := range w {
			w[i] = 1
		}
		sum = uint64(len(w))
	}
	rest := make([]uint64, len(w))
	order := make([]int, len(w))
	left := size(int64(total))
	for i := range w {
		hi, lo := bits.Mul64(size(int64(total)), w[i])
		var q uint64
		q, rest[i] = bits.Div64(hi, lo, sum)
		shares[i], order[i] = Rial(q), i
		left -= q
	}
	sort.SliceStable(order, func(a, b int) bool { return rest[order[a]] > rest[order[b]] })
	for _, i := range order[:left] {
		shares[i]++
	}
	if total < 0 {
		for i := range shares {
			shares[i] = -shares[i]
		}
	}
	return shares
}
