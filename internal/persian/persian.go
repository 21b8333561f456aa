// Package persian owns what a program must know of Persian text: keys for
// searching and sorting, digits, the numbers that people and companies carry,
// keyboards left in the other layout, and the shaping of text for paper.
//
// It refuses to change what was typed: a key is for comparing, never for
// showing. It holds no wording (that is the catalogue's) and does no I/O.
package persian

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const zwnj = '\u200c' // the half-space

// Fold is the key under which a text is searched and compared: one form for
// every way of writing a letter (ي ى ئ → ی, ك → ک, ة ۀ → ه, أ إ آ → ا, ؤ → و,
// accents dropped), Latin digits and marks, lower case, without tatweel,
// harakat and invisible marks; a half-space counts as a blank, and blanks are
// single.
func Fold(text string) string {
	return strings.Join(strings.Fields(fold(text, ' ')), " ")
}

// fold does the work; half stands where a half-space was (-1 for nothing).
func fold(text string, half rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return unicode.ToLower(r)
		case r == zwnj:
			return half
		case '۰' <= r && r <= '۹' || '٠' <= r && r <= '٩':
			return '0' + r&0xf
		case unicode.In(r, unicode.Mn, unicode.Cf) || r == 'ـ':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		if to, ok := folded[r]; ok {
			return to
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// folded holds the letters that decomposition leaves apart, and the marks that
// have a Latin twin.
var folded = map[rune]rune{
	'ي': 'ی', 'ى': 'ی', 'ې': 'ی', 'ۍ': 'ی', 'ے': 'ی',
	'ك': 'ک', 'ڪ': 'ک',
	'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ۃ': 'ه', 'ھ': 'ه',
	'ٱ': 'ا', 'ء': -1,
	'٫': '.', '٬': ',', '،': ',', '؛': ';', '؟': '?', '٪': '%', '×': 'x', '−': '-', '–': '-',
}

// Words are the words of a text for an index, folded, each once: a word with a
// half-space both in its parts and joined (کتاب‌خانه: کتاب خانه کتابخانه), a
// mixed one whole and in its parts (12w: 12w 12 w).
func Words(text string) []string {
	var words []string
	seen := map[string]bool{}
	add := func(list []string) {
		for _, w := range list {
			if !seen[w] {
				seen[w] = true
				words = append(words, w)
			}
		}
	}
	for _, form := range forms(text) {
		chunks := strings.FieldsFunc(form, isGap)
		add(chunks)
		for _, c := range chunks {
			add(pieces(c))
		}
	}
	return words
}

// Queries are the ways to look for a text among Words: any one may match, and
// in it every word must be found, as the beginning of one. There are two when
// the text holds a half-space, none when it holds no letter or digit.
func Queries(text string) [][]string {
	var queries [][]string
	for _, form := range forms(text) {
		var query []string
		for _, c := range strings.FieldsFunc(form, isGap) {
			query = append(query, pieces(c)...)
		}
		if query != nil {
			queries = append(queries, query)
		}
	}
	return queries
}

// forms folds a text with its half-spaces as blanks and, where it has any,
// with them removed.
func forms(text string) []string {
	if strings.ContainsRune(text, zwnj) {
		return []string{fold(text, ' '), fold(text, -1)}
	}
	return []string{fold(text, ' ')}
}

func isGap(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// pieces parts a word where letters and digits meet.
func pieces(word string) []string {
	var list []string
	start, last := 0, false
	for i, r := range word {
		if d := unicode.IsDigit(r); i > 0 && d != last {
			list, start, last = append(list, word[start:i]), i, d
		} else {
			last = d
		}
	}
	return append(list, word[start:])
}

// LatinDigits writes Persian and Arabic digits as 0–9 and leaves the rest.
func LatinDigits(text string) string { return mapDigits(text, '0') }

// DigitsIn writes Persian, Arabic and Latin digits as lang does, and leaves the
// rest.
func DigitsIn(text, lang string) string {
	if lang == "fa" {
		return PersianDigits(text)
	}
	return LatinDigits(text)
}

// PersianDigits writes Latin and Arabic digits as ۰–۹ and leaves the rest.
func PersianDigits(text string) string { return mapDigits(text, '۰') }

func mapDigits(text string, zero rune) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || '۰' <= r && r <= '۹' || '٠' <= r && r <= '٩' {
			return zero + r&0xf
		}
		return r
	}, text)
}
