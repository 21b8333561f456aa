package credit

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
)

// drawn is an invoice of any lines, rounded to a coin.
func drawn(t *rapid.T, coin money.Rial) (invoice.Invoice, bool) {
	items := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) invoice.Item {
		return invoice.Item{
			Quantity:  money.Quantity(rapid.Int64Range(1, 5).Draw(t, "quantity") * rapid.SampledFrom([]int64{1, 250, 1000}).Draw(t, "of")),
			Price:     money.Rial(rapid.Int64Range(0, 10_000_000).Draw(t, "price")),
			Inclusive: rapid.Bool().Draw(t, "inclusive"),
			TaxRate:   rapid.SampledFrom([]int{0, 1000}).Draw(t, "rate"),
			Discount:  &invoice.Discount{Percent: fmt.Sprint(rapid.IntRange(0, 100).Draw(t, "percent"))},
		}
	}), 1, 5).Draw(t, "items")
	doc := invoice.Invoice{Lines: make([]invoice.Line, len(items))}
	for i := range doc.Lines {
		doc.Lines[i].ID = fmt.Sprint(i)
	}
	err := invoice.Compute(&doc, items, &invoice.Discount{Amount: money.Rial(rapid.Int64Range(0, 1000).Draw(t, "whole"))}, coin)
	return doc, err == nil
}

// taken takes something of what is left back: of one line or of all.
func taken(t *rapid.T, doc invoice.Invoice, before back, coin money.Rial) (Note, bool) {
	var some []want
	for _, l := range doc.Lines {
		left := l.Quantity - before.lines[l.ID].Quantity
		if left > 0 && rapid.Bool().Draw(t, "this one") {
			some = append(some, want{line: l, quantity: money.Quantity(rapid.Int64Range(1, int64(left)).Draw(t, "quantity")), goesTo: ToStock})
		}
	}
	n, err := compute(doc, before, some, coin)
	return n, err == nil && len(some) > 0
}

func (b *back) add(n Note) {
	b.notes, b.rounding, b.total = b.notes+1, b.rounding+n.Rounding, b.total+n.Total
	for _, l := range n.Lines {
		sum := b.lines[l.LineID]
		sum.Quantity, sum.Gross, sum.Discount, sum.DiscountShare = sum.Quantity+l.Quantity, sum.Gross+l.Gross, sum.Discount+l.Discount, sum.DiscountShare+l.DiscountShare
		sum.Net, sum.Tax, sum.Total = sum.Net+l.Net, sum.Tax+l.Tax, sum.Total+l.Total
		b.lines[l.LineID] = sum
	}
}

func TestStepsOfAReturnAreWholeCoinsAndComeToWhatWasPaid(t *testing.T) {
	coins := []money.Rial{0, 1_000, 5_000, 100_000}
	rapid.Check(t, func(t *rapid.T) {
		sold := rapid.SampledFrom(coins).Draw(t, "coin of the sale")
		doc, ok := drawn(t, sold)
		if !ok {
			return
		}
		now := money.Amount{Rial: rapid.SampledFrom(append(coins, sold)).Draw(t, "coin"), Unit: money.InToman}
		changes := rapid.Bool().Draw(t, "the shop rounds otherwise in between")
		before := back{lines: map[string]invoice.Line{}}
		take := func(n Note) {
			before.add(n)
			if n.Total < 0 || before.total > doc.Total {
				t.Fatalf("%d comes back, %d of %d by now", n.Total, before.total, doc.Total)
			}
			if coin := coinOf(doc, now); !changes && !whole(n.Total, coin) {
				t.Fatalf("%d can't be paid in coins of %d", n.Total, coin)
			}
		}
		for range rapid.IntRange(0, 4).Draw(t, "steps") {
			if n, ok := taken(t, doc, before, coinOf(doc, now)); ok {
				take(n)
			}
			if changes {
				now.Rial = rapid.SampledFrom(coins).Draw(t, "coin from here on")
			}
		}
		var rest []want
		for _, l := range doc.Lines {
			if left := l.Quantity - before.lines[l.ID].Quantity; left > 0 {
				rest = append(rest, want{line: l, quantity: left, goesTo: ToStock})
			}
		}
		n, err := compute(doc, before, rest, coinOf(doc, now))
		if err != nil {
			t.Fatal(err)
		}
		if len(rest) > 0 {
			take(n)
		}
		if before.total != doc.Total || before.rounding != doc.Rounding {
			t.Fatalf("%d came back of %d, rounded by %d of %d", before.total, doc.Total, before.rounding, doc.Rounding)
		}
	})
}
