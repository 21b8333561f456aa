// Command bench measures a counter sale over HTTP (order, invoice, five lines,
// five stock moves, a payment and their journal record; FULL) against its
// floor, the least a Go program could do for the same rows. The two servers
// take turns within each round; medians over the rounds and their ratio are
// printed. It refuses nothing and judges nothing.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/uuid/v5"
)

var (
	pishkhan = flag.String("pishkhan", "", "the program")
	floor    = flag.String("floor", "", "the floor's program; none when empty")
	dir      = flag.String("dir", os.TempDir(), "folder for the files")
	rounds   = flag.Int("rounds", 3, "rounds")
	each     = flag.Duration("each", 4*time.Second, "time of each case")
)

const goods = 1000 // products to choose from, as many as the floor has

// side is one server and what is posted to it.
type side struct {
	name string
	url  string
	auth string
	body func(*rand.Rand) []byte
	good int // the status of success
}

func main() {
	flag.Parse()
	ours, stop := startPishkhan()
	defer stop()
	sides := []side{ours}
	if *floor != "" {
		f, stop := startFloor()
		defer stop()
		sides = append(sides, f)
	}
	fmt.Printf("%-10s %8s %12s %10s %10s\n", "callers", "side", "sales/s", "p50 ms", "p99 ms")
	for _, callers := range []int{1, 8, 32} {
		rate, p99 := map[string][]float64{}, map[string][]float64{}
		for range *rounds {
			for _, s := range sides {
				lat, seconds := load(s, callers)
				rate[s.name] = append(rate[s.name], float64(len(lat))/seconds)
				p99[s.name] = append(p99[s.name], ms(lat, .99))
				fmt.Printf("%-10d %8s %12.0f %10.2f %10.2f\n", callers, s.name, float64(len(lat))/seconds, ms(lat, .5), ms(lat, .99))
			}
		}
		if len(sides) == 2 {
			fmt.Printf("%-10d    ratio: %.2f of the floor's sales/s, p99 %.2f times the floor's\n\n", callers,
				median(rate["ours"])/median(rate["floor"]), median(p99["ours"])/median(p99["floor"]))
		}
	}
}

