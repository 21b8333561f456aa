package find_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/change"
	"pishkhan/internal/housetest"
)

func TestWhatWasTakenOutIsNotCountedAmongTheValuesToFilterBy(t *testing.T) {
	h := housetest.New(t)
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 1000, "category": "برق"})
	make1(h, "/products", obj{"name": "سیم", "price": 1000, "category": "برق"})
	keep := make1(h, "/customers", obj{"kind": "person", "name": "مریم", "city": "ری"})
	other := make1(h, "/customers", obj{"kind": "person", "name": "مریم دوم", "city": "ری"})
	gone := make1(h, "/customers", obj{"kind": "person", "name": "رضا", "city": "قم"})
	merge(h, keep, other)
	takeOut(t, h, lamp)
	err := h.Journal.Write(t.Context(), func(tx *change.Tx) error { return h.Customer.RemoveMany(tx, []string{gone}) })
	if err != nil {
		t.Fatal(err)
	}
	for path, value := range map[string]string{"/products/categories": "برق", "/customers/cities": "ری"} {
		var got struct {
			Items []struct {
				Value string
				Count int
			}
		}
		h.Owner.Get(path).Want(http.StatusOK).JSON(&got)
		if len(got.Items) != 1 || got.Items[0].Value != value || got.Items[0].Count != 1 {
			t.Errorf("%s: %+v", path, got.Items)
		}
	}
}
