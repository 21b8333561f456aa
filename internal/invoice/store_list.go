package invoice

import (
	"database/sql"
	"encoding/json"
	"time"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
)

// listed is a head with its place in a list.
type listed struct {
	Head
	key any
}

// section is a run of a sorted list; has tells whether a cursor's key stands
// in it.
type section struct {
	from, where string
	order       lookup.Order
	has         func(key any) bool
}

// sections are how the list is sorted, in their order: by default newest
// first, which is the order of ids.
func sections(sort string) []section {
	by, down := lookup.Sort(sort)
	one := func(from, key, id string) []section {
		return []section{{from, "", lookup.Order{Key: key, ID: id, Down: down}, func(any) bool { return true }}}
	}
	parts := func(down bool, list ...section) []section {
		if down {
			list[0], list[1] = list[1], list[0]
		}
		return list
	}
	switch by {
	case "total":
		return one("invoices i", "i.total", "i.id")
	case "number":
		return one("invoices i", "i.number", "i.id")
	case "due":
		return parts(down,
			section{"invoices i", " AND NOT EXISTS (SELECT 1 FROM local_open z WHERE z.invoice_id = i.id)", lookup.Flat("i.id", down),
				func(k any) bool { return k == int64(0) }},
			section{"local_open d INDEXED BY local_open_open CROSS JOIN invoices i ON i.id = d.invoice_id", "", lookup.Order{Key: "d.open", ID: "d.invoice_id", Down: down},
				func(k any) bool { return k != int64(0) }})
	case "buyer":
		return parts(down,
			section{"invoices i INDEXED BY invoices_customer CROSS JOIN local_customers k ON k.customer_id = i.customer_id", " AND i.customer_id IS NOT NULL",
				lookup.Order{Key: "k.sort_key", ID: "i.id", Down: down}, func(k any) bool { _, bytes := k.([]byte); return bytes }},
			section{"invoices i", " AND i.customer_id IS NULL", lookup.Flat("i.id", down),
				func(k any) bool { _, bytes := k.([]byte); return !bytes }})
	case "":
		down = true
	}
	return one("invoices i", "i.id", "i.id")
}

// around is how far an id's own time may be from the document's.
const around = 48 * time.Hour

// idOf is an id of a moment, before or behind all of that moment's.
func idOf(at string, shift time.Duration) string {
	return lookup.TimeID(db.ParseTime(at).Add(shift))
}

// Between lists the ids of the invoices from a time on and before another, the
// oldest first; an empty time is open.
func Between(tx *db.Tx, from, to string) ([]string, error) {
	where, args := "", []any{}
	if from != "" {
		where, args = where+" AND i.issued_at >= ? AND i.id >= ?", append(args, from, idOf(from, -around))
	}
	if to != "" {
		where, args = where+" AND i.issued_at < ? AND i.id < ?", append(args, to, idOf(to, around))
	}
	return tx.IDs("SELECT i.id FROM invoices i WHERE true"+where+" ORDER BY i.id", args...)
}

// returned is what came back of an invoice i by now.
const returned = `(SELECT CASE WHEN count(*) = 0 THEN '' WHEN max(c.kind = 'correction') THEN 'corrected' WHEN max(c.kind = 'void') THEN 'void'
		WHEN EXISTS (SELECT 1 FROM invoice_lines s WHERE s.invoice_id = i.id
			AND s.quantity > (SELECT coalesce(sum(l.quantity), 0) FROM credit_lines l WHERE l.invoice_line_id = s.id)) THEN 'part' ELSE 'whole' END
	FROM credit_notes c WHERE c.invoice_id = i.id)`

