// Package product owns the goods: what they are called, what they cost, and
// how they are found by word, code or scan. Their stock is the stock room's.
//
// It refuses a product without a name or price and, where a person makes or
// changes one, a code or barcode that another product has; two tills may still
// make the same one apart, so the file itself allows it. A barcode is whatever
// a scanner reads: a wrong check digit is taken. A product is never removed,
// only put out of use.
package product

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

// Product is one of the goods. Price is for one Unit, with tax in it when
// PriceIncludesTax. TaxCode is the 13-digit id of the good or service, or "".
type Product struct {
	ID               string         `json:"id"`
	Code             string         `json:"code"`
	Name             string         `json:"name"`
	Barcodes         []string       `json:"barcodes"`
	Unit             string         `json:"unit"`
	Price            money.Rial     `json:"price"`
	TaxClass         string         `json:"tax_class"`
	PriceIncludesTax bool           `json:"price_includes_tax"`
	Category         string         `json:"category"`
	TaxCode          string         `json:"tax_code"`
	MinStock         money.Quantity `json:"min_stock" doc:"Less than this is too little; 0 when it was not said"`
	Active           bool           `json:"active"`
	Stock            money.Quantity `json:"stock" doc:"Of a bundle: for how many of it there are parts"`
	Uncounted        bool           `json:"uncounted" doc:"Nobody ever said how much there is of it, as of a service, or of any part of a bundle: its stock means nothing"`
	Reserved         money.Quantity `json:"reserved" doc:"Held back for open orders; still in stock"`
	AsksSerial       bool           `json:"asks_serial" doc:"The counter asks which piece it is"`
	WarrantyMonths   int            `json:"warranty_months" doc:"From the day of the sale; 0 is none"`
	Parts            Parts          `json:"parts,omitempty" doc:"Of a bundle: what is in one of it"`
	UpdatedAt        time.Time      `json:"updated_at"`
}

// StandardTax is the tax class of a product of which nothing else is said.
const StandardTax = "standard"

// Room answers for the goods.
type Room struct {
	j     *change.Journal
	words web.Words
	taxed func(tx *db.Tx, class string) error
	known *lookup.Words
}

// New gives the room; taxed is how the tax room refuses a class that has no
// rate, at the field tax_class.
func New(j *change.Journal, words web.Words, taxed func(tx *db.Tx, class string) error) *Room {
	return &Room{j: j, words: words, taxed: taxed, known: lookup.NewWords("products", names)}
}

// Input is what a person or a list says of a product; nil is not said.
type Input struct {
	Name             *string     `json:"name,omitempty"`
	Price            *money.Rial `json:"price,omitempty" doc:"Rial, for one unit"`
	Code             *string     `json:"code,omitempty"`
	Barcodes         *[]string   `json:"barcodes,omitempty" doc:"All of them"`
	Unit             *string     `json:"unit,omitempty" doc:"Free text; the shop's usual one when empty"`
	TaxClass         *string     `json:"tax_class,omitempty" example:"exempt"`
	PriceIncludesTax *bool       `json:"price_includes_tax,omitempty"`
	Category         *string     `json:"category,omitempty"`
	TaxCode          *string     `json:"tax_code,omitempty" doc:"13 digits"`
	MinStock         *string     `json:"min_stock,omitempty" doc:"A decimal; empty or 0 for none"`
	AsksSerial       *bool       `json:"asks_serial,omitempty"`
	WarrantyMonths   *int        `json:"warranty_months,omitempty" doc:"0 for none"`
	Active           *bool       `json:"active,omitempty"`
}

// Create makes a product, with opening stock (a decimal, or "" when
// nobody says). The same id
// with the same content again answers it as it is (made is false); other
// content is a conflict.
func (r *Room) Create(ctx context.Context, id string, in Input, opening string) (p Product, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		p, made, err = r.Make(tx, id, in, opening)
		return err
	})
	return p, made, err
}

// Make is Create as a part of something larger.
func (r *Room) Make(tx *change.Tx, id string, in Input, opening string) (p Product, made bool, err error) {
	p = Blank(r.words)
	var list errs.List
	if in.Name == nil {
		list.Add("name", errs.Required)
	}
	if in.Price == nil {
		list.Add("price", errs.Required)
	}
	in.Put(&p, &list)
	stocked := openingStock(opening, &list)
	if id != "" {
		old, err := Get(tx.Tx, id)
		if err == nil {
			p, err = again(tx.Tx, old, p, stocked)
			return p, false, err
		} else if !errs.Is(err, errs.NotFound) {
			return p, false, err
		}
	}
	if p.ID = id; id == "" {
		p.ID = tx.NewID()
	}
	if err := r.fits(tx.Tx, Product{}, p, &list); err != nil {
		return p, false, err
	}
	if err := list.Err(); err != nil {
		return p, false, err
	}
	p, err = Add(tx, p, stocked, stock.Opening, "")
	return p, true, err
}

