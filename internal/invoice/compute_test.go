package invoice

import (
	"testing"

	"pgregory.net/rapid"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

func compute(items []Item, whole *Discount, round money.Rial) (Invoice, error) {
	doc := Invoice{Lines: make([]Line, len(items))}
	err := Compute(&doc, items, whole, round)
	return doc, err
}

func TestADocumentIsComputedInTheOrderOfTheLaw(t *testing.T) {
	doc, err := compute([]Item{
		{Quantity: 12_500, Price: 385_000, TaxRate: 1000},                                          // 4 812 500
		{Quantity: 1000, Price: 21_900_000, TaxRate: 1000, Discount: &Discount{Amount: 1_900_000}}, // 20 000 000
		{Quantity: 3000, Price: 333, TaxRate: 0},                                                   // 999, exempt
	}, &Discount{Percent: "10"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	// base 24 813 499 → discount half-up 2 481 350, shared 481 250 + 2 000 000 + 100
	want := []Line{
		{Gross: 4_812_500, DiscountShare: 481_250, Net: 4_331_250, Tax: 433_125, Total: 4_764_375},
		{Gross: 21_900_000, Discount: 1_900_000, DiscountShare: 2_000_000, Net: 18_000_000, Tax: 1_800_000, Total: 19_800_000},
		{Gross: 999, DiscountShare: 100, Net: 899, Tax: 0, Total: 899},
	}
	for i, w := range want {
		l := doc.Lines[i]
		if l.Gross != w.Gross || l.Discount != w.Discount || l.DiscountShare != w.DiscountShare || l.Net != w.Net || l.Tax != w.Tax || l.Total != w.Total {
			t.Errorf("line %d: %+v", i, l)
		}
	}
	if doc.Gross != 26_713_499 || doc.Discount != 4_381_350 || doc.Tax != 2_233_125 || doc.Total != 24_565_274 || doc.Rounding != 0 {
		t.Errorf("%+v", doc)
	}
}

func TestAPriceThatHoldsItsTaxCostsTheCustomerExactlyThat(t *testing.T) {
	doc, err := compute([]Item{{Quantity: 3000, Price: 100_000, Inclusive: true, TaxRate: 1000}}, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	l := doc.Lines[0]
	if l.Price != 90_909 || l.Gross != 272_727 || l.Tax != 27_273 || l.Total != 300_000 || doc.Total != 300_000 {
		t.Errorf("%+v %+v", doc, l)
	}
	doc, err = compute([]Item{{Quantity: 1000, Price: 100_005, Inclusive: true, TaxRate: 1000, Discount: &Discount{Amount: 5}}}, nil, 0)
	if err != nil || doc.Total != 100_000 {
		t.Errorf("%+v %v", doc, err)
	}
}

func TestTheShopsRoundingStandsOnALineOfItsOwn(t *testing.T) {
	doc, err := compute([]Item{{Quantity: 1000, Price: 12_345, TaxRate: 0}}, nil, 1000)
	if err != nil || doc.Total != 12_000 || doc.Rounding != -345 || doc.Lines[0].Total != 12_345 {
		t.Errorf("%+v %v", doc, err)
	}
}

func TestWhatCannotBeIsRefusedAtItsField(t *testing.T) {
	good := Item{Quantity: 1000, Price: 1000}
	with := func(f func(*Item)) []Item {
		bad := good
		f(&bad)
		return []Item{good, bad}
	}
	for field, c := range map[string]struct {
		items []Item
		whole *Discount
	}{
		"lines[1].quantity":         {items: with(func(i *Item) { i.Quantity = 0 })},
		"lines[1].price":            {items: with(func(i *Item) { i.Price = -1 })},
		"lines[1].discount":         {items: with(func(i *Item) { i.Discount = &Discount{Amount: 1001} })},
		"lines[1].discount.percent": {items: with(func(i *Item) { i.Discount = &Discount{Percent: "101"} })},
		"lines[1].discount.amount":  {items: with(func(i *Item) { i.Discount = &Discount{Amount: -1} })},
		"discount":                  {items: []Item{good}, whole: &Discount{Amount: 1001}},
		"discount.percent":          {items: []Item{good}, whole: &Discount{Percent: "ten"}},
		"lines":                     {items: []Item{{Quantity: 1000, Price: money.Max}, {Quantity: 1000, Price: money.Max}}},
	} {
		_, err := compute(c.items, c.whole, 0)
		if e := errs.All(err); len(e) != 1 || e[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestEveryDocumentAddsUp(t *testing.T) {
	discount := rapid.Custom(func(t *rapid.T) *Discount {
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return nil
		case 1:
			return &Discount{Percent: money.Percent(rapid.Int64Range(0, 10_000).Draw(t, "percent")).String()}
		}
		return &Discount{Amount: money.Rial(rapid.Int64Range(0, 1000).Draw(t, "amount"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Item {
			return Item{
				Quantity:  money.Quantity(rapid.Int64Range(1, 100_000).Draw(t, "quantity")),
				Price:     money.Rial(rapid.Int64Range(0, 10_000_000).Draw(t, "price")),
				Inclusive: rapid.Bool().Draw(t, "inclusive"),
				TaxRate:   rapid.SampledFrom([]int{0, 900, 1000, 1200}).Draw(t, "rate"),
				Discount:  discount.Draw(t, "discount"),
			}
		}), 1, 12).Draw(t, "items")
		doc, err := compute(items, discount.Draw(t, "whole"), rapid.SampledFrom([]money.Rial{0, 1000, 5000}).Draw(t, "round"))
		if err != nil {
			return
		}
		var total, tax, given money.Rial
		for i, l := range doc.Lines {
			gross, _ := l.Price.Times(l.Quantity)
			if l.Gross != gross || l.Net != l.Gross-l.Discount-l.DiscountShare || l.Net < 0 || l.Total != l.Net+l.Tax {
				t.Fatalf("line %d: %+v", i, l)
			}
			total, tax, given = total+l.Total, tax+l.Tax, given+l.Discount+l.DiscountShare
		}
		if doc.Total != total+doc.Rounding || doc.Tax != tax || doc.Discount != given || doc.Net != doc.Gross-doc.Discount || doc.Total < 0 {
			t.Fatalf("%+v", doc)
		}
	})
}
