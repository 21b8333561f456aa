package sale

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/order"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/serial"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/web"
)

// DeliveryRequest is what is handed over of an order; all that is left, where
// no lines are named. What was paid ahead is applied by itself.
type DeliveryRequest struct {
	ID       string         `json:"id" required:"true" format:"uuid"`
	Lines    []DeliveryLine `json:"lines,omitempty" maxItems:"500"`
	Payments []payment.Part `json:"payments"`
	Note     string         `json:"note,omitempty" maxLength:"500" doc:"Stands on the invoice"`
}

// DeliveryLine is how much of one line is handed over.
type DeliveryLine struct {
	LineID   string   `json:"line_id" required:"true"`
	Quantity string   `json:"quantity" required:"true" maxLength:"30"`
	Serials  []string `json:"serials,omitempty" maxItems:"50" doc:"Which pieces they are, as far as it is known"`
}

type deliveryInput struct {
	web.ID
	Body DeliveryRequest
}

func (r *Room) postDelivery(ctx context.Context, in *deliveryInput) (*web.Created[Result], error) {
	res, made, err := r.Deliver(ctx, in.Row(), in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(res, made), nil
}

// once writes the invoice of a sale that is not there yet; one that is there is
// read again, and errs.Conflict when something else was sent under its id.
func (r *Room) once(ctx context.Context, id string, hash []byte, write func(*change.Tx) (invoice.Invoice, []money.Quantity, error)) (doc invoice.Invoice, left []money.Quantity, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		there, err := invoice.Sold(tx.Tx, id)
		if err != nil {
			return err
		}
		if made = !there; made {
			doc, left, err = write(tx)
			return err
		}
		doc, err = invoice.BySale(tx.Tx, r.vault, id)
		if err == nil && !bytes.Equal(doc.SaleHash, hash) {
			err = errs.At("id", errs.Conflict)
		}
		return err
	})
	return doc, left, made, err
}

// Deliver hands an order over, whole or in part: the invoice of what was handed
// over (at the order's prices and today's taxes), its stock moves, its payments
// and the order's next state, or nothing at all.
func (r *Room) Deliver(ctx context.Context, orderID string, req DeliveryRequest) (res Result, made bool, err error) {
	if req.ID, err = saleID(req.ID); err != nil {
		return res, false, err
	}
	text, err := json.Marshal(struct {
		Order string
		DeliveryRequest
	}{orderID, req})
	if err != nil {
		return res, false, err
	}
	hash := sha256.Sum256(text)
	doc, left, made, err := r.once(ctx, req.ID, hash[:], func(tx *change.Tx) (invoice.Invoice, []money.Quantity, error) {
		return r.deliver(tx, orderID, req, hash[:])
	})
	if err != nil {
		return res, false, err
	}
	alerts, err := r.alerts(ctx, doc, left)
	return result(doc, alerts), made, err
}

// handing is a hand-over as far as it can be reckoned before it is paid: what
// goes out, what it comes to, and how much of that was paid ahead.
type handing struct {
	order  order.Whole
	handed []order.HandedLine
	shop   shop.Shop
	doc    invoice.Invoice
	held   money.Rial // all that was paid ahead
	ahead  money.Rial
}

func (r *Room) handing(tx *db.Tx, m *memo, orderID string, lines []DeliveryLine) (h handing, err error) {
	if h.order, err = r.rooms.Order.Whole(tx, orderID); err != nil {
		return h, err
	}
	if !h.order.CanHandOver() {
		return h, errs.New("order_not_open")
	}
	var items []invoice.Item
	if h.handed, items, err = r.handed(tx, m, h.order, lines, &h.doc); err != nil {
		return h, err
	}
	if h.shop, err = r.shop(tx, m); err != nil {
		return h, err
	}
	if err = invoice.Compute(&h.doc, items, nil, money.Rial(h.shop.Rounding)); err != nil {
		return h, err
	}
	h.held, err = payment.Ahead(tx, h.order.ID)
	h.ahead = min(h.held, h.doc.Total)
	return h, err
}

