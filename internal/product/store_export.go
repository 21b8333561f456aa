package product

import (
	"database/sql"

	"pishkhan/internal/db"
)

// Some gives up to limit products by the alphabet, those behind the last one
// given (the zero Place begins), in use or not.
func Some(tx *db.Tx, after Place, limit int) (out []Product, last Place, err error) {
	last = after
	err = tx.Rows(func(r *sql.Rows) error {
		var p Product
		to, done := p.dest()
		err := r.Scan(append(to, &last.sort)...)
		done()
		last.id = p.ID
		out = append(out, p)
		return err
	}, columns+`, k.sort_key
		FROM local_products k CROSS JOIN products p ON p.id = k.product_id
		WHERE p._del = 0 AND (?2 = '' OR (k.sort_key, k.product_id) > (?1, ?2))
		ORDER BY k.sort_key, k.product_id LIMIT ?3 + 0`, after.sort, after.id, limit)
	return out, last, err
}

// Place is where a product stands in the alphabet.
type Place struct {
	sort []byte
	id   string
}
