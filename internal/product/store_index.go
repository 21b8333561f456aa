package product

import (
	"database/sql"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
)

// texts are what the indexes hold of a product.
func (p Product) texts() (names, codes string) {
	return strings.Join(persian.Words(p.Name), " "),
		strings.Join(persian.Words(strings.Join(append([]string{p.Code}, p.Barcodes...), " ")), " ")
}

// Indexed is how a product is found and sorted; it may be made before the
// turn to write has come.
type Indexed struct {
	folded, names, codes string
	sort                 []byte
}

// Index makes what is kept of a product to find and sort it.
func Index(p Product) Indexed {
	names, codes := p.texts()
	return Indexed{persian.Fold(p.Name), names, codes, lookup.SortKey(p.Name)}
}

// IndexMany keeps how new products are found and sorted; many at once cost
// less than one by one.
func IndexMany(tx *db.Tx, list []Product) error {
	made := make([]Made, len(list))
	for i, p := range list {
		made[i].Product = p
	}
	return indexMany(tx, made)
}

// indexMany writes the full-text rows last and one by one: a statement of many
// rows, in whichever table, is a savepoint, and at each of those FTS5 writes
// what it holds as a segment of its own, which it then has to merge.
func indexMany(tx *db.Tx, list []Made) error {
	if len(list) == 0 {
		return nil
	}
	last, err := lookup.Last(tx, "products", "local_products")
	if err != nil {
		return err
	}
	for from := 0; from < len(list); from += lookup.AtOnce {
		some := list[from:min(len(list), from+lookup.AtOnce)]
		rows := make([]any, 0, 4*len(some))
		for i := range some {
			if some[i].Indexed == nil {
				x := Index(some[i].Product)
				some[i].Indexed = &x
			}
			rows = append(rows, last+int64(from+i)+1, some[i].Indexed.folded, some[i].Indexed.sort, some[i].ID)
		}
		if err := tx.Exec("INSERT INTO local_products(n, folded, sort_key, product_id) VALUES"+strings.Repeat(",(?,?,?,?)", len(some))[1:], rows...); err != nil {
			return err
		}
	}
	for i, m := range list {
		if err := tx.Exec("INSERT INTO fts_products(rowid, name, codes) VALUES(?,?,?)", last+int64(i)+1, m.Indexed.names, m.Indexed.codes); err != nil {
			return err
		}
	}
	for i, m := range list {
		if err := tx.Exec("INSERT INTO fts_product_parts(rowid, name) VALUES(?,?)", last+int64(i)+1, m.Indexed.names); err != nil {
			return err
		}
	}
	return nil
}

// reindex keeps how a product that is known is found and sorted now.
func reindex(tx *db.Tx, p Product) error {
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_products WHERE product_id = ?", p.ID); err != nil {
		return err
	}
	if err := tx.Exec("UPDATE local_products SET folded = ?, sort_key = ? WHERE n = ?", persian.Fold(p.Name), lookup.SortKey(p.Name), n); err != nil {
		return err
	}
	if err := lookup.Remember(tx, "products", p.Name); err != nil {
		return err
	}
	return place(tx, p, n, n)
}

// place moves a product's rows in the indexes from one number to another, or
// writes them anew.
func place(tx *db.Tx, p Product, from, to int64) error {
	names, codes := p.texts()
	for _, table := range []string{"fts_products", "fts_product_parts"} {
		if err := tx.Exec("DELETE FROM "+table+" WHERE rowid = ?", from); err != nil {
			return err
		}
	}
	if err := tx.Exec("INSERT INTO fts_products(rowid, name, codes) VALUES(?, ?, ?)", to, names, codes); err != nil {
		return err
	}
	return tx.Exec("INSERT INTO fts_product_parts(rowid, name) VALUES(?, ?)", to, names)
}

// Sold counts further lines sold, by product, and moves those that are found
// earlier now. It belongs behind the sales, not into them.
func Sold(tx *db.Tx, lines map[string]int64) error {
	var top int64
	if err := tx.Row([]any{&top}, "SELECT coalesce(max(n), 0) FROM local_products"); err != nil {
		return err
	}
	for id, more := range lines {
		var n, used int64
		err := tx.Row([]any{&n, &used}, "SELECT n, used FROM local_products WHERE product_id = ?", id)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		used += more
		if err := tx.Exec("UPDATE local_products SET used = ? WHERE n = ?", used, n); err != nil {
			return err
		}
		bucket := lookup.Bucket(used)
		if bucket == lookup.BucketOf(n) || n == top {
			continue
		}
		p, err := Get(tx, id)
		if err != nil {
			return err
		}
		to, err := lookup.Next(tx, "local_products", bucket, false)
		if err != nil {
			return err
		}
		if err := tx.Exec("UPDATE local_products SET n = ? WHERE n = ?", to, n); err != nil {
			return err
		}
		if err := lookup.Remember(tx, "products", p.Name); err != nil { // the row may not have been read yet
			return err
		}
		if err := place(tx, p, n, to); err != nil {
			return err
		}
	}
	return nil
}

// names are the folded names behind a row, for the words.
const names = "SELECT n, folded FROM local_products WHERE n > ? ORDER BY n LIMIT ? + 0"

// exact lists the products with this very code, barcode or name, best first.
func exact(tx *db.Tx, q string, f Filter) ([]lookup.Hit[Product], error) {
	var found []string
	if code, ok := Barcode(q); ok {
		list, err := coded(tx, code)
		if err != nil {
			return nil, err
		}
		found = append(found, list...)
	}
	named, err := tx.IDs("SELECT product_id FROM local_products WHERE folded = ? ORDER BY n LIMIT 50", persian.Fold(q))
	if err != nil {
		return nil, err
	}
	var hits []lookup.Hit[Product]
	for _, id := range append(found, named...) {
		p, err := Get(tx, id)
		if err != nil {
			return nil, err
		}
		if f.takes(p) {
			hits = append(hits, lookup.Hit[Product]{Row: p, ID: p.ID})
		}
	}
	return hits, nil
}

// matching fetches what a full-text query gives, in the rank's order.
func matching(tx *db.Tx, table, match string, f Filter) func(after int64, limit int) ([]lookup.Hit[Product], error) {
	where, args := f.where()
	query := columns + `, t.rowid
		FROM ` + table + ` t CROSS JOIN local_products k ON k.n = t.rowid CROSS JOIN products p ON p.id = k.product_id
		WHERE ` + table + ` MATCH ? AND t.rowid > ? AND p._del = 0` + where + ` ORDER BY t.rowid LIMIT ? + 0`
	return func(after int64, limit int) (out []lookup.Hit[Product], err error) {
		all := append(append([]any{match, after}, args...), limit)
		err = tx.Rows(func(r *sql.Rows) error {
			var h lookup.Hit[Product]
			to, done := h.Row.dest()
			err := r.Scan(append(to, &h.N)...)
			done()
			h.ID = h.Row.ID
			out = append(out, h)
			return err
		}, query, all...)
		return out, err
	}
}
