// Package sale is the counter: a basket becomes, in one transaction, an order,
// an issued invoice, its stock moves and its payments, or nothing at all.
//
// It owns the pricing of what is rung up, the repeatability of a sale by its
// own id, and the baskets that wait. It refuses a price or a discount beyond
// the seller's rights, a guest who owes, and a second sale under one id. Stock
// may go below zero: the goods are in the customer's hand, so it is an alert.
package sale

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"pishkhan/internal/actor"
	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/credit"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/level"
	"pishkhan/internal/money"
	"pishkhan/internal/order"
	"pishkhan/internal/payment"
	"pishkhan/internal/product"
	"pishkhan/internal/serial"
	"pishkhan/internal/shop"
	"pishkhan/internal/stock"
	"pishkhan/internal/tax"
	"pishkhan/internal/till"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// MaxLines bounds one sale, so that its record stays one.
const MaxLines = 500

// Line is one line as it is rung up: by product or by barcode.
type Line struct {
	ProductID string            `json:"product_id,omitempty"`
	Barcode   string            `json:"barcode,omitempty" maxLength:"100"`
	Quantity  string            `json:"quantity" required:"true" maxLength:"30" doc:"A decimal with at most three places, in the product's unit"`
	Price     *money.Rial       `json:"price,omitempty" doc:"In rial; the list's price when left out"`
	Discount  *invoice.Discount `json:"discount,omitempty"`
	Serials   []string          `json:"serials,omitempty" maxItems:"50" doc:"Which pieces they are, as far as it is known"`
}

// Draft is a basket's content, as far as its sum depends on it.
type Draft struct {
	CustomerID string            `json:"customer_id,omitempty"`
	Discount   *invoice.Discount `json:"discount,omitempty" doc:"On the whole"`
	Lines      []Line            `json:"lines" required:"true"`
	Note       string            `json:"note,omitempty" maxLength:"500" doc:"Stands on the invoice"`
}

// Request is a sale. Its own id makes it repeatable.
type Request struct {
	ID string `json:"id" required:"true" format:"uuid"`
	Draft
	Payments []payment.Part `json:"payments"`
	traded   money.Rial     // of what comes back in exchange: the most that it pays
	exchange bool           // what comes back is taken off the account before the limit is looked at
}

// Alert is something that people should know and that stopped nothing.
type Alert struct {
	Code      string `json:"code" enum:"stock_below_zero,serial_sold"`
	ProductID string `json:"product_id"`
	Detail    string `json:"detail" doc:"In the asker's language"`
}

// Result is what a sale made.
type Result struct {
	Order   OrderRef   `json:"order"`
	Invoice InvoiceRef `json:"invoice"`
	Alerts  []Alert    `json:"alerts"`
	Back    *BackRef   `json:"back,omitempty" doc:"What came back in exchange"`
}

// OrderRef names the sale's order.
type OrderRef struct {
	ID     string `json:"id"`
	Number string `json:"number"`
}

// Room answers for the counter.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	rooms Rooms
	words Words
	memo  atomic.Pointer[memo]
}

// Rooms are those that a sale asks.
type Rooms struct {
	Shop     *shop.Room
	Customer *customer.Room
	Tax      *tax.Room
	Till     *till.Room
	Order    *order.Room
	Level    *level.Room
	Credit   *credit.Room
}

// Words is the catalogue, as far as alerts need it.
type Words interface {
	T(lang, key string, params map[string]any) string
}

// New makes the room.
func New(j *change.Journal, v *vault.Vault, rooms Rooms, words Words) *Room {
	return &Room{j: j, vault: v, rooms: rooms, words: words}
}

// fingerprint is the hash of a sale's content, to tell a repetition from
// another sale under the same id.
func fingerprint(req Request) ([]byte, error) {
	text, err := json.Marshal(req)
	sum := sha256.Sum256(text)
	return sum[:], err
}

// Sell carries out a sale, or finds it again: made tells which. The same id
// with other content is errs.Conflict.
func (r *Room) Sell(ctx context.Context, req Request) (res Result, made bool, err error) {
	if req.ID, err = saleID(req.ID); err != nil {
		return res, false, err
	}
	hash, err := fingerprint(req)
	if err != nil {
		return res, false, err
	}
	ready := r.prepare(ctx, req)
	var doc invoice.Invoice
	var left []money.Quantity
	write := r.j.WriteAgain
	if ready == nil { // it will be refused
		write = r.j.Write
	}
	err = write(ctx, func(tx *change.Tx) error {
		there, err := invoice.Sold(tx.Tx, req.ID)
		if err != nil {
			return err
		}
		if made = !there; made {
			doc, left, err = r.sell(tx, req, hash, ready)
			return err
		}
		doc, err = invoice.BySale(tx.Tx, r.vault, req.ID)
		if err == nil && string(doc.SaleHash) != string(hash) {
			err = errs.At("id", errs.Conflict)
		}
		return err
	})
	if err != nil {
		return res, false, err
	}
	alerts, err := r.alerts(ctx, doc, left)
	return result(doc, alerts), made, err
}

