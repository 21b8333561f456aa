package intake

import (
	"pishkhan/internal/change"
	"pishkhan/internal/errs"
)

// revertCustomer gives a customer back what the import changed.
func (r *Room) revertCustomer(tx *change.Tx, e entry, was, became change.Row) (bool, *left, error) {
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
