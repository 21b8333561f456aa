package product

import (
	"database/sql"
	"encoding/base64"
	"strconv"

	"pishkhan/internal/db"
	"pishkhan/internal/persian"
)

// listed is a product with its place in a list.
type listed struct {
	Product
	class int    // how well it answers the search; 0 best
	key   []byte // sort_key
}

func (l listed) cursor() []string {
	return []string{strconv.Itoa(l.class), base64.RawStdEncoding.EncodeToString(l.key), l.ID}
}

// place reads a cursor back.
func place(parts []string) (class int, key []byte, id string) {
	class, _ = strconv.Atoi(parts[0])
	key, _ = base64.RawStdEncoding.DecodeString(parts[1])
	return class, key, parts[2]
}

func rows(tx *db.Tx, query string, args ...any) ([]listed, error) {
	var out []listed
	err := tx.Rows(func(r *sql.Rows) error {
		var l listed
		to, done := l.dest()
		err := r.Scan(append(to, &l.class, &l.key)...)
		done()
		out = append(out, l)
		return err
	}, query, args...)
	return out, err
}

// all lists the goods by the Persian alphabet; active is 1, 0 or, for both, -1.
func all(tx *db.Tx, active int, parts []string, limit int) ([]listed, error) {
	_, key, id := place(parts)
	return rows(tx, columns+`, 0, k.sort_key
		FROM local_products k CROSS JOIN products p ON p.id = k.product_id
		WHERE p._del = 0 AND (?1 < 0 OR p.active = ?1) AND (?3 = '' OR (k.sort_key, k.product_id) > (?2, ?3))
		ORDER BY k.sort_key, k.product_id LIMIT ?4`, active, key, id, limit)
}

// search lists the goods that hold every word of q as the beginning of one of
// theirs: first the one with that very code, then that very name, then names
// that begin so, then the rest; each by the alphabet.
func search(tx *db.Tx, q string, active int, parts []string, limit int) ([]listed, error) {
	class, key, id := place(parts)
	code, _ := Barcode(q)
	return rows(tx, columns+`, f.class, f.sort_key
		FROM (
			SELECT k.product_id, k.sort_key, CASE
				WHEN c.id IS NOT NULL THEN 0
				WHEN k.folded = ?2 THEN 1
				WHEN substr(k.folded, 1, length(?2)) = ?2 THEN 2
				ELSE 3 END AS class
			FROM fts_products t
			CROSS JOIN local_products k ON k.n = t.rowid
			LEFT JOIN (SELECT id FROM products WHERE code = ?3 COLLATE NOCASE AND code <> ''
				UNION SELECT product_id FROM barcodes WHERE barcode = ?3 COLLATE NOCASE AND _del = 0) c ON c.id = k.product_id
			WHERE fts_products MATCH ?1
		) f CROSS JOIN products p ON p.id = f.product_id
		WHERE p._del = 0 AND (?4 < 0 OR p.active = ?4) AND (?7 = '' OR (f.class, f.sort_key, f.product_id) > (?5, ?6, ?7))
		ORDER BY f.class, f.sort_key, f.product_id LIMIT ?8`,
		db.Match(persian.Queries(q)), persian.Fold(q), code, active, class, key, id, limit)
}
