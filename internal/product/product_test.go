package product_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

type words struct{}

func (words) T(_, key string, _ map[string]any) string { return key }
func (words) Resolve(string) string                    { return "fa" }

type house struct {
	t        *testing.T
	ctx      context.Context
	j        *change.Journal
	products *product.Room
	stock    *stock.Room
}

func open(t *testing.T) *house {
	t.Helper()
	d, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "shop.db"), db.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	err = d.Write(context.Background(), func(tx *db.Tx) error {
		return tx.Exec("INSERT INTO local_device VALUES(1,'dev',1,'t','v',x'00','r')")
	})
	if err != nil {
		t.Fatal(err)
	}
	j, err := change.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return &house{t, actor.With(context.Background(), actor.System), j, product.New(j, words{}, taxed), stock.New(j, product.Exists, product.Counted)}
}

func (h *house) content() {
	h.t.Helper()
	found, err := change.VerifyChain(h.ctx, h.j.DB)
	if err != nil || len(found) > 0 {
		h.t.Errorf("the chain: %v %v", found, err)
	}
	if found, err = change.Replay(h.ctx, h.j.DB, func(int64) {}); err != nil || len(found) > 0 {
		h.t.Errorf("replay: %v %v", found, err)
	}
	var wrong int
	err = h.j.DB.Read(h.ctx, func(tx *db.Tx) error {
		return tx.Row([]any{&wrong}, `SELECT count(*) FROM local_stock s
			WHERE quantity <> (SELECT sum(quantity) FROM stock_moves m WHERE m.product_id = s.product_id)`)
	})
	if err != nil || wrong > 0 {
		h.t.Errorf("%d products whose stock is not the sum of their moves, %v", wrong, err)
	}
}

func taxed(_ *db.Tx, class string) error {
	if class != "standard" && class != "exempt" {
		return errs.At("tax_class", "unknown_tax_class", "Value", class)
	}
	return nil
}

func ptr[T any](v T) *T { return &v }

func (h *house) create(name string, price money.Rial, more product.Input) product.Product {
	h.t.Helper()
	more.Name, more.Price = &name, &price
	p, made, err := h.products.Create(h.ctx, "", more, "")
	if err != nil || !made {
		h.t.Fatalf("%s: made %v, %v", name, made, err)
	}
	return p
}

