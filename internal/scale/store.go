package scale

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var patterns = change.Cells("scale_patterns", "prefix", "item_digits", "holds", "factor", "created_at")

func insert(tx *change.Tx, p Pattern) error {
	return tx.Insert(patterns, p.ID, change.Row{"prefix": p.Prefix, "item_digits": p.ItemDigits, "holds": p.Holds, "factor": p.Factor, "created_at": tx.At()})
}

func remove(tx *change.Tx, id string) error { return tx.Set(patterns, id, change.Row{"_del": true}) }

func exists(tx *db.Tx, id string) error {
	var one int
	return tx.Row([]any{&one}, "SELECT 1 FROM scale_patterns WHERE id = ? AND _del = 0", id)
}

func all(tx *db.Tx) ([]Pattern, error) {
	out := []Pattern{}
	err := tx.Rows(func(r *sql.Rows) error {
		var p Pattern
		err := r.Scan(&p.ID, &p.Prefix, &p.ItemDigits, &p.Holds, &p.Factor)
		out = append(out, p)
		return err
	}, "SELECT id, prefix, item_digits, holds, factor FROM scale_patterns WHERE _del = 0 ORDER BY prefix, id")
	return out, err
}
