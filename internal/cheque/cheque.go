// Package cheque owns the cheques that customers pay with: what is written on
// them, the states they go through and who took them there. A cheque counts as
// paid from the moment it is taken; one that bounces, or is given back, opens
// the debt again, and one that is cleared late closes it.
//
// It refuses a cheque of nobody known, since it may bounce; one without a
// number (digits and what parts them) or a day; the same cheque (صیاد) twice; and a step that the table of
// states hasn't. What is owed is the sum of facts: each step says what it added.
package cheque

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
)

// Cheque is one in a list. Its id is that of the payment that it came with.
type Cheque struct {
	ID string `json:"id"`
	payment.Written
	Amount        money.Rial `json:"amount"`
	State         State      `json:"state"`
	CustomerID    string     `json:"customer_id"`
	CustomerName  string     `json:"customer_name"`
	InvoiceID     string     `json:"invoice_id" doc:"Of the sale that it paid; empty for money that came later"`
	InvoiceNumber string     `json:"invoice_number"`
	CreatedAt     time.Time  `json:"created_at"`
	Late          bool       `json:"late" doc:"Its day is gone by and it is still in hand"`
}

// Whole is a cheque with its timeline, what it paid, and what may follow.
type Whole struct {
	Cheque
	Events []Event        `json:"events"`
	Paid   []invoice.Open `json:"paid" doc:"What it pays now: amounts by document"`
	Next   []Step         `json:"next"`
}

// The kinds of events.
const (
	taken   = "taken"
	stepped = "state"
	changed = "changed"
)

// Event is what happened to a cheque.
type Event struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind" enum:"taken,state,changed"`
	From      State      `json:"from"`
	To        State      `json:"to"`
	Debt      money.Rial `json:"debt" doc:"What it added to what the customer owes; below zero it was taken off"`
	Note      string     `json:"note" doc:"Of a change: the day that stood there before, where that changed"`
	StaffName string     `json:"staff_name"`
	At        time.Time  `json:"at"`
}

// Room answers for the cheques.
type Room struct {
	j     *change.Journal
	shop  *shop.Room
	named customer.Finder
}

// New makes the room.
func New(j *change.Journal, s *shop.Room, named customer.Finder) *Room {
	return &Room{j: j, shop: s, named: named}
}

// The bounds of what is written on a cheque.
const (
	maxNumber = 20
	sayad     = 16
	maxText   = 100
	pastYears = 2
	yearsOff  = 10
)

// read gives what is written on a cheque as it is stored, and what is wrong
// with it, below a field.
func read(field string, c payment.Written, now time.Time) (payment.Written, errs.List) {
	var list errs.List
	number := func(text string) string { return persian.LatinDigits(persian.Tidy(text)) }
	c.Number, c.SayadID, c.DueOn = number(c.Number), sayadDigits(c.SayadID), number(c.DueOn)
	c.Bank, c.Holder = persian.Tidy(c.Bank), persian.Tidy(c.Holder)
	switch n := utf8.RuneCountInString(c.Number); {
	case n == 0:
		list.Add(field+"number", errs.Required)
	case n > maxNumber:
		list.Add(field+"number", "too_long", "Max", maxNumber)
	}
	if c.SayadID != "" && !digits(c.SayadID, sayad) {
		list.Add(field+"sayad_id", "sayad_id")
	}
	day, err := time.Parse(time.DateOnly, c.DueOn)
	switch {
	case c.DueOn == "":
		list.Add(field+"due_on", errs.Required)
	case err != nil:
		list.Add(field+"due_on", "bad_date")
	case day.Before(now.AddDate(-pastYears, 0, 0)) || day.After(now.AddDate(yearsOff, 0, 0)):
		list.Add(field+"due_on", "cheque_day")
	}
	for name, text := range map[string]string{"bank": c.Bank, "holder": c.Holder} {
		if utf8.RuneCountInString(text) > maxText {
			list.Add(field+name, "too_long", "Max", maxText)
		}
	}
	return c, list
}

