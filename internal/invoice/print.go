package invoice

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// What a document may be printed as.
const (
	LangBoth     = "both" // Persian, with English beside it
	FormShort    = "short"
	FormOfficial = "official"
	FormReceipt  = "receipt" // on a roll
	PaperA5      = "a5"
	PaperA4      = "a4"
	Paper80      = "80mm"
	Paper58      = "58mm"
)

// Options say how documents are printed. Empty fields mean Persian, the short
// form, A5, and the language's own calendar.
type Options struct {
	Words    *i18n.Catalogue
	Lang     string        // "fa", "en", or LangBoth
	Theirs   bool          // each document in its customer's language where they have one, the others in Lang
	Form     string        // FormShort, FormOfficial or FormReceipt; the official form is always A4 and rial
	Paper    string        // of the short form: PaperA5 or PaperA4; of the receipt: Paper80 or Paper58
	Copy     bool          // printed before: marked as such
	Calendar calendar.Kind // empty for the language's own
	Shop     Display
	Pace     func() // called between the pages of many, to let others work; nil for none
	// Address is where a document is opened by who holds its paper; nil, or
	// empty, where there is none.
	Address func(Invoice) string
}

// Display is what a shop adds to its documents.
type Display struct {
	Unit money.Unit // of the short form
	Logo []byte     // PNG or JPEG, or none
	Note string     // stands at the foot of the short form
}

// Print writes the documents as one PDF, each beginning on a page of its own.
// The same documents and options give the same bytes. It refuses options that
// there are not (errs.Invalid at "lang", "form" or "paper"), an empty list
// (errs.NotFound), and printing without faces (pdf.FontsMissing).
func Print(w io.Writer, docs []Invoice, o Options) error {
	d, err := drawn(docs, o)
	if err != nil {
		return err
	}
	return d.Output(w)
}

// drawn draws the documents.
func drawn(docs []Invoice, o Options) (*pdf.Doc, error) {
	if err := o.settle(); err != nil {
		return nil, err
	}
	if len(docs) == 0 {
		return nil, errs.New(errs.NotFound)
	}
	size := pdf.A5
	switch {
	case o.Form == FormReceipt:
		size = roll(o.Paper)
	case o.Form == FormOfficial:
		size = pdf.A4Landscape
	case o.Paper == PaperA4:
		size = pdf.A4
	}
	info := pdf.Info{Author: docs[0].Seller.Name, Created: docs[0].IssuedAt}
	first := o.of(docs[0])
	info.Title = o.Words.T(first.lead(), docs[0].called("paper.title"), nil) + " " + docs[0].Number
	d, err := pdf.New(size, info)
	if err != nil {
		return nil, err
	}
	for i := range docs {
		s := newSheet(d, docs[i].plain(), o.of(docs[i]))
		switch o.Form {
		case FormOfficial:
			s.official()
		case FormReceipt:
			s.receipt()
		default:
			s.short()
		}
		if o.Pace != nil {
			o.Pace()
		}
	}
	d.Pace = o.Pace
	return d, nil
}

// of is how one of the documents is printed.
func (o Options) of(doc Invoice) Options {
	if o.Theirs && doc.Language != "" {
		o.Lang = doc.Language
	}
	return o
}

// settle fills in what was left empty and refuses what there is not.
func (o *Options) settle() error {
	fill := func(value *string, field string, choices ...string) error {
		if *value == "" {
			*value = choices[0]
		}
		for _, c := range choices {
			if *value == c {
				return nil
			}
		}
		return errs.At(field, errs.Invalid)
	}
	if !o.Shop.Unit.Valid() || o.Form == FormOfficial {
		o.Shop.Unit = money.InRial
	}
	if err := fill(&o.Lang, "lang", i18n.Persian, i18n.English, LangBoth, i18n.Pseudo); err != nil {
		return err
	}
	if err := fill(&o.Form, "form", FormShort, FormOfficial, FormReceipt); err != nil {
		return err
	}
	if o.Form == FormReceipt {
		return fill(&o.Paper, "paper", Paper80, Paper58)
	}
	return fill(&o.Paper, "paper", PaperA5, PaperA4)
}

// lead is the language of figures and of the first words.
func (o *Options) lead() string {
	if o.Lang == LangBoth {
		return i18n.Persian
	}
	return o.Lang
}

// plain is a copy of the document whose texts hold nothing that could disturb
// the page.
func (inv Invoice) plain() *Invoice {
	clean := func(texts ...*string) {
		for _, t := range texts {
			*t = strings.TrimSpace(persian.Plain(*t))
		}
	}
	party := func(p Party) Party {
		clean(&p.Name, &p.LegalName, &p.EconomicCode, &p.RegistrationNo, &p.NationalID, &p.Province,
			&p.County, &p.City, &p.PostalCode, &p.Address, &p.Phone)
		return p
	}
	clean(&inv.Number, &inv.StaffName, &inv.OrderNumber, &inv.Note, &inv.TaxID)
	inv.Seller = party(inv.Seller)
	if inv.Buyer != nil {
		buyer := party(*inv.Buyer)
		inv.Buyer = &buyer
	}
	inv.Lines = append([]Line(nil), inv.Lines...)
	for i := range inv.Lines {
		l := &inv.Lines[i]
		clean(&l.Name, &l.Unit, &l.Code, &l.TaxCode)
		l.Parts = slices.Clone(l.Parts)
		for k := range l.Parts {
			clean(&l.Parts[k].Name, &l.Parts[k].Unit)
		}
	}
	inv.Payments = append([]Payment(nil), inv.Payments...)
	for i := range inv.Payments {
		clean(&inv.Payments[i].Reference)
	}
	return &inv
}

