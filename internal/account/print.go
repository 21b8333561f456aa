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
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
	"pishkhan/internal/shop"
)

// columns of the statement on A4, from where reading starts, in millimetres.
const (
	width   = 178.0
	dateCol = 22.0
	sumCol  = 27.0
	textCol = width - dateCol - 3*sumCol
	row     = 7.0
)

// page draws a statement. Places are told from where reading starts.
type page struct {
	paper.Sheet
}

// day writes a day of the API, or its other name when it is open.
func (p *page) day(iso, open string) string {
	t, err := calendar.FromISO(iso)
	if err != nil {
		return p.Say(open)
	}
	return p.Date(t)
}

// what names a line's event.
func (p *page) what(l Line) string {
	text := p.Say("statement.kind_" + l.Kind)
	if l.Method != "" {
		text += " · " + p.Say("method."+l.Method)
	}
	for _, more := range []string{l.Number, l.Reference} {
		if more != "" {
			text += " · " + p.Code(more)
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
	p := &page{paper.Sheet{Doc: d, Words: words, Lang: lang, Unit: money.Unit(seller.Unit), Edge: 16, Breadth: width}}
	y := p.begin(s, seller, now)
	y = p.sum(y, p.Say("statement.opening"), 0, 0, s.Opening, false)
	for i, l := range s.Lines {
		if y > 270 {
			p.AddPage()
			y = p.head(16)
			y = p.sum(y, p.Say("statement.carried"), 0, 0, s.Lines[i-1].Balance, false)
		}
		p.Put(1, dateCol-2, y+4.8, p.Date(l.At), p.Style(8.5, false))
		p.Put(dateCol+1, textCol-2, y+4.8, p.what(l), p.Style(8.5, false))
		p.sums(y, l.Debit, l.Credit, l.Balance, p.Style(8.5, false))
		y += row
		p.Rule(y, 0.1)
	}
	y = p.sum(y, p.Say("statement.closing"), s.Debit, s.Credit, s.Closing, true)
	p.Put(1, width-2, y+7, p.said(s.Closing), p.Style(10, true))
	p.Number(7.5, 8)
	return p.Output(w)
}

// said is what a statement comes to, as a sentence.
func (p *page) said(closing money.Rial) string {
	key, amount := "statement.says_owes", closing
	switch {
	case closing == 0:
		return p.Say("statement.says_settled")
	case closing < 0:
		key, amount = "statement.says_holds", -closing
	}
	return p.Say(key, "Amount", p.Amount(amount), "Unit", p.Unit.Name(p.Lang))
}

// begin draws the head of the first page.
func (p *page) begin(s Statement, seller shop.Shop, now time.Time) float64 {
	p.AddPage()
	own := p.Style(14, true)
	p.Put(0, 110, 21, seller.Name, own)
	st := p.Style(8.5, false)
	st.Color = paper.Mute
	p.Put(0, 110, 26.5, strings.Trim(paper.Phone(seller.Phone, p.Lang)+" · "+seller.Address, " ·"), st)
	const half = width - 112
	end := p.Style(13, true)
	p.PutEnd(half, 21, p.Say("statement.title"), end)
	end.Size, end.Bold, end.Color = 8.5, false, paper.Mute
	p.PutEnd(half, 26.5, p.Say("statement.drawn", "Date", p.Date(now)), end)
	p.Rule(31, 0.3)
	name := p.Style(11, true)
	name.RTL = persian.HasRTL(s.Name) || p.RTL()
	p.Put(0, 110, 38, s.Name, name)
	end.Size, end.Color = 9, paper.Ink
	p.PutEnd(half, 38, p.Say("statement.period", "From", p.day(s.From, "statement.beginning"), "To", p.day(s.To, "statement.today")), end)
	end.Color, end.Size = paper.Mute, 8
	p.PutEnd(half, 43, p.Say("statement.unit", "Unit", p.Unit.Name(p.Lang)), end)
	return p.head(47)
}

// head draws the columns' names and tells where the rows begin.
func (p *page) head(y float64) float64 {
	p.Rect(min(p.X(0), p.X(width)), y, width, row, pdf.Box{Filled: true, Fill: paper.Tint})
	st := p.Style(8, true)
	p.Put(1, dateCol-2, y+4.8, p.Say("statement.date"), st)
	p.Put(dateCol+1, textCol-2, y+4.8, p.Say("statement.what"), st)
	for i, key := range []string{"statement.debit", "statement.credit", "statement.balance"} {
		p.Figure(dateCol+textCol+float64(i)*sumCol, sumCol, y+4.8, p.Say(key), st)
	}
	return y + row
}

func (p *page) sums(y float64, debit, credit, balance money.Rial, st pdf.Style) {
	for i, r := range []money.Rial{debit, credit, balance} {
		if r != 0 || i == 2 {
			p.Figure(dateCol+textCol+float64(i)*sumCol, sumCol, y+4.8, p.Amount(r), st)
		}
	}
}

func (p *page) sum(y float64, label string, debit, credit, balance money.Rial, above bool) float64 {
	if above {
		p.Rule(y, 0.4)
	}
	p.Put(dateCol+1, textCol-2, y+4.8, label, p.Style(8.5, true))
	p.sums(y, debit, credit, balance, p.Style(8.5, true))
	p.Rule(y+row, 0.1)
	return y + row
}

// writeStatement writes a statement as a sheet; amounts are in rial.
func writeStatement(s Statement, format sheet.Format, words *i18n.Catalogue, lang string) ([]byte, error) {
	var out bytes.Buffer
	p := page{paper.Sheet{Words: words, Lang: lang}}
	w, err := sheet.NewWriter(&out, format, p.Say("statement.title"), lang == i18n.Persian)
	if err != nil {
		return nil, err
	}
	number := func(r money.Rial) sheet.Cell { return sheet.Number(fmt.Sprint(int64(r))) }
	var head []sheet.Cell
	for _, key := range []string{"date", "what", "number", "reference", "debit_rial", "credit_rial", "balance_rial"} {
		head = append(head, sheet.Text(p.Say("statement."+key)))
	}
	rows := [][]sheet.Cell{head, {sheet.Text(p.day(s.From, "statement.beginning")), sheet.Text(p.Say("statement.opening")), {}, {}, number(0), number(0), number(s.Opening)}}
	for _, l := range s.Lines {
		bare := l
		bare.Number, bare.Reference = "", ""
		rows = append(rows, []sheet.Cell{sheet.Text(p.Date(l.At)), sheet.Text(p.what(bare)), sheet.Text(l.Number), sheet.Text(l.Reference),
			number(l.Debit), number(l.Credit), number(l.Balance)})
	}
	rows = append(rows, []sheet.Cell{sheet.Text(p.day(s.To, "statement.today")), sheet.Text(p.Say("statement.closing")), {}, {}, number(s.Debit), number(s.Credit), number(s.Closing)})
	for _, cells := range rows {
		if err := w.Write(cells...); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
