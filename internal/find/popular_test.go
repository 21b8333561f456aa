package find_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/housetest"
)

func TestWhatIsSoldMostStandsFirstOnTheQuickKeysAlsoOfACategory(t *testing.T) {
	h := housetest.New(t)
	h.Goods("الف", 1000, map[string]any{"category": "برق"})
	sold := h.Goods("ب", 1000, map[string]any{"category": "برق"})
	h.Goods("پ", 1000, map[string]any{"category": "آب"})
	most := h.Goods("ت", 1000, map[string]any{"category": "آب"})
	h.Goods("ث", 1000) // the newest stays where it is
	for _, ids := range [][]string{{sold, most}, {most}} {
		var lines []map[string]any
		for _, id := range ids {
			lines = append(lines, map[string]any{"product_id": id, "quantity": "1"})
		}
		h.Owner.Post("/sales", map[string]any{"id": housetest.NewID(t), "lines": lines,
			"payments": []map[string]any{{"method": "cash", "amount": 1100 * len(ids)}}}).Want(http.StatusCreated)
	}
	if err := h.Find.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{"": "ت ب الف پ ث", "&category=برق": "ب الف", "&category=آب": "ت پ"} {
		var got []string
		for cursor := ""; ; {
			var page struct {
				Items []struct{ Name string }
				Next  string
			}
			h.Owner.Get("/products?sort=popular&limit=1" + query + "&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
			got = append(got, page.Items[0].Name)
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q gives %v, not %s", query, got, want)
		}
	}
}
