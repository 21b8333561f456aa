package credit

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/serial"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/credits", Right: actor.Void, Tag: "credit", Status: http.StatusCreated, Summary: "Take an invoice back, whole or in part; repeatable by its id"}, r.post)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/credits/quote", Right: actor.InvoiceRead, Tag: "credit", Summary: "What a credit note would come to"}, r.quote)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/credits", Right: actor.InvoiceRead, Tag: "credit", Summary: "Credit notes, newest first"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/credits/{id}", Right: actor.InvoiceRead, Tag: "credit", Summary: "One credit note, whole"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/credits/{id}/pdf", Right: actor.InvoiceRead, Tag: "credit", Summary: "The credit note as PDF"}, r.pdf)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/tax-documents", Right: actor.Export, Tag: "credit", Summary: "What has to be sent to the tax office: documents with a tax identifier, as JSON"}, r.toBeSent)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/tax-documents/waiting", Right: actor.Export, Glance: true, Tag: "credit", Summary: "What waits to be sent to the tax office, with the days that are left"}, r.waiting)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/tax-sends", Right: actor.Export, Tag: "credit", Status: http.StatusCreated, Summary: "Say that what waited was taken out, once the file is safe; repeatable by its id"}, r.postSent)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/invoices/{id}/credits", Right: actor.InvoiceRead, Tag: "credit", Summary: "What came back of an invoice, and what still may"}, r.of)
}

func (r *Room) post(ctx context.Context, in *web.Body[Request]) (*web.Created[Note], error) {
	note, made, err := r.Make(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(note, made), nil
}

// Quoted is what a credit note would come to.
type Quoted struct {
	Gross      money.Rial `json:"gross"`
	Discount   money.Rial `json:"discount"`
	Net        money.Rial `json:"net"`
	Tax        money.Rial `json:"tax"`
	Rounding   money.Rial `json:"rounding"`
	Total      money.Rial `json:"total"`
	Refundable money.Rial `json:"refundable" doc:"The most that may go back as money"`
	Own        money.Rial `json:"own" doc:"Of it, what is beyond what the customer owes of this invoice: what is exchanged, or goes back by itself without what waits for a cheque"`
	Uncleared  money.Rial `json:"uncleared" doc:"Of own, what was paid by cheques that are not cleared yet: it stays on the account by itself"`
	Coin       money.Rial `json:"coin" doc:"What goes back in cash is a multiple of it; any amount where it is 0"`
	Number     string     `json:"number" doc:"The invoice's"`
}

func (r *Room) quote(ctx context.Context, in *web.Body[Request]) (*web.Body[Quoted], error) {
	var out web.Body[Quoted]
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		k, err := r.reckon(tx, in.Body)
		n := k.note
		out.Body = Quoted{Gross: n.Gross, Discount: n.Discount, Net: n.Net, Tax: n.Tax, Rounding: n.Rounding, Total: n.Total,
			Refundable: k.most, Own: k.own, Uncleared: k.wait, Coin: k.coin.Rial, Number: k.doc.Number}
		return err
	})
	return &out, err
}

type listInput struct {
	web.Query
	CustomerID string `query:"customer_id"`
	Kind       string `query:"kind" enum:"void,return,correction" doc:"All kinds when empty"`
	From       string `query:"from" format:"date" doc:"First day in Tehran, YYYY-MM-DD"`
	To         string `query:"to" format:"date" doc:"Last day in Tehran, YYYY-MM-DD"`
}

// most is how many notes a text may find, and mostBuyers how many customers.
const (
	most       = 2000
	mostBuyers = 200
)

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[web.List[NoteHead]], error) {
	after, err := in.After(2)
	if err != nil {
		return nil, err
	}
	f := filter{kind: in.Kind}
	if f.from, err = invoice.Day(in.From, 0); err != nil {
		return nil, errs.At("from", errs.Invalid)
	}
	if f.to, err = invoice.Day(in.To, 1); err != nil {
		return nil, errs.At("to", errs.Invalid)
	}
	var rows []NoteHead
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if in.CustomerID != "" {
			if f.family, err = r.named.Family(tx, strings.ToLower(in.CustomerID)); err != nil {
				return err
			}
		}
		if q := persian.Tidy(in.Q); q != "" {
			if f.among, err = r.search(tx, q); err != nil {
				return err
			}
		}
		rows, err = ordered(tx, f, after[0], after[1], in.Limit+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &web.Body[web.List[NoteHead]]{Body: web.Page(rows, in.Limit, func(h NoteHead) []string {
		return []string{h.IssuedAt.UTC().Format(db.TimeFormat), h.ID}
	})}, nil
}

// search lists the ids of the notes that a text finds; the code on a note's
// paper finds it, the code on an invoice's what came back of that.
func (r *Room) search(tx *db.Tx, q string) ([]string, error) {
	if kind, id, looks := doclink.Read(r.vault, q); looks {
		return coded(tx, kind, id)
	}
	buyers, err := r.named.IDs(tx, q, mostBuyers)
	if err != nil {
		return nil, err
	}
	return found(tx, strings.ToUpper(persian.LatinDigits(q)), buyers, most)
}

// Numbered lists the notes in whose number a text stands, the newest of each
// series first.
func (r *Room) Numbered(ctx context.Context, q string, limit int) ([]NoteHead, error) {
	out := []NoteHead{}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		runs, err := numberRuns(tx)
		if err != nil {
			return err
		}
		var texts []string
		for _, n := range lookup.Numbers(q, runs, limit) {
			if len(texts) < limit {
				texts = append(texts, n.Text)
			}
		}
		if texts == nil {
			return nil
		}
		out, err = numbered(tx, texts)
		return err
	})
	return out, err
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Note], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

