package product

import (
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// ManyWillGo readies the full-text indexes for the removing of many: they would
// write a piece of themselves anew for each tenth of it that is gone.
func ManyWillGo(tx *db.Tx) error { return lookup.KeepGaps(tx, "fts_products", "fts_product_parts") }

// RemoveMany takes products out that a list made and that nothing refers to: for
// people a product is only ever put out of use.
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
	if err := tx.SetMany(barcodes, keys, change.Row{"_del": true}); err != nil {
		return err
	}
	if err := tx.SetMany(products, list, change.Row{"_del": true, "updated_at": tx.At()}); err != nil {
		return err
	}
	return lookup.TakeOut(tx.Tx, string(given), "local_products", "product_id", "fts_products", "fts_product_parts")
}
