package invoice

import (
	"fmt"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// Discount is taken from an amount either as rials or as a percentage, never
// both; the zero Discount takes nothing.
type Discount struct {
	Amount  money.Rial `json:"amount,omitempty" doc:"In rial"`
	Percent string     `json:"percent,omitempty" maxLength:"20" doc:"A decimal such as 10 or 2.5"`
}

// of is the discount of base, or a refusal at field.
func (d *Discount) of(base money.Rial, field string) (money.Rial, error) {
	if d == nil {
		return 0, nil
	}
	amount := d.Amount
	if d.Percent != "" {
		if d.Amount != 0 {
			return 0, errs.At(field, errs.Invalid)
		}
		percent, err := money.ParsePercent(d.Percent)
		if err != nil {
			return 0, errs.At(field+".percent", errs.Invalid)
		}
		if percent < 0 || percent > 10_000 {
			return 0, errs.At(field+".percent", "out_of_range")
		}
		if amount, err = percent.Of(base); err != nil {
			return 0, errs.At(field+".percent", "out_of_range")
		}
	}
	if amount < 0 {
		return 0, errs.At(field+".amount", "out_of_range")
	}
	if amount > base {
		return 0, errs.At(field, "discount_over_amount")
	}
	return amount, nil
}

// Item is one line before it is computed.
type Item struct {
	Quantity  money.Quantity
	Price     money.Rial // of one, as the shop says it
	Inclusive bool       // Price holds the tax already
	TaxRate   int        // basis points
	Discount  *Discount  // the line's own
}

// Compute fills in the figures of a document's lines and sums: Price, Gross,
// Discount, DiscountShare, Net, Tax and Total of each line, and the document's
// Gross, Discount, Net, Tax, Rounding and Total. lines and items go together
// by index; round is the unit (rial) to which the payable sum is rounded, 0
// for none. Refusals name the field in what the sale sent.
//
// The order is the law's (a line's gross, its own discount, its share of the
// whole discount by largest remainder, then its tax, each half-up). A price
// that holds its tax is brought to the net price of one, so that the official
// form's 7 = 4×6 is true; its discounts are taken from the shelf price, and
// what is then missing to the shelf's total stands in Rounding.
func Compute(doc *Invoice, items []Item, whole *Discount, round money.Rial) error {
	shelf, own, shares, err := discounts(items, whole)
	if err != nil {
		return err
	}
	doc.Gross, doc.Discount, doc.Net, doc.Tax, doc.Rounding, doc.Total = 0, 0, 0, 0, 0, 0
	for i, it := range items {
		l := &doc.Lines[i]
		l.Quantity, l.TaxRate = it.Quantity, it.TaxRate
		l.Price, l.Discount, l.DiscountShare = it.Price, own[i], shares[i]
		rate := money.Percent(it.TaxRate)
		if it.Inclusive {
			if err := net(rate, &l.Price, &l.Discount, &l.DiscountShare); err != nil {
				return errs.At(fmt.Sprintf("lines[%d].price", i), "out_of_range")
			}
		}
		if l.Gross, err = l.Price.Times(it.Quantity); err != nil {
			return errs.At(fmt.Sprintf("lines[%d].quantity", i), "out_of_range")
		}
		// rounded apart, the parts of a wholly discounted line may pass its gross by a rial
		l.Discount = min(l.Discount, l.Gross)
		l.DiscountShare = min(l.DiscountShare, l.Gross-l.Discount)
		l.Net = l.Gross - l.Discount - l.DiscountShare
		if l.Tax, err = rate.Of(l.Net); err != nil {
			return errs.At(fmt.Sprintf("lines[%d].quantity", i), "out_of_range")
		}
		l.Total = l.Net + l.Tax
		doc.Gross += l.Gross
		doc.Discount += l.Discount + l.DiscountShare
		doc.Net += l.Net
		doc.Tax += l.Tax
		doc.Total += l.Total
		if it.Inclusive {
			doc.Rounding += shelf[i] - shares[i] - l.Total
		}
		for _, sum := range []money.Rial{doc.Gross, doc.Total} {
			if sum.Check() != nil {
				return errs.At("lines", "out_of_range")
			}
		}
	}
	doc.Total += doc.Rounding
	if rounded := doc.Total.RoundTo(round); rounded != doc.Total {
		doc.Rounding += rounded - doc.Total
		doc.Total = rounded
	}
	return nil
}

// net takes the tax out of amounts that hold it.
func net(rate money.Percent, amounts ...*money.Rial) error {
	for _, a := range amounts {
		n, err := rate.Net(*a)
		if err != nil {
			return err
		}
		*a = n
	}
	return nil
}

// Discounts gives what is taken from each line in all, in the shelf's terms: its
// own discount and its share of the whole one.
func Discounts(items []Item, whole *Discount) ([]money.Rial, error) {
	_, own, shares, err := discounts(items, whole)
	for i := range own {
		own[i] += shares[i]
	}
	return own, err
}

// discounts gives, for each line in the shelf's terms, what stays after its own
// discount, that discount, and its share of the whole one.
func discounts(items []Item, whole *Discount) (shelf, own, shares []money.Rial, err error) {
	shelf, own = make([]money.Rial, len(items)), make([]money.Rial, len(items))
	var list errs.List
	for i, it := range items {
		field := fmt.Sprintf("lines[%d]", i)
		if it.Quantity <= 0 || it.Quantity.Check() != nil {
			list.Add(field+".quantity", "out_of_range")
			continue
		}
		if it.Price < 0 || it.Price.Check() != nil {
			list.Add(field+".price", "out_of_range")
			continue
		}
		gross, err := it.Price.Times(it.Quantity)
		if err != nil {
			list.Add(field+".quantity", "out_of_range")
			continue
		}
		if own[i], err = it.Discount.of(gross, field+".discount"); err != nil {
			list = append(list, errs.All(err)...)
			continue
		}
		shelf[i] = gross - own[i]
	}
	if err := list.Err(); err != nil {
		return nil, nil, nil, err
	}
	base, err := money.Sum(shelf...)
	if err != nil {
		return nil, nil, nil, errs.At("lines", "out_of_range")
	}
	share, err := whole.of(base, "discount")
	if err != nil {
		return nil, nil, nil, err
	}
	return shelf, own, money.Share(share, shelf), nil
}
