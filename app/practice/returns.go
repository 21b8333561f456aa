package practice

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/credit"
	"pishkhan/internal/db"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/sale"
)

// Of so many sales one comes back, in part, whole or for something else.
const comesBack = 29

// takeBack lets the manager take something of a sale back, now and then. It
// throws no dice: the rest of the days stays as it was.
func (w *world) takeBack(ctx context.Context, invoiceID string) error {
	if w.sales++; w.sales%comesBack != 0 {
		return nil
	}
	ctx = actor.With(ctx, w.staff[1])
	turn := w.sales / comesBack
	req := credit.Request{ID: w.app.Journal.DB.NewID(), InvoiceID: invoiceID, Kind: credit.Return, Reason: w.lists["reason"][turn%len(w.lists["reason"])]}
	var worth money.Rial
	var customerID string
	err := w.app.Journal.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err := invoice.Get(tx, w.app.Vault, invoiceID)
		if err != nil {
			return err
		}
		line := credit.RequestLine{LineID: doc.Lines[0].ID, Quantity: doc.Lines[0].Quantity.String()}
		if turn%5 == 0 {
			line.GoesTo = credit.ToScrap
		}
		req.Lines = []credit.RequestLine{line}
		worth, customerID, err = w.app.Credit.Worth(tx, req)
		return err
	})
	if err != nil {
		return err
	}
	if turn%3 == 0 {
		return w.exchange(ctx, req, worth, customerID)
	}
	if worth > 0 {
		req.Refunds = []payment.Part{{Method: payment.Cash, Amount: worth}}
	}
	_, _, err = w.app.Credit.Make(ctx, req)
	return err
}

// exchange gives a thing for what came back.
func (w *world) exchange(ctx context.Context, req credit.Request, worth money.Rial, customerID string) error {
	g := w.goods[w.sales%12]
	ask := sale.ExchangeRequest{Back: sale.Back{InvoiceID: req.InvoiceID, Lines: req.Lines, Reason: req.Reason}}
	ask.ID = req.ID
	ask.CustomerID, ask.Lines = customerID, []sale.Line{{ProductID: g.id, Quantity: "1"}}
	quoted, err := w.app.Sale.Quote(ctx, ask.Draft)
	if err != nil {
		return err
	}
	if due := quoted.Total - worth; due > 0 {
		ask.Payments = []payment.Part{{Method: payment.Cash, Amount: due}}
	} else if due < 0 {
		ask.Back.Refunds = []payment.Part{{Method: payment.Cash, Amount: -due}}
	}
	_, _, err = w.app.Sale.Exchange(ctx, ask)
	return err
}
