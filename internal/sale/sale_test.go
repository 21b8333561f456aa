package sale_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type obj = map[string]any

func cash(amount int) []obj { return []obj{{"method": "cash", "amount": amount}} }

type answer struct {
	Order   struct{ ID, Number string }
	Invoice struct {
		ID, Number                    string
		Total, Tax, Paid, Due, Change int
	}
	Alerts []struct{ Code, Detail string }
}

func TestASaleMakesOrderInvoiceStockAndPaymentAtOnce(t *testing.T) {
	h := housetest.New(t)
	lamp, wire := h.Goods("لامپ ۱۲ وات", 890_000), h.Goods("سیم افشان", 385_000)
	id := housetest.NewID(t)
	var a answer
	h.As(actor.Counter).Post("/sales", obj{
		"id":       id,
		"lines":    []obj{{"product_id": lamp, "quantity": "6"}, {"product_id": wire, "quantity": "۱۲٫۵"}},
		"payments": []obj{{"method": "card", "amount": 5_000_000}, {"method": "cash", "amount": 7_000_000}},
	}).Want(http.StatusCreated).JSON(&a)
	// 5 340 000 + 4 812 500 = 10 152 500, tax 534 000 + 481 250
	if a.Invoice.Total != 11_167_750 || a.Invoice.Tax != 1_015_250 || a.Invoice.Paid != 11_167_750 || a.Invoice.Due != 0 || a.Invoice.Change != 832_250 {
		t.Errorf("%+v", a.Invoice)
	}
	if a.Order.Number != "A-1001" || a.Invoice.Number[:2] != "A-" || a.Invoice.Number[6:] != "-000001" {
		t.Errorf("numbers %s and %s", a.Order.Number, a.Invoice.Number)
	}
	if len(a.Alerts) != 1 || a.Alerts[0].Code != "stock_below_zero" || a.Alerts[0].Detail == "" {
		t.Errorf("12.5 of 10 were sold: %+v", a.Alerts)
	}
	var p struct{ Stock string }
	h.As(actor.Counter).Get("/products/" + wire).Want(http.StatusOK).JSON(&p)
	if p.Stock != "-2.5" {
		t.Errorf("stock %s", p.Stock)
	}
	var doc struct {
		Lines    []struct{ Name, Quantity string }
		Payments []struct {
			Method         string
			Amount, Change int
		}
		Seller          struct{ Name string }
		CurrencyVersion int `json:"currency_version"`
	}
	h.As(actor.Counter).Get("/invoices/" + a.Invoice.ID).Want(http.StatusOK).JSON(&doc)
	if len(doc.Lines) != 2 || doc.Lines[1].Quantity != "12.5" || len(doc.Payments) != 2 || doc.Payments[1].Change != 832_250 ||
		doc.Seller.Name == "" || doc.CurrencyVersion != 1 {
		t.Errorf("%+v", doc)
	}
}

func TestTheSameSaleAgainIsTheSameDocumentsAndAnotherUnderItsIdIsRefused(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	sale := obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(110_000)}
	var first, again answer
	counter := h.As(actor.Counter)
	counter.Post("/sales", sale).Want(http.StatusCreated).JSON(&first)
	counter.Post("/sales", sale).Want(http.StatusOK).JSON(&again)
	if first.Invoice != again.Invoice || first.Order != again.Order {
		t.Errorf("%+v and %+v", first, again)
	}
	sale["payments"] = cash(120_000)
	counter.Post("/sales", sale).Refused(http.StatusConflict, "conflict", "id")
	var found answer
	counter.Get("/sales/" + sale["id"].(string)).Want(http.StatusOK).JSON(&found)
	if found.Invoice.Number != first.Invoice.Number {
		t.Errorf("%+v", found)
	}
	counter.Get("/sales/"+housetest.NewID(t)).Refused(http.StatusNotFound, "not_found")
}

func TestAnIdInAnotherSpellingIsNoSecondSale(t *testing.T) {
	h := housetest.New(t)
	id := housetest.NewID(t)
	sale := obj{"lines": []obj{{"product_id": h.Goods("لامپ", 100_000), "quantity": "1"}}, "payments": cash(110_000)}
	sell := func(id string) *housetest.Answer {
		sale["id"] = id
		return h.As(actor.Counter).Post("/sales", sale)
	}
	sell(id).Want(http.StatusCreated)
	sell(strings.ToUpper(id)).Want(http.StatusOK)
	for _, other := range []string{"urn:uuid:" + id, "{" + id + "}", strings.ReplaceAll(id, "-", ""), ""} {
		if a := sell(other); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%q answered %d", other, a.Status)
		}
	}
}

