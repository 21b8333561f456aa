package pricelist

import (
	_ "embed" // the headings
	"slices"
	"strings"
	"unicode"

	"pishkhan/internal/persian"
)

// field is what a column holds.
type field string

// The fields of goods. Currency is asked for beside a price alone.
const (
	name     field = "name"
	price_   field = "price"
	code     field = "code"
	barcode  field = "barcode"
	measure  field = "unit"
	amount   field = "stock"
	category field = "category"
	currency field = "currency"
)

// Of customers; name is theirs too.
const (
	family         field = "family" // beside a first name
	phone          field = "phone"
	kind_          field = "kind"
	nationalID     field = "national_id"
	economicCode   field = "economic_code"
	registrationNo field = "registration_no"
	postalCode     field = "postal_code"
	province       field = "province"
	city           field = "city"
	address        field = "address"
	email          field = "email"
	note           field = "note"
	level_         field = "level"
)

var fields = map[Kind][]field{
	Products:  {name, price_, code, barcode, measure, amount, category, currency},
	Stock:     {name, code, barcode, amount, measure},
	Customers: {name, family, phone, kind_, nationalID, economicCode, registrationNo, postalCode, province, city, address, email, note, level_},
}

// headings.txt lists the names of columns, and words.
//
//go:embed headings.txt
var headingsText string

// known are its lists, squeezed and in order, by what they stand for; rank is
// each name's place.
var known = readHeadings(headingsText)

type lists map[string]map[string]int

func readHeadings(text string) lists {
	all := lists{}
	for line := range strings.Lines(text) {
		if what, names, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			all[what] = map[string]int{}
			for n := range strings.SplitSeq(names, ",") {
				if key := squeeze(n); key != "" {
					if _, twice := all[what][key]; !twice {
						all[what][key] = len(all[what])
					}
				}
			}
		}
	}
	return all
}

// has tells whether a word stands in a list.
func (l lists) has(list, word string) bool { _, ok := l[list][word]; return ok }

// squeeze is a heading's letters and digits alone, folded.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, persian.Fold(text))
}

// heading is a column's heading, taken apart.
type heading struct {
	text  string   // as it stands
	forms []string // squeezed: whole, and without what is in brackets
	words []string
	money said
}

func readHeading(text string) heading {
	h := heading{text: persian.Tidy(text)}
	rest, money := moneyWords(strings.NewReplacer("_", " ", "/", " ", ":", " ", "-", " ", "*", " ").Replace(h.text))
	h.money = money
	h.words = strings.FieldsFunc(persian.Fold(rest), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	h.forms = []string{squeeze(rest)}
	if open := strings.IndexAny(rest, "(["); open > 0 {
		h.forms = append(h.forms, squeeze(rest[:open]))
	}
	return h
}

// How surely a heading names a field; lower is surer.
const (
	maybe   = 1000 // it has the right words
	lastly  = 2000 // it would do, were there no other
	unknown = 9999
)

// names tells how surely the heading names a field of a kind of list.
func (h heading) names(k Kind, f field) int {
	list := string(f)
	if k == Customers {
		list = "customer " + list
	}
	best := unknown
	for _, form := range h.forms {
		if at, ok := known[list][form]; ok && form != "" {
			best = min(best, at)
		}
	}
	if best < unknown || k == Customers {
		return best
	}
	any := func(list string) bool {
		return slices.ContainsFunc(h.words, func(w string) bool { return known.has(list, w) })
	}
	switch {
	case f == price_ && known.has("weak price", h.forms[0]):
		return lastly
	case f == price_ && any("price word") && !any("no price") && !known.has("customer level", h.forms[0]):
		return maybe
	case f == name && len(h.words) > 1 && any("name word") && !any("no name") && !any("price word"):
		return maybe
	}
	return unknown
}

// priced tells whether a heading speaks of a price, whichever.
func (h heading) priced() bool {
	return h.names(Products, price_) < unknown || slices.ContainsFunc(h.words, func(w string) bool { return known.has("price word", w) })
}

// layout is how a sheet is understood: what kind of list, and what its columns
// hold.
type layout struct {
	kind     Kind
	headings []heading
	columns  map[field]int
	prices   []int // the columns that may be the price
	score    int   // how much was recognised
}

// understand finds what the columns under these headings hold; an empty kind
// is recognised.
func understand(headings []heading, k Kind) layout {
	if k != "" {
		return layoutOf(headings, k)
	}
	goods, people := layoutOf(headings, Products), layoutOf(headings, Customers)
	_, priced := goods.columns[price_]
	_, named := people.columns[name]
	reached := slices.ContainsFunc([]field{phone, nationalID, economicCode, postalCode, address, email}, func(f field) bool { _, ok := people.columns[f]; return ok })
	if named && !priced && (reached || people.score > goods.score+4) {
		return people
	}
	counted := layoutOf(headings, Stock)
	_, has := counted.columns[amount]
	// where another column speaks of a price, the quantity is what was bought or sold
	if has && counted.keyed() && !slices.ContainsFunc(headings, heading.priced) {
		return counted
	}
	return goods
}

// keyed tells whether a row can be known by something.
func (l layout) keyed() bool {
	for _, f := range []field{name, code, barcode} {
		if _, ok := l.columns[f]; ok {
			return true
		}
	}
	return false
}

// weights are what a field tells of a row's being the header.
var weights = map[field]int{name: 5, price_: 5, phone: 4, code: 4, barcode: 4, nationalID: 4, economicCode: 4}

func layoutOf(headings []heading, k Kind) layout {
	l := layout{kind: k, headings: headings, columns: map[field]int{}}
	type guess struct {
		field    field
		at, rank int
	}
	var guesses []guess
	for _, f := range fields[k] {
		for i, h := range headings {
			if r := h.names(k, f); r < unknown {
				guesses = append(guesses, guess{f, i, r})
			}
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return a.rank - b.rank })
	rank, taken := map[field]int{}, map[int]bool{}
	for _, g := range guesses { // the surest first; a column is one thing
		if _, ok := rank[g.field]; !ok && !taken[g.at] {
			l.columns[g.field], rank[g.field], taken[g.at] = g.at, g.rank, true
		}
	}
	for f := range l.columns {
		w := max(weights[f], 2)
		if rank[f] >= maybe {
			w = max(1, w-2)
		}
		l.score += 2 * w
	}
	if at, ok := l.columns[price_]; ok {
		if ours := slices.IndexFunc(headings, func(h heading) bool { return h.names(k, price_) < lastly && !h.money.foreign }); headings[at].money.foreign && ours >= 0 {
			at, l.columns[price_] = ours, ours
		}
		for i, h := range headings {
			if r := h.names(k, price_); r < lastly && !h.money.foreign || i == at {
				l.prices = append(l.prices, i)
			}
		}
		l.score += len(l.prices) - 1 // «قیمت» above «خرده» and «عمده»
		if headings[at].money.unit != "" {
			l.score++ // or above «(تومان)»
		}
	}
	return l
}

// isHeader tells whether what was recognised makes a row a header: two fields,
// or the name alone high up in the sheet.
func (l layout) isHeader(high bool) bool {
	_, named := l.columns[name]
	if len(l.columns) == 1 {
		return named && high && l.score >= 2*weights[name]
	}
	return len(l.columns) > 1
}
