package order

import (
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"pishkhan/internal/calendar"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// listed is an order with its place in a list.
type listed struct {
	Order
	key any
}

// keys are the columns by which orders are sorted; their ids are in the order
// of time.
var keys = map[string]string{"created": "o.id", "total": "o.total", "number": "o.number",
	"promised": "CASE WHEN coalesce(d.promised_on,'') = '' THEN '9999' ELSE d.promised_on || ' ' || d.promised_time END"}

// sources gives what a list is read from, and its order there: open orders from
// the board, others that are followed by their details (a shop has many more
// sales at the counter), each in their indexes' order, unless few are chosen
// by other means.
func sources(f Filter, few bool, order lookup.Order) (string, lookup.Order) {
	byID, byPromise := order.Key == keys["created"], order.Key == keys["promised"]
	details := f.Followed || f.Due != "" || f.Delivery != "" || byPromise
	switch {
	case few && details:
		return " FROM orders o LEFT JOIN order_details d ON d.id = o.id", order
	case few:
		return " FROM orders o", order
	case f.Open || slices.Contains(open, f.State):
		if byID {
			order.Key, order.ID = "b.order_id", "b.order_id"
		} else if byPromise {
			order.Key, order.ID = "b.promised", "b.order_id"
		}
		return " FROM local_board b CROSS JOIN orders o ON o.id = b.order_id CROSS JOIN order_details d ON d.id = o.id", order
	case f.Followed || f.Due != "" || f.Delivery != "":
		if byID {
			order.Key, order.ID = "d.id", "d.id"
		}
		return " FROM order_details d CROSS JOIN orders o ON o.id = d.id", order
	case details:
		return " FROM orders o LEFT JOIN order_details d ON d.id = o.id", order
	}
	return " FROM orders o", order
}

// ordered reads orders, from behind a place on; family and among limit them
// unless they are nil.
func ordered(tx *db.Tx, sort string, f Filter, family, among []string, key any, id string, limit int) (out []listed, err error) {
	by, down := lookup.Sort(sort)
	order := lookup.Order{Key: keys[by], ID: "o.id", Down: down}
	if by == "" {
		order.Key, order.Down = "o.id", true
	}
	few := family != nil || among != nil
	from, order := sources(f, few, order)
	where, args := "", []any{}
	where, args = lookup.Among(where, args, "o.customer_id", family)
	where, args = lookup.Among(where, args, "o.id", among)
	if f.Open || f.State != "" && f.State != Done { // what the index of states holds
		where += " AND o.state <> 'done'"
	}
	if f.Open {
		where += " AND o.state IN ('received','confirmed','preparing','ready','sent')"
	}
	if f.Closed {
		where += " AND o.state IN ('delivered','done','cancelled','returned')"
	}
	if f.State != "" {
		where, args = where+" AND o.state = ?", append(args, string(f.State))
		if strings.Contains(from, "local_board") {
			where, args = where+" AND b.state = ?", append(args, string(f.State))
		}
	}
	if f.Followed || f.Due != "" || f.Delivery != "" {
		where += " AND d.id IS NOT NULL"
	}
	if f.Delivery != "" {
		where, args = where+" AND d.delivery = ?", append(args, f.Delivery)
	}
	switch today := calendar.ISO(tx.Now); f.Due {
	case "today":
		where, args = where+" AND d.promised_on = ?", append(args, today)
	case "late":
		where, args = where+" AND d.promised_on <> '' AND d.promised_on < ?", append(args, today)
	}
	behind, more, sorted := order.SQL(key, id)
	args = append(append(args, more...), limit)
	err = tx.Rows(func(r *sql.Rows) error {
		var l listed
		o, err := scan(func(to ...any) error { return r.Scan(append(to, &l.key)...) })
		l.Order = o
		out = append(out, l)
		return err
	}, "SELECT "+columns+", "+order.Key+from+" WHERE o._del = 0"+where+behind+sorted+" LIMIT ? + 0", args...)
	return out, err
}

// runs are the runs of numbers that were given.
func runs(tx *db.Tx) (out []lookup.Run, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var series string
		var last int64
		err := r.Scan(&series, &last)
		out = append(out, lookup.Run{Series: series, Prefix: series + "-", Last: last, More: firstNumber})
		return err
	}, "SELECT series, last FROM local_counters WHERE kind = 'order' ORDER BY series")
	return out, err
}

// numbered lists the ids of the orders with these numbers.
func numbered(tx *db.Tx, numbers []lookup.Number) ([]string, error) {
	text, err := json.Marshal(numbers)
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	return tx.IDs(`SELECT o.id FROM json_each(?) j CROSS JOIN orders o INDEXED BY orders_number
		ON o.series = j.value->>'Series' AND o.seq = j.value->>'Seq' WHERE o._del = 0`, string(text))
}

// documented lists the order of an invoice, or of what a credit note takes back.
func documented(tx *db.Tx, kind, id string) ([]string, error) {
	if kind == doclink.Credit {
		return tx.IDs(`SELECT i.order_id FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id WHERE c.id = ?`, id)
	}
	return tx.IDs(`SELECT order_id FROM invoices WHERE id = ?`, id)
}

