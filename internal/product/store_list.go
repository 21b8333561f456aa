package product

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

// listed is a product with its place in a sorted list.
type listed struct {
	Product
	key any
}

// stockOf is what there is of a product p; of a bundle, how many whole ones its
// parts make, but for those that nobody counts.
var stockOf = `CASE p.parts WHEN '' THEN coalesce((SELECT quantity FROM local_stock s WHERE s.product_id = p.id), 0)
	ELSE coalesce((SELECT max(0, min(coalesce(s.quantity, 0) / (j.value->>'q') * 1000))
		FROM json_each(p.parts) j CROSS JOIN products c ON c.id = j.value->>'id' LEFT JOIN local_stock s ON s.product_id = c.id
		WHERE NOT ` + unsaid("c") + `), 0) END`

// uncounted tells that nobody counts a product p, or any part of a bundle.
var uncounted = `(CASE p.parts WHEN '' THEN ` + unsaid("p") + `
	ELSE NOT EXISTS (SELECT 1 FROM json_each(p.parts) j CROSS JOIN products c ON c.id = j.value->>'id' WHERE NOT ` + unsaid("c") + `) END)`

// unsaid tells of a product that is no bundle that it was sold, perhaps, but
// never came in, was never counted, and no least is said of it.
func unsaid(p string) string {
	return `(` + p + `.min_stock = 0
		AND NOT EXISTS (SELECT 1 FROM local_stock u WHERE u.product_id = ` + p + `.id AND u.quantity > 0) AND ` + stock.Unsaid(p+".id") + `)`
}

// where is the filter as a condition on p.
func (f Filter) where() (where string, args []any) {
	if f.Active != "" {
		where, args = where+" AND p.active = ?", append(args, f.Active == "true")
	}
	if f.Category != "" {
		where, args = where+" AND p.category = ?", append(args, f.Category)
	}
	if f.Counted {
		where += " AND p.parts = ''"
	}
	if f.Bundle {
		where += " AND p.parts <> ''"
	}
	switch f.Stock {
	case "below":
		where += " AND " + stockOf + " < 0 AND NOT " + uncounted
	case "low":
		where += " AND p.min_stock > 0 AND p.parts = '' AND " + stockOf + " < p.min_stock"
	case "out":
		where += " AND " + stockOf + " <= 0 AND NOT " + uncounted
	case "in":
		where += " AND " + stockOf + " > 0"
	}
	return where, args
}

// keys are the columns by which goods are sorted; what has no code comes last.
var keys = map[string]string{
	"code":     "(CASE p.code WHEN '' THEN char(1114111) ELSE p.code END COLLATE NOCASE)",
	"price":    "p.price",
	"stock":    stockOf,
	"category": "p.category",
	"updated":  "p.updated_at",
	"popular":  "k.n",
}

// ordered lists goods by a column, from behind a place on; among limits them
// unless it is nil.
func ordered(tx *db.Tx, sort string, f Filter, among []string, key any, id string, limit int) ([]listed, error) {
	by, down := lookup.Sort(sort)
	from, order := " FROM products p", lookup.Order{Key: keys[by], ID: "p.id", Down: down}
	switch by {
	case "popular": // the rank by which they are found, too
		from = " FROM local_products k CROSS JOIN products p ON p.id = k.product_id"
	case "", "name": // the alphabet
		from = " FROM local_products k CROSS JOIN products p ON p.id = k.product_id"
		order.Key, order.ID = "k.sort_key", "k.product_id"
	}
	where, args := f.where()
	if f.Category != "" && by != "category" { // its own few rows, sorted
		from = " FROM products p INDEXED BY products_category CROSS JOIN local_products k ON k.product_id = p.id"
	}
	if f.Stock == "low" { // those of which a least is said
		from = " FROM products p INDEXED BY products_min CROSS JOIN local_products k ON k.product_id = p.id"
	}
	if f.Bundle && f.Stock != "low" { // the few that are made of others
		from = " FROM products p INDEXED BY products_parts CROSS JOIN local_products k ON k.product_id = p.id"
	}
	if among != nil {
		ids, err := json.Marshal(among)
		if err != nil {
			return nil, err
		}
		where, args = where+" AND p.id IN (SELECT value FROM json_each(?))", append(args, string(ids))
		from = " FROM products p CROSS JOIN local_products k ON k.product_id = p.id"
	}
	behind, more, by := order.SQL(key, id)
	args = append(append(args, more...), limit)
	var out []listed
	err := tx.Rows(func(r *sql.Rows) error {
		var l listed
		to, done := l.dest()
		err := r.Scan(append(to, &l.key)...)
		done()
		out = append(out, l)
		return err
	}, columns+", "+order.Key+from+" WHERE p._del = 0"+where+behind+by+" LIMIT ? + 0", args...)
	return out, err
}

// Uncounted tells of a product whether anybody counts it.
func Uncounted(tx *db.Tx, id string) (yes bool, err error) {
	err = tx.Row([]any{&yes}, "SELECT "+uncounted+" FROM products p WHERE p.id = ?", id)
	return yes, err
}

func categories(tx *db.Tx) ([]web.Count, error) {
	out := []web.Count{}
	err := tx.Rows(func(r *sql.Rows) error {
		var c web.Count
		err := r.Scan(&c.Value, &c.Count)
		out = append(out, c)
		return err
	}, "SELECT category, count(*) FROM products WHERE category <> '' AND _del = 0 GROUP BY category ORDER BY 2 DESC, 1 LIMIT 500")
	return out, err
}
