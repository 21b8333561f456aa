package shift

import (
	"io"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
)

var (
	ink  = pdf.Color{R: 0x16, G: 0x1E, B: 0x2E}
	mute = pdf.Color{R: 0x4D, G: 0x54, B: 0x63}
	hair = pdf.Color{R: 0xB9, G: 0xBC, B: 0xC4}
)

// The day print stands on A5: its breadth, a line, and where a page ends, in
// millimetres.
const (
	breadth = 120.0
	edge    = 14.0
	line    = 6.0
	bottom  = 192.0
)

// paper draws a day print, from above; places are told from where reading starts.
type paper struct {
	*pdf.Doc
	words *i18n.Catalogue
	lang  string
	unit  money.Unit
	rtl   bool
	y     float64
}

func (p *paper) say(key string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return p.words.T(p.lang, key, m)
}

func (p *paper) amount(r money.Rial) string { return money.Format(r, p.unit, p.lang) }

func (p *paper) moment(t time.Time) string {
	kind := calendar.Jalali
	if p.lang != i18n.Persian {
		kind = calendar.Gregorian
	}
	return calendar.Short(t, kind, p.lang) + "  " + calendar.Clock(t, p.lang)
}

func (p *paper) x(start float64) float64 {
	if p.rtl {
		return edge + breadth - start
	}
	return edge + start
}

func (p *paper) style(size float64, bold bool) pdf.Style {
	st := pdf.Style{Size: size, Bold: bold, Color: ink, RTL: p.rtl, Align: pdf.Left}
	if p.rtl {
		st.Align = pdf.Right
	}
	return st
}

// down goes on to the next line, on a new page when this one is full.
func (p *paper) down(by float64) {
	if p.y += by; p.y > bottom {
		p.AddPage()
		p.y = 18
	}
}

// part opens a part of the print with its name.
func (p *paper) part(name string) {
	p.down(line + 2)
	p.Text(p.x(0), p.y, name, p.Fit(name, breadth, 6, p.style(9.5, true)))
	p.Line(p.x(0), p.y+1.8, p.x(breadth), p.y+1.8, 0.15, hair)
}

// row is a name with what stands at the line's end.
func (p *paper) row(name, value string, bold bool) {
	p.down(line)
	st := p.style(9, bold)
	st.RTL = p.rtl || persian.HasRTL(name)
	p.Text(p.x(0), p.y, name, p.Fit(name, breadth-45, 6, st))
	end := p.style(9, bold)
	end.Tabular = true
	end.Align = pdf.Right
	if p.rtl {
		end.Align = pdf.Left
	}
	end.RTL = persian.HasRTL(value)
	p.Text(p.x(breadth), p.y, value, p.Fit(value, 70, 6, end))
}

func (p *paper) money(name string, r money.Rial, bold bool) { p.row(name, p.amount(r), bold) }

// print draws a shift as PDF: what it came to, how it was counted, and the head
// of the journal's chain.
func print(w io.Writer, s Whole, seller shop.Shop, words *i18n.Catalogue, lang string, now time.Time) error {
	title := words.T(lang, "shift.print_title", map[string]any{"Number": "\u2066" + s.Number + "\u2069"})
	d, err := pdf.New(pdf.A5, pdf.Info{Title: title, Author: seller.Name, Created: now})
	if err != nil {
		return err
	}
	p := &paper{Doc: d, words: words, lang: lang, unit: money.Unit(seller.Unit), rtl: lang == i18n.Persian, y: 18}
	p.AddPage()
	p.Text(p.x(0), p.y, seller.Name, p.Fit(seller.Name, breadth, 8, p.style(14, true)))
	p.down(7)
	p.Text(p.x(0), p.y, title, p.style(11, true))
	p.down(5)
	st := p.style(8, false)
	st.Color = mute
	p.Text(p.x(0), p.y, p.say("paper.amounts_in", "Unit", p.unit.Name(lang))+" · "+p.moment(now), st)
	p.row(p.say("shift.till"), s.Till, false)
	p.row(p.say("shift.since"), p.moment(s.OpenedAt), false)
	p.row(p.say("shift.opened_by"), s.OpenedBy.Name, false)
	if c := s.Close; c != nil {
		p.row(p.say("shift.closed_at"), p.moment(c.At), false)
		p.row(p.say("shift.closed_by"), c.By.Name, false)
	}
	p.cash(s)
	p.sums(*s.Totals)
	p.foot(s)
	for n := range p.Pages() {
		p.SetPage(n + 1)
		st := p.style(7, false)
		st.Color, st.Align = mute, pdf.Center
		p.Text(p.Size().W/2, p.Size().H-7, p.say("paper.page_of", "Page", n+1, "Pages", p.Pages()), st)
	}
	return p.Output(w)
}

