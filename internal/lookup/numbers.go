package lookup

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pishkhan/internal/persian"
)

// Run is a gapless run of numbers: 1 to Last, each the prefix and its digits.
type Run struct {
	Series string
	Prefix string
	Last   int64
	More   int64 // the digits are those of the number and this
	Width  int   // with zeros up to so many
}

// digits writes what stands behind the prefix.
func (r Run) digits(to []byte, seq int64) []byte {
	to = strconv.AppendInt(to, r.More+seq, 10)
	if n := r.Width - len(to); n > 0 {
		to = slices.Insert(to, 0, zeros[:n]...)
	}
	return to
}

var zeros = []byte("0000000000")

var numberish = regexp.MustCompile(`^[A-Z0-9-]+$`)

// Number is one of a run's.
type Number struct {
	Series string
	Seq    int64
	Text   string
}

// Numbers lists the numbers in which a text stands, newest of each run first:
// since no number is missing, they needn't be searched for.
func Numbers(q string, runs []Run, most int) []Number {
	q = strings.ToUpper(strings.Join(strings.Fields(persian.LatinDigits(q)), ""))
	if !numberish.MatchString(q) || !strings.ContainsAny(q, "0123456789") && len(q) > 3 {
		return nil
	}
	var out []Number
	for _, r := range runs {
		longest := len(r.digits(nil, r.Last))
		// All have q, where it stands in the prefix; else it is a part of the digits,
		// or it ends the prefix and they begin with the rest of it.
		all := strings.Contains(r.Prefix, q)
		part := len(q) <= longest && strings.Trim(q, "0123456789") == ""
		var begins []string
		for i := 1; i < len(q); i++ {
			if rest := q[i:]; len(rest) <= longest && strings.HasSuffix(r.Prefix, q[:i]) {
				begins = append(begins, rest)
			}
		}
		if !all && !part && begins == nil {
			continue
		}
		var digits []byte
		n := 0
		for seq := r.Last; seq > 0 && n < most; seq-- {
			digits = r.digits(digits[:0], seq)
			if all || part && bytes.Contains(digits, []byte(q)) ||
				slices.ContainsFunc(begins, func(rest string) bool { return bytes.HasPrefix(digits, []byte(rest)) }) {
				out = append(out, Number{r.Series, seq, r.Prefix + string(digits)})
				n++
			}
		}
	}
	return out
}

// TimeID is the least id that was made at a moment (ids begin with their time).
func TimeID(at time.Time) string {
	ms := max(at.UnixMilli(), 0)
	return fmt.Sprintf("%08x-%04x", ms>>16, ms&0xffff)
}