// load posts for the set time with so many callers and gives each answer's time.
func load(s side, callers int) (all []time.Duration, seconds float64) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: callers}}
	defer client.CloseIdleConnections()
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := time.Now()
	for w := range callers {
		wg.Go(func() {
			r := rand.New(rand.NewSource(int64(w) + start.UnixNano()))
			for time.Since(start) < *each {
				body := s.body(r)
				at := time.Now()
				status, text := post(client, s.url, s.auth, body)
				took := time.Since(at)
				if status != s.good {
					log.Fatalf("%s answered %d: %.300s", s.name, status, text)
				}
				mu.Lock()
				all = append(all, took)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return all, time.Since(start).Seconds()
}

func post(client *http.Client, url, auth string, body []byte) (int, []byte) {
	req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	must(err)
	req.Header.Set("Content-Type", "application/json")
	if auth != "" {
		req.Header.Set("Authorization", "Bearer "+auth)
	}
	res, err := client.Do(req)
	must(err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(err)
	return res.StatusCode, text
}

// startPishkhan sets a shop up and serves it.
func startPishkhan() (side, func()) {
	data := filepath.Join(*dir, "shop")
	const password = "a long bench password"
	setup := exec.Command(*pishkhan, "setup", "--data", data, "--shop", "Bench", "--owner", "owner", "--password-stdin", "--lang", "en")
	setup.Env = append(os.Environ(), "PISHKHAN_KEYS="+filepath.Join(*dir, "keys"))
	setup.Stdin = strings.NewReader(password + "\n")
	if out, err := setup.CombinedOutput(); err != nil {
		log.Fatalf("setup: %v\n%s", err, out)
	}
	serve := exec.Command(*pishkhan, "serve", "--data", data, "--listen", "127.0.0.1:0")
	serve.Env = setup.Env
	base, stop := start(serve)
	var session struct{ Token string }
	call(base+"/api/session", "", map[string]any{"user": "owner", "password": password}, &session)
	ids := make([]string, goods)
	for i := range ids {
		var p struct{ ID string }
		call(base+"/api/products", session.Token, map[string]any{"name": fmt.Sprintf("کالای شماره %d", i), "price": 1000 * (1 + i%900)}, &p)
		ids[i] = p.ID
	}
	return side{name: "ours", url: base + "/api/sales", auth: session.Token, good: http.StatusCreated, body: func(r *rand.Rand) []byte {
		id, err := uuid.NewV7()
		must(err)
		lines := make([]map[string]any, 5)
		for i := range lines {
			lines[i] = map[string]any{"product_id": ids[r.Intn(goods)], "quantity": fmt.Sprint(1 + r.Intn(4))}
		}
		text, err := json.Marshal(map[string]any{"id": id, "lines": lines,
			"payments": []any{map[string]any{"method": "cash", "amount": 100_000_000}}})
		must(err)
		return text
	}}, stop
}

// startFloor serves the floor; its sale is the thirteen rows themselves.
func startFloor() (side, func()) {
	const addr = "127.0.0.1:18092"
	cmd := exec.Command(*floor, "-db", filepath.Join(*dir, "floor.db"), "-sync", "FULL", "-addr", addr)
	must(cmd.Start())
	base := "http://" + addr
	for until := time.Now().Add(time.Minute); ; {
		if res, err := http.Get(base + "/health"); err == nil {
			_ = res.Body.Close()
			break
		} else if time.Now().After(until) {
			log.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	id := func() string { return uuid.Must(uuid.NewV7()).String() }
	product := func(r *rand.Rand) string { return fmt.Sprintf("prod%011d", r.Intn(goods)) }
	return side{name: "floor", url: base + "/sale", good: http.StatusOK, body: func(r *rand.Rand) []byte {
		type row struct {
			T string `json:"t"`
			V []any  `json:"v"`
		}
		const at = "2026-01-01 10:00:00.000Z"
		order, invoice, total := id(), id(), 0
		var lines, moves []row
		for range 5 {
			p, q, price := product(r), 1+r.Intn(4), 1000*(1+r.Intn(900))
			total += q * price
			lines = append(lines, row{"invoice_lines", []any{id(), invoice, p, "کالای شماره " + p, q, price, q * price}})
			moves = append(moves, row{"stock_movements", []any{id(), p, -q, "sale", invoice, at}})
		}
		rows := []row{
			{"orders", []any{order, fmt.Sprintf("cust%011d", r.Intn(10_000)), "shop1", "paid", total, at}},
			{"invoices", []any{invoice, order, "F-" + invoice[:8], total, total / 10, at}},
		}
		rows = append(append(rows, lines...), moves...)
		rows = append(rows, row{"payments", []any{id(), invoice, "cash", total, at}})
		text, err := json.Marshal(rows)
		must(err)
		return text
	}}, func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
}

var address = regexp.MustCompile(`http://[0-9.]+:[0-9]+`)

// start runs a server and reads the address that it prints.
func start(cmd *exec.Cmd) (string, func()) {
	out, err := cmd.StdoutPipe()
	must(err)
	cmd.Stderr = os.Stderr
	must(cmd.Start())
	var seen []byte
	buf := make([]byte, 4096)
	for {
		n, err := out.Read(buf)
		seen = append(seen, buf[:n]...)
		if a := address.Find(seen); a != nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return string(a), func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
		}
		if err != nil {
			log.Fatalf("no address: %s", seen)
		}
	}
}

func call(url, auth string, body, into any) {
	text, err := json.Marshal(body)
	must(err)
	status, answer := post(http.DefaultClient, url, auth, text)
	if status >= 300 {
		log.Fatalf("%s answered %d: %s", url, status, answer)
	}
	must(json.Unmarshal(answer, into))
}

func ms(lat []time.Duration, q float64) float64 {
	slices.Sort(lat)
	return float64(lat[int(q*float64(len(lat)-1))].Microseconds()) / 1000
}

func median(x []float64) float64 {
	slices.Sort(x)
	return x[len(x)/2]
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