// Read gives a note; errs.NotFound when there is none.
func (r *Room) Read(ctx context.Context, id string) (n Note, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if n, err = get(tx, id); err == nil && n.CustomerID != "" {
			n.Language, err = customer.Language(tx, n.CustomerID)
		}
		return err
	})
	return n, err
}

// Of is what came back of an invoice and what still may.
type Of struct {
	Credits    []NoteHead `json:"credits"`
	Lines      []LeftLine `json:"lines"`
	Returned   money.Rial `json:"returned" doc:"Of the invoice's total"`
	Refundable money.Rial `json:"refundable" doc:"What was paid and did not go back yet"`
}

// LeftLine is what may still come back of a line.
type LeftLine struct {
	LineID   string         `json:"line_id"`
	Returned money.Quantity `json:"returned"`
	Left     money.Quantity `json:"left"`
	Serials  []string       `json:"serials,omitempty" doc:"Of the pieces that may still come back"`
}

func (r *Room) of(ctx context.Context, in *web.ID) (*web.Body[Of], error) {
	out := Of{Credits: []NoteHead{}, Lines: []LeftLine{}}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err := invoice.Get(tx, r.vault, in.Row())
		if err != nil {
			return err
		}
		before, err := takenBack(tx, doc.ID)
		if err != nil {
			return err
		}
		for _, l := range doc.Lines {
			q := before.lines[l.ID].Quantity
			out.Lines = append(out.Lines, LeftLine{LineID: l.ID, Returned: q, Left: l.Quantity - q, Serials: serial.Texts(l.Serials)})
		}
		heads, err := ofInvoice(tx, doc.ID)
		for _, h := range heads {
			out.Credits, out.Returned = append(out.Credits, h), out.Returned+h.Total
		}
		if err != nil {
			return err
		}
		out.Refundable, _, err = refundable(tx, doc.ID)
		return err
	})
	return &web.Body[Of]{Body: out}, err
}

type pdfInput struct {
	web.ID
	Lang  string `query:"lang" enum:"fa,en,both" doc:"When left out the customer's language, or the shop's"`
	Form  string `query:"form" enum:"short,official,receipt" default:"short"`
	Paper string `query:"paper" enum:"a5,a4,80mm,58mm" doc:"a5 or a4 of the short form, 80mm or 58mm of the receipt; the first of them when left out"`
}

func (r *Room) pdf(ctx context.Context, in *pdfInput) (*web.Document, error) {
	doc, err := r.Whole(ctx, in.Row())
	if err != nil {
		return nil, err
	}
	opt, err := r.invoices.Look(ctx, invoice.Options{Lang: in.Lang, Form: in.Form, Paper: in.Paper})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := invoice.Print(&out, []invoice.Invoice{doc}, opt); err != nil {
		return nil, err
	}
	return web.PDF(invoice.FileName(doc, opt), out.Bytes()), nil
}

// Whole is a credit note as its paper says it; errs.NotFound when there is none.
func (r *Room) Whole(ctx context.Context, id string) (doc invoice.Invoice, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err = r.onPaper(tx, id)
		return err
	})
	return doc, err
}

// paper is the note as the invoice room prints it: the original's parties, the
// note's figures, and what it refers to.
func (n Note) paper(original invoice.Invoice) invoice.Invoice {
	doc := invoice.Invoice{
		ID: n.ID, Number: n.Number, Series: n.Series, Year: n.Year, Seq: n.Seq, StaffName: n.StaffName, CustomerID: n.CustomerID, Language: original.Language,
		IssuedAt: n.IssuedAt, Seller: original.Seller, Buyer: original.Buyer, Payments: n.Refunds, Gross: n.Gross, Discount: n.Discount,
		Net: n.Net, Tax: n.Tax, Rounding: n.Rounding, Total: n.Total, Paid: n.Refunded, Due: n.TakenOff,
		CurrencyVersion: n.CurrencyVersion, Note: n.Reason, TaxID: n.TaxID,
		Credits: &invoice.Original{Number: original.Number, IssuedAt: original.IssuedAt, TaxID: original.TaxID, Void: n.Kind == Void},
	}
	for _, l := range n.Lines {
		doc.Lines = append(doc.Lines, l.Line)
	}
	return doc
}
