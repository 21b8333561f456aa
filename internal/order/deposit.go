package order

import (
	"context"
	"slices"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shift"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// gave tells whether a step gave back these parts and no others.
func (w Whole) gave(eventID string, refunds []payment.Part) bool {
	var had []payment.Part
	for _, e := range w.Timeline {
		if e.Kind == Refunded && e.RefID == eventID {
			had = append(had, payment.Part{Method: e.Note, Amount: e.Amount})
		}
	}
	slices.Reverse(had) // the timeline's newest is first
	return slices.EqualFunc(had, refunds, func(a, b payment.Part) bool { return a.Method == b.Method && a.Amount == b.Amount })
}

// giveBack gives back what was paid ahead with an order that is let go, at most
// what no invoice has used.
func (r *Room) giveBack(tx *change.Tx, w Whole, eventID string, to State, refunds []payment.Part) error {
	if len(refunds) == 0 {
		return nil
	}
	if !w.State.holds() || to != Cancelled && to != Done {
		return errs.At("refunds", errs.Invalid)
	}
	s, err := r.shop.Plain(tx.Tx)
	if err != nil {
		return err
	}
	coin := s.Coin()
	if w.Ahead.RoundTo(coin.Rial) != w.Ahead {
		coin.Rial = 0 // broken coins were paid, so they may go back
	}
	sum, err := payment.Refunds(refunds, w.Ahead, coin)
	if err != nil {
		return err
	}
	if !tx.Actor.May(actor.Refund) {
		return errs.At("refunds", errs.Forbidden).Needs(string(actor.Refund))
	}
	at, err := till.At(tx.Tx, tx.Actor.TillID)
	if err != nil {
		return err
	}
	shiftID, err := shift.ForMoney(tx.Tx, at.ID)
	if err != nil {
		return err
	}
	p := payment.Payment{OrderID: w.ID, CustomerID: w.CustomerID, TillID: at.ID, ShiftID: shiftID, StaffID: tx.Actor.StaffID}
	if _, err := payment.GiveBack(tx, p, refunds); err != nil {
		return err
	}
	for _, part := range refunds {
		if err := insertEvent(tx, w.ID, Event{ID: tx.NewID(), Kind: Refunded, Amount: part.Amount, RefID: eventID, Note: part.Method}); err != nil {
			return err
		}
	}
	return customer.Owe(tx, w.CustomerID, sum)
}

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
	return web.Answer(r.PayAhead(ctx, in.Row(), id, in.Body.Part))
}

// PayAhead takes a deposit on an open order: never more than what is still to be
// handed over comes to. The money is the customer's until something is handed over; then it is
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
		case part.Amount > w.LeftToPay:
			return errs.At("amount", "deposit_over_total")
		}
		if eventID == "" {
			eventID = tx.NewID()
		}
		at, err := till.At(tx.Tx, tx.Actor.TillID)
		if err != nil {
			return err
		}
		shiftID, err := shift.ForMoney(tx.Tx, at.ID)
		if err != nil {
			return err
		}
		_, err = payment.Take(tx, payment.Payment{OrderID: w.ID, CustomerID: w.CustomerID, TillID: at.ID, ShiftID: shiftID, StaffID: tx.Actor.StaffID},
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