func TestManySalesAtOnceAreNumberedWithoutAGap(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	counter := h.As(actor.Counter)
	const n = 40
	var mu sync.Mutex
	seen := map[string]bool{}
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			sale := obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(110_000)}
			for range 2 { // each sent twice, as a till does that didn't hear
				var a answer
				counter.Post("/sales", sale).JSON(&a)
				mu.Lock()
				seen[a.Invoice.Number] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(seen) != n {
		t.Fatalf("%d numbers for %d sales", len(seen), n)
	}
	var year int
	for number := range seen {
		if _, err := fmt.Sscanf(number, "A-%d-", &year); err != nil {
			t.Fatal(number)
		}
	}
	for i := 1; i <= n; i++ {
		if !seen[fmt.Sprintf("A-%d-%06d", year, i)] {
			t.Errorf("number %d is missing", i)
		}
	}
}

func TestWhatAKnownCustomerLeavesOpenIsOwedAndAGuestMayNotOwe(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	counter := h.As(actor.Counter)
	sale := obj{"id": housetest.NewID(t), "customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(10_000)}
	var a answer
	counter.Post("/sales", sale).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Paid != 10_000 || a.Invoice.Due != 100_000 {
		t.Errorf("%+v", a.Invoice)
	}
	var c struct{ Balance int }
	h.As(actor.Owner).Get("/customers/" + maryam).Want(http.StatusOK).JSON(&c)
	if c.Balance != 100_000 {
		t.Errorf("balance %d", c.Balance)
	}
	delete(sale, "customer_id")
	sale["id"] = housetest.NewID(t)
	counter.Post("/sales", sale).Refused(http.StatusUnprocessableEntity, "guest_owes", "payments")
	sale["payments"] = []obj{{"method": "card", "amount": 120_000}}
	counter.Post("/sales", sale).Refused(http.StatusUnprocessableEntity, "overpaid", "payments[0].amount")
}

func TestWhatCannotBeSoldIsRefusedAtItsFieldAndNothingIsWritten(t *testing.T) {
	h := housetest.New(t)
	lamp, off := h.Goods("لامپ", 100_000), h.Goods("لامپ قدیمی", 100_000)
	h.As(actor.Owner).Patch("/products/"+off, obj{"active": false}).Want(http.StatusOK)
	line := func(more obj) obj {
		l := obj{"product_id": lamp, "quantity": "1"}
		for k, v := range more {
			l[k] = v
		}
		return obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}, l}, "payments": cash(1_000_000)}
	}
	for _, c := range []struct {
		name, code, field string
		sale              obj
	}{
		{"no lines", "required", "lines", obj{"id": housetest.NewID(t), "lines": []obj{}, "payments": cash(1)}},
		{"no id", "required", "id", obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}}},
		{"an id that isn't one", "invalid", "id", obj{"id": "1", "lines": []obj{{"product_id": lamp, "quantity": "1"}}}},
		{"letters for a quantity", "invalid", "lines[1].quantity", line(obj{"quantity": "دو"})},
		{"four decimals", "invalid", "lines[1].quantity", line(obj{"quantity": "1.2345"})},
		{"nothing", "out_of_range", "lines[1].quantity", line(obj{"quantity": "0"})},
		{"less than nothing", "out_of_range", "lines[1].quantity", line(obj{"quantity": "-1"})},
		{"a product that isn't there", "not_found", "lines[1].product_id", line(obj{"product_id": housetest.NewID(t)})},
		{"a barcode nobody has", "not_found", "lines[0].barcode", obj{"id": housetest.NewID(t), "lines": []obj{{"barcode": "999", "quantity": "1"}}, "payments": cash(1)}},
		{"neither product nor barcode", "required", "lines[0].product_id", obj{"id": housetest.NewID(t), "lines": []obj{{"quantity": "1"}}, "payments": cash(1)}},
		{"a customer who isn't there", "not_found", "customer_id", obj{"id": housetest.NewID(t), "customer_id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(1)}},
		{"a product that was switched off", "inactive", "lines[1].product_id", line(obj{"product_id": off})},
		{"a discount over the line", "discount_over_amount", "lines[1].discount", line(obj{"discount": obj{"amount": 100_001}})},
		{"a percent over a hundred", "out_of_range", "lines[1].discount.percent", line(obj{"discount": obj{"percent": "101"}})},
	} {
		t.Run(c.name, func(t *testing.T) {
			h.As(actor.Owner).Post("/sales", c.sale).Refused(http.StatusUnprocessableEntity, c.code, c.field)
		})
	}
	var list struct{ Items []any }
	h.As(actor.Owner).Get("/invoices").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 0 {
		t.Errorf("%d invoices of refused sales", len(list.Items))
	}
}

