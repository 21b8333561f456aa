package invoice

import (
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
)

// Open is what is still open of an issued document.
type Open struct {
	ID       string     `json:"id"`
	Number   string     `json:"number"`
	IssuedAt time.Time  `json:"issued_at"`
	Total    money.Rial `json:"total"`
	Open     money.Rial `json:"open" doc:"Still to be paid"`
}

// The kinds of what changes it after the issue.
const (
	settledPaid = "paid"
	settledOff  = "credit"
	reopened    = "reopened"
)

// OpenOf lists what customers (a family) have open, the oldest first.
func OpenOf(tx *db.Tx, family []string) ([]Open, error) { return openOf(tx, family) }

// Settle applies an amount of a payment to what is open of a document and
// answers how much of it that took.
func Settle(tx *change.Tx, id, paymentID string, amount money.Rial) (money.Rial, error) {
	return settle(tx, id, paymentID, settledPaid, amount)
}

// Reduce takes an amount off what is open of a document without a payment, as
// a credit note does, and answers how much that was.
func Reduce(tx *change.Tx, id string, amount money.Rial) (money.Rial, error) {
	return settle(tx, id, "", settledOff, amount)
}

// Reopen opens an amount of a document again: what paid it came to nothing.
func Reopen(tx *change.Tx, id, paymentID string, amount money.Rial) error {
	_, err := settle(tx, id, paymentID, reopened, -amount)
	return err
}

// Bounce opens again what a payment has paid: it came to nothing. What credit
// notes took off a document that was paid by then, they take off it now.
func Bounce(tx *change.Tx, p payment.Payment) error {
	docs, err := applied(tx.Tx, p)
	if err != nil {
		return err
	}
	for _, o := range docs {
		if err := Reopen(tx, o.ID, p.ID, o.Open); err != nil {
			return err
		}
		unused, err := creditUnused(tx.Tx, o.ID)
		if err != nil {
			return err
		}
		if _, err := Reduce(tx, o.ID, unused); err != nil {
			return err
		}
	}
	return nil
}

// Recover applies a payment that came to nothing and did come after all to
// what it was for, as far as that is still open.
func Recover(tx *change.Tx, p payment.Payment) error {
	rest := p.Amount - p.Change
	docs, err := settledBy(tx.Tx, p.ID)
	if err != nil {
		return err
	}
	if p.InvoiceID != "" {
		docs = []Open{{ID: p.InvoiceID, Open: rest}}
	}
	for _, o := range docs {
		used, err := Settle(tx, o.ID, p.ID, min(o.Open, rest))
		if err != nil {
			return err
		}
		rest -= used
	}
	return nil
}

// Applied lists what a payment pays now: its own document, where it was taken
// with one, and those that it settled, less what was opened again.
func Applied(tx *db.Tx, p payment.Payment) ([]Open, error) { return applied(tx, p) }

// Settled lists what a payment was applied to at first: amounts by document.
func Settled(tx *db.Tx, paymentID string) ([]Open, error) { return settledBy(tx, paymentID) }
