package product

import (
	"strings"
	"testing"

	"pishkhan/internal/db/dbtest"
)

// A page that looked through those before it again would make a long export
// take for ever.
func TestAPageOfAnExportBeginsWhereTheOneBeforeEnded(t *testing.T) {
	query, args := some(Place{[]byte{1}, "x"}, 5)
	if plan := dbtest.Plan(t, query, args...); !strings.Contains(plan, "SEARCH k ") || strings.Contains(plan, "TEMP B-TREE FOR ORDER") {
		t.Error(plan)
	}
}

// What is sold every day would be asked through all of its sales.
func TestWhetherAnybodyCountsAProductIsAskedBesideItsSales(t *testing.T) {
	for _, query := range []string{columns + " FROM products p WHERE p.id = ?", "SELECT " + uncounted + " FROM products p WHERE p.id = ?"} {
		if plan := dbtest.Plan(t, query, "x"); strings.Count(plan, "SEARCH m USING INDEX stock_moves_said (product_id=?)") != strings.Count(plan, "SEARCH m ") || !strings.Contains(plan, "SEARCH m ") || strings.Contains(plan, "SCAN m") {
			t.Error(plan)
		}
	}
}
