package practice

import (
	"context"
	"slices"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/order"
	"pishkhan/internal/payment"
	"pishkhan/internal/sale"
	"pishkhan/internal/web"
)

// ordered takes the morning's orders by phone and brings those that are open a
// step further: most of them on one day, some on another.
func (w *world) ordered(ctx context.Context, morning time.Time) error {
	w.clock.Set(morning.Add(36 * time.Minute))
	ctx = actor.With(ctx, w.staff[1])
	open, err := w.app.Order.Find(ctx, web.Query{Limit: 200}, "created", order.Filter{Open: true, Followed: true})
	if err != nil {
		return err
	}
	for _, o := range open.Items {
		if w.rand.IntN(5) < 3 {
			if err := w.further(ctx, o, morning.Format(time.DateOnly)); err != nil {
				return err
			}
		}
	}
	for range 1 + w.rand.IntN(2) {
		if err := w.takeOrder(ctx, morning); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) takeOrder(ctx context.Context, morning time.Time) error {
	who := w.customers[w.rand.IntN(len(w.customers))]
	streets := w.lists["street"]
	req := sale.OrderRequest{ID: w.app.Journal.DB.NewID(), Source: order.Phone,
		PromisedOn: morning.AddDate(0, 0, 1+w.rand.IntN(6)).Format(time.DateOnly), PromisedTime: []string{"11:00", "17:30", "20:00", ""}[w.rand.IntN(4)],
		Delivery: []string{order.Pickup, order.Courier, order.Courier, order.Post}[w.rand.IntN(4)]}
	req.CustomerID = who.id
	if req.Delivery != order.Pickup && w.rand.IntN(2) == 0 {
		req.Address = w.app.Words.T(w.lang, "practice.address", map[string]any{"Street": streets[w.rand.IntN(len(streets))], "Number": 10 + w.rand.IntN(80)})
		req.Phone = w.digits("0912", 7)
	}
	for _, i := range w.rand.Perm(len(w.goods))[:1+w.rand.IntN(3)] {
		req.Lines = append(req.Lines, sale.Line{ProductID: w.goods[i].id, Quantity: w.quantity(w.goods[i]).String()})
	}
	if _, _, err := w.app.Sale.PlaceOrder(ctx, req); err != nil {
		return err
	}
	if w.rand.IntN(2) > 0 {
		return nil
	}
	o, err := w.app.Order.Read(ctx, req.ID)
	if err != nil || o.Total < 100_000 {
		return err
	}
	part := payment.Part{Method: []string{payment.Card, payment.Transfer}[w.rand.IntN(2)], Amount: (o.Total / 3).RoundTo(10_000), Reference: w.digits("", 6)}
	_, err = w.app.Order.PayAhead(ctx, req.ID, "", part)
	return err
}

// further is what happens to an open order on a day.
func (w *world) further(ctx context.Context, o order.Order, today string) error {
	next := map[order.State]order.State{order.Received: order.Confirmed, order.Confirmed: order.Preparing, order.Preparing: order.Ready, order.Sent: order.Done}
	to, found := next[o.State]
	switch {
	case o.State == order.Received && w.rand.IntN(12) == 0:
		var back []payment.Part
		if o.Deposit > 0 {
			back = []payment.Part{{Method: payment.Cash, Amount: o.Deposit}}
		}
		_, err := w.app.Order.Move(ctx, o.ID, "", order.Cancelled, "", back)
		return err
	case found:
		_, err := w.app.Order.Move(ctx, o.ID, "", to, "", nil)
		return err
	case o.State == order.Ready && o.PromisedOn <= today:
		return w.handOver(ctx, o)
	}
	return nil
}

// handOver gives an order out, at times only its first line; who isn't an
// organisation pays then.
func (w *world) handOver(ctx context.Context, o order.Order) error {
	whole, err := w.app.Order.Read(ctx, o.ID)
	if err != nil {
		return err
	}
	req := sale.DeliveryRequest{ID: w.app.Journal.DB.NewID(), Payments: []payment.Part{}}
	if len(whole.Items) > 1 && !whole.Delivered && w.rand.IntN(6) == 0 {
		req.Lines = []sale.DeliveryLine{{LineID: whole.Items[0].ID, Quantity: whole.Items[0].Quantity.String()}}
	}
	d := sale.Draft{}
	for _, l := range whole.Items {
		if left := l.Left(); left > 0 {
			d.Lines = append(d.Lines, sale.Line{ProductID: l.ProductID, Quantity: left.String()})
		}
	}
	quoted, err := w.app.Sale.Quote(ctx, d)
	if err != nil {
		return err
	}
	for _, l := range quoted.Lines {
		if err := w.restock(ctx, l); err != nil {
			return err
		}
	}
	if !w.customers[slices.IndexFunc(w.customers, func(b buyer) bool { return b.id == o.CustomerID })].organisation && len(req.Lines) == 0 {
		req.Payments = []payment.Part{{Method: payment.Cash, Amount: whole.Total}} // more than is due comes back as change
	}
	_, _, err = w.app.Sale.Deliver(ctx, o.ID, req)
	return err
}
