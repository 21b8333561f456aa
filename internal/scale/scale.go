// Package scale reads the labels that a scale prints: an EAN-13 that holds the
// number of a product and its weight or price. Makers write them differently,
// so how they are read is a table of patterns, which this room owns.
//
// It refuses a pattern that leaves no room for the value or the item, and two
// of one prefix, for then a label would mean two things. A label with a wrong
// check digit is none.
package scale

import (
	"context"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// What a label's value is.
const (
	Weight = "weight"
	Price  = "price"
)

// digits is the length of a label, its check digit among them.
const digits = 13

// most is how many patterns a shop has at the most.
const most = 20

// Pattern is how the labels that begin with a prefix are read.
type Pattern struct {
	ID         string `json:"id"`
	Prefix     string `json:"prefix" doc:"The first digits of the label" example:"21"`
	ItemDigits int    `json:"item_digits" doc:"Then so many of the product's code"`
	Holds      string `json:"holds" enum:"weight,price"`
	Factor     int64  `json:"factor" doc:"What one of the value is: thousandths of the unit (1 is a gram of a kilogram), or rial (10 is a toman)"`
}

// value is how many digits the value has.
func (p Pattern) value() int { return digits - 1 - len(p.Prefix) - p.ItemDigits }

// Label is what a label says: the product's code as it may be kept, and how
// much of it, or what it costs.
type Label struct {
	Codes    []string // with the zeros before it, and without
	Quantity money.Quantity
	Price    money.Rial
}

// Of is how much of a product at a price the label is for; a price on the label
// is reckoned back to the nearest thousandth.
func (l Label) Of(price money.Rial) (money.Quantity, error) {
	if l.Quantity != 0 || price == 0 {
		return l.Quantity, nil
	}
	q, err := l.Price.Part(int64(money.One), int64(price))
	return money.Quantity(q), err
}

// Room answers for the patterns.
type Room struct{ j *change.Journal }

// New makes the room.
func New(j *change.Journal) *Room { return &Room{j: j} }

// Read reads a label by the patterns; ok is false for what is none.
func Read(tx *db.Tx, code string) (l Label, ok bool, err error) {
	code, ok = persian.EAN13(code)
	if !ok {
		return l, false, nil
	}
	patterns, err := all(tx)
	for _, p := range patterns {
		if rest, found := strings.CutPrefix(code, p.Prefix); found {
			return p.read(rest), true, err
		}
	}
	return l, false, err
}

// read takes the digits behind the prefix apart.
func (p Pattern) read(rest string) (l Label) {
	item := rest[:p.ItemDigits]
	l.Codes = []string{item}
	if bare := strings.TrimLeft(item, "0"); bare != item && bare != "" {
		l.Codes = append(l.Codes, bare)
	}
	var value int64
	for _, d := range rest[p.ItemDigits : p.ItemDigits+p.value()] {
		value = 10*value + int64(d-'0')
	}
	if p.Holds == Price {
		l.Price = money.Rial(value * p.Factor)
	} else {
		l.Quantity = money.Quantity(value * p.Factor)
	}
	return l
}

// List gives the patterns by their prefix.
func (r *Room) List(ctx context.Context) (page web.List[Pattern], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		page.Items, err = all(tx)
		return err
	})
	return page, err
}

// Create adds a pattern. The same id with the same content is the same pattern.
func (r *Room) Create(ctx context.Context, p Pattern) (out Pattern, made bool, err error) {
	if p.ID, err = web.NewID("id", p.ID); err != nil {
		return p, false, err
	}
	p.Prefix = persian.LatinDigits(persian.Tidy(p.Prefix))
	var list errs.List
	if p.Prefix == "" || len(p.Prefix) > 6 || strings.Trim(p.Prefix, "0123456789") != "" {
		list.Add("prefix", "scale_prefix")
	}
	if p.ItemDigits < 3 || len(list) == 0 && p.value() < 3 {
		list.Add("item_digits", "scale_digits")
	}
	if p.Holds != Weight && p.Holds != Price {
		list.Add("holds", errs.Invalid)
	}
	if p.Factor < 1 || p.Factor > 100_000 {
		list.Add("factor", "out_of_range")
	}
	if err := list.Err(); err != nil {
		return p, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		patterns, err := all(tx.Tx)
		if err != nil {
			return err
		}
		for _, have := range patterns {
			switch {
			case p.ID != "" && have.ID == p.ID && have == p:
				return nil
			case p.ID != "" && have.ID == p.ID:
				return errs.At("id", errs.Conflict)
			case strings.HasPrefix(have.Prefix, p.Prefix), strings.HasPrefix(p.Prefix, have.Prefix):
				return errs.At("prefix", "scale_twice", "Prefix", have.Prefix)
			}
		}
		if len(patterns) >= most {
			return errs.At("prefix", "out_of_range")
		}
		if p.ID == "" {
			p.ID = tx.NewID()
		}
		made = true
		return insert(tx, p)
	})
	return p, made, err
}

// Remove takes a pattern away.
func (r *Room) Remove(ctx context.Context, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if err := exists(tx.Tx, id); err != nil {
			return err
		}
		return remove(tx, id)
	})
}
