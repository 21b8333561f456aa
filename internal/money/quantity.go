package money

import (
	"bytes"
	"encoding/json"
)

// Quantity counts thousandths of a unit: 12 500 is 12.5 metres. In JSON it is
// a decimal string ("12.5"; a JSON number is read too), in SQL an INTEGER.
type Quantity int64

// One is a quantity of 1.
const One Quantity = 1000

// MaxQuantity is the largest quantity of either sign: 9×10^12 units.
const MaxQuantity = Quantity(Max)

// ParseQuantity reads a quantity as people write it: Latin, Persian or Arabic
// digits, "." or "٫" before at most three decimals ("/" too, between Persian
// digits: ۱۲/۵), thousands separators, a sign. It gives ErrFormat,
// ErrPrecision or ErrRange.
func ParseQuantity(text string) (Quantity, error) {
	n, err := parseFixed(text, 3)
	return Quantity(n), err
}

// Check refuses a quantity beyond MaxQuantity with ErrRange.
func (q Quantity) Check() error { return Rial(q).Check() }

// Add is q + p, or ErrRange.
func (q Quantity) Add(p Quantity) (Quantity, error) {
	sum, err := Rial(q).Add(Rial(p))
	return Quantity(sum), err
}

// String is the shortest decimal, "12.5", the one that the API speaks.
func (q Quantity) String() string { return fixed(int64(q), 3, plain) }

// Format writes the quantity with the digits and marks of lang: ۱۲٫۵.
func (q Quantity) Format(lang string) string { return fixed(int64(q), 3, styleOf(lang)) }

// MarshalText gives the decimal, so that JSON and schemas see a string.
func (q Quantity) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what ParseQuantity reads.
func (q *Quantity) UnmarshalText(text []byte) error {
	v, err := ParseQuantity(string(text))
	if err == nil {
		*q = v
	}
	return err
}

// UnmarshalJSON reads a string as ParseQuantity does, or a number by its
// digits, never through a float.
func (q *Quantity) UnmarshalJSON(data []byte) error {
	text, ok := jsonText(data)
	if !ok {
		return nil
	}
	return q.UnmarshalText(text)
}

// Percent is a rate in basis points: 1000 is 10 %. In JSON it is a decimal
// string ("2.5"; a number is read too), in SQL an INTEGER of basis points.
type Percent int64

// ParsePercent reads "10", "2.5" or "۲٫۵٪" with at most two decimals. It gives
// ErrFormat, ErrPrecision or ErrRange (beyond ±1000 %).
func ParsePercent(text string) (Percent, error) {
	n, err := parseFixed(trimPercent(text), 2)
	if err != nil {
		return 0, err
	}
	if n > 100_000 || n < -100_000 {
		return 0, ErrRange
	}
	return Percent(n), nil
}

// Of is the rate's part of an amount, rounded half-up, or ErrRange.
func (p Percent) Of(r Rial) (Rial, error) { return scale(r, int64(p), 10_000) }

// Net is the amount without this rate when r holds it already (a price that
// includes tax): half-up(r × 100 / (100 + rate)). The rate must be above −100.
func (p Percent) Net(r Rial) (Rial, error) { return scale(r, 10_000, 10_000+int64(p)) }

// String is the shortest decimal of percent, without a sign: "2.5".
func (p Percent) String() string { return fixed(int64(p), 2, plain) }

// Format writes the rate with its sign as lang does: 2.5%, ۲٫۵٪ (a
// right-to-left mark keeps the sign on the left of the number).
func (p Percent) Format(lang string) string {
	s := fixed(int64(p), 2, styleOf(lang))
	if lang == "fa" {
		return s + "\u200f٪"
	}
	return s + "%"
}

// MarshalText gives the decimal, so that JSON and schemas see a string.
func (p Percent) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what ParsePercent reads.
func (p *Percent) UnmarshalText(text []byte) error {
	v, err := ParsePercent(string(text))
	if err == nil {
		*p = v
	}
	return err
}

// UnmarshalJSON reads a string as ParsePercent does, or a number by its digits.
func (p *Percent) UnmarshalJSON(data []byte) error {
	text, ok := jsonText(data)
	if !ok {
		return nil
	}
	return p.UnmarshalText(text)
}

// jsonText is the text of a JSON string or number; false for null.
func jsonText(data []byte) ([]byte, bool) {
	if bytes.Equal(data, []byte("null")) {
		return nil, false
	}
	if len(data) > 1 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return data, true // refused by the parser that follows
		}
		return []byte(s), true
	}
	return data, true
}
