package persian

import (
	"strings"
	"unicode"
)

// The joiners and the tatweel, which shape without being letters.
const (
	zwj     = '\u200D'
	tatweel = '\u0640'
	lam     = '\u0644'
	heh     = '\u0647'
	hamza   = '\u0654' // hamza above, the ezafe of «خانهٔ»
)

// Glyph is one drawn thing. Each stands for exactly one character of the text,
// so that what is copied from paper is what was typed: a ligature is its last
// letter's glyph and an undrawn one for each letter before, a half-space and a
// mark are undrawn glyphs of their own.
type Glyph struct {
	Form  rune   // the character or presentation form to draw; 0 draws nothing
	Text  rune   // the character that was typed
	Marks []rune // the marks that sit on Form, drawn with it
	RTL   bool   // whether it stands in a right-to-left run
}

// Plain makes text from outside safe to lay out beside other text: bidi
// controls, zero bytes and other invisible controls are dropped, line breaks
// and tabs become spaces, bytes that are no UTF-8 become U+FFFD. Half-spaces
// and joiners stay: they are spelling.
func Plain(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return ' '
		case r == zwnj || r == zwj:
			return r
		case r == unicode.ReplacementChar:
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Variation_Selector) && !numberSign(r):
			return -1
		}
		return r
	}, s)
}

// plain tells whether Plain would change nothing: the usual case, and cheap.
func plain(s string) bool {
	for _, r := range s {
		if r < ' ' || r == unicode.ReplacementChar || r >= 0x7F && r != zwnj &&
			unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Variation_Selector, unicode.Zl, unicode.Zp) {
			return false
		}
	}
	return true
}

// numberSign is for the few visible characters that Unicode files under format.
func numberSign(r rune) bool { return r >= 0x0600 && r <= 0x0605 || r == 0x06DD }

// isMark tells whether r sits on the character before it.
func isMark(r rune) bool { return r >= 0x0300 && unicode.In(r, unicode.Mn, unicode.Me) }

// joinsAfter tells whether r reaches out to the letter after it.
func joinsAfter(r rune) bool {
	return r == tatweel || r == zwj || letters[r][initial] != 0
}

// joinsBefore tells whether r lets the letter before it reach in.
func joinsBefore(r rune) bool {
	return r == tatweel || r == zwj || letters[r][final] != 0
}

// cluster is a character with its marks, in logical order.
type cluster struct {
	base  rune
	marks []rune
}

// clusters splits text into characters with their marks. A mark with nothing
// before it stands alone.
func clusters(text []rune) []cluster {
	out := make([]cluster, 0, len(text))
	for _, r := range text {
		if n := len(out); isMark(r) && n > 0 && out[n-1].base != ' ' && !control(out[n-1].base) {
			out[n-1].marks = append(out[n-1].marks, r)
			continue
		}
		out = append(out, cluster{base: r})
	}
	return out
}

// shaped is a cluster's glyphs in logical order.
type shaped struct {
	base   rune // the first character, which decides the direction
	glyphs []Glyph
}

// shape gives each cluster its joined form. Lam and alef become one entry.
func shape(cs []cluster) []shaped {
	out := make([]shaped, 0, len(cs))
	chars := 0
	for _, c := range cs {
		chars += 1 + len(c.marks)
	}
	room := make([]Glyph, 0, chars) // of all entries: a glyph for each character
	for i := 0; i < len(cs); i++ {
		c := cs[i]
		before := i > 0 && joinsAfter(cs[i-1].base) && joinsBefore(c.base)
		if c.base == lam && i+1 < len(cs) {
			if lig, ok := lamAlef[cs[i+1].base]; ok {
				from := len(room)
				room = ligature(room, c, cs[i+1], lig[position(before, false)])
				out = append(out, shaped{base: lam, glyphs: room[from:len(room):len(room)]})
				i++
				continue
			}
		}
		after := i+1 < len(cs) && joinsAfter(c.base) && joinsBefore(cs[i+1].base)
		from := len(room)
		room = shapeOne(room, c, before, after)
		out = append(out, shaped{base: c.base, glyphs: room[from:len(room):len(room)]})
	}
	return out
}

// position chooses among forms.
func position(before, after bool) int {
	switch {
	case before && after:
		return medial
	case after:
		return initial
	case before:
		return final
	}
	return isolated
}

// shapeOne adds a character's glyphs to out.
func shapeOne(out []Glyph, c cluster, before, after bool) []Glyph {
	form, drawn := c.base, c.marks
	if f, ok := letters[c.base]; ok {
		form = f[position(before, after)]
		// The ezafe hamza over a closing heh has a drawn form of its own.
		if c.base == heh && !after && len(c.marks) > 0 && c.marks[0] == hamza {
			form, drawn = letters['\u06C0'][position(before, false)], c.marks[1:]
		}
	} else if c.base == zwnj || c.base == zwj {
		form = 0
	}
	return undrawn(append(out, Glyph{Form: form, Text: c.base, Marks: drawn}), c.marks)
}

// ligature draws lam and alef as one: the glyph is the alef's, the lam before
// it is undrawn.
func ligature(out []Glyph, l, alef cluster, form rune) []Glyph {
	out = undrawn(append(out, Glyph{Text: lam}), l.marks)
	marks := alef.marks
	if len(l.marks) > 0 {
		marks = append(append([]rune(nil), l.marks...), alef.marks...)
	}
	return undrawn(append(out, Glyph{Form: form, Text: alef.base, Marks: marks}), alef.marks)
}

// undrawn adds a glyph without ink for each mark.
func undrawn(out []Glyph, marks []rune) []Glyph {
	for _, m := range marks {
		out = append(out, Glyph{Text: m})
	}
	return out
}

// Sticks tells whether the text begins with a character that must stay with
// the one before it: a mark or a joiner.
func Sticks(s string) bool {
	for _, r := range s {
		return r == zwnj || r == zwj || isMark(r)
	}
	return false
}
