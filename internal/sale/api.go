package sale

import (
	"context"
	"net/http"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/level"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

// InvoiceRef is what a sale answers of its invoice.
type InvoiceRef struct {
	ID       string     `json:"id"`
	Number   string     `json:"number"`
	IssuedAt time.Time  `json:"issued_at"`
	Total    money.Rial `json:"total"`
	Tax      money.Rial `json:"tax"`
	Paid     money.Rial `json:"paid" doc:"Handed over less change; credit is not paid"`
	Due      money.Rial `json:"due" doc:"Owed by the customer; paid + due = total"`
	Change   money.Rial `json:"change"`
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/sales", Right: actor.Sell, Tag: "sale", Status: http.StatusCreated, Summary: "Sell: order, invoice, stock and payments at once; repeatable by its id"}, r.post)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/sales/quote", Right: actor.Sell, Tag: "sale", Summary: "What a basket comes to"}, r.quote)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/sales/{id}", Right: actor.Sell, Tag: "sale", Summary: "What a sale made, if it was carried out"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/exchanges", Right: actor.Void, Tag: "sale", Status: http.StatusCreated, Summary: "Take goods back and sell others for them, in one go; repeatable by its id"}, r.postExchange)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices/{id}/basket", Right: actor.InvoiceRead, Tag: "sale", Summary: "An invoice as the basket that would correct it"}, r.correction)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/orders", Right: actor.OrderWrite, Tag: "order", Status: http.StatusCreated, Summary: "Take an order; repeatable by its id"}, r.postOrder)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/orders/{id}/deliver/quote", Right: actor.Sell, Tag: "order", Summary: "What a hand-over would come to, and how much of it is still to be paid"}, r.quoteDelivery)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/orders/{id}/deliver", Right: actor.Sell, Tag: "order", Status: http.StatusCreated, Summary: "Hand an order over, whole or in part: that is an invoice; repeatable by its id"}, r.postDelivery)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/baskets", Right: actor.Sell, Tag: "sale", Summary: "Baskets that are being filled or wait, of this till first"}, r.baskets)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/baskets/{id}/take", Right: actor.Sell, Tag: "sale", Summary: "Take over a basket that waits at another till"}, r.takeBasket)
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/baskets/{id}", Right: actor.Sell, Tag: "sale", Summary: "Keep a basket; the sale made of it bears its id"}, r.putBasket)
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/baskets/{id}", Right: actor.Sell, Tag: "sale", Status: http.StatusNoContent, Summary: "Drop a basket"}, r.dropBasket)
}

func (r *Room) post(ctx context.Context, in *web.Body[Request]) (*web.Created[Result], error) {
	res, made, err := r.Sell(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(res, made), nil
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Result], error) {
	return web.Answer(r.Find(ctx, in.ID))
}

// Quoted is a computed basket.
type Quoted struct {
	Lines    []QuotedLine `json:"lines"`
	Gross    money.Rial   `json:"gross"`
	Discount money.Rial   `json:"discount"`
	Net      money.Rial   `json:"net"`
	Tax      money.Rial   `json:"tax"`
	Rounding money.Rial   `json:"rounding"`
	Total    money.Rial   `json:"total"`
	Level    *level.Level `json:"level,omitempty" doc:"What the customer pays by, when not by the list"`
	Needs    []Need       `json:"needs,omitempty" doc:"What the seller may not do alone: the sale needs somebody's approval"`
}

// Need is a right that a sale hangs on and that the seller doesn't have.
type Need struct {
	Right  string    `json:"right"`
	Field  string    `json:"field"`
	Code   errs.Code `json:"code"`
	Detail string    `json:"detail" doc:"In the asker's language"`
}

