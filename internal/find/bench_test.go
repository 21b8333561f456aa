package find_test

import (
	"fmt"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// BenchmarkFirstPage is the whole way of a search for twenty customers or goods
// through the handler, without the network; for profiles.
func BenchmarkFirstPage(b *testing.B) {
	h := housetest.New(b)
	for i := range 100 {
		make1(h, "/customers", obj{"kind": "person", "name": fmt.Sprintf("علی رضایی %d", i), "phone": fmt.Sprintf("0912123%04d", i)})
		make1(h, "/products", obj{"name": fmt.Sprintf("لامپ رشته‌ای %d", i), "price": 1000, "barcodes": []string{fmt.Sprintf("626%010d", i)}, "stock": "5"})
	}
	c := h.As(actor.Counter)
	for _, path := range []string{"/customers?limit=20&q=%D8%B9%D9%84", "/products?limit=20&q=%D9%84%D8%A7", "/health"} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				c.Get(path).Want(http.StatusOK)
			}
		})
	}
}
