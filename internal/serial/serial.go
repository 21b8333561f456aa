// Package serial is which very piece was sold: its serial number, until when it
// is under warranty, and whether it came back. It owns those facts, on the lines
// of invoices and of credit notes; whether a product asks for a serial stands
// with the product.
//
// It refuses a serial that is none, one that stands on a line twice and more of
// them than pieces were sold. A line may have fewer: the counter asks, and goes
// on without. One that was sold before and never came back is told, not refused:
// the earlier one may have been mistyped.
package serial

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// The longest serial, in letters, and the most of a line.
const (
	longest = 64
	most    = 50
)

// Piece is one that was sold.
type Piece struct {
	ID            string `json:"-"`
	Serial        string `json:"serial"`
	WarrantyUntil string `json:"warranty_until" example:"2027-11-22" doc:"The last day; empty without a warranty"`
	Returned      bool   `json:"returned,omitempty"`
}

// Until is the last day of the warranty; the zero time without one.
func (p Piece) Until() time.Time {
	day, err := calendar.FromISO(p.WarrantyUntil)
	if err != nil {
		return time.Time{}
	}
	return day
}

// Texts are the serials of pieces that did not come back.
func Texts(pieces []Piece) (out []string) {
	for _, p := range pieces {
		if !p.Returned {
			out = append(out, p.Serial)
		}
	}
	return out
}

// Clean is a serial as it is kept: Latin digits, and what a scanner typed with
// a Persian keyboard read by its keys. It is false for what is none.
func Clean(text string) (string, bool) {
	text = persian.LatinDigits(persian.Tidy(text))
	if persian.HasRTL(text) {
		text = persian.LatinKeys(text)
	}
	n := utf8.RuneCountInString(text)
	return text, n > 0 && n <= longest && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsGraphic(r) })
}

// Same tells whether two texts are one serial; the case of letters is all one.
func Same(a, b string) bool { return strings.EqualFold(a, b) }

// Read is what is said of the pieces of a line that are sold at a moment, with
// so many months of warranty; refusals stand at serials and serials[i].
func Read(texts []string, q money.Quantity, months int, at time.Time) (out []Piece, err error) {
	if len(texts) == 0 {
		return nil, nil
	}
	if len(texts) > most || money.Quantity(len(texts))*money.One > q {
		return nil, errs.At("serials", "serials_over", "Max", min(most, max(0, int(q/money.One))))
	}
	until := Ends(at, months)
	var list errs.List
	for i, text := range texts {
		s, ok := Clean(text)
		field := fmt.Sprintf("serials[%d]", i)
		switch {
		case !ok:
			list.Add(field, "serial")
		case slices.ContainsFunc(out, func(p Piece) bool { return Same(p.Serial, s) }):
			list.Add(field, errs.Duplicate, "Name", s)
		}
		out = append(out, Piece{Serial: s, WarrantyUntil: until})
	}
	return out, list.Err()
}

// Ends is the last day of a warranty that begins at a moment: the same day so
// many Jalali months later, or the last of that month; "" for none.
func Ends(at time.Time, months int) string {
	from := calendar.FromTime(at)
	if months <= 0 || from.IsZero() {
		return ""
	}
	n := from.Year*12 + from.Month - 1 + months
	year, month := n/12, n%12+1
	day, err := calendar.New(year, month, min(from.Day, calendar.MonthDays(year, month)))
	if err != nil {
		return ""
	}
	y, m, d := day.Gregorian()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Back chooses the pieces of a line that come back: those that are named, or
// all that are left where all of the line comes back. left is how much of the
// line is with the customer. Refusals stand at serials and serials[i].
func Back(pieces []Piece, named []string, q, left money.Quantity) (out []Piece, err error) {
	var have []Piece
	for _, p := range pieces {
		if !p.Returned {
			have = append(have, p)
		}
	}
	if len(named) == 0 && q == left {
		return have, nil
	}
	var list errs.List
	for i, text := range named {
		s, _ := Clean(text)
		at := slices.IndexFunc(have, func(p Piece) bool { return Same(p.Serial, s) })
		field := fmt.Sprintf("serials[%d]", i)
		switch {
		case at < 0:
			list.Add(field, "serial_not_here", "Serial", s)
		case slices.ContainsFunc(out, func(p Piece) bool { return p.ID == have[at].ID }):
			list.Add(field, errs.Duplicate, "Name", s)
		default:
			out = append(out, have[at])
		}
	}
	if list == nil && money.Quantity(len(out))*money.One > q {
		list.Add("serials", "serials_over", "Max", int(q/money.One))
	}
	if stay := money.Quantity(len(have)-len(out)) * money.One; list == nil && stay > left-q {
		list.Add("serials", "serials_needed", "Count", int((stay-(left-q)+money.One-1)/money.One))
	}
	return out, list.Err()
}

// Line is a line of a document with its pieces.
type Line struct {
	ID, ProductID string
	Pieces        []Piece
}

// Sold is where a serial was sold.
type Sold struct {
	Serial        string    `json:"serial"`
	ProductID     string    `json:"product_id"`
	InvoiceID     string    `json:"invoice_id"`
	InvoiceNumber string    `json:"invoice_number"`
	SoldAt        time.Time `json:"sold_at"`
	WarrantyUntil string    `json:"warranty_until"`
	Returned      bool      `json:"returned"`
}

// Room answers for the serials.
type Room struct{ j *change.Journal }

// New makes the room.
func New(j *change.Journal) *Room { return &Room{j: j} }

// Find lists where a serial was sold, the newest first.
func (r *Room) Find(ctx context.Context, text string) (page web.List[Sold], err error) {
	page.Items = []Sold{}
	s, ok := Clean(text)
	if !ok {
		return page, nil
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		page.Items, err = find(tx, s)
		return err
	})
	return page, err
}
