package find

import (
	"context"
	"log/slog"
	"time"

	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/product"
)

// How the rank is kept: it waits until nothing was written for a while, but not
// for ever, takes a bounded piece at a time, and leaves off when something is
// written again, so that the counter never waits for it.
const (
	quiet    = 3 * time.Second
	patience = 5 * time.Minute
	pause    = 50 * time.Millisecond
	docs     = 200
	names    = 2000
)

// Keep derives the words and the rank until the context ends.
func (r *Room) Keep(ctx context.Context) {
	var last int64
	since := time.Duration(0)
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if since += quiet; r.j.Head() != last && since < patience {
			last = r.j.Head()
			continue
		}
		last, since = r.j.Head(), 0
		err := r.derive(ctx, func() bool {
			select {
			case <-ctx.Done():
				return true
			case <-time.After(pause):
				return r.j.Head() != last
			}
		})
		if err != nil && ctx.Err() == nil && !errs.Is(err, errs.Unavailable) {
			slog.Warn("the rank is not kept", "error", err)
		}
	}
}

// Settle derives all that is missing, now.
func (r *Room) Settle(ctx context.Context) error {
	return r.derive(ctx, func() bool { return ctx.Err() != nil })
}

// derive writes a piece at a time until nothing is missing, or until stop says
// so between two; of each kind one piece at least, so that a shop that is never
// quiet comes forward too.
func (r *Room) derive(ctx context.Context, stop func() bool) error {
	for _, piece := range []func(*db.Tx) (bool, error){
		func(tx *db.Tx) (bool, error) { return r.rooms.Product.KeepWords(tx, names) },
		func(tx *db.Tx) (bool, error) { return r.rooms.Customer.KeepWords(tx, names) },
	} {
		for more := true; more; {
			err := r.j.DB.Write(ctx, func(tx *db.Tx) (err error) { more, err = piece(tx); return err })
			if err != nil {
				return err
			}
			if stop() {
				break
			}
		}
	}
	for {
		var s sold
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) { s, err = soldSince(tx, docs); return err })
		if err != nil || s.upto == "" {
			return err
		}
		err = r.j.DB.Write(ctx, func(tx *db.Tx) error {
			if err := s.still(tx); err != nil {
				return err
			}
			if err := product.Sold(tx, s.lines); err != nil {
				return err
			}
			return customer.Bought(tx, s.invoices)
		})
		if err != nil || stop() {
			return err
		}
	}
}
