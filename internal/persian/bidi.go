package persian

import (
	"strings"
	"unicode"
)

// The controls that our own text may use; Plain takes them out of data.
const (
	lrm = '\u200E'
	rlm = '\u200F'
	lri = '\u2066'
	rli = '\u2067'
	fsi = '\u2068'
	pdi = '\u2069'
)

// Isolate marks a value that is put into a sentence, so that neither disturbs
// the order of the other; the value's own first letter decides its direction.
// The value is made Plain.
func Isolate(s string) string { return string(fsi) + Plain(s) + string(pdi) }

// IsolateLTR is Isolate for what reads left to right whatever it holds: phones
// with spaces, codes.
func IsolateLTR(s string) string { return string(lri) + Plain(s) + string(pdi) }

// HasRTL tells whether any letter of the text is of a right-to-left script:
// a name that has one is set right to left, also in an English document.
func HasRTL(text string) bool {
	for _, r := range text {
		if r >= 0x0590 && classOf(r) == classR && r != rlm {
			return true
		}
	}
	return false
}

// firstStrong tells whether the first letter of the text is one of a
// right-to-left script; fallback answers for text without letters.
func firstStrong(text []rune, fallback bool) bool {
	for _, r := range text {
		switch classOf(r) {
		case classR:
			return true
		case classL:
			return false
		}
	}
	return fallback
}

// Visual shapes one line and puts it in the order of drawing, left to right.
// rtl is the paragraph's direction. It follows the Unicode bidirectional
// algorithm (isolates and bracket pairs included, embeddings and overrides
// ignored) with one difference: a number, date, phone or code stays in one
// piece, left to right, where strict bidi would swap the sides of ۱۴۰۳-۰۰۱۲۳۴.
// A percent sign after a Persian number stands on its left in Persian text.
func Visual(text string, rtl bool) []Glyph {
	if !rtl && simple(text) {
		return asTyped(text)
	}
	return visual([]rune(text), rtl)
}

// Logical gives the same glyphs in the order of reading, for measuring.
func Logical(text string) []Glyph {
	if simple(text) {
		return asTyped(text)
	}
	runes := make([]rune, 0, len(text))
	for _, r := range text {
		if !dropped(r) {
			runes = append(runes, r)
		}
	}
	out := make([]Glyph, 0, len(runes))
	for _, s := range shape(clusters(runes)) {
		if !control(s.base) {
			out = append(out, s.glyphs...)
		}
	}
	return out
}

// simple tells whether a text is nothing but Latin letters, digits and signs:
// every figure is, and needs neither shaping nor order.
func simple(text string) bool {
	for _, r := range text {
		if r >= ' ' && r < 0x7F || r >= '۰' && r <= '۹' || r == '٬' || r == '٫' || r == '−' || r == '–' {
			continue
		}
		return false
	}
	return true
}

func asTyped(text string) []Glyph {
	out := make([]Glyph, 0, len(text))
	for _, r := range text {
		out = append(out, Glyph{Form: r, Text: r})
	}
	return out
}

type class byte

const (
	classL class = iota
	classR
	classNumber
	classNeutral
	classSpace
)

func classOf(r rune) class {
	switch {
	case r >= '0' && r <= '9' || r >= 0x06F0 && r <= 0x06F9 || r >= 0x0660 && r <= 0x0669:
		return classNumber
	case r == ' ' || r == '\u00A0' || r == '\u202F' || r >= 0x2000 && r <= 0x200A:
		return classSpace
	case r < 0x80:
		if unicode.IsLetter(r) {
			return classL
		}
		return classNeutral
	case r == rlm:
		return classR
	case r == lrm:
		return classL
	case r == zwnj || r == zwj:
		return classNeutral
	case r >= 0x0590 && r < 0x0900 || r >= 0xFB1D && r < 0xFE00 || r >= 0xFE70 && r < 0xFEFF:
		if r == '،' || r == '٬' || r == '٫' || r == '٪' || r == '\u06DE' || r == '\u06E9' {
			return classNeutral
		}
		return classR
	case unicode.IsLetter(r) || unicode.Is(unicode.Nl, r):
		return classL
	}
	return classNeutral
}

func control(r rune) bool { return r == lrm || r == rlm || r >= lri && r <= pdi }

// mirrors are the characters that turn with the direction of their run.
var mirrors = func() map[rune]rune {
	m := map[rune]rune{}
	for _, pair := range []string{"()", "[]", "{}", "<>", "«»", "‹›", "≤≥"} {
		p := []rune(pair)
		m[p[0]], m[p[1]] = p[1], p[0]
	}
	return m
}()

// unit is what moves as one: a cluster, a number, an isolate.
type unit struct {
	base   rune
	class  class
	level  int
	fixed  bool // glyphs are in drawing order already
	glyphs []Glyph
}

