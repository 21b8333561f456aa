package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"pishkhan/app"
	"pishkhan/internal/persian"
)

// measureSearch measures the lists' search over HTTP, one caller, against
// a bare handler that answers the same words with the first twenty that FTS5
// comes to, and against PocketBase's search for a part of a name.
func measureSearch() {
	dir := filled(size{products: *products, customers: *customers})
	s := serveFilled(dir)
	defer s.stop()
	fmt.Printf("%d customers, %d products\n", *customers, *products)
	floor, stop := serveSearchFloor(dir)
	defer stop()
	ours := map[string][]float64{} // list → p50s
	for _, list := range []string{"customers", "products"} {
		all := [2][]time.Duration{}
		for _, k := range searches(dir, list) {
			lat := [2][]time.Duration{}
			sides := [2]*caller{dial(s.addr, s.token), dial(floor, "")}
			for range *rounds {
				for _, q := range k.words {
					path := "?limit=20&q=" + url.QueryEscape(q)
					lat[0] = append(lat[0], sides[0].get("/api/"+list+path))
					lat[1] = append(lat[1], sides[1].get("/"+list+path+"&way="+k.way))
				}
			}
			for i := range sides {
				sides[i].close()
				all[i] = append(all[i], lat[i]...)
			}
			sayRatio(list+", "+k.name, lat[0], lat[1])
		}
		sayRatio(list+", all of these", all[0], all[1])
		ours[list] = []float64{ms(all[0], .5), ms(all[0], .95)}
	}
	measureContains(ours["customers"])
}

func sayRatio(what string, ours, floor []time.Duration) {
	fmt.Printf("%-38s ours p50 %8.2f p95 %8.2f ms   floor p50 %7.2f p95 %7.2f ms   ratio %.2f, %.2f\n", what,
		ms(ours, .5), ms(ours, .95), ms(floor, .5), ms(floor, .95), ms(ours, .5)/ms(floor, .5), ms(ours, .95)/ms(floor, .95))
}

// kindOfSearch is some words of one kind, and which of the floor's two
// indexes answers them.
type kindOfSearch struct {
	name, way string
	words     []string
}

// searches are drawn from names that are in the file, the same in every run.
func searches(dir, list string) []kindOfSearch {
	d := openFile(app.Database(filepath.Join(dir, "shop")))
	defer d.Close()
	var n int
	must(d.QueryRow("SELECT count(*) FROM " + list).Scan(&n))
	r := rand.New(rand.NewSource(7))
	name := func() []string {
		var text string
		must(d.QueryRow("SELECT name FROM "+list+" LIMIT 1 OFFSET ?", r.Intn(min(n, 20_000))).Scan(&text))
		return persian.Words(text)
	}
	some := func(pick func(words []string) string) (out []string) {
		for len(out) < 40 {
			if q := pick(name()); q != "" {
				out = append(out, q)
			}
		}
		return out
	}
	part := func(word string, from, to int) string {
		letters := []rune(word)
		if len(letters) < to {
			return ""
		}
		return string(letters[from:to])
	}
	beginning := func(n int) func([]string) string {
		return func(w []string) string { return part(w[r.Intn(len(w))], 0, n) }
	}
	return []kindOfSearch{
		{"1 letter", "starts", some(beginning(1))},
		{"2 letters", "starts", some(beginning(2))},
		{"3 letters", "starts", some(beginning(3))},
		{"4 letters", "starts", some(beginning(4))},
		{"two words, 2 letters each", "starts", some(func(w []string) string {
			if a, b := part(w[0], 0, 2), part(w[len(w)-1], 0, 2); a != "" && b != "" {
				return a + " " + b
			}
			return ""
		})},
		{"a whole name", "starts", some(func(w []string) string { return strings.Join(w, " ") })},
		{"4 letters inside a word", "parts", some(func(w []string) string { return part(w[r.Intn(len(w))], 1, 5) })},
	}
}

// caller keeps one connection.
type caller struct {
	conn        net.Conn
	in          *bufio.Reader
	addr, token string
}

func dial(addr, token string) *caller {
	conn, err := net.Dial("tcp", addr)
	must(err)
	return &caller{conn, bufio.NewReader(conn), addr, token}
}

func (c *caller) close() { _ = c.conn.Close() }

// get asks and tells how long the whole answer took.
func (c *caller) get(path string) time.Duration {
	text := request("GET", c.addr, path, c.token, nil)
	at := time.Now()
	_, err := c.conn.Write(text)
	must(err)
	answer, err := http.ReadResponse(c.in, nil)
	must(err)
	body, err := io.ReadAll(answer.Body)
	must(err)
	took := time.Since(at)
	if answer.StatusCode != http.StatusOK {
		log.Fatalf("%s answered %d: %.300s", path, answer.StatusCode, body)
	}
	return took
}

// serveFilled serves a shop that fill made, its owner signed in.
func serveFilled(dir string) shop {
	dir, err := filepath.Abs(dir)
	must(err)
	serve := exec.Command(*pishkhan, "serve", "--data", filepath.Join(dir, "shop"), "--listen", "127.0.0.1:0")
	serve.Env = append(os.Environ(), "PISHKHAN_KEYS="+filepath.Join(dir, "keys"))
	s := shop{}
	s.addr, s.stop = start(serve)
	s.process = serve.Process
	s.signIn(ownerName, ownerPassword)
	return s
}

func (s *shop) signIn(user, password string) {
	var session struct{ Token string }
	s.call("POST", "/session", map[string]any{"user": user, "password": password}, &session)
	s.token = session.Token
}

func openFile(path string) *sql.DB {
	d, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_pragma=busy_timeout(10000)&_pragma=cache_size(-64000)")
	must(err)
	return d
}

