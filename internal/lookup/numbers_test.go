package lookup

import (
	"fmt"
	"strings"
	"testing"
)

func TestNumbersAreThoseInWhichTheTextStands(t *testing.T) {
	runs := []Run{{Series: "A", Prefix: "A-1405-", Last: 1200, Width: 6}, {Series: "A", Prefix: "A-", Last: 30, More: 1000}}
	text := func(r Run, seq int64) string {
		if r.Width == 0 {
			return fmt.Sprintf("%s%d", r.Prefix, r.More+seq)
		}
		return fmt.Sprintf("%s%06d", r.Prefix, seq)
	}
	for _, q := range []string{"1", "12", "۱۲", "001", "1405", "405", "A", "a-1", "5-0", "-00110", "A-1405-000007", "A-1007", "000007", "0000007",
		"9999999", "B", "5-1", "405-0012", "A-1405-000007-", "-", "--"} {
		var want []string
		for _, r := range runs {
			for seq := r.Last; seq > 0; seq-- {
				number := text(r, seq)
				if strings.Contains(number, strings.ToUpper(strings.NewReplacer("۱", "1", "۲", "2").Replace(q))) {
					want = append(want, number)
				}
			}
		}
		var got []string
		for _, n := range Numbers(q, runs, 10_000) {
			got = append(got, n.Text)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %d numbers, want %d", q, len(got), len(want))
		}
	}
	if got := Numbers("1", runs, 3); len(got) != 6 || got[0].Text != "A-1405-001200" || got[3].Seq != 30 {
		t.Errorf("%+v", got)
	}
}

// A shop has given a million numbers, and asks for them at each key.
func TestNumbersThatAreNotThereCostNothing(t *testing.T) {
	runs := []Run{{Series: "A", Prefix: "A-1405-", Last: 100_000, Width: 6}}
	for _, q := range []string{"09121234567", "999999", "XY"} {
		if n := testing.AllocsPerRun(1, func() { Numbers(q, runs, 10) }); n > 100 {
			t.Errorf("%s: %.0f pieces of memory", q, n)
		}
	}
}
