package product_test

import (
	"fmt"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestGoodsOverTheAPI(t *testing.T) {
	h := housetest.New(t)
	const id = "01940000-0000-7000-8000-000000000001"
	body := map[string]any{"id": id, "name": "لامپ ۱۲ وات", "price": 890_000, "barcodes": []string{"۶۲۶۰۰۰۰۰۰۰۰۱۷"}, "stock": "12.5"}
	p := h.Owner.Post("/products", body).Want(http.StatusCreated).Map()
	if p["id"] != id || p["price"] != 890_000.0 || p["stock"] != "12.5" || p["unit"] != "عدد" || fmt.Sprint(p["barcodes"]) != "[6260000000017]" {
		t.Errorf("%v", p)
	}
	h.Owner.Post("/products", body).Want(http.StatusOK)
	body["name"] = "دیگر"
	h.Owner.Post("/products", body).Refused(http.StatusConflict, "conflict", "id")

	p = h.Owner.Patch("/products/"+id, map[string]any{"price": 900_000, "unit": "بسته"}).Want(http.StatusOK).Map()
	if p["price"] != 900_000.0 || p["unit"] != "بسته" || p["name"] != "لامپ ۱۲ وات" {
		t.Errorf("%v", p)
	}
	counter := h.As(actor.Counter)
	if got := counter.Get("/products/" + id).Want(http.StatusOK).Map(); got["price"] != 900_000.0 {
		t.Errorf("%v", got)
	}
	page := counter.Get("/products?q=ghlm&active=true").Want(http.StatusOK).Map()
	if page["read_as"] != "لامپ" || len(page["items"].([]any)) != 1 {
		t.Errorf("the wrong layout: %v", page)
	}
	page = counter.Get("/products?q=ghlm&active=false").Want(http.StatusOK).Map()
	if _, told := page["read_as"]; told || len(page["items"].([]any)) != 0 || page["next"] != "" {
		t.Errorf("nothing found: %v", page)
	}
	page = counter.Get("/products?barcode=%DB%B6%DB%B2%DB%B6%DB%B0%DB%B0%DB%B0%DB%B0%DB%B0%DB%B0%DB%B0%DB%B0%DB%B1%DB%B7").Want(http.StatusOK).Map()
	if len(page["items"].([]any)) != 1 {
		t.Errorf("a scan under a Persian layout: %v", page)
	}
}

func TestWhatIsWrongWithAProductIsSaidAtItsFieldOverTheAPI(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", map[string]any{"name": "کلید", "price": 1, "code": "K1"}).Want(http.StatusCreated)
	h.Owner.Post("/products", map[string]any{}).Refused(http.StatusUnprocessableEntity, "required", "name", "price")
	h.Owner.Post("/products", map[string]any{"name": "", "price": -1, "stock": "x"}).Refused(http.StatusUnprocessableEntity, "required", "name", "price", "stock")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": "12"}).Refused(http.StatusUnprocessableEntity, "invalid", "price")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": 1.5}).Refused(http.StatusUnprocessableEntity, "invalid", "price")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": 1, "colour": "red"}).Refused(http.StatusUnprocessableEntity, "unknown_field", "colour")
	h.Owner.Post("/products", map[string]any{"id": "1", "name": "x", "price": 1}).Refused(http.StatusUnprocessableEntity, "invalid", "id")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": 1, "code": "k1"}).Refused(http.StatusConflict, "duplicate", "code")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": 1, "tax_class": "none"}).Refused(http.StatusUnprocessableEntity, "unknown_tax_class", "tax_class")
	h.Owner.Post("/products", map[string]any{"name": "x", "price": 1, "tax_class": "Exempt"}).Want(http.StatusCreated)
	h.Owner.Get("/products/none").Refused(http.StatusNotFound, "not_found")
	h.Owner.Patch("/products/none", map[string]any{"name": "x"}).Refused(http.StatusNotFound, "not_found")
	h.Owner.Get("/products?cursor=x").Refused(http.StatusUnprocessableEntity, "invalid", "cursor")
	h.Owner.Get("/products?limit=501").Refused(http.StatusUnprocessableEntity, "invalid", "limit")
}

