package customer

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
	var plan strings.Builder
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var id, parent, unused int
			var step string
			err := r.Scan(&id, &parent, &unused, &step)
			plan.WriteString(step + "\n")
			return err
		}, "EXPLAIN QUERY PLAN "+query, args...)
	})
	if err != nil || !strings.Contains(plan.String(), "SEARCH k ") || strings.Contains(plan.String(), "TEMP B-TREE FOR ORDER") {
		t.Errorf("%v\n%s", err, plan.String())
	}
}