func TestTheCounterMayGiveWhatItsRoleMayAndNoMore(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	sell := func(role actor.Role, more obj, whole obj) *housetest.Answer {
		l := obj{"product_id": lamp, "quantity": "1"}
		for k, v := range more {
			l[k] = v
		}
		sale := obj{"id": housetest.NewID(t), "lines": []obj{l}, "payments": cash(1_000_000)}
		if whole != nil {
			sale["discount"] = whole
		}
		return h.As(role).Post("/sales", sale)
	}
	sell(actor.Counter, obj{"discount": obj{"percent": "10"}}, nil).Want(http.StatusCreated)
	sell(actor.Counter, obj{"discount": obj{"percent": "11"}}, nil).Refused(422, "discount_limit", "lines[0].discount")
	sell(actor.Counter, nil, obj{"amount": 11_000}).Refused(422, "discount_limit", "discount")
	sell(actor.Counter, obj{"discount": obj{"percent": "6"}}, obj{"percent": "6"}).Refused(422, "discount_limit", "discount")
	sell(actor.Counter, obj{"price": 95_000}, nil).Want(http.StatusCreated) // the price of this morning
	sell(actor.Counter, obj{"price": 80_000}, nil).Refused(422, "price_override", "lines[0].price")
	sell(actor.Counter, obj{"price": 120_000}, nil).Refused(422, "price_override", "lines[0].price")
	sell(actor.Manager, obj{"price": 120_000, "discount": obj{"percent": "50"}}, nil).Want(http.StatusCreated)
	sell(actor.Support, nil, nil).Refused(http.StatusForbidden, "forbidden")
}

func TestAPriceThatHoldsItsTaxDoesNotWidenTheRolesLimit(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 1_100_000, obj{"price_includes_tax": true})
	sell := func(line obj) *housetest.Answer {
		line["product_id"], line["quantity"] = lamp, "1"
		return h.As(actor.Counter).Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{line}, "payments": cash(2_000_000)})
	}
	sell(obj{"discount": obj{"percent": "10"}}).Want(http.StatusCreated)
	sell(obj{"price": 990_000}).Want(http.StatusCreated)
	sell(obj{"discount": obj{"percent": "11"}}).Refused(422, "discount_limit", "lines[0].discount")
	sell(obj{"price": 979_000}).Refused(422, "price_override", "lines[0].price")
}

func TestAQuoteSaysWhatTheSaleWillCost(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000, obj{"barcodes": []string{"6260123456786"}, "price_includes_tax": true})
	draft := obj{"lines": []obj{{"barcode": "۶۲۶۰۱۲۳۴۵۶۷۸۶", "quantity": "3"}}, "discount": obj{"percent": "5"}}
	var q struct {
		Total int
		Lines []struct {
			ProductID string `json:"product_id"`
			Stock     string
		}
	}
	h.As(actor.Counter).Post("/sales/quote", draft).Want(http.StatusOK).JSON(&q)
	if q.Total != 285_000 || q.Lines[0].ProductID != lamp || q.Lines[0].Stock != "10" {
		t.Errorf("%+v", q)
	}
	draft["id"], draft["payments"] = housetest.NewID(t), cash(285_000)
	var a answer
	h.As(actor.Counter).Post("/sales", draft).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Total != q.Total || a.Invoice.Change != 0 {
		t.Errorf("%+v", a.Invoice)
	}
}

