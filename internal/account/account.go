// Package account is a customer's account after the sale: what is still open,
// and the money that comes later, for one document, for the oldest first, or
// on account.
//
// It owns how such a payment is applied, and the statement: every event of a
// period with the balance after it. It refuses a payment of nothing, one
// beyond the documents that it names, and a second one under the same id. What
// is owed is the sum of facts; the rooms of those facts keep it.
package account

import (
	"context"
	"slices"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/till"
)

// Rooms are those that an account asks.
type Rooms struct {
	Customer *customer.Room
	Shop     *shop.Room
}

// Room answers for accounts.
type Room struct {
	j     *change.Journal
	rooms Rooms
	words *i18n.Catalogue
}

// New makes the room.
func New(j *change.Journal, rooms Rooms, words *i18n.Catalogue) *Room {
	return &Room{j: j, rooms: rooms, words: words}
}

// Account is where a customer stands. OnAccount is money of theirs that no
// document has used: Owed + OnAccount = the sum of what is open.
type Account struct {
	CustomerID string         `json:"customer_id"`
	Name       string         `json:"name"`
	Owed       money.Rial     `json:"owed" doc:"Below zero it is the customer's money"`
	Credit     customer.Limit `json:"credit"`
	OnAccount  money.Rial     `json:"on_account" doc:"Paid, and applied to no document"`
	Open       []invoice.Open `json:"open" doc:"Documents that are still open, the oldest first"`
}

// Read tells where a customer stands, with those merged into it.
func (r *Room) Read(ctx context.Context, id string) (a Account, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		a, err = r.of(tx, id)
		return err
	})
	return a, err
}

func (r *Room) of(tx *db.Tx, id string) (a Account, err error) {
	c, err := r.rooms.Customer.Get(tx, id)
	if err != nil {
		return a, err
	}
	family, err := customer.Family(tx, c.ID)
	if err != nil {
		return a, err
	}
	open, err := invoice.OpenOf(tx, family)
	if err != nil {
		return a, err
	}
	a = Account{CustomerID: c.ID, Name: c.Name, Owed: c.Balance, Open: append([]invoice.Open{}, open...)}
	if a.Credit, err = customer.LimitOf(tx, c.ID); err != nil {
		return a, err
	}
	for _, o := range open {
		a.OnAccount += o.Open
	}
	a.OnAccount = max(0, a.OnAccount-a.Owed)
	return a, err
}

// Limit sets the most that a customer may owe, or takes that away (nil).
func (r *Room) Limit(ctx context.Context, id string, most *money.Rial) (a Account, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if err := customer.SetLimit(tx, id, most); err != nil {
			return err
		}
		a, err = r.of(tx.Tx, id)
		return err
	})
	return a, err
}

// Payment is money that comes later. InvoiceIDs are the documents it is for,
// in their order; without them it goes to the oldest first, or, OnAccount, to
// none.
type Payment struct {
	ID string `json:"id" required:"true" format:"uuid" doc:"Makes it repeatable"`
	payment.Part
	InvoiceIDs []string `json:"invoice_ids,omitempty" maxItems:"500"`
	OnAccount  bool     `json:"on_account,omitempty" doc:"Leave the documents open"`
}

// Paid is a payment with what it was applied to; the rest is on account.
type Paid struct {
	ID        string         `json:"id"`
	Method    string         `json:"method"`
	Amount    money.Rial     `json:"amount"`
	Reference string         `json:"reference"`
	At        time.Time      `json:"at"`
	Applied   []invoice.Open `json:"applied" doc:"To each document this much (open)"`
	OnAccount money.Rial     `json:"on_account"`
	Owed      money.Rial     `json:"owed" doc:"By the customer now"`
}

