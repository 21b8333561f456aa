package sale

import (
	"fmt"

	"pishkhan/internal/actor"
	"pishkhan/internal/bundle"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/level"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/serial"
)

// price looks up what is rung up and computes the document: lines, sums and
// buyer. Refusals stand at the fields of the draft.
func (r *Room) price(tx *db.Tx, a actor.Actor, d Draft, m *memo, doc *invoice.Invoice) error {
	_, err := r.items(tx, a, d, m, doc)
	return err
}

// items is price that gives the items too.
func (r *Room) items(tx *db.Tx, a actor.Actor, d Draft, m *memo, doc *invoice.Invoice) ([]invoice.Item, error) {
	s, err := r.shop(tx, m)
	if err != nil {
		return nil, err
	}
	var pays level.Priced
	if d.CustomerID != "" {
		c, err := r.rooms.Customer.Get(tx, d.CustomerID)
		if errs.Is(err, errs.NotFound) {
			return nil, errs.At("customer_id", errs.NotFound)
		}
		if err != nil {
			return nil, err
		}
		doc.CustomerID, doc.Buyer = c.ID, buyer(c)
		if pays, err = r.pays(tx, m, c.LevelID); err != nil {
			return nil, err
		}
	}
	if len(d.Lines) == 0 {
		return nil, errs.At("lines", errs.Required)
	}
	if len(d.Lines) > MaxLines {
		return nil, errs.At("lines", "too_many_lines", "Max", MaxLines)
	}
	items := make([]invoice.Item, len(d.Lines))
	doc.Lines = make([]invoice.Line, len(d.Lines))
	look, err := r.look(tx, m, d.Lines, pays)
	if err != nil {
		return nil, err
	}
	var list errs.List
	for i, l := range d.Lines {
		if err := look.item(l, i, &items[i], &doc.Lines[i]); err != nil {
			refusals := errs.All(err)
			if refusals == nil {
				return nil, err
			}
			list = append(list, refusals...)
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := invoice.Compute(doc, items, d.Discount, money.Rial(s.Rounding)); err != nil {
		return nil, err
	}
	return items, allowed(a, d, items, doc)
}

// look is what lines are looked up in.
type look struct {
	r     *Room
	tx    *db.Tx
	memo  *memo
	goods map[string]product.Product
	pays  level.Priced
}

func (r *Room) look(tx *db.Tx, m *memo, lines []Line, pays level.Priced) (look, error) {
	ids := make([]string, 0, len(lines))
	for _, l := range lines {
		if l.ProductID != "" {
			ids = append(ids, l.ProductID)
		}
	}
	found, err := goods(tx, m, ids)
	return look{r, tx, m, found, pays}, err
}

func (k look) product(l Line) (product.Product, error) {
	if l.ProductID == "" {
		return product.ByBarcode(k.tx, l.Barcode)
	}
	p, ok := k.goods[l.ProductID]
	if !ok {
		return p, errs.New(errs.NotFound)
	}
	return p, nil
}

// item looks up one line's product and its tax of today.
func (k look) item(l Line, i int, it *invoice.Item, out *invoice.Line) error {
	q, err := money.ParseQuantity(l.Quantity)
	if err != nil {
		return errs.At(field(i, "quantity"), errs.Invalid)
	}
	if l.ProductID == "" && l.Barcode == "" {
		return errs.At(field(i, "product_id"), errs.Required)
	}
	p, err := k.product(l)
	if errs.Is(err, errs.NotFound) {
		name := "product_id"
		if l.ProductID == "" {
			name = "barcode"
		}
		return errs.At(field(i, name), errs.NotFound)
	}
	if err != nil {
		return err
	}
	if !p.Active {
		return errs.At(field(i, "product_id"), "inactive")
	}
	rate, err := k.r.rate(k.tx, k.memo, p.TaxClass)
	if err != nil {
		return err
	}
	listed, err := k.pays.Price(p.ID, p.Price)
	if err != nil {
		return err
	}
	*it = invoice.Item{Quantity: q, Price: listed, Inclusive: p.PriceIncludesTax, TaxRate: rate, Discount: l.Discount}
	if l.Price != nil {
		it.Price = *l.Price
	}
	*out = invoice.Line{Row: i + 1, ProductID: p.ID, Code: p.Code, TaxCode: p.TaxCode, Name: p.Name, Unit: p.Unit,
		ListPrice: listed, TaxClass: p.TaxClass}
	if out.Parts, err = k.parts(p, q); err != nil {
		return errs.Under(field(i, "quantity"), err)
	}
	out.Serials, err = serial.Read(l.Serials, q, p.WarrantyMonths, k.memo.at)
	return errs.Under(fmt.Sprintf("lines[%d]", i), err)
}

// parts are what so many of a bundle are made of; nil of another product.
func (k look) parts(p product.Product, q money.Quantity) ([]bundle.Part, error) {
	if len(p.Parts) == 0 {
		return nil, nil
	}
	ids := make([]string, len(p.Parts))
	for i, part := range p.Parts {
		ids[i] = part.ProductID
	}
	found, err := goods(k.tx, k.memo, ids)
	if err != nil {
		return nil, err
	}
	return bundle.In(p.Parts, q, found)
}

// allowed holds a draft against the seller's rights: a price above the list's
// needs the right to set prices, and what is given away below it, by price and
// discounts together, must be within the role's limit. Where the price was
// allowed, the discounts are held against the limit alone.
func allowed(a actor.Actor, d Draft, items []invoice.Item, doc *invoice.Invoice) error {
	if actor.Rights[actor.PriceOverride][a.Role] && actor.DiscountLimit[a.Role] >= 100 {
		return nil
	}
	price := func(at string) error {
		if a.May(actor.PriceOverride) {
			return nil
		}
		return errs.At(at, "price_override").Needs(string(actor.PriceOverride))
	}
	percent := actor.DiscountLimit[a.Role]
	discount := func(at string) error {
		if a.May(actor.DiscountOver) {
			return nil
		}
		return errs.At(at, "discount_limit", "Percent", percent).Needs(string(actor.DiscountOver))
	}
	for i, it := range items {
		l := doc.Lines[i]
		if it.Price > l.ListPrice {
			if err := price(field(i, "price")); err != nil {
				return err
			}
		}
		listed, err := l.ListPrice.Times(it.Quantity)
		if err != nil {
			return errs.At(field(i, "quantity"), "out_of_range")
		}
		asked, err := it.Price.Times(it.Quantity)
		if err != nil {
			return errs.At(field(i, "quantity"), "out_of_range")
		}
		if it.Inclusive { // discounts stand without their tax by now
			if listed, err = money.Percent(it.TaxRate).Net(listed); err != nil {
				return err
			}
			if asked, err = money.Percent(it.TaxRate).Net(asked); err != nil {
				return err
			}
		}
		most := limit(a, listed)
		given := listed - asked
		if given > most {
			if err := price(field(i, "price")); err != nil {
				return err
			}
			given = 0
		}
		switch {
		case given+l.Discount > most:
			err = discount(field(i, "discount"))
		case given+l.Discount+l.DiscountShare > most:
			err = discount("discount")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
