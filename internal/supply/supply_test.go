package supply_test

import (
	"bytes"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type object = map[string]any

type line struct {
	ProductID                      string `json:"product_id"`
	Quantity, Expected, Difference string
	Cost                           int
}

type sheet struct {
	ID, Kind, Name string
	Count          int
	Cost           int
	Differing      int
	Posted         *struct{ StaffName string } `json:"posted"`
	Lines          []line
}

func begin(t *testing.T, c *housetest.Client, kind string) string {
	t.Helper()
	var s sheet
	c.Post("/stock-sheets", object{"id": housetest.NewID(t), "kind": kind, "name": "قفسهٔ لامپ"}).Want(http.StatusCreated).JSON(&s)
	return s.ID
}

func stockOf(h *housetest.House, product string) string {
	var p struct{ Stock string }
	h.Owner.Get("/products/" + product).Want(http.StatusOK).JSON(&p)
	return p.Stock
}

func sell(t *testing.T, h *housetest.House, product, quantity string) {
	t.Helper()
	body := object{"lines": []object{{"product_id": product, "quantity": quantity}}}
	var q struct{ Total int }
	h.Owner.Post("/sales/quote", body).Want(http.StatusOK).JSON(&q)
	body["id"], body["payments"] = housetest.NewID(t), []object{{"method": "cash", "amount": q.Total}}
	h.Owner.Post("/sales", body).Want(http.StatusCreated)
}

func TestACountMovesTheStockByWhatItFoundAlthoughTheShopGoesOnSelling(t *testing.T) {
	h := housetest.New(t)
	lamp, cable, plug := h.Goods("لامپ", 90_000), h.Goods("کابل", 50_000), h.Goods("دوشاخه", 20_000)
	counter := h.As(actor.Counter)
	id := begin(t, counter, "count")
	put := func(product, quantity string) (l line) {
		counter.Put("/stock-sheets/"+id+"/lines/"+product, object{"quantity": quantity}).Want(http.StatusOK).JSON(&l)
		return l
	}
	if l := put(lamp, "۸"); l.Expected != "10" || l.Difference != "-2" {
		t.Errorf("eight of ten lamps: %+v", l)
	}
	sell(t, h, lamp, "3") // counted already: what is missing stays missing
	sell(t, h, cable, "4")
	if l := put(cable, "6"); l.Expected != "6" || l.Difference != "0" {
		t.Errorf("six of six metres: %+v", l)
	}
	put(plug, "1")
	put(plug, "12.5") // counted again
	h.Reopen()
	var s sheet
	counter.Get("/stock-sheets/" + id).Want(http.StatusOK).JSON(&s)
	if s.Count != 3 || s.Differing != 2 || s.Posted != nil || len(s.Lines) != 3 {
		t.Errorf("before it is posted: %+v", s)
	}
	counter.Post("/stock-sheets/"+id+"/post", nil).Refused(http.StatusForbidden, "forbidden")
	for range 2 { // twice is once
		h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK).JSON(&s)
	}
	if s.Posted == nil {
		t.Error("it is not posted")
	}
	for product, want := range map[string]string{lamp: "5", cable: "6", plug: "12.5"} {
		if got := stockOf(h, product); got != want {
			t.Errorf("there is %s, not %s", got, want)
		}
	}
	counter.Put("/stock-sheets/"+id+"/lines/"+lamp, object{"quantity": "1"}).Refused(http.StatusUnprocessableEntity, "sheet_posted")
	counter.Delete("/stock-sheets/"+id+"/lines/"+lamp).Refused(http.StatusUnprocessableEntity, "sheet_posted")
	h.Owner.Delete("/stock-sheets/"+id).Refused(http.StatusUnprocessableEntity, "sheet_posted")
	h.Owner.Patch("/stock-sheets/"+id, object{"name": "x"}).Refused(http.StatusUnprocessableEntity, "sheet_posted")
	var moves struct {
		Items []struct{ Reason, RefID, Quantity string }
	}
	h.Owner.Get("/products/" + lamp + "/moves").Want(http.StatusOK).JSON(&moves)
	if m := moves.Items[0]; m.Reason != "count" || m.Quantity != "-2" {
		t.Errorf("the move of the count: %+v", m)
	}
}

