package bundle_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type object = map[string]any

const bad = http.StatusUnprocessableEntity

// shop has tea and sugar, and a breakfast of two teas and half a kilo of sugar.
type shop struct {
	*housetest.House
	t                     *testing.T
	tea, sugar, breakfast string
}

func newShop(t *testing.T) shop {
	s := shop{House: housetest.New(t), t: t}
	plain := object{"tax_class": "exempt"}
	s.tea, s.sugar = s.Goods("چای", 40_000, plain), s.Goods("قند", 60_000, plain, object{"unit": "کیلوگرم"})
	s.breakfast = s.Goods("صبحانه", 100_000, plain, object{"stock": ""})
	s.set("2", "0.5").Want(http.StatusOK)
	return s
}

// set says how much tea and sugar is in a breakfast.
func (s shop) set(tea, sugar string) *housetest.Answer {
	return s.Owner.Put("/products/"+s.breakfast+"/parts", object{"parts": []object{{"product_id": s.tea, "quantity": tea}, {"product_id": s.sugar, "quantity": sugar}}})
}

func (s shop) stock(id string) (q, reserved string) {
	var p struct{ Stock, Reserved string }
	s.Owner.Get("/products/" + id).Want(http.StatusOK).JSON(&p)
	return p.Stock, p.Reserved
}

// has tells what there is of tea, sugar and breakfasts.
func (s shop) has(when, tea, sugar, breakfast string) {
	s.t.Helper()
	a, _ := s.stock(s.tea)
	b, _ := s.stock(s.sugar)
	c, _ := s.stock(s.breakfast)
	if a != tea || b != sugar || c != breakfast {
		s.t.Errorf("%s: %s tea, %s sugar, %s breakfasts; want %s, %s, %s", when, a, b, c, tea, sugar, breakfast)
	}
}

// reserved tells how much tea and sugar open orders hold.
func (s shop) reserved(when, tea, sugar string) {
	s.t.Helper()
	_, a := s.stock(s.tea)
	_, b := s.stock(s.sugar)
	_, c := s.stock(s.breakfast)
	if a != tea || b != sugar || c != "0" {
		s.t.Errorf("%s: %s tea, %s sugar and %s breakfasts are held; want %s, %s, 0", when, a, b, c, tea, sugar)
	}
}

type sold struct {
	Invoice struct {
		ID    string
		Total int
	}
	Alerts []struct {
		ProductID string `json:"product_id"`
	}
}

func (s shop) sell(quantity string, more ...object) (out sold) {
	s.t.Helper()
	body := object{"id": housetest.NewID(s.t), "lines": []object{{"product_id": s.breakfast, "quantity": quantity}}, "payments": []object{}}
	for _, m := range more {
		for k, v := range m {
			body[k] = v
		}
	}
	var q struct{ Total int }
	s.Owner.Post("/sales/quote", object{"lines": body["lines"]}).Want(http.StatusOK).JSON(&q)
	body["payments"] = []object{{"method": "cash", "amount": q.Total}}
	s.Owner.Post("/sales", body).Want(http.StatusCreated).JSON(&out)
	return out
}

type document struct {
	Lines []struct {
		ID, Name string
		Parts    []struct{ Name, Quantity string }
	}
	Total int
}

func (s shop) invoice(id string) (doc document) {
	s.Owner.Get("/invoices/" + id).Want(http.StatusOK).JSON(&doc)
	return doc
}

func TestABundleIsSoldAsOneLineAndItsPartsLeaveTheShelf(t *testing.T) {
	s := newShop(t)
	s.has("at first", "10", "10", "5")
	one := s.sell("2")
	s.has("after two", "6", "9", "3")
	doc := s.invoice(one.Invoice.ID)
	if len(doc.Lines) != 1 || one.Invoice.Total != 200_000 || len(doc.Lines[0].Parts) != 2 || doc.Lines[0].Parts[0].Quantity != "4" || doc.Lines[0].Parts[1].Quantity != "1" {
		t.Errorf("the invoice says %+v", doc)
	}
	var q struct {
		Lines []struct {
			Stock string
			Parts []struct{ Name string }
		}
	}
	s.Owner.Post("/sales/quote", object{"lines": []object{{"product_id": s.breakfast, "quantity": "1"}}}).Want(http.StatusOK).JSON(&q)
	if q.Lines[0].Stock != "3" || len(q.Lines[0].Parts) != 2 {
		t.Errorf("the counter is told %+v", q)
	}
	if two := s.sell("4"); len(two.Alerts) != 1 || two.Alerts[0].ProductID != s.tea {
		t.Errorf("of what fell below zero it says %+v", two.Alerts)
	}
	s.has("after four more", "-2", "7", "0")
}

