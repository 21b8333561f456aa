package customer

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
)

func limitOf(tx *db.Tx, id string) (l Limit, err error) {
	var most sql.NullInt64
	var owed money.Rial
	err = tx.Row([]any{&most, &owed}, `SELECT c.credit_limit, coalesce(b.owed, 0)
		FROM customers c LEFT JOIN local_balances b ON b.customer_id = c.id WHERE c.id = ? AND c._del = 0`, id)
	if most.Valid {
		l = Limit{Limited: true, Limit: money.Rial(most.Int64), Left: money.Rial(most.Int64) - owed}
	}
	return l, err
}

var passFacts = change.Facts("limit_passes", "customer_id", "credit_limit", "owed", "staff_id", "staff_name", "at")

func insertPass(tx *change.Tx, id, invoiceID string, limit, owed money.Rial) error {
	return tx.Insert(passFacts, invoiceID, change.Row{"customer_id": id, "credit_limit": limit, "owed": owed,
		"staff_id": tx.Actor.StaffID, "staff_name": tx.Actor.Name, "at": tx.At()})
}

// passOf is the leave on an invoice; nil within the limit.
func passOf(tx *db.Tx, invoiceID string) (p *Pass, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		p = &Pass{}
		return r.Scan(&p.Limit, &p.Owed, &p.StaffName)
	}, "SELECT credit_limit, owed, staff_name FROM limit_passes WHERE id = ?", invoiceID)
	return p, err
}

func setLimit(tx *change.Tx, id string, most *money.Rial) error {
	var value any
	if most != nil {
		value = *most
	}
	return tx.Set(customers, id, change.Row{"credit_limit": value})
}
