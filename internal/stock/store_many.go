package stock

import (
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// Opened is what there is of a product that is new.
type Opened struct {
	ProductID string
	Quantity  money.Quantity
}

// mostSums is how many sums a statement writes at the most.
const mostSums = 64

// OpenMany writes the first moves of new products; as in a product that is made
// by hand, a move has the product's own id. Many at once cost less than one by one.
func OpenMany(tx *change.Tx, list []Opened, reason, refID string) error {
	rows := make([]change.NewRow, len(list))
	for i, o := range list {
		if o.Quantity.Check() != nil {
			return errs.At("stock", "out_of_range")
		}
		rows[i] = change.NewRow{ID: o.ProductID, Row: change.Row{
			"product_id": o.ProductID, "quantity": o.Quantity, "reason": reason,
			"ref_id": refID, "staff_id": tx.Actor.StaffID, "at": tx.At(),
		}}
	}
	if err := tx.InsertMany(moves, rows); err != nil {
		return err
	}
	for len(list) > 0 {
		some := list[:min(len(list), mostSums)]
		list = list[len(some):]
		args := make([]any, 0, 2*len(some))
		for _, o := range some {
			args = append(args, o.ProductID, int64(o.Quantity))
		}
		if err := tx.Exec("INSERT INTO local_stock(product_id, quantity) VALUES"+strings.Repeat(",(?,?)", len(some))[1:], args...); err != nil {
			return err
		}
	}
	return nil
}