func TestWhatComesBackOfABundleIsWhatItWasMadeOfWhenItWasSold(t *testing.T) {
	s := newShop(t)
	one := s.sell("3")
	s.has("sold", "4", "8.5", "2")
	s.set("1", "0.25").Want(http.StatusOK)
	line := s.invoice(one.Invoice.ID).Lines[0].ID
	back := func(quantity, to string, refund int) *housetest.Answer {
		return s.Owner.Post("/credits", object{"id": housetest.NewID(t), "invoice_id": one.Invoice.ID, "kind": "return",
			"lines": []object{{"line_id": line, "quantity": quantity, "goes_to": to}}, "refunds": []object{{"method": "cash", "amount": refund}}})
	}
	back("1", "stock", 100_000).Want(http.StatusCreated)
	s.has("one came back", "6", "9", "6")
	back("1", "scrap", 100_000).Want(http.StatusCreated)
	s.has("one went to scrap", "6", "9", "6")
	back("2", "stock", 200_000).Refused(bad, "returned_over_sold", "lines[0].quantity")

	two := s.sell("2")
	s.has("sold as it is now", "4", "8.5", "4")
	s.set("4", "4").Want(http.StatusOK)
	s.Owner.Post("/credits", object{"id": housetest.NewID(t), "invoice_id": two.Invoice.ID, "kind": "void", "refunds": []object{{"method": "cash", "amount": 200_000}}}).Want(http.StatusCreated)
	s.has("and cancelled", "6", "9", "1")
}

func TestPiecesOfABundleThatComeBackOneByOneAddUpToAllOfIt(t *testing.T) {
	s := newShop(t)
	s.set("0.333", "0.001").Want(http.StatusOK)
	one := s.sell("3.5")
	line := s.invoice(one.Invoice.ID).Lines[0].ID
	for _, quantity := range []string{"0.001", "1.499", "0.7", "1.3"} {
		var q struct{ Total int }
		body := object{"id": housetest.NewID(t), "invoice_id": one.Invoice.ID, "kind": "return", "lines": []object{{"line_id": line, "quantity": quantity}}}
		s.Owner.Post("/credits/quote", body).Want(http.StatusOK).JSON(&q)
		body["refunds"] = []object{{"method": "cash", "amount": q.Total}}
		s.Owner.Post("/credits", body).Want(http.StatusCreated)
	}
	s.has("in the end", "10", "10", "30")
	s.Owner.Post("/sales/quote", object{"lines": []object{{"product_id": s.breakfast, "quantity": "0.001"}}}).Refused(bad, "out_of_range", "lines[0].quantity")
}

