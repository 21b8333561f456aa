package practice

import (
	"context"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/credit"
	"pishkhan/internal/till"
)

// memories are what the tax office calls the tills; nobody real has them.
var memories = []string{"TAMRN1", "TAMRN2"}

// waits is how far back the last Saturday lies, at least, on which documents
// went to the tax system: those since then are there to practise with, and
// their twelve days are counted down.
const waits = 5 * 24 * time.Hour

// remembers gives a till its memory: what it issues from then on has a tax id.
func (w *world) remembers(ctx context.Context, tillID, memory string) error {
	_, err := w.app.Till.Change(actor.With(ctx, w.staff[0]), tillID, till.Patch{MemoryID: &memory})
	return err
}

// send takes out what waits.
func (w *world) send(ctx context.Context, ago time.Duration) error {
	if ago < waits {
		return nil
	}
	ctx = actor.With(ctx, w.staff[0])
	what, err := w.app.Credit.Unsent(ctx)
	if err != nil || what.Count == 0 {
		return err
	}
	_, _, err = w.app.Credit.Sent(ctx, credit.SendRequest{ID: w.app.Journal.DB.NewID(), Upto: what.Upto})
	return err
}
