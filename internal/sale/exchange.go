package sale

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"strings"

	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/credit"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/web"
)

// Back is what comes back in exchange for what is sold.
type Back struct {
	InvoiceID string               `json:"invoice_id" required:"true" format:"uuid"`
	Corrects  bool                 `json:"corrects,omitempty" doc:"The sale stands in the place of the whole invoice, which was wrong"`
	Lines     []credit.RequestLine `json:"lines,omitempty" maxItems:"500" doc:"What comes back; none of a correction"`
	Refunds   []payment.Part       `json:"refunds,omitempty" doc:"What goes back as money, where it is worth more than what is sold"`
	Reason    string               `json:"reason,omitempty" maxLength:"300"`
}

// ExchangeRequest is a sale that is paid, as far as it goes, by what comes back.
type ExchangeRequest struct {
	Request
	Back Back `json:"back" required:"true"`
}

// BackRef is what an exchange answers of its credit note.
type BackRef struct {
	ID       string     `json:"id"`
	Number   string     `json:"number"`
	Total    money.Rial `json:"total"`
	Traded   money.Rial `json:"traded" doc:"Of it, paid for what was sold"`
	Refunded money.Rial `json:"refunded" doc:"Of it, went back as money"`
	TakenOff money.Rial `json:"taken_off" doc:"Of it, was taken off what the customer owes"`
}

func backOf(tx *db.Tx, saleID string) (*BackRef, error) {
	n, traded, err := credit.ExchangeOf(tx, saleID)
	if errs.Is(err, errs.NotFound) {
		return nil, nil //nolint:nilnil // a plain sale
	}
	return &BackRef{ID: n.ID, Number: n.Number, Total: n.Total, Traded: traded, Refunded: n.Refunded - traded, TakenOff: n.TakenOff}, err
}

func (r *Room) postExchange(ctx context.Context, in *web.Body[ExchangeRequest]) (*web.Created[Result], error) {
	res, made, err := r.Exchange(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(res, made), nil
}

// Exchange takes goods back and sells others for them: a credit note and an
// invoice that name each other, or nothing at all. What comes back pays as much
// of the new goods as it is worth; the rest is paid, or given back. The same id
// with other content is errs.Conflict.
func (r *Room) Exchange(ctx context.Context, req ExchangeRequest) (res Result, made bool, err error) {
	if req.ID, err = saleID(req.ID); err != nil {
		return res, false, err
	}
	text, err := json.Marshal(req)
	if err != nil {
		return res, false, err
	}
	hash := sha256.Sum256(text)
	doc, left, made, err := r.once(ctx, req.ID, hash[:], func(tx *change.Tx) (invoice.Invoice, []money.Quantity, error) {
		return r.exchange(tx, req, hash[:])
	})
	if err != nil {
		return res, false, err
	}
	alerts, err := r.alerts(ctx, doc, left)
	if err != nil {
		return res, false, err
	}
	res = result(doc, alerts)
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		res.Back, err = backOf(tx, doc.SaleID)
		return err
	})
	return res, made, err
}

func (r *Room) exchange(tx *change.Tx, req ExchangeRequest, hash []byte) (doc invoice.Invoice, left []money.Quantity, err error) {
	back := credit.Request{ID: tx.NewID(), InvoiceID: req.Back.InvoiceID, Kind: credit.Return, Lines: req.Back.Lines,
		Refunds: req.Back.Refunds, Reason: req.Back.Reason}
	if req.Back.Corrects {
		back.Kind = credit.Correction
	}
	worth, of, err := r.rooms.Credit.Worth(tx.Tx, back)
	if err != nil {
		return doc, nil, errs.Under("back", err)
	}
	req.traded, req.exchange = worth, true
	at := tx.Now
	var original invoice.Invoice
	if req.Back.Corrects { // at the taxes of its day
		original, err = invoice.Get(tx.Tx, r.vault, strings.ToLower(req.Back.InvoiceID))
		if err != nil {
			return doc, nil, err
		}
		at = original.IssuedAt
	}
	p, err := r.reckon(tx.Tx, tx.Actor, req.Request, newMemo(0, at))
	if err != nil {
		return doc, nil, err
	}
	if err := asMade(p.doc.Lines, original.Lines); err != nil {
		return doc, nil, err
	}
	p.till = invoice.WithMemory(p.till, original)
	if of != "" && !req.Back.Corrects { // what is owed and what is held of theirs stays on one account
		c, err := r.rooms.Customer.Get(tx.Tx, of)
		if err != nil {
			return doc, nil, err
		}
		if c.ID != p.doc.CustomerID {
			return doc, nil, errs.At("customer_id", "exchange_customer", "Name", c.Name)
		}
	}
	traded := min(worth, p.doc.Total)
	return r.carryOut(tx, p, req.Request, hash, func(doc invoice.Invoice) (payment.Part, error) {
		n, err := r.rooms.Credit.Exchange(tx, back, credit.Trade{SaleID: doc.SaleID, InvoiceID: doc.ID, Number: doc.Number, Amount: traded})
		return payment.Part{Method: payment.Exchange, Amount: traded, Reference: n.Number}, errs.Under("back", err)
	})
}

// asMade gives the lines of a correction what the bundles of the original were
// made of: those are what the customer has, whatever was said of the bundle since.
func asMade(lines, original []invoice.Line) error {
	made := map[string]invoice.Line{}
	for _, l := range original {
		if len(l.Parts) > 0 {
			made[l.ProductID] = l
		}
	}
	for i, l := range lines {
		old, ok := made[l.ProductID]
		if !ok {
			continue
		}
		parts, err := bundle.Share(old.Parts, 0, l.Quantity, old.Quantity)
		if err != nil || len(parts) == 0 {
			return errs.At(field(i, "quantity"), "out_of_range")
		}
		lines[i].Parts = parts
	}
	return nil
}