// again tells whether a repeated creation says the same.
func again(tx *db.Tx, old, p Product, opening *money.Quantity) (Product, error) {
	had, err := stock.OpeningOf(tx, old.ID)
	if err != nil {
		return Product{}, err
	}
	if p.ID = old.ID; Differ(old, p) || (had == nil) != (opening == nil) || had != nil && *had != *opening {
		return Product{}, errs.At("id", errs.Conflict)
	}
	return old, nil
}

// Blank is a product of which nothing is said yet, with the shop's defaults.
func Blank(words web.Words) Product {
	return Product{Unit: defaultUnit(words), TaxClass: StandardTax, Active: true, Barcodes: []string{}}
}

// Change changes what is said of a product and leaves the rest.
func (r *Room) Change(ctx context.Context, id string, in Input) (p Product, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := Get(tx.Tx, id)
		if err != nil {
			return err
		}
		p = old
		p.Barcodes = slices.Clone(old.Barcodes)
		var list errs.List
		in.Put(&p, &list)
		if err := r.fits(tx.Tx, old, p, &list); err != nil {
			return err
		}
		if err := list.Err(); err != nil {
			return err
		}
		p, err = Update(tx, old, p)
		return err
	})
	return p, err
}

// fits refuses what is new in p and doesn't fit the shop: a tax class without a
// rate, a code or barcode that another product answers to.
func (r *Room) fits(tx *db.Tx, old, p Product, list *errs.List) error {
	if p.TaxClass != old.TaxClass {
		err := r.taxed(tx, p.TaxClass)
		if refused := errs.All(err); len(refused) > 0 {
			*list = append(*list, refused...)
		} else if err != nil {
			return err
		}
	}
	check := func(field, code string) error {
		others, err := coded(tx, code)
		for _, id := range others {
			if id == p.ID {
				continue
			}
			other, err := Get(tx, id)
			if err != nil {
				return err
			}
			list.Add(field, errs.Duplicate, "Name", other.Name)
			break
		}
		return err
	}
	if p.Code != "" && !strings.EqualFold(p.Code, old.Code) {
		if err := check("code", p.Code); err != nil {
			return err
		}
	}
	for i, b := range p.Barcodes {
		if slices.Contains(old.Barcodes, b) {
			continue
		}
		if err := check(fmt.Sprintf("barcodes[%d]", i), b); err != nil {
			return err
		}
	}
	return nil
}

// Add writes a new product that was checked, with what there is of it, unless
// nobody said (nil); reason and refID are those of the stock room.
func Add(tx *change.Tx, p Product, opening *money.Quantity, reason, refID string) (Product, error) {
	p.UpdatedAt = tx.Now
	if err := insert(tx, p); err != nil {
		return Product{}, err
	}
	if opening != nil {
		var err error
		if p.Stock, err = stock.Move(tx, p.ID, p.ID, *opening, reason, refID); err != nil {
			return Product{}, err
		}
	}
	return p, nil
}

// Update writes what is different in p, which was checked; nothing when
// nothing is.
func Update(tx *change.Tx, old, p Product) (Product, error) {
	row := differences(old, p)
	if len(row) == 0 && sameBarcodes(old, p) {
		return old, nil
	}
	p.UpdatedAt = tx.Now
	row["updated_at"] = tx.At() // also when only barcodes change, so that the screens hear of the product
	return p, update(tx, old, p, row)
}

func differences(old, p Product) change.Row {
	row := change.Row{}
	put := func(col string, different bool, v any) {
		if different {
			row[col] = v
		}
	}
	put("name", old.Name != p.Name, p.Name)
	put("code", old.Code != p.Code, p.Code)
	put("unit", old.Unit != p.Unit, p.Unit)
	put("price", old.Price != p.Price, p.Price)
	put("tax_class", old.TaxClass != p.TaxClass, p.TaxClass)
	put("price_includes_tax", old.PriceIncludesTax != p.PriceIncludesTax, p.PriceIncludesTax)
	put("category", old.Category != p.Category, p.Category)
	put("tax_code", old.TaxCode != p.TaxCode, p.TaxCode)
	put("min_stock", old.MinStock != p.MinStock, p.MinStock)
	put("asks_serial", old.AsksSerial != p.AsksSerial, p.AsksSerial)
	put("warranty_months", old.WarrantyMonths != p.WarrantyMonths, p.WarrantyMonths)
	put("active", old.Active != p.Active, p.Active)
	return row
}

// Differ tells whether two products say anything different, but for their stock.
func Differ(a, b Product) bool { return len(differences(a, b)) > 0 || !sameBarcodes(a, b) }

func sameBarcodes(old, p Product) bool { return slices.Equal(old.Barcodes, p.Barcodes) }

// KeepWords writes the words of further names into the file; more tells whether
// there are more.
func (r *Room) KeepWords(tx *db.Tx, rows int) (more bool, err error) { return r.known.Keep(tx, rows) }

// Read gives one product.
func (r *Room) Read(ctx context.Context, id string) (p Product, err error) {
	err = r.j.DB.Look(ctx, func(tx *db.Tx) error {
		p, err = Get(tx, id)
		return err
	})
	return p, err
}
