package pdf

import (
	"golang.org/x/text/unicode/bidi"

	"pishkhan/internal/persian"
)

// Readers of a PDF see characters where they were drawn and must find out in
// which order they were typed. Poppler's pdftotext, the strictest we know,
// takes a page for right-to-left when it has more letters of that kind; then,
// coming from the right, it reads the other way at the first Latin letter,
// digit or sign of numbers, and goes on through spaces and brackets up to the
// next right-to-left letter, even into the next column. So a number would
// swallow the space before it and a colon the one after.
//
// The undrawn mark U+200F stops it where a run ends, and U+200E starts it where
// a run begins with a bracket; both only where a reader would go wrong. On a
// page where Latin letters prevail, as many U+200F as it takes stand in a
// corner, because in a left-to-right page poppler parts right-to-left words
// from their punctuation. The marks are no part of any word.
const (
	lrm = '\u200E'
	rlm = '\u200F'
)

// count weighs letters as poppler does.
func count(glyphs []persian.Glyph) (rtl, ltr int) {
	for _, g := range glyphs {
		switch bidiClass(g.Text) {
		case bidi.R, bidi.AL:
			rtl++
		case bidi.L:
			ltr++
		}
	}
	return rtl, ltr
}

func bidiClass(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// numeric tells whether r is a digit or a sign that stands with digits.
func numeric(c bidi.Class) bool {
	switch c {
	case bidi.EN, bidi.AN, bidi.ES, bidi.ET, bidi.CS:
		return true
	}
	return false
}

func letterRTL(g persian.Glyph) bool {
	c := bidiClass(g.Text)
	return c == bidi.R || c == bidi.AL
}

// guard puts the marks into a line. A page without right-to-left letters needs
// none.
func guard(glyphs []persian.Glyph) []persian.Glyph {
	out := make([]persian.Glyph, 0, len(glyphs)+8)
	mark := func(r rune) { out = append(out, persian.Glyph{Text: r}) }
	for i := 0; i < len(glyphs); {
		end := i
		for end < len(glyphs) && glyphs[end].RTL == glyphs[i].RTL {
			end++
		}
		if glyphs[i].RTL {
			for _, g := range glyphs[i:end] {
				if numeric(bidiClass(g.Text)) {
					mark(rlm)
				}
				out = append(out, g)
			}
			if end == len(glyphs) && !letterRTL(glyphs[end-1]) {
				mark(rlm)
			}
			i = end
			continue
		}
		from, to := i, end // without the spaces at the run's ends
		for from < to && glyphs[from].Text == ' ' {
			from++
		}
		for to > from && glyphs[to-1].Text == ' ' {
			to--
		}
		out = append(out, glyphs[i:from]...)
		if from < to {
			if from > i || i == 0 || !letterRTL(glyphs[i-1]) {
				mark(rlm)
			}
			out = append(out, glyphs[from:to]...)
			if c := bidiClass(glyphs[to-1].Text); c != bidi.L && c != bidi.EN {
				mark(lrm)
			}
		}
		out = append(out, glyphs[to:end]...)
		i = end
	}
	return out
}

// sway is the text that makes a page right-to-left for poppler, or nothing.
func (p *page) sway() []persian.Glyph {
	if p.rtl == 0 || p.rtl > p.ltr {
		return nil
	}
	out := make([]persian.Glyph, p.ltr-p.rtl+1)
	for i := range out {
		out[i] = persian.Glyph{Form: ' ', Text: rlm} // with a width: poppler counts what lies in one place once
	}
	return out
}
