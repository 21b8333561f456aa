package sale_test

import (
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
)

// ring sells one of a product for 10 000 000 in cash and gives the sum.
func ring(h *housetest.House, c *housetest.Client, product string) int {
	h.T.Helper()
	var a answer
	c.Post("/sales", obj{"id": housetest.NewID(h.T), "lines": []obj{{"product_id": product, "quantity": "1"}}, "payments": cash(10_000_000)}).
		Want(http.StatusCreated).JSON(&a)
	return a.Invoice.Total
}

// elsewhere sets a product's price as another process does (import on the command
// line, beside a running program).
func elsewhere(t *testing.T, h *housetest.House, id string, price money.Rial) {
	t.Helper()
	d, err := db.Open(t.Context(), filepath.Join(h.Dir, db.File), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	j, err := change.New(d)
	if err != nil {
		t.Fatal(err)
	}
	room := product.New(j, nil, func(*db.Tx, string) error { return nil })
	if _, err := room.Change(t.Context(), id, product.Input{Price: &price}); err != nil {
		t.Fatal(err)
	}
}

func TestASaleNeverTakesAPriceOfYesterday(t *testing.T) {
	h := housetest.New(t)
	till := h.As(actor.Counter)
	lamp := h.Goods("لامپ", 100_000, obj{"tax_class": "exempt"})
	for i, set := range []func(price int){
		func(price int) { h.Owner.Patch("/products/"+lamp, obj{"price": price}).Want(http.StatusOK) },
		func(price int) { elsewhere(t, h, lamp, money.Rial(price)) },
		func(price int) { elsewhere(t, h, lamp, 1); elsewhere(t, h, lamp, money.Rial(price)) },
	} {
		ring(h, till, lamp) // remembers it
		price := 200_000 + i*100_000
		set(price)
		if got := ring(h, till, lamp); got != price {
			t.Errorf("change %d: sold at %d, the price is %d", i, got, price)
		}
	}
	ring(h, till, lamp)
	h.Owner.Patch("/products/"+lamp, obj{"active": false}).Want(http.StatusOK)
	till.Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(10_000_000)}).
		Refused(http.StatusUnprocessableEntity, "inactive", "lines[0].product_id")
}

func TestASaleTakesTheTaxOfItsDayAndTheShopOfItsMoment(t *testing.T) {
	h := housetest.New(t)
	till := h.As(actor.Counter)
	lamp := h.Goods("لامپ", 100_001)
	if got := ring(h, till, lamp); got != 110_001 {
		t.Fatalf("sold at %d", got)
	}
	h.Owner.Post("/tax-rates", obj{"tax_class": "standard", "rate_bp": 2000, "effective_from": time.Now().Add(-48 * time.Hour).Format(time.DateOnly)}).
		Want(http.StatusCreated)
	if got := ring(h, till, lamp); got != 120_001 {
		t.Errorf("sold at %d with 20 %% tax", got)
	}
	h.Owner.Patch("/shop", obj{"rounding": 1000}).Want(http.StatusOK)
	if got := ring(h, till, lamp); got != 120_000 {
		t.Errorf("sold at %d, rounded to a thousand", got)
	}
}

func TestPricesThatChangeWhileManySellLeaveNoSaleWrong(t *testing.T) {
	h := housetest.New(t)
	till := h.As(actor.Counter)
	lamp := h.Goods("لامپ", 100_000, obj{"tax_class": "exempt", "stock": "1000"})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				// each sale's price is one that the list had; that the sums are right
				// is proved by doctor at the end of the test
				if got := ring(h, till, lamp); got%100_000 != 0 || got > 900_000 {
					t.Errorf("sold at %d", got)
				}
			}
		})
	}
	for i := range 8 {
		h.Owner.Patch("/products/"+lamp, obj{"price": (i + 2) * 100_000}).Want(http.StatusOK)
		till.Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": housetest.NewID(t), "quantity": "1"}}, "payments": cash(1)}).
			Refused(http.StatusUnprocessableEntity, "not_found", "lines[0].product_id")
	}
	wg.Wait()
	if got := ring(h, till, lamp); got != 900_000 {
		t.Errorf("sold at %d at last", got)
	}
}
