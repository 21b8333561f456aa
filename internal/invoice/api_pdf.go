package invoice

import (
	"bytes"
	"context"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

type pdfInput struct {
	web.ID
	Lang  string `query:"lang" enum:"fa,en,both" doc:"When left out the customer's language, or the shop's"`
	Form  string `query:"form" enum:"short,official,receipt" default:"short"`
	Paper string `query:"paper" enum:"a5,a4,80mm,58mm" doc:"a5 or a4 of the short form, 80mm or 58mm of the receipt; the first of them when left out"`
	Copy  bool   `query:"copy" doc:"Mark it as printed again"`
}

func (r *Room) pdf(ctx context.Context, in *pdfInput) (*web.Document, error) {
	doc, err := r.read(ctx, in.ID.ID)
	if err != nil {
		return nil, err
	}
	opt, err := r.Look(ctx, Options{Lang: in.Lang, Form: in.Form, Paper: in.Paper, Copy: in.Copy})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := Print(&out, []Invoice{doc}, opt); err != nil {
		return nil, err
	}
	return web.PDF(FileName(doc, opt), out.Bytes()), nil
}

// FileName is a document's file name, in letters that every system keeps.
func FileName(doc Invoice, opt Options) string {
	return doc.Number + "-" + opt.Form + "-" + opt.of(doc).Lang + ".pdf"
}

// Look completes print options with what the shop has set; where no language
// was asked for, each document is in its customer's.
func (r *Room) Look(ctx context.Context, opt Options) (Options, error) {
	address := r.reached(ctx)
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err := r.shops.Get(tx)
		if err != nil {
			return err
		}
		if s.Portal != "" {
			address = s.Portal
		}
		opt.Address = func(doc Invoice) string { return r.at(address, doc) }
		if opt.Lang == "" {
			opt.Lang, opt.Theirs = s.Language, true
		}
		opt.Words, opt.Shop = r.words, Display{Unit: money.Unit(s.Unit), Logo: s.LogoBytes(), Note: s.InvoiceNote}
		return nil
	})
	return opt, err
}

// at is a document's own address below another; empty where there is none.
func (r *Room) at(address string, doc Invoice) string {
	kind := doclink.Invoice
	if doc.Credits != nil {
		kind = doclink.Credit
	}
	name := doclink.Name(r.vault, kind, doc.ID)
	if address == "" || name == "" {
		return ""
	}
	return strings.TrimRight(address, "/") + doclink.Path + name
}

// Whole is a document with everything on it; errs.NotFound when there is none.
func (r *Room) Whole(ctx context.Context, id string) (Invoice, error) { return r.read(ctx, id) }

// Documents reads the documents with these numbers, all when there are none,
// and hands each to fn; errs.NotFound names a number that isn't there.
func (r *Room) Documents(ctx context.Context, wanted []string, fn func(Invoice) error) error {
	if len(wanted) == 0 {
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			wanted, err = numbers(tx)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, n := range wanted {
		var doc Invoice
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			doc, err = byNumber(tx, r.vault, strings.ToUpper(persian.LatinDigits(n)))
			return err
		})
		if errs.Is(err, errs.NotFound) {
			return errs.New("invoice_not_found", "Number", n)
		}
		if err != nil {
			return err
		}
		if err := fn(doc); err != nil {
			return err
		}
	}
	return nil
}
