package pricelist

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/sheet"
)

// spoiled is how spreadsheets write a number that is too long for them. A code
// may well be "1e5"; that is no spreadsheet's way.
var spoiled = regexp.MustCompile(`^[0-9](?:\.[0-9]+)?E\+[0-9]{2}$`)

// key reads a code or a barcode: a text as it stands, a spreadsheet's own
// number written out. It is false where digits are lost.
func key(c sheet.Cell) (string, bool) {
	text := persian.LatinDigits(persian.Tidy(c.Text))
	if c.Number || spoiled.MatchString(text) {
		text = whole(text, !c.Number)
	}
	k, ok := product.Barcode(text)
	return k, ok && !spoiled.MatchString(k)
}

// keySigns part the barcodes of a cell.
const keySigns = ",،;؛|\n"

// JoinKeys writes barcodes into one cell; one that would be read as something
// else stands in quotes.
func JoinKeys(keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		if out[i] = k; strings.ContainsAny(k, keySigns+`"`) || nothing(k) || spoiled.MatchString(k) {
			out[i] = `"` + strings.ReplaceAll(k, `"`, `""`) + `"`
		}
	}
	return strings.Join(out, ",")
}

// splitKeys gives the barcodes of a cell; false where one can't be right.
func splitKeys(c sheet.Cell) (keys []string, ok bool) {
	for rest := strings.TrimSpace(c.Text); rest != ""; {
		var one string
		k, quoted := "", false
		if one, rest, quoted = unquote(rest); quoted {
			k, ok = product.Barcode(one)
		} else if nothing(one) {
			continue
		} else {
			k, ok = key(sheet.Cell{Text: one, Number: c.Number})
		}
		if !ok {
			return nil, false
		}
		keys = append(keys, k)
	}
	return keys, true
}

// unquote takes the first barcode off a cell's text, and tells whether it stood
// in quotes.
func unquote(text string) (one, rest string, quoted bool) {
	if m := inQuotes.FindStringSubmatch(text); m != nil {
		return strings.ReplaceAll(m[1], `""`, `"`), text[len(m[0]):], true
	}
	if at := strings.IndexAny(text, keySigns); at >= 0 {
		_, width := utf8.DecodeRuneInString(text[at:])
		return text[:at], text[at+width:], false
	}
	return text, "", false
}

var inQuotes = regexp.MustCompile(`^\s*"((?:[^"]|"")+)"\s*(?:[` + keySigns + `]|$)`)