// ordered reads heads, from behind a place on; family and among limit them
// unless they are nil.
func ordered(tx *db.Tx, sort string, f Filter, family, among []string, key any, id string, limit int) (out []listed, err error) {
	where, args := "", []any{}
	add := func(cond string, a ...any) { where, args = where+" AND "+cond, append(args, a...) }
	where, args = lookup.Among(where, args, "i.customer_id", family)
	where, args = lookup.Among(where, args, "i.id", among)
	if f.Owing {
		add("i.id IN (SELECT invoice_id FROM local_open)")
	}
	if f.Returned {
		add("i.id IN (SELECT invoice_id FROM credit_notes)")
	}
	if f.StaffID != "" {
		add("i.staff_id = ?", f.StaffID)
	}
	if f.OrderID != "" {
		add("i.order_id = ?", f.OrderID)
	}
	if f.From != "" {
		add("i.issued_at >= ? AND i.id >= ?", f.From, idOf(f.From, -around))
	}
	if f.To != "" {
		add("i.issued_at < ? AND i.id < ?", f.To, idOf(f.To, around))
	}
	for _, s := range sections(sort) {
		if id != "" && !s.has(key) {
			continue // before the place
		}
		behind, more, by := s.order.SQL(key, id)
		all := append(append(append([]any{}, args...), more...), limit-len(out))
		err := tx.Rows(func(r *sql.Rows) error {
			var l listed
			var at string
			err := r.Scan(&l.ID, &l.Number, &at, &l.CustomerID, &l.BuyerName, &l.Total, &l.Paid, &l.Due, &l.Tax, &l.StaffName, &l.Open, &l.Returned, &l.key)
			l.IssuedAt = db.ParseTime(at)
			out = append(out, l)
			return err
		}, `SELECT i.id, i.number, i.issued_at, coalesce(i.customer_id,''), i.buyer_name, i.total, i.paid, i.due, i.tax, i.staff_name,
			coalesce((SELECT open FROM local_open o WHERE o.invoice_id = i.id), 0), `+returned+`, `+s.order.Column()+`
			FROM `+s.from+` WHERE 1`+where+s.where+behind+by+` LIMIT ? + 0`, all...)
		if err != nil || len(out) >= limit {
			return out, err
		}
		id = ""
	}
	return out, nil
}

// runs are the runs of numbers that were given, the newest first.
func runs(tx *db.Tx) (out []lookup.Run, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var series string
		var year int
		var last int64
		err := r.Scan(&series, &year, &last)
		out = append(out, run(series, year, last))
		return err
	}, "SELECT series, year, last FROM local_counters WHERE kind = 'invoice' ORDER BY year DESC, series")
	return out, err
}

// numbered lists the ids of the invoices with these numbers.
func numbered(tx *db.Tx, numbers []lookup.Number) ([]string, error) {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, n.Text)
	}
	return ofSome(tx, texts, "SELECT i.id FROM json_each(?) j CROSS JOIN invoices i INDEXED BY invoices_number ON i.number = j.value", -1)
}

// credited lists the invoice that a credit note takes back.
func credited(tx *db.Tx, id string) ([]string, error) {
	var invoice string
	err := tx.Row([]any{&invoice}, "SELECT invoice_id FROM credit_notes WHERE id = ?", id)
	if errs.Is(err, errs.NotFound) {
		return []string{}, nil
	}
	return []string{invoice}, err
}

// boughtBy lists the ids of customers' newest invoices.
func boughtBy(tx *db.Tx, customers []string, most int) ([]string, error) {
	return ofSome(tx, customers, "SELECT i.id FROM json_each(?) j CROSS JOIN invoices i INDEXED BY invoices_customer ON i.customer_id = j.value ORDER BY i.issued_at DESC", most)
}

// recent is how many of the newest invoices are looked through for the names
// that buyers had then.
const recent = 5_000

// calledThen lists the newest invoices in whose buyer's name, as it stood then,
// a text stands.
func calledThen(tx *db.Tx, q string, most int) ([]string, error) {
	fold := persian.Fold(q)
	return tx.IDs(`SELECT id FROM (SELECT id, buyer_name FROM invoices ORDER BY id DESC LIMIT ? + 0)
		WHERE buyer_name <> '' AND (instr(buyer_name, ?) > 0 OR instr(buyer_name, ?) > 0) LIMIT ? + 0`, recent, q, fold, most)
}

// ofSome runs a query over a few texts for ids; none of them has none.
func ofSome(tx *db.Tx, among []string, query string, most int) ([]string, error) {
	if len(among) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(among)
	if err != nil {
		return nil, err
	}
	return tx.IDs(query+" LIMIT ? + 0", string(text), most)
}
