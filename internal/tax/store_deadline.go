package tax

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var taxDeadlines = change.Cells("tax_deadlines", "days", "effective_from", "created_at")

func insertDeadline(tx *change.Tx, d Deadline) error {
	return tx.Insert(taxDeadlines, d.ID, change.Row{"days": d.Days, "effective_from": d.EffectiveFrom, "created_at": tx.At()})
}

func deadlineByID(tx *db.Tx, id string) (d Deadline, err error) {
	err = tx.Row([]any{&d.ID, &d.Days, &d.EffectiveFrom}, "SELECT id, days, effective_from FROM tax_deadlines WHERE id = ? AND _del = 0", id)
	return d, err
}

func daysOn(tx *db.Tx, day string) (days int, err error) {
	err = tx.Row([]any{&days}, `SELECT days FROM tax_deadlines WHERE effective_from <= ? AND _del = 0
		ORDER BY effective_from DESC, created_at DESC, id DESC LIMIT 1`, day)
	return days, err
}

func deadlines(tx *db.Tx) (out []Deadline, err error) {
	out = []Deadline{}
	err = tx.Rows(func(r *sql.Rows) error {
		var d Deadline
		err := r.Scan(&d.ID, &d.Days, &d.EffectiveFrom)
		out = append(out, d)
		return err
	}, `SELECT id, days, effective_from FROM tax_deadlines d WHERE _del = 0
		AND NOT EXISTS (SELECT 1 FROM tax_deadlines n WHERE n.effective_from = d.effective_from AND n._del = 0 AND (n.created_at, n.id) > (d.created_at, d.id))
		ORDER BY effective_from DESC`)
	return out, err
}