// QuotedLine is a line of it, with what the shelf has.
type QuotedLine struct {
	invoice.Line
	ShelfPrice money.Rial     `json:"shelf_price" doc:"What the list says to everybody; list_price is what this customer pays"`
	Stock      money.Quantity `json:"stock" doc:"Before this sale"`
	Uncounted  bool           `json:"uncounted" doc:"Nobody counts it, as a service: its stock means nothing"`
	Barcode    string         `json:"barcode,omitempty" doc:"As it was sent"`
	AsksSerial bool           `json:"asks_serial" doc:"The counter asks which pieces they are"`
}

func (r *Room) quote(ctx context.Context, in *web.Body[Draft]) (*web.Body[Quoted], error) {
	return web.Answer(r.Quote(ctx, in.Body))
}

// needs tells what a refusal would be lifted by; nil when lending won't do.
func (r *Room) needs(lang string, refused error) (list []Need) {
	for _, e := range errs.All(refused) {
		if actor.Lent[actor.Right(e.Right)] == nil {
			return nil
		}
		list = append(list, Need{Right: e.Right, Field: e.Field, Code: e.Code, Detail: r.words.T(lang, e.Key(), e.Params)})
	}
	return list
}

// Quote is what a basket comes to for who asks, before it is a sale. What needs
// somebody's approval is said beside the sums: it is given when it is sold.
func (r *Room) Quote(ctx context.Context, d Draft) (out Quoted, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		var doc invoice.Invoice
		who := actor.From(ctx)
		m := newMemo(0, tx.Now)
		err := r.price(tx, who, d, m, &doc)
		needs := r.needs(who.Lang, err)
		if err != nil && needs == nil {
			return err
		}
		out = Quoted{Needs: needs, Gross: doc.Gross, Discount: doc.Discount, Net: doc.Net, Tax: doc.Tax, Rounding: doc.Rounding, Total: doc.Total}
		if out.Level, err = r.levelOf(tx, m, d.CustomerID); err != nil {
			return err
		}
		ids := make([]string, len(doc.Lines))
		for i, l := range doc.Lines {
			ids[i] = l.ProductID
		}
		shelf, err := goods(tx, m, ids)
		if err != nil {
			return err
		}
		for i, l := range doc.Lines {
			left, uncounted, err := enough(tx, shelf[l.ProductID])
			if err != nil {
				return err
			}
			out.Lines = append(out.Lines, QuotedLine{Line: l, ShelfPrice: shelf[l.ProductID].Price, Stock: left, Uncounted: uncounted, Barcode: d.Lines[i].Barcode, AsksSerial: shelf[l.ProductID].AsksSerial})
		}
		return nil
	})
	return out, err
}

// enough is what there is of a product, unless nobody counts it; of a bundle,
// how many whole ones those parts make that are counted.
func enough(tx *db.Tx, p product.Product) (least money.Quantity, uncounted bool, err error) {
	if len(p.Parts) == 0 {
		return leftOf(tx, p.ID)
	}
	least, uncounted = money.MaxQuantity, true
	for _, part := range p.Parts {
		left, nobody, err := leftOf(tx, part.ProductID)
		if err != nil {
			return 0, false, err
		}
		if !nobody {
			least, uncounted = min(least, max(0, left/part.Quantity*money.One)), false
		}
	}
	if uncounted {
		least = 0
	}
	return least, uncounted, nil
}

// leftOf is what there is of a product that is no bundle, and whether nobody
// counts it: of what there is some of, somebody does.
func leftOf(tx *db.Tx, id string) (left money.Quantity, uncounted bool, err error) {
	if left, err = stock.Left(tx, id); err == nil && left <= 0 {
		uncounted, err = product.Uncounted(tx, id)
	}
	return left, uncounted, err
}

// levelOf is the level by which a customer pays; nil without one.
func (r *Room) levelOf(tx *db.Tx, m *memo, customerID string) (*level.Level, error) {
	if customerID == "" {
		return nil, nil
	}
	c, err := r.rooms.Customer.Get(tx, customerID)
	if err != nil {
		return nil, err
	}
	p, err := r.pays(tx, m, c.LevelID)
	if err != nil || p.ID == "" {
		return nil, err
	}
	return &p.Level, nil
}