func TestStockMovesOverTheAPI(t *testing.T) {
	h := housetest.New(t)
	id := h.Owner.Post("/products", map[string]any{"name": "برنج", "price": 1, "stock": "10"}).Want(http.StatusCreated).Map()["id"].(string)
	moves := "/products/" + id + "/moves"
	move := map[string]any{"id": "01940000-0000-7000-8000-00000000000a", "quantity": "-2.5", "reason": "شکست"}
	for _, status := range []int{http.StatusCreated, http.StatusOK} {
		if got := h.Owner.Post(moves, move).Want(status).Map(); got["stock"] != "7.5" {
			t.Errorf("%v", got)
		}
	}
	move["quantity"] = "-3"
	h.Owner.Post(moves, move).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post(moves, map[string]any{"quantity": "0"}).Refused(http.StatusUnprocessableEntity, "zero_quantity", "quantity")
	h.Owner.Post("/products/none/moves", map[string]any{"quantity": "1"}).Refused(http.StatusNotFound, "not_found")
	page := h.As(actor.Counter).Get(moves + "?limit=1").Want(http.StatusOK).Map()
	first := page["items"].([]any)[0].(map[string]any)
	if first["quantity"] != "-2.5" || first["reason"] != "شکست" || first["staff_id"] == "" {
		t.Errorf("%v", first)
	}
	page = h.As(actor.Counter).Get(moves + "?cursor=" + page["next"].(string)).Want(http.StatusOK).Map()
	if rest := page["items"].([]any); len(rest) != 1 || rest[0].(map[string]any)["reason"] != "opening" || page["next"] != "" {
		t.Errorf("%v", page)
	}
}

func TestOnlyWhoMayChangesGoods(t *testing.T) {
	h := housetest.New(t)
	id := h.As(actor.Manager).Post("/products", map[string]any{"name": "x", "price": 1}).Want(http.StatusCreated).Map()["id"].(string)
	for _, role := range []actor.Role{actor.Support, actor.Counter} {
		c := h.As(role)
		c.Get("/products").Want(http.StatusOK)
		c.Get("/products/" + id).Want(http.StatusOK)
		c.Post("/products", map[string]any{"name": "y", "price": 1}).Refused(http.StatusForbidden, "forbidden")
		c.Patch("/products/"+id, map[string]any{"price": 2}).Refused(http.StatusForbidden, "forbidden")
		c.Post("/products/"+id+"/moves", map[string]any{"quantity": "1"}).Refused(http.StatusForbidden, "forbidden")
	}
	nobody := h.Nobody()
	nobody.Get("/products").Refused(http.StatusUnauthorized, "unauthenticated")
	nobody.Get("/products/"+id+"/moves").Refused(http.StatusUnauthorized, "unauthenticated")
}

