// Command bench measures the program against its peers and floors: the other
// programs that a shop could take, and the least that a Go program could do for
// the same result. Both sides take turns within each round, because a shared
// machine's speed swings; medians over the rounds and their ratio are printed.
// It judges nothing.
//
// A mark is a file of its own with a func() in marks; kit.go holds what they
// share. `make bench ARGS="sale read"` chooses, without ARGS all run.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"time"
)

var (
	pishkhan = flag.String("pishkhan", "", "the program")
	peers    = flag.String("peers", "", "folder with the peers' and floors' source; we are measured alone when it is missing")
	dir      = flag.String("dir", os.TempDir(), "folder for the files")
	rounds   = flag.Int("rounds", 3, "rounds")
	each     = flag.Duration("each", 4*time.Second, "time of each case")

	products  = flag.Int("products", 100_000, "products of the large shop")
	customers = flag.Int("customers", 1_000_000, "its customers")
	orders    = flag.Int("orders", 50_000, "open orders of the shop that works to order")
	sales     = flag.Int("sales", 1_000_000, "sales of the one that has been selling for long")
)

// mark is something that can be measured.
type mark struct {
	name string
	run  func()
}

// marks are in the order in which they run.
var marks = []mark{
	{"sale", measureSale},
	{"read", measureRead},
	{"search", measureSearch},
	{"prices", measurePrices},
	{"start", measureStart},
	{"screen", measureScreen},
	{"orders", measureOrders},
	{"bulk", measureBulk},
	{"pdf", measurePDF},
}

func main() {
	flag.Parse()
	log.SetFlags(0)
	switch flag.Arg(0) { // what is no mark: to make a shop, and a floor's own process
	case "fill":
		fillCommand(flag.Args()[1:])
		return
	case "search-floor":
		searchFloor(*dir, flag.Arg(1))
		return
	}
	chosen := flag.Args()
	for _, name := range chosen {
		if !slices.ContainsFunc(marks, func(m mark) bool { return m.name == name }) {
			log.Fatalf("there is no mark %q", name)
		}
	}
	for _, m := range marks {
		if len(chosen) == 0 || slices.Contains(chosen, m.name) {
			fmt.Printf("== %s\n", m.name)
			m.run()
			fmt.Println()
		}
	}
}
