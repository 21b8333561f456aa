package practice

import (
	"context"
	"slices"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/bundle"
	"pishkhan/internal/level"
	"pishkhan/internal/money"
	"pishkhan/internal/sale"
	"pishkhan/internal/supply"
)

// plenty is how many of a bundle its parts make before they are seen to.
const plenty = 20 * money.One

// bundle says what a thing is made of, if it is.
func (w *world) bundle(ctx context.Context, id string, parts []share) error {
	if len(parts) == 0 {
		return nil
	}
	list := make([]bundle.Input, len(parts))
	for i, p := range parts {
		list[i] = bundle.Input{ProductID: w.goods[w.coded(p.code)].id, Quantity: p.quantity}
	}
	_, err := w.app.Bundle.Set(ctx, id, list)
	return err
}

// coded is the place of the thing with a code.
func (w *world) coded(code string) int {
	return slices.IndexFunc(w.goods, func(g good) bool { return g.code == code })
}

// restock brings a delivery when a shelf would be empty.
func (w *world) restock(ctx context.Context, l sale.QuotedLine) error {
	i := slices.IndexFunc(w.goods, func(g good) bool { return g.id == l.ProductID })
	short := []int{i}
	switch g := w.goods[i]; {
	case len(g.parts) > 0 && l.Stock < plenty:
		short = nil
		for _, p := range g.parts {
			short = append(short, w.coded(p.code))
		}
	case !g.countable() || l.Stock >= l.Quantity:
		return nil
	}
	ctx = actor.With(ctx, w.staff[1])
	s, _, err := w.app.Supply.Begin(ctx, supply.Sheet{Kind: supply.Received, Name: w.word("practice.delivery")})
	if err != nil {
		return err
	}
	for _, i := range short {
		cost := (w.goods[i].price * 72 / 100).RoundTo(1_000)
		if _, err := w.app.Supply.Put(ctx, s.ID, w.goods[i].id, supply.Said{Quantity: w.goods[i].stock, Cost: &cost, Sure: true}); err != nil {
			return err
		}
	}
	_, err = w.app.Supply.Post(ctx, s.ID)
	return err
}

// countShelf counts a few neighbouring goods; now and then one is missing.
func (w *world) countShelf(ctx context.Context, at time.Time) error {
	w.clock.Set(at)
	ctx = actor.With(ctx, w.staff[1])
	from := w.rand.IntN(len(w.goods) - 8)
	s, _, err := w.app.Supply.Begin(ctx, supply.Sheet{Kind: supply.Count, Name: w.goods[from].category})
	if err != nil {
		return err
	}
	for _, g := range w.goods[from : from+8] {
		p, err := w.app.Product.Read(ctx, g.id)
		if err != nil {
			return err
		}
		if counted := p.Stock - money.One*money.Quantity(w.rand.IntN(5)/4); g.countable() && counted >= 0 {
			if _, err := w.app.Supply.Put(ctx, s.ID, g.id, supply.Said{Quantity: counted.String()}); err != nil {
				return err
			}
		}
	}
	_, err = w.app.Supply.Post(ctx, s.ID)
	return err
}

// levels lets every second organisation pay what colleagues pay.
func (w *world) levels(ctx context.Context) error {
	l, _, err := w.app.Level.Create(ctx, level.Level{Name: w.word("practice.level"), Percent: 700})
	for i, c := range w.customers {
		if err == nil && c.organisation && i%8 == 3 {
			err = w.app.Level.Give(ctx, c.id, l.ID)
		}
	}
	return err
}