func TestWhatNobodyCountsHasNoStockToBeBelow(t *testing.T) {
	h := housetest.New(t)
	work := h.Goods("نصب در محل", 250_000, map[string]any{"stock": "", "unit": "ساعت", "tax_class": "exempt"})
	lamp := h.Goods("لامپ", 90_000, map[string]any{"stock": "1", "tax_class": "exempt"})
	basket := map[string]any{"lines": []map[string]any{{"product_id": work, "quantity": "2"}, {"product_id": lamp, "quantity": "2"}}}
	sell := func() (uncounted []bool, alerts []string) {
		var q struct{ Lines []struct{ Uncounted bool } }
		h.Owner.Post("/sales/quote", basket).Want(http.StatusOK).JSON(&q)
		for _, l := range q.Lines {
			uncounted = append(uncounted, l.Uncounted)
		}
		var made struct {
			Alerts []struct {
				ProductID string `json:"product_id"`
			}
		}
		h.Owner.Post("/sales", map[string]any{"id": housetest.NewID(t), "lines": basket["lines"], "payments": []map[string]any{{"method": "cash", "amount": 680_000}}}).Want(http.StatusCreated).JSON(&made)
		for _, a := range made.Alerts {
			alerts = append(alerts, a.ProductID)
		}
		return uncounted, alerts
	}
	names := func(query string) (out []string) {
		var page struct{ Items []struct{ Name string } }
		h.Owner.Get("/products?" + query).Want(http.StatusOK).JSON(&page)
		for _, p := range page.Items {
			out = append(out, p.Name)
		}
		return out
	}
	says := func(when string, want bool, stock string) {
		t.Helper()
		if p := h.Owner.Get("/products/" + work).Want(http.StatusOK).Map(); p["uncounted"] != want || p["stock"] != stock {
			t.Errorf("%s: uncounted %v, stock %v", when, p["uncounted"], p["stock"])
		}
	}
	says("new", true, "0")
	if got, alerts := sell(); fmt.Sprint(got) != "[true false]" || fmt.Sprint(alerts) != fmt.Sprint([]string{lamp}) {
		t.Errorf("on the counter uncounted: %v; went below zero: %v", got, alerts)
	}
	says("sold", true, "-2")
	if got, alerts := sell(); fmt.Sprint(got) != "[true false]" || fmt.Sprint(alerts) != fmt.Sprint([]string{lamp}) {
		t.Errorf("on the counter, the lamp below zero: %v; went below zero: %v", got, alerts)
	}
	if below, out := names("stock=below"), names("stock=out"); fmt.Sprint(below, out) != "[لامپ] [لامپ]" {
		t.Errorf("below zero %v, out %v", below, out)
	}
	h.Owner.Post("/products/"+work+"/moves", map[string]any{"quantity": "3"}).Want(http.StatusCreated)
	says("said how much there is", false, "-1")
	if below := names("stock=below"); len(below) != 2 {
		t.Errorf("below zero: %v", below)
	}
	if _, alerts := sell(); len(alerts) != 2 {
		t.Errorf("went below zero: %v", alerts)
	}
}

func TestThatThereIsNoneOfANewProductIsSaid(t *testing.T) {
	h := housetest.New(t)
	body := map[string]any{"id": housetest.NewID(t), "name": "لامپ", "price": 90_000, "stock": "۰"}
	for _, status := range []int{http.StatusCreated, http.StatusOK} {
		h.Owner.Post("/products", body).Want(status)
	}
	id := body["id"].(string)
	if p := h.Owner.Get("/products/" + id).Want(http.StatusOK).Map(); p["uncounted"] != false || p["stock"] != "0" {
		t.Errorf("uncounted %v, stock %v", p["uncounted"], p["stock"])
	}
	if moves := h.Owner.Get("/products/" + id + "/moves").Want(http.StatusOK).Map()["items"].([]any); len(moves) != 1 {
		t.Errorf("moves %v", moves)
	}
	h.Owner.Post("/products/"+id+"/moves", map[string]any{"quantity": "0"}).Refused(http.StatusUnprocessableEntity, "zero_quantity", "quantity")
	delete(body, "stock")
	h.Owner.Post("/products", body).Refused(http.StatusConflict, "conflict", "id")
}

func TestWhatIsBelowZeroIsNotTooLittleWhereNoLeastIsSaid(t *testing.T) {
	h := housetest.New(t)
	h.Goods("لامپ", 90_000, map[string]any{"stock": "-1", "code": "L1"})
	least := h.Goods("کابل", 90_000, map[string]any{"stock": "1", "code": "L2"})
	h.Owner.Patch("/products/"+least, map[string]any{"min_stock": "2"}).Want(http.StatusOK)
	for query, want := range map[string]int{"stock=low": 1, "stock=low&q=L1": 0, "stock=low&barcode=L1": 0, "stock=low&q=L2": 1, "stock=low&barcode=L2": 1} {
		if found := h.Owner.Get("/products?" + query).Want(http.StatusOK).Map()["items"].([]any); len(found) != want {
			t.Errorf("%s: %v", query, found)
		}
	}
}
