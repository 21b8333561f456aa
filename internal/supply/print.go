package supply

import (
	"bytes"
	"context"
	"slices"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/shop"
)

// A sheet's paper stands on A4: its breadth, a row, where a page ends, and how
// many empty rows a delivery has that nothing is written on, in millimetres.
const (
	breadth = 178.0
	row     = 7.4
	bottom  = 272.0
	blank   = 24
)

// column is one of the paper's: its heading, where reading begins and how wide.
// A figure stands at the right end of its field.
type column struct {
	key         string
	start, wide float64
	figure      bool
}

// columnsOf lays the paper of a sheet out.
func columnsOf(s Sheet) []column {
	cols := []column{{"supply.print_row", 0, 10, true}, {"product.code", 12, 24, false}, {"product.name", 37, 0, false}, {"product.unit", 0, 18, false}}
	switch {
	case s.Kind == Received:
		cols = append(cols, column{"product.quantity", 0, 22, true}, column{"supply.cost", 0, 26, true}, column{"supply.total", 0, 30, true})
	case s.Posted == nil: // counted by who doesn't see what it should be
		cols = append(cols, column{"supply.counted", 0, 40, false})
	default:
		cols = append(cols, column{"supply.expected", 0, 22, true}, column{"supply.counted", 0, 22, true}, column{"supply.difference", 0, 22, true})
	}
	end := breadth
	for i := len(cols) - 1; i > 2; i-- {
		end -= cols[i].wide
		cols[i].start = end
	}
	cols[2].wide = end - cols[2].start
	return cols
}

// page draws a sheet's paper from above.
type page struct {
	paper.Sheet
	cols []column
	y    float64
}

