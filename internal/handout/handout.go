// Package handout opens a document for whoever holds its paper: the address in
// the code of an invoice, a receipt or a credit note, without signing in. It
// owns the page, its PDF and who may ask how often; it shows that one document
// as it was handed over and nothing else of the shop, changes nothing, and
// refuses who tries names.
package handout

import (
	"bytes"
	"context"
	"net/http"
	"strconv"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/credit"
	"pishkhan/internal/doclink"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/invoice"
	"pishkhan/internal/pdf"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// Room opens documents.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	words *i18n.Catalogue
	rooms Rooms
	tries web.Tries
}

// Rooms are those whose documents are opened.
type Rooms struct {
	Invoice *invoice.Room
	Credit  *credit.Room
}

// New makes the room.
func New(j *change.Journal, v *vault.Vault, rooms Rooms, words *i18n.Catalogue) *Room {
	return &Room{j: j, vault: v, words: words, rooms: rooms, tries: web.Tries{Most: 60, Failure: 6}}
}

// Link is where a document is opened.
type Link struct {
	URL  string `json:"url" doc:"Empty while customers can reach no address of the shop"`
	Code string `json:"code" doc:"A data URI of its QR code, or empty"`
}

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices/{id}/link", Right: actor.InvoiceRead, Tag: "handout", Summary: "Where who holds a document's paper opens it"},
		func(ctx context.Context, in *web.ID) (*web.Body[Link], error) {
			return web.Answer(r.Link(ctx, doclink.Invoice, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/credits/{id}/link", Right: actor.InvoiceRead, Tag: "handout", Summary: "Where who holds a credit note's paper opens it"},
		func(ctx context.Context, in *web.ID) (*web.Body[Link], error) {
			return web.Answer(r.Link(ctx, doclink.Credit, in.Row()))
		})
}

// Link tells where a document of a kind is opened by who holds its paper.
func (r *Room) Link(ctx context.Context, kind, id string) (l Link, err error) {
	doc, err := r.whole(ctx, kind, id)
	if err != nil {
		return l, err
	}
	opt, err := r.rooms.Invoice.Look(ctx, invoice.Options{})
	if err != nil {
		return l, err
	}
	if l.URL = opt.Address(doc); l.URL != "" {
		l.Code, err = pdf.CodePicture(l.URL)
	}
	return l, err
}

// whole is a document of a kind; errs.NotFound when there is none.
func (r *Room) whole(ctx context.Context, kind, id string) (invoice.Invoice, error) {
	switch kind {
	case doclink.Invoice:
		return r.rooms.Invoice.Whole(ctx, id)
	case doclink.Credit:
		return r.rooms.Credit.Whole(ctx, id)
	}
	return invoice.Invoice{}, errs.New(errs.NotFound)
}

// Pages answers below doclink.Path.
func (r *Room) Pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+doclink.Path+"{name}", func(w http.ResponseWriter, q *http.Request) { r.open(w, q, r.page) })
	mux.HandleFunc("GET "+doclink.Path+"{name}/pdf", func(w http.ResponseWriter, q *http.Request) { r.open(w, q, r.paper) })
	return mux
}

// open finds the document and lets show answer with it. A name that is
// nobody's and a document that isn't there are told alike.
func (r *Room) open(w http.ResponseWriter, q *http.Request, show func(http.ResponseWriter, *http.Request, invoice.Invoice) error) {
	from := web.Peer(q.RemoteAddr)
	if wait := r.tries.Wait(from, r.j.DB.Now()); wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
		r.refuse(w, q, errs.New(errs.TooMany, "Wait", int64(wait)))
		return
	}
	kind, id, _ := doclink.Read(r.vault, q.PathValue("name"))
	doc, err := r.whole(q.Context(), kind, id)
	if err != nil {
		r.tries.Failed(from, r.j.DB.Now())
	} else {
		err = show(w, q, doc)
	}
	if err != nil {
		r.refuse(w, q, err)
	}
}

// paper is the document as PDF, as it was handed over.
func (r *Room) paper(w http.ResponseWriter, q *http.Request, doc invoice.Invoice) error {
	opt, err := r.rooms.Invoice.Look(q.Context(), invoice.Options{Lang: r.lang(q), Form: invoice.FormShort, Copy: true})
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := invoice.Print(&out, []invoice.Invoice{doc}, opt); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+invoice.FileName(doc, opt)+`"`)
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(out.Bytes()) // a reader that went away hears nothing
	return nil
}
