package product

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/db"
)

// A page that looked through those before it again would make a long export
// take for ever.
func TestAPageOfAnExportBeginsWhereTheOneBeforeEnded(t *testing.T) {
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	query, args := some(Place{[]byte{1}, "x"}, 5)
	if plan := explained(t, d, query, args...); !strings.Contains(plan, "SEARCH k ") || strings.Contains(plan, "TEMP B-TREE FOR ORDER") {
		t.Error(plan)
	}
}

// What is sold every day would be asked through all of its sales.
func TestWhetherAnybodyCountsAProductIsAskedBesideItsSales(t *testing.T) {
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, query := range []string{columns + " FROM products p WHERE p.id = ?", "SELECT " + uncounted + " FROM products p WHERE p.id = ?"} {
		if plan := explained(t, d, query, "x"); strings.Count(plan, "SEARCH m USING INDEX stock_moves_said (product_id=?)") != strings.Count(plan, "SEARCH m ") || !strings.Contains(plan, "SEARCH m ") || strings.Contains(plan, "SCAN m") {
			t.Error(plan)
		}
	}
}

func explained(t *testing.T, d *db.DB, query string, args ...any) string {
	t.Helper()
	var plan strings.Builder
	err := d.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var id, parent, unused int
			var step string
			err := r.Scan(&id, &parent, &unused, &step)
			plan.WriteString(step + "\n")
			return err
		}, "EXPLAIN QUERY PLAN "+query, args...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan.String()
}
