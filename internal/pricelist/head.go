package pricelist

import (
	_ "embed" // the headings
	"slices"
	"strings"
	"unicode"

	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// field is what a column holds.
type field string

const (
	name     field = "name"
	price_   field = "price"
	code     field = "code"
	barcode  field = "barcode"
	measure  field = "unit"
	amount   field = "stock"
	category field = "category"
)

// headings.txt lists the names of columns and the words for units of money.
//
//go:embed headings.txt
var headingsText string

// known are its lists, squeezed and in order, by what they stand for.
var known = readHeadings(headingsText)

func readHeadings(text string) map[string][]string {
	lists := map[string][]string{}
	for line := range strings.Lines(text) {
		if what, names, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			for n := range strings.SplitSeq(names, ",") {
				lists[what] = append(lists[what], squeeze(n))
			}
		}
	}
	return lists
}

var fields = []field{name, price_, code, barcode, measure, amount, category}

// columns finds what a header row's columns hold, and the unit that the
// price's one names. It is false for a row that is no header: one with neither
// a name nor a key, or without a price.
func columns(cells []string) (map[field]int, money.Unit, bool) {
	found, rank := map[field]int{}, map[field]int{}
	var unit money.Unit
	for i, c := range cells {
		text, u := unitOf(strings.NewReplacer("_", " ", "/", " ", ":", " ", "-", " ").Replace(c))
		key := squeeze(text)
		for _, f := range fields {
			at := slices.Index(known[string(f)], key)
			if best, ok := rank[f]; at < 0 || ok && best <= at {
				continue
			}
			found[f], rank[f] = i, at
			if f == price_ {
				unit = u
			}
		}
	}
	_, hasName := found[name]
	_, hasCode := found[code]
	_, hasBarcode := found[barcode]
	_, hasPrice := found[price_]
	return found, unit, hasPrice && (hasName || hasCode || hasBarcode)
}

// squeeze is a heading's letters and digits alone, folded.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, persian.Fold(text))
}

// unitOf takes the unit of money out of a heading or a price: «قیمت (تومان)»,
// «۱۲٬۵۰۰ تومان».
func unitOf(text string) (rest string, unit money.Unit) {
	var kept []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]", r) }) {
		number := strings.TrimRightFunc(w, unicode.IsLetter) // a unit may stand against it: 12500toman
		switch word := squeeze(w[len(number):]); {
		case slices.Contains(known["toman"], word):
			unit, w = money.InToman, number
		case slices.Contains(known["rial"], word):
			unit, w = money.InRial, number
		case number == "" && slices.Contains(known["in"], word):
			w = ""
		}
		if w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " "), unit
}