// sayadDigits is a صیاد id as it is kept: Latin digits, without what people
// part them with.
func sayadDigits(text string) string {
	out := make([]rune, 0, len(text))
	for _, r := range persian.LatinDigits(persian.Tidy(text)) {
		if r != ' ' && r != '-' && r != '\u200c' && r != '\u00a0' {
			out = append(out, r)
		}
	}
	return string(out)
}

// numbered refuses a number that holds anything but digits and what parts them,
// as they stand on a cheque.
func numbered(field, number string, list *errs.List) {
	if number != "" && (strings.ContainsFunc(number, func(r rune) bool { return !strings.ContainsRune("0123456789/- ", r) }) || !strings.ContainsAny(number, "0123456789")) {
		list.Add(field+"number", "cheque_number")
	}
}

func digits(text string, n int) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(text) == n
}

// Check refuses cheques among the parts of a payment that can't be taken; parts
// of any other kind must not bear one. field is the parts' in what was sent.
func Check(tx *db.Tx, field string, parts []payment.Part, known bool) error {
	var list errs.List
	for i, p := range parts {
		if p.Method != payment.Cheque && p.Cheque == nil || p.Amount == 0 {
			continue
		}
		if err := check(tx, fmt.Sprintf("%s[%d].", field, i), p, known, &list); err != nil {
			return err
		}
		for k := range parts[:i] {
			if a := parts[k].Cheque; a != nil && p.Cheque != nil && sayadDigits(p.Cheque.SayadID) != "" && sayadDigits(a.SayadID) == sayadDigits(p.Cheque.SayadID) {
				list.Add(fmt.Sprintf("%s[%d].cheque.sayad_id", field, i), "cheque_twice", "Number", a.Number)
			}
		}
	}
	return list.Err()
}

// CheckOne is Check of a payment that stands by itself.
func CheckOne(tx *db.Tx, p payment.Part) error {
	var list errs.List
	if p.Method == payment.Cheque || p.Cheque != nil {
		if err := check(tx, "", p, true, &list); err != nil {
			return err
		}
	}
	return list.Err()
}

func check(tx *db.Tx, field string, p payment.Part, known bool, list *errs.List) error {
	switch {
	case p.Method != payment.Cheque:
		list.Add(field+"cheque", errs.Invalid)
		return nil
	case !known:
		list.Add(field+"method", "guest_cheque")
		return nil
	case p.Cheque == nil:
		list.Add(field+"cheque.number", errs.Required)
		list.Add(field+"cheque.due_on", errs.Required)
		return nil
	}
	c, wrong := read(field+"cheque.", *p.Cheque, tx.Now)
	*list = append(*list, wrong...)
	numbered(field+"cheque.", c.Number, list)
	return twice(tx, field+"cheque.", c.SayadID, "", list)
}

// twice refuses a cheque that is with the shop already.
func twice(tx *db.Tx, field, sayadID, but string, list *errs.List) error {
	if sayadID == "" {
		return nil
	}
	number, err := bySayad(tx, sayadID, but)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err == nil {
		list.Add(field+"sayad_id", "cheque_twice", "Number", number)
	}
	return err
}

// Take keeps the cheques among the parts of a payment that was written: ids are
// the payments'. The parts were checked before.
func Take(tx *change.Tx, customerID string, ids []string, parts []payment.Part) error {
	for i, p := range parts {
		if p.Method != payment.Cheque || ids[i] == "" {
			continue
		}
		c, _ := read("", *p.Cheque, tx.Now)
		if err := insert(tx, Cheque{ID: ids[i], Written: c, Amount: p.Amount, State: Held, CustomerID: customerID}); err != nil {
			return err
		}
		if err := insertEvent(tx, ids[i], Event{ID: tx.NewID(), Kind: taken, To: Held}); err != nil {
			return err
		}
	}
	return nil
}

// Same tells whether a payment's cheque says what is sent again.
func Same(tx *db.Tx, paymentID string, sent *payment.Written) (bool, error) {
	c, err := byID(tx, paymentID)
	if errs.Is(err, errs.NotFound) {
		return sent == nil, nil
	}
	if err != nil || sent == nil {
		return false, err
	}
	said, _ := read("", *sent, tx.Now)
	return said == c.Written, nil
}

