package receipt

import (
	"bytes"
	"context"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/shop"
)

// layouts are the sheets of stickers that are sold: across and down an A4.
var layouts = map[string][2]int{"2x7": {2, 7}, "3x8": {3, 8}, "4x10": {4, 10}}

// mostLabels is what one document holds: more would be printed by mistake.
const mostLabels = 2000

// thinnest is the thinnest bar, in millimetres, that a hand scanner reads off
// an office printer's paper.
const thinnest, thickest = 0.19, 0.4

// Labels are shelf labels to be made.
type Labels struct {
	Products []string
	Copies   int // of each
	Skip     int // stickers that are used already
	Sheet    string
	Lang     string // the shop's when empty
}

// Label makes the labels as a PDF. It refuses a bar code that no scanner would
// read in the sticker's width, at "sheet".
func (r *Room) Label(ctx context.Context, l Labels) ([]byte, error) {
	across := layouts[l.Sheet]
	switch {
	case across[0] == 0:
		return nil, errs.At("sheet", errs.Invalid)
	case len(l.Products) == 0:
		return nil, errs.At("products", errs.Required)
	case l.Copies < 1 || l.Copies > mostLabels/len(l.Products):
		return nil, errs.At("copies", "too_many_labels", "Max", mostLabels)
	case l.Skip < 0 || l.Skip >= across[0]*across[1]:
		return nil, errs.At("skip", errs.Invalid)
	}
	var s shop.Shop
	goods := make([]product.Product, len(l.Products))
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		s, err = r.shops.Plain(tx)
		for i := 0; err == nil && i < len(goods); i++ {
			if goods[i], err = product.Get(tx, l.Products[i]); errs.Is(err, errs.NotFound) {
				err = errs.At("products", errs.NotFound)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if l.Lang == "" {
		l.Lang = s.Language
	}
	d, err := pdf.New(pdf.A4, pdf.Info{Title: s.Name, Author: s.Name, Created: r.j.DB.Now()})
	if err != nil {
		return nil, err
	}
	sticker := &sticker{Doc: d, shop: s, lang: l.Lang, w: pdf.A4.W / float64(across[0]), h: pdf.A4.H / float64(across[1])}
	at := l.Skip
	for _, p := range goods {
		for range l.Copies {
			place := at % (across[0] * across[1])
			if place == 0 || d.Pages() == 0 {
				d.AddPage()
			}
			col := place % across[0]
			if l.Lang == i18n.Persian {
				col = across[0] - 1 - col
			}
			if err := sticker.draw(float64(col)*sticker.w, float64(place/across[0])*sticker.h, p); err != nil {
				return nil, err
			}
			at++
		}
	}
	var out bytes.Buffer
	err = d.Output(&out)
	return out.Bytes(), err
}

// sticker draws one label.
type sticker struct {
	*pdf.Doc
	shop shop.Shop
	lang string
	w, h float64
}

// code is what a product's label is scanned by: its first barcode, else its
// own code.
func code(p product.Product) string {
	if len(p.Barcodes) > 0 {
		return p.Barcodes[0]
	}
	return p.Code
}

func (s *sticker) draw(x, y float64, p product.Product) error {
	const edge = 4.5 // what printers leave blank
	k := min(1.1, s.h/37)
	left, width := x+edge, s.w-2*edge
	middle := left + width/2
	style := func(size float64, bold bool, text string) pdf.Style {
		return pdf.Style{Size: size * k, Bold: bold, Align: pdf.Center, RTL: persian.HasRTL(text)}
	}
	at := y + 6.6*k
	name := persian.Plain(p.Name)
	ns := style(9.5, true, name)
	lines := s.Wrap(name, width, ns)
	if len(lines) > 2 {
		lines = []string{lines[0], strings.Join(lines[1:], " ")}
	}
	for _, line := range lines {
		s.Text(middle, at, line, s.Fit(line, width, 5, ns))
		at += 4.4 * k
	}
	unit := money.Unit(s.shop.Unit)
	price := money.Format(p.Price, unit, s.lang)
	named := unit.Name(s.lang)
	ps, us := style(15, true, price), style(8, false, named)
	ps.RTL = false
	ps = s.Fit(price, width-s.Width(named, us)-2, 8, ps)
	both := s.Width(price, ps) + 1.5 + s.Width(named, us)
	base := y + 18.6*k
	first, second := middle-both/2+s.Width(price, ps)/2, middle+both/2-s.Width(named, us)/2
	if s.lang == i18n.Persian {
		first, second = middle+both/2-s.Width(price, ps)/2, middle-both/2+s.Width(named, us)/2
	}
	s.Text(first, base, price, ps)
	s.Text(second, base, named, us)

	text := code(p)
	bars, err := pdf.EncodeBarcode(text)
	if err != nil { // a code in Persian letters is no bar code: it is said
		s.Text(middle, y+s.h-edge, persian.Plain(text), style(8, false, text))
		return nil
	}
	module := min(thickest, width/float64(bars.Modules()))
	if module < thinnest {
		return errs.At("sheet", "label_too_narrow", "Barcode", text)
	}
	digits := style(7.5, false, text)
	top, bottom := y+20.6*k, y+s.h-edge
	s.Bars(left, top, width, bottom-top-3*k, module, bars, pdf.Color{})
	s.Text(middle, bottom-0.2*k, text, digits)
	return nil
}
