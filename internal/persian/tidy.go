package persian

import (
	"strings"
	"unicode"
)

// Tidy is a line as it was typed, without what nobody typed on purpose: blanks
// and half-spaces around it, line breaks and control characters (blanks now),
// and the marks that turn the writing direction.
func Tidy(text string) string {
	return strings.TrimFunc(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return dropTurn(r)
	}, strings.ToValidUTF8(text, "")), isEdge)
}

// TidyLines does the same for a text of several lines, which it keeps.
func TidyLines(text string) string {
	return strings.TrimFunc(strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		if unicode.IsControl(r) {
			return -1
		}
		return dropTurn(r)
	}, strings.ToValidUTF8(text, "")), isEdge)
}

func dropTurn(r rune) rune {
	switch {
	case r == '\ufeff' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\u061c',
		'\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		return -1
	}
	return r
}

func isEdge(r rune) bool { return unicode.IsSpace(r) || r == zwnj }
