package sale

import (
	"context"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/invoice"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/till"
)

// prepared is a sale as far as it can be reckoned before it is its turn to
// write: all but its numbers and what is left on the shelf.
type prepared struct {
	doc     invoice.Invoice
	settled payment.Settled
	till    till.Till

	seq int64     // the journal's last record that it knows of
	at  time.Time // whose tax rates it has
}

// own are the tables that sales write and that no price hangs on.
var own = []string{"orders", "invoices", "invoice_lines", "stock_moves", "payments", "prints", "accesses"}

// prepare reckons a sale beside the writer, so that the sales of many tills
// wait for one another only where they must. Nil, where it can't be carried
// out as it is: the writer says why, after it has looked whether it was already.
func (r *Room) prepare(ctx context.Context, req Request) *prepared {
	var p prepared
	err := r.j.DB.Read(context.WithoutCancel(ctx), func(tx *db.Tx) (err error) {
		if p.seq, err = change.Head(tx); err != nil {
			return err
		}
		return r.reckon(tx, actor.From(ctx), req, &p)
	})
	if err != nil {
		return nil
	}
	return &p
}

// holds gives what was prepared where it is still right, and reckons anew
// where it isn't.
func (r *Room) holds(tx *change.Tx, req Request, p *prepared) (*prepared, error) {
	if p != nil {
		ok, err := tx.Still(p.seq, own...)
		if err != nil || ok && calendar.FromTime(p.at) == calendar.FromTime(tx.Now) {
			return p, err
		}
	}
	p = &prepared{}
	return p, r.reckon(tx.Tx, tx.Actor, req, p)
}

// reckon looks everything up and reckons: prices, taxes, sums, what is paid.
func (r *Room) reckon(tx *db.Tx, a actor.Actor, req Request, p *prepared) error {
	p.at = tx.Now
	p.doc.Note = persian.TidyLines(req.Note)
	s, err := r.rooms.Shop.Plain(tx)
	if err != nil {
		return err
	}
	if err := r.price(tx, a, req.Draft, s, &p.doc); err != nil {
		return err
	}
	p.doc.Seller = seller(s)
	if p.settled, err = payment.Settle(p.doc.Total, req.Payments, p.doc.CustomerID != ""); err != nil {
		return err
	}
	p.doc.Paid, p.doc.Due, p.doc.Change = p.settled.Paid, p.settled.Due, p.settled.Change
	// the till that the seller signed in at; this device's first for who sells
	// without a session
	if a.TillID == "" {
		p.till, err = r.rooms.Till.Here(tx)
	} else {
		p.till, err = r.rooms.Till.Get(tx, a.TillID)
	}
	return err
}