// serveSearchFloor is the least that a search over HTTP can be: net/http, one
// query of FTS5 for the first twenty in the order of their rows, and JSON. Its
// file has the shop's own names and is kept beside it.
func serveSearchFloor(dir string) (addr string, stop func()) {
	path, err := filepath.Abs(filepath.Join(dir, "floor.db"))
	must(err)
	if _, err := os.Stat(path); err != nil {
		buildSearchFloor(path, app.Database(filepath.Join(dir, "shop")))
	}
	self, err := os.Executable()
	must(err)
	return startAt("/customers?q=x&way=starts", func(addr string) *exec.Cmd {
		return exec.Command(self, "-dir", path, "search-floor", addr)
	})
}

func buildSearchFloor(path, from string) {
	log.Print("building the floor's index …")
	_ = os.Remove(path + ".part")
	src, d := openFile(from), openFile(path+".part")
	defer src.Close()
	for _, list := range []string{"customers", "products"} {
		do := func(q string, args ...any) {
			_, err := d.Exec(q, args...)
			must(err)
		}
		do("CREATE TABLE " + list + "(n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, words TEXT NOT NULL)")
		for way, how := range map[string]string{"starts": "prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'", "parts": "tokenize='trigram'"} {
			do("CREATE VIRTUAL TABLE " + list + "_" + way + " USING fts5(words, content=" + list + ", content_rowid=n, " + how + ")")
		}
		rows, err := src.Query("SELECT id, name FROM " + list)
		must(err)
		tx, err := d.Begin()
		must(err)
		insert, err := tx.Prepare("INSERT INTO " + list + "(id, name, words) VALUES(?, ?, ?)")
		must(err)
		for rows.Next() {
			var id, name string
			must(rows.Scan(&id, &name))
			_, err := insert.Exec(id, name, strings.Join(persian.Words(name), " "))
			must(err)
		}
		must(rows.Err())
		must(tx.Commit())
		for _, way := range []string{"starts", "parts"} {
			t := list + "_" + way
			do("INSERT INTO " + t + "(" + t + ") VALUES('rebuild')")
			do("INSERT INTO " + t + "(" + t + ") VALUES('optimize')")
		}
	}
	must(d.Close())
	must(os.Rename(path+".part", path))
}

// searchFloor is the floor's own process.
func searchFloor(path, addr string) {
	d := openFile(path)
	d.SetMaxOpenConns(4)
	type item struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	for _, list := range []string{"customers", "products"} {
		byWay := map[string]*sql.Stmt{}
		for _, way := range []string{"starts", "parts"} {
			s, err := d.Prepare(fmt.Sprintf("SELECT c.id, c.name FROM %[1]s_%[2]s f JOIN %[1]s c ON c.n = f.rowid WHERE %[1]s_%[2]s MATCH ? LIMIT 20", list, way))
			must(err)
			byWay[way] = s
		}
		http.HandleFunc("GET /"+list, func(w http.ResponseWriter, r *http.Request) {
			way := r.FormValue("way")
			var match []string
			for _, word := range strings.Fields(r.FormValue("q")) {
				if word = `"` + word + `"`; way == "starts" {
					word += "*"
				}
				match = append(match, word)
			}
			rows, err := byWay[way].QueryContext(r.Context(), strings.Join(match, " "))
			must(err)
			defer rows.Close()
			items := []item{}
			for rows.Next() {
				var it item
				must(rows.Scan(&it.ID, &it.Name))
				items = append(items, it)
			}
			must(rows.Err())
			w.Header().Set("Content-Type", "application/json")
			must(json.NewEncoder(w).Encode(map[string]any{"items": items}))
		})
	}
	must(http.ListenAndServe(addr, nil))
}

// measureContains asks PocketBase, which has as many customers, for a part of
// a name or a phone, in the three ways in which its own clients ask.
func measureContains(ours []float64) {
	bin, client := peer("pocketbase", "."), peer("limits", "./cmd/pbclient")
	if bin == "" || client == "" {
		return
	}
	addr, stop := servePocketBase(bin, *customers)
	defer stop()
	out, err := exec.Command(client, "-base", "http://"+addr, "-mode", "search", "-n", fmt.Sprint(max(5, 5**rounds))).Output()
	must(err)
	for line := range bytes.Lines(out) {
		var f struct {
			Metric string
			Value  float64
		}
		must(json.Unmarshal(line, &f))
		if strings.Contains(f.Metric, "contains") && strings.HasSuffix(f.Metric, "p50") {
			fmt.Printf("PocketBase, %-45s %9.2f ms   ours is 1/%.0f of it\n", f.Metric, f.Value, f.Value/ours[0])
		}
	}
}

// servePocketBase serves one that is kept in the cache, filled with so many.
func servePocketBase(bin string, customers int) (addr string, stop func()) {
	data, err := filepath.Abs(filepath.Join(cache(), fmt.Sprintf("pocketbase-c%d", customers)))
	must(err)
	if _, err := os.Stat(data); err != nil {
		log.Printf("filling PocketBase with %d customers …", customers)
		must(os.RemoveAll(data + ".part"))
		must(os.MkdirAll(filepath.Dir(data), 0o700))
		if text, err := exec.Command(bin, "--dev=false", "shop-seed", "--customers", fmt.Sprint(customers), "--dir", data+".part").CombinedOutput(); err != nil {
			log.Fatalf("%v\n%s", err, text)
		}
		must(os.Rename(data+".part", data))
	}
	return startAt("/api/health", func(addr string) *exec.Cmd {
		cmd := exec.Command(bin, "--dev=false", "serve", "--http", addr, "--dir", data)
		cmd.Env = append(os.Environ(), "PB_LOGS=off")
		return cmd
	})
}