func TestGoodsComeInWithTheirCostAndRememberIt(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000)
	id := begin(t, h.Owner, "received")
	var l line
	h.Owner.Put("/stock-sheets/"+id+"/lines/"+lamp, object{"quantity": "24", "cost": 61_500}).Want(http.StatusOK)
	h.Owner.Put("/stock-sheets/"+id+"/lines/"+lamp, object{"quantity": "20"}).Want(http.StatusOK).JSON(&l)
	if l.Cost != 61_500 {
		t.Errorf("a change of the quantity made the cost %d", l.Cost)
	}
	var s sheet
	h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK).JSON(&s)
	if s.Cost != 20*61_500 || stockOf(h, lamp) != "30" {
		t.Errorf("it cost %d and there is %s", s.Cost, stockOf(h, lamp))
	}
	next := begin(t, h.Owner, "received")
	h.Owner.Put("/stock-sheets/"+next+"/lines/"+lamp, object{"quantity": "1"}).Want(http.StatusOK).JSON(&l)
	if l.Cost != 61_500 {
		t.Errorf("the next delivery is thought to cost %d", l.Cost)
	}
	counter := h.As(actor.Counter)
	counter.Post("/stock-sheets", object{"kind": "received"}).Refused(http.StatusForbidden, "forbidden")
	counter.Get("/stock-sheets/"+id).Refused(http.StatusForbidden, "forbidden")
	counter.Put("/stock-sheets/"+next+"/lines/"+lamp, object{"quantity": "2"}).Refused(http.StatusForbidden, "forbidden")
	counter.Get("/stock-sheets?kind=received").Refused(http.StatusForbidden, "forbidden")
	var list struct{ Items []sheet }
	counter.Get("/stock-sheets").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 0 {
		t.Errorf("the counter sees what goods cost: %+v", list.Items)
	}
	h.Owner.Get("/stock-sheets?state=open&q=لامپ").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 1 || list.Items[0].ID != next {
		t.Errorf("one delivery is open: %+v", list.Items)
	}
	h.Owner.Delete("/stock-sheets/" + next).Want(http.StatusNoContent)
	h.Owner.Get("/stock-sheets/"+next).Refused(http.StatusNotFound, "not_found")
}

func TestWhatCannotBeIsRefusedAtItsField(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000)
	count, delivery := begin(t, h.Owner, "count"), begin(t, h.Owner, "received")
	const bad = http.StatusUnprocessableEntity
	for _, c := range []struct {
		sheet, quantity string
		cost            any
		code, field     string
	}{
		{count, "-1", nil, "out_of_range", "quantity"},
		{count, "many", nil, "quantity", "quantity"},
		{count, "1.2345", nil, "quantity", "quantity"},
		{count, "9000000000001", nil, "quantity", "quantity"},
		{count, "1", 5, "invalid", "cost"},
		{delivery, "0", nil, "zero_quantity", "quantity"},
		{delivery, "1", -5, "price", "cost"},
		{delivery, "1000000", 9_000_000_000_000_000, "out_of_range", "cost"},
	} {
		body := object{"quantity": c.quantity}
		if c.cost != nil {
			body["cost"] = c.cost
		}
		h.Owner.Put("/stock-sheets/"+c.sheet+"/lines/"+lamp, body).Refused(bad, c.code, c.field)
	}
	h.Owner.Put("/stock-sheets/"+count+"/lines/"+housetest.NewID(t), object{"quantity": "1"}).Refused(bad, "not_found", "product_id")
	h.Owner.Post("/stock-sheets/"+count+"/post", nil).Refused(bad, "sheet_empty")
	h.Owner.Post("/stock-sheets", object{"kind": "guess"}).Want(bad)
	h.Owner.Post("/stock-sheets", object{"id": count, "kind": "received"}).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post("/stock-sheets", object{"id": count, "kind": "count"}).Want(http.StatusOK)
	h.Owner.Put("/stock-sheets/"+count+"/lines/"+lamp, object{"quantity": "0"}).Want(http.StatusOK) // there is none: that is a count
	h.Owner.Delete("/stock-sheets/" + count + "/lines/" + lamp).Want(http.StatusNoContent)
	h.Owner.Delete("/stock-sheets/" + count + "/lines/" + lamp).Want(http.StatusNoContent)
	if stockOf(h, lamp) != "10" {
		t.Error("a sheet that is not posted moved the stock")
	}
}

func TestTheLowStockListHoldsWhatIsBelowItsLeastAndGoesOutAsAFile(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000, object{"min_stock": "۱۰٫۵"})
	h.Goods("کابل", 50_000, object{"min_stock": "10"})
	h.Goods("دوشاخه", 20_000)
	h.Owner.Post("/products", object{"name": "x", "price": 1, "min_stock": "-1"}).Refused(http.StatusUnprocessableEntity, "quantity", "min_stock")
	var list struct {
		Items []struct {
			ID       string
			MinStock string `json:"min_stock"`
		}
	}
	for _, query := range []string{"", "&q=لامپ", "&sort=-stock"} {
		h.Owner.Get("/products?stock=low" + query).Want(http.StatusOK).JSON(&list)
		if len(list.Items) != 1 || list.Items[0].ID != lamp || list.Items[0].MinStock != "10.5" {
			t.Errorf("with %q too little is there of %+v", query, list.Items)
		}
	}
	if got := string(h.Owner.Get("/exports/low.csv").Want(http.StatusOK).Body); got != "\ufeffCode,Product name,Barcode,Unit,Stock,Minimum,Missing\r\n,لامپ,,عدد,10,10.5,0.5\r\n" {
		t.Errorf("the file: %q", got)
	}
	h.Owner.Patch("/products/"+lamp, object{"min_stock": ""}).Want(http.StatusOK)
	h.Owner.Get("/products?stock=low").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 0 {
		t.Errorf("nothing is said of any: %+v", list.Items)
	}
}

