package product

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// The longest texts, in letters, and the most barcodes of a product.
const (
	maxName     = 200
	maxCode     = 64
	maxUnit     = 32
	maxCategory = 100
	maxBarcodes = 20
	maxMonths   = 240 // of a warranty
)

// Put writes what is said into p, as it is stored, and collects what is refused.
func (in Input) Put(p *Product, list *errs.List) {
	text := func(field string, from, to *string, most int) {
		if from == nil {
			return
		}
		*to = persian.Tidy(*from)
		if utf8.RuneCountInString(*to) > most {
			list.Add(field, "too_long", "Max", most)
		}
	}
	if text("name", in.Name, &p.Name, maxName); in.Name != nil && p.Name == "" {
		list.Add("name", errs.Required)
	}
	if in.Price != nil {
		if p.Price = *in.Price; p.Price < 0 || p.Price.Check() != nil {
			list.Add("price", "price")
		}
	}
	if in.Unit != nil && persian.Tidy(*in.Unit) != "" { // an empty unit is the usual one
		text("unit", in.Unit, &p.Unit, maxUnit)
	}
	text("category", in.Category, &p.Category, maxCategory)
	if in.Code != nil {
		code, ok := Barcode(*in.Code)
		if p.Code = code; !ok && code != "" {
			list.Add("code", "product_code")
		}
	}
	if in.TaxClass != nil {
		p.TaxClass = strings.ToLower(persian.Tidy(*in.TaxClass))
		if p.TaxClass == "" {
			p.TaxClass = StandardTax
		}
	}
	if in.PriceIncludesTax != nil {
		p.PriceIncludesTax = *in.PriceIncludesTax
	}
	if in.TaxCode != nil {
		code, _ := Barcode(*in.TaxCode)
		if p.TaxCode = code; code != "" && (len(code) != 13 || strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' })) {
			list.Add("tax_code", "tax_code")
		}
	}
	if in.MinStock != nil {
		p.MinStock = least(*in.MinStock, list)
	}
	if in.AsksSerial != nil {
		p.AsksSerial = *in.AsksSerial
	}
	if in.WarrantyMonths != nil {
		if p.WarrantyMonths = *in.WarrantyMonths; p.WarrantyMonths < 0 || p.WarrantyMonths > maxMonths {
			list.Add("warranty_months", "warranty_months", "Max", maxMonths)
		}
	}
	if in.Active != nil {
		p.Active = *in.Active
	}
	if in.Barcodes != nil {
		p.Barcodes = readBarcodes(*in.Barcodes, list)
	}
}

func readBarcodes(texts []string, list *errs.List) []string {
	barcodes := []string{}
	for i, text := range texts {
		b, ok := Barcode(text)
		switch {
		case b == "" || slices.Contains(barcodes, b): // an empty field, or the same twice
		case !ok:
			list.Add(fmt.Sprintf("barcodes[%d]", i), "barcode")
		default:
			barcodes = append(barcodes, b)
		}
	}
	if len(barcodes) > maxBarcodes {
		list.Add("barcodes", "too_many_barcodes", "Max", maxBarcodes)
	}
	return barcodes
}

// Barcode is a barcode or product code as it is kept: Latin digits, no blanks
// around it nor between digits alone. It is false for what no scanner reads:
// nothing, a blank inside, more than 64 signs.
func Barcode(text string) (string, bool) {
	b := persian.LatinDigits(persian.Tidy(text))
	if bare := strings.ReplaceAll(b, " ", ""); strings.IndexFunc(bare, func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		b = bare
	}
	n := utf8.RuneCountInString(b)
	return b, n >= 1 && n <= maxCode && !strings.ContainsFunc(b, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) })
}

// least reads the stock below which there is too little; nothing typed is 0.
func least(text string, list *errs.List) money.Quantity {
	if persian.Tidy(text) == "" {
		return 0
	}
	q, err := money.ParseQuantity(text)
	if err != nil || q < 0 {
		list.Add("min_stock", "quantity")
	}
	return q
}

// openingStock reads what there is of a new product.
func openingStock(text string, list *errs.List) *money.Quantity {
	if persian.Tidy(text) == "" {
		return nil
	}
	q, err := money.ParseQuantity(text)
	if err != nil {
		list.Add("stock", "quantity")
	}
	return &q
}
