package level_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type object = map[string]any

func made(a *housetest.Answer) string {
	var made struct{ ID string }
	a.Want(http.StatusCreated).JSON(&made)
	return made.ID
}

type quoted struct {
	Total int
	Level *struct{ Name string }
	Lines []struct {
		Price      int
		ListPrice  int `json:"list_price"`
		ShelfPrice int `json:"shelf_price"`
	}
}

func TestTheIdOfALevelThatWasTakenAwayIsNotGivenAgain(t *testing.T) {
	h := housetest.New(t)
	ask := object{"id": housetest.NewID(t), "name": "همکار", "percent": "10"}
	h.Owner.Post("/price-levels", ask).Want(http.StatusCreated)
	h.Owner.Delete("/price-levels/" + ask["id"].(string)).Want(http.StatusNoContent)
	h.Owner.Post("/price-levels", ask).Refused(http.StatusConflict, "conflict", "id")
}

func TestACustomerPaysByTheirLevelAndNobodyNeedsARightForIt(t *testing.T) {
	h := housetest.New(t)
	lamp, cable, who := h.Goods("لامپ", 99_999, object{"tax_class": "exempt"}), h.Goods("کابل", 50_000, object{"tax_class": "exempt"}), h.Buyer()
	level := made(h.Owner.Post("/price-levels", object{"name": "همکار", "percent": "10"}))
	h.Owner.Put("/products/"+cable+"/prices/"+level, object{"price": 30_000}).Want(http.StatusOK)
	h.Owner.Put("/customers/"+who+"/level", object{"level_id": level}).Want(http.StatusNoContent)
	counter := h.As(actor.Counter)
	basket := object{"customer_id": who, "lines": []object{{"product_id": lamp, "quantity": "1"}, {"product_id": cable, "quantity": "2"}}}
	var q quoted
	ask := func() {
		q = quoted{}
		counter.Post("/sales/quote", basket).Want(http.StatusOK).JSON(&q)
	}
	if ask(); q.Total != 89_999+60_000 || q.Level == nil || q.Level.Name != "همکار" || q.Lines[0].ListPrice != 89_999 || q.Lines[0].ShelfPrice != 99_999 {
		t.Errorf("a colleague pays %+v", q)
	}
	sale := object{"id": housetest.NewID(t), "customer_id": who, "lines": basket["lines"], "payments": []object{{"method": "cash", "amount": q.Total}}}
	counter.Post("/sales", sale).Want(http.StatusCreated)

	h.Owner.Patch("/price-levels/"+level, object{"percent": "20"}).Want(http.StatusOK)
	if ask(); q.Total != 79_999+60_000 {
		t.Errorf("after the level changed: %+v", q)
	}
	h.Owner.Put("/products/"+cable+"/prices/"+level, object{}).Want(http.StatusOK)
	if ask(); q.Total != 79_999+80_000 {
		t.Errorf("without a price of its own: %+v", q)
	}
	delete(basket, "customer_id")
	if ask(); q.Total != 199_999 || q.Level != nil {
		t.Errorf("a guest pays %+v", q)
	}
	basket["customer_id"] = who
	h.Owner.Delete("/price-levels/" + level).Want(http.StatusNoContent)
	if ask(); q.Total != 199_999 || q.Level != nil {
		t.Errorf("after the level went: %+v", q)
	}
	h.Owner.Put("/customers/"+who+"/level", object{"level_id": ""}).Want(http.StatusNoContent)
}

func TestALevelThatCannotBeIsRefusedAtItsField(t *testing.T) {
	h := housetest.New(t)
	const bad = http.StatusUnprocessableEntity
	lamp, who := h.Goods("لامپ", 100), h.Buyer()
	h.Owner.Post("/price-levels", object{"name": " "}).Refused(bad, "required", "name")
	h.Owner.Post("/price-levels", object{"name": "همکار", "percent": "101"}).Refused(bad, "invalid_percent", "percent")
	h.Owner.Post("/price-levels", object{"name": "همکار", "percent": "-1"}).Refused(bad, "invalid_percent", "percent")
	id := housetest.NewID(t)
	level := made(h.Owner.Post("/price-levels", object{"id": id, "name": "همکار", "percent": "100"}))
	h.Owner.Post("/price-levels", object{"id": id, "name": "همکار", "percent": "100"}).Want(http.StatusOK)
	h.Owner.Post("/price-levels", object{"id": id, "name": "همکار"}).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post("/price-levels", object{"name": "همكار"}).Refused(http.StatusConflict, "duplicate", "name") // an Arabic kaf
	h.Owner.Put("/products/"+lamp+"/prices/"+level, object{"price": -1}).Refused(bad, "price", "price")
	h.Owner.Put("/products/"+lamp+"/prices/"+housetest.NewID(t), object{"price": 1}).Refused(http.StatusNotFound, "not_found")
	h.Owner.Put("/customers/"+who+"/level", object{"level_id": housetest.NewID(t)}).Refused(bad, "not_found", "level_id")
	h.As(actor.Counter).Put("/customers/"+who+"/level", object{"level_id": level}).Refused(http.StatusForbidden, "forbidden")
	var page struct {
		Items []struct {
			Own   *int
			Price int
		}
	}
	h.Owner.Get("/products/" + lamp + "/prices").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 1 || page.Items[0].Own != nil || page.Items[0].Price != 0 {
		t.Errorf("all of the price off is nothing: %+v", page)
	}
}
