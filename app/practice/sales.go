package practice

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/product"
	"pishkhan/internal/sale"
)

// day lets the shop sell from morning to evening, until a moment.
func (w *world) day(ctx context.Context, morning, until time.Time) error {
	busy := 9 + w.rand.IntN(9)
	small := until.Sub(morning) > busyWeeks*7*24*time.Hour
	if small {
		busy /= 6
	}
	switch morning.Weekday() {
	case time.Friday:
		return nil
	case time.Thursday: // half a day
		busy /= 2
		if err := w.countShelf(ctx, morning); err != nil {
			return err
		}
	case time.Saturday:
		if err := w.newPrices(ctx, morning); err != nil {
			return err
		}
		if err := w.send(ctx, until.Sub(morning)); err != nil {
			return err
		}
	}
	if morning.Add(30 * time.Minute).After(until) {
		return nil
	}
	open, err := w.beginShifts(ctx, morning, !small)
	if err != nil {
		return err
	}
	if err := w.bank(ctx, morning); err != nil {
		return err
	}
	if err := w.debtors(ctx, morning); err != nil {
		return err
	}
	if err := w.ordered(ctx, morning); err != nil {
		return err
	}
	var times []time.Time
	evening := morning.Add(13*time.Hour + 10*time.Minute)
	if morning.Weekday() == time.Thursday {
		evening = morning.Add(5*time.Hour + 30*time.Minute)
	}
	for range busy {
		at := 45 + w.rand.IntN(4*60) // 9:15 to 13:15
		if w.rand.IntN(2) == 0 && morning.Weekday() != time.Thursday {
			at = 8*60 + w.rand.IntN(4*60+30) // 16:30 to 21:00
		}
		times = append(times, morning.Add(time.Duration(at)*time.Minute+time.Duration(w.rand.IntN(60_000))*time.Millisecond))
	}
	slices.SortFunc(times, time.Time.Compare)
	for _, at := range times {
		if at.After(until) {
			return nil
		}
		w.clock.Set(at)
		if err := w.sell(ctx); err != nil {
			return err
		}
	}
	if evening.Add(time.Hour).After(until) {
		return nil // it is still open
	}
	for i, s := range open {
		if err := w.endShift(ctx, s, evening.Add(time.Duration(i)*10*time.Minute)); err != nil {
			return err
		}
	}
	return nil
}

// newPrices raises a few prices at the week's beginning.
func (w *world) newPrices(ctx context.Context, at time.Time) error {
	w.clock.Set(at)
	ctx = actor.With(ctx, w.staff[1])
	for range 3 {
		g := &w.goods[w.rand.IntN(len(w.goods))]
		g.price = (g.price * 105 / 100).RoundTo(10_000)
		if _, err := w.app.Product.Change(ctx, g.id, product.Input{Price: &g.price}); err != nil {
			return err
		}
	}
	return nil
}

// sell rings up what somebody wants, at one of the counters.
func (w *world) sell(ctx context.Context) error {
	seller := w.staff[3+w.rand.IntN(2)]
	if w.rand.IntN(8) == 0 {
		seller = w.staff[1]
	}
	var d sale.Draft
	for _, i := range w.rand.Perm(len(w.goods))[:1+min(w.rand.IntN(4), w.rand.IntN(6))] {
		g := w.goods[i]
		if g.price > 20_000_000 && w.rand.IntN(5) > 0 { // dear things go seldom
			g = w.goods[w.rand.IntN(12)]
		}
		if slices.ContainsFunc(d.Lines, func(l sale.Line) bool { return l.ProductID == g.id }) {
			continue
		}
		l := sale.Line{ProductID: g.id, Quantity: w.quantity(g).String()}
		if g.warranty > 0 {
			l.Serials = []string{fmt.Sprintf("SN%s-%05d", g.code, w.sales)}
		}
		if w.rand.IntN(12) == 0 {
			l.Discount = &invoice.Discount{Percent: "5"}
		}
		d.Lines = append(d.Lines, l)
	}
	if w.rand.IntN(14) == 0 {
		d.Discount = &invoice.Discount{Percent: "2.5"}
	}
	who := buyer{}
	if w.rand.IntN(5) < 2 {
		who = w.customers[w.rand.IntN(len(w.customers))]
		d.CustomerID = who.id
	}
	if w.sales++; w.sales%byLeave == 0 && seller.Role == actor.Counter {
		d.Lines[0].Discount = &invoice.Discount{Percent: "15"}
		seller = w.lent(seller, actor.DiscountOver)
	}
	ctx = actor.With(ctx, seller)
	quoted, err := w.app.Sale.Quote(ctx, d)
	if err != nil {
		return err
	}
	for _, l := range quoted.Lines {
		if err := w.restock(ctx, l); err != nil {
			return err
		}
	}
	made, _, err := w.app.Sale.Sell(ctx, sale.Request{ID: w.app.Journal.DB.NewID(), Draft: d, Payments: w.pay(quoted.Total, who)})
	if err != nil {
		return err
	}
	switch {
	case w.sales%comesBack == 0:
		return w.takeBack(ctx, seller, made.Invoice.ID)
	case w.sales%wrongName == 0 && who.id == "":
		return w.correct(ctx, made.Invoice.ID)
	}
	return nil
}

// quantity is how much of a thing people take.
func (w *world) quantity(g good) money.Quantity {
	switch {
	case !g.countable() || g.price > 5_000_000:
		return money.One
	case g.unit == w.unitOf("705"): // by weight
		return money.One / 4 * money.Quantity(1+w.rand.IntN(8))
	case g.unit == w.unitOf("201"): // off the roll
		return money.One / 2 * money.Quantity(8+w.rand.IntN(70))
	case g.price < 1_000_000:
		return money.One * money.Quantity(1+w.rand.IntN(8))
	}
	return money.One * money.Quantity(1+w.rand.IntN(3))
}

// unitOf is the unit of the thing with a code.
func (w *world) unitOf(code string) string {
	return w.goods[w.coded(code)].unit
}

// pay is how people pay: guests all of it, customers at times a part.
func (w *world) pay(total money.Rial, who buyer) []payment.Part {
	const note = 500_000
	up := (total + note - 1) / note * note
	part := func(method string, amount money.Rial) payment.Part {
		p := payment.Part{Method: method, Amount: amount}
		if method == payment.Cheque {
			p.Cheque = w.cheque()
		} else if method != payment.Cash {
			p.Reference = fmt.Sprint(100_000 + w.rand.IntN(900_000))
		}
		return p
	}
	chance := w.rand.IntN(100)
	switch {
	case total == 0:
		return nil
	case who.organisation && chance < 25:
		return nil // all of it on account
	case who.organisation && chance < 45:
		return []payment.Part{part(payment.Cheque, total)}
	case who.organisation && chance < 75:
		return []payment.Part{part(payment.Transfer, total)}
	case who.id != "" && chance < 15 && total > 2*note:
		return []payment.Part{part(payment.Card, (total / 2).RoundTo(10_000))}
	case chance < 50:
		return []payment.Part{part(payment.Card, total)}
	case chance < 60 && total > 2*note:
		half := (total / 2).RoundTo(10_000)
		rest := total - half
		return []payment.Part{part(payment.Card, half), part(payment.Cash, (rest+note-1)/note*note)}
	}
	return []payment.Part{part(payment.Cash, up)}
}