// units cuts a line into units with their first classes.
func units(text []rune, rtl bool) []unit {
	out := make([]unit, 0, len(text))
	flush := func(part []rune) {
		for _, s := range shape(clusters(part)) {
			u := unit{base: s.base, class: classOf(s.base), glyphs: s.glyphs}
			if control(s.base) {
				u.glyphs = nil
			}
			out = append(out, u)
		}
	}
	start := 0
	for i := 0; i < len(text); i++ {
		switch r := text[i]; {
		case dropped(r): // embeddings, overrides, a stray end, what has no ink
			flush(text[start:i])
			start = i + 1
		case r == lri || r == rli || r == fsi:
			flush(text[start:i])
			end := closing(text, i)
			inner := text[i+1 : end]
			dir := r == rli || r == fsi && firstStrong(inner, rtl)
			out = append(out, unit{class: classNeutral, fixed: true, glyphs: visual(inner, dir)})
			start, i = end+1, end
		}
	}
	if start < len(text) {
		flush(text[start:])
	}
	return atoms(out, rtl)
}

// dropped tells whether a character is never drawn and means nothing to us.
func dropped(r rune) bool {
	if r < 0x7F {
		return r < ' '
	}
	if r >= 0x0621 && r <= 0x06D3 { // Persian letters and digits, most of all text
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) &&
		r != zwnj && r != zwj && r != lrm && r != rlm && !(r >= lri && r <= fsi) && !numberSign(r)
}

// closing finds the end of the isolate that opens at i, or the line's end.
func closing(text []rune, i int) int {
	depth := 0
	for ; i < len(text); i++ {
		switch text[i] {
		case lri, rli, fsi:
			depth++
		case pdi:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(text)
}

func isDigit(u unit) bool { return !u.fixed && u.class == classNumber }

func isAlnum(u unit) bool {
	return isDigit(u) || !u.fixed && u.class == classL && unicode.Is(unicode.Latin, u.base)
}

// within tells whether r holds two parts of a number, date or code together.
func within(r rune) bool { return r != 0 && strings.ContainsRune(".,٬٫/:-–−_+*×=&@#'’", r) }

// atoms joins every number, date, phone and code into one unit.
func atoms(in []unit, rtl bool) []unit {
	out := make([]unit, 0, len(in))
	for i := 0; i < len(in); {
		if !isAlnum(in[i]) {
			out = append(out, in[i])
			i++
			continue
		}
		end, digits, latin := i, false, false
		for end < len(in) {
			if within(in[end].base) && end+1 < len(in) && isAlnum(in[end+1]) {
				end++
			}
			if !isAlnum(in[end]) {
				break
			}
			digits, latin = digits || isDigit(in[end]), latin || !isDigit(in[end])
			end++
		}
		if !digits { // a word: plain bidi does it right
			out = append(out, in[i:end]...)
			i = end
			continue
		}
		a := unit{base: in[i].base, class: classNumber, fixed: true}
		if latin {
			a.class = classL
		}
		if n := len(out); isDigit(in[i]) && n > 0 && strings.ContainsRune("+-−–±", out[n-1].base) && startsWord(out[:n-1]) {
			a.glyphs = append(a.glyphs, out[n-1].glyphs...)
			out = out[:n-1]
		}
		for _, u := range in[i:end] {
			a.glyphs = append(a.glyphs, u.glyphs...)
		}
		if end < len(in) && (in[end].base == '%' || in[end].base == '٪') {
			if rtl && in[end-1].base > 0x7F {
				in[end].class = classR
			} else {
				a.glyphs = append(a.glyphs, in[end].glyphs...)
				end++
			}
		}
		out = append(out, a)
		i = end
	}
	return out
}

// startsWord tells whether what follows these units begins a word.
func startsWord(before []unit) bool {
	if len(before) == 0 {
		return true
	}
	last := before[len(before)-1]
	return last.class == classSpace || control(last.base) || strings.ContainsRune("([{«‹:=", last.base) && last.base != 0
}

func visual(text []rune, rtl bool) []Glyph {
	us := units(text, rtl)
	base := 0
	if rtl {
		base = 1
	}
	resolve(us, rtl)
	reorder(us, base)
	out := make([]Glyph, 0, len(text))
	for _, u := range us {
		if u.fixed || u.level%2 == 0 {
			out = append(out, u.glyphs...)
			continue
		}
		for i := len(u.glyphs) - 1; i >= 0; i-- {
			g := u.glyphs[i]
			g.RTL = true
			if m, ok := mirrors[g.Form]; ok {
				g.Form = m
			}
			out = append(out, g)
		}
	}
	return out
}

// reorder reverses every run of a level and above, from the highest down to
// the lowest odd one (rule L2).
func reorder(us []unit, base int) {
	highest := base
	for _, u := range us {
		highest = max(highest, u.level)
	}
	for level := highest; level >= 1; level-- {
		for i := 0; i < len(us); i++ {
			j := i
			for j < len(us) && us[j].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				us[a], us[b] = us[b], us[a]
			}
			i = max(i, j-1)
		}
	}
}
