package shift

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Notes is how many there are of a denomination.
type Notes struct {
	Value money.Rial `json:"value" required:"true" doc:"Of one note or coin, in rial"`
	Count int64      `json:"count" required:"true"`
}

// Count is the drawer counted, and only then what it should have held.
type Count struct {
	ID         string     `json:"id"`
	Notes      []Notes    `json:"notes"`
	Counted    money.Rial `json:"counted"`
	Expected   money.Rial `json:"expected"`
	Difference money.Rial `json:"difference" doc:"Counted less expected: below zero, money is missing"`
	By         Person     `json:"by"`
	At         time.Time  `json:"at"`
	of         string     // the shift
}

// mostNotes is how many denominations a count may have, and mostOfOne how many
// of each.
const (
	mostNotes = 30
	mostOfOne = 1_000_000
)

// sum adds a count up; each refusal is at its field.
func sum(notes []Notes) (total money.Rial, err error) {
	var bad errs.List
	if len(notes) > mostNotes {
		return 0, errs.At("notes", errs.Invalid)
	}
	seen := map[money.Rial]bool{}
	for i, n := range notes {
		if n.Value <= 0 || n.Value.Check() != nil || seen[n.Value] {
			bad.Add(fmt.Sprintf("notes[%d].value", i), errs.Invalid)
			continue
		}
		seen[n.Value] = true
		if n.Count < 0 || n.Count > mostOfOne {
			bad.Add(fmt.Sprintf("notes[%d].count", i), "out_of_range")
			continue
		}
		of, err := n.Value.Times(money.Quantity(n.Count * 1000))
		if err == nil {
			total, err = total.Add(of)
		}
		if err != nil {
			bad.Add(fmt.Sprintf("notes[%d].count", i), "out_of_range")
		}
	}
	return total, bad.Err()
}

// Count keeps what was counted in the drawer and answers what it should hold.
func (r *Room) Count(ctx context.Context, shiftID, id string, notes []Notes) (c Count, made bool, err error) {
	if id, err = web.NewID("id", id); err != nil {
		return c, false, err
	}
	counted, err := sum(notes)
	if err != nil {
		return c, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		have, there, err := change.Again(tx, &id, count, func(have Count) bool { return have.of == shiftID && slices.Equal(have.Notes, notes) })
		if err != nil || there {
			c = have
			return err
		}
		if _, err := open(tx.Tx, shiftID); err != nil {
			return err
		}
		should, err := expected(tx.Tx, shiftID)
		if err != nil {
			return err
		}
		if notes == nil {
			notes = []Notes{}
		}
		c = Count{ID: id, Notes: notes, Counted: counted, Expected: should, Difference: counted - should, By: me(tx.Actor), At: tx.Now}
		made = true
		return insertCount(tx, shiftID, c)
	})
	return c, made, err
}

// Close ends a shift on one of its counts; errs "count_again" when money moved
// since. Closing it again with the same count is the same close.
func (r *Room) Close(ctx context.Context, shiftID, countID, note string) (s Shift, err error) {
	if countID, err = web.NewID("count_id", countID); err == nil && countID == "" {
		err = errs.At("count_id", errs.Required)
	}
	if err != nil {
		return s, err
	}
	if note = persian.TidyLines(note); len([]rune(note)) > 500 {
		return s, errs.At("note", "too_long", "Max", 500)
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if s, err = byID(tx.Tx, shiftID); err != nil {
			return err
		}
		if s.Close != nil {
			if s.Close.CountID != countID || s.Close.Note != note {
				return errs.New("shift_closed", "Number", s.Number)
			}
			return nil
		}
		c, err := count(tx.Tx, countID)
		if err == nil && c.of != shiftID {
			err = errs.New(errs.NotFound)
		}
		if errs.Is(err, errs.NotFound) {
			return errs.At("count_id", errs.NotFound)
		} else if err != nil {
			return err
		}
		should, err := expected(tx.Tx, shiftID)
		if err != nil {
			return err
		}
		if should != c.Expected {
			return errs.New("count_again")
		}
		s.Close = &Close{CountID: countID, Counted: c.Counted, Expected: should, Difference: c.Counted - should, Note: note, By: me(tx.Actor), At: tx.Now}
		if s.Close.ChainSeq, s.Close.ChainHash, err = head(tx.Tx); err != nil {
			return err
		}
		return insertClose(tx, shiftID, *s.Close)
	})
	return s, err
}

// expected is what the drawer of a shift should hold: the float, what cash
// brought and took, and what was moved beside it.
func expected(tx *db.Tx, shiftID string) (money.Rial, error) {
	sum, err := drawer(tx, shiftID)
	if err == nil {
		err = sum.Check()
	}
	return sum, err
}