// Handing is what a hand-over would come to.
type Handing struct {
	Total money.Rial `json:"total"`
	Ahead money.Rial `json:"ahead" doc:"Of it, was paid ahead"`
	Due   money.Rial `json:"due" doc:"Of it, is to be paid"`
	Held  money.Rial `json:"held" doc:"All that is paid ahead with this order: what is not used stays the customer's"`
	Other money.Rial `json:"other" doc:"Paid ahead with the customer's other orders"`
	Owed  money.Rial `json:"owed" doc:"What the customer owes before it; below zero it is the customer's money, what was paid ahead with orders among it"`
}

type handingInput struct {
	web.ID
	Body struct {
		Lines []DeliveryLine `json:"lines,omitempty" maxItems:"500"`
	}
}

func (r *Room) quoteDelivery(ctx context.Context, in *handingInput) (*web.Body[Handing], error) {
	var out web.Body[Handing]
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		h, err := r.handing(tx, newMemo(0, tx.Now), in.Row(), in.Body.Lines)
		if err != nil {
			return err
		}
		c, err := r.rooms.Customer.Get(tx, h.order.CustomerID)
		if err != nil {
			return err
		}
		family, err := customer.Family(tx, c.ID)
		if err != nil {
			return err
		}
		ahead, err := order.AheadOf(tx, family)
		out.Body = Handing{Total: h.doc.Total, Ahead: h.ahead, Due: h.doc.Total - h.ahead, Held: h.held, Other: ahead - h.held, Owed: c.Balance}
		return err
	})
	return &out, err
}

func (r *Room) deliver(tx *change.Tx, orderID string, req DeliveryRequest, hash []byte) (doc invoice.Invoice, left []money.Quantity, err error) {
	m := newMemo(0, tx.Now)
	h, err := r.handing(tx.Tx, m, orderID, req.Lines)
	if err != nil {
		return doc, nil, err
	}
	w, s, ahead := h.order, h.shop, h.ahead
	doc = h.doc
	c, err := r.rooms.Customer.Get(tx.Tx, w.CustomerID)
	if err != nil {
		return doc, nil, err
	}
	doc.CustomerID, doc.Buyer, doc.Seller = c.ID, buyer(c), seller(s)
	settled, err := payment.Settle(doc.Total-ahead, req.Payments, true)
	if err != nil {
		return doc, nil, err
	}
	if err := cheque.Check(tx.Tx, "payments", req.Payments, true); err != nil {
		return doc, nil, err
	}
	doc.Paid, doc.Due, doc.Change = settled.Paid+ahead, settled.Due, settled.Change
	if doc.Due > 0 { // what was paid ahead lowered the balance when it was paid
		if err := customer.Within(tx.Tx, tx.Actor, c.ID, doc.Due+ahead, money.Unit(s.Unit)); err != nil {
			return doc, nil, err
		}
	}
	t, err := r.till(tx.Tx, m, tx.Actor.TillID)
	if err != nil {
		return doc, nil, err
	}
	shiftID, err := shift.ForMoney(tx.Tx, t.ID)
	if err != nil {
		return doc, nil, err
	}
	doc.ID, doc.OrderID, doc.OrderNumber, doc.SaleID, doc.SaleHash = tx.NewID(), w.ID, w.Number, req.ID, hash
	doc.StaffID, doc.StaffName = tx.Actor.StaffID, tx.Actor.Name
	doc.Note = persian.TidyLines(req.Note)
	for i := range doc.Lines {
		doc.Lines[i].ID = tx.NewID()
	}
	if err := invoice.Issue(tx, r.vault, r.rooms.Till, t, &doc); err != nil {
		return doc, nil, err
	}
	if left, err = takeFromStock(tx, doc); err != nil {
		return doc, nil, err
	}
	paid := payment.Payment{InvoiceID: doc.ID, CustomerID: doc.CustomerID, TillID: t.ID, ShiftID: shiftID, StaffID: tx.Actor.StaffID}
	taken, err := payment.Take(tx, paid, req.Payments, settled)
	if err != nil {
		return doc, nil, err
	}
	if err := cheque.Take(tx, doc.CustomerID, taken, req.Payments); err != nil {
		return doc, nil, err
	}
	paid.OrderID = w.ID
	if _, err := payment.Take(tx, paid, []payment.Part{{Method: payment.Deposit, Amount: ahead}}, payment.Settled{Given: make([]money.Rial, 1)}); err != nil {
		return doc, nil, err
	}
	// what was paid ahead lowered the balance when it was paid
	if owed := doc.Due + ahead; owed > 0 {
		if doc.Due > 0 {
			if err := customer.NotePass(tx, doc.CustomerID, doc.ID, owed); err != nil {
				return doc, nil, err
			}
		}
		if err := customer.Owe(tx, doc.CustomerID, owed); err != nil {
			return doc, nil, err
		}
	}
	return doc, left, r.rooms.Order.HandOver(tx, w, order.Handover{ID: req.ID, InvoiceID: doc.ID, Invoice: doc.Number,
		Lines: h.handed, Total: doc.Total, Due: doc.Due})
}

