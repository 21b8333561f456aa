package sale

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/order"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// OrderRequest is an order as it is taken. Its own id makes it repeatable.
type OrderRequest struct {
	ID     string `json:"id" required:"true" format:"uuid"`
	Source string `json:"source,omitempty" enum:"counter,phone" doc:"counter when left out"`
	Draft
	PromisedOn   string `json:"promised_on,omitempty" maxLength:"20" doc:"YYYY-MM-DD"`
	PromisedTime string `json:"promised_time,omitempty" maxLength:"10" doc:"HH:MM in Tehran"`
	Delivery     string `json:"delivery,omitempty" enum:"pickup,courier,post" doc:"pickup when left out"`
	Recipient    string `json:"recipient,omitempty"`
	Phone        string `json:"phone,omitempty" doc:"The recipient's, where it isn't the customer's"`
	Address      string `json:"address,omitempty"`
}

func (r *Room) postOrder(ctx context.Context, in *web.Body[OrderRequest]) (*web.Created[order.Whole], error) {
	id, made, err := r.PlaceOrder(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	w, err := r.rooms.Order.Read(ctx, id)
	return web.MadeOrThere(w, made), err
}

// PlaceOrder takes an order, or finds it again: made tells which. Prices are
// those of this moment and stay. An order is of somebody known.
func (r *Room) PlaceOrder(ctx context.Context, req OrderRequest) (id string, made bool, err error) {
	if req.ID, err = saleID(req.ID); err != nil {
		return "", false, err
	}
	text, err := json.Marshal(req)
	if err != nil {
		return "", false, err
	}
	hash := sha256.Sum256(text)
	w := order.Whole{Details: order.Details{Hash: hash[:]}}
	w.Source, w.Delivery = req.Source, req.Delivery
	if w.Source == "" {
		w.Source = order.Counter
	}
	if w.Delivery == "" {
		w.Delivery = order.Pickup
	}
	var list errs.List
	order.Plan{PromisedOn: &req.PromisedOn, PromisedTime: &req.PromisedTime, Delivery: &w.Delivery, Recipient: &req.Recipient,
		Phone: &req.Phone, Address: &req.Address, Note: &req.Note}.Put(&w, &list)
	if req.CustomerID == "" {
		list.Add("customer_id", "order_of_nobody")
	}
	if err := list.Err(); err != nil {
		return "", false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := r.rooms.Order.Whole(tx.Tx, req.ID)
		if err == nil && string(old.Hash) != string(w.Hash) {
			return errs.At("id", errs.Conflict)
		}
		if made = errs.Is(err, errs.NotFound); !made {
			return err
		}
		return r.place(tx, req, w)
	})
	return req.ID, made, err
}

func (r *Room) place(tx *change.Tx, req OrderRequest, w order.Whole) error {
	m := r.remembered(tx.Now)
	if ok, err := tx.Still(m.seq, own...); err != nil {
		return err
	} else if !ok {
		m = newMemo(0, tx.Now)
	}
	var doc invoice.Invoice
	items, err := r.items(tx.Tx, tx.Actor, req.Draft, m, &doc)
	if err != nil {
		return err
	}
	off, err := invoice.Discounts(items, req.Discount)
	if err != nil {
		return err
	}
	t, err := r.till(tx.Tx, m, tx.Actor.TillID)
	if err != nil {
		return err
	}
	_, seq, err := r.rooms.Till.Next(tx, till.Orders, t.Series, 0)
	if err != nil {
		return err
	}
	w.ID, w.Number, w.Series, w.Seq, w.TillID = req.ID, order.Number(t.Series, seq), t.Series, seq, t.ID
	w.CustomerID, w.Total, w.StaffID = doc.CustomerID, doc.Total, tx.Actor.StaffID
	w.Items = make([]order.Line, len(items))
	for i, l := range doc.Lines {
		w.Items[i] = order.Line{ID: tx.NewID(), Row: i + 1, ProductID: l.ProductID, Name: l.Name, Unit: l.Unit, Quantity: items[i].Quantity,
			Price: items[i].Price, PriceIncludesTax: items[i].Inclusive, Discount: off[i], Parts: l.Parts}
	}
	return r.rooms.Order.Place(tx, w)
}
