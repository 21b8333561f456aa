package intake

import (
	"slices"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
)

// revertProduct gives a product the columns back that still have what the
// import wrote.
func revertProduct(tx *change.Tx, e entry, was, became change.Row) (bool, *left, error) {
	old, err := product.Get(tx.Tx, e.ID)
	if errs.Is(err, errs.NotFound) {
		return false, &left{Code: string(errs.NotFound)}, nil
	}
	if err != nil {
		return false, nil, err
	}
	p, l := old, left{Code: editedSince}
	p.Barcodes = slices.Clone(old.Barcodes)
	for _, col := range columnsOf(became) {
		if !holds(old, col, became[col]) {
			l.Fields = append(l.Fields, fieldOf(col))
			continue
		}
		free, err := keysFree(tx, e.ID, old, col, was[col])
		if err != nil {
			return false, nil, err
		}
		if !free {
			l.Code, l.Fields = keyTaken, append(l.Fields, fieldOf(col))
			continue
		}
		give(&p, col, was[col])
	}
	if _, err := product.Update(tx, old, p); err != nil {
		return false, nil, err
	}
	if len(l.Fields) == 0 {
		return true, nil, nil
	}
	return len(l.Fields) < len(became), &l, nil
}

// columnsOf lists a row's columns in order.
func columnsOf(r change.Row) []string {
	cols := make([]string, 0, len(r))
	for c := range r {
		cols = append(cols, c)
	}
	slices.Sort(cols)
	return cols
}

// fieldOf is what a column is called in lists.
func fieldOf(col string) string {
	switch col {
	case "barcodes":
		return "barcode"
	case "level_id":
		return "level"
	}
	return col
}

// stored is a product's column as it is stored.
func stored(p product.Product, col string) any {
	flag := func(b bool) any {
		if b {
			return int64(1)
		}
		return int64(0)
	}
	switch col {
	case "name":
		return p.Name
	case "code":
		return p.Code
	case "unit":
		return p.Unit
	case "price":
		return int64(p.Price)
	case "category":
		return p.Category
	case "tax_class":
		return p.TaxClass
	case "tax_code":
		return p.TaxCode
	case "price_includes_tax":
		return flag(p.PriceIncludesTax)
	case "active":
		return flag(p.Active)
	case "barcodes":
		return strings.Join(p.Barcodes, "\n")
	}
	return nil
}

// holds tells whether a product still has what the import wrote.
func holds(p product.Product, col string, became any) bool { return stored(p, col) == became }

// give sets a product's column to what was stored.
func give(p *product.Product, col string, was any) {
	text, _ := was.(string)
	number, _ := was.(int64)
	switch col {
	case "name":
		p.Name = text
	case "code":
		p.Code = text
	case "unit":
		p.Unit = text
	case "price":
		p.Price = money.Rial(number)
	case "category":
		p.Category = text
	case "tax_class":
		p.TaxClass = text
	case "tax_code":
		p.TaxCode = text
	case "price_includes_tax":
		p.PriceIncludesTax = number == 1
	case "active":
		p.Active = number == 1
	case "barcodes":
		p.Barcodes = barcodesOf(text)
	}
}

func barcodesOf(text string) []string {
	if text == "" {
		return []string{}
	}
	return strings.Split(text, "\n")
}

// keysFree tells whether nobody else took a code or barcode that is to be
// given back.
func keysFree(tx *change.Tx, id string, now product.Product, col string, was any) (bool, error) {
	text, _ := was.(string)
	var taken []string
	var err error
	switch col {
	case "code":
		if text != "" {
			taken, err = product.Coded(tx.Tx, text)
		}
	case "barcodes":
		for _, b := range barcodesOf(text) {
			if slices.Contains(now.Barcodes, b) {
				continue
			}
			others, err := product.Barcoded(tx.Tx, b)
			if err != nil {
				return false, err
			}
			taken = append(taken, others...)
		}
	}
	return !slices.ContainsFunc(taken, func(other string) bool { return other != id }), err
}
