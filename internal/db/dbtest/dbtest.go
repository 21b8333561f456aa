// Package dbtest is for tests of rooms: it tells how the database goes about a
// query.
package dbtest

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/db"
)

// Plan is what SQLite plans to do for a query, a step a line, in a shop that is
// empty.
func Plan(t testing.TB, query string, args ...any) string {
	t.Helper()
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
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
	if err != nil {
		t.Fatal(err)
	}
	return plan.String()
}
