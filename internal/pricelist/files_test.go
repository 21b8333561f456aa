package pricelist_test

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/vectors"
)

// A file that came to harm on its way must not end the shop's day.
func TestABrokenFileIsReadOrRefusedButNeverStopsTheProgram(t *testing.T) {
	h := housetest.New(t)
	dice := rand.New(rand.NewPCG(14, 5))
	ctx := actor.With(t.Context(), actor.System)
	for name, raw := range map[string][]byte{
		"book.xlsx": book(t, []any{"نام کالا", "قیمت (ریال)", "بارکد"}, []any{"برنج", 1250000, 6260100320123}, []any{"روغن", "۲٬۵۰۰", nil}),
		"list.csv":  []byte(list),
	} {
		for range 150 {
			broken := bytes.Clone(raw)
			for range 1 + dice.IntN(8) {
				broken[dice.IntN(len(broken))] = byte(dice.UintN(256))
			}
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, broken[:len(broken)-dice.IntN(2)*dice.IntN(len(broken))], 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := h.Pricelist.Import(ctx, path, name, pricelist.Options{Choice: pricelist.Choice{Unit: money.InRial}, DryRun: true})
			if err != nil && len(errs.All(err)) == 0 {
				t.Fatalf("%s: not a refusal: %v", name, err)
			}
		}
	}
}

// The lists that others wrote: each is taken in as far as it is one, and none
// stops the program. The expected figures were counted by hand in the files.
func TestRealListsAreTakenInOrRefusedClearly(t *testing.T) {
	dir := filepath.Join(vectors.Dir(t), "prices")
	for name, expected := range map[string]string{
		"hardware_tools.csv":                 "20 new 0 changed 0 unchanged 0 refused",
		"products_arabic_yeh.csv":            "21 new 0 changed 0 unchanged 0 refused",
		"products_windows1256.csv":           "21 new 0 changed 0 unchanged 0 refused",
		"digikala_products_rial.csv":         "349 new 0 changed 7 unchanged 0 refused",
		"digikala_motorcycle.xlsx":           "40 new 0 changed 0 unchanged 0 refused",
		"digikala_watchlist.xlsx":            "no_header",
		"khanoumi_cosmetics_noheader.csv":    "no_header",
		"torob_titles_small.csv":             "no_header",
		"warehouse_stock_sheet.xlsx":         "0 new 0 changed 0 unchanged 52 refused",
		"clothing_shop_purchases_sales.xlsx": "no_header",
		"moadian_invoice_layout.xlsx":        "1 new 0 changed 0 unchanged 9 refused",
		"price_history_pizza_cheese.xlsx":    "no_header",
	} {
		t.Run(name, func(t *testing.T) {
			raw, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Skip(err)
			}
			h := housetest.New(t)
			a := h.Owner.Post("/pricelists", map[string]any{"upload_id": send(t, h.Owner, name, raw), "unit": "rial"})
			if expected == "no_header" {
				a.Refused(http.StatusUnprocessableEntity, expected)
				return
			}
			var r pricelist.Result
			a.Want(http.StatusOK).JSON(&r)
			want(t, r, expected)
			again := take(t, h.Owner, name, raw, "rial")
			if again.New+again.Changed > 0 || again.RefusedCount != r.RefusedCount {
				t.Errorf("again: %s, first: %s", counts(again), counts(r))
			}
		})
	}
}