func TestABasketSurvivesARestartAndGoesWithItsSale(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	id := housetest.NewID(t)
	content := obj{"lines": []obj{{"product_id": lamp, "quantity": "2", "list_price": 100_000}}, "note": "فردا می‌آید"}
	h.As(actor.Counter).Put("/baskets/"+id, content).Want(http.StatusOK)
	h.Reopen()
	var list struct {
		Items []struct {
			ID, Note string
			Lines    []struct{ Quantity string }
		}
	}
	h.As(actor.Counter).Get("/baskets").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 1 || list.Items[0].ID != id || list.Items[0].Lines[0].Quantity != "2" || list.Items[0].Note != "فردا می‌آید" {
		t.Fatalf("%+v", list)
	}
	h.As(actor.Counter).Post("/sales", obj{"id": id, "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": cash(220_000)}).Want(http.StatusCreated)
	h.As(actor.Counter).Put("/baskets/"+id, content).Refused(http.StatusConflict, "conflict", "id")
	h.As(actor.Counter).Get("/baskets").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 0 {
		t.Errorf("a sold basket waits: %+v", list)
	}
}

func TestAnIssuedInvoiceIsFoundByNumberNameAndDay(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	var a answer
	for range 3 {
		h.As(actor.Counter).Post("/sales", obj{"id": housetest.NewID(t), "customer_id": maryam,
			"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(110_000)}).Want(http.StatusCreated).JSON(&a)
	}
	find := func(query string) []string {
		var list struct{ Items []struct{ Number string } }
		h.As(actor.Support).Get("/invoices?" + query).Want(http.StatusOK).JSON(&list)
		var out []string
		for _, i := range list.Items {
			out = append(out, i.Number)
		}
		return out
	}
	if got := find("q=۰۰۰۳"); len(got) != 1 || got[0] != a.Invoice.Number {
		t.Errorf("by digits: %v", got)
	}
	if got := find("q=سلیمانی"); len(got) != 3 {
		t.Errorf("by name: %v", got)
	}
	if got := find("q=سليماني"); len(got) != 3 { // with the Arabic keyboard's ي
		t.Errorf("by name, other letters: %v", got)
	}
	if got := find("to=2020-01-01"); len(got) != 0 {
		t.Errorf("before there was a shop: %v", got)
	}
	var page struct {
		Items []struct{ Number string }
		Next  string
	}
	h.As(actor.Support).Get("/invoices?limit=2").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 2 || page.Next == "" {
		t.Fatalf("%+v", page)
	}
	if got := find("limit=2&cursor=" + page.Next); len(got) != 1 || got[0][len(got[0])-1] != '1' {
		t.Errorf("second page: %v", got)
	}
}

func TestAPrintIsCountedSoThatTheSecondIsMarked(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	var a answer
	h.As(actor.Counter).Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(110_000)}).Want(http.StatusCreated).JSON(&a)
	for n := 1; n <= 2; n++ {
		var p struct{ Copy int }
		h.As(actor.Counter).Post("/invoices/"+a.Invoice.ID+"/prints", obj{"form": "short", "lang": "fa"}).Want(http.StatusCreated).JSON(&p)
		if p.Copy != n {
			t.Errorf("print %d says it is %d", n, p.Copy)
		}
	}
}

func TestAnInvoiceIsHandedOverAsPDFInEveryFormAndLanguage(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ LED حبابی ۱۲ وات", 890_000)
	var a answer
	h.As(actor.Counter).Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": cash(2_000_000)}).Want(http.StatusCreated).JSON(&a)
	for _, form := range []string{"short", "official"} {
		for _, lang := range []string{"fa", "en", "both", ""} {
			pdf := h.As(actor.Counter).Get("/invoices/" + a.Invoice.ID + "/pdf?form=" + form + "&lang=" + lang)
			if pdf.Status == http.StatusServiceUnavailable && pdf.Map()["code"] == "fonts_missing" {
				t.Skip("the faces are not here: make copies them")
			}
			pdf.Want(http.StatusOK)
			if string(pdf.Body[:5]) != "%PDF-" {
				t.Errorf("%s %s: %.20q", form, lang, pdf.Body)
			}
		}
	}
	h.As(actor.Counter).Get("/invoices/"+a.Invoice.ID+"/pdf?form=long").Refused(http.StatusUnprocessableEntity, "invalid", "form")
}
