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

// Of so many sales one comes back, in part, whole or for something else; one was
// written on nobody's name although somebody asked for it; one is made by the
// manager's leave. None of it throws dice: the rest of the days stays as it was.
const (
	comesBack = 29
	wrongName = 47
	byLeave   = 23
)

// lent is somebody to whom the manager, who stands by, lends a right.
func (w *world) lent(to actor.Actor, right actor.Right) actor.Actor {
	manager := w.staff[1]
	to.Approvals = []*actor.Approval{{ID: w.app.Journal.DB.NewID(), Right: right, By: manager.StaffID, Name: manager.Name}}
	return to
}

// takeBack takes something of a sale back: the manager does, or the seller by
// the manager's leave.
func (w *world) takeBack(ctx context.Context, seller actor.Actor, invoiceID string) error {
	turn := w.sales / comesBack
	who := w.staff[1]
	if turn%4 == 1 && seller.Role == actor.Counter {
		who = w.lent(seller, actor.Void)
		who.May(actor.Void) // as the door asks
	}
	ctx = actor.With(ctx, who)
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
		req.Refunds = []payment.Part{goesBack(worth)}
	}
	_, _, err = w.app.Credit.Make(ctx, req)
	return err
}

// goesBack is money that goes back: out of the drawer, or, where it hasn't the
// coins for it, on the card that it came from.
func goesBack(amount money.Rial) payment.Part {
	if amount%coin != 0 {
		return payment.Part{Method: payment.Card, Amount: amount}
	}
	return payment.Part{Method: payment.Cash, Amount: amount}
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
		ask.Back.Refunds = []payment.Part{goesBack(-due)}
	}
	_, _, err = w.app.Sale.Exchange(ctx, ask)
	return err
}

// correct puts an invoice in the place of one that should have had a name.
func (w *world) correct(ctx context.Context, invoiceID string) error {
	ctx = actor.With(ctx, w.staff[1])
	was, err := w.app.Sale.Correction(ctx, invoiceID)
	if err != nil {
		return err
	}
	ask := sale.ExchangeRequest{Back: *was.Back}
	ask.Back.Reason = w.word("practice.wrong_name")
	ask.ID, ask.CustomerID, ask.Discount = w.app.Journal.DB.NewID(), w.customers[w.sales*4%len(w.customers)].id, was.Discount
	for _, l := range was.Lines {
		ask.Lines = append(ask.Lines, sale.Line{ProductID: l.ProductID, Quantity: l.Quantity, Price: l.Price, Discount: l.Discount})
	}
	_, _, err = w.app.Sale.Exchange(ctx, ask)
	return err
}

// setAside leaves two baskets waiting, one at each till.
func (w *world) setAside(ctx context.Context) error {
	first, err := w.app.Till.List(ctx)
	if err != nil {
		return err
	}
	seller := w.staff[3]
	seller.TillID = first[0].ID
	for i, who := range []actor.Actor{seller, w.staff[4]} {
		content := sale.BasketContent{Held: true, Note: w.word([]string{"practice.back_soon", "practice.fetches"}[i])}
		if i == 1 {
			content.CustomerID = w.customers[4].id
		}
		for _, g := range w.goods[3*i : 3*i+2+i] {
			content.Lines = append(content.Lines, sale.BasketLine{ProductID: g.id, Quantity: "2", ListPrice: g.price})
		}
		if _, err := w.app.Sale.Keep(actor.With(ctx, who), w.app.Journal.DB.NewID(), content); err != nil {
			return err
		}
	}
	return nil
}
