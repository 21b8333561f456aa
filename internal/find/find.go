// Package find is the one field that finds everything: customers, goods,
// invoices, orders, credit notes and cheques. It also keeps the rank ready, by which what is sold
// often is found first: behind the sales, when the shop is quiet.
//
// It owns no table; what it derives (how often something was sold, the words of
// names) can be thrown away and comes again. It refuses to show what the asker
// may not see.
package find

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/credit"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/invoice"
	"pishkhan/internal/order"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// Rooms are those that are searched.
type Rooms struct {
	Customer *customer.Room
	Product  *product.Room
	Invoice  *invoice.Room
	Order    *order.Room
	Credit   *credit.Room
	Cheque   *cheque.Room
}

// Room answers for the one field.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	rooms Rooms
}

// New makes the room.
func New(j *change.Journal, v *vault.Vault, rooms Rooms) *Room {
	return &Room{j: j, vault: v, rooms: rooms}
}

// Routes declares /search.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/search", Right: actor.SignedIn, Tag: "find", Summary: "Customers, goods, invoices, orders, credit notes and cheques from one field"}, r.search)
}

type input struct {
	Q     string `query:"q" maxLength:"200" doc:"Words to look for"`
	Limit int    `query:"limit" minimum:"1" maximum:"20" default:"5" doc:"The most of each kind"`
}

// Everything is what was found of each kind, best first. Of a kind that the
// asker may not see there is nothing.
type Everything struct {
	Customers []customer.Customer `json:"customers" required:"true"`
	Products  []product.Product   `json:"products" required:"true"`
	Invoices  []invoice.Head      `json:"invoices" required:"true"`
	Orders    []order.Order       `json:"orders" required:"true"`
	Credits   []credit.NoteHead   `json:"credits" required:"true" doc:"By their number alone"`
	Cheques   []cheque.Cheque     `json:"cheques" required:"true" doc:"By their number or Sayad id alone"`
	ReadAs    string              `json:"read_as,omitempty" doc:"The text under the other keyboard layout, when that gave the hits"`
	Meant     string              `json:"meant,omitempty" doc:"What a misspelt word was taken for, when that gave hits"`
}

func (r *Room) search(ctx context.Context, in *input) (*web.Body[Everything], error) {
	return web.Answer(r.Everything(ctx, in.Q, in.Limit))
}

// mostBuyers is how many customers' invoices and orders a text finds.
const mostBuyers = 200

// Everything finds a text in all that the asker may see.
func (r *Room) Everything(ctx context.Context, q string, limit int) (out Everything, err error) {
	out = Everything{Customers: []customer.Customer{}, Products: []product.Product{}, Invoices: []invoice.Head{}, Orders: []order.Order{},
		Credits: []credit.NoteHead{}, Cheques: []cheque.Cheque{}}
	if persian.Tidy(q) == "" {
		return out, nil
	}
	query := web.Query{Q: q, Limit: limit}
	if _, _, looks := doclink.Read(r.vault, q); looks { // the code on a paper is no name
		return r.documents(ctx, query, out, []string{})
	}
	customers, err := r.rooms.Customer.Find(ctx, query, "", customer.Filter{})
	if err != nil {
		return out, err
	}
	goods, err := r.rooms.Product.Find(ctx, query, "", "", product.Filter{})
	if err != nil {
		return out, err
	}
	out.Customers, out.Products = customers.Items, goods.Items
	// A kind that had to be read otherwise stands back where another found the
	// text as it was typed.
	asTyped := (len(out.Customers) > 0 && customers.ReadAs == "") || (len(out.Products) > 0 && goods.ReadAs == "")
	if asTyped && customers.ReadAs != "" {
		out.Customers = []customer.Customer{}
	}
	if asTyped && goods.ReadAs != "" {
		out.Products = []product.Product{}
	}
	if !asTyped {
		if out.ReadAs = customers.ReadAs; out.ReadAs == "" {
			out.ReadAs = goods.ReadAs
		}
	}
	if out.Meant = customers.Meant; out.Meant == "" {
		out.Meant = goods.Meant
	}
	buyers := []string{} // not nil, which would have them looked for again
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		ids, err := r.rooms.Customer.IDs(tx, persian.Tidy(q), mostBuyers)
		buyers = append(buyers, ids...)
		return err
	})
	if err != nil {
		return out, err
	}
	return r.documents(ctx, query, out, buyers)
}

// documents adds those that a text finds, for who may see them.
func (r *Room) documents(ctx context.Context, query web.Query, out Everything, buyers []string) (Everything, error) {
	if !actor.From(ctx).May(actor.InvoiceRead) {
		return out, nil
	}
	invoices, err := r.rooms.Invoice.Find(ctx, query, "", invoice.Filter{Found: buyers})
	if err != nil {
		return out, err
	}
	orders, err := r.rooms.Order.Find(ctx, query, "", order.Filter{Found: buyers})
	if err != nil {
		return out, err
	}
	out.Invoices, out.Orders = invoices.Items, orders.Items
	if out.Credits, err = r.rooms.Credit.Numbered(ctx, query.Q, query.Limit); err != nil {
		return out, err
	}
	out.Cheques, err = r.rooms.Cheque.Numbered(ctx, query.Q, query.Limit)
	return out, err
}
