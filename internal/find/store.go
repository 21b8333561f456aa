package find

import (
	"database/sql"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
)

// markSold tells how far the invoices have been counted: the last one's id.
const markSold = "sold"

// sold is what some invoices add to the rank.
type sold struct {
	from, upto string
	lines      map[string]int64 // by product
	invoices   map[string]int64 // by customer
}

// soldSince counts the next invoices behind the mark; upto is "" when there are
// none.
func soldSince(tx *db.Tx, most int) (s sold, err error) {
	s = sold{lines: map[string]int64{}, invoices: map[string]int64{}}
	if s.from, err = lookup.Mark(tx, markSold); err != nil {
		return s, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var customer string
		err := r.Scan(&s.upto, &customer)
		if customer != "" {
			s.invoices[customer]++
		}
		return err
	}, "SELECT id, coalesce(customer_id, '') FROM invoices WHERE id > ? ORDER BY id LIMIT ? + 0", s.from, most)
	if err != nil || s.upto == "" {
		return s, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var product string
		var n int64
		err := r.Scan(&product, &n)
		s.lines[product] += n
		return err
	}, `SELECT l.product_id, count(*) FROM invoices i CROSS JOIN invoice_lines l INDEXED BY invoice_lines_invoice ON l.invoice_id = i.id
		WHERE i.id > ? AND i.id <= ? GROUP BY l.product_id`, s.from, s.upto)
	return s, err
}

// still moves the mark on, unless another process has counted meanwhile.
func (s sold) still(tx *db.Tx) error {
	at, err := lookup.Mark(tx, markSold)
	if err == nil && at != s.from {
		err = errs.New(errs.Unavailable)
	}
	if err != nil {
		return err
	}
	return lookup.SetMark(tx, markSold, s.upto)
}