func TestAnOrderHoldsAndHandsOverTheBundlesPartsAsTheyWereOrdered(t *testing.T) {
	s := newShop(t)
	var o struct {
		ID    string
		Items []struct{ ID string }
	}
	s.Owner.Post("/orders", object{"id": housetest.NewID(t), "customer_id": s.Buyer(), "lines": []object{{"product_id": s.breakfast, "quantity": "3"}}}).Want(http.StatusCreated).JSON(&o)
	s.reserved("ordered", "6", "1.5")
	s.set("1", "1").Want(http.StatusOK)
	var res sold
	s.Owner.Post("/orders/"+o.ID+"/deliver", object{"id": housetest.NewID(t), "lines": []object{{"line_id": o.Items[0].ID, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 100_000}}}).Want(http.StatusCreated).JSON(&res)
	s.reserved("one handed over", "4", "1")
	s.has("one handed over", "8", "9.5", "8")
	if parts := s.invoice(res.Invoice.ID).Lines[0].Parts; len(parts) != 2 || parts[0].Quantity != "2" || parts[1].Quantity != "0.5" {
		t.Errorf("its invoice says %+v", parts)
	}
	s.Owner.Post("/orders/"+o.ID+"/deliver", object{"id": housetest.NewID(t), "payments": []object{{"method": "cash", "amount": 200_000}}}).Want(http.StatusCreated)
	s.reserved("all handed over", "0", "0")
	s.has("all handed over", "4", "8.5", "4")

	s.Owner.Post("/orders", object{"id": housetest.NewID(t), "customer_id": s.Buyer(), "lines": []object{{"product_id": s.breakfast, "quantity": "2"}}}).Want(http.StatusCreated).JSON(&o)
	s.reserved("ordered again", "2", "2")
	s.Owner.Post("/orders/"+o.ID+"/state", object{"state": "cancelled"}).Want(http.StatusOK)
	s.reserved("cancelled", "0", "0")
}

func TestAnExchangeAndACorrectionMoveTheBundlesPartsAsTheyWereSold(t *testing.T) {
	s := newShop(t)
	one := s.sell("2")
	s.has("sold", "6", "9", "3")
	s.set("1", "1").Want(http.StatusOK)
	line := s.invoice(one.Invoice.ID).Lines[0].ID
	s.Owner.Post("/exchanges", object{"id": housetest.NewID(t), "lines": []object{{"product_id": s.breakfast, "quantity": "1"}}, "payments": []object{},
		"back": object{"invoice_id": one.Invoice.ID, "lines": []object{{"line_id": line, "quantity": "1"}}}}).Want(http.StatusCreated)
	s.has("one exchanged for one as it is now", "7", "8.5", "7") // two teas and half a kilo came, one and one went

	two := s.sell("2")
	s.has("sold again", "5", "6.5", "5")
	s.set("3", "0.1").Want(http.StatusOK)
	s.Owner.Post("/exchanges", object{"id": housetest.NewID(t), "lines": []object{{"product_id": s.breakfast, "quantity": "3"}}, "payments": []object{{"method": "cash", "amount": 100_000}},
		"back": object{"invoice_id": two.Invoice.ID, "corrects": true}}).Want(http.StatusCreated)
	s.has("it was three of what was sold, not two", "4", "5.5", "1")
}

func TestABundleThatCannotBeIsRefusedAtItsField(t *testing.T) {
	s := newShop(t)
	put := func(id string, parts ...object) *housetest.Answer {
		return s.Owner.Put("/products/"+id+"/parts", object{"parts": parts})
	}
	part := func(id, quantity string) object { return object{"product_id": id, "quantity": quantity} }
	other := s.Goods("عصرانه", 50_000, object{"stock": ""})
	put(other, part(s.breakfast, "1")).Refused(bad, "bundle_nested", "parts[0].product_id")
	put(other, part(other, "1")).Refused(bad, "bundle_itself", "parts[0].product_id")
	put(other, part(s.tea, "1"), part(s.tea, "2")).Refused(http.StatusConflict, "duplicate", "parts[1].product_id")
	put(other, part(s.tea, "0")).Refused(bad, "out_of_range", "parts[0].quantity")
	put(other, part(s.tea, "-1")).Refused(bad, "out_of_range", "parts[0].quantity")
	put(other, part(s.tea, "x")).Refused(bad, "quantity", "parts[0].quantity")
	put(other, part(housetest.NewID(t), "1")).Refused(bad, "not_found", "parts[0].product_id")
	put(housetest.NewID(t), part(s.tea, "1")).Refused(http.StatusNotFound, "not_found")
	put(s.tea, part(s.sugar, "1")).Refused(bad, "bundle_moved", "parts")
	s.Owner.Put("/products/"+s.breakfast+"/parts", object{"parts": []object{part(other, "1")}}).Want(http.StatusOK)
	put(other, part(s.tea, "1")).Refused(bad, "bundle_part_of", "parts")
	var many []object
	for range 21 {
		many = append(many, part(s.tea, "1"))
	}
	put(other, many...).Refused(bad, "too_many_parts", "parts")
	s.As(actor.Counter).Put("/products/"+other+"/parts", object{"parts": []object{}}).Refused(http.StatusForbidden, "forbidden")
}

