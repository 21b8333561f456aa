package shift

import (
	"io"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
)

// The day print stands on A5: its breadth, a line, and where a page ends, in
// millimetres.
const (
	breadth = 120.0
	edge    = 14.0
	line    = 6.0
	bottom  = 192.0
)

// page draws a day print, from above; places are told from where reading starts.
type page struct {
	paper.Sheet
	y float64
}

func (p *page) moment(t time.Time) string { return p.Date(t) + "  " + calendar.Clock(t, p.Lang) }

// down goes on to the next line, on a new page when this one is full.
func (p *page) down(by float64) {
	if p.y += by; p.y > bottom {
		p.AddPage()
		p.y = 18
	}
}

// part opens a part of the print with its name, where a row still follows it.
func (p *page) part(name string) {
	if p.y+2*line+2 > bottom {
		p.y = bottom
	}
	p.down(line + 2)
	p.Text(p.X(0), p.y, name, p.Fit(name, breadth, 6, p.Style(9.5, true)))
	p.Line(p.X(0), p.y+1.8, p.X(breadth), p.y+1.8, 0.15, paper.Hair)
}

// row is a name with what stands at the line's end.
func (p *page) row(name, value string, bold bool) {
	p.down(line)
	st := p.Style(9, bold)
	st.RTL = p.RTL() || persian.HasRTL(name)
	p.Text(p.X(0), p.y, name, p.Fit(name, breadth-45, 6, st))
	end := p.Style(9, bold)
	end.Tabular = true
	end.RTL = persian.HasRTL(value)
	p.PutEnd(70, p.y, value, end)
}

func (p *page) money(name string, r money.Rial, bold bool) { p.row(name, p.Amount(r), bold) }

// print draws a shift as PDF: what it came to, how it was counted, and the head
// of the journal's chain.
func print(w io.Writer, s Whole, seller shop.Shop, words *i18n.Catalogue, lang string, now time.Time) error {
	title := words.T(lang, "shift.print_title", map[string]any{"Number": paper.Code(s.Number, lang)})
	d, err := pdf.New(pdf.A5, pdf.Info{Title: title, Author: seller.Name, Created: now})
	if err != nil {
		return err
	}
	p := &page{Sheet: paper.Sheet{Doc: d, Words: words, Lang: lang, Unit: money.Unit(seller.Unit), Edge: edge, Breadth: breadth}, y: 18}
	p.AddPage()
	p.Text(p.X(0), p.y, seller.Name, p.Fit(seller.Name, breadth, 8, p.Style(14, true)))
	p.down(7)
	p.Text(p.X(0), p.y, title, p.Style(11, true))
	p.down(5)
	st := p.Style(8, false)
	st.Color = paper.Mute
	p.Text(p.X(0), p.y, p.Say("paper.amounts_in", "Unit", p.Unit.Name(lang))+" · "+p.moment(now), st)
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
	p.Number(7, 7)
	return p.Output(w)
}

// cash is the drawer: what it began with, what moved, what was counted.
func (p *page) cash(s Whole) {
	p.part(p.Say("shift.cash"))
	p.money(p.Say("shift.opening"), s.Opening, false)
	for _, m := range s.Moves {
		amount := m.Amount
		if m.Direction == Out {
			amount = -amount
		}
		p.money(p.Say("shift."+m.Direction)+" · "+m.Reason, amount, false)
	}
	p.money(p.Say("shift.expected"), s.Totals.Expected, true)
	if c := s.Close; c != nil {
		p.money(p.Say("shift.counted"), c.Counted, false)
		p.money(p.Say("shift.difference"), c.Difference, true)
		if at := slices.IndexFunc(s.Counts, func(n Count) bool { return n.ID == c.CountID }); at >= 0 {
			for _, n := range s.Counts[at].Notes {
				p.row("\u2066"+p.Amount(n.Value)+" × "+money.Quantity(n.Count*1000).Format(p.Lang)+"\u2069", p.Amount(n.Value*money.Rial(n.Count)), false)
			}
		}
	}
}

func (p *page) sums(t Totals) {
	p.part(p.Say("shift.sold"))
	p.money(p.Say("shift.invoices", "Count", t.Invoices), t.Sold, true)
	if t.Owed > 0 {
		p.money(p.Say("shift.owed"), t.Owed, false)
	}
	if t.Returned > 0 {
		p.money(p.Say("shift.returned"), -t.Returned, false)
	}
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
		p.money(who.Name+" · "+p.Say("shift.invoices", "Count", who.Count), who.Total, false)
	}
	if len(t.Lent) > 0 {
		p.part(p.Say("approval.given"))
	}
	for _, l := range t.Lent {
		p.row(calendar.Clock(l.At, p.Lang)+" · "+l.To+" · "+p.Say("right."+l.Right), l.By, false)
	}
}

// foot is the note, the chain's head and where people sign.
func (p *page) foot(s Whole) {
	if s.Close == nil {
		return
	}
	if s.Close.Note != "" {
		p.part(p.Say("shift.note"))
		for text := range strings.Lines(s.Close.Note) {
			p.down(line)
			text = strings.TrimSpace(text)
			st := p.Style(9, false)
			st.RTL = p.RTL() || persian.HasRTL(text)
			p.Text(p.X(0), p.y, text, p.Fit(text, breadth, 5, st))
		}
	}
	p.part(p.Say("shift.chain") + " \u2066" + money.Quantity(s.Close.ChainSeq*1000).Format(p.Lang) + "\u2069")
	p.down(line)
	st := p.Style(7, false)
	st.RTL = false
	p.Text(p.X(0), p.y, s.Close.ChainHash, st)
}