func TestWhatIsMissingIsNotTakenOffByTwoCounts(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000)
	first, second := begin(t, h.Owner, "count"), begin(t, h.Owner, "count")
	h.Owner.Put("/stock-sheets/"+first+"/lines/"+lamp, object{"quantity": "8"}).Want(http.StatusOK)
	h.Owner.Put("/stock-sheets/"+second+"/lines/"+lamp, object{"quantity": "8"}).Refused(http.StatusUnprocessableEntity, "counted_elsewhere")
	h.Owner.Put("/stock-sheets/"+begin(t, h.Owner, "received")+"/lines/"+lamp, object{"quantity": "8"}).Want(http.StatusOK)
	h.Owner.Post("/stock-sheets/"+first+"/post", nil).Want(http.StatusOK)
	h.Owner.Put("/stock-sheets/"+second+"/lines/"+lamp, object{"quantity": "8"}).Want(http.StatusOK)
	h.Owner.Post("/stock-sheets/"+second+"/post", nil).Want(http.StatusOK)
	if got := stockOf(h, lamp); got != "8" {
		t.Errorf("there is %s, not 8", got)
	}
}

func TestAnAbsurdQuantityIsAskedAboutOnceAndThenKept(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000) // there are ten
	for _, kind := range []string{"received", "count"} {
		id := begin(t, h.Owner, kind)
		at := "/stock-sheets/" + id + "/lines/" + lamp
		put := func(quantity string, sure bool) *housetest.Answer {
			return h.Owner.Put(at, object{"quantity": quantity, "sure": sure})
		}
		put("6265142006066", false).Refused(http.StatusUnprocessableEntity, "unusual_quantity", "quantity")
		put("22000.001", false).Refused(http.StatusUnprocessableEntity, "unusual_quantity", "quantity")
		var s sheet
		if h.Owner.Get("/stock-sheets/" + id).Want(http.StatusOK).JSON(&s); len(s.Lines) != 0 {
			t.Errorf("%s: it is kept before it was answered: %+v", kind, s.Lines)
		}
		put("10000", false).Want(http.StatusOK)
		put("22000.001", true).Want(http.StatusOK)
		put("22001.001", false).Want(http.StatusOK) // another scan of it asks nothing
		put("22001.001", false).Want(http.StatusOK)
		put("0.5", false).Want(http.StatusOK)
		put("9000000000001", true).Refused(http.StatusUnprocessableEntity, "quantity", "quantity") // beyond what can be is no question
		put("12", false).Want(http.StatusOK)
		h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK)
	}
	fresh := h.Goods("پیچ", 100, object{"stock": ""})
	move := object{"id": housetest.NewID(t), "quantity": "5000"}
	h.Owner.Post("/products/"+fresh+"/moves", move).Refused(http.StatusUnprocessableEntity, "unusual_quantity", "quantity")
	move["sure"] = true
	h.Owner.Post("/products/"+fresh+"/moves", move).Want(http.StatusCreated)
	move["sure"] = false
	h.Owner.Post("/products/"+fresh+"/moves", move).Want(http.StatusOK) // said again it is the same move
	h.Owner.Post("/products/"+fresh+"/moves", object{"quantity": "-5000000"}).Want(http.StatusCreated)
	h.Owner.Post("/products/"+fresh+"/moves", object{"quantity": "-9000000000000"}).Refused(http.StatusUnprocessableEntity, "unusual_quantity", "quantity")
}

func TestAnAbsurdQuantityThatWasTakenBackIsNotUsual(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000) // there are ten
	move := func(quantity string, sure bool) *housetest.Answer {
		return h.Owner.Post("/products/"+lamp+"/moves", object{"quantity": quantity, "sure": sure})
	}
	const asked = http.StatusUnprocessableEntity
	move("6265142006066", true).Want(http.StatusCreated)
	move("-6265142006065", false).Want(http.StatusCreated) // one was sold meanwhile
	move("6265142006066", false).Refused(asked, "unusual_quantity", "quantity")
	move("20000", true).Want(http.StatusCreated)
	move("-20000", false).Want(http.StatusCreated)
	move("20000", false).Want(http.StatusCreated) // as much came in, went out and comes in again: that is usual
	for range 2 {                                 // who is sure of it time and again means it
		move("8000000000000", true).Want(http.StatusCreated)
		move("-8000000000000", false).Want(http.StatusCreated)
	}
	move("8000000000000", false).Want(http.StatusCreated)
}