// Move takes a cheque a step further, or back; a repeated event id is no second
// step. A step after which the customer owes again opens what the cheque had
// paid.
func (r *Room) Move(ctx context.Context, id, eventID string, to State, note string) (w Whole, err error) {
	if utf8.RuneCountInString(note) > 300 {
		return w, errs.At("note", "too_long", "Max", 300)
	}
	return r.put(ctx, id, func(tx *change.Tx, w Whole) error {
		for _, e := range w.Events {
			if e.ID == eventID {
				if e.Kind != stepped || e.To != to || e.Note != note {
					return errs.At("id", errs.Conflict)
				}
				return nil
			}
		}
		if err := w.State.may(tx.Actor, to); err != nil {
			return err
		}
		if eventID == "" {
			eventID = tx.NewID()
		}
		e := Event{ID: eventID, Kind: stepped, From: w.State, To: to, Note: note}
		if to.owes() != w.State.owes() {
			if e.Debt = w.Amount; !to.owes() {
				e.Debt = -w.Amount
			}
			if err := owe(tx, w.Cheque, e.Debt); err != nil {
				return err
			}
		}
		if err := setState(tx, id, to); err != nil {
			return err
		}
		return insertEvent(tx, id, e)
	})
}

// put does something to a cheque, and gives it as it then is.
func (r *Room) put(ctx context.Context, id string, do func(*change.Tx, Whole) error) (w Whole, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if w, err = r.whole(tx.Tx, id); err != nil {
			return err
		}
		if err = do(tx, w); err != nil {
			return err
		}
		w, err = r.whole(tx.Tx, id)
		return err
	})
	return w, err
}

// owe opens what a cheque has paid, or closes it again.
func owe(tx *change.Tx, c Cheque, debt money.Rial) error {
	p, err := payment.Get(tx.Tx, c.ID)
	if err != nil {
		return err
	}
	if debt > 0 {
		err = invoice.Bounce(tx, p)
	} else {
		err = invoice.Recover(tx, p)
	}
	if err != nil {
		return err
	}
	return customer.Owe(tx, c.CustomerID, debt)
}

// Patch is what is put right of what is written on a cheque; nil is not said.
type Patch struct {
	Number  *string `json:"number,omitempty"`
	Bank    *string `json:"bank,omitempty"`
	SayadID *string `json:"sayad_id,omitempty"`
	DueOn   *string `json:"due_on,omitempty"`
	Holder  *string `json:"holder,omitempty"`
}

// Change puts right what is written on a cheque, or its day when that was put
// off. Its amount is the payment's and stays.
func (r *Room) Change(ctx context.Context, id string, p Patch) (Whole, error) {
	return r.put(ctx, id, func(tx *change.Tx, w Whole) error {
		next := w.Written
		for _, f := range []struct{ from, to *string }{{p.Number, &next.Number}, {p.Bank, &next.Bank}, {p.SayadID, &next.SayadID}, {p.DueOn, &next.DueOn}, {p.Holder, &next.Holder}} {
			if f.from != nil {
				*f.to = *f.from
			}
		}
		next, list := read("", next, tx.Now)
		if next.Number != w.Number { // one that was kept before stays
			numbered("", next.Number, &list)
		}
		if err := twice(tx.Tx, "", next.SayadID, id, &list); err != nil {
			return err
		}
		if err := list.Err(); err != nil {
			return err
		}
		if next == w.Written {
			return nil
		}
		e := Event{ID: tx.NewID(), Kind: changed}
		if next.DueOn != w.DueOn {
			e.Note = w.DueOn
		}
		if err := setWritten(tx, id, next); err != nil {
			return err
		}
		return insertEvent(tx, id, e)
	})
}

// Read gives one cheque, whole.
func (r *Room) Read(ctx context.Context, id string) (w Whole, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		w, err = r.whole(tx, id)
		return err
	})
	return w, err
}

func (r *Room) whole(tx *db.Tx, id string) (w Whole, err error) {
	if w.Cheque, err = byID(tx, id); err != nil {
		return w, err
	}
	if w.Events, err = eventsOf(tx, id); err != nil {
		return w, err
	}
	w.Next = w.State.next()
	p, err := payment.Get(tx, id)
	if err != nil {
		return w, err
	}
	w.Paid, err = invoice.Applied(tx, p)
	return w, err
}
