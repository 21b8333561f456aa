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

// opened is a drawer that is open, and whose it is.
type opened struct {
	shift.Shift
	by actor.Actor
}

// beginShifts opens the drawers in the morning. Once the shop is busy it has a
// second till, which the second seller sits at from then on.
func (w *world) beginShifts(ctx context.Context, morning time.Time, busy bool) (open []opened, err error) {
	w.clock.Set(morning.Add(10 * time.Minute))
	if second := &w.staff[4]; busy && second.TillID == "" {
		t, _, err := w.app.Till.Add(actor.With(ctx, w.staff[0]), "", w.word("practice.till"))
		if err != nil {
			return nil, err
		}
		second.TillID = t.ID
		if err := w.remembers(ctx, t.ID, memories[1]); err != nil {
			return nil, err
		}
	}
	for _, by := range w.staff[3:] {
		if by.TillID == "" && by.StaffID != w.staff[3].StaffID {
			continue // at the first till, too
		}
		s, _, err := w.app.Shift.Open(actor.With(ctx, by), "", float)
		if err != nil {
			return nil, err
		}
		open = append(open, opened{s, by})
	}
	return open, nil
}

// endShift pays the tea, takes the day's cash out, counts what is left, and
// closes; now and then a note is missing.
func (w *world) endShift(ctx context.Context, s opened, evening time.Time) error {
	w.clock.Set(evening)
	ctx = actor.With(ctx, s.by)
	out := func(reason string, amount money.Rial) error {
		_, _, err := w.app.Shift.Move(ctx, s.ID, shift.Move{Direction: "out", Amount: amount, Reason: w.word(reason)})
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
