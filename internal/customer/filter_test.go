package customer_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pishkhan/internal/customer"
	"pishkhan/internal/housetest"
)

// A filter that takes few is gathered, one that takes many is walked: people see
// the same.
func TestAFilteredListIsTheSameHoweverManyItTakes(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Owner.Post("/products", map[string]any{"name": "لامپ", "price": 1000}).Want(http.StatusCreated).Map()["id"]
	level := h.Owner.Post("/price-levels", map[string]any{"name": "همکار", "percent": "10"}).Want(http.StatusCreated).Map()["id"].(string)
	for i, name := range []string{"علی", "نور", "سارا", "تابان", "آرش", "پارس"} {
		id := h.Owner.Post("/customers", map[string]any{
			"kind": []string{"person", "organisation"}[i%2], "name": name, "city": []string{"ری", "قم", "ری"}[i%3],
		}).Want(http.StatusCreated).Map()["id"]
		if i%4 == 1 {
			h.Owner.Put("/customers/"+id.(string)+"/level", map[string]any{"level_id": level}).Want(http.StatusNoContent)
		}
		for n := range i % 4 {
			h.Owner.Post("/sales", map[string]any{"id": h.Journal.DB.NewID(), "customer_id": id, "payments": []any{},
				"lines": []any{map[string]any{"product_id": lamp, "quantity": fmt.Sprint(n + 1)}}}).Want(http.StatusCreated)
		}
	}
	walk := func(params string) (out string) {
		for cursor, n := "", 0; n < 10; n++ {
			var page struct {
				Items []struct{ Name string }
				Next  string
			}
			h.Owner.Get("/customers?limit=1&" + params + "&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
			for _, c := range page.Items {
				out += c.Name + " "
			}
			if cursor = page.Next; cursor == "" {
				return strings.TrimSpace(out)
			}
		}
		return "goes round"
	}
	for filter, byName := range map[string]string{
		"kind=organisation": "پارس تابان نور", "owing=true": "پارس تابان سارا نور", "city=" + url.QueryEscape("ری"): "پارس تابان سارا علی",
		"owing=true&kind=person": "سارا", "kind=organisation&city=" + url.QueryEscape("قم"): "نور",
		"level_id=" + level: "پارس نور", "level_id=" + level + "&owing=true": "پارس نور",
	} {
		for _, sort := range []string{"", "name", "-name", "balance", "-balance", "created", "-created", "city", "-city"} {
			customer.Gather(5000)
			few := walk(filter + "&sort=" + sort)
			customer.Gather(0)
			many := walk(filter + "&sort=" + sort)
			customer.Gather(5000)
			if few != many {
				t.Errorf("%s, by %q: few %s, many %s", filter, sort, few, many)
			}
			if sort == "name" && few != byName {
				t.Errorf("%s: %s, want %s", filter, few, byName)
			}
		}
	}
}
