package invoice

import (
	"context"
	"net/http"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/shop"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// Room answers for issued documents.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	shops *shop.Room
	words *i18n.Catalogue
	named customer.Finder
	// reached is where the shop's network finds this computer, or empty
	reached func(context.Context) string
}

// New makes the room; reached tells where the shop's network finds this
// computer, "" where it doesn't.
func New(j *change.Journal, v *vault.Vault, shops *shop.Room, words *i18n.Catalogue, named customer.Finder, reached func(context.Context) string) *Room {
	return &Room{j: j, vault: v, shops: shops, words: words, named: named, reached: reached}
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices", Right: actor.InvoiceRead, Tag: "invoice", Summary: "Invoices, newest first"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices/{id}", Right: actor.InvoiceRead, Tag: "invoice", Summary: "One document, whole"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices/{id}/pdf", Right: actor.InvoiceRead, Tag: "invoice", Summary: "The document as PDF"}, r.pdf)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/invoices/{id}/prints", Right: actor.InvoiceRead, Tag: "invoice", Status: http.StatusCreated, Summary: "Note a print; tells the how-manieth it is"}, r.print)
}

type listInput struct {
	web.Query
	From       string `query:"from" format:"date" doc:"First day in Tehran, YYYY-MM-DD"`
	To         string `query:"to" format:"date" doc:"Last day in Tehran, YYYY-MM-DD"`
	CustomerID string `query:"customer_id"`
	Owing      bool   `query:"owing" doc:"Only those that were not paid in full"`
	Returned   bool   `query:"returned" doc:"Only those of which something came back"`
	StaffID    string `query:"staff_id"`
	OrderID    string `query:"order_id" doc:"What became of an order; quick together with its day"`
	Sort       string `query:"sort" enum:"issued,total,due,number,buyer,-issued,-total,-due,-number,-buyer" doc:"Newest first when empty"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[web.List[Head]], error) {
	f := Filter{CustomerID: web.ID{ID: in.CustomerID}.Row(), Owing: in.Owing, Returned: in.Returned, StaffID: web.ID{ID: in.StaffID}.Row(), OrderID: web.ID{ID: in.OrderID}.Row()}
	var err error
	if f.From, err = Day(in.From, 0); err != nil {
		return nil, errs.At("from", errs.Invalid)
	}
	if f.To, err = Day(in.To, 1); err != nil {
		return nil, errs.At("to", errs.Invalid)
	}
	return web.Answer(r.Find(ctx, in.Query, in.Sort, f))
}

// Day is the moment a day begins in Tehran, or the one days later, as the file
// writes times.
func Day(text string, later int) (string, error) {
	if text == "" {
		return "", nil
	}
	at, err := calendar.FromISO(text)
	if err != nil {
		return "", err
	}
	return at.AddDate(0, 0, later).UTC().Format(db.TimeFormat), nil
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Invoice], error) {
	doc, err := r.read(ctx, in.ID)
	if err == nil && doc.Buyer != nil && !actor.From(ctx).May(actor.SealedRead) {
		doc.Buyer = doc.Buyer.masked()
	}
	return &web.Body[Invoice]{Body: doc}, err
}

// masked hides what is sealed about a buyer; paper shows it, screens only to
// those who may see it.
func (p *Party) masked() *Party {
	m := *p
	m.Phone, m.NationalID, m.EconomicCode, m.PostalCode, m.Address = "", "", "", "", ""
	return &m
}

func (r *Room) read(ctx context.Context, id string) (doc Invoice, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if doc, err = get(tx, r.vault, strings.ToLower(id)); err == nil && doc.Due > 0 {
			doc.LimitPass, err = customer.PassOf(tx, doc.ID)
		}
		return err
	})
	return doc, err
}

type printInput struct {
	web.ID
	Body struct {
		Form string `json:"form" enum:"short,official,receipt" default:"short"`
		Lang string `json:"lang" enum:"fa,en,both" default:"fa"`
	}
}

type printed struct {
	Copy int `json:"copy" required:"true" doc:"1 for the first print"`
}

func (r *Room) print(ctx context.Context, in *printInput) (*web.Body[printed], error) {
	var out web.Body[printed]
	err := r.j.Write(ctx, func(tx *change.Tx) (err error) {
		out.Body.Copy, err = insertPrint(tx, strings.ToLower(in.ID.ID), in.Body.Form, in.Body.Lang)
		return err
	})
	return &out, err
}