// cash is the drawer: what it began with, what moved, what was counted.
func (p *paper) cash(s Whole) {
	p.part(p.say("shift.cash"))
	p.money(p.say("shift.opening"), s.Opening, false)
	for _, m := range s.Moves {
		amount := m.Amount
		if m.Direction == Out {
			amount = -amount
		}
		p.money(p.say("shift."+m.Direction)+" · "+m.Reason, amount, false)
	}
	p.money(p.say("shift.expected"), s.Totals.Expected, true)
	if c := s.Close; c != nil {
		p.money(p.say("shift.counted"), c.Counted, false)
		p.money(p.say("shift.difference"), c.Difference, true)
		if len(s.Counts) > 0 {
			for _, n := range s.Counts[len(s.Counts)-1].Notes {
				p.row("\u2066"+p.amount(n.Value)+" × "+money.Quantity(n.Count*1000).Format(p.lang)+"\u2069", p.amount(n.Value*money.Rial(n.Count)), false)
			}
		}
	}
}

func (p *paper) sums(t Totals) {
	p.part(p.say("shift.sold"))
	p.money(p.say("shift.invoices", "Count", t.Invoices), t.Sold, true)
	if t.Owed > 0 {
		p.money(p.say("shift.owed"), t.Owed, false)
	}
	if t.Returned > 0 {
		p.money(p.say("shift.returned"), -t.Returned, false)
	}
	if len(t.Methods) > 0 {
		p.part(p.say("shift.methods"))
	}
	for _, m := range t.Methods {
		name := p.say("method." + m.Method)
		if m.Back > 0 {
			name += " · " + p.say("shift.back") + " " + p.amount(m.Back)
		}
		p.money(name, m.In-m.Back, false)
	}
	if len(t.Taxes) > 0 {
		p.part(p.say("shift.taxes"))
	}
	for _, x := range t.Taxes {
		p.money(money.Percent(x.RateBP).Format(p.lang)+" · "+p.say("shift.net")+" "+p.amount(x.Net), x.Tax, false)
	}
	if len(t.People) > 0 {
		p.part(p.say("shift.people"))
	}
	for _, who := range t.People {
		p.money(who.Name+" · "+p.say("shift.invoices", "Count", who.Count), who.Total, false)
	}
}

// foot is the note, the chain's head and where people sign.
func (p *paper) foot(s Whole) {
	if s.Close == nil {
		return
	}
	if s.Close.Note != "" {
		p.part(p.say("shift.note"))
		for text := range strings.Lines(s.Close.Note) {
			p.down(line)
			text = strings.TrimSpace(text)
			st := p.style(9, false)
			st.RTL = p.rtl || persian.HasRTL(text)
			p.Text(p.x(0), p.y, text, p.Fit(text, breadth, 5, st))
		}
	}
	p.part(p.say("shift.chain") + " \u2066" + money.Quantity(s.Close.ChainSeq*1000).Format(p.lang) + "\u2069")
	p.down(line)
	st := p.style(7, false)
	st.RTL = false
	p.Text(p.x(0), p.y, s.Close.ChainHash, st)
}
