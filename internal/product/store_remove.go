package product

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// ManyWillGo readies the full-text indexes for the removing of many: they would
// write a piece of themselves anew for each tenth of it that is gone.
func ManyWillGo(tx *db.Tx) error { return lookup.KeepGaps(tx, "fts_products", "fts_product_parts") }

// RemoveMany takes products out that a list made and that nothing refers to: for
// people a product is only ever put out of use. The full-text rows go last, one
// by one and upwards: behind a statement of many rows, or for a row before the
// last one, FTS5 writes what it holds.
func RemoveMany(tx *change.Tx, list []string) error {
	given, err := json.Marshal(list)
	if err != nil {
		return err
	}
	keys, err := tx.IDs(`SELECT b.id FROM json_each(?) j CROSS JOIN barcodes b ON b.product_id = j.value
		WHERE b._del = 0 ORDER BY b.id`, string(given))
	if err != nil {
		return err
	}
	var rows []int64
	err = tx.Rows(func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		rows = append(rows, n)
		return err
	}, "SELECT k.n FROM json_each(?) j CROSS JOIN local_products k ON k.product_id = j.value ORDER BY k.n", string(given))
	if err != nil {
		return err
	}
	if err := tx.SetMany(barcodes, keys, change.Row{"_del": true}); err != nil {
		return err
	}
	if err := tx.SetMany(products, list, change.Row{"_del": true, "updated_at": tx.At()}); err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM local_products WHERE product_id IN (SELECT value FROM json_each(?))", string(given)); err != nil {
		return err
	}
	for _, query := range []string{"DELETE FROM fts_products WHERE rowid = ?", "DELETE FROM fts_product_parts WHERE rowid = ?"} {
		for _, n := range rows {
			if err := tx.Exec(query, n); err != nil {
				return err
			}
		}
	}
	return nil
}