func TestANewBundleComesWithItsPartsOrNotAtAll(t *testing.T) {
	s := newShop(t)
	there := func() (n int) {
		var list struct{ Items []struct{ ID string } }
		s.Owner.Get("/products?limit=50").Want(http.StatusOK).JSON(&list)
		return len(list.Items)
	}
	before := there()
	body := object{"id": housetest.NewID(t), "name": "عصرانه", "price": 90_000}
	send := func(parts ...object) *housetest.Answer {
		body["parts"] = parts
		return s.Owner.Post("/bundles", body)
	}
	tea := object{"product_id": s.tea, "quantity": "1"}
	send().Refused(bad, "bundle_empty", "parts")
	send(tea, tea).Refused(http.StatusConflict, "duplicate", "parts[1].product_id")
	send(tea, object{"product_id": s.breakfast, "quantity": "1"}).Refused(bad, "bundle_nested", "parts[1].product_id")
	send(object{"product_id": s.tea, "quantity": "-1"}).Refused(bad, "out_of_range", "parts[0].quantity")
	body["price"] = -1
	send(tea).Refused(bad, "price", "price")
	send(object{"product_id": s.tea, "quantity": "x"}, tea).Refused(bad, "price", "price", "parts[0].quantity", "parts[1].product_id") // all at once
	send().Refused(bad, "price", "price", "parts")
	if now := there(); now != before {
		t.Errorf("%d products are left of what was refused", now-before)
	}
	body["price"] = 90_000
	var made struct {
		ID    string
		Parts []struct{ ID string }
	}
	if send(tea).Want(http.StatusCreated).JSON(&made); len(made.Parts) != 1 || made.ID != body["id"] {
		t.Errorf("made %+v", made)
	}
	send(tea).Want(http.StatusOK) // said again it is the same
	send(object{"product_id": s.tea, "quantity": "2"}).Refused(http.StatusConflict, "conflict", "id")
	send(tea, object{"product_id": housetest.NewID(t), "quantity": "1"}).Refused(http.StatusConflict, "conflict", "id")
	send().Refused(http.StatusConflict, "conflict", "id")
	body["name"] = "شام"
	send(tea).Refused(http.StatusConflict, "conflict", "id")
	if now := there(); now != before+1 {
		t.Errorf("%d were made, not one", now-before)
	}
}

func TestABundleHasNoStockOfItsOwn(t *testing.T) {
	s := newShop(t)
	s.Owner.Post("/products/"+s.breakfast+"/moves", object{"quantity": "1"}).Refused(bad, "bundle_uncounted")
	var sheet struct{ ID string }
	s.Owner.Post("/stock-sheets", object{"kind": "count"}).Want(http.StatusCreated).JSON(&sheet)
	s.Owner.Put("/stock-sheets/"+sheet.ID+"/lines/"+s.breakfast, object{"quantity": "1"}).Refused(bad, "bundle_uncounted", "product_id")
	names := func(query string) (out []string) {
		var page struct{ Items []struct{ Name string } }
		s.Owner.Get("/products?" + query).Want(http.StatusOK).JSON(&page)
		for _, p := range page.Items {
			out = append(out, p.Name)
		}
		return out
	}
	s.Owner.Patch("/products/"+s.breakfast, object{"min_stock": "100"}).Want(http.StatusOK)
	if low := names("stock=low"); len(low) != 0 {
		t.Errorf("too little of %v", low)
	}
	if counted := names("counted=true&q=صبح"); len(counted) != 0 {
		t.Errorf("to be counted: %v", counted)
	}
	for _, query := range []string{"bundle=true", "bundle=true&q=صبح", "bundle=true&sort=-price", "bundle=true&active=true&stock=in"} {
		if bundles := names(query); len(bundles) != 1 || bundles[0] != "صبحانه" {
			t.Errorf("bundles by %s: %v", query, bundles)
		}
	}
	if bundles := names("bundle=true&q=چای"); len(bundles) != 0 {
		t.Errorf("tea is a bundle: %v", bundles)
	}
	if all := names("q=صبح"); len(all) != 1 {
		t.Errorf("found %v", all)
	}
	s.Owner.Put("/products/"+s.breakfast+"/parts", object{"parts": []object{}}).Want(http.StatusOK)
	s.has("a bundle no more", "10", "10", "0")
	s.Owner.Post("/products/"+s.breakfast+"/moves", object{"quantity": "1"}).Want(http.StatusCreated)
}

