package order

import (
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
)

// HandedLine is how much of one line is handed over.
type HandedLine struct {
	LineID   string
	Quantity money.Quantity
}

// Handover is what is handed over at once. Total and Due are its invoice's.
type Handover struct {
	ID, InvoiceID, Invoice string
	Lines                  []HandedLine
	Total, Due             money.Rial
}

// HandOver writes a delivery down, lets go of what was held back for it, and
// moves the order on once nothing is left: an order that is fetched is
// delivered, and done where nothing is owed; another one is on its way.
func (r *Room) HandOver(tx *change.Tx, w Whole, h Handover) error {
	if err := insertDelivery(tx, w.ID, h.ID, h.InvoiceID, h.Lines); err != nil {
		return err
	}
	e := Event{ID: tx.NewID(), Kind: Delivery, From: w.State, Amount: h.Total, RefID: h.InvoiceID, Note: h.Invoice}
	items := slices.Clone(w.Items)
	left := money.Quantity(0)
	for i := range items {
		for _, l := range h.Lines {
			if l.LineID != items[i].ID {
				continue
			}
			before := items[i].Delivered
			items[i].Delivered += l.Quantity
			if w.State.holds() {
				if err := items[i].hold(tx.Tx, before, items[i].Delivered, -1); err != nil {
					return err
				}
			}
		}
		left += items[i].Left()
	}
	w.Items = items
	if left > 0 {
		return insertEvent(tx, w.ID, e)
	}
	owed, _, err := owing(tx.Tx, w.ID)
	if err != nil {
		return err
	}
	switch {
	case w.Delivery == Courier || w.Delivery == Post:
		e.To = Sent
	case h.Due > 0 || owed > 0:
		e.To = Delivered
	default:
		e.To = Done
	}
	return move(tx, w, e)
}

// AheadOf is what these customers paid ahead with orders of which something may
// still be handed over. What an order that is done or cancelled left is theirs
// like any other money.
func AheadOf(tx *db.Tx, customers []string) (money.Rial, error) {
	var holding []string
	for _, s := range States {
		if s.holds() {
			holding = append(holding, string(s))
		}
	}
	return payment.AheadOf(tx, customers, holding)
}

// CanHandOver tells whether something may be handed over now.
func (w Whole) CanHandOver() bool { return w.State.holds() && len(w.Items) > 0 }
