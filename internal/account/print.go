package account

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
	"pishkhan/internal/shop"
)

var (
	ink  = pdf.Color{R: 0x16, G: 0x1E, B: 0x2E}
	mute = pdf.Color{R: 0x4D, G: 0x54, B: 0x63}
	hair = pdf.Color{R: 0xB9, G: 0xBC, B: 0xC4}
	tint = pdf.Color{R: 0xF1, G: 0xF6, B: 0xF6}
)

// columns of the statement on A4, from where reading starts, in millimetres.
const (
	width   = 178.0
	dateCol = 26.0
	sumCol  = 34.0
	textCol = width - dateCol - 3*sumCol
	row     = 7.0
)

// paper draws a statement. Places are told from where reading starts.
type paper struct {
	*pdf.Doc
	words *i18n.Catalogue
	lang  string
	unit  money.Unit
	rtl   bool
}

func (p *paper) say(key string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return p.words.T(p.lang, key, m)
}

func (p *paper) x(start float64) float64 {
	if p.rtl {
		return 16 + width - start
	}
	return 16 + start
}

func (p *paper) style(size float64, bold bool) pdf.Style {
	return pdf.Style{Size: size, Bold: bold, Color: ink, RTL: p.rtl}
}

func (p *paper) put(start, room, y float64, text string, st pdf.Style) {
	st.Align = pdf.Left
	if p.rtl {
		st.Align = pdf.Right
	}
	p.Text(p.x(start), y, text, p.Fit(text, room, 5, st))
}

// figure stands at the right end of its field, in both directions.
func (p *paper) figure(start, room, y float64, text string, st pdf.Style) {
	st.Align, st.Tabular, st.RTL = pdf.Right, true, false
	p.Text(max(p.x(start), p.x(start+room)), y, text, p.Fit(text, room-2, 5, st))
}

func (p *paper) amount(r money.Rial) string { return money.Format(r, p.unit, p.lang) }

func (p *paper) rule(y, thick float64) { p.Line(p.x(0), y, p.x(width), y, thick, hair) }

func (p *paper) date(t time.Time) string {
	kind := calendar.Jalali
	if p.lang != i18n.Persian {
		kind = calendar.Gregorian
	}
	return calendar.Short(t, kind, p.lang)
}

// day writes a day of the API, or its other name when it is open.
func (p *paper) day(iso, open string) string {
	t, err := time.ParseInLocation(time.DateOnly, iso, calendar.Tehran)
	if err != nil {
		return p.say(open)
	}
	return p.date(t)
}

// what names a line's event.
func (p *paper) what(l Line) string {
	text := p.say("statement.kind_" + l.Kind)
	if l.Method != "" {
		text += " · " + p.say("method."+l.Method)
	}
	for _, more := range []string{l.Number, l.Reference} {
		if more != "" {
			text += " · " + more
		}
	}
	return text
}

// printStatement draws a statement as PDF, on A4.
func printStatement(w io.Writer, s Statement, seller shop.Shop, words *i18n.Catalogue, lang string, now time.Time) error {
	title := words.T(lang, "statement.title", nil)
	d, err := pdf.New(pdf.A4, pdf.Info{Title: title + " – " + s.Name, Author: seller.Name, Created: now})
	if err != nil {
		return err
	}
	p := &paper{Doc: d, words: words, lang: lang, unit: money.Unit(seller.Unit), rtl: lang == i18n.Persian}
	y := p.begin(s, seller, now)
	y = p.sum(y, p.say("statement.opening"), 0, 0, s.Opening, false)
	for i, l := range s.Lines {
		if y > 270 {
			p.AddPage()
			y = p.head(16)
			y = p.sum(y, p.say("statement.carried"), 0, 0, s.Lines[i-1].Balance, false)
		}
		p.put(1, dateCol-2, y+4.8, p.date(l.At), p.style(8.5, false))
		p.put(dateCol+1, textCol-2, y+4.8, p.what(l), p.style(8.5, false))
		p.sums(y, l.Debit, l.Credit, l.Balance, p.style(8.5, false))
		y += row
		p.rule(y, 0.1)
	}
	y = p.sum(y, p.say("statement.closing"), s.Debit, s.Credit, s.Closing, true)
	p.put(1, width-2, y+7, p.said(s.Closing), p.style(10, true))
	for n := range p.Pages() {
		p.SetPage(n + 1)
		st := p.style(7.5, false)
		st.Color, st.Align = mute, pdf.Center
		p.Text(p.Size().W/2, p.Size().H-8, p.say("paper.page_of", "Page", n+1, "Pages", p.Pages()), st)
	}
	return p.Output(w)
}

