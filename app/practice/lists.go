package practice

import (
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"

	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

//go:embed goods.csv
var goodsCSV string

//go:embed people.csv
var peopleCSV string

// rows reads one of our own lists, without its head.
func rows(text string) [][]string {
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(err) // the lists are ours, and tested
	}
	return all[1:]
}

// item is a thing that a practice shop sells.
type item struct {
	code, name, unit, stock, category, class string
	price                                    money.Rial
	warranty                                 int // months; 0 for none. What has one has a serial
	parts                                    []share
}

// share is so many of a thing in a bundle.
type share struct{ code, quantity string }

func goods(lang string) (out []item) {
	en := 0
	if lang == i18n.English {
		en = 1
	}
	for _, r := range rows(goodsCSV) {
		price, err := money.ParseAmount(r[5], money.InRial)
		if err != nil {
			panic(err) // as above
		}
		it := item{code: r[0], name: r[1+en], unit: r[3+en], price: price, stock: r[6], category: r[7+en], class: r[9]}
		it.warranty, _ = strconv.Atoi(r[10]) // empty for none
		for part := range strings.FieldsSeq(r[11]) {
			code, quantity, _ := strings.Cut(part, "*")
			it.parts = append(it.parts, share{code, quantity})
		}
		out = append(out, it)
	}
	return out
}

// countable tells whether the shelf has a number of it; work has none.
func (it item) countable() bool { return it.stock != "" }

// least is what there should be at least of it: said of what there is plenty.
func (it item) least() *string {
	if all, err := money.ParseQuantity(it.stock); err == nil && all >= 50*money.One {
		least := (all / 6 / money.One * money.One).String()
		return &least
	}
	return nil
}

// barcodes makes one up for what has a shelf, in Iran's range.
func (it item) barcodes() *[]string {
	if !it.countable() {
		return nil
	}
	for check := '0'; check <= '9'; check++ {
		if code := "626514200" + it.code + string(check); valid(persian.EAN13, code) {
			return &[]string{code}
		}
	}
	return nil
}

// lists are the names of people, streets and the shop, by kind.
func lists(lang string) map[string][]string {
	col := 1
	if lang == i18n.English {
		col = 2
	}
	out := map[string][]string{}
	for _, r := range rows(peopleCSV) {
		out[r[0]] = append(out[r[0]], r[col])
	}
	return out
}

func valid(check func(string) (string, bool), text string) bool {
	_, ok := check(text)
	return ok
}

// digits is head and n digits behind it.
func (w *world) digits(head string, n int) string {
	b := []byte(head)
	for range n {
		b = append(b, byte('1'+w.rand.IntN(9)))
	}
	return string(b)
}

// until draws texts until one is right.
func until(check func(string) (string, bool), draw func() string) string {
	for {
		if s := draw(); valid(check, s) {
			return s
		}
	}
}

func (w *world) legalID() string {
	return until(persian.LegalID, func() string { return w.digits("10", 9) })
}

func (w *world) nationalID() string {
	return until(persian.NationalID, func() string { return w.digits("00", 8) })
}

func (w *world) postalCode() string {
	return until(persian.PostalCode, func() string { return w.digits("1", 9) })
}

// word is a text of the catalogue in the shop's language.
func (w *world) word(key string) string { return w.app.Words.T(w.lang, key, nil) }
