package tax

import (
	"context"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// Deadline is within how many days a document goes to the tax system, for
// documents from a day on, until a later one.
type Deadline struct {
	ID            string `json:"id"`
	Days          int    `json:"days"`
	EffectiveFrom string `json:"effective_from" doc:"The first day, YYYY-MM-DD, Gregorian, in Tehran"`
}

// firstDays is what a new shop starts with; the law has changed it before, and
// the owner adds what it says next.
const firstDays = 12

// DueOn is the last day on which a document of a moment may be sent; ok is
// false where no deadline is known for it.
func DueOn(tx *db.Tx, at time.Time) (day string, ok bool, err error) {
	days, err := daysOn(tx, calendar.ISO(at))
	if errs.Is(err, errs.NotFound) {
		return "", false, nil
	}
	return calendar.ISO(at.AddDate(0, 0, days)), err == nil, err
}

// Deadlines lists those in force, the newest first. Of two of the same day only
// the later made one is in force.
func (r *Room) Deadlines(ctx context.Context) (list []Deadline, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = deadlines(tx)
		return err
	})
	return list, err
}

// SetDeadline adds a deadline and tells whether it was made now.
func (r *Room) SetDeadline(ctx context.Context, n Deadline) (out Deadline, made bool, err error) {
	var bad errs.List
	if n.ID, err = web.NewID("id", n.ID); err != nil {
		return n, false, err
	}
	if n.Days < 1 || n.Days > 366 {
		bad.Add("days", "out_of_range")
	}
	if !calendar.Settable(n.EffectiveFrom) {
		bad.Add("effective_from", "bad_date")
	}
	if err := bad.Err(); err != nil {
		return n, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		made, err = add(tx, &n, &n.ID, deadlineByID, insertDeadline)
		return err
	})
	return n, made, err
}
