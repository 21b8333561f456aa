package pricelist

import (
	"errors"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
)

// errNeedsUnit stops the whole list: its prices don't say what they are in.
const errNeedsUnit errs.Code = "unit_needed"

// line is a row, read. Empty is not said.
type line struct {
	row                        int
	name, code, unit, category string
	barcodes                   []string
	price                      money.Rial
	stock                      money.Quantity
}

func (l line) size() int {
	n := len(l.name) + len(l.code) + len(l.unit) + len(l.category)
	for _, b := range l.barcodes {
		n += len(b)
	}
	return n
}

// same tells whether another row says the very same.
func (l line) same(o line) bool {
	return l.name == o.name && l.code == o.code && l.unit == o.unit && l.category == o.category &&
		l.price == o.price && l.stock == o.stock && slices.Equal(l.barcodes, o.barcodes)
}

// line reads one row; unit is that of prices that don't say.
func (t table) line(r row, unit money.Unit) (line, error) {
	l := line{row: r.n}
	raw := func(f field) string {
		if at, ok := t.columns[f]; ok && at < len(r.cells) {
			return r.cells[at]
		}
		return ""
	}
	cell := func(f field) string { return persian.Tidy(raw(f)) }
	l.name, l.unit, l.category = cell(name), cell(measure), cell(category)
	if l.code = cell(code); l.code != "" {
		c, ok := product.Barcode(whole(l.code, true))
		if l.code = c; !ok || scientific.MatchString(c) {
			return l, errs.At("code", "product_code")
		}
	}
	for _, text := range strings.FieldsFunc(raw(barcode), func(r rune) bool { return strings.ContainsRune(",،;؛|\n", r) }) {
		if persian.Tidy(text) == "" {
			continue
		}
		b, ok := product.Barcode(whole(persian.Tidy(text), true))
		if !ok || scientific.MatchString(b) { // digits that the spreadsheet has dropped
			return l, errs.At("barcode", "barcode")
		}
		l.barcodes = append(l.barcodes, b)
	}
	if _, named := t.columns[name]; l.name == "" && len(l.barcodes) == 0 && (named || l.code == "") { // a sum, or what goes on from the row above
		return l, errs.At("name", errs.Required)
	}
	var err error
	if l.price, err = price(cell(price_), unit); err != nil {
		return l, err
	}
	if text := cell(amount); text != "" {
		if l.stock, err = money.ParseQuantity(whole(text, false)); err != nil {
			return l, errs.At("stock", "quantity")
		}
	}
	return l, nil
}

// How spreadsheets write numbers: too long for a cell, and with the noise of
// binary fractions.
var (
	scientific = regexp.MustCompile(`^-?[0-9](?:\.([0-9]+))?[eE]\+?([0-9]{1,2})$`)
	noisy      = regexp.MustCompile(`^-?[0-9]+\.[0-9]{10,}$`)
)

// whole writes such a number out. A key needs all of its digits to be there;
// one whose digits were dropped stays as it is.
func whole(text string, key bool) string {
	if m := scientific.FindStringSubmatch(text); m != nil {
		if exponent, _ := strconv.Atoi(m[2]); key && len(m[1]) < exponent {
			return text
		}
	} else if key || !noisy.MatchString(text) {
		return text
	}
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(n.FloatString(6), "0"), ".")
}

// loose is a number with three digits after one point, "12.500", which some
// write for 12 500 and others for 12.5.
var loose = regexp.MustCompile(`^[0-9]{1,3}([./٫][0-9]{3})+$`)

// price reads a price in rial; the cell itself may name the unit.
func price(text string, unit money.Unit) (money.Rial, error) {
	if text == "" {
		return 0, errs.At("price", errs.Required)
	}
	text, own := unitOf(text)
	if own != "" {
		unit = own
	}
	text = whole(persian.LatinDigits(text), false)
	if unit == "" {
		// what is no number in either unit is refused for itself, and doesn't
		// make us ask
		if _, err := money.ParseAmount(text, money.InToman); err == nil {
			return 0, errs.At("price", errNeedsUnit)
		}
	}
	p, err := money.ParseAmount(text, unit)
	switch {
	case loose.MatchString(text):
		return 0, errs.At("price", "invalid_amount")
	case errors.Is(err, money.ErrPrecision):
		return 0, errs.At("price", "too_precise")
	case errors.Is(err, money.ErrRange):
		return 0, errs.At("price", "out_of_range")
	case err != nil:
		return 0, errs.At("price", "invalid_amount")
	case p < 0:
		return 0, errs.At("price", "price")
	}
	return p, nil
}
