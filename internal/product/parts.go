package product

import (
	"encoding/json"
	"fmt"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// Part is how much of another product is in one of a bundle.
type Part struct {
	ProductID string         `json:"product_id"`
	Quantity  money.Quantity `json:"quantity"`
}

// Parts are what a bundle is made of; none of a product that is no bundle.
type Parts []Part

// stored is a part as it stands in the file.
type stored struct {
	ID string `json:"id"`
	Q  int64  `json:"q"`
}

// text is how parts are stored: "" for none.
func (p Parts) text() (string, error) {
	if len(p) == 0 {
		return "", nil
	}
	rows := make([]stored, len(p))
	for i, part := range p {
		rows[i] = stored{part.ProductID, int64(part.Quantity)}
	}
	text, err := json.Marshal(rows)
	return string(text), err
}

// Scan reads what text wrote.
func (p *Parts) Scan(from any) error {
	*p = nil
	text, ok := from.(string)
	if !ok {
		return fmt.Errorf("parts of a bundle: %T", from)
	}
	if text == "" {
		return nil
	}
	var rows []stored
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return fmt.Errorf("parts of a bundle: %w", err)
	}
	for _, r := range rows {
		*p = append(*p, Part{r.ID, money.Quantity(r.Q)})
	}
	return nil
}

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
