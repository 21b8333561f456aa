package sale

import (
	"context"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/serial"
	"pishkhan/internal/web"
)

func (r *Room) correction(ctx context.Context, in *web.ID) (*web.Body[BasketContent], error) {
	return web.Answer(r.Correction(ctx, in.Row()))
}

// Correction is an invoice as the basket that would stand in its place: the
// same goods at the same prices and discounts, for the seller to put right.
func (r *Room) Correction(ctx context.Context, invoiceID string) (out BasketContent, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err := invoice.Get(tx, r.vault, invoiceID)
		if err != nil {
			return err
		}
		out = BasketContent{CustomerID: doc.CustomerID, Note: doc.Note, Back: &Back{InvoiceID: doc.ID, Corrects: true}}
		ids := make([]string, len(doc.Lines))
		for i, l := range doc.Lines {
			ids[i] = l.ProductID
		}
		goods, err := product.Several(tx, ids)
		if err != nil {
			return err
		}
		var whole money.Rial
		for _, l := range doc.Lines {
			p, ok := goods[l.ProductID]
			if !ok {
				return errs.New(errs.NotFound)
			}
			line, share, err := asRungUp(l, p)
			if err != nil {
				return err
			}
			whole += share
			out.Lines = append(out.Lines, line)
		}
		if whole > 0 {
			out.Discount = &invoice.Discount{Amount: whole}
		}
		return nil
	})
	return out, err
}

// asRungUp is an issued line as it was rung up, and its share of the whole's
// discount: where the shelf's price holds the tax, with it.
func asRungUp(l invoice.Line, p product.Product) (BasketLine, money.Rial, error) {
	price, own, share := l.Price, l.Discount, l.DiscountShare
	if p.PriceIncludesTax {
		for _, of := range []*money.Rial{&price, &own, &share} {
			tax, err := money.Percent(l.TaxRate).Of(*of)
			if err != nil {
				return BasketLine{}, 0, err
			}
			*of += tax
		}
		if net, err := money.Percent(l.TaxRate).Net(l.ListPrice); err == nil && net == l.Price {
			price = l.ListPrice // and not a rial beside it
		}
	}
	line := BasketLine{ProductID: l.ProductID, Quantity: l.Quantity.String(), ListPrice: p.Price, Serials: serial.Texts(l.Serials)}
	if price != p.Price {
		line.Price = &price
	}
	if own > 0 {
		line.Discount = &invoice.Discount{Amount: own}
	}
	return line, share, nil
}
