package shift

import (
	"image"
	"io"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/errs"
	"pishkhan/internal/escpos"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
)

// The papers of a day print.
const (
	PaperA5 = "a5"
	Paper80 = "80mm"
	Paper58 = "58mm"
)

// medium is a paper as the day print uses it, in millimetres: what its printer
// leaves blank, the text's edge, the scale of the type, and where a page ends.
// A roll has no end: its page is as long as what stands on it, black alone.
type medium struct {
	size               pdf.Size
	blank, edge, scale float64
	bottom             float64
}

var papers = map[string]medium{
	PaperA5: {size: pdf.A5, edge: 14, scale: 1, bottom: 192},
	Paper80: {size: pdf.Size{W: 80}, blank: 4, edge: 5.2, scale: 0.9},
	Paper58: {size: pdf.Size{W: 58}, blank: 5, edge: 6.2, scale: 0.78},
}

// line is how high one is, at scale 1.
const line = 6.0

// page draws a day print, from above; places are told from where reading starts.
type page struct {
	paper.Sheet
	medium
	y float64
}

func (m medium) roll() bool { return m.bottom == 0 }

// draw lays a shift out: what it came to, how it was counted, and the head of
// the journal's chain.
func draw(s Whole, seller shop.Shop, words *i18n.Catalogue, lang, on string, now time.Time) (*page, error) {
	kind, ok := papers[on]
	if !ok {
		return nil, errs.At("paper", errs.Invalid)
	}
	title := words.T(lang, "shift.print_title", map[string]any{"Number": paper.Code(s.Number, lang)})
	for high, measured := kind.size.H, !kind.roll(); ; measured = true { // a roll is drawn twice: its length is known then
		d, err := pdf.New(pdf.Size{W: kind.size.W, H: high}, pdf.Info{Title: title, Author: seller.Name, Created: now})
		if err != nil {
			return nil, err
		}
		if kind.roll() {
			d = d.Dotted()
		}
		p := &page{Sheet: paper.Sheet{Doc: d, Words: words, Lang: lang, Unit: money.Unit(seller.Unit), Edge: kind.edge, Breadth: kind.size.W - 2*kind.edge}, medium: kind}
		p.AddPage()
		p.fill(s, seller, title, now)
		if !kind.roll() {
			p.Number(7, 7)
		}
		if measured {
			return p, nil
		}
		high = p.y + 2*line
	}
}

// print writes a day print as PDF.
func print(w io.Writer, s Whole, seller shop.Shop, words *i18n.Catalogue, lang, on string, now time.Time) error {
	p, err := draw(s, seller, words, lang, on, now)
	if err != nil {
		return err
	}
	return p.Output(w)
}

// dots draws a day print for a roll printer.
func dots(s Whole, seller shop.Shop, words *i18n.Catalogue, lang, on string, now time.Time) (*image.Gray, error) {
	p, err := draw(s, seller, words, lang, on, now)
	if err != nil {
		return nil, err
	}
	return p.Dots(p.blank, p.size.W-p.blank, escpos.PerMM)
}

func (p *page) moment(t time.Time) string { return p.Date(t) + "  " + calendar.Clock(t, p.Lang) }

func (p *page) style(size float64, bold bool) pdf.Style {
	st := p.Style(size*p.scale, bold)
	if p.roll() {
		st.Color = pdf.Color{}
	}
	return st
}

// down goes on to the next line, on a new page when this one is full.
func (p *page) down(by float64) {
	if p.y += by * p.scale; !p.roll() && p.y > p.bottom {
		p.AddPage()
		p.y = 18
	}
}

// text writes a text over as many lines as it needs.
func (p *page) text(text string, st pdf.Style) {
	for i, part := range p.Wrap(text, p.Breadth, st) {
		if i > 0 {
			p.down(line - 1)
		}
		p.Text(p.X(0), p.y, part, st)
	}
}

// part opens a part of the print with its name, where a row still follows it.
func (p *page) part(name string) {
	if !p.roll() && p.y+2*line+2 > p.bottom {
		p.y = p.bottom
	}
	p.down(line + 2)
	p.text(name, p.style(9.5, true))
	color := paper.Hair
	if p.roll() {
		color = pdf.Color{}
	}
	p.Line(p.X(0), p.y+1.8, p.X(p.Breadth), p.y+1.8, 0.15, color)
}

// own is what somebody typed, kept apart from the words around it.
func own(text string) string { return "\u2068" + text + "\u2069" }

// row is a name with what stands at the line's end; a name that is too long for
// that goes on below itself.
func (p *page) row(name, value string, bold bool) { p.put(name, value, 0, bold) }

// money is a row with a sum: sums stand below each other by their last digits,
// in both directions.
func (p *page) money(name string, r money.Rial, bold bool) {
	p.put(name, p.Amount(r), 22*p.scale, bold)
}

// some is a row with a sum, where there is one.
func (p *page) some(name string, r money.Rial, bold bool) {
	if r != 0 {
		p.money(p.Say(name), r, bold)
	}
}

// put writes a row. A value with a column stands at that column's right end.
func (p *page) put(name, value string, column float64, bold bool) {
	st, end := p.style(9, bold), p.style(9, bold)
	end.Tabular, end.RTL = true, persian.HasRTL(value)
	wide := max(column, p.Width(value, end))
	write := func() { p.PutEnd(p.Breadth, p.y, value, end) }
	if p.RTL() && column > 0 {
		end.Align = pdf.Right
		write = func() { p.Text(p.X(p.Breadth)+wide, p.y, value, end) }
	}
	room := p.Breadth - wide - 4
	if room < p.Breadth/3 { // the value has a line of its own
		p.down(line)
		p.text(name, st)
		p.down(line - 1)
		write()
		return
	}
	for i, text := range p.Wrap(name, room, st) {
		p.down(line - float64(min(i, 1)))
		p.Text(p.X(0), p.y, text, st)
		if i == 0 {
			write()
		}
	}
}

