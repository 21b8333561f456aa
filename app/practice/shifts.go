package practice

import (
	"context"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/money"
	"pishkhan/internal/shift"
)

// float is what a shift begins with, in rials.
const float money.Rial = 5_000_000

// beginShift opens the drawer in the morning.
func (w *world) beginShift(ctx context.Context, morning time.Time) (shift.Shift, error) {
	w.clock.Set(morning.Add(10 * time.Minute))
	s, _, err := w.app.Shift.Open(actor.With(ctx, w.staff[3]), "", float)
	return s, err
}

// endShift pays the tea, takes the day's cash out, counts what is left, and
// closes; now and then a note is missing.
func (w *world) endShift(ctx context.Context, s shift.Shift, evening time.Time) error {
	w.clock.Set(evening)
	ctx = actor.With(ctx, w.staff[3])
	out := func(reason string, amount money.Rial) error {
		_, _, err := w.app.Shift.Move(ctx, s.ID, shift.Move{Direction: "out", Amount: amount, Reason: w.app.Words.T(w.lang, reason, nil)})
		return err
	}
	if err := out("practice.tea", 1_200_000); err != nil {
		return err
	}
	whole, err := w.app.Shift.Read(actor.With(ctx, w.staff[0]), s.ID)
	if err != nil {
		return err
	}
	left := whole.Totals.Expected
	if over := (left - float) / 1_000_000 * 1_000_000; over > 0 {
		if err := out("practice.to_bank", over); err != nil {
			return err
		}
		left -= over
	}
	if w.rand.IntN(6) == 0 {
		left -= 100_000
	}
	counted := []shift.Notes{}
	for _, value := range []money.Rial{2_000_000, 1_000_000, 500_000, 100_000, 50_000} {
		if n := left / value; n > 0 {
			counted = append(counted, shift.Notes{Value: value, Count: int64(n)})
			left %= value
		}
	}
	if left > 0 { // coins
		counted = append(counted, shift.Notes{Value: left, Count: 1})
	}
	w.clock.Set(evening.Add(6 * time.Minute))
	c, _, err := w.app.Shift.Count(ctx, s.ID, "", counted)
	if err == nil {
		_, err = w.app.Shift.Close(ctx, s.ID, c.ID, "")
	}
	return err
}
