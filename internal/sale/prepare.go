package sale

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shift"
	"pishkhan/internal/till"
)

// prepared is a sale as far as it can be reckoned before it is its turn to
// write: all but its numbers and what is left on the shelf.
type prepared struct {
	doc     invoice.Invoice
	settled payment.Settled
	till    till.Till
	shift   string // the till's open one, or ""
	unit    money.Unit
	from    *memo // what it was reckoned from
}

// own are the tables that sales write and that no price hangs on.
var own = []string{"orders", "invoices", "invoice_lines", "stock_moves", "payments", "prints", "accesses", "settlements",
	"order_details", "order_lines", "order_events", "deliveries", "delivery_lines", "approvals",
	"cheques", "cheque_events", "line_parts", "limit_passes", "serials", "serial_returns"}

// prepare reckons a sale beside the writer, so that the sales of many tills
// wait for one another only where they must. Nil, where it can't be carried
// out as it is: the writer says why, after it has looked whether it was already.
func (r *Room) prepare(ctx context.Context, req Request) *prepared {
	var p *prepared
	err := r.j.DB.Look(ctx, func(tx *db.Tx) (err error) {
		p, err = r.reckon(tx, actor.From(ctx), req, r.remembered(tx.Now))
		return err
	})
	if err != nil {
		return nil
	}
	return p
}

// holds gives what was prepared where it is still right, and reckons anew
// where it isn't.
func (r *Room) holds(tx *change.Tx, req Request, p *prepared) (*prepared, error) {
	if p != nil {
		ok, err := tx.Still(p.from.seq, own...)
		if err != nil || ok && p.from.day == calendar.FromTime(tx.Now) {
			return p, err
		}
	}
	r.memo.Store(nil)
	return r.reckon(tx.Tx, tx.Actor, req, newMemo(0, tx.Now))
}

// reckon looks everything up and reckons: prices, taxes, sums, what is paid.
func (r *Room) reckon(tx *db.Tx, a actor.Actor, req Request, m *memo) (*prepared, error) {
	p := &prepared{from: m}
	p.doc.Note = persian.TidyLines(req.Note)
	s, err := r.shop(tx, m)
	if err != nil {
		return nil, err
	}
	if err := r.price(tx, a, req.Draft, m, &p.doc); err != nil {
		return nil, err
	}
	p.doc.Seller = seller(s)
	traded := min(req.traded, p.doc.Total)
	if p.settled, err = payment.Settle(p.doc.Total-traded, req.Payments, p.doc.CustomerID != ""); err != nil {
		return nil, err
	}
	if err := cheque.Check(tx, "payments", req.Payments, p.doc.CustomerID != ""); err != nil {
		return nil, err
	}
	p.doc.Paid, p.doc.Due, p.doc.Change = p.settled.Paid+traded, p.settled.Due, p.settled.Change
	if p.settled.Due > 0 && !req.exchange {
		if err := customer.Within(tx, a, p.doc.CustomerID, p.settled.Due, money.Unit(s.Unit)); err != nil {
			return nil, err
		}
	}
	p.unit = money.Unit(s.Unit)
	if p.till, err = r.till(tx, m, a.TillID); err != nil {
		return nil, err
	}
	if p.shift, err = openShift(tx, m, p.till.ID); err != nil {
		return nil, err
	}
	return p, shift.Enough(p.shift, s.NeedsShift, p.till.Name)
}