func (h *house) names(q string) (names []string, readAs string) {
	h.t.Helper()
	page, err := h.products.Find(h.ctx, web.Query{Q: q, Limit: 50}, "", "", product.Filter{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, p := range page.Items {
		names = append(names, p.Name)
	}
	return names, page.ReadAs
}

func TestAProductNeedsOnlyANameAndAPrice(t *testing.T) {
	h := open(t)
	p := h.create("  لامپ ۱۲ وات ", 850_000, product.Input{})
	if p.Name != "لامپ ۱۲ وات" || p.Unit != "product.unit_default" || p.TaxClass != "standard" || !p.Active || p.Stock != 0 || len(p.Barcodes) != 0 {
		t.Errorf("%+v", p)
	}
	got, err := h.products.Read(h.ctx, p.ID)
	if err != nil || got.Name != p.Name || got.Price != 850_000 || !got.UpdatedAt.Equal(p.UpdatedAt) {
		t.Errorf("%+v %v", got, err)
	}
	h.content()
}

func TestEveryWrongFieldOfAProductIsSaidAtItsField(t *testing.T) {
	h := open(t)
	h.create("کلید", 1, product.Input{Code: ptr("K-1"), Barcodes: ptr([]string{"6260100320123"})})
	_, _, err := h.products.Create(h.ctx, "", product.Input{
		Name: ptr(" \u200c "), Price: ptr(money.Rial(-1)), Code: ptr("k-1"), TaxClass: ptr("a b"), TaxCode: ptr("12"),
		Barcodes: ptr([]string{"", "a b", "۶۲۶۰۱۰۰۳۲۰۱۲۳"}),
	}, "1.2345")
	want := map[string]errs.Code{"name": "required", "price": "price", "tax_class": "unknown_tax_class", "tax_code": "tax_code",
		"barcodes[1]": "barcode", "stock": "quantity", "code": "duplicate", "barcodes[0]": "duplicate"}
	got := map[string]errs.Code{}
	for _, e := range errs.All(err) {
		got[e.Field] = e.Code
	}
	for f, c := range want {
		if got[f] != c {
			t.Errorf("%s: %q, want %q", f, got[f], c)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
	_, _, err = h.products.Create(h.ctx, "", product.Input{}, "")
	if len(errs.All(err)) != 2 {
		t.Errorf("neither name nor price: %v", err)
	}
	h.content()
}

func TestTheSameProductAgainIsAnsweredAndAnotherUnderItsIDIsAConflict(t *testing.T) {
	h := open(t)
	const id = "01940000-0000-7000-8000-000000000001"
	in := product.Input{Name: ptr("سیم"), Price: ptr(money.Rial(10)), Barcodes: ptr([]string{"123"})}
	for i := range 2 {
		p, made, err := h.products.Create(h.ctx, id, in, "۱۲٫۵")
		if err != nil || made != (i == 0) || p.Stock != 12_500 {
			t.Errorf("time %d: %v %v %v", i, p.Stock, made, err)
		}
	}
	if _, _, err := h.products.Create(h.ctx, id, in, "12"); !errs.Is(err, errs.Conflict) {
		t.Errorf("other stock: %v", err)
	}
	in.Price = ptr(money.Rial(11))
	if _, _, err := h.products.Create(h.ctx, id, in, "12.5"); !errs.Is(err, errs.Conflict) {
		t.Errorf("other price: %v", err)
	}
	h.content()
}

func TestAChangeWritesOnlyWhatIsDifferent(t *testing.T) {
	h := open(t)
	p := h.create("رنگ", 100, product.Input{Barcodes: ptr([]string{"1", "2", "3"})})
	seq := func() int64 { n, _, _ := h.j.Wait(h.ctx, -1, 0); return n }
	before := seq()
	if _, err := h.products.Change(h.ctx, p.ID, product.Input{Name: ptr("رنگ"), Price: ptr(money.Rial(100))}); err != nil || seq() != before {
		t.Errorf("nothing different made a record: %v", err)
	}
	q, err := h.products.Change(h.ctx, p.ID, product.Input{Price: ptr(money.Rial(120)), Barcodes: ptr([]string{"1", "3"}), Active: ptr(false)})
	if err != nil || q.Price != 120 || q.Name != "رنگ" || q.Active {
		t.Errorf("%+v %v", q, err)
	}
	if q, err = h.products.Read(h.ctx, p.ID); err != nil || !slices.Equal(q.Barcodes, []string{"1", "3"}) {
		t.Errorf("%v %v", q.Barcodes, err)
	}
	if _, err := h.products.Change(h.ctx, "none", product.Input{}); !errs.Is(err, errs.NotFound) {
		t.Errorf("a product that is not there: %v", err)
	}
	if _, err := h.products.Change(h.ctx, p.ID, product.Input{Name: ptr("")}); !errs.Is(err, errs.Required) {
		t.Errorf("a name taken away: %v", err)
	}
	h.content()
}

func TestAScanFindsItsProductUnderAnyLayoutAndInAnyDigits(t *testing.T) {
	h := open(t)
	p := h.create("شیر", 1, product.Input{Code: ptr("AB-12"), Barcodes: ptr([]string{"6260100320123", "036000291452", "CODE128x", "AM-12"})})
	for _, scan := range []string{"6260100320123", "۶۲۶۰۱۰۰۳۲۰۱۲۳", "٦٢٦٠١٠٠٣٢٠١٢٣", " 6260100320123\r", "0036000291452", "036000291452",
		"code128X", "زخیث۱۲۸ط", "ab-12", "AB-۱۲", "شذ-۱۲", "شپ-۱۲", "شئ-12"} {
		err := h.j.DB.Read(h.ctx, func(tx *db.Tx) error {
			got, err := product.ByBarcode(tx, scan)
			if err == nil && got.ID != p.ID {
				t.Errorf("%q found %v", scan, got)
			}
			return err
		})
		if err != nil {
			t.Errorf("%q: %v", scan, err)
		}
	}
	page, err := h.products.Find(h.ctx, web.Query{Limit: 50}, "626", "", product.Filter{})
	if err != nil || len(page.Items) != 0 {
		t.Errorf("half a barcode: %v %v", page.Items, err)
	}
}

func TestGoodsAreFoundByTheBeginningOfAnyWordHoweverItIsTyped(t *testing.T) {
	h := open(t)
	for _, name := range []string{"لامپ ال‌ای‌دی ۱۲ وات", "کتاب‌خانهٔ چوبی", "كابل يک متري", "پیچ‌گوشتی دوسو", "Lamp holder", "سرپیچ لامپ"} {
		h.create(name, 1, product.Input{})
	}
	h.create("مهتابی", 1, product.Input{Code: ptr("T-100"), Barcodes: ptr([]string{"6261234567890"})})
	for q, want := range map[string][]string{
		"لامپ":     {"لامپ ال‌ای‌دی ۱۲ وات", "سرپیچ لامپ"},
		"لام وات":  {"لامپ ال‌ای‌دی ۱۲ وات"},
		"کتابخانه": {"کتاب‌خانهٔ چوبی"}, "کتاب خا": {"کتاب‌خانهٔ چوبی"}, "کتاب‌خانه": {"کتاب‌خانهٔ چوبی"}, "خانه": {"کتاب‌خانهٔ چوبی"},
		"کابل متری": {"كابل يک متري"}, "12": {"لامپ ال‌ای‌دی ۱۲ وات"}, "١٢وات": {"لامپ ال‌ای‌دی ۱۲ وات"},
		"t-100": {"مهتابی"}, "6261234": {"مهتابی"}, "LAMP": {"Lamp holder"}, `"'*-`: nil, "هیچ": nil,
	} {
		if got, _ := h.names(q); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", q, got, want)
		}
	}
	if got, as := h.names("ghl["); len(got) != 0 || as != "" {
		t.Errorf("nothing to read: %v %q", got, as)
	}
	if got, as := h.names("ghl"); len(got) != 2 || as != "لام" {
		t.Errorf("the wrong layout: %v %q", got, as)
	}
	p, _ := h.products.Find(h.ctx, web.Query{Q: "مهتابی", Limit: 1}, "", "", product.Filter{})
	if _, err := h.products.Change(h.ctx, p.Items[0].ID, product.Input{Name: ptr("فلورسنت")}); err != nil {
		t.Fatal(err)
	}
	if got, _ := h.names("مهتابی"); len(got) != 0 {
		t.Errorf("found by its old name: %v", got)
	}
	if got, _ := h.names("فلور"); len(got) != 1 {
		t.Errorf("not found by its new name: %v", got)
	}
	h.content()
}

func TestTheListGoesByThePersianAlphabetPageByPage(t *testing.T) {
	h := open(t)
	want := []string{"آچار", "بالش", "پتو", "تشک", "چراغ", "کاسه", "گلدان", "یخدان"}
	for _, i := range []int{5, 2, 7, 0, 3, 6, 1, 4} {
		h.create(want[i], 1, product.Input{Active: ptr(i != 3)})
	}
	walk := func(q, active string) (got []string) {
		query := web.Query{Q: q, Limit: 3}
		for {
			page, err := h.products.Find(h.ctx, query, "", "", product.Filter{Active: active})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range page.Items {
				got = append(got, p.Name)
			}
			if query.Cursor = page.Next; page.Next == "" {
				return got
			}
		}
	}
	if got := walk("", ""); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := walk("", "true"); len(got) != 7 || slices.Contains(got, "تشک") {
		t.Errorf("those in use: %v", got)
	}
	for i := range 8 {
		h.create("لیوان "+string(rune('0'+i)), 1, product.Input{})
	}
	if got := walk("لیوان", ""); len(got) != 8 || !slices.IsSorted(got) {
		t.Errorf("a search over pages: %v", got)
	}
}

func TestStockMovesAddUpAndRepeatOnlyOnce(t *testing.T) {
	h := open(t)
	p := h.create("برنج", 1, product.Input{Unit: ptr("کیلو")})
	const id = "01940000-0000-7000-8000-00000000000a"
	for i := range 2 {
		left, made, err := h.stock.AdjustBy(h.ctx, p.ID, id, "۲۵٫۵", "شمارش", false)
		if err != nil || left != 25_500 || made != (i == 0) {
			t.Errorf("time %d: %v %v %v", i, left, made, err)
		}
	}
	if left, _, err := h.stock.AdjustBy(h.ctx, p.ID, "", "-30", "", false); err != nil || left != -4_500 {
		t.Errorf("below zero: %v %v", left, err)
	}
	for _, c := range []struct {
		id, quantity, reason string
		code                 errs.Code
	}{
		{id, "1", "شمارش", errs.Conflict}, {"", "0", "", "zero_quantity"}, {"", "x", "", "quantity"},
		{"", "1", "sale", errs.Invalid}, {"", "1.2345", "", "quantity"}, {"", "9000000000000", "", "out_of_range"},
	} {
		want := c.code
		if c.quantity == "9000000000000" { // the first fits, the second doesn't
			_, _, _ = h.stock.AdjustBy(h.ctx, p.ID, "", c.quantity, "", true)
		}
		if _, _, err := h.stock.AdjustBy(h.ctx, p.ID, c.id, c.quantity, c.reason, true); !errs.Is(err, want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, _, err := h.stock.AdjustBy(h.ctx, "none", "", "1", "", false); !errs.Is(err, errs.NotFound) {
		t.Errorf("no such product: %v", err)
	}
	list, err := h.stock.Moves(h.ctx, p.ID, "", "", 10)
	if err != nil || len(list) != 3 || list[2].Reason != "شمارش" || list[1].Reason != stock.Adjust {
		t.Errorf("%+v %v", list, err)
	}
	if got, _ := h.products.Read(h.ctx, p.ID); got.Stock != 9_000_000_000_000_000-4_500 {
		t.Errorf("the product says %v", got.Stock)
	}
	h.content()
}
