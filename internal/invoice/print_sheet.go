package invoice

import (
	"pishkhan/internal/i18n"
	"pishkhan/internal/paper"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// The colours of paper.
var ink, mute, hair, tint = paper.Ink, paper.Mute, paper.Hair, paper.Tint

// sheet draws one document. Places along a line are told from where reading
// starts, so that one layout serves both directions.
type sheet struct {
	*pdf.Doc
	inv       *Invoice
	o         Options
	lang      string
	rtl       bool
	firstPage int // of this document in the file
	left      float64
	right     float64
	scale     float64 // of all type and rows

	amountColumn float64 // of the short form: where all its sums end
}

func newSheet(d *pdf.Doc, inv *Invoice, o Options) *sheet {
	lang := o.lead()
	s := &sheet{Doc: d, inv: inv, o: o, lang: lang, rtl: lang == i18n.Persian, scale: 1}
	s.left, s.right = 10, d.Size().W-10
	switch d.Size() {
	case pdf.A4:
		s.left, s.right, s.scale = 16, d.Size().W-16, 1.06
	case pdf.A4Landscape:
		s.left, s.right = 9, d.Size().W-9
	}
	return s
}

func (s *sheet) newPage() {
	s.AddPage()
	if s.firstPage == 0 {
		s.firstPage = s.Pages()
	}
}

func (s *sheet) width() float64 { return s.right - s.left }

// x turns a distance from the start of the line into a place on the page.
func (s *sheet) x(start float64) float64 {
	if s.rtl {
		return s.right - start
	}
	return s.left + start
}

// style is plain type of a size, scaled.
func (s *sheet) style(size float64) pdf.Style {
	return pdf.Style{Size: size * s.scale, Color: ink, RTL: s.rtl}
}

func (s *sheet) bold(size float64) pdf.Style {
	st := s.style(size)
	st.Bold = true
	return st
}

func (s *sheet) muted(size float64) pdf.Style {
	st := s.style(size)
	st.Color = mute
	return st
}

// own gives a text from data its own direction: a name with any Persian letter
// reads right to left, one without any left to right.
func own(text string, st pdf.Style) pdf.Style {
	st.RTL = persian.HasRTL(text)
	return st
}

// put draws a text that begins at start.
func (s *sheet) put(start, y float64, text string, st pdf.Style) {
	align := pdf.Left
	if s.rtl {
		align = pdf.Right
	}
	s.Text(s.x(start), y, text, st.With(align))
}

// putEnd draws a text that ends at start.
func (s *sheet) putEnd(start, y float64, text string, st pdf.Style) {
	align := pdf.Right
	if s.rtl {
		align = pdf.Left
	}
	s.Text(s.x(start), y, text, st.With(align))
}

// figure draws a number at the right end of a field, in both directions.
func (s *sheet) figure(start, width, y float64, text string, st pdf.Style) {
	st.Tabular, st.RTL = true, false
	s.Text(max(s.x(start), s.x(start+width)), y, text, st.With(pdf.Right))
}

// fitFigure gives the style in which a number fits its field.
func (s *sheet) fitFigure(text string, width float64, st pdf.Style) pdf.Style {
	st.Tabular, st.RTL = true, false
	return s.Fit(text, width, 4, st)
}

// middle draws a text in the middle of a field.
func (s *sheet) middle(start, width, y float64, text string, st pdf.Style) {
	s.Text((s.x(start)+s.x(start+width))/2, y, text, st.With(pdf.Center))
}

// box draws a rectangle between two places of a line.
func (s *sheet) box(start, y, width, height float64, b pdf.Box) {
	s.Rect(min(s.x(start), s.x(start+width)), y, width, height, b)
}

func (s *sheet) rule(start, y, width, thick float64, c pdf.Color) {
	s.Line(s.x(start), y, s.x(start+width), y, thick, c)
}

func (s *sheet) upright(start, y1, y2, thick float64, c pdf.Color) {
	s.Line(s.x(start), y1, s.x(start), y2, thick, c)
}

// logo draws the shop's logo and tells how much room it took. A logo that
// cannot be read is left out: the customer waits for the invoice, not for it.
func (s *sheet) logo(y, size float64) float64 {
	if len(s.o.Shop.Logo) == 0 || s.Image(min(s.x(0), s.x(size)), y, size, size, s.o.Shop.Logo) != nil {
		return 0
	}
	return size + 3
}

// paginate says which rows stand on which page: the first page has the room
// first, the others next; every page that is not the last keeps the room of a
// carried sum, and so does every page that is not the first; the last keeps
// the room of the closing part. No page is without a row, unless there are
// none at all.
func paginate(heights []float64, first, next, carry, closing float64) [][2]int {
	var pages [][2]int
	room, from := first, 0
	for {
		rest := closing
		for _, h := range heights[from:] {
			rest += h
		}
		if rest <= room {
			return append(pages, [2]int{from, len(heights)})
		}
		to, used := from, carry
		for to < len(heights) && (to == from || used+heights[to] <= room) {
			used += heights[to]
			to++
		}
		if to == len(heights) {
			// All rows fit, the closing part does not: it takes a row along.
			if to-from > 1 {
				to--
			} else {
				return append(pages, [2]int{from, to}, [2]int{to, to})
			}
		}
		pages = append(pages, [2]int{from, to})
		room, from = next-carry, to
	}
}
