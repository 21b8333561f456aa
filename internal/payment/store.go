package payment

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
)

var payments = change.Facts("payments", "invoice_id", "customer_id", "method", "amount", "change",
	"reference", "till_id", "staff_id", "at", "order_id", "kind", "shift_id")

func insert(tx *change.Tx, id string, p Payment) error {
	var customer any
	if p.CustomerID != "" {
		customer = p.CustomerID
	}
	return tx.Insert(payments, id, change.Row{
		"invoice_id": p.InvoiceID, "customer_id": customer, "method": p.Method,
		"amount": p.Amount, "change": p.Change, "reference": p.Reference,
		"till_id": p.TillID, "staff_id": p.StaffID, "at": tx.At(),
		"order_id": p.OrderID, "kind": p.Kind, "shift_id": p.ShiftID,
	})
}

func get(tx *db.Tx, id string) (Payment, error) {
	p := Payment{ID: id}
	var at string
	err := tx.Row([]any{&p.InvoiceID, &p.OrderID, &p.CustomerID, &p.Method, &p.Amount, &p.Change, &p.Reference, &p.Kind, &p.TillID, &p.ShiftID, &p.StaffID, &at}, `
		SELECT invoice_id, order_id, coalesce(customer_id,''), method, amount, change, reference, kind, till_id, shift_id, staff_id, at
		FROM payments WHERE id = ?`, id)
	p.At = db.ParseTime(at)
	return p, err
}

func ofInvoice(tx *db.Tx, invoiceID string) (out []Payment, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		p := Payment{InvoiceID: invoiceID}
		var at string
		err := r.Scan(&p.ID, &p.CustomerID, &p.Method, &p.Amount, &p.Change, &p.Reference, &p.TillID, &p.StaffID, &at, &p.OrderID, &p.Kind)
		p.At = db.ParseTime(at)
		out = append(out, p)
		return err
	}, `SELECT id, coalesce(customer_id,''), method, amount, change, reference, till_id, staff_id, at, order_id, kind
		FROM payments WHERE invoice_id = ? ORDER BY id`, invoiceID)
	return out, err
}

func ahead(tx *db.Tx, orderID string) (sum money.Rial, err error) {
	err = tx.Row([]any{&sum}, `SELECT coalesce(sum(CASE WHEN method = 'deposit' OR kind = 'refund' THEN -amount ELSE amount - change END), 0)
		FROM payments WHERE order_id = ? AND order_id <> ''`, orderID)
	return sum, err
}

func aheadOf(tx *db.Tx, customers, states []string) (sum money.Rial, err error) {
	family, err := json.Marshal(customers)
	if err != nil {
		return 0, err
	}
	of, err := json.Marshal(states)
	if err != nil {
		return 0, err
	}
	err = tx.Row([]any{&sum}, `SELECT coalesce(sum(CASE WHEN p.method = 'deposit' OR p.kind = 'refund' THEN -p.amount ELSE p.amount - p.change END), 0)
		FROM json_each(?) f CROSS JOIN payments p INDEXED BY payments_customer ON p.customer_id = f.value CROSS JOIN orders o ON o.id = p.order_id
		WHERE p.order_id <> '' AND o.state IN (SELECT value FROM json_each(?))`, string(family), string(of))
	return sum, err
}
