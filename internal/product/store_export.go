package product

import (
	"database/sql"

	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// Some gives up to limit products by the alphabet, those behind the last one
// given (the zero Place begins), in use or not.
func Some(tx *db.Tx, after Place, limit int) (out []Product, last Place, err error) {
	last = after
	query, args := some(after, limit)
	err = tx.Rows(func(r *sql.Rows) error {
		var p Product
		to, done := p.dest()
		err := r.Scan(append(to, &last.sort)...)
		done()
		last.id = p.ID
		out = append(out, p)
		return err
	}, query, args...)
	return out, last, err
}

// some is the query of Some: each page begins where the one before ended.
func some(after Place, limit int) (query string, args []any) {
	behind, args, by := lookup.Order{Key: "k.sort_key", ID: "k.product_id"}.SQL(after.sort, after.id)
	return columns + `, k.sort_key
		FROM local_products k CROSS JOIN products p ON p.id = k.product_id
		WHERE p._del = 0` + behind + by + " LIMIT ? + 0", append(args, limit)
}

// Place is where a product stands in the alphabet.
type Place struct {
	sort []byte
	id   string
}

// Low gives the goods that are sold and of which there is less than the least
// that is said, by the alphabet.
func Low(tx *db.Tx) (out []Product, err error) {
	rows, err := ordered(tx, "", Filter{Active: "true", Stock: "low"}, nil, nil, "", -1)
	for _, l := range rows {
		out = append(out, l.Product)
	}
	return out, err
}

// Shelf lists up to limit goods that are sold, of a category or ("") of all, by
// the alphabet.
func Shelf(tx *db.Tx, category string, limit int) (out []Product, err error) {
	rows, err := ordered(tx, "", Filter{Active: "true", Category: category, Counted: true}, nil, nil, "", limit)
	for _, l := range rows {
		out = append(out, l.Product)
	}
	return out, err
}
