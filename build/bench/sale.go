package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"net/http"
	"os/exec"
	"path/filepath"

	"github.com/gofrs/uuid/v5"
)

const goods = 1000 // products to choose from, as many as the floor and PocketBase have

// measureSale measures a counter sale over HTTP (order, invoice, five lines, five
// stock moves, a payment and their journal; FULL) against its floor and
// against PocketBase, and then one caller for longer: a checkpoint that stalls
// the counter shows in the slowest answers.
func measureSale() {
	s := openShop("sales")
	defer s.stop()
	sides := []side{ourSales(s)}
	if bin := peer("limits", "./cmd/salefloor"); bin != "" {
		addr, stop := startAt("/health", func(addr string) *exec.Cmd {
			return exec.Command(bin, "-db", filepath.Join(*dir, "floor.db"), "-sync", "FULL", "-addr", addr)
		})
		defer stop()
		sides = append(sides, side{name: "floor", addr: addr, good: http.StatusOK, request: func(r *rand.Rand) []byte {
			text, err := json.Marshal(rows(r, newID))
			must(err)
			return request("POST", addr, "/sale", "", text)
		}})
	}
	compare("sale", 1, sides...)
	many := sides
	if addr, stop := pocketBase("off"); addr != "" {
		defer stop()
		many = append(many[:len(many):len(many)], side{name: "pocketbase", addr: addr, good: http.StatusOK, request: func(r *rand.Rand) []byte {
			return request("POST", addr, "/api/batch", "", batch(r))
		}})
	}
	compare("sale", 8, many...)
	compare("sale", 32, many...)
	for _, s := range sides {
		lat, seconds := load(s, 1, 15**each)
		fmt.Printf("one caller for %.0f s     %-10s p50 %.2f ms  p99 %.2f ms  p99.9 %.2f ms  slowest %.2f ms\n",
			seconds, s.name, ms(lat, .5), ms(lat, .99), ms(lat, .999), ms(lat, 1))
	}
}

// ourSales fills the shop with goods and rings up five of them at a time.
func ourSales(s shop) side {
	ids := make([]string, goods)
	for i := range ids {
		var p struct{ ID string }
		s.call("POST", "/products", map[string]any{"name": fmt.Sprintf("کالای شماره %d", i), "price": 1000 * (1 + i%900), "stock": "1000000"}, &p)
		ids[i] = p.ID
	}
	type line struct {
		ProductID string `json:"product_id"`
		Quantity  string `json:"quantity"`
	}
	type sale struct {
		ID       string           `json:"id"`
		Lines    []line           `json:"lines"`
		Payments []map[string]any `json:"payments"`
	}
	paid := []map[string]any{{"method": "cash", "amount": 100_000_000}}
	return side{name: "ours", addr: s.addr, good: http.StatusCreated, request: func(r *rand.Rand) []byte {
		lines := make([]line, 5)
		for i := range lines {
			lines[i] = line{ids[r.Intn(goods)], fmt.Sprint(1 + r.Intn(4))}
		}
		text, err := json.Marshal(sale{newID(), lines, paid})
		must(err)
		return request("POST", s.addr, "/api/sales", s.token, text)
	}}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// row is a row of the peers' sale: its table and its values.
type row struct {
	T string `json:"t"`
	V []any  `json:"v"`
}

// columns of the peers' tables.
var columns = map[string][]string{
	"orders":          {"id", "customer", "shop", "status", "total", "sold_at"},
	"invoices":        {"id", "order_id", "number", "total", "tax", "issued_at"},
	"invoice_lines":   {"id", "invoice", "product", "title", "qty", "price", "total"},
	"stock_movements": {"id", "product", "qty", "reason", "ref", "moved_at"},
	"payments":        {"id", "invoice", "method", "amount", "paid_at"},
	"change_log":      {"id", "tbl", "row_id", "op", "payload", "hlc"},
}

// rows are the thirteen rows of a sale, as the floor takes them.
func rows(r *rand.Rand, id func() string) []row {
	const at = "2026-01-01 10:00:00.000Z"
	order, invoice, total := id(), id(), 0
	var lines, moves []row
	for range 5 {
		n, q, price := r.Intn(goods), 1+r.Intn(4), 1000*(1+r.Intn(900))
		p := fmt.Sprintf("prod%011d", n)
		total += q * price
		lines = append(lines, row{"invoice_lines", []any{id(), invoice, p, fmt.Sprint("کالای شماره ", n), q, price, q * price}})
		moves = append(moves, row{"stock_movements", []any{id(), p, -q, "sale", invoice, at}})
	}
	all := []row{
		{"orders", []any{order, fmt.Sprintf("cust%011d", r.Intn(10_000)), "shop1", "paid", total, at}},
		{"invoices", []any{invoice, order, "F-" + invoice[:8], total, total / 10, at}},
	}
	all = append(append(all, lines...), moves...)
	return append(all, row{"payments", []any{id(), invoice, "cash", total, at}})
}

// batch is the same sale as PocketBase's batch API takes it: thirteen records,
// and one of the change log for each.
func batch(r *rand.Rand) []byte {
	id := func() string { // PocketBase's ids are 15 letters
		b := make([]byte, 15)
		for i := range b {
			b[i] = byte('a' + r.Intn(26))
		}
		return string(b)
	}
	type record struct {
		Method string         `json:"method"`
		URL    string         `json:"url"`
		Body   map[string]any `json:"body"`
	}
	var all []record
	add := func(x row) {
		body := map[string]any{}
		for i, c := range columns[x.T] {
			body[c] = x.V[i]
		}
		all = append(all, record{"POST", "/api/collections/" + x.T + "/records", body})
	}
	for i, x := range rows(r, id) {
		payload, err := json.Marshal(x.V)
		must(err)
		add(x)
		add(row{"change_log", []any{id(), x.T, x.V[0], "insert", string(payload), i}})
	}
	text, err := json.Marshal(map[string]any{"requests": all})
	must(err)
	return text
}