// saleID is the id of a sale or basket in its one spelling; the client makes it.
func saleID(id string) (string, error) {
	if id == "" {
		return "", errs.At("id", errs.Required)
	}
	return web.NewID("id", id)
}

// sell carries a sale out and answers what each line left on the shelf.
func (r *Room) sell(tx *change.Tx, req Request, hash []byte, ready *prepared) (invoice.Invoice, []money.Quantity, error) {
	p, err := r.holds(tx, req, ready)
	if err != nil {
		return invoice.Invoice{}, nil, err
	}
	return r.carryOut(tx, p, req, hash, nil)
}

// carryOut writes what was reckoned. back, unless nil, takes in what comes back
// in exchange, once the invoice has its number.
func (r *Room) carryOut(tx *change.Tx, p *prepared, req Request, hash []byte, back func(invoice.Invoice) (payment.Part, error)) (doc invoice.Invoice, left []money.Quantity, err error) {
	doc, t := p.doc, p.till
	doc.ID, doc.OrderID, doc.SaleID, doc.SaleHash = tx.NewID(), tx.NewID(), req.ID, hash
	doc.StaffID, doc.StaffName = tx.Actor.StaffID, tx.Actor.Name
	_, seq, err := r.rooms.Till.Next(tx, till.Orders, t.Series, 0)
	if err != nil {
		return doc, nil, err
	}
	doc.OrderNumber = order.Number(t.Series, seq)
	err = order.Insert(tx, order.Order{ID: doc.OrderID, Number: doc.OrderNumber, Series: t.Series, Seq: seq, TillID: t.ID,
		CustomerID: doc.CustomerID, State: order.Done, Total: doc.Total, StaffID: tx.Actor.StaffID})
	if err != nil {
		return doc, nil, err
	}
	for i := range doc.Lines {
		doc.Lines[i].ID = tx.NewID()
	}
	if err := invoice.Issue(tx, r.vault, r.rooms.Till, t, &doc); err != nil {
		return doc, nil, err
	}
	paid := payment.Payment{InvoiceID: doc.ID, CustomerID: doc.CustomerID, TillID: t.ID, ShiftID: p.shift, StaffID: tx.Actor.StaffID}
	if back != nil {
		traded, err := back(doc)
		if err != nil {
			return doc, nil, err
		}
		if _, err := payment.Take(tx, paid, []payment.Part{traded}, payment.Settled{Given: make([]money.Rial, 1)}); err != nil {
			return doc, nil, err
		}
	}
	if left, err = takeFromStock(tx, doc); err != nil {
		return doc, nil, err
	}
	// it was prepared beside the writer: another till may have taken the cheque
	if err := cheque.Check(tx.Tx, "payments", req.Payments, doc.CustomerID != ""); err != nil {
		return doc, nil, err
	}
	taken, err := payment.Take(tx, paid, req.Payments, p.settled)
	if err != nil {
		return doc, nil, err
	}
	if err := cheque.Take(tx, doc.CustomerID, taken, req.Payments); err != nil {
		return doc, nil, err
	}
	if doc.Due > 0 {
		// it was prepared beside the writer: another till may have sold to them
		if err := customer.Within(tx.Tx, tx.Actor, doc.CustomerID, doc.Due, p.unit); err != nil {
			return doc, nil, err
		}
		if err := customer.NotePass(tx, doc.CustomerID, doc.ID, doc.Due); err != nil {
			return doc, nil, err
		}
		if err := customer.Owe(tx, doc.CustomerID, doc.Due); err != nil {
			return doc, nil, err
		}
	}
	return doc, left, sellBasket(tx.Tx, req.ID, t.ID) // the sale bears its basket's id
}

// taken are what a document takes from the shelf: its lines, of a bundle the
// parts.
func taken(doc invoice.Invoice) []bundle.Part {
	out := make([]bundle.Part, 0, len(doc.Lines))
	for _, l := range doc.Lines {
		if len(l.Parts) > 0 {
			out = append(out, l.Parts...)
			continue
		}
		out = append(out, bundle.Part{ProductID: l.ProductID, Name: l.Name, Unit: l.Unit, Quantity: l.Quantity})
	}
	return out
}

