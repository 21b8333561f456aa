package product

import (
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// SetParts says what a product is made of; none, and it is no bundle. The rules
// are the bundle room's.
func SetParts(tx *change.Tx, id string, parts Parts) error {
	text, err := parts.text()
	if err != nil {
		return err
	}
	return tx.Set(products, id, change.Row{"parts": text, "updated_at": tx.At()})
}

// Holding names a bundle that has this product in it; "" when none does.
func Holding(tx *db.Tx, id string) (name string, err error) {
	err = tx.Row([]any{&name}, `SELECT p.name FROM products p INDEXED BY products_parts
		WHERE p.parts <> '' AND p._del = 0 AND EXISTS (SELECT 1 FROM json_each(p.parts) j WHERE j.value->>'id' = ?) LIMIT 1`, id)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return name, err
}

// Counted refuses what has no stock of its own: errs.NotFound where there is no
// such product, bundle_uncounted for a bundle.
func Counted(tx *db.Tx, id string) error {
	var parts Parts
	if err := tx.Row([]any{&parts}, "SELECT parts FROM products WHERE id = ? AND _del = 0", id); err != nil {
		return err
	}
	if len(parts) > 0 {
		return errs.New("bundle_uncounted")
	}
	return nil
}
