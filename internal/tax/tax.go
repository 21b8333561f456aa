// Package tax is the rates of value-added tax: which class of goods pays how
// much, from which day on; and within how many days a document has to be sent.
// It owns the tables tax_rates and tax_deadlines; documents keep the
// rate that they were made with, so a new rate never touches an old document.
//
// It refuses a rate below 0 or above 100 %, a day that is none, and tax on
// what is exempt. No rate is a constant in code: setup seeds those that are
// certain, and the owner adds what the law says next.
package tax

import (
	"context"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// The classes that every shop has.
const (
	Standard = "standard"
	Exempt   = "exempt"
)

// Rate is a class's rate from a day on, until a later one.
type Rate struct {
	ID            string `json:"id"`
	Class         string `json:"tax_class"`
	BP            int64  `json:"rate_bp" doc:"Hundredths of a percent: 1000 is 10 %"`
	EffectiveFrom string `json:"effective_from" doc:"The first day, YYYY-MM-DD, Gregorian, in Tehran"`
}

// seeds are the rates that a new shop starts with: 9 % from 1394, 10 % from
// 1403 on. What 1405 brings is for the owner to add.
var seeds = []Rate{
	{Class: Standard, BP: 900, EffectiveFrom: "2015-03-21"},
	{Class: Standard, BP: 1000, EffectiveFrom: "2024-03-20"},
	{Class: Exempt, BP: 0, EffectiveFrom: "2015-03-21"},
}

// Room keeps the rates.
type Room struct {
	j *change.Journal
}

// New makes the room.
func New(j *change.Journal) *Room { return &Room{j: j} }

// Seed writes a new shop's rates; setup calls it.
func (r *Room) Seed(tx *change.Tx) error {
	for _, s := range seeds {
		s.ID = tx.NewID()
		if err := insert(tx, s); err != nil {
			return err
		}
	}
	return insertDeadline(tx, Deadline{ID: tx.NewID(), Days: firstDays, EffectiveFrom: seeds[0].EffectiveFrom})
}

// Rate is a class's rate in basis points on the Tehran day of an instant. A
// day before the first rate (a computer that lost its clock) has the first.
// errs "tax_class" when the class has none.
func (r *Room) Rate(tx *db.Tx, class string, at time.Time) (bp int, err error) {
	bp, err = rateOn(tx, class, calendar.ISO(at))
	if errs.Is(err, errs.NotFound) {
		return 0, errs.At("tax_class", "unknown_tax_class", "Value", class)
	}
	return bp, err
}

// Known refuses a class that has no rate, at the field tax_class.
func (r *Room) Known(tx *db.Tx, class string) error {
	_, err := r.Rate(tx, class, tx.Now)
	return err
}

// List gives the rates in force, class by class, the newest first. Of two of
// the same class and day only the later made one is in force.
func (r *Room) List(ctx context.Context, q web.Query) (page web.List[Rate], err error) {
	after, err := q.After(2)
	if err != nil {
		return page, err
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := list(tx, strings.TrimSpace(q.Q), after[0], after[1], q.Limit+1)
		page = web.Page(rows, q.Limit, func(r Rate) []string { return []string{r.Class, r.EffectiveFrom} })
		return err
	})
	return page, err
}

// Create adds a rate and tells whether it was made now. A second one of the
// same class and day takes the first one's place.
func (r *Room) Create(ctx context.Context, n Rate) (out Rate, made bool, err error) {
	var bad errs.List
	if n.ID, err = web.NewID("id", n.ID); err != nil {
		return n, false, err
	}
	n.Class = strings.ToLower(strings.TrimSpace(n.Class))
	switch {
	case n.Class == "":
		bad.Add("tax_class", errs.Required)
	case len([]rune(n.Class)) > 40:
		bad.Add("tax_class", "too_long", "Max", 40)
	}
	if n.BP < 0 || n.BP > 10_000 || n.Class == Exempt && n.BP != 0 {
		bad.Add("rate_bp", errs.Invalid)
	}
	if !calendar.Settable(n.EffectiveFrom) {
		bad.Add("effective_from", "bad_date")
	}
	if err := bad.Err(); err != nil {
		return n, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		made, err = add(tx, &n, &n.ID, byID, insert)
		return err
	})
	return n, made, err
}

// add writes what is not there yet, under a new id where it has none; other
// content under an id that is there is errs.Conflict.
func add[T comparable](tx *change.Tx, n *T, id *string, read func(*db.Tx, string) (T, error), insert func(*change.Tx, T) error) (made bool, err error) {
	if _, there, err := change.Again(tx, id, read, func(have T) bool { return have == *n }); err != nil || there {
		return false, err
	}
	return true, insert(tx, *n)
}
