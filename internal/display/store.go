package display

import (
	"database/sql"

	"pishkhan/internal/db"
)

func insert(tx *db.Tx, id, till string, hash []byte) error {
	return tx.Exec("INSERT INTO local_displays(id, till_id, token_hash, paired_at) VALUES(?, ?, ?, ?)", id, till, hash, tx.At())
}

func ofTill(tx *db.Tx, till string) (list []Screen, err error) {
	list = []Screen{}
	err = tx.Rows(func(r *sql.Rows) error {
		var s Screen
		var at string
		err := r.Scan(&s.ID, &at)
		s.PairedAt = db.ParseTime(at)
		list = append(list, s)
		return err
	}, "SELECT id, paired_at FROM local_displays WHERE till_id = ? ORDER BY paired_at", till)
	return list, err
}

func remove(tx *db.Tx, id, till string) (int64, error) {
	return tx.Affected("DELETE FROM local_displays WHERE id = ? AND till_id = ?", id, till)
}

func byToken(tx *db.Tx, hash []byte) (till string, err error) {
	err = tx.Row([]any{&till}, "SELECT till_id FROM local_displays WHERE token_hash = ?", hash)
	return till, err
}
