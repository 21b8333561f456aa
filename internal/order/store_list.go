package order

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// listed is an order with its place in a list.
type listed struct {
	Order
	key any
}

// keys are the columns by which orders are sorted; their ids are in the order
// of time.
var keys = map[string]string{"created": "id", "total": "total", "number": "number"}

// ordered reads orders, from behind a place on; family and among limit them
// unless they are nil.
func ordered(tx *db.Tx, sort string, f Filter, family, among []string, key any, id string, limit int) (out []listed, err error) {
	by, down := lookup.Sort(sort)
	order := lookup.Order{Key: keys[by], ID: "id", Down: down}
	if by == "" {
		order.Key, order.Down = "id", true
	}
	where, args := "", []any{}
	for _, in := range []struct {
		col  string
		list []string
	}{{"customer_id", family}, {"id", among}} {
		if in.list == nil {
			continue
		}
		text, err := json.Marshal(in.list)
		if err != nil {
			return nil, err
		}
		where, args = where+" AND "+in.col+" IN (SELECT value FROM json_each(?))", append(args, string(text))
	}
	if f.State != "" {
		where, args = where+" AND state = ?", append(args, string(f.State))
	}
	behind, more, sorted := order.SQL(key, id)
	args = append(append(args, more...), limit)
	err = tx.Rows(func(r *sql.Rows) error {
		var l listed
		o, err := scan(func(to ...any) error { return r.Scan(append(to, &l.key)...) })
		l.Order = o
		out = append(out, l)
		return err
	}, "SELECT "+columns+", "+order.Key+" FROM orders WHERE _del = 0"+where+behind+sorted+" LIMIT ? + 0", args...)
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
	return ids(tx, `SELECT o.id FROM json_each(?) j CROSS JOIN orders o INDEXED BY orders_number
		ON o.series = j.value->>'Series' AND o.seq = j.value->>'Seq' WHERE o._del = 0`, string(text))
}

// ofCustomers lists the ids of customers' newest orders.
func ofCustomers(tx *db.Tx, customers []string, most int) ([]string, error) {
	text, err := json.Marshal(customers)
	if err != nil || len(customers) == 0 {
		return nil, err
	}
	return ids(tx, `SELECT o.id FROM json_each(?) j CROSS JOIN orders o INDEXED BY orders_customer ON o.customer_id = j.value
		WHERE o._del = 0 ORDER BY o.created_at DESC LIMIT ? + 0`, string(text), most)
}

func ids(tx *db.Tx, query string, args ...any) (out []string, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		out = append(out, id)
		return err
	}, query, args...)
	return out, err
}
