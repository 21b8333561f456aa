package product_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/web"
)

// Whatever a name is made of, the beginning of each of its words finds it, and
// nothing that is typed breaks the search.
func TestAnyNameIsFoundByTheBeginningOfAnyOfItsWords(t *testing.T) {
	h := open(t)
	rapid.Check(t, func(r *rapid.T) {
		letters := rapid.OneOf(rapid.RuneFrom([]rune("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكةأئؤ\u200c ۰۱۲۳٤٥٦789abZ-×/.،«»\"'*()")), rapid.Rune())
		name := rapid.StringOfN(letters, 1, 30, -1).Draw(r, "name")
		p, _, err := h.products.Create(h.ctx, "", product.Input{Name: &name, Price: ptr(money.Rial(1))}, "")
		if err != nil {
			return // blank, or too long
		}
		found := func(q string) bool {
			page, err := h.products.Find(h.ctx, web.Query{Q: q, Limit: 500}, "", "", product.Filter{})
			if err != nil {
				r.Fatalf("%q: %v", q, err)
			}
			for _, it := range page.Items {
				if it.ID == p.ID {
					return true
				}
			}
			return len(page.Items) == 500
		}
		if persian.Queries(p.Name) != nil && !found(p.Name) {
			r.Fatalf("%q is not found by itself", p.Name)
		}
		for _, w := range strings.Fields(p.Name) {
			if persian.Queries(w) == nil {
				continue
			}
			if !found(w) {
				r.Fatalf("%q is not found by %q", p.Name, w)
			}
			_, size := utf8.DecodeRuneInString(w)
			if first := w[:size]; persian.Queries(first) != nil && !found(first) {
				r.Fatalf("%q is not found by %q", p.Name, first)
			}
		}
		found(rapid.StringOf(letters).Draw(r, "q"))
	})
	h.content()
}
