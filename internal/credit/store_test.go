package credit

import (
	"strings"
	"testing"

	"pishkhan/internal/db/dbtest"
)

// A list that sorted all notes for each of its pages would grow with the years.
func TestNotesAreListedByTimeWithoutSortingThem(t *testing.T) {
	type ask struct {
		query string
		args  []any
	}
	page := func(f filter, at, id string) ask {
		query, args := inOrder(f, at, id, 5)
		return ask{query, args}
	}
	for name, a := range map[string]ask{
		"the newest":            page(filter{}, "", ""),
		"the page behind":       page(filter{}, "2026", "x"),
		"of a kind in a period": page(filter{kind: "void", from: "2026", to: "2027"}, "", ""),
		"taken out":             {allBetween, []any{"2026", "", ""}},
	} {
		if plan := dbtest.Plan(t, a.query, a.args...); !strings.Contains(plan, "INDEX credit_notes_time") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s:\n%s", name, plan)
		}
	}
}
