package intake

import (
	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
)

// revertCustomer gives a customer back what the import changed; one that it
// made is taken out again unless it was edited since or something refers to it.
func (r *Room) revertCustomer(tx *change.Tx, e entry, was, became change.Row) (bool, *left, error) {
	if e.What == pricelist.RowNew {
		return r.removeCustomer(tx, e, became)
	}
	edited, err := r.customers.Revert(tx, e.ID, was, became)
	switch {
	case errs.Is(err, errs.NotFound):
		return false, &left{Code: string(errs.NotFound)}, nil
	case err != nil:
		return false, nil, err
	case len(edited) == 0:
		return true, nil, nil
	}
	return len(edited) < len(became), &left{Code: editedSince, Fields: edited}, nil
}

func (r *Room) removeCustomer(tx *change.Tx, e entry, became change.Row) (bool, *left, error) {
	edited, err := r.customers.Edited(tx, e.ID, became)
	if errs.Is(err, errs.NotFound) { // taken out before
		return true, nil, nil
	}
	if err != nil {
		return false, nil, err
	}
	if len(edited) > 0 {
		return false, &left{Code: editedSince, Fields: edited}, nil
	}
	used, err := inUse(tx.Tx, e.ID)
	if err != nil {
		return false, nil, err
	}
	if used {
		return false, &left{Code: stillInUse}, nil
	}
	return true, nil, r.customers.Remove(tx, e.ID)
}
