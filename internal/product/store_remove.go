package product

import (
	"pishkhan/internal/change"
)

// Remove takes a product out that a list made and that nothing refers to: for
// people a product is only ever put out of use.
func Remove(tx *change.Tx, p Product) error {
	bare := p
	bare.Barcodes = nil
	if err := updateBarcodes(tx, bare); err != nil {
		return err
	}
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_products WHERE product_id = ?", p.ID); err != nil {
		return err
	}
	for _, query := range []string{
		"DELETE FROM fts_products WHERE rowid = ?",
		"DELETE FROM fts_product_parts WHERE rowid = ?",
		"DELETE FROM local_products WHERE n = ?",
	} {
		if err := tx.Exec(query, n); err != nil {
			return err
		}
	}
	return tx.Set(products, p.ID, change.Row{"_del": true, "updated_at": tx.At()})
}
