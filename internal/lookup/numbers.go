package lookup

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"pishkhan/internal/persian"
)

// Run is a gapless run of numbers: 1 to Last, each the prefix and its digits.
type Run struct {
	Series string
	Prefix string
	Last   int64
	Text   func(seq int64) string // the digits behind the prefix
}

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
		n := 0
		for seq := r.Last; seq > 0 && n < most; seq-- {
			digits := r.Text(seq)
			// A part reaches into the prefix only with a hyphen or a letter.
			if strings.Contains(digits, q) || strings.Contains(r.Prefix+digits, q) {
				out = append(out, Number{r.Series, seq, r.Prefix + digits})
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
