package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"os/exec"
	"path/filepath"
)

// measureRead measures one product by its id over HTTP against its floor (net/http
// and one row of SQLite, nothing else) and against PocketBase's record view.
func measureRead() {
	s := openShop("reads")
	defer s.stop()
	ids := make([]string, goods)
	for i := range ids {
		var p struct{ ID string }
		s.call("POST", "/products", map[string]any{"name": fmt.Sprintf("کالای شماره %d", i), "price": 1000 * (1 + i%900)}, &p)
		ids[i] = p.ID
	}
	sides := []side{{name: "ours", addr: s.addr, good: http.StatusOK, request: func(r *rand.Rand) []byte {
		return request("GET", s.addr, "/api/products/"+ids[r.Intn(goods)], s.token, nil)
	}}}
	asked := func(name, addr, path string) side {
		return side{name: name, addr: addr, good: http.StatusOK, request: func(r *rand.Rand) []byte {
			return request("GET", addr, path+fmt.Sprintf("cust%011d", r.Intn(goods)), "", nil)
		}}
	}
	if bin := peer("limits", "./cmd/http"); bin != "" {
		addr, stop := startAt("/static", func(addr string) *exec.Cmd {
			return exec.Command(bin, "-db", filepath.Join(*dir, "http.db"), "-rows", fmt.Sprint(seeded), "-addr", addr)
		})
		defer stop()
		sides = append(sides, asked("floor", addr, "/customers/"))
	}
	for _, log := range []string{"on", "off"} {
		if addr, stop := pocketBase(log); addr != "" {
			defer stop()
			sides = append(sides, asked("pocketbase, log "+log, addr, "/api/collections/customers/records/"))
		}
	}
	for _, callers := range []int{1, 32} {
		compare("read by id", callers, sides...)
	}
}
