package pricelist

import (
	"slices"
	"strconv"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
)

// plan is what a line does: it makes a product (old has no id), changes one,
// or neither; moved is the stock of a new one, or what a count adds, and said
// tells that it is to be written: nothing is an answer, too, where nobody gave one.
type plan struct {
	old, new product.Product
	differs  bool
	moved    money.Quantity
	said     bool
	indexed  *product.Indexed
}

// change is what a plan does.
func (p *plan) change(row int) Change {
	c := Change{Row: row, What: RowUnchanged, Table: "products", ID: p.old.ID, Name: p.new.Name, StockMove: p.moved}
	switch {
	case p.old.ID == "":
		c.What = RowNew
	case p.differs || p.said:
		c.What = RowChanged
	}
	return c
}

// put tells what differs, field by field, for those who ask.
func (p *plan) put(c *Change) {
	if c.What == RowUnchanged {
		return
	}
	was, became := product.Difference(p.old, p.new)
	if c.Became = became; c.What == RowChanged {
		c.Was = was
	}
	put := func(f field, old, now string) {
		if old != now {
			c.Cells = append(c.Cells, Cell{string(f), old, now})
		}
	}
	before, had := "", ""
	if p.old.ID != "" {
		before = strconv.FormatInt(int64(p.old.Price), 10)
		if p.moved != 0 {
			had = p.old.Stock.String()
		}
	}
	put(name, p.old.Name, p.new.Name)
	put(code, p.old.Code, p.new.Code)
	put(price_, before, strconv.FormatInt(int64(p.new.Price), 10))
	put(measure, p.old.Unit, p.new.Unit)
	put(category, p.old.Category, p.new.Category)
	put(barcode, strings.Join(p.old.Barcodes, " "), strings.Join(p.new.Barcodes, " "))
	if p.said {
		put(amount, had, (p.old.Stock + p.moved).String())
	}
}

// matcher is what a piece's lines may be about, looked up together.
type matcher struct {
	product.Found
	seen *goods
}

// lookUp finds the goods that lines may be about.
func lookUp(tx *db.Tx, lines []*line, seen *goods) (matcher, error) {
	var codes, barcodes, names []string
	for _, l := range lines {
		if l.code != "" {
			codes = append(codes, l.code)
		}
		barcodes = append(barcodes, l.barcodes...)
		if l.folded != "" {
			names = append(names, l.folded)
		}
	}
	found, err := product.Lookup(tx, codes, barcodes, names)
	return matcher{found, seen}, err
}

// about finds the product that a line is about; without one the answer has no
// id.
func (m matcher) about(l *line) (product.Product, error) {
	if l.code != "" {
		if ids := m.ByCode[strings.ToLower(l.code)]; len(ids) > 0 {
			return m.Goods[ids[0]], nil
		}
	}
	for _, b := range l.barcodes {
		if ids := m.ByBarcode[strings.ToLower(b)]; len(ids) > 0 {
			return m.Goods[ids[0]], nil
		}
	}
	var found []product.Product
	for _, id := range m.ByName[l.folded] {
		if p := m.Goods[id]; l.mayBe(p.Code, p.Barcodes) {
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

// known finds the product that a line is about, each only once in a file.
func (m matcher) known(row int, l *line) (product.Product, error) {
	p, err := m.about(l)
	if err != nil || p.ID == "" {
		return p, err
	}
	if l.foreign(p) {
		return p, errs.At("code", "code_of_another", "Code", l.code, "Name", p.Name)
	}
	if at, ok := m.seen.ids[p.ID]; ok && at != row {
		return p, again("name", at)
	}
	m.seen.ids[p.ID] = row
	return p, nil
}

// product decides about a line of a price list.
func (m matcher) product(row int, l *line, blank product.Product) (*plan, error) {
	old, err := m.known(row, l)
	if err != nil {
		return nil, err
	}
	p := &plan{old: old, new: old}
	if old.ID == "" {
		if l.name == "" {
			return nil, errs.At("name", errMissing)
		}
		if !l.priced {
			return nil, errs.At("price", errMissing)
		}
		p.new = blank
		p.moved, p.said = l.stock, l.counted
	}
	barcodes := slices.Clone(p.new.Barcodes)
	for _, b := range l.barcodes {
		if slices.ContainsFunc(barcodes, func(have string) bool { return strings.EqualFold(have, b) }) {
			continue
		}
		if len(m.ByBarcode[strings.ToLower(b)]) > 0 { // of another product: it was found by something else
			return nil, errs.At("barcode", errs.Duplicate)
		}
		barcodes = append(barcodes, b)
	}
	var list errs.List
	var in product.Input
	if l.priced {
		in.Price = &l.price
	}
	for _, f := range []struct {
		text *string
		to   **string
	}{{&l.name, &in.Name}, {&l.code, &in.Code}, {&l.unit, &in.Unit}, {&l.category, &in.Category}} {
		if *f.text != "" {
			*f.to = f.text
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

// count decides about a line of a stock list: what was counted stands, by a
// move of the difference, or of nothing where nobody counted it before. Only for
// such a one may the cell stay empty.
func (m matcher) count(row int, l *line) (*plan, error) {
	if !l.counted {
		if p, err := m.about(l); err == nil && p.Uncounted {
			return &plan{old: p, new: p}, nil
		}
		return nil, errs.At("stock", errMissing)
	}
	p, err := m.known(row, l)
	if err != nil {
		return nil, err
	}
	if p.ID == "" {
		at := "name"
		if l.code != "" {
			at = "code"
		} else if len(l.barcodes) > 0 {
			at = "barcode"
		}
		return nil, errs.At(at, errs.NotFound)
	}
	if len(p.Parts) > 0 {
		return nil, errs.At("stock", "bundle_uncounted")
	}
	moved := l.stock - p.Stock
	return &plan{old: p, new: p, moved: moved, said: moved != 0 || p.Uncounted}, nil
}
