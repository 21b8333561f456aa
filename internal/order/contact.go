package order

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// Contact is to whom an order goes, whole. What the order doesn't say is the
// customer's.
type Contact struct {
	Recipient       string `json:"recipient"`
	Phone           string `json:"phone"`
	Address         string `json:"address"`
	CustomerPhone   string `json:"customer_phone"`
	CustomerAddress string `json:"customer_address"`
}

func (r *Room) contact(ctx context.Context, in *web.ID) (*web.Body[Contact], error) {
	return web.Answer(r.Contact(ctx, in.Row()))
}

// Contact tells to whom an order goes, and writes down who asked: those who may
// see what is sealed, and, of an order that is brought and still open, whoever
// follows orders.
func (r *Room) Contact(ctx context.Context, id string) (c Contact, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		w, err := r.whole(tx.Tx, id)
		if err != nil {
			return err
		}
		if !tx.Actor.May(actor.SealedRead) && !w.brought() {
			return errs.New(errs.Forbidden).Needs(string(actor.SealedRead))
		}
		who, err := r.customers.Get(tx.Tx, w.CustomerID)
		if err != nil {
			return err
		}
		c = Contact{Recipient: w.Recipient, Phone: w.Phone, Address: w.Address, CustomerPhone: who.Phone, CustomerAddress: who.Address}
		return customer.Seen(tx, detailRows.Name, id)
	})
	return c, err
}

// brought tells whether somebody has to find the way to the customer.
func (w Whole) brought() bool {
	return w.Delivery != Pickup && (w.State.holds() || w.State == Sent)
}
