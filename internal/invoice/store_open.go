package invoice

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
)

var settlements = change.Facts("settlements", "invoice_id", "payment_id", "kind", "amount", "at")

// leaveOpen notes what a document left open at its issue.
func leaveOpen(tx *db.Tx, doc *Invoice) error {
	if doc.Due <= 0 || doc.CustomerID == "" {
		return nil
	}
	return tx.Exec("INSERT INTO local_open(invoice_id, customer_id, issued_at, open) VALUES(?, ?, ?, ?)",
		doc.ID, doc.CustomerID, tx.At(), int64(doc.Due))
}

// settle takes an amount off what is open of a document, no more than there
// is; an amount below zero opens it again.
func settle(tx *change.Tx, id, paymentID, kind string, amount money.Rial) (money.Rial, error) {
	var open money.Rial
	err := tx.Row([]any{&open}, "SELECT open FROM local_open WHERE invoice_id = ?", id)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return 0, err
	}
	if amount = min(amount, open); amount == 0 {
		return 0, nil
	}
	err = tx.Insert(settlements, tx.NewID(), change.Row{
		"invoice_id": id, "payment_id": paymentID, "kind": kind, "amount": amount, "at": tx.At()})
	if err != nil {
		return 0, err
	}
	switch left := open - amount; {
	case left == 0:
		err = tx.Exec("DELETE FROM local_open WHERE invoice_id = ?", id)
	case open == 0:
		err = tx.Exec(`INSERT INTO local_open(invoice_id, customer_id, issued_at, open)
			SELECT id, customer_id, issued_at, ? FROM invoices WHERE id = ? AND customer_id IS NOT NULL`, int64(left), id)
	default:
		err = tx.Exec("UPDATE local_open SET open = ? WHERE invoice_id = ?", int64(left), id)
	}
	return amount, err
}

func openOf(tx *db.Tx, family []string) (out []Open, err error) {
	text, err := json.Marshal(family)
	if err != nil {
		return nil, err
	}
	return opens(tx, `SELECT i.id, i.number, i.issued_at, i.total, o.open
		FROM json_each(?) j CROSS JOIN local_open o ON o.customer_id = j.value JOIN invoices i ON i.id = o.invoice_id
		ORDER BY o.issued_at, o.invoice_id`, string(text))
}

func settledBy(tx *db.Tx, paymentID string) ([]Open, error) {
	return opens(tx, `SELECT i.id, i.number, i.issued_at, i.total, s.amount
		FROM settlements s JOIN invoices i ON i.id = s.invoice_id
		WHERE s.id IN (SELECT min(id) FROM settlements WHERE payment_id = ? AND kind = 'paid' GROUP BY invoice_id) ORDER BY s.id`, paymentID)
}

func applied(tx *db.Tx, p payment.Payment) ([]Open, error) {
	out := []Open{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var o Open
		var at string
		err := r.Scan(&o.ID, &o.Number, &at, &o.Total, &o.Open)
		o.IssuedAt = db.ParseTime(at)
		if o.ID == p.InvoiceID {
			o.Open += p.Amount - p.Change
		}
		if o.Open > 0 {
			out = append(out, o)
		}
		return err
	}, `SELECT i.id, i.number, i.issued_at, i.total, sum(s.amount) FROM (
			SELECT invoice_id, amount FROM settlements WHERE payment_id = ?1 AND payment_id <> ''
			UNION ALL SELECT ?2, 0 WHERE ?2 <> '') s JOIN invoices i ON i.id = s.invoice_id
		GROUP BY i.id ORDER BY i.issued_at, i.id`, p.ID, p.InvoiceID)
}

// creditUnused is what credit notes gave back of a document neither as money nor
// off what was open of it: it was paid by then.
func creditUnused(tx *db.Tx, id string) (left money.Rial, err error) {
	err = tx.Row([]any{&left}, `SELECT coalesce((SELECT sum(total - refunded) FROM credit_notes WHERE invoice_id = ?1), 0)
		- coalesce((SELECT sum(amount) FROM settlements WHERE invoice_id = ?1 AND kind = 'credit'), 0)`, id)
	return max(left, 0), err
}

func opens(tx *db.Tx, query, arg string) (out []Open, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var o Open
		var at string
		err := r.Scan(&o.ID, &o.Number, &at, &o.Total, &o.Open)
		o.IssuedAt = db.ParseTime(at)
		out = append(out, o)
		return err
	}, query, arg)
	return out, err
}
