package till

import "testing"

func TestSeriesGoOnPastTheAlphabet(t *testing.T) {
	for from, want := range map[string]string{"A": "B", "Z": "AA", "AA": "AB", "AZ": "BA", "ZZ": "AAA"} {
		if got := after(from); got != want {
			t.Errorf("after %s comes %s, not %s", from, got, want)
		}
	}
}
