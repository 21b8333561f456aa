// Package supply is what comes to the shelf and what is found there: sheets on
// which goods are counted, and sheets of goods that came in. It owns the
// sheets, their numbers and their paper; the stock moves that they become are the
// stock room's.
//
// A sheet is kept line by line while it is written, on every till, and moves
// the stock once, when it is posted. A count moves it by the difference to what
// the program thought at the moment of counting, so that the shop may go on
// selling meanwhile. It refuses to change a posted sheet, to post an empty one,
// a count below zero and a delivery of nothing; what goods cost is seen only by
// who may change prices.
package supply

import (
	"context"
	"time"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/shop"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

// The kinds of sheets.
const (
	Count    = "count"
	Received = "received"
)

// The longest texts, in letters, and the most lines of a sheet, so that posting
// it stays one record.
const (
	maxName  = 200
	maxNote  = 500
	maxLines = 2000
)

// Sheet is one, with its lines where it was asked for alone.
type Sheet struct {
	ID        string     `json:"id"`
	Number    int        `json:"number" doc:"What people call it by; 0 of one that was begun before sheets had numbers"`
	Kind      string     `json:"kind" enum:"count,received"`
	Name      string     `json:"name" doc:"What was counted, or who brought it"`
	Note      string     `json:"note"`
	StaffName string     `json:"staff_name"`
	CreatedAt time.Time  `json:"created_at"`
	Posted    *Posted    `json:"posted,omitempty" doc:"Missing while it is being written"`
	Count     int        `json:"count" doc:"How many lines it has"`
	Cost      money.Rial `json:"cost" doc:"What came in, at cost"`
	Differing int        `json:"differing" doc:"Lines that were not as expected"`
	Lines     []Line     `json:"lines,omitempty"`
	staffID   string
}

// Posted is when a sheet moved the stock, and who let it.
type Posted struct {
	StaffName string    `json:"staff_name"`
	At        time.Time `json:"at"`
}

// Line is a product of a sheet. Expected and Difference are a count's.
type Line struct {
	ProductID  string         `json:"product_id"`
	Code       string         `json:"code"`
	Name       string         `json:"name"`
	Unit       string         `json:"unit"`
	Quantity   money.Quantity `json:"quantity"`
	Expected   money.Quantity `json:"expected" doc:"What the program thought there was when it was counted"`
	Difference money.Quantity `json:"difference" doc:"Counted less expected"`
	Cost       money.Rial     `json:"cost" doc:"Of one unit; 0 when it was not said"`
	id         string
}

// moves is what a line does to the stock.
func (l Line) moves(kind string) money.Quantity {
	if kind == Count {
		return l.Difference
	}
	return l.Quantity
}

// Room answers for the sheets.
type Room struct {
	j     *change.Journal
	shop  *shop.Room
	words *i18n.Catalogue
}

// New makes the room.
func New(j *change.Journal, s *shop.Room, words *i18n.Catalogue) *Room {
	return &Room{j: j, shop: s, words: words}
}

// may refuses who may not see a sheet of a kind.
func may(a actor.Actor, kind string) error {
	if kind == Received && !a.May(actor.ProductWrite) {
		return errs.New(errs.Forbidden)
	}
	return nil
}

// Begin makes a sheet. The same id of the same person and kind is the same
// sheet, however it is called by now.
func (r *Room) Begin(ctx context.Context, s Sheet) (out Sheet, made bool, err error) {
	if s.ID, err = web.NewID("id", s.ID); err != nil {
		return s, false, err
	}
	if err := texts(&s); err != nil {
		return s, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if err := may(tx.Actor, s.Kind); err != nil {
			return err
		}
		have, there, err := change.Again(tx, &s.ID, whole, func(have Sheet) bool { return have.Kind == s.Kind && have.staffID == tx.Actor.StaffID })
		if err != nil || there {
			out = have
			return err
		}
		made = true
		if s.Number, err = next(tx.Tx); err != nil {
			return err
		}
		if err := insert(tx, s); err != nil {
			return err
		}
		out, err = whole(tx.Tx, s.ID)
		return err
	})
	return out, made, err
}

func texts(s *Sheet) error {
	var list errs.List
	if s.Kind != Count && s.Kind != Received {
		list.Add("kind", errs.Invalid)
	}
	if s.Name = persian.Tidy(s.Name); utf8.RuneCountInString(s.Name) > maxName {
		list.Add("name", "too_long", "Max", maxName)
	}
	if s.Note = persian.Tidy(s.Note); utf8.RuneCountInString(s.Note) > maxNote {
		list.Add("note", "too_long", "Max", maxNote)
	}
	return list.Err()
}

// open reads a sheet that is still written; errs sheet_posted when it isn't.
func open(tx *change.Tx, id string) (Sheet, error) {
	s, err := byID(tx.Tx, id)
	if err != nil {
		return s, err
	}
	if err := may(tx.Actor, s.Kind); err != nil {
		return s, err
	}
	if s.Posted != nil {
		return s, errs.New("sheet_posted")
	}
	return s, nil
}

// Call gives a sheet another name or note; nil is not said.
func (r *Room) Call(ctx context.Context, id string, name, note *string) (out Sheet, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		s, err := open(tx, id)
		if err != nil {
			return err
		}
		old := s
		if name != nil {
			s.Name = *name
		}
		if note != nil {
			s.Note = *note
		}
		if err := texts(&s); err != nil {
			return err
		}
		if err := rename(tx, old, s); err != nil {
			return err
		}
		out, err = whole(tx.Tx, id)
		return err
	})
	return out, err
}

