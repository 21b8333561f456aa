package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/uuid/v5"

	"pishkhan/app"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/payment"
	"pishkhan/internal/sale"
)

// pattern is how many sales are rung up; the others are copies of these.
const pattern = 1000

// stretch is for how long the first eight digits of an id made by time stay
// the same.
const stretch = 65_536 * time.Millisecond

// span is how long the shop has been selling.
const span = 200 * 24 * time.Hour

// patterns rings up one to three lines each, all within one stretch. Copies
// could not carry a sealed buyer, so they are sold to guests.
func patterns(ctx context.Context, a *app.App, clock *db.Clock, products []string) error {
	start := clock.Now().Truncate(time.Millisecond)
	ms := start.UnixMilli()
	start = start.Add(time.Duration(stretch.Milliseconds()-ms%stretch.Milliseconds()) * time.Millisecond)
	r := rand.New(rand.NewPCG(1405, 3))
	for i := range pattern {
		clock.Set(start.Add(time.Duration(i) * 50 * time.Millisecond))
		id, err := uuid.NewV7AtTime(clock.Now())
		if err != nil {
			return err
		}
		req := sale.Request{ID: id.String(), Payments: []payment.Part{{Method: payment.Cash, Amount: 1_000_000_000}}}
		for range 1 + i%3 {
			req.Lines = append(req.Lines, sale.Line{ProductID: products[r.IntN(len(products))], Quantity: strconv.Itoa(1 + r.IntN(4))})
		}
		if _, _, err := a.Sale.Sell(ctx, req); err != nil {
			return fmt.Errorf("sale %d: %w", i, err)
		}
	}
	return nil
}

// copySales makes the rung-up sales n, in SQL: rows, their journal and what is
// derived from them. Ids, numbers and times go on; the copies' place in the
// journal's chain is not computed, which doctor would say.
func copySales(path string, n int) error {
	copies := n/pattern - 1
	if copies < 1 {
		return nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	d, err := sql.Open("sqlite", "file:"+(&url.URL{Path: abs}).EscapedPath())
	if err != nil {
		return err
	}
	defer d.Close()
	d.SetMaxOpenConns(1)
	for _, q := range []string{"PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000", "BEGIN"} {
		if _, err := d.Exec(q); err != nil {
			return err
		}
	}
	var prefix string
	var firstSeq int64
	err = d.QueryRow(`SELECT (SELECT substr(max(id), 1, 8) FROM orders), (SELECT max(seq) FROM local_change) - ?`, pattern).Scan(&prefix, &firstSeq)
	if err != nil {
		return err
	}
	stmts, err := copying(d, prefix)
	if err != nil {
		return err
	}
	old, err := strconv.ParseInt(prefix, 16, 64)
	if err != nil {
		return err
	}
	step := max(1, int64(span/stretch)/int64(copies))
	start := time.Now()
	for k := 1; k <= copies; k++ {
		if k%100 == 0 {
			log.Printf("%d of %d sales, %.0f s", k*pattern, n, time.Since(start).Seconds())
		}
		ahead := time.Duration(int64(k)*step) * stretch
		args := []any{sql.Named("old", prefix), sql.Named("new", fmt.Sprintf("%08x", old+int64(k)*step)), sql.Named("n", k*pattern),
			sql.Named("shift", fmt.Sprintf("+%.3f seconds", ahead.Seconds())), sql.Named("ms", ahead.Milliseconds()), sql.Named("first", firstSeq)}
		for _, s := range stmts {
			if _, err := s.Exec(args...); err != nil {
				return err
			}
		}
	}
	for _, q := range []string{
		"UPDATE local_counters SET last = last + " + strconv.Itoa(copies*pattern) + " WHERE kind IN ('order', 'invoice')",
		`UPDATE local_stock SET quantity = (SELECT sum(m.quantity) FROM stock_moves m WHERE m.product_id = local_stock.product_id)`,
		"COMMIT", "PRAGMA journal_mode=WAL",
	} {
		if _, err := d.Exec(q); err != nil {
			return err
		}
	}
	return nil
}

// copying prepares, for each table that the patterns wrote, the statement that
// writes one more copy of them.
func copying(d *sql.DB, prefix string) (stmts []*sql.Stmt, err error) {
	prepare := func(q string) error {
		s, err := d.Prepare(q)
		stmts = append(stmts, s)
		return err
	}
	for _, t := range change.Tables() {
		var some bool
		err := d.QueryRow("SELECT EXISTS (SELECT 1 FROM "+t.Name+" WHERE id >= ?1 || '-' AND id < ?1 || '.')", prefix).Scan(&some)
		if err != nil {
			return nil, err
		}
		if !some {
			continue
		}
		exprs := []string{":new || substr(id, 9)"}
		for _, c := range t.Cols {
			exprs = append(exprs, next(t.Name, c))
		}
		err = prepare("INSERT INTO " + t.Name + "(id," + strings.Join(t.Cols, ",") + ") SELECT " + strings.Join(exprs, ", ") +
			" FROM " + t.Name + " WHERE id >= :old || '-' AND id < :old || '.'")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return stmts, prepare(`INSERT INTO local_change(seq, dev, inc, dseq, hlc, hash, body)
		SELECT seq + :n, dev, inc, dseq + :n, hlc + (:ms << 16), randomblob(32),
			CAST(replace(CAST(body AS TEXT), :old || '-', :new || '-') AS BLOB)
		FROM local_change WHERE seq > :first AND seq <= :first + ` + strconv.Itoa(pattern))
}

// next is how a column's value goes on from the pattern to a copy.
func next(table, col string) string {
	switch {
	case col == "seq":
		return "seq + :n"
	case col == "number" && table == "orders":
		return "series || '-' || (1000 + seq + :n)"
	case col == "number":
		return "printf('%s-%d-%06d', series, year, seq + :n)"
	case col == "at" || strings.HasSuffix(col, "_at"):
		return "strftime('%Y-%m-%dT%H:%M:%fZ', " + col + ", :shift)"
	case col == "id" || strings.HasSuffix(col, "_id"):
		return "CASE WHEN substr(" + col + ", 1, 9) = :old || '-' THEN :new || substr(" + col + ", 9) ELSE " + col + " END"
	}
	return col
}
