package sale_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// BenchmarkSale is the whole way of a counter sale of five lines through the
// handler, without the network; for profiles, since the disk decides its time.
func BenchmarkSale(b *testing.B) {
	h := housetest.New(b)
	var ids []string
	for range 20 {
		ids = append(ids, h.Goods("کالای آزمایشی", 100_000))
	}
	counter := h.As(actor.Counter)
	b.ResetTimer()
	b.SetParallelism(8)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			var lines []obj
			for n := range 5 {
				lines = append(lines, obj{"product_id": ids[(i+n)%len(ids)], "quantity": "2"})
			}
			counter.Post("/sales", obj{"id": housetest.NewID(b), "lines": lines, "payments": cash(2_000_000)}).Want(http.StatusCreated)
		}
	})
}