// ofCustomers lists the ids of customers' newest orders.
func ofCustomers(tx *db.Tx, customers []string, most int) ([]string, error) {
	text, err := json.Marshal(customers)
	if err != nil || len(customers) == 0 {
		return nil, err
	}
	return tx.IDs(`SELECT o.id FROM json_each(?) j CROSS JOIN orders o INDEXED BY orders_customer ON o.customer_id = j.value
		WHERE o._del = 0 ORDER BY o.created_at DESC LIMIT ? + 0`, string(text), most)
}

// ofDocument lists the ids of the orders of which the invoice of this number
// came. (A sale at the counter is found as its invoice.)
func ofDocument(tx *db.Tx, number string, most int) ([]string, error) {
	return tx.IDs(`SELECT i.order_id FROM invoices i WHERE i.number = ? AND i.order_id IN (SELECT id FROM order_details) LIMIT ? + 0`, number, most)
}

// recent is how many of the newest orders are looked through for a recipient.
const recent = 5_000

// receivedBy lists the ids of the newest orders for a recipient of this phone
// or name, or that were sent under this code.
func (r *Room) receivedBy(tx *db.Tx, q string, most int) (out []string, err error) {
	for _, b := range customer.AskedPhone(r.vault, q) {
		found, err := tx.IDs("SELECT order_id FROM local_order_index WHERE col = ? AND hash = ? ORDER BY order_id DESC LIMIT ? + 0", b.Col, b.Hash, most)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	named, err := tx.IDs(`SELECT id FROM (SELECT id, recipient, tracking_code FROM order_details ORDER BY id DESC LIMIT ? + 0)
		WHERE recipient <> '' AND (instr(recipient, ?) > 0 OR instr(recipient, ?) > 0) OR tracking_code <> '' AND upper(replace(tracking_code, ' ', '')) = ? LIMIT ? + 0`, recent, q, persian.Fold(q), number(q), most)
	return append(out, named...), err
}

// dress puts in what lists show of an order beside its head.
func dress(tx *db.Tx, rows []listed) error {
	at := make(map[string]*Order, len(rows))
	list := make([]string, len(rows))
	for i := range rows {
		at[rows[i].ID], list[i] = &rows[i].Order, rows[i].ID
		rows[i].Source = Counter
	}
	text, err := json.Marshal(list)
	if err != nil || len(list) == 0 {
		return err
	}
	return tx.Rows(func(r *sql.Rows) error {
		var id string
		var o Order
		if err := r.Scan(&id, &o.CustomerName, &o.Source, &o.PromisedOn, &o.PromisedTime, &o.Delivery, &o.First, &o.Lines, &o.Deposit, &o.Delivered, &o.Paid, &o.Owed); err != nil {
			return err
		}
		to := at[id]
		to.CustomerName, to.Source, to.PromisedOn, to.PromisedTime, to.Delivery = o.CustomerName, o.Source, o.PromisedOn, o.PromisedTime, o.Delivery
		to.First, to.Lines, to.Deposit, to.Delivered = o.First, o.Lines, o.Deposit, o.Delivered
		to.Paid, to.Owed = o.Paid-o.Owed, o.Owed
		return nil
	}, `SELECT o.id, coalesce(c.name, ''), coalesce(d.source, 'counter'), coalesce(d.promised_on, ''), coalesce(d.promised_time, ''), coalesce(d.delivery, ''),
			coalesce((SELECT l.name FROM order_lines l WHERE l.order_id = o.id AND l._del = 0 ORDER BY l.row LIMIT 1), ''),
			(SELECT count(*) FROM order_lines l WHERE l.order_id = o.id AND l._del = 0),
			(SELECT coalesce(sum(CASE p.kind WHEN 'refund' THEN -p.amount ELSE p.amount - p.change END), 0)
				FROM payments p WHERE p.order_id = o.id AND p.order_id <> '' AND p.method <> 'deposit'),
			EXISTS (SELECT 1 FROM deliveries v WHERE v.order_id = o.id),
			(SELECT coalesce(sum(CASE WHEN p.method = 'deposit' OR p.kind = 'refund' THEN -p.amount ELSE p.amount - p.change END), 0)
				FROM payments p WHERE p.order_id = o.id AND p.order_id <> '')
				+ (SELECT coalesce(sum(i.total - (SELECT coalesce(sum(n.total), 0) FROM credit_notes n WHERE n.invoice_id = i.id)), 0)
					FROM deliveries v JOIN invoices i ON i.id = v.invoice_id WHERE v.order_id = o.id),
			(SELECT coalesce(sum(z.open), 0) FROM deliveries v JOIN local_open z ON z.invoice_id = v.invoice_id WHERE v.order_id = o.id)
		FROM json_each(?) j CROSS JOIN orders o ON o.id = j.value
		LEFT JOIN customers c ON c.id = o.customer_id LEFT JOIN order_details d ON d.id = o.id`, string(text))
}

func counts(tx *db.Tx) (out []web.Count, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var c web.Count
		err := r.Scan(&c.Value, &c.Count)
		out = append(out, c)
		return err
	}, `SELECT state, count(*) FROM orders WHERE state <> 'done' GROUP BY state`)
	return out, err
}