// handed reads what is handed over, fills the document's lines with it, and
// gives the items at the order's prices.
func (r *Room) handed(tx *db.Tx, m *memo, w order.Whole, lines []DeliveryLine, doc *invoice.Invoice) ([]order.HandedLine, []invoice.Item, error) {
	asked, said := map[string]money.Quantity{}, map[string][]string{}
	var list errs.List
	for i, l := range lines {
		q, err := money.ParseQuantity(l.Quantity)
		at := -1
		for k := range w.Items {
			if w.Items[k].ID == l.LineID {
				at = k
			}
		}
		switch {
		case at < 0:
			list.Add(field(i, "line_id"), errs.NotFound)
		case err != nil || q < 0 || q.Check() != nil:
			list.Add(field(i, "quantity"), errs.Invalid)
		case asked[l.LineID]+q > w.Items[at].Left():
			list.Add(field(i, "quantity"), "more_than_ordered", "Left", w.Items[at].Left(), "Name", w.Items[at].Name)
		default:
			asked[l.LineID] += q
			said[l.LineID] = append(said[l.LineID], l.Serials...)
		}
	}
	if err := list.Err(); err != nil {
		return nil, nil, err
	}
	ids := make([]string, len(w.Items))
	for i, l := range w.Items {
		ids[i] = l.ProductID
	}
	found, err := goods(tx, m, ids)
	if err != nil {
		return nil, nil, err
	}
	var handed []order.HandedLine
	var items []invoice.Item
	for _, l := range w.Items {
		q := l.Left()
		if len(lines) > 0 {
			q = asked[l.ID]
		}
		if q <= 0 {
			continue
		}
		p, ok := found[l.ProductID]
		if !ok {
			return nil, nil, errs.At("lines", errs.NotFound)
		}
		rate, err := r.rate(tx, m, p.TaxClass)
		if err != nil {
			return nil, nil, err
		}
		parts, err := bundle.Share(l.Parts, l.Delivered, l.Delivered+q, l.Quantity)
		if err != nil || len(parts) == 0 && len(l.Parts) > 0 {
			return nil, nil, errs.At("lines", "out_of_range")
		}
		pieces, err := serial.Read(said[l.ID], q, p.WarrantyMonths, m.at)
		if err != nil {
			at := slices.IndexFunc(lines, func(of DeliveryLine) bool { return of.LineID == l.ID })
			return nil, nil, errs.Under(fmt.Sprintf("lines[%d]", at), err)
		}
		handed = append(handed, order.HandedLine{LineID: l.ID, Quantity: q})
		items = append(items, invoice.Item{Quantity: q, Price: l.Price, Inclusive: l.PriceIncludesTax, TaxRate: rate,
			Discount: &invoice.Discount{Amount: share(l, l.Delivered+q) - share(l, l.Delivered)}})
		doc.Lines = append(doc.Lines, invoice.Line{Row: len(doc.Lines) + 1, ProductID: p.ID, Code: p.Code, TaxCode: p.TaxCode, Name: l.Name,
			Unit: l.Unit, ListPrice: p.Price, TaxClass: p.TaxClass, Parts: parts, Serials: pieces})
	}
	if len(items) == 0 {
		return nil, nil, errs.At("lines", "nothing_handed")
	}
	return handed, items, nil
}

// share is the part of a line's discount that goes with its first upTo.
func share(l order.Line, upTo money.Quantity) money.Rial {
	return money.Share(l.Discount, []money.Rial{money.Rial(upTo), money.Rial(l.Quantity - upTo)})[0]
}
