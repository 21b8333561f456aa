// Package paper is what printed lists of a shop have in common: their words in
// one language, amounts in the shop's unit, dates of its calendar, and places
// told from where reading starts, so that one layout serves both directions.
// It owns the colours of paper. It refuses to know what is printed: rooms draw
// that, and the documents that are handed over have a layout of their own.
package paper

import (
	"strings"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// The colours of paper: black on white, one tint.
var (
	Ink  = pdf.Color{R: 0x16, G: 0x1E, B: 0x2E}
	Mute = pdf.Color{R: 0x4D, G: 0x54, B: 0x63}
	Hair = pdf.Color{R: 0xB9, G: 0xBC, B: 0xC4}
	Tint = pdf.Color{R: 0xF1, G: 0xF6, B: 0xF6}
)

// Sheet is a document while it is drawn. Doc is nil where only its words are
// wanted. Lengths are millimetres.
type Sheet struct {
	*pdf.Doc
	Words   *i18n.Catalogue
	Lang    string
	Unit    money.Unit
	Edge    float64 // empty at both sides
	Breadth float64 // between them
}

// RTL tells whether it is read from the right.
func (s *Sheet) RTL() bool { return s.Lang == i18n.Persian }

// Say is a text of the catalogue; params are name, value pairs for its blanks.
func (s *Sheet) Say(key string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return s.Words.T(s.Lang, key, m)
}

// Amount writes money in the shop's unit.
func (s *Sheet) Amount(r money.Rial) string { return money.Format(r, s.Unit, s.Lang) }

// Code writes a number that is read aloud or copied by hand: a document's or an
// order's, a product's code, a bank's reference, a postal code, a national id.
// Its digits are those of the language, as on the screens, whatever letters it
// has; it reads from the left. What is compared sign by sign with a thing or
// typed into another system stays as it is: a tax identifier, a piece's serial, the
// digits under a bar code, the journal's hash, an address of the network.
func Code(text, lang string) string {
	if text == "" {
		return ""
	}
	return persian.IsolateLTR(persian.DigitsIn(text, lang))
}

// Phone writes an Iranian number in groups, as people say it, and any other as
// it was typed.
func Phone(text, lang string) string {
	if number, ok := persian.Phone(text); ok {
		rest, start := strings.TrimPrefix(number, "+98"), "0"
		if lang != i18n.Persian {
			start = "+98 "
		}
		cut := 2 // an area code's digits after the 0, then four and four
		if rest[0] == '9' {
			cut = 3
		}
		text = start + rest[:cut] + " " + rest[cut:6] + " " + rest[6:]
	}
	return Code(text, lang)
}

// Code writes a number that is read aloud or copied by hand.
func (s *Sheet) Code(text string) string { return Code(text, s.Lang) }

// Date writes a day in the language's calendar.
func (s *Sheet) Date(t time.Time) string {
	return calendar.Short(t, calendar.Of(s.Lang), s.Lang)
}

// X turns a distance from where a line starts into a place on the page.
func (s *Sheet) X(start float64) float64 {
	if s.RTL() {
		return s.Edge + s.Breadth - start
	}
	return s.Edge + start
}

// Style is type that begins where a line starts.
func (s *Sheet) Style(size float64, bold bool) pdf.Style {
	st := pdf.Style{Size: size, Bold: bold, Color: Ink, RTL: s.RTL(), Align: pdf.Left}
	if s.RTL() {
		st.Align = pdf.Right
	}
	return st
}

// Put writes a text into a field, smaller where it is long.
func (s *Sheet) Put(start, room, y float64, text string, st pdf.Style) {
	s.Text(s.X(start), y, text, s.Fit(text, room, 5, st))
}

// PutEnd writes a text that ends where a line ends.
func (s *Sheet) PutEnd(room, y float64, text string, st pdf.Style) {
	st.Align = pdf.Right
	if s.RTL() {
		st.Align = pdf.Left
	}
	s.Text(s.X(s.Breadth), y, text, s.Fit(text, room, 5, st))
}

// Figure stands at the right end of its field, in both directions.
func (s *Sheet) Figure(start, room, y float64, text string, st pdf.Style) {
	st.Align, st.Tabular, st.RTL = pdf.Right, true, false
	s.Text(max(s.X(start), s.X(start+room)), y, text, s.Fit(text, room-2, 5, st))
}

// Rule is a line across.
func (s *Sheet) Rule(y, thick float64) { s.Line(s.X(0), y, s.X(s.Breadth), y, thick, Hair) }

// Number writes at the foot of every page which one of how many it is; up is
// how far above the paper's end.
func (s *Sheet) Number(size, up float64) {
	st := s.Style(size, false)
	st.Color, st.Align = Mute, pdf.Center
	for n := range s.Pages() {
		s.SetPage(n + 1)
		s.Text(s.Size().W/2, s.Size().H-up, s.Say("paper.page_of", "Page", n+1, "Pages", s.Pages()), st)
	}
}
