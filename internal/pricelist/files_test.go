package pricelist_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
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

// outcome is what becomes of a file: counts and why rows were refused, what is
// asked, or why the whole was refused.
func outcome(ctx context.Context, h *housetest.House, path string, c pricelist.Choice) string {
	r, err := h.Pricelist.Import(ctx, path, filepath.Base(path), pricelist.Options{Choice: c})
	if err != nil {
		return string(errs.All(err)[0].Code)
	}
	if len(r.Asks) > 0 {
		return "asks " + strings.Join(r.Asks, " ")
	}
	why := map[string]int{}
	for _, e := range r.Refused {
		why[e.Code+" "+e.Field]++
	}
	text := counts(r)
	if len(why) > 0 {
		text += strings.TrimPrefix(fmt.Sprint(why), "map")
	}
	return text
}

// The lists that others wrote: each is taken in as far as it is one, and none
// stops the program. The expected figures were counted by hand in the files.
func TestRealListsAreTakenInOrRefusedClearly(t *testing.T) {
	dir := filepath.Join(vectors.Dir(t), "prices")
	rial := pricelist.Choice{Unit: money.InRial}
	for _, c := range []struct {
		file   string
		choice pricelist.Choice
		want   string
	}{
		// retail and wholesale stand side by side
		{"hardware_tools.csv", rial, "asks price_column"},
		{"hardware_tools.csv", pricelist.Choice{}, "asks price_column unit"},
		{"hardware_tools.csv", pricelist.Choice{Unit: money.InRial, PriceColumn: "قیمت_خرده"}, "20 new 0 changed 0 unchanged 0 refused"},
		{"hardware_tools.csv", pricelist.Choice{Unit: money.InRial, PriceColumn: "H"}, "20 new 0 changed 0 unchanged 0 refused"},
		// one name is there twice, under two codes: two goods
		{"products_arabic_yeh.csv", rial, "21 new 0 changed 0 unchanged 0 refused"},
		{"products_arabic_yeh.csv", pricelist.Choice{}, "asks unit"},
		{"products_windows1256.csv", rial, "21 new 0 changed 0 unchanged 0 refused"},
		// 356 rows with 349 ids
		{"digikala_products_rial.csv", rial, "349 new 0 changed 0 unchanged 7 refused[duplicate code:7]"},
		{"digikala_motorcycle.xlsx", rial, "40 new 0 changed 0 unchanged 0 refused"},
		// links and names, without any price
		{"digikala_watchlist.xlsx", rial, "0 new 0 changed 0 unchanged 60 refused[missing price:60]"},
		// data from the first row on; with the columns said, 118 rows of which 29 repeat a name
		{"khanoumi_cosmetics_noheader.csv", rial, "no_header"},
		{"khanoumi_cosmetics_noheader.csv", pricelist.Choice{Unit: money.InRial, Header: pricelist.NoHeader, Columns: map[string]int{"name": 0, "price": 2, "category": 5}}, "89 new 0 changed 0 unchanged 29 refused[duplicate name:29]"},
		{"torob_titles_small.csv", rial, "no_header"}, // "name1,name2"
		// rows 2, 3 and 7 are in dollars, 8–52 go on from row 7 without a name; four prices are in millions
		{"warehouse_stock_sheet.xlsx", pricelist.Choice{Unit: money.InToman}, "4 new 0 changed 0 unchanged 48 refused[foreign_currency price:3 missing name:45]"},
		{"warehouse_stock_sheet.xlsx", pricelist.Choice{}, "asks unit"},
		// four sheets; the purchases have a name, a quantity and one price to sell at; below them a row of sums without a word
		{"clothing_shop_purchases_sales.xlsx", rial, "11 new 0 changed 0 unchanged 1 refused[missing name:1]"},
		{"clothing_shop_purchases_sales.xlsx", pricelist.Choice{Sheet: "readme"}, "0 new 0 changed 0 unchanged 12 refused[missing price:12]"}, // "Item, Description"
		{"clothing_shop_purchases_sales.xlsx", pricelist.Choice{Sheet: "sheet9"}, "no_sheet"},
		// nine rows hold nothing but formulas whose result is 0
		{"moadian_invoice_layout.xlsx", rial, "1 new 0 changed 0 unchanged 9 refused[missing name:9]"},
		{"price_history_pizza_cheese.xlsx", rial, "no_header"}, // dates and prices
	} {
		path := filepath.Join(dir, c.file)
		if _, err := os.Stat(path); err != nil {
			t.Skip(err)
		}
		h := housetest.New(t)
		ctx := actor.With(t.Context(), actor.System)
		if got := outcome(ctx, h, path, c.choice); got != c.want {
			t.Errorf("%s %+v: %s, want %s", c.file, c.choice, got, c.want)
			continue
		}
		if !strings.Contains(c.want, " new ") {
			continue
		}
		var n, refused int
		_, _ = fmt.Sscanf(c.want, "%d new 0 changed 0 unchanged %d refused", &n, &refused)
		if got := outcome(ctx, h, path, c.choice); !strings.HasPrefix(got, fmt.Sprintf("0 new 0 changed %d unchanged %d refused", n, refused)) {
			t.Errorf("%s again: %s", c.file, got)
		}
	}
}

