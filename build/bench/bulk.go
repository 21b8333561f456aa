package main

import (
	"fmt"
	"time"
)

// measureBulk measures the counter while a period's invoices are put into one
// file, and without that: one caller who sells as fast as it is answered, which
// nobody at a counter does. The first file is of a thousand invoices.
func measureBulk() {
	bulkAs("each", *rounds)
	bulkAs("one", 1) // more than a thousand more don't fit into one
}

func bulkAs(as string, rounds int) {
	s := openShop("bulk-" + as)
	defer s.stop()
	counter := ourSales(s)
	for sold := 0; sold < 1000; {
		lat, _ := load(counter, 1, 50*time.Millisecond)
		sold += len(lat)
	}
	var without, with []float64 // p99 of each piece: a moment in which the machine does something else spoils one, not all
	for round := range rounds {
		var job struct {
			ID, State   string
			Done, Total int
		}
		var lat []time.Duration
		start := time.Now()
		s.call("POST", "/bulk", map[string]any{"id": newID(), "as": as, "lang": "fa"}, &job)
		sell := func() (some []time.Duration) { // and look how far it is, as the page does
			some, _ = load(counter, 1, *each/8)
			s.call("GET", "/bulk/"+job.ID, nil, &job)
			return some
		}
		for job.State == "running" && (round == 0 || time.Since(start) < 2**each) {
			some := sell()
			lat, with = append(lat, some...), append(with, ms(some, .99))
		}
		fmt.Printf("%-5s %5d of %5d invoices in %4.1f s beside %5d sales, %s: p99 of a sale %.2f ms\n", as, job.Done, job.Total,
			time.Since(start).Seconds(), len(lat), job.State, ms(lat, .99))
		if job.State == "running" {
			s.call("POST", "/bulk/"+job.ID+"/cancel", map[string]any{}, &job)
		}
		for range 16 {
			without = append(without, ms(sell(), .99))
		}
	}
	fmt.Printf("%-5s p99 of a sale without %.2f ms, beside the export %.2f ms: %.2f times\n", as, median(without), median(with), median(with)/median(without))
}
