package credit

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/db"
)

// A list that sorted all notes for each of its pages would grow with the years.
func TestNotesAreListedByTimeWithoutSortingThem(t *testing.T) {
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
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
		var plan strings.Builder
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			return tx.Rows(func(r *sql.Rows) error {
				var id, parent, unused int
				var step string
				err := r.Scan(&id, &parent, &unused, &step)
				plan.WriteString(step + "\n")
				return err
			}, "EXPLAIN QUERY PLAN "+a.query, a.args...)
		})
		if err != nil || !strings.Contains(plan.String(), "INDEX credit_notes_time") || strings.Contains(plan.String(), "TEMP B-TREE") {
			t.Errorf("%s: %v\n%s", name, err, plan.String())
		}
	}
}