// Print draws a sheet as PDF. An open count is paper to count on: what is on
// the shelf, of one category or ("") all, with room for what is found; nobody
// reads there how much there should be. lang is the shop's when empty.
func (r *Room) Print(ctx context.Context, id, category, lang string) ([]byte, error) {
	var s Sheet
	var seller shop.Shop
	var shelf []product.Product
	var now time.Time
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		now = tx.Now
		if s, err = whole(tx, id); err != nil {
			return err
		}
		if err = may(actor.From(ctx), s.Kind); err != nil {
			return err
		}
		if seller, err = r.shop.Plain(tx); err != nil {
			return err
		}
		if s.Kind == Count && s.Posted == nil {
			shelf, err = product.Shelf(tx, category, maxLines+1)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if lang == "" {
		lang = seller.Language
	}
	return r.draw(s, shelf, category, seller, lang, now)
}

func (r *Room) draw(s Sheet, shelf []product.Product, category string, seller shop.Shop, lang string, now time.Time) ([]byte, error) {
	title := r.title(s, lang)
	d, err := pdf.New(pdf.A4, pdf.Info{Title: title, Author: seller.Name, Created: now})
	if err != nil {
		return nil, err
	}
	p := &page{Sheet: paper.Sheet{Doc: d, Words: r.words, Lang: lang, Unit: money.Unit(seller.Unit), Edge: 16, Breadth: breadth}, cols: columnsOf(s)}
	p.begin(s, title, category, seller, now)
	if s.Kind == Count && s.Posted == nil {
		p.shelf(s, shelf, category)
	} else {
		p.lines(s)
	}
	p.sign()
	p.Number(7.5, 8)
	var out bytes.Buffer
	err = p.Output(&out)
	return out.Bytes(), err
}

// title is what the paper is called; a sheet from before sheets had numbers has
// a dash for one.
func (r *Room) title(s Sheet, lang string) string {
	var number any = s.Number
	if s.Number == 0 {
		number = "–"
	}
	return r.words.T(lang, "supply.print_"+s.Kind, map[string]any{"Number": number})
}

// begin draws the head of the first page.
func (p *page) begin(s Sheet, title, category string, seller shop.Shop, now time.Time) {
	p.AddPage()
	p.Put(0, 110, 21, seller.Name, p.Style(14, true))
	p.PutEnd(68, 21, title, p.Style(13, true))
	st := p.Style(8.5, false)
	st.Color = paper.Mute
	who, at := s.StaffName, s.CreatedAt
	if s.Posted != nil {
		who, at = s.Posted.StaffName, s.Posted.At
	}
	p.Put(0, 110, 26.5, who+" · "+p.Date(at)+"  "+calendar.Clock(at, p.Lang), st)
	p.PutEnd(68, 26.5, p.Say("statement.drawn", "Date", p.Date(now)), st)
	p.Rule(31, 0.3)
	p.y = 38
	name := p.Style(11, true)
	for _, text := range []string{s.Name, s.Note, category} {
		if text == "" {
			continue
		}
		name.RTL = persian.HasRTL(text) || p.RTL()
		p.Put(0, breadth, p.y, text, name)
		name.Size, name.Bold = 9, false
		p.y += 6
	}
	p.head()
}

// head draws the columns' names.
func (p *page) head() {
	p.Rect(min(p.X(0), p.X(breadth)), p.y, breadth, row, pdf.Box{Filled: true, Fill: paper.Tint})
	for _, c := range p.cols {
		p.cell(c, p.Say(c.key), p.Style(8, true))
	}
	p.y += row
}

func (p *page) cell(c column, text string, st pdf.Style) {
	if c.figure {
		p.Figure(c.start, c.wide, p.y+5, text, st)
		return
	}
	if persian.HasRTL(text) {
		st.RTL = true
	}
	p.Put(c.start+1, c.wide-2, p.y+5, text, st)
}

// next makes room for another row, on a new page when this one is full.
func (p *page) next() {
	if p.y > bottom {
		p.AddPage()
		p.y = 16
		p.head()
	}
}

// put draws a row; its texts are in the order of the columns.
func (p *page) put(texts ...string) {
	p.next()
	for i, c := range p.cols {
		if i < len(texts) && texts[i] != "" {
			p.cell(c, texts[i], p.Style(8.5, false))
		}
	}
	p.y += row
	p.Rule(p.y, 0.1)
}

func (p *page) count(n int) string { return p.quantity(money.Quantity(n) * money.One) }

func (p *page) quantity(q money.Quantity) string { return q.Format(p.Lang) }

// shelf is what is to be counted, category by category; what is on the sheet
// already is written in.
func (p *page) shelf(s Sheet, shelf []product.Product, category string) {
	more := len(shelf) > maxLines
	shelf = shelf[:min(len(shelf), maxLines)]
	if category == "" {
		slices.SortStableFunc(shelf, func(a, b product.Product) int {
			return bytes.Compare(persian.SortKey(a.Category), persian.SortKey(b.Category))
		})
	}
	written := map[string]money.Quantity{}
	for _, l := range s.Lines {
		written[l.ProductID] = l.Quantity
	}
	for i, it := range shelf {
		if category == "" && it.Category != "" && (i == 0 || it.Category != shelf[i-1].Category) {
			p.next()
			p.cell(p.cols[2], it.Category, p.Style(9, true))
			p.y += row
			p.Rule(p.y, 0.3)
		}
		counted := ""
		if q, ok := written[it.ID]; ok {
			counted = p.quantity(q)
		}
		p.put(p.count(i+1), p.Code(it.Code), it.Name, it.Unit, counted)
	}
	if more {
		p.next()
		p.Put(0, breadth, p.y+5, p.Say("supply.print_more", "Count", maxLines), p.Style(9, true))
		p.y += row
	}
}

// lines is what a sheet says: what came in and what it cost, or what was found
// beside what should have been there.
func (p *page) lines(s Sheet) {
	for i, l := range slices.Backward(s.Lines) { // as they were written down
		texts := []string{p.count(len(s.Lines) - i), p.Code(l.Code), l.Name, l.Unit}
		if s.Kind == Count {
			p.put(append(texts, p.quantity(l.Expected), p.quantity(l.Quantity), p.quantity(l.Difference))...)
			continue
		}
		cost, total := "", ""
		if sum, err := l.Cost.Times(l.Quantity); l.Cost > 0 && err == nil {
			cost, total = p.Amount(l.Cost), p.Amount(sum)
		}
		p.put(append(texts, p.quantity(l.Quantity), cost, total)...)
	}
	if s.Kind == Received && len(s.Lines) == 0 { // to be written by hand
		for range blank {
			p.put()
		}
	}
	if s.Cost > 0 {
		p.next()
		last := p.cols[len(p.cols)-1]
		p.Figure(last.start, last.wide, p.y+5, p.Amount(s.Cost), p.Style(9.5, true))
		p.Put(0, 100, p.y+5, p.Say("supply.total")+" · "+p.Unit.Name(p.Lang), p.Style(9.5, true))
		p.y += row
	}
}

// sign is where who counted, or brought it, signs.
func (p *page) sign() {
	p.y += 6
	p.next()
	p.Put(0, breadth, p.y+5, p.Say("supply.print_sign"), p.Style(9, false))
}
