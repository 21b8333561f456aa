package account

import (
	"context"
	"time"

	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
)

// Line is one event on a statement. Balance is what was owed after it; below
// zero it is the customer's money.
type Line struct {
	At        time.Time  `json:"at"`
	Kind      string     `json:"kind" enum:"invoice,credit,paid,refund,cheque_bounced,cheque_given_back,cheque_good" doc:"cheque_good: one that bounced is good after all"`
	Number    string     `json:"number" doc:"Of the document; empty for money on account"`
	InvoiceID string     `json:"invoice_id"`
	Method    string     `json:"method" doc:"How it was paid; empty for a document"`
	Reference string     `json:"reference"`
	Debit     money.Rial `json:"debit"`
	Credit    money.Rial `json:"credit"`
	Balance   money.Rial `json:"balance"`
}

// Statement is a customer's account over a period, both days in it; an empty
// day is open. Opening + Debit − Credit = Closing.
type Statement struct {
	CustomerID string     `json:"customer_id"`
	Name       string     `json:"name"`
	Language   string     `json:"language" enum:",fa,en" doc:"The customer's; empty for the shop's. Their paper is in it unless another is asked for"`
	From       string     `json:"from"`
	To         string     `json:"to"`
	Opening    money.Rial `json:"opening"`
	Lines      []Line     `json:"lines"`
	Debit      money.Rial `json:"debit"`
	Credit     money.Rial `json:"credit"`
	Closing    money.Rial `json:"closing"`
}

// State draws up a customer's statement, with those merged into it.
func (r *Room) State(ctx context.Context, id, from, to string) (s Statement, err error) {
	begin, err := invoice.Day(from, 0)
	if err != nil {
		return s, errs.At("from", errs.Invalid)
	}
	end, err := invoice.Day(to, 1)
	if err != nil || from != "" && to != "" && from > to {
		return s, errs.At("to", errs.Invalid)
	}
	var events []Line
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		c, err := r.rooms.Customer.Get(tx, id)
		if err != nil {
			return err
		}
		s = Statement{CustomerID: c.ID, Name: c.Name, Language: c.Language, From: from, To: to, Lines: []Line{}}
		family, err := customer.Family(tx, c.ID)
		if err != nil {
			return err
		}
		if s.Opening, err = before(tx, family, begin); err != nil {
			return err
		}
		events, err = during(tx, family, begin, end)
		return err
	})
	s.Closing = s.Opening
	for _, l := range events {
		s.Debit, s.Credit = s.Debit+l.Debit, s.Credit+l.Credit
		s.Closing += l.Debit - l.Credit
		l.Balance = s.Closing
		s.Lines = append(s.Lines, l)
	}
	return s, err
}
