package product

import (
	"encoding/json"
	"fmt"

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
