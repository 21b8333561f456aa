package intake

import (
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
)

// made is a row that the import made. Those of a piece are taken out together:
// one by one most of the time goes into statements.
type made struct {
	*entry
	*outcome
}

// keep leaves a row as it is.
func (m made) keep(code string, fields ...string) {
	*m.outcome = outcome{left: &left{Code: code, Fields: fields}}
}

// unused are the rows to which nothing refers; the others are kept.
func unused(list []made, inUse ...string) (free []made, ids []string) {
	for _, m := range list {
		if slices.Contains(inUse, m.ID) {
			m.keep(stillInUse)
			continue
		}
		free, ids = append(free, m), append(ids, m.ID)
	}
	return free, ids
}

// removeProducts takes the products out again that the import made, but for those
// that were edited, sold or moved since, or that something refers to.
func removeProducts(tx *change.Tx, list []made, importID string) error {
	if len(list) == 0 {
		return nil
	}
	_, ids := unused(list)
	goods, err := product.Whole(tx.Tx, ids)
	if err != nil {
		return err
	}
	var same []made
	for _, m := range list {
		m.gave = true
		p, there := goods[m.ID]
		if !there { // taken out before
			continue
		}
		_, became, err := m.columns()
		if err != nil {
			return err
		}
		var edited []string
		for _, col := range columnsOf(became) {
			if !holds(p, col, became[col]) {
				edited = append(edited, fieldOf(col))
			}
		}
		if len(edited) > 0 {
			m.keep(editedSince, edited...)
			continue
		}
		same = append(same, m)
	}
	same, ids = unused(same)
	moved, err := stock.MovedBut(tx.Tx, ids, importID)
	if err != nil {
		return err
	}
	inUse, err := productsInUse(tx.Tx, ids)
	if err != nil {
		return err
	}
	_, ids = unused(same, append(moved, inUse...)...)
	var back []stock.Moved
	for _, id := range ids {
		if q := goods[id].Stock; q != 0 {
			back = append(back, stock.Moved{ProductID: id, Quantity: -q})
		}
	}
	if _, err := stock.MoveAll(tx, back, stock.Undo, importID); err != nil {
		return err
	}
	return product.RemoveMany(tx, ids)
}

// removeCustomers takes the customers out again that the import made, but for
// those that were edited since or that something refers to.
func (r *Room) removeCustomers(tx *change.Tx, list []made) error {
	var same []made
	for _, m := range list {
		m.gave = true
		_, became, err := m.columns()
		if err != nil {
			return err
		}
		edited, err := r.customers.Edited(tx, m.ID, became)
		switch {
		case errs.Is(err, errs.NotFound): // taken out before
		case err != nil:
			return err
		case len(edited) > 0:
			m.keep(editedSince, edited...)
		default:
			same = append(same, m)
		}
	}
	same, ids := unused(same)
	if len(ids) == 0 {
		return nil
	}
	inUse, err := customersInUse(tx.Tx, ids)
	if err != nil {
		return err
	}
	_, ids = unused(same, inUse...)
	return r.customers.RemoveMany(tx, ids)
}
