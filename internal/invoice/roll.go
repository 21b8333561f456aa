package invoice

import (
	"context"
	"image"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/shop"
)

// perMM is how many dots a roll printer has to the millimetre.
const perMM = 8

// Roll draws a document's receipt as the dots of a roll printer, marked as a
// reprint when the document was printed before. It notes nothing: Printed does,
// when the paper came.
func (r *Room) Roll(ctx context.Context, id, lang, paper string) (doc Invoice, page *image.Gray, err error) {
	var before int
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if doc, err = get(tx, r.vault, strings.ToLower(id)); err == nil {
			before, err = copies(tx, doc.ID)
		}
		return err
	})
	if err != nil {
		return doc, nil, err
	}
	opt, err := r.Look(ctx, Options{Lang: lang, Form: FormReceipt, Paper: paper, Copy: before > 0})
	if err != nil {
		return doc, nil, err
	}
	page, err = Dots(doc, opt)
	return doc, page, err
}

// Printed notes that a document was printed.
func (r *Room) Printed(ctx context.Context, id, form, lang string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		_, err := insertPrint(tx, id, form, lang)
		return err
	})
}

// Dots draws a document's receipt as the dots of a roll printer: the same
// layout and the same letters as its PDF.
func Dots(doc Invoice, o Options) (*image.Gray, error) {
	return o.strip(doc, (*strip).document)
}

// TestPage is what a printer is tried with: the shop's head, the whole width,
// both alphabets. where says which printer it is.
func TestPage(s shop.Shop, at time.Time, where string, o Options) (*image.Gray, error) {
	doc := Invoice{Seller: Party{Name: s.Name, Address: s.Address, Phone: s.Phone}, IssuedAt: at}
	return o.strip(doc, func(r *strip) {
		r.head()
		r.centred(r.both("paper.test_print"), 13, 7.5, true)
		r.centred(r.date(at)+" "+calendar.Clock(at, r.lang), 9, 5, false)
		r.centred(where, 9, 5, false)
		r.line()
		r.add(5, func(y float64) { // a millimetre each, to the very edge
			for mm := 0; float64(mm) <= r.width(); mm++ {
				long := 1.5
				if mm%10 == 0 {
					long = 4
				}
				r.upright(float64(mm), y, y+long, 0.15, black)
			}
		})
		const sample = 9_876_543_210
		for _, lang := range []string{i18n.Persian, i18n.English} {
			r.centred(r.sayIn(lang, "paper.title_official"), 10, 5.6, true)
			r.centred(money.Words(sample, money.InRial, lang), 9, 5, false)
			r.centred(money.Format(sample, money.InRial, lang), 10, 5.6, false)
		}
	})
}

// strip draws a receipt as dots.
func (o Options) strip(doc Invoice, draw func(*strip)) (*image.Gray, error) {
	o = o.of(doc)
	o.Form = FormReceipt
	if err := o.settle(); err != nil {
		return nil, err
	}
	d, err := pdf.New(roll(o.Paper), pdf.Info{})
	if err != nil {
		return nil, err
	}
	newSheet(d.Dotted(), doc.plain(), o).roll(draw)
	edge := Edge(o.Paper)
	return d.Dots(edge, roll(o.Paper).W-edge, perMM)
}