// say is the text of a key in the leading language.
func (s *sheet) say(key string, params ...any) string { return s.sayIn(s.lang, key, params...) }

func (s *sheet) sayIn(lang, key string, params ...any) string {
	var blanks map[string]any
	for i := 0; i+1 < len(params); i += 2 {
		if blanks == nil {
			blanks = map[string]any{}
		}
		blanks[params[i].(string)] = params[i+1]
	}
	return s.o.Words.T(lang, s.inv.called(key), blanks)
}

// onCredit are the words that a credit note says instead of an invoice's.
var onCredit = map[string]string{
	"paper.title": "paper.credit_title", "paper.title_official": "paper.credit_title_official", "paper.received": "paper.given_back",
	"paper.payable": "paper.credited", "paper.due": "paper.taken_off", "paper.in_words": "paper.credited_words",
}

// onCorrection are those of an invoice that corrects another.
var onCorrection = map[string]string{"paper.title": "paper.correction_title", "paper.title_official": "paper.correction_title_official"}

// called is the key of a document's own word for something.
func (inv *Invoice) called(key string) string {
	if b := inv.Back; b != nil && b.Corrects && onCorrection[key] != "" {
		return onCorrection[key]
	}
	other := onCredit[key]
	switch {
	case inv.Credits == nil || other == "":
		return key
	case inv.Credits.Void && key == "paper.title":
		return "paper.void_title"
	case inv.Credits.Void && key == "paper.title_official":
		return "paper.void_title_official"
	}
	return other
}

// original says which invoice a credit note takes back or a correction stands
// for, or "".
func (s *sheet) original() string {
	c := s.inv.Credits
	if b := s.inv.Back; c == nil && b != nil && b.Corrects {
		c = &Original{Number: b.InvoiceNumber, IssuedAt: b.InvoicedAt, TaxID: b.TaxID}
	}
	if c == nil {
		return ""
	}
	text := s.code(c.Number) + betweenLanguages + s.date(c.IssuedAt)
	if c.TaxID != "" && s.o.Form == FormOfficial {
		text += betweenLanguages + s.say("paper.tax_id") + " " + persian.IsolateLTR(c.TaxID)
	}
	return text
}

const betweenLanguages = " · "

// both is the text of a key, with its English beside it where both are wanted.
func (s *sheet) both(key string, params ...any) string {
	if s.o.Lang != LangBoth {
		return s.say(key, params...)
	}
	return s.say(key, params...) + betweenLanguages + persian.IsolateLTR(s.sayIn(i18n.English, key, params...))
}

// amount writes money in the form's unit.
func (s *sheet) amount(r money.Rial) string { return money.Format(r, s.o.Shop.Unit, s.lang) }

// code writes a number that is read aloud or copied by hand.
func (s *sheet) code(text string) string { return paper.Code(text, s.lang) }

func (s *sheet) count(n int) string { return persian.DigitsIn(fmt.Sprint(n), s.lang) }

// phone writes an Iranian number in groups.
func (s *sheet) phone(p string) string { return paper.Phone(p, s.lang) }

// date writes the day of issue, in both calendars where both are wanted.
func (s *sheet) date(t time.Time) string {
	kind := s.o.Calendar
	if kind == "" {
		kind = calendar.Jalali
		if s.lang != i18n.Persian {
			kind = calendar.Gregorian
		}
	}
	day := calendar.Short(t, kind, s.lang)
	if s.o.Lang == LangBoth {
		day += " (" + calendar.Short(t, calendar.Gregorian, i18n.English) + ")"
	}
	return day
}

// unit is a line's unit: the catalogue's word for the usual ones, else as typed.
func (s *sheet) unit(name string) string {
	if key := "unit." + name; name != "" && s.o.Words.Has(key) {
		return s.say(key)
	}
	return name
}

// words spells the sum, in both languages where both are wanted.
func (s *sheet) words(r money.Rial) []string {
	out := []string{money.Words(r, s.o.Shop.Unit, s.lang)}
	if s.o.Lang == LangBoth {
		out = append(out, money.Words(r, s.o.Shop.Unit, i18n.English))
	}
	return out
}

// rates are the tax rates of the lines that bear tax, as one text: "10%".
func (s *sheet) rates(lang string) string {
	var seen []string
	for _, l := range s.inv.Lines {
		text := money.Percent(l.TaxRate).Format(lang)
		if l.TaxRate != 0 && !strings.Contains(strings.Join(seen, " "), text) {
			seen = append(seen, text)
		}
	}
	separator := ", "
	if lang == i18n.Persian {
		separator = "، "
	}
	return strings.Join(seen, separator)
}

// reference is what the QR code says: where the document is opened, or, where
// the shop has no address, which document of which shop, when and how much.
func (s *sheet) reference() string {
	if at := s.address(); at != "" {
		return at
	}
	shop := []rune(s.inv.Seller.Name)
	lines := []string{
		string(shop[:min(len(shop), 30)]), s.inv.Number,
		calendar.Short(s.inv.IssuedAt, calendar.Jalali, i18n.English),
		money.Format(s.inv.Total, money.InRial, i18n.English) + " IRR",
	}
	if s.inv.TaxID != "" && s.o.Form == FormOfficial {
		lines = append(lines, s.inv.TaxID)
	}
	return strings.Join(lines, "\n")
}

// address is where the document is opened; empty where the shop has none.
func (s *sheet) address() string {
	if s.o.Address == nil {
		return ""
	}
	return s.o.Address(*s.inv)
}

// scan is what a reader is told of the QR code: its name and, in a sentence,
// what comes of it.
func (s *sheet) scan() (name, text string) {
	if s.address() == "" {
		return s.both("paper.check"), s.say("paper.check_text")
	}
	return s.both("paper.scan"), s.say("paper.scan_text")
}
