package pdf

import (
	"strings"
	"unicode/utf8"

	"pishkhan/internal/persian"
)

// Align says which point of a text stands at x.
type Align int

// The alignments are physical: Left puts the text's left end at x.
const (
	Left Align = iota
	Right
	Center
)

// Color is red, green, blue.
type Color struct{ R, G, B uint8 }

// Style is how text is set.
type Style struct {
	Size    float64 // points
	Bold    bool
	Color   Color
	Align   Align
	RTL     bool // the direction of the paragraph
	Tabular bool // digits of one width, for columns
}

// With changes the alignment.
func (s Style) With(a Align) Style { s.Align = a; return s }

const mmPerPoint = 25.4 / 72

func (d *Doc) typeface(s Style) *typeface {
	if s.Bold {
		return d.types[bold]
	}
	return d.types[regular]
}

// Width measures a line of text. What was measured once is remembered: a
// layout asks again for every size and every line break that it tries.
func (d *Doc) Width(text string, s Style) float64 {
	t := d.typeface(s)
	k := measured{text, s.Tabular}
	thousandths, ok := t.widths[k]
	if !ok {
		for _, g := range persian.Logical(text) {
			thousandths += t.width(g, s.Tabular)
		}
		t.widths[k] = thousandths
	}
	return float64(thousandths) / 1000 * s.Size * mmPerPoint
}

// width measures without giving the glyph a code: what is only measured must
// not end up in the file.
func (t *typeface) width(g persian.Glyph, tabular bool) int {
	return (t.face.advance(g.Form, tabular)*1000 + t.face.perEm/2) / t.face.perEm
}

// line is a text in the order of drawing, made once for each document: a day's
// invoices say the same words on every page. Its codes are given at the end,
// when it is known whether a page is to be guarded.
type line struct {
	face     *typeface
	glyphs   []persian.Glyph
	tabular  bool
	width    int // thousandths of the type size
	rtl, ltr int // letters
	plain    []run
	guarded  []run
}

// lineKey is what makes two lines the same.
type lineKey struct {
	text               string
	bold, rtl, tabular bool
}

// line gives a text's line, made or remembered.
func (d *Doc) line(text string, s Style) *line {
	k := lineKey{text, s.Bold, s.RTL, s.Tabular}
	if l := d.lines[k]; l != nil {
		return l
	}
	l := &line{face: d.typeface(s), glyphs: persian.Visual(text, s.RTL), tabular: s.Tabular}
	for _, g := range l.glyphs {
		l.width += l.face.width(g, s.Tabular)
	}
	l.rtl, l.ltr = count(l.glyphs)
	d.lines[k] = l
	return l
}

// runs gives the line's codes on a page.
func (l *line) runs(guarded bool) []run {
	if !guarded {
		if l.plain == nil {
			l.plain = l.face.runs(l.glyphs, l.tabular)
		}
		return l.plain
	}
	if l.guarded == nil {
		l.guarded = l.face.runs(guard(l.glyphs), l.tabular)
	}
	return l.guarded
}

// run is a part of a line that one font draws.
type run struct {
	font  *font
	chars []byte
	width int // thousandths of the type size
}

// Text draws one line with its baseline at y. Controls that could disturb the
// page are not drawn; a character that the face does not have is drawn as the
// replacement character.
func (d *Doc) Text(x, y float64, text string, s Style) {
	if text == "" {
		return
	}
	l := d.line(text, s)
	d.now.rtl += l.rtl
	d.now.ltr += l.ltr
	em := s.Size * mmPerPoint / 1000
	switch s.Align {
	case Right:
		x -= float64(l.width) * em
	case Center:
		x -= float64(l.width) * em / 2
	}
	d.now.lines = append(d.now.lines, l)
	d.drawLine(l, x, y, s)
}

func (d *Doc) drawLine(l *line, x, y float64, s Style) {
	em := s.Size * mmPerPoint / 1000
	pg := d.now
	d.mark(func(o *dots) { o.text(l, x, y, s.Size) })
	d.draw(func(p *pen) {
		p.textColor(s.Color)
		at := x
		for _, r := range l.runs(pg.rtl > 0) {
			if p.font != r.font.key || p.size != s.Size {
				p.font, p.size = r.font.key, s.Size
				p.SetFont(p.font, "", p.size)
			}
			p.Fpdf.Text(at, y, string(r.chars))
			at += float64(r.width) * em
		}
	})
}

// runs cuts a line where its font changes.
func (t *typeface) runs(glyphs []persian.Glyph, tabular bool) []run {
	var out []run
	for _, g := range glyphs {
		c := t.code(g, tabular)
		f := t.fonts[c.font]
		if n := len(out); n == 0 || out[n-1].font != f {
			out = append(out, run{font: f})
		}
		r := &out[len(out)-1]
		r.chars = append(r.chars, c.char)
		r.width += c.width
	}
	return out
}

// Wrap breaks text into lines that fit into the width, at spaces; a word that
// is longer than a line is broken where it must be. There is always a line.
func (d *Doc) Wrap(text string, width float64, s Style) []string {
	if d.Width(text, s) <= width {
		return []string{text}
	}
	var lines []string
	line, used := "", 0.0
	space := d.Width(" ", s)
	for _, word := range strings.Fields(text) {
		w := d.Width(word, s)
		if line != "" && used+space+w <= width {
			line, used = line+" "+word, used+space+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for w > width {
			head := d.fitting(word, width, s)
			if head == len(word) {
				break
			}
			lines = append(lines, word[:head])
			word = word[head:]
			w = d.Width(word, s)
		}
		line, used = word, w
	}
	return append(lines, line)
}

// fitting is how many bytes of a word fit into the width: at least one
// character, and never parting a mark or a joiner from its letter.
func (d *Doc) fitting(word string, width float64, s Style) int {
	best := 0
	for at := range word {
		if at == 0 || persian.Sticks(word[at:]) {
			continue
		}
		if best > 0 && d.Width(word[:at], s) > width {
			return best
		}
		best = at
	}
	if best == 0 {
		_, best = utf8.DecodeRuneInString(word)
	}
	return best
}

// Fit gives the style with its size lowered until the text fits into the
// width, but not below a least size.
func (d *Doc) Fit(text string, width, least float64, s Style) Style {
	if w := d.Width(text, s); w > width {
		s.Size = max(least, s.Size*width/w)
	}
	return s
}
