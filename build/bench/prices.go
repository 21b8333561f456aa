package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"fmt"
	"log"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"pishkhan/app"
)

// measurePrices measures the import of a price list into a new shop against
// the bare insertion of the very same rows (search indexes left out) into the
// same schema: as many transactions, FULL, the journal's records with their
// hash.
func measurePrices() {
	list := filepath.Join(*dir, "prices.csv")
	writePrices(list, *products)
	var ours, single, many []float64
	for round := range *rounds {
		data := filepath.Join(*dir, fmt.Sprintf("prices-%d", round))
		ours = append(ours, importPrices(data, list))
		r := readRows(app.Database(data))
		single = append(single, r.insert(filepath.Join(*dir, "bare.db"), 1))
		many = append(many, r.insert(filepath.Join(*dir, "bare.db"), 50))
		if round == 0 {
			fmt.Printf("%d rows of the list are %d rows in %d tables and %d transactions\n", *products, r.count, len(r.tables), r.pieces)
		}
		must(os.RemoveAll(data))
	}
	n := float64(*products)
	fmt.Printf("a price list of %d rows: %.0f rows/s; bare inserts %.0f, ratio %.2f; bare inserts of 50 rows a statement %.0f, ratio %.2f\n", *products,
		n/median(ours), n/median(single), median(single)/median(ours), n/median(many), median(many)/median(ours))
}

func writePrices(path string, n int) {
	f, err := os.Create(path)
	must(err)
	w := csv.NewWriter(f)
	names := goodsNames()
	must(w.Write([]string{"نام کالا", "کد کالا", "قیمت (ریال)", "بارکد", "موجودی"}))
	for i := range n {
		must(w.Write([]string{names.at(i), fmt.Sprintf("K%06d", i), fmt.Sprint(10_000 * (1 + i*7919%5000)), ean13(i), fmt.Sprint(10 + i%90)}))
	}
	w.Flush()
	must(w.Error())
	must(f.Close())
}

// importPrices sets a shop up and gives the seconds that the command took.
func importPrices(data, list string) float64 {
	env := append(os.Environ(), "PISHKHAN_KEYS="+data+"-keys")
	run := func(stdin string, args ...string) {
		cmd := exec.Command(*pishkhan, append(args, "--data", data)...)
		cmd.Env, cmd.Stdin = env, strings.NewReader(stdin)
		if out, err := cmd.CombinedOutput(); err != nil {
			log.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	run(ownerPassword+"\n", "setup", "--shop", "Bench", "--owner", ownerName, "--password-stdin")
	start := time.Now()
	run("", "import", list, "--unit", "rial")
	return time.Since(start).Seconds()
}

// rowsOf is one table as it was written.
type rowsOf struct {
	name string
	cols int
	rows [][]any
}

type written struct {
	schema []string
	tables []rowsOf
	count  int
	pieces int // transactions
}

func readRows(path string) (w written) {
	d := openFile(path)
	defer d.Close()
	list, err := d.Query(`SELECT type, name, sql FROM sqlite_master
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'fts\_%' ESCAPE '\' ORDER BY type = 'index'`)
	must(err)
	var tables []string
	for list.Next() {
		var kind, name, text string
		must(list.Scan(&kind, &name, &text))
		if kind == "trigger" {
			continue
		}
		w.schema = append(w.schema, text)
		if kind == "table" {
			tables = append(tables, name)
		}
	}
	must(list.Err())
	for _, name := range tables {
		t := rowsOf{name: name}
		rows, err := d.Query("SELECT * FROM " + name)
		must(err)
		cols, err := rows.Columns()
		must(err)
		t.cols = len(cols)
		for rows.Next() {
			row, to := make([]any, t.cols), make([]any, t.cols)
			for i := range row {
				to[i] = &row[i]
			}
			must(rows.Scan(to...))
			t.rows = append(t.rows, row)
		}
		must(rows.Err())
		if len(t.rows) > 0 {
			w.tables = append(w.tables, t)
			w.count += len(t.rows)
		}
		if name == "local_change" {
			w.pieces = len(t.rows)
		}
	}
	return w
}

// insert writes the rows into a new file, so many with a statement, and gives
// the seconds that it took.
func (w *written) insert(path string, each int) float64 {
	for _, end := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + end)
	}
	d, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+
		"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-16000)&_pragma=wal_autocheckpoint(4000)")
	must(err)
	defer d.Close()
	ctx := context.Background()
	c, err := d.Conn(ctx)
	must(err)
	exec := func(q string) {
		_, err := c.ExecContext(ctx, q)
		must(err)
	}
	for _, q := range w.schema {
		exec(q)
	}
	start := time.Now()
	stmts := map[string]*sql.Stmt{}
	put := func(t rowsOf, rows [][]any) {
		key := fmt.Sprint(t.name, len(rows))
		s := stmts[key]
		if s == nil {
			one := "(?" + strings.Repeat(",?", t.cols-1) + ")"
			s, err = c.PrepareContext(ctx, "INSERT INTO "+t.name+" VALUES "+one+strings.Repeat(","+one, len(rows)-1))
			must(err)
			stmts[key] = s
		}
		args := make([]any, 0, t.cols*len(rows))
		for _, row := range rows {
			if t.name == "local_change" {
				for _, v := range row { // the record's hash is part of the work
					if body, ok := v.([]byte); ok && len(body) > sha256.Size {
						sha256.Sum256(body)
					}
				}
			}
			args = append(args, row...)
		}
		_, err := s.ExecContext(ctx, args...)
		must(err)
	}
	for p := range w.pieces {
		exec("BEGIN IMMEDIATE")
		for _, t := range w.tables {
			rows := t.rows[len(t.rows)*p/w.pieces : len(t.rows)*(p+1)/w.pieces]
			for ; len(rows) >= each; rows = rows[each:] {
				put(t, rows[:each])
			}
			for _, row := range rows {
				put(t, [][]any{row})
			}
		}
		exec("COMMIT")
	}
	return time.Since(start).Seconds()
}
