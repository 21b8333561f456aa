package shift

import (
	"bytes"
	"context"
	"image"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/shop"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// Totals are what a shift came to, from the facts alone.
type Totals struct {
	Expected money.Rial `json:"expected" doc:"What the drawer should hold"`
	MovedIn  money.Rial `json:"moved_in"`
	MovedOut money.Rial `json:"moved_out"`
	Sold     money.Rial `json:"sold" doc:"The invoices of this till in this time"`
	Invoices int        `json:"invoices"`
	Paid     money.Rial `json:"paid" doc:"Of what was sold, paid with it; paid + ahead + traded + owed = sold"`
	Ahead    money.Rial `json:"ahead" doc:"Of what was sold, paid by what was paid ahead with the order"`
	Traded   money.Rial `json:"traded" doc:"Of what was sold, paid by what came back in exchange"`
	Owed     money.Rial `json:"owed" doc:"Of what was sold, on credit"`
	Returned money.Rial `json:"returned" doc:"Taken back by this till's credit notes in this time"`
	PaidOut  money.Rial `json:"paid_out" doc:"Of what was taken back, money; paid_out + traded_for + taken_off = returned"`
	TradedTo money.Rial `json:"traded_for" doc:"Of what was taken back, exchanged for other goods"`
	TakenOff money.Rial `json:"taken_off" doc:"Of what was taken back, taken off what the customer owes"`
	Rounding money.Rial `json:"rounding" doc:"Of what was sold and taken back, the rounding lines"`
	Methods  []ByMethod `json:"methods"`
	Flows    []Flow     `json:"flows" doc:"What the money was for; its cash with the float and the moves is what the drawer should hold"`
	Taxes    []ByTax    `json:"taxes"`
	People   []ByPerson `json:"people"`
	Lent     []Lent     `json:"lent" doc:"What was done by somebody's leave"`
}

// Lent is a right that somebody lent to somebody else for one deed.
type Lent struct {
	Right string    `json:"right"`
	To    string    `json:"to" doc:"Who did it"`
	By    string    `json:"by" doc:"Who allowed it"`
	At    time.Time `json:"at"`
}

// ByMethod is what came in and went back by one way of paying.
type ByMethod struct {
	Method string     `json:"method"`
	Count  int        `json:"count"`
	In     money.Rial `json:"in" doc:"Less change"`
	Back   money.Rial `json:"back" doc:"Given back to customers"`
}

// What money was for.
const (
	ForSale    = "sale"         // paid with a sale or a hand-over
	ForDebt    = "debt"         // came later, for what is owed or on account
	ForAhead   = "deposit"      // paid ahead with an order
	AheadBack  = "deposit_back" // of it, went back when the order was let go
	ReturnBack = "return_back"  // went back for what was taken back
)

// Flow is what came for one reason; below zero it went out.
type Flow struct {
	What  string     `json:"what" enum:"sale,debt,deposit,deposit_back,return_back"`
	Count int        `json:"count"`
	Cash  money.Rial `json:"cash"`
	Other money.Rial `json:"other" doc:"By card, transfer or cheque"`
}

// ByTax is what was sold at one rate, less what was taken back at it.
type ByTax struct {
	RateBP int64      `json:"rate_bp"`
	Net    money.Rial `json:"net"`
	Tax    money.Rial `json:"tax"`
}

// ByPerson is what one person sold.
type ByPerson struct {
	Name  string     `json:"name"`
	Count int        `json:"count"`
	Total money.Rial `json:"total"`
}

// Whole is a shift with all that belongs to it. Counts and Totals are missing
// for who must count blind.
type Whole struct {
	Shift
	Moves  []Move  `json:"moves"`
	Counts []Count `json:"counts,omitempty"`
	Totals *Totals `json:"totals,omitempty"`
}

// may tells whether the asker sees this shift: their own, their till's open
// one, or all.
func may(a actor.Actor, s Shift) bool {
	return a.May(actor.ShiftReadAll) || s.OpenedBy.ID == a.StaffID || s.Close != nil && s.Close.By.ID == a.StaffID ||
		s.Close == nil && s.TillID == a.TillID
}

// whole gathers a shift for who asks.
func whole(tx *db.Tx, a actor.Actor, id string) (w Whole, err error) {
	if w.Shift, err = byID(tx, id); err != nil {
		return w, err
	}
	if !may(a, w.Shift) {
		return w, errs.New(errs.NotFound)
	}
	if w.Moves, err = moves(tx, id); err != nil {
		return w, err
	}
	if w.Close == nil && !a.May(actor.ShiftReadAll) {
		return w, nil // counted blind
	}
	if w.Counts, err = counts(tx, id); err != nil {
		return w, err
	}
	w.Totals, err = totals(tx, w.Shift)
	return w, err
}

// Read gives a shift with its moves and, where the asker may see them, sums.
func (r *Room) Read(ctx context.Context, id string) (w Whole, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		w, err = whole(tx, actor.From(ctx), id)
		return err
	})
	return w, err
}

// forPrint gathers what a day print needs. An open shift's sums are for who may
// see them: errs.Forbidden otherwise.
func (r *Room) forPrint(ctx context.Context, id, lang string) (w Whole, seller shop.Shop, in string, now time.Time, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		now = tx.Now
		if w, err = whole(tx, actor.From(ctx), id); err != nil {
			return err
		}
		seller, err = r.shop.Get(tx)
		return err
	})
	if err == nil && w.Totals == nil {
		err = errs.New(errs.Forbidden)
	}
	if lang == "" {
		lang = seller.Language
	}
	return w, seller, lang, now, err
}

// Print draws a shift as PDF, on A5 or on a roll.
func (r *Room) Print(ctx context.Context, id, lang, on string) ([]byte, error) {
	w, seller, lang, now, err := r.forPrint(ctx, id, lang)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = print(&out, w, seller, r.words, lang, on, now)
	return out.Bytes(), err
}

// Roll draws a shift as the dots of a roll printer, and says its number.
func (r *Room) Roll(ctx context.Context, id, lang, on string) (string, *image.Gray, error) {
	w, seller, lang, now, err := r.forPrint(ctx, id, lang)
	if err != nil {
		return "", nil, err
	}
	page, err := dots(w, seller, r.words, lang, on, now)
	return w.Number, page, err
}

// Here gives the open shift of the asker's till; nil when there is none.
func (r *Room) Here(ctx context.Context) (w *Whole, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		a := actor.From(ctx)
		t, err := till.At(tx, a.TillID)
		if err != nil {
			return err
		}
		id, err := current(tx, t.ID)
		if err != nil || id == "" {
			return err
		}
		a.TillID = t.ID
		found, err := whole(tx, a, id)
		w = &found
		return err
	})
	return w, err
}

// List gives the shifts that the asker may see, the newest first.
func (r *Room) List(ctx context.Context, q web.Query) (page web.List[Shift], err error) {
	after, err := q.After(1)
	if err != nil {
		return page, err
	}
	a := actor.From(ctx)
	of := a.StaffID
	if a.May(actor.ShiftReadAll) {
		of = ""
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		here, err := till.At(tx, a.TillID)
		if err != nil {
			return err
		}
		rows, err := list(tx, of, here.ID, after[0], q.Limit+1)
		page = web.Page(rows, q.Limit, func(s Shift) []string { return []string{s.ID} })
		return err
	})
	return page, err
}
