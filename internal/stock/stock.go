// Package stock owns how much of each product there is: a fact for every
// move, and their running sum. A product is referred to by its id; what it is
// called and costs is the product room's.
//
// It refuses a quantity beyond money.MaxQuantity and a move of nothing, but for
// the first word on a product: that there is none of it is said, too. It does not
// refuse to go below zero: what was handed over the counter was there, whatever
// the figure says. What is absurd beside what is usual it takes after asking once.
package stock

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// The reasons that the program itself gives; a person's own words may stand
// instead ("شکست", "counted again").
const (
	Opening  = "opening"  // what was there when the product was made
	Sale     = "sale"     // sold; the reference is the invoice's id
	Adjust   = "adjust"   // put right by hand
	Import   = "import"   // opening, or counted, from a list; the reference is the import's id
	Undo     = "undo"     // an import taken back; the reference is the import's id
	Return   = "return"   // came back; the reference is the credit note's id
	Count    = "count"    // the difference that a count found; the reference is its sheet
	Received = "received" // came in; the reference is the sheet of the delivery
)

// own are the reasons that no person may give.
var own = []string{Opening, Sale, Import, Undo, Return, Count, Received}

// saying are the reasons by which somebody says how much there is: of a product
// of which nobody did, nothing is an answer, too.
var saying = []string{Opening, Import, Count}

// maxReason is the longest reason, in letters.
const maxReason = 100

// Entry is one move as it stands in the file.
type Entry struct {
	ID        string         `json:"id"`
	ProductID string         `json:"product_id"`
	Quantity  money.Quantity `json:"quantity"`
	Reason    string         `json:"reason"`
	RefID     string         `json:"ref_id"`
	StaffID   string         `json:"staff_id"`
	At        time.Time      `json:"at"`
}

// Room answers for the stock.
type Room struct {
	j               *change.Journal
	exists, counted func(tx *db.Tx, productID string) error
}

// New gives the room; exists is how the product room tells whether there is a
// product (errs.NotFound), counted whether it has a stock of its own.
func New(j *change.Journal, exists, counted func(tx *db.Tx, productID string) error) *Room {
	return &Room{j: j, exists: exists, counted: counted}
}

// Move writes a move and answers what is left. An empty id is made here. The
// reason is one of the constants or a person's words; refID names the invoice or
// import behind it, or is empty.
func Move(tx *change.Tx, id, productID string, q money.Quantity, reason, refID string) (left money.Quantity, err error) {
	all, err := MoveAll(tx, []Moved{{ID: id, ProductID: productID, Quantity: q}}, reason, refID)
	if err != nil {
		return 0, err
	}
	return all[0], nil
}

// Moved is one of several moves that happen at once.
type Moved struct {
	ID        string // made when empty
	ProductID string
	Quantity  money.Quantity
}

// MoveAll writes moves of one reason and answers what each left, in turn. That
// there is nothing (saying) is written of a product only where nobody had said
// how much there is.
func MoveAll(tx *change.Tx, all []Moved, reason, refID string) (left []money.Quantity, err error) {
	products := make([]string, len(all))
	var none []string
	for i, m := range all {
		if m.Quantity == 0 {
			if !slices.Contains(saying, reason) {
				return nil, errs.At("quantity", "zero_quantity")
			}
			none = append(none, m.ProductID)
		}
		if m.Quantity.Check() != nil {
			return nil, errs.At("quantity", "out_of_range")
		}
		products[i] = m.ProductID
	}
	had, err := quantities(tx.Tx, products)
	if err != nil {
		return nil, err
	}
	if none != nil {
		if none, err = unsaidOf(tx.Tx, none); err != nil {
			return nil, err
		}
	}
	left = make([]money.Quantity, len(all))
	rows := make([]Entry, 0, len(all))
	now := map[string]money.Quantity{}
	for i, m := range all {
		before, ok := now[m.ProductID]
		if !ok {
			before = had[m.ProductID]
		}
		if m.Quantity == 0 && !slices.Contains(none, m.ProductID) {
			left[i] = before
			continue
		}
		id := m.ID
		if id == "" {
			id = tx.NewID()
		}
		left[i] = before + m.Quantity // far from overflow: both are within money.MaxQuantity
		if left[i].Check() != nil {
			return nil, errs.At("quantity", "out_of_range")
		}
		now[m.ProductID] = left[i]
		rows = append(rows, Entry{ID: id, ProductID: m.ProductID, Quantity: m.Quantity, Reason: reason, RefID: refID, StaffID: tx.Actor.StaffID})
	}
	for id, q := range now {
		_, known := had[id]
		if err := keep(tx.Tx, id, q, known); err != nil {
			return nil, err
		}
	}
	return left, insert(tx, rows)
}

