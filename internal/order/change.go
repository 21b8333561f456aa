package order

import (
	"context"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// Change is one thing that was changed about how an order goes out. What is
// sealed, and notes, stand without their texts.
type Change struct {
	Field string `json:"field" enum:"promised,delivery,recipient,phone,address,tracking_code,note"`
	From  string `json:"from"`
	To    string `json:"to"`
}

type changeInput struct {
	web.ID
	Body Plan
}

func (r *Room) patch(ctx context.Context, in *changeInput) (*web.Body[Whole], error) {
	return web.Answer(r.Change(ctx, in.Row(), in.Body))
}

// Change says otherwise how an order goes out, as long as it is on its way or
// wasn't closed; the timeline tells what was changed. The same said again
// changes nothing.
func (r *Room) Change(ctx context.Context, id string, plan Plan) (w Whole, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := r.whole(tx.Tx, id)
		if err != nil {
			return err
		}
		if !old.changeable() {
			return errs.New("order_closed")
		}
		w = old
		var list errs.List
		plan.Put(&w, &list)
		if err := list.Err(); err != nil {
			return err
		}
		said := changes(old, w)
		if len(said) == 0 {
			return nil
		}
		if err := r.setDetails(tx, old, w); err != nil {
			return err
		}
		if err := insertEvent(tx, id, Event{ID: tx.NewID(), Kind: Changed, Changes: said}); err != nil {
			return err
		}
		w, err = r.whole(tx.Tx, id)
		return err
	})
	return w.shown(actor.From(ctx)), err
}

// changeable tells whether it may still be said how the order goes out.
func (w Whole) changeable() bool {
	return len(w.Items) > 0 && w.State != Done && w.State != Cancelled && w.State != Returned
}

// changes lists what differs, in the order of Change's fields.
func changes(old, now Whole) (out []Change) {
	promise := func(w Whole) string { return strings.TrimSpace(w.PromisedOn + " " + w.PromisedTime) }
	for _, f := range []struct {
		field, from, to string
		told            bool
	}{
		{"promised", promise(old), promise(now), true},
		{"delivery", old.Delivery, now.Delivery, true},
		{"recipient", old.Recipient, now.Recipient, true},
		{"phone", old.Phone, now.Phone, false},
		{"address", old.Address, now.Address, false},
		{"tracking_code", old.TrackingCode, now.TrackingCode, true},
		{"note", old.Details.Note, now.Details.Note, false},
	} {
		switch {
		case f.from == f.to:
		case f.told:
			out = append(out, Change{f.field, f.from, f.to})
		default:
			out = append(out, Change{Field: f.field})
		}
	}
	return out
}