// takeFromStock answers what each of taken left on the shelf.
func takeFromStock(tx *change.Tx, doc invoice.Invoice) ([]money.Quantity, error) {
	all := taken(doc)
	moves := make([]stock.Moved, len(all))
	for i, p := range all {
		moves[i] = stock.Moved{ProductID: p.ProductID, Quantity: -p.Quantity}
	}
	return stock.MoveAll(tx, moves, stock.Sale, doc.ID)
}

// alerts says what a sale left below zero, and which of its pieces was sold
// before and did not come back.
func (r *Room) alerts(ctx context.Context, doc invoice.Invoice, left []money.Quantity) ([]Alert, error) {
	lang := actor.From(ctx).Lang
	list := []Alert{}
	short := slices.ContainsFunc(left, func(q money.Quantity) bool { return q < 0 })
	if left == nil || !short && !slices.ContainsFunc(doc.Lines, func(l invoice.Line) bool { return len(l.Serials) > 0 }) {
		return list, nil
	}
	const code = "serial_sold"
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		if short {
			if list, err = r.below(tx, lang, doc, left); err != nil {
				return err
			}
		}
		before, err := serial.Before(tx, doc.ID)
		for _, s := range before {
			list = append(list, Alert{Code: code, ProductID: s.ProductID,
				Detail: r.words.T(lang, "alert."+code, map[string]any{"Serial": s.Serial, "Number": s.InvoiceNumber})})
		}
		return err
	})
	return list, err
}

// below says what went below zero, but for what nobody counts.
func (r *Room) below(tx *db.Tx, lang string, doc invoice.Invoice, left []money.Quantity) ([]Alert, error) {
	const code = "stock_below_zero"
	list := []Alert{}
	for i, p := range taken(doc) {
		q := left[i]
		if q >= 0 {
			continue
		}
		uncounted, err := product.Uncounted(tx, p.ProductID)
		if err != nil {
			return nil, err
		}
		if !uncounted {
			list = append(list, Alert{Code: code, ProductID: p.ProductID,
				Detail: r.words.T(lang, "alert."+code, map[string]any{"Name": p.Name, "Left": q, "Unit": p.Unit})})
		}
	}
	return list, nil
}

func result(doc invoice.Invoice, alerts []Alert) Result {
	return Result{
		Order: OrderRef{ID: doc.OrderID, Number: doc.OrderNumber},
		Invoice: InvoiceRef{ID: doc.ID, Number: doc.Number, IssuedAt: doc.IssuedAt, Total: doc.Total, Tax: doc.Tax,
			Paid: doc.Paid, Due: doc.Due, Change: doc.Change},
		Alerts: alerts,
	}
}

func seller(s shop.Shop) invoice.Party {
	return invoice.Party{Kind: "organisation", Name: s.Name, LegalName: s.LegalName, EconomicCode: s.EconomicCode,
		RegistrationNo: s.RegistrationNo, NationalID: s.NationalID, Province: s.Province, City: s.City,
		PostalCode: s.PostalCode, Address: s.Address, Phone: s.Phone}
}

func buyer(c customer.Customer) *invoice.Party {
	return &invoice.Party{Kind: c.Kind, Name: c.Name, EconomicCode: c.EconomicCode, RegistrationNo: c.RegistrationNo,
		NationalID: c.NationalID, Province: c.Province, City: c.City, PostalCode: c.PostalCode, Address: c.Address, Phone: c.Phone}
}

// Find reads the sale of an id; errs.NotFound when it was never carried out.
func (r *Room) Find(ctx context.Context, id string) (res Result, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err := invoice.BySale(tx, r.vault, strings.ToLower(id))
		if err != nil {
			return err
		}
		res = result(doc, []Alert{})
		res.Back, err = backOf(tx, doc.SaleID)
		return err
	})
	return res, err
}

// field names a line's field in what was sent.
func field(line int, name string) string { return fmt.Sprintf("lines[%d].%s", line, name) }

// limit is the largest discount of a role, as a part of an amount; one rial of
// rounding is never held against anybody.
func limit(a actor.Actor, of money.Rial) money.Rial {
	part, err := money.Percent(actor.DiscountLimit[a.Role] * 100).Of(of)
	if err != nil {
		return 0
	}
	return part + 1
}