func TestWhatNobodyCountsIsLeftOutOfABundlesStock(t *testing.T) {
	s := newShop(t)
	bare := object{"tax_class": "exempt", "stock": ""}
	work, ride, install := s.Goods("نصب", 250_000, bare), s.Goods("ایاب", 50_000, bare), s.Goods("نصب کامل", 300_000, bare)
	part := func(id, quantity string) object { return object{"product_id": id, "quantity": quantity} }
	s.Owner.Put("/products/"+s.breakfast+"/parts", object{"parts": []object{part(s.tea, "2"), part(work, "1")}}).Want(http.StatusOK)
	s.Owner.Put("/products/"+install+"/parts", object{"parts": []object{part(work, "1"), part(ride, "2")}}).Want(http.StatusOK)
	says := func(when, id, stock string, uncounted bool) {
		t.Helper()
		var q struct {
			Lines []struct {
				Stock     string
				Uncounted bool
			}
		}
		s.Owner.Post("/sales/quote", object{"lines": []object{part(id, "1")}}).Want(http.StatusOK).JSON(&q)
		if p := s.Owner.Get("/products/" + id).Want(http.StatusOK).Map(); p["stock"] != stock || p["uncounted"] != uncounted || q.Lines[0].Stock != stock || q.Lines[0].Uncounted != uncounted {
			t.Errorf("%s: stock %v, uncounted %v; at the counter %+v", when, p["stock"], p["uncounted"], q.Lines[0])
		}
	}
	found := func(query string) (n int) {
		return len(s.Owner.Get("/products?bundle=true&" + query).Want(http.StatusOK).Map()["items"].([]any))
	}
	sell := func(id string) (alerts int) {
		return len(s.Owner.Post("/sales", object{"id": housetest.NewID(t), "lines": []object{part(id, "1")}, "payments": []object{{"method": "cash", "amount": 1_000_000}}}).Want(http.StatusCreated).Map()["alerts"].([]any))
	}
	says("tea with work", s.breakfast, "5", false)
	says("only work", install, "0", true)
	if alerts := sell(install); alerts != 0 {
		t.Errorf("%d alerts", alerts)
	}
	sell(s.breakfast)
	says("tea with work, sold", s.breakfast, "4", false)
	says("only work, sold", install, "0", true)
	if out, in := found("stock=out"), found("stock=in"); out != 0 || in != 1 {
		t.Errorf("out %d, in %d", out, in)
	}
	var parts struct{ Items []struct{ Uncounted bool } }
	s.Owner.Get("/products/" + s.breakfast + "/parts").Want(http.StatusOK).JSON(&parts)
	if len(parts.Items) != 2 || parts.Items[0].Uncounted || !parts.Items[1].Uncounted {
		t.Errorf("parts %+v", parts)
	}
	s.Owner.Post("/products/"+work+"/moves", object{"quantity": "3"}).Want(http.StatusCreated) // two were sold
	says("work is counted", install, "1", false)
	says("tea with counted work", s.breakfast, "1", false)
}

func TestWhatThereWasNoneOfMayBecomeABundle(t *testing.T) {
	s := newShop(t)
	set := s.Goods("سرویس", 100_000, object{"stock": "0"})
	s.Owner.Put("/products/"+set+"/parts", object{"parts": []object{{"product_id": s.tea, "quantity": "2"}}}).Want(http.StatusOK)
}
