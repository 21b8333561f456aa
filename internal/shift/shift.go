// Package shift is a till's day: opened with a float, closed with a count. It
// owns the shifts, the cash that goes in and out beside sales, and every count
// of the drawer.
//
// It refuses a second open shift at one till, a move or a count of a closed
// one, an amount that can't be, and a close on a count that money has moved
// since. A difference is stated and kept; it never stops a close. What the
// drawer should hold is told to who counts only after they have counted.
package shift

import (
	"context"
	"fmt"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// Person is who did something, by the name of that day.
type Person struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Shift is one, with its close where it has one.
type Shift struct {
	ID       string     `json:"id"`
	Number   string     `json:"number"`
	TillID   string     `json:"till_id"`
	Till     string     `json:"till" doc:"The till's name"`
	Opening  money.Rial `json:"opening" doc:"The cash that the till began with"`
	OpenedBy Person     `json:"opened_by"`
	OpenedAt time.Time  `json:"opened_at"`
	Close    *Close     `json:"close,omitempty" doc:"Missing while the shift is open"`
	series   string
	seq      int
}

// Close is how a shift ended. Difference is counted less expected.
type Close struct {
	CountID    string     `json:"count_id"`
	Counted    money.Rial `json:"counted"`
	Expected   money.Rial `json:"expected"`
	Difference money.Rial `json:"difference" doc:"Counted less expected: below zero, money is missing"`
	Note       string     `json:"note"`
	ChainSeq   int64      `json:"chain_seq" doc:"The number of the journal's last record before the close"`
	ChainHash  string     `json:"chain_hash" doc:"That record's hash: it stands for everything before it"`
	By         Person     `json:"by"`
	At         time.Time  `json:"at"`
}

// The directions of cash beside sales.
const (
	In  = "in"
	Out = "out"
)

// Move is cash put into the till or taken out of it.
type Move struct {
	ID        string     `json:"id"`
	Direction string     `json:"direction" enum:"in,out"`
	Amount    money.Rial `json:"amount"`
	Reason    string     `json:"reason"`
	By        Person     `json:"by"`
	At        time.Time  `json:"at"`
	of        string     // the shift
}

// Room answers for the shifts.
type Room struct {
	j     *change.Journal
	till  *till.Room
	shop  *shop.Room
	words *i18n.Catalogue
}

// New makes the room.
func New(j *change.Journal, tills *till.Room, s *shop.Room, words *i18n.Catalogue) *Room {
	return &Room{j: j, till: tills, shop: s, words: words}
}

// Current is the id of a till's open shift, or "" when it has none.
func Current(tx *db.Tx, tillID string) (string, error) { return current(tx, tillID) }

// ForMoney is the shift that money belongs to which is taken or given back at a
// till: its open one, or "" without one; errs shift_needed where the owner wants
// one to be open for that.
func ForMoney(tx *db.Tx, tillID string) (string, error) {
	id, err := current(tx, tillID)
	if err != nil || id != "" {
		return id, err
	}
	name, needed, err := needs(tx, tillID)
	if err != nil {
		return "", err
	}
	return "", Enough(id, needed, name)
}

// Enough refuses money at a till without an open shift ("") where the owner
// wants one.
func Enough(open string, needed bool, till string) error {
	if needed && open == "" {
		return errs.New("shift_needed", "Till", till)
	}
	return nil
}

func number(series string, seq int) string { return fmt.Sprintf("%s-S%d", series, seq) }

func me(a actor.Actor) Person { return Person{ID: a.StaffID, Name: a.Name} }

// Open begins a shift at the asker's till. The same id with the same float is
// the same shift.
func (r *Room) Open(ctx context.Context, id string, opening money.Rial) (s Shift, made bool, err error) {
	if id, err = web.NewID("id", id); err != nil {
		return s, false, err
	}
	if opening < 0 || opening.Check() != nil {
		return s, false, errs.At("opening", "out_of_range")
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		have, there, err := change.Again(tx, &id, byID, func(have Shift) bool { return have.Opening == opening && have.OpenedBy.ID == tx.Actor.StaffID })
		if err != nil || there {
			s = have
			return err
		}
		t, err := till.At(tx.Tx, tx.Actor.TillID)
		if err != nil {
			return err
		}
		if there, err := current(tx.Tx, t.ID); err != nil {
			return err
		} else if there != "" {
			return errs.New("shift_open", "Till", t.Name)
		}
		_, seq, err := r.till.Next(tx, till.Shifts, t.Series, 0)
		if err != nil {
			return err
		}
		s = Shift{ID: id, Number: number(t.Series, seq), TillID: t.ID, Till: t.Name, Opening: opening,
			OpenedBy: me(tx.Actor), OpenedAt: tx.Now, series: t.Series, seq: seq}
		made = true
		return insert(tx, s)
	})
	return s, made, err
}

// open reads a shift that goes on; errs "shift_closed" when it doesn't.
func open(tx *db.Tx, id string) (Shift, error) {
	s, err := byID(tx, id)
	if err == nil && s.Close != nil {
		err = errs.New("shift_closed", "Number", s.Number)
	}
	return s, err
}

// Move notes cash that went in or out beside sales, and why.
func (r *Room) Move(ctx context.Context, shiftID string, m Move) (out Move, made bool, err error) {
	var bad errs.List
	if m.ID, err = web.NewID("id", m.ID); err != nil {
		return m, false, err
	}
	if m.Direction != In && m.Direction != Out {
		bad.Add("direction", errs.Invalid)
	}
	if m.Amount <= 0 || m.Amount.Check() != nil {
		bad.Add("amount", "out_of_range")
	}
	if m.Reason = persian.Tidy(m.Reason); m.Reason == "" {
		bad.Add("reason", errs.Required)
	} else if len([]rune(m.Reason)) > 200 {
		bad.Add("reason", "too_long", "Max", 200)
	}
	if err := bad.Err(); err != nil {
		return m, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		have, there, err := change.Again(tx, &m.ID, move, func(have Move) bool {
			return have.of == shiftID && have.Direction == m.Direction && have.Amount == m.Amount && have.Reason == m.Reason
		})
		if err != nil {
			return err
		}
		if there {
			m = have
			return nil
		}
		if _, err := open(tx.Tx, shiftID); err != nil {
			return err
		}
		m.By, m.At, made = me(tx.Actor), tx.Now, true
		if err := insertMove(tx, shiftID, m); err != nil {
			return err
		}
		// a sum that can't be is refused before it is there
		if _, err := expected(tx.Tx, shiftID); err != nil {
			return errs.At("amount", "out_of_range")
		}
		return nil
	})
	return m, made, err
}
