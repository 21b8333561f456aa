package order

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shift"
	"pishkhan/internal/web"
)

type depositInput struct {
	web.ID
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the payment repeatable"`
		payment.Part
	}
}

func (r *Room) postDeposit(ctx context.Context, in *depositInput) (*web.Body[Whole], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	w, err := r.PayAhead(ctx, in.Row(), id, in.Body.Part)
	return &web.Body[Whole]{Body: w}, err
}

// PayAhead takes a deposit on an open order: never more than the order comes
// to. The money is the customer's until something is handed over; then it is
// applied by itself.
func (r *Room) PayAhead(ctx context.Context, id, eventID string, part payment.Part) (w Whole, err error) {
	part.Reference = persian.Tidy(part.Reference)
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if w, err = r.whole(tx.Tx, id); err != nil {
			return err
		}
		for _, e := range w.Timeline {
			if e.ID != eventID {
				continue
			}
			if e.Kind != Deposit || e.Amount != part.Amount || e.Note != part.Method {
				return errs.At("id", errs.Conflict)
			}
			return nil
		}
		switch {
		case !w.CanHandOver():
			return errs.New("order_not_open")
		case part.Method != payment.Cash && part.Method != payment.Card && part.Method != payment.Transfer:
			return errs.At("method", errs.Invalid)
		case part.Amount <= 0 || part.Amount.Check() != nil:
			return errs.At("amount", "out_of_range")
		case part.Amount > w.Total-w.Deposit:
			return errs.At("amount", "deposit_over_total")
		}
		if eventID == "" {
			eventID = tx.NewID()
		}
		shiftID, err := shift.Current(tx.Tx, tx.Actor.TillID)
		if err != nil {
			return err
		}
		err = payment.Take(tx, payment.Payment{OrderID: w.ID, CustomerID: w.CustomerID, TillID: tx.Actor.TillID, ShiftID: shiftID, StaffID: tx.Actor.StaffID},
			[]payment.Part{part}, payment.Settled{Given: []money.Rial{0}})
		if err != nil {
			return err
		}
		if err := customer.Owe(tx, w.CustomerID, -part.Amount); err != nil {
			return err
		}
		if err := insertEvent(tx, w.ID, Event{ID: eventID, Kind: Deposit, Amount: part.Amount, Note: part.Method}); err != nil {
			return err
		}
		w, err = r.whole(tx.Tx, id)
		return err
	})
	return w.shown(actor.From(ctx)), err
}
