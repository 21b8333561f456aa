package credit

import (
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
)

// Trade is what goods come back for: a sale that is carried out in the same
// transaction, and how much of it they pay.
type Trade struct {
	SaleID, InvoiceID, Number string
	Amount                    money.Rial
}

// parts is what goes back of the note's money, as the new goods.
func (t Trade) parts() []payment.Part {
	if t.Amount == 0 {
		return nil
	}
	return []payment.Part{{Method: payment.Exchange, Amount: t.Amount, Reference: t.Number}}
}

// Worth is how much what comes back may pay for other goods, and whose it is
// ("" for a guest).
func (r *Room) Worth(tx *db.Tx, req Request) (worth money.Rial, customerID string, err error) {
	k, err := r.reckon(tx, req)
	return k.own, k.doc.CustomerID, err
}

// Exchange issues a credit note for what is exchanged for other goods; the
// amount is at most Worth.
func (r *Room) Exchange(tx *change.Tx, req Request, trade Trade) (n Note, err error) {
	if n, _, err = r.find(tx, req, trade); err != nil {
		return n, err
	}
	return n, insertExchange(tx, trade, n.ID)
}

// ExchangeOf finds the note that was issued together with a sale;
// errs.NotFound when there is none.
func ExchangeOf(tx *db.Tx, saleID string) (h NoteHead, amount money.Rial, err error) {
	return exchangeOf(tx, saleID)
}
