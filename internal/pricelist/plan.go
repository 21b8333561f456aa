package pricelist

import (
	"slices"
	"strconv"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
)

// plan is what a line does: it makes a product (old has no id), changes one,
// or neither.
type plan struct {
	old, new product.Product
	differs  bool
	opening  money.Quantity
}

// change is what a plan does, as it is told.
func (p plan) change(row int) Change {
	c := Change{Row: row, What: RowUnchanged, Table: "products", ID: p.old.ID, Name: p.new.Name, StockMove: p.opening}
	if p.old.ID != "" && !p.differs {
		return c
	}
	was, became := product.Difference(p.old, p.new)
	if c.What = RowChanged; p.old.ID == "" {
		c.What, was = RowNew, nil
	}
	c.Was, c.Became = was, became
	put := func(field, old, now string) {
		if old != now {
			c.Cells = append(c.Cells, Cell{field, old, now})
		}
	}
	amount := func(r money.Rial) string { return strconv.FormatInt(int64(r), 10) }
	put("name", p.old.Name, p.new.Name)
	put("code", p.old.Code, p.new.Code)
	put("price", amount(p.old.Price), amount(p.new.Price))
	put("unit", p.old.Unit, p.new.Unit)
	put("category", p.old.Category, p.new.Category)
	put("barcode", strings.Join(p.old.Barcodes, " "), strings.Join(p.new.Barcodes, " "))
	if p.opening != 0 {
		put("stock", "", p.opening.String())
	}
	return c
}

// plan decides about one line.
func (r *Room) plan(tx *db.Tx, l line) (plan, error) {
	old, err := match(tx, l)
	if err != nil {
		return plan{}, err
	}
	if l.foreign(old) {
		return plan{}, errs.At("code", "code_of_another", "Code", l.code, "Name", old.Name)
	}
	p := plan{old: old, new: old}
	if old.ID == "" {
		if l.name == "" {
			return plan{}, errs.At("name", errs.Required)
		}
		p.new = product.Blank(r.words)
		p.opening = l.stock
	}
	barcodes := slices.Clone(p.new.Barcodes)
	for _, b := range l.barcodes {
		if slices.ContainsFunc(barcodes, func(have string) bool { return strings.EqualFold(have, b) }) {
			continue
		}
		others, err := product.Barcoded(tx, b)
		if err != nil {
			return plan{}, err
		}
		if len(others) > 0 { // of another product: match would have found it by this one
			return plan{}, errs.At("barcode", errs.Duplicate)
		}
		barcodes = append(barcodes, b)
	}
	var list errs.List
	in := product.Input{Price: &l.price}
	for _, f := range []struct {
		text string
		to   **string
	}{{l.name, &in.Name}, {l.code, &in.Code}, {l.unit, &in.Unit}, {l.category, &in.Category}} {
		if f.text != "" {
			*f.to = &f.text
		}
	}
	if len(barcodes) > len(old.Barcodes) {
		in.Barcodes = &barcodes
	}
	in.Put(&p.new, &list)
	for _, e := range list {
		if strings.HasPrefix(e.Field, "barcodes") {
			e.Field = "barcode"
		}
	}
	p.differs = product.Differ(old, p.new)
	return p, list.Err()
}

// match finds the product that a line is about; without one the answer has no
// id.
func match(tx *db.Tx, l line) (product.Product, error) {
	if l.code != "" {
		if ids, err := product.Coded(tx, l.code); err != nil || len(ids) > 0 {
			return first(tx, ids, err)
		}
	}
	for _, b := range l.barcodes {
		if ids, err := product.Barcoded(tx, b); err != nil || len(ids) > 0 {
			return first(tx, ids, err)
		}
	}
	if l.name == "" {
		return product.Product{}, nil
	}
	ids, err := product.Named(tx, l.name)
	if err != nil {
		return product.Product{}, err
	}
	var found []product.Product
	for _, id := range ids {
		p, err := product.Get(tx, id)
		if err != nil {
			return product.Product{}, err
		}
		if l.mayBe(p.Code, p.Barcodes) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 0:
		return product.Product{}, nil
	case 1:
		return found[0], nil
	}
	return product.Product{}, errs.At("name", "ambiguous_name", "Count", len(found))
}

func first(tx *db.Tx, ids []string, err error) (product.Product, error) {
	if err != nil {
		return product.Product{}, err
	}
	return product.Get(tx, ids[0])
}

// mayBe tells whether a line with the same name can be about a product with
// these keys: not where both have a code, or both a barcode, and they differ.
func (l line) mayBe(code string, barcodes []string) bool {
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
func (l line) foreign(p product.Product) bool {
	if p.ID == "" || l.name == "" || l.code == "" || !strings.EqualFold(l.code, p.Code) ||
		slices.ContainsFunc(l.barcodes, func(b string) bool { return slices.Contains(p.Barcodes, b) }) {
		return false
	}
	words := persian.Words(p.Name)
	return !slices.ContainsFunc(persian.Words(l.name), func(w string) bool {
		return strings.Trim(w, "0123456789") != "" && slices.Contains(words, w)
	})
}

// once keeps the first of the lines about the same product: one that says the
// same again is unchanged, one that says something else is refused.
func (t *taking) once(lines []line) []line {
	codes, barcodes, names := map[string]int{}, map[string]int{}, map[string][]int{}
	earlier := func(l line) int {
		if at, ok := codes[strings.ToLower(l.code)]; ok && l.code != "" {
			return at
		}
		for _, b := range l.barcodes {
			if at, ok := barcodes[strings.ToLower(b)]; ok {
				return at
			}
		}
		for _, at := range names[persian.Fold(l.name)] {
			if l.name != "" && l.mayBe(lines[at].code, lines[at].barcodes) {
				return at
			}
		}
		return -1
	}
	kept := make([]line, 0, len(lines))
	for i, l := range lines {
		if at := earlier(l); at >= 0 {
			if l.same(lines[at]) {
				t.result.Unchanged++
			} else {
				t.refuse(l.row, errs.At("name", "repeated_row", "Row", lines[at].row))
			}
			continue
		}
		if l.code != "" {
			codes[strings.ToLower(l.code)] = i
		}
		for _, b := range l.barcodes {
			barcodes[strings.ToLower(b)] = i
		}
		name := persian.Fold(l.name)
		names[name] = append(names[name], i)
		kept = append(kept, l)
	}
	return kept
}
