package invoice

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"pishkhan/internal/db"
)

func TestOfTheManyInvoicesOfABuyerTheNewestAreFound(t *testing.T) {
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var got []string
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		for i := range 6 {
			err := tx.Exec(`INSERT INTO invoices VALUES(?,'','',0,0,'','',x'00','','','',?,'','',NULL,?,0,0,0,0,0,0,0,0,0,0,'','')`,
				fmt.Sprint("i", i), []string{"a", "b"}[i%2], fmt.Sprintf("2026-11-2%d", i))
			if err != nil {
				return err
			}
		}
		var err error
		got, err = boughtBy(tx, []string{"a", "b"}, 3)
		return err
	})
	if slices.Sort(got); err != nil || !slices.Equal(got, []string{"i3", "i4", "i5"}) {
		t.Errorf("%v, %v", got, err)
	}
}
