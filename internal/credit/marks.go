package credit

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/till"
)

// marks say how far documents go: the last number of each series, by what its
// numbers begin with ("A-1405-", credit notes' "A-R1405-"). Numbers ascend
// without a gap, whatever the clock does: so nothing that is issued behind a
// mark is taken for something before it.
type marks map[string]int

// beginning is what the numbers of a series begin with.
func beginning(kind, series string, year int) string {
	if kind == till.Credits {
		return fmt.Sprintf("%s-R%d-", series, year)
	}
	return fmt.Sprintf("%s-%d-", series, year)
}

// readMarks reads numbers parted by commas.
func readMarks(text string) (marks, error) {
	m := marks{}
	for number := range strings.SplitSeq(text, ",") {
		if number == "" {
			continue
		}
		at := strings.LastIndexByte(number, '-') + 1
		seq, err := strconv.Atoi(number[at:])
		if err != nil || seq < 1 || at == 0 {
			return nil, errs.New(errs.Invalid)
		}
		m[number[:at]] = seq
	}
	return m, nil
}

// String is what readMarks reads: the same marks are the same text.
func (m marks) String() string {
	var out []string
	for _, begin := range slices.Sorted(maps.Keys(m)) {
		out = append(out, fmt.Sprintf("%s%06d", begin, m[begin]))
	}
	return strings.Join(out, ",")
}

// within tells whether every mark is of a number that was given.
func (m marks) within(issued marks) bool {
	for begin, seq := range m {
		if seq > issued[begin] {
			return false
		}
	}
	return true
}

// stretch is the numbers of a series behind one and up to another: Low and High
// bound their texts.
type stretch struct {
	Series string `json:"series"` // what its numbers begin with
	Low    string `json:"low"`
	High   string `json:"high"`
	After  int    `json:"after"`
	Upto   int    `json:"upto"`
}

// sixDigits is up to where the order of numbers is that of their texts.
const sixDigits = 999_999

// stretches are what lies between two marks, where something does.
func stretches(after, upto marks) []stretch {
	out := []stretch{}
	for begin, last := range upto {
		from := after[begin]
		if last <= from {
			continue
		}
		s := stretch{Series: begin, Low: fmt.Sprintf("%s%06d", begin, from), High: fmt.Sprintf("%s%06d", begin, last), After: from, Upto: last}
		if last > sixDigits {
			s.Low, s.High = begin, begin+":" // behind every digit
		}
		out = append(out, s)
	}
	return out
}