func (p *page) fill(s Whole, seller shop.Shop, title string, now time.Time) {
	if p.y = 18; p.roll() {
		p.y = 9
	}
	p.text(seller.Name, p.Fit(seller.Name, p.Breadth, 8, p.style(14, true)))
	p.down(7)
	p.text(title, p.style(11, true))
	p.down(5)
	st := p.style(8, false)
	if !p.roll() {
		st.Color = paper.Mute
	}
	p.text(p.Say("paper.amounts_in", "Unit", p.Unit.Name(p.Lang))+" · "+p.moment(now), st)
	p.row(p.Say("shift.till"), s.Till, false)
	p.row(p.Say("shift.since"), p.moment(s.OpenedAt), false)
	p.row(p.Say("shift.opened_by"), s.OpenedBy.Name, false)
	if c := s.Close; c != nil {
		p.row(p.Say("shift.closed_at"), p.moment(c.At), false)
		p.row(p.Say("shift.closed_by"), c.By.Name, false)
	}
	p.cash(s)
	p.sums(*s.Totals)
	p.foot(s)
}

// cash is the drawer, line by line: what it began with, what cash came in and
// went out and what for, what it should hold then, and what was counted.
func (p *page) cash(s Whole) {
	p.part(p.Say("shift.cash"))
	p.money(p.Say("shift.opening"), s.Opening, false)
	for _, f := range s.Totals.Flows {
		if f.Cash != 0 {
			p.money(p.Say("shift.cash_"+f.What), f.Cash, false)
		}
	}
	for _, m := range s.Moves {
		amount := m.Amount
		if m.Direction == Out {
			amount = -amount
		}
		p.money(p.Say("shift."+m.Direction)+" · "+own(m.Reason), amount, false)
	}
	p.money(p.Say("shift.expected"), s.Totals.Expected, true)
	if c := s.Close; c != nil {
		if at := slices.IndexFunc(s.Counts, func(n Count) bool { return n.ID == c.CountID }); at >= 0 {
			for _, n := range s.Counts[at].Notes {
				p.money("\u2066"+p.Amount(n.Value)+" × "+money.Quantity(n.Count*1000).Format(p.Lang)+"\u2069", n.Value*money.Rial(n.Count), false)
			}
		}
		p.money(p.Say("shift.counted"), c.Counted, true)
		p.money(p.Say("shift.difference"), c.Difference, true)
	}
}

func (p *page) sums(t Totals) {
	p.part(p.Say("shift.sold"))
	p.money(p.Say("shift.invoices", "Count", t.Invoices), t.Sold, true)
	p.some("shift.paid", t.Paid, false)
	p.some("shift.ahead", t.Ahead, false)
	p.some("shift.traded", t.Traded, false)
	p.some("shift.owed", t.Owed, false)
	p.some("shift.returned", -t.Returned, true)
	p.some("shift.paid_out", -t.PaidOut, false)
	p.some("shift.traded_for", -t.TradedTo, false)
	p.some("shift.taken_off", -t.TakenOff, false)
	p.some("shift.rounding", t.Rounding, false)
	if len(t.Methods) > 0 {
		p.part(p.Say("shift.methods"))
	}
	for _, m := range t.Methods {
		name := p.Say("method." + m.Method)
		if m.Back > 0 {
			name += " · " + p.Say("shift.back") + " " + p.Amount(m.Back)
		}
		p.money(name, m.In-m.Back, false)
	}
	if len(t.Flows) > 0 {
		p.part(p.Say("shift.flows"))
	}
	for _, f := range t.Flows {
		p.money(p.Say("shift.flow_"+f.What), f.Cash+f.Other, false)
	}
	if len(t.Taxes) > 0 {
		p.part(p.Say("shift.taxes"))
	}
	for _, x := range t.Taxes {
		p.money(money.Percent(x.RateBP).Format(p.Lang)+" · "+p.Say("shift.net")+" "+p.Amount(x.Net), x.Tax, false)
	}
	if len(t.People) > 0 {
		p.part(p.Say("shift.people"))
	}
	for _, who := range t.People {
		p.money(own(who.Name)+" · "+p.Say("shift.invoices", "Count", who.Count), who.Total, false)
	}
	if len(t.Lent) > 0 {
		p.part(p.Say("approval.given"))
	}
	for _, l := range t.Lent {
		p.row(calendar.Clock(l.At, p.Lang)+" · "+own(l.To)+" · "+p.Say("right."+l.Right), l.By, false)
	}
}

// foot is the note and the chain's head.
func (p *page) foot(s Whole) {
	if s.Close == nil {
		return
	}
	if s.Close.Note != "" {
		p.part(p.Say("shift.note"))
		for text := range strings.Lines(s.Close.Note) {
			p.down(line)
			text = strings.TrimSpace(text)
			st := p.style(9, false)
			st.RTL = p.RTL() || persian.HasRTL(text)
			p.text(text, st)
		}
	}
	p.part(p.Say("shift.chain") + " \u2066" + money.Quantity(s.Close.ChainSeq*1000).Format(p.Lang) + "\u2069")
	p.down(line)
	st := p.style(7, false)
	st.RTL = false
	p.text(s.Close.ChainHash, st)
}