func TestTheWarehousesStockSheetIsUnderstood(t *testing.T) {
	path := filepath.Join(vectors.Dir(t), "prices", "warehouse_stock_sheet.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip(err)
	}
	h := housetest.New(t)
	look, err := h.Pricelist.Look(path, "warehouse.xlsx", pricelist.Choice{})
	if err != nil || look.Kind != pricelist.Products || look.Header != 1 || look.Rows != 52 || fmt.Sprint(look.Asks) != "[unit]" || look.Sheet != "(موجودی)مواد اولیه" {
		t.Errorf("%+v %v", look, err)
	}
	var columns []string
	for _, c := range look.Columns {
		columns = append(columns, c.Letter+" "+c.Heading+" "+c.Field)
	}
	if got := strings.Join(columns, ", "); got != "A نام قطعه name, B کد کالا code, C پارت نامبر , D تعداد stock, E تاریخ ورود , F قیمت price, G واحد unit, H شماره سریال " {
		t.Error(got)
	}
	// put right by hand: what is counted becomes stock, and the part number the barcode
	choice := pricelist.Choice{Unit: money.InToman, Columns: map[string]int{"name": 0, "code": 1, "barcode": 2, "stock": 3, "price": 5, "currency": 6}}
	ctx := actor.With(t.Context(), actor.System)
	var told []pricelist.Change
	r, err := h.Pricelist.Import(ctx, path, "warehouse.xlsx", pricelist.Options{Choice: choice, DryRun: true, Each: func(c pricelist.Change) { told = append(told, c) }})
	if err != nil || counts(r) != "4 new 0 changed 0 unchanged 48 refused" || len(told) != 52 || told[2].Row != 4 || told[2].What != pricelist.RowNew {
		t.Fatalf("%s %v, %d rows told", counts(r), err, len(told))
	}
	if got := fmt.Sprint(told[2].Cells); got != "[{name  کابل rf 18 گیگ} {code  32} {price  18000000} {unit  متر} {barcode  S_012354} {stock  4}]" {
		t.Error(got)
	}
	if n := count(t, h, "SELECT count(*) FROM products"); n != 0 {
		t.Errorf("a trial wrote %d products", n)
	}
	if got := outcome(ctx, h, path, choice); !strings.HasPrefix(got, "4 new") {
		t.Error(got)
	}
	if p := product(t, h, "S_012354"); p["price"] != 18_000_000.0 || p["stock"] != "4" || p["unit"] != "متر" || p["code"] != "32" || p["name"] != "کابل rf 18 گیگ" {
		t.Errorf("%v", p)
	}
	if p := product(t, h, "56"); p["price"] != 3_000_000.0 || p["stock"] != "10" || p["name"] != "کابل rf 3 گیگ" {
		t.Errorf("%v", p)
	}
}
