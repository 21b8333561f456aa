// Package payment owns what was handed over: the methods, how the parts of a
// payment settle a sum, and the facts of it. It refuses more than is due in
// anything but cash, more parts than paper shows, and a debt that nobody known
// owes.
package payment

import (
	"fmt"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// The methods. Credit (نسیه) is no payment: it names what stays owed.
const (
	Cash     = "cash"
	Card     = "card"
	Transfer = "transfer"
	Cheque   = "cheque"
	Credit   = "credit"
	Deposit  = "deposit"  // paid ahead with the order and applied now; no money moves
	Exchange = "exchange" // what came back pays for what goes out instead; no money moves
)

// Part is one part of a payment. Amount is what was handed over; Change, cash
// only, what was given back of it.
type Part struct {
	Method    string     `json:"method" required:"true" enum:"cash,card,transfer,cheque,credit"`
	Amount    money.Rial `json:"amount" required:"true" minimum:"0"`
	Reference string     `json:"reference,omitempty" maxLength:"100" doc:"Terminal's, transfer's or cheque's number"`
	Cheque    *Written   `json:"cheque,omitempty" doc:"What is written on a cheque; needed for one"`
}

// Written is what is written on a cheque.
type Written struct {
	Number  string `json:"number" maxLength:"30"`
	Bank    string `json:"bank,omitempty" maxLength:"100"`
	SayadID string `json:"sayad_id,omitempty" maxLength:"40" doc:"16 digits"`
	DueOn   string `json:"due_on" maxLength:"10" doc:"YYYY-MM-DD"`
	Holder  string `json:"holder,omitempty" maxLength:"200" doc:"Whose account it is drawn on; the customer's when left out"`
}

// Settled is how parts settle a sum: Paid + Due = the sum, and Change was
// given back. Given holds each part's change, by index.
type Settled struct {
	Paid, Due, Change money.Rial
	Given             []money.Rial
}

// MaxParts is how many parts a payment may have: as many as the smallest paper
// shows.
const MaxParts = 8

// Settle applies parts to total. Only cash may exceed what is due; what stays
// open is owed, which only a known customer may.
func Settle(total money.Rial, parts []Part, known bool) (Settled, error) {
	s := Settled{Given: make([]money.Rial, len(parts))}
	if len(parts) > MaxParts {
		return s, errs.At("payments", "too_many_payments", "Max", MaxParts)
	}
	var handed, cash, credit money.Rial
	for i, p := range parts {
		field := fmt.Sprintf("payments[%d].amount", i)
		if p.Amount < 0 || p.Amount.Check() != nil || (handed+p.Amount).Check() != nil {
			return s, errs.At(field, "out_of_range")
		}
		switch p.Method {
		case Credit:
			credit += p.Amount
			if !known && p.Amount > 0 {
				return s, errs.At(field, "guest_owes")
			}
			continue
		case Cash:
			cash += p.Amount
		case Card, Transfer, Cheque:
			if handed-cash+p.Amount > total {
				return s, errs.At(field, "overpaid")
			}
		default:
			return s, errs.At(fmt.Sprintf("payments[%d].method", i), errs.Invalid)
		}
		handed += p.Amount
	}
	s.Change = max(0, handed-total)
	for i, rest := len(parts)-1, s.Change; i >= 0 && rest > 0; i-- {
		if parts[i].Method == Cash {
			s.Given[i] = min(rest, parts[i].Amount)
			rest -= s.Given[i]
		}
	}
	s.Paid = handed - s.Change
	s.Due = total - s.Paid
	if credit > s.Due {
		return s, errs.At("payments", "overpaid")
	}
	if s.Due > 0 && !known {
		return s, errs.At("payments", "guest_owes")
	}
	return s, nil
}

// The kinds of payments by where the money went.
const (
	Paid   = "paid"   // to the shop
	Refund = "refund" // back to the customer
)

// Payment is one part as it was taken. InvoiceID is empty for a deposit (which
// has an OrderID) and for what was paid on account.
type Payment struct {
	ID, InvoiceID, OrderID, CustomerID string
	Part
	Kind    string // Paid when empty
	Change  money.Rial
	TillID  string
	ShiftID string // the till's open shift, or empty
	StaffID string
	At      time.Time
}

// Take writes the parts of a settled sum and answers the id of each; credit and
// empty parts leave no fact and have none.
func Take(tx *change.Tx, p Payment, parts []Part, s Settled) ([]string, error) {
	ids := make([]string, len(parts))
	for i, part := range parts {
		if part.Method == Credit || part.Amount == 0 {
			continue
		}
		if part.Cheque != nil && part.Reference == "" {
			part.Reference = part.Cheque.Number
		}
		part.Reference = persian.Tidy(part.Reference)
		if p.Kind == "" {
			p.Kind = Paid
		}
		p.Part, p.Change, p.At = part, s.Given[i], tx.Now
		ids[i] = tx.NewID()
		if err := insert(tx, ids[i], p); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// Add writes a payment that stands by itself, under its own id.
func Add(tx *change.Tx, p Payment) error {
	p.Reference, p.At = persian.Tidy(p.Reference), tx.Now
	return insert(tx, p.ID, p)
}

// Get reads one; errs.NotFound when there is none.
func Get(tx *db.Tx, id string) (Payment, error) { return get(tx, id) }

// MaxRefunds is how many parts a refund may have.
const MaxRefunds = 3

// Refunds gives the sum of the parts in which money goes back: cash, card or
// transfer, all of them together at most most, and cash only in whole coins.
func Refunds(parts []Part, most money.Rial, coin money.Amount) (sum money.Rial, err error) {
	if len(parts) > MaxRefunds {
		return 0, errs.At("refunds", "too_many_payments", "Max", MaxRefunds)
	}
	for i, p := range parts {
		field := fmt.Sprintf("refunds[%d].", i)
		if p.Method != Cash && p.Method != Card && p.Method != Transfer {
			return 0, errs.At(field+"method", errs.Invalid)
		}
		if p.Amount <= 0 || p.Amount.Check() != nil {
			return 0, errs.At(field+"amount", "out_of_range")
		}
		if sum += p.Amount; sum > most {
			return 0, errs.At(field+"amount", "refund_over_paid")
		}
		if p.Method == Cash && p.Amount.RoundTo(coin.Rial) != p.Amount {
			return 0, errs.At(field+"amount", "refund_coins", "Coin", coin)
		}
	}
	return sum, nil
}

// GiveBack writes the parts of a refund and answers their ids.
func GiveBack(tx *change.Tx, p Payment, parts []Part) ([]string, error) {
	var ids []string
	for _, part := range parts {
		part.Reference = persian.Tidy(part.Reference)
		p.Part, p.Kind, p.Change = part, Refund, 0
		id := tx.NewID()
		if err := insert(tx, id, p); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// OfInvoice lists what was paid of an invoice and what went back, in the order
// it was taken.
func OfInvoice(tx *db.Tx, invoiceID string) ([]Payment, error) { return ofInvoice(tx, invoiceID) }

// Ahead is what was paid ahead with an order, less what was given back and what
// was applied to its invoices.
func Ahead(tx *db.Tx, orderID string) (money.Rial, error) { return ahead(tx, orderID) }

// AheadOf is what these customers paid ahead with all of their orders of these
// states, as Ahead is of one.
func AheadOf(tx *db.Tx, customers, states []string) (money.Rial, error) {
	return aheadOf(tx, customers, states)
}
