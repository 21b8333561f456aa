package order

import (
	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var orders = change.Cells("orders", "number", "series", "seq", "till_id", "customer_id", "state", "total", "staff_id", "created_at")

func insert(tx *change.Tx, o Order) error {
	var customer any
	if o.CustomerID != "" {
		customer = o.CustomerID
	}
	return tx.Insert(orders, o.ID, change.Row{
		"number": o.Number, "series": o.Series, "seq": o.Seq, "till_id": o.TillID, "customer_id": customer,
		"state": o.State, "total": o.Total, "staff_id": o.StaffID, "created_at": tx.At(),
	})
}

const columns = `id, number, series, seq, till_id, coalesce(customer_id,''), state, total, staff_id, created_at`

func scan(row func(...any) error) (Order, error) {
	var o Order
	var at string
	err := row(&o.ID, &o.Number, &o.Series, &o.Seq, &o.TillID, &o.CustomerID, &o.State, &o.Total, &o.StaffID, &at)
	o.CreatedAt = db.ParseTime(at)
	return o, err
}

func get(tx *db.Tx, id string) (Order, error) {
	return scan(func(dest ...any) error {
		return tx.Row(dest, `SELECT `+columns+` FROM orders WHERE id = ? AND _del = 0`, id)
	})
}
