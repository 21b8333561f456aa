package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"
)

// measureOrders measures a shop with many open orders: what the board and the
// list ask the server, and both scrolled through in Chromium.
func measureOrders() {
	s := serveFilled(filled(size{products: 1000, customers: 5000, orders: *orders}))
	defer s.stop()
	fmt.Printf("%d open orders\n", *orders)
	c := dial(s.addr, s.token)
	for _, ask := range []struct{ what, path string }{
		{"a column of the board", "?followed=true&state=confirmed&sort=promised&limit=60"},
		{"the counts above it", "/counts"},
		{"the list, newest first", "?followed=true&open=true&limit=60"},
		{"the list by its promise", "?followed=true&open=true&sort=promised&limit=60"},
		{"one by a number", "?followed=true&q=A-12345&limit=60"},
		{"some by a phone's end", "?followed=true&q=4567&limit=60"},
	} {
		var lat []time.Duration
		for range 20 * *rounds {
			lat = append(lat, c.get("/api/orders"+ask.path))
		}
		slices.Sort(lat)
		fmt.Printf("%-26s p50 %.1f ms, p95 %.1f ms\n", ask.what, ms(lat, .5), ms(lat, .95))
	}
	c.close()
	node := exec.Command("node", "build/bench/orders.mjs", "http://"+s.addr+"/", ownerName, ownerPassword, fmt.Sprint(*rounds))
	node.Stdout, node.Stderr = os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		fmt.Printf("no browser to measure in: %v\n", err)
	}
}