func TestAShelfThatIsCountedAsEmptyIsCounted(t *testing.T) {
	h := housetest.New(t)
	bare := object{"stock": ""}
	lamp, cable, plug := h.Goods("لامپ", 90_000, bare), h.Goods("کابل", 50_000), h.Goods("دوشاخه", 20_000, bare)
	says := func(when, product string, uncounted bool, moves int) {
		t.Helper()
		p := h.Owner.Get("/products/" + product).Want(http.StatusOK).Map()
		rows := h.Owner.Get("/products/" + product + "/moves").Want(http.StatusOK).Map()["items"].([]any)
		if p["uncounted"] != uncounted || len(rows) != moves {
			t.Errorf("%s: uncounted %v, moves %v", when, p["uncounted"], rows)
		}
	}
	says("never said", lamp, true, 0)
	for range 2 { // the second says nothing new
		id := begin(t, h.Owner, "count")
		h.Owner.Put("/stock-sheets/"+id+"/lines/"+lamp, object{"quantity": "0"}).Want(http.StatusOK)
		h.Owner.Put("/stock-sheets/"+id+"/lines/"+cable, object{"quantity": "10"}).Want(http.StatusOK)
		h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK)
		says("counted as none", lamp, false, 1)
		says("counted as before", cable, false, 1)
	}
	says("never said", plug, true, 0)
	id := begin(t, h.Owner, "received")
	h.Owner.Put("/stock-sheets/"+id+"/lines/"+plug, object{"quantity": "2"}).Want(http.StatusOK)
	sell(t, h, plug, "3")
	h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK)
	says("came in", plug, false, 2)
}

func TestASheetHasANumberThatIsNeverGivenTwice(t *testing.T) {
	h := housetest.New(t)
	number := func(id string) int {
		var s struct{ Number int }
		h.Owner.Get("/stock-sheets/" + id).Want(http.StatusOK).JSON(&s)
		return s.Number
	}
	first, second := begin(t, h.Owner, "count"), begin(t, h.Owner, "received")
	if number(first) != 1 || number(second) != 2 {
		t.Errorf("the first sheets are %d and %d", number(first), number(second))
	}
	h.Owner.Delete("/stock-sheets/" + second).Want(http.StatusNoContent)
	h.Owner.Patch("/stock-sheets/"+first, object{"name": "انبار"}).Want(http.StatusOK)
	third := begin(t, h.Owner, "count")
	if number(first) != 1 || number(third) != 3 {
		t.Errorf("then %d and %d", number(first), number(third))
	}
	var page struct{ Items []sheet }
	h.Owner.Get("/stock-sheets?q=%DB%B3").Want(http.StatusOK).JSON(&page) // ۳
	if len(page.Items) != 1 || page.Items[0].ID != third {
		t.Errorf("by its number: %+v", page.Items)
	}
}

func TestTheSheetsPaperSaysWhatIsToBeCountedOrWhatItHolds(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 90_000)
	h.Goods("کابل", 50_000)
	count, received := begin(t, h.Owner, "count"), begin(t, h.Owner, "received")
	isPDF := func(c *housetest.Client, path string) {
		a := c.Get("/stock-sheets/" + path).Want(http.StatusOK)
		if a.Header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(a.Body, []byte("%PDF")) {
			t.Errorf("%s is %s", path, a.Header.Get("Content-Type"))
		}
	}
	counter := h.As(actor.Counter)
	for _, lang := range []string{"", "fa", "en"} {
		isPDF(counter, count+"/pdf?lang="+lang)
		isPDF(h.Owner, received+"/pdf?lang="+lang)
	}
	h.Owner.Put("/stock-sheets/"+count+"/lines/"+lamp, object{"quantity": "8"}).Want(http.StatusOK)
	h.Owner.Put("/stock-sheets/"+received+"/lines/"+lamp, object{"quantity": "2.5", "cost": 61_500}).Want(http.StatusOK)
	for _, id := range []string{count, received} {
		h.Owner.Post("/stock-sheets/"+id+"/post", nil).Want(http.StatusOK)
		isPDF(h.Owner, id+"/pdf")
	}
	counter.Get("/stock-sheets/"+received+"/pdf").Refused(http.StatusForbidden, "forbidden") // what goods cost
	counter.Get("/stock-sheets/"+housetest.NewID(t)+"/pdf").Refused(http.StatusNotFound, "not_found")
	counter.Get("/stock-sheets/" + count + "/pdf?lang=de").Want(http.StatusUnprocessableEntity)
}
