package pricelist

import (
	"slices"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
)

// errNeedsUnit stops the whole list: its prices don't say what they are in.
const errNeedsUnit errs.Code = "unit_needed"

// errMissing is a cell without which a row can't be taken in.
const errMissing errs.Code = "missing"

// line is a row of goods, read. Empty is not said.
type line struct {
	name, code, unit, category string
	folded                     string // the name, to be compared
	barcodes                   []string
	price                      money.Rial
	priced                     bool
	stock                      money.Quantity
	counted                    bool
}

func (l *line) size() int {
	n := len(l.name) + len(l.code) + len(l.unit) + len(l.category)
	for _, b := range l.barcodes {
		n += len(b)
	}
	return n
}

// skipped tells whether a row is no row of the list: a sum of the others.
func (t *table) skipped(r row) bool {
	if !r.total {
		return false
	}
	word := func(f field) string { return squeeze(t.cell(r, f).Text) }
	return word(barcode) == "" && (word(code) == "" || known.has("sum", word(code))) && (word(name) == "" || known.has("sum", word(name)))
}

// line reads one row of goods; unit is that of prices that don't say.
func (t *table) line(r row, unit money.Unit) (*line, error) {
	l := &line{}
	cell := func(f field) string { // a dash is nothing
		text := persian.Tidy(t.cell(r, f).Text)
		if nothing(text) {
			return ""
		}
		return text
	}
	l.name, l.category = cell(name), cell(category)
	l.folded = persian.Fold(l.name)
	if _, isMoney := onlyMoney(cell(measure)); !isMoney {
		l.unit = cell(measure)
	}
	var ok bool
	if cell(code) != "" {
		if l.code, ok = key(t.cell(r, code)); !ok {
			return l, errs.At("code", "product_code")
		}
	}
	if l.barcodes, ok = splitKeys(t.cell(r, barcode)); !ok {
		return l, errs.At("barcode", "barcode")
	}
	if l.name == "" && l.code == "" && len(l.barcodes) == 0 { // what goes on from the row above
		return l, errs.At("name", errMissing)
	}
	if t.kind == Products {
		if err := t.price(r, unit, l); err != nil {
			return l, err
		}
	}
	if c := t.cell(r, amount); !nothing(persian.Tidy(c.Text)) {
		q, beside, err := counted(c)
		if err != nil {
			return l, err
		}
		if l.stock, l.counted = q, true; l.unit == "" {
			l.unit = beside
		}
	}
	return l, nil
}

// price reads the row's price; a dash is none.
func (t *table) price(r row, unit money.Unit, l *line) error {
	c := t.cell(r, price_)
	if nothing(persian.Tidy(c.Text)) {
		return nil
	}
	f, ok := readFigure(c)
	if !ok {
		return errs.At("price", "invalid_amount")
	}
	s := t.beside(r, f)
	if s.unit == "" && !s.foreign {
		s.unit = unit
	}
	p, err := f.rial(t.points, s)
	if err != nil {
		return err
	}
	l.price, l.priced = p, true
	return nil
}

// mayBe tells whether a line with the same name can be about a product with
// these keys: not where both have a code, or both a barcode, and they differ.
func (l *line) mayBe(code string, barcodes []string) bool {
	if l.code != "" && code != "" && !strings.EqualFold(l.code, code) {
		return false
	}
	return len(l.barcodes) == 0 || len(barcodes) == 0 ||
		slices.ContainsFunc(l.barcodes, func(b string) bool {
			return slices.ContainsFunc(barcodes, func(c string) bool { return strings.EqualFold(b, c) })
		})
}

// foreign tells whether a line was matched by its code alone while its name has
// no word of the product's: the codes of two suppliers who both count from 1
// must not overwrite each other's goods.
func (l *line) foreign(p product.Product) bool {
	if p.ID == "" || l.name == "" || l.name == p.Name || l.code == "" || !strings.EqualFold(l.code, p.Code) ||
		slices.ContainsFunc(l.barcodes, func(b string) bool { return slices.Contains(p.Barcodes, b) }) {
		return false
	}
	return !shareWord(l.name, p.Name)
}

// shareWord tells whether two names have a word in common that isn't a number.
func shareWord(a, b string) bool {
	words := persian.Words(b)
	return slices.ContainsFunc(persian.Words(a), func(w string) bool {
		return strings.Trim(w, "0123456789") != "" && slices.Contains(words, w)
	})
}

// goods are the lines of a file that were seen, by their keys: the first of
// those about the same product counts.
type goods struct {
	codes, barcodes map[string]int // row
	names           map[string][]seenLine
	ids             map[string]int
}

type seenLine struct {
	row int
	*line
}

func newGoods() *goods {
	return &goods{map[string]int{}, map[string]int{}, map[string][]seenLine{}, map[string]int{}}
}

// once refuses a line about the same product as an earlier one, at the key that
// says so, and remembers the others.
func (g *goods) once(row int, l *line) error {
	if at, ok := g.codes[strings.ToLower(l.code)]; ok && l.code != "" {
		return again("code", at)
	}
	for _, b := range l.barcodes {
		if at, ok := g.barcodes[strings.ToLower(b)]; ok {
			return again("barcode", at)
		}
	}
	if l.folded != "" {
		for _, s := range g.names[l.folded] {
			if l.mayBe(s.code, s.barcodes) {
				return again("name", s.row)
			}
		}
		g.names[l.folded] = append(g.names[l.folded], seenLine{row, l})
	}
	if l.code != "" {
		g.codes[strings.ToLower(l.code)] = row
	}
	for _, b := range l.barcodes {
		g.barcodes[strings.ToLower(b)] = row
	}
	return nil
}

func again(f string, row int) error { return errs.At(f, errs.Duplicate, "Row", row) }
