package find

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/product"
)

// How the rank is kept: it waits until nothing was written for a while, but not
// for ever, and takes a bounded piece at a time, so that the counter never
// waits for it.
const (
	quiet    = 3 * time.Second
	patience = 5 * time.Minute
	pause    = 50 * time.Millisecond
	docs     = 500
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
		seq, _, err := r.j.Wait(ctx, -1, 0)
		if err != nil {
			continue
		}
		if since += quiet; seq != last && since < patience {
			last = seq
			continue
		}
		last, since = seq, 0
		if err := r.Settle(ctx, pause); err != nil && !errors.Is(err, context.Canceled) && !errs.Is(err, errs.Unavailable) {
			slog.Warn("the rank is not kept", "error", err)
		}
	}
}

// Settle derives all that is missing, pausing between its pieces.
func (r *Room) Settle(ctx context.Context, pause time.Duration) error {
	for _, piece := range []func(*db.Tx) (bool, error){
		func(tx *db.Tx) (bool, error) { return r.rooms.Product.KeepWords(tx, names) },
		func(tx *db.Tx) (bool, error) { return r.rooms.Customer.KeepWords(tx, names) },
	} {
		if err := r.pieces(ctx, pause, piece); err != nil {
			return err
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
		if err != nil {
			return err
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
}

// pieces writes a piece at a time until there are no more.
func (r *Room) pieces(ctx context.Context, pause time.Duration, piece func(*db.Tx) (bool, error)) error {
	for more := true; more; {
		err := r.j.DB.Write(ctx, func(tx *db.Tx) (err error) { more, err = piece(tx); return err })
		if err != nil {
			return err
		}
		if err := rest(ctx, pause); err != nil {
			return err
		}
	}
	return nil
}

func rest(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}
