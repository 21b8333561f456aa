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

func setLimit(tx *change.Tx, id string, most *money.Rial) error {
	var value any
	if most != nil {
		value = *most
	}
	return tx.Set(customers, id, change.Row{"credit_limit": value})
}