// said is what a statement comes to, as a sentence.
func (p *paper) said(closing money.Rial) string {
	key, amount := "statement.says_owes", closing
	switch {
	case closing == 0:
		return p.say("statement.says_settled")
	case closing < 0:
		key, amount = "statement.says_holds", -closing
	}
	return p.say(key, "Amount", p.amount(amount), "Unit", p.unit.Name(p.lang))
}

// begin draws the head of the first page.
func (p *paper) begin(s Statement, seller shop.Shop, now time.Time) float64 {
	p.AddPage()
	own := p.style(14, true)
	p.put(0, 110, 21, seller.Name, own)
	st := p.style(8.5, false)
	st.Color = mute
	p.put(0, 110, 26.5, strings.Trim("\u2066"+seller.Phone+"\u2069 · "+seller.Address, " ·"), st)
	end := p.style(13, true)
	end.Align = pdf.Right
	if p.rtl {
		end.Align = pdf.Left
	}
	p.Text(p.x(width), 21, p.say("statement.title"), end)
	end.Size, end.Bold, end.Color = 8.5, false, mute
	p.Text(p.x(width), 26.5, p.say("statement.drawn", "Date", p.date(now)), end)
	p.rule(31, 0.3)
	name := p.style(11, true)
	name.RTL = persian.HasRTL(s.Name) || p.rtl
	p.put(0, 110, 38, s.Name, name)
	end.Size, end.Color = 9, ink
	p.Text(p.x(width), 38, p.say("statement.period", "From", p.day(s.From, "statement.beginning"), "To", p.day(s.To, "statement.today")), end)
	end.Color, end.Size = mute, 8
	p.Text(p.x(width), 43, p.say("statement.unit", "Unit", p.unit.Name(p.lang)), end)
	return p.head(47)
}

// head draws the columns' names and tells where the rows begin.
func (p *paper) head(y float64) float64 {
	p.Rect(min(p.x(0), p.x(width)), y, width, row, pdf.Box{Filled: true, Fill: tint})
	st := p.style(8, true)
	p.put(1, dateCol-2, y+4.8, p.say("statement.date"), st)
	p.put(dateCol+1, textCol-2, y+4.8, p.say("statement.what"), st)
	for i, key := range []string{"statement.debit", "statement.credit", "statement.balance"} {
		p.figure(dateCol+textCol+float64(i)*sumCol, sumCol, y+4.8, p.say(key), st)
	}
	return y + row
}

func (p *paper) sums(y float64, debit, credit, balance money.Rial, st pdf.Style) {
	for i, r := range []money.Rial{debit, credit, balance} {
		if r != 0 || i == 2 {
			p.figure(dateCol+textCol+float64(i)*sumCol, sumCol, y+4.8, p.amount(r), st)
		}
	}
}

func (p *paper) sum(y float64, label string, debit, credit, balance money.Rial, above bool) float64 {
	if above {
		p.rule(y, 0.4)
	}
	p.put(dateCol+1, textCol-2, y+4.8, label, p.style(8.5, true))
	p.sums(y, debit, credit, balance, p.style(8.5, true))
	p.rule(y+row, 0.1)
	return y + row
}

// writeStatement writes a statement as a sheet; amounts are in rial.
func writeStatement(s Statement, format sheet.Format, words *i18n.Catalogue, lang string) ([]byte, error) {
	var out bytes.Buffer
	p := paper{words: words, lang: lang}
	w, err := sheet.NewWriter(&out, format, p.say("statement.title"), lang == i18n.Persian)
	if err != nil {
		return nil, err
	}
	number := func(r money.Rial) sheet.Cell { return sheet.Number(fmt.Sprint(int64(r))) }
	var head []sheet.Cell
	for _, key := range []string{"date", "what", "number", "reference", "debit_rial", "credit_rial", "balance_rial"} {
		head = append(head, sheet.Text(p.say("statement."+key)))
	}
	rows := [][]sheet.Cell{head, {sheet.Text(p.day(s.From, "statement.beginning")), sheet.Text(p.say("statement.opening")), {}, {}, number(0), number(0), number(s.Opening)}}
	for _, l := range s.Lines {
		bare := l
		bare.Number, bare.Reference = "", ""
		rows = append(rows, []sheet.Cell{sheet.Text(p.date(l.At)), sheet.Text(p.what(bare)), sheet.Text(l.Number), sheet.Text(l.Reference),
			number(l.Debit), number(l.Credit), number(l.Balance)})
	}
	rows = append(rows, []sheet.Cell{sheet.Text(p.day(s.To, "statement.today")), sheet.Text(p.say("statement.closing")), {}, {}, number(s.Debit), number(s.Credit), number(s.Closing)})
	for _, cells := range rows {
		if err := w.Write(cells...); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