// Pay takes a payment, or finds it again: made tells which.
func (r *Room) Pay(ctx context.Context, customerID string, p Payment) (paid Paid, made bool, err error) {
	if p.Reference = persian.Tidy(p.Reference); p.Reference == "" && p.Cheque != nil {
		p.Reference = persian.Tidy(p.Cheque.Number)
	}
	if p.Method == payment.Credit {
		return paid, false, errs.At("method", errs.Invalid)
	}
	if p.Amount <= 0 || p.Amount.Check() != nil {
		return paid, false, errs.At("amount", "amount_needed")
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		a, err := r.of(tx.Tx, customerID)
		if err != nil {
			return err
		}
		old, err := payment.Get(tx.Tx, p.ID)
		if made = errs.Is(err, errs.NotFound); made {
			err = r.take(tx, a, p)
		} else if err == nil {
			err = same(tx.Tx, a, old, p)
		}
		if err != nil {
			return err
		}
		paid, err = r.paid(tx.Tx, p.ID, customerID)
		return err
	})
	return paid, made, err
}

func (r *Room) take(tx *change.Tx, a Account, p Payment) error {
	if err := cheque.CheckOne(tx.Tx, p.Part); err != nil {
		return err
	}
	open := a.Open
	if len(p.InvoiceIDs) > 0 {
		open = nil
		var sum money.Rial
		for _, id := range p.InvoiceIDs {
			at := slices.IndexFunc(a.Open, func(o invoice.Open) bool { return o.ID == id })
			if at < 0 || slices.ContainsFunc(open, func(o invoice.Open) bool { return o.ID == id }) {
				return errs.At("invoice_ids", "nothing_open")
			}
			open, sum = append(open, a.Open[at]), sum+a.Open[at].Open
		}
		if p.Amount > sum {
			return errs.At("amount", "beyond_open")
		}
	}
	if p.OnAccount {
		open = nil
	}
	at, err := till.At(tx.Tx, tx.Actor.TillID)
	if err != nil {
		return err
	}
	shiftID, err := shift.ForMoney(tx.Tx, at.ID)
	if err != nil {
		return err
	}
	err = payment.Add(tx, payment.Payment{ID: p.ID, CustomerID: a.CustomerID, Kind: payment.Paid, TillID: at.ID, ShiftID: shiftID, StaffID: tx.Actor.StaffID,
		Part: p.Part})
	if err != nil {
		return err
	}
	if err := cheque.Take(tx, a.CustomerID, []string{p.ID}, []payment.Part{p.Part}); err != nil {
		return err
	}
	rest := p.Amount
	for _, o := range open {
		used, err := invoice.Settle(tx, o.ID, p.ID, rest)
		if err != nil {
			return err
		}
		if rest -= used; rest == 0 {
			break
		}
	}
	return customer.Owe(tx, a.CustomerID, -p.Amount)
}

// same refuses another payment under the same id.
func same(tx *db.Tx, a Account, old payment.Payment, p Payment) error {
	root := ""
	if old.CustomerID != "" {
		var err error
		if root, err = customer.Root(tx, old.CustomerID); err != nil {
			return err
		}
	}
	done, err := invoice.Settled(tx, p.ID)
	if err != nil {
		return err
	}
	other := root != a.CustomerID || old.InvoiceID != "" || old.OrderID != "" || old.Kind != payment.Paid ||
		old.Method != p.Method || old.Amount != p.Amount || old.Reference != p.Reference || p.OnAccount && len(done) > 0
	for _, o := range done {
		other = other || len(p.InvoiceIDs) > 0 && !slices.Contains(p.InvoiceIDs, o.ID)
	}
	said, err := cheque.Same(tx, p.ID, p.Cheque)
	if err != nil {
		return err
	}
	if other || !said {
		return errs.At("id", errs.Conflict)
	}
	return nil
}

// paid reads what a payment came to.
func (r *Room) paid(tx *db.Tx, id, customerID string) (Paid, error) {
	p, err := payment.Get(tx, id)
	if err != nil {
		return Paid{}, err
	}
	done, err := invoice.Settled(tx, id)
	if err != nil {
		return Paid{}, err
	}
	c, err := r.rooms.Customer.Get(tx, customerID)
	out := Paid{ID: id, Method: p.Method, Amount: p.Amount, Reference: p.Reference, At: p.At,
		Applied: append([]invoice.Open{}, done...), OnAccount: p.Amount, Owed: c.Balance}
	for _, o := range done {
		out.OnAccount -= o.Open
	}
	return out, err
}
