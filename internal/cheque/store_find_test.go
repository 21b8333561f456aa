package cheque

import (
	"path/filepath"
	"slices"
	"testing"

	"pishkhan/internal/db"
)

// Who types digits searches at every key: a shop of many years must not feel it.
func TestPartsOfNumbersAreLookedForAmongTheNewestChequesAndWholeSayadIDsAmongAll(t *testing.T) {
	d, err := db.Open(t.Context(), filepath.Join(t.TempDir(), db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	find := func(digits string) (ids []string) {
		if err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
			ids, err = written(tx, digits, 10)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return ids
	}
	put := func(query string, args ...any) {
		if err := d.Write(t.Context(), func(tx *db.Tx) error { return tx.Exec(query, args...) }); err != nil {
			t.Fatal(err)
		}
	}
	put(`INSERT INTO cheques (id, customer_id, number, bank, sayad_id, due_on, holder, amount, state, created_at)
		VALUES ('0', '', '999123', '', '9876543210987654', '2020-01-01', '', 1, 'cleared', '')`)
	if got := find("999123"); !slices.Equal(got, []string{"0"}) {
		t.Errorf("among few: %v", got)
	}
	put(`INSERT INTO cheques (id, customer_id, number, bank, sayad_id, due_on, holder, amount, state, created_at)
		WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		SELECT printf('1%06d', i), '', printf('5%06d', i), '', '', '2026-01-01', '', 1, 'held', '' FROM n`, recent)
	for digits, want := range map[string][]string{"5000042": {"1000042"}, "005000": {"1005000"}, "999123": {}, "9876543210987654": {"0"}} {
		if got := find(digits); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, not %v", digits, got, want)
		}
	}
}
