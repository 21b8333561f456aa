package customer

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