// absurd is how many times what is usual a quantity is that was hardly meant.
const absurd = 1000

// Usual refuses, at "quantity", what is more than a thousand times of what there
// is of a product, ever moved at once or was said before: a bar code that came into
// the wrong field, a digit held too long. It is a question (unusual_quantity): who
// says the same again and that they are sure of it is not asked.
func Usual(tx *db.Tx, productID string, q, before money.Quantity) error {
	left, err := Left(tx, productID)
	if err != nil {
		return err
	}
	moved, err := usual(tx, productID)
	if err != nil {
		return err
	}
	if size(q) > absurd*max(money.One, size(left), moved, before) { // all are within money.MaxQuantity: no overflow
		return errs.At("quantity", "unusual_quantity", "Quantity", q)
	}
	return nil
}

// usual is the largest that ever moved of a product at once, other than sold. A
// mistake that was taken back is none of it: two that undo one another, absurd
// beside all else that moved.
func usual(tx *db.Tx, productID string) (money.Quantity, error) {
	top, err := largest(tx, productID, 3)
	if err != nil || len(top) == 0 {
		return 0, err
	}
	var next money.Quantity
	if len(top) > 2 {
		next = size(top[2])
	}
	if len(top) > 1 && size(top[0]+top[1]) <= size(top[0])/absurd && size(top[0]) > absurd*max(money.One, next) {
		return next, nil
	}
	return size(top[0]), nil
}

func size(q money.Quantity) money.Quantity { return max(q, -q) }

// AdjustBy moves stock by hand; sure is said of a quantity that isn't Usual. The same id with the same content again
// answers the stock as it is now (made is false); other content is a conflict.
func (r *Room) AdjustBy(ctx context.Context, productID, id, quantity, reason string, sure bool) (left money.Quantity, made bool, err error) {
	q, reason, err := read(quantity, reason)
	if err != nil {
		return 0, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if err := r.counted(tx.Tx, productID); err != nil {
			return err
		}
		_, there, err := change.Again(tx, &id, entry, func(old Entry) bool { return old.ProductID == productID && old.Quantity == q && old.Reason == reason })
		if err != nil {
			return err
		}
		if there {
			left, err = Left(tx.Tx, productID)
			return err
		}
		if !sure {
			if err := Usual(tx.Tx, productID, q, 0); err != nil {
				return err
			}
		}
		made = true
		left, err = Move(tx, id, productID, q, reason, "")
		return err
	})
	return left, made, err
}

func read(quantity, reason string) (money.Quantity, string, error) {
	var list errs.List
	q, err := money.ParseQuantity(quantity)
	if err != nil {
		list.Add("quantity", "quantity")
	} else if q == 0 {
		list.Add("quantity", "zero_quantity")
	}
	reason = persian.Tidy(reason)
	switch {
	case reason == "":
		reason = Adjust
	case slices.Contains(own, reason):
		list.Add("reason", errs.Invalid)
	case utf8.RuneCountInString(reason) > maxReason:
		list.Add("reason", "too_long", "Max", maxReason)
	}
	return q, reason, list.Err()
}

// Moves lists a product's moves, the newest first.
func (r *Room) Moves(ctx context.Context, productID, beforeAt, beforeID string, limit int) ([]Entry, error) {
	var out []Entry
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if err := r.exists(tx, productID); err != nil {
			return err
		}
		var err error
		out, err = entries(tx, productID, beforeAt, beforeID, limit)
		return err
	})
	return out, err
}