// Said is what somebody says of a product: Quantity is a decimal, a Cost that is
// left out is that of the last delivery, and who is Sure of a quantity is not asked
// whether it is stock.Usual.
type Said struct {
	Quantity string      `json:"quantity" required:"true" maxLength:"30" doc:"A decimal: counted, or came in"`
	Cost     *money.Rial `json:"cost,omitempty" doc:"Of one unit, in rial; that of the last delivery when left out"`
	Sure     bool        `json:"sure,omitempty" doc:"The quantity is meant, however unusual it is"`
}

// Put sets what a sheet says of a product.
func (r *Room) Put(ctx context.Context, id, productID string, said Said) (out Line, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		s, err := open(tx, id)
		if err != nil {
			return err
		}
		l, had, err := line(tx.Tx, id, productID)
		if err != nil {
			return err
		}
		if !had && s.Count >= maxLines {
			return errs.New("sheet_full", "Max", maxLines)
		}
		if s.Kind == Count && !had { // what is missing would be taken off twice
			if other, err := elsewhere(tx.Tx, id, productID); err != nil {
				return err
			} else if other != "" {
				return errs.New("counted_elsewhere", "Sheet", other)
			}
		}
		before := l.Quantity
		if err := fill(tx, s.Kind, &l, said, had); err != nil {
			return err
		}
		if !said.Sure {
			if err := stock.Usual(tx.Tx, productID, l.Quantity, before); err != nil {
				return err
			}
		}
		out = l
		return put(tx, id, l, had)
	})
	return out, err
}

// fill reads what is said into a line.
func fill(tx *change.Tx, kind string, l *Line, said Said, had bool) (err error) {
	q, err := money.ParseQuantity(said.Quantity)
	cost := said.Cost
	var list errs.List
	switch {
	case err != nil:
		list.Add("quantity", "quantity")
	case q < 0:
		list.Add("quantity", "out_of_range")
	case q == 0 && kind == Received:
		list.Add("quantity", "zero_quantity")
	}
	switch {
	case cost != nil && kind == Count:
		list.Add("cost", errs.Invalid)
	case cost != nil && (*cost < 0 || cost.Check() != nil):
		list.Add("cost", "price")
	case cost != nil:
		l.Cost = *cost
	case kind == Received && !had:
		if l.Cost, err = lastCost(tx.Tx, l.ProductID); err != nil {
			return err
		}
	}
	if _, err := l.Cost.Times(q); err != nil {
		list.Add("cost", "out_of_range")
	}
	if err := list.Err(); err != nil {
		return err
	}
	if l.Quantity = q; kind == Count {
		if l.Expected, err = stock.Left(tx.Tx, l.ProductID); err != nil {
			return err
		}
		l.Difference = l.Quantity - l.Expected // both are within money.MaxQuantity
		if l.Difference.Check() != nil {
			return errs.At("quantity", "out_of_range")
		}
	}
	return nil
}

// Take takes a product off a sheet; one that is not on it is no refusal.
func (r *Room) Take(ctx context.Context, id, productID string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if _, err := open(tx, id); err != nil {
			return err
		}
		l, had, err := line(tx.Tx, id, productID)
		if err != nil || !had {
			return err
		}
		return take(tx, l)
	})
}

// Drop throws a sheet away that was not posted.
func (r *Room) Drop(ctx context.Context, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if _, err := open(tx, id); err != nil {
			return err
		}
		return drop(tx, id)
	})
}

// Post lets a sheet move the stock. A sheet that did already is answered as it is.
func (r *Room) Post(ctx context.Context, id string) (out Sheet, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if out, err = whole(tx.Tx, id); err != nil || out.Posted != nil {
			return err
		}
		if len(out.Lines) == 0 {
			return errs.New("sheet_empty")
		}
		var moves []stock.Moved
		for _, l := range out.Lines {
			if q := l.moves(out.Kind); q != 0 || out.Kind == Count {
				moves = append(moves, stock.Moved{ProductID: l.ProductID, Quantity: q})
			}
		}
		reason := stock.Count
		if out.Kind == Received {
			reason = stock.Received
		}
		if _, err := stock.MoveAll(tx, moves, reason, id); err != nil {
			return err
		}
		if err := post(tx, id); err != nil {
			return err
		}
		out, err = whole(tx.Tx, id)
		return err
	})
	return out, err
}

// whole is a sheet with its lines and their sums.
func whole(tx *db.Tx, id string) (s Sheet, err error) {
	if s, err = byID(tx, id); err != nil {
		return s, err
	}
	s.Lines, err = linesOf(tx, id)
	return s, err
}

// Read gives a sheet with its lines.
func (r *Room) Read(ctx context.Context, id string) (s Sheet, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if s, err = whole(tx, id); err != nil {
			return err
		}
		return may(actor.From(ctx), s.Kind)
	})
	return s, err
}

// List gives the sheets that somebody may see, the newest first.
func (r *Room) List(ctx context.Context, q web.Query, kind, state string) (page web.List[Sheet], err error) {
	after, err := q.After(1)
	if err != nil {
		return page, err
	}
	if !actor.From(ctx).May(actor.ProductWrite) {
		if kind == Received {
			return page, errs.New(errs.Forbidden)
		}
		kind = Count
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := list(tx, kind, state, persian.Fold(q.Q), after[0], q.Limit+1)
		page = web.Page(rows, q.Limit, func(s Sheet) []string { return []string{s.ID} })
		return err
	})
	return page, err
}

// known refuses a product that there is not, and a bundle: its parts are counted.
func known(tx *db.Tx, productID string) (product.Product, error) {
	p, err := product.Get(tx, productID)
	if errs.Is(err, errs.NotFound) {
		err = errs.At("product_id", errs.NotFound)
	}
	if err == nil && len(p.Parts) > 0 {
		err = errs.At("product_id", "bundle_uncounted")
	}
	return p, err
}
