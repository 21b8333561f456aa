package account

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/money"
)

// events are everything that changes what customers owe, as debit and credit.
const events = `
	WITH family(id) AS (SELECT value FROM json_each(?)),
	events(at, rank, id, kind, number, invoice_id, method, reference, debit, credit) AS (
		SELECT i.issued_at, 0, i.id, 'invoice', i.number, i.id, '', '', i.total, 0
			FROM family f CROSS JOIN invoices i INDEXED BY invoices_customer ON i.customer_id = f.id
		UNION ALL SELECT n.issued_at, 0, n.id, 'credit', n.number, n.invoice_id, '', '', 0, n.total
			FROM family f CROSS JOIN credit_notes n INDEXED BY credit_notes_customer ON n.customer_id = f.id
		UNION ALL SELECT p.at, 1, p.id, CASE p.kind WHEN 'refund' THEN 'refund' ELSE 'paid' END,
			coalesce((SELECT number FROM invoices d WHERE d.id = p.invoice_id), ''), p.invoice_id, p.method, p.reference,
			CASE p.kind WHEN 'refund' THEN p.amount ELSE 0 END, CASE p.kind WHEN 'refund' THEN 0 ELSE p.amount - p.change END
			FROM family f CROSS JOIN payments p INDEXED BY payments_customer ON p.customer_id = f.id WHERE p.method <> 'deposit'
		UNION ALL SELECT e.at, 1, e.id, 'cheque_' || CASE WHEN e.debt < 0 THEN 'good' ELSE e.to_state END, '', '', '', q.number, max(e.debt, 0), max(-e.debt, 0)
			FROM family f CROSS JOIN cheques q INDEXED BY cheques_customer ON q.customer_id = f.id JOIN cheque_events e ON e.cheque_id = q.id WHERE e.debt <> 0) `

// before sums what happened before a moment.
func before(tx *db.Tx, family []string, begin string) (owed money.Rial, err error) {
	text, err := json.Marshal(family)
	if err != nil || begin == "" {
		return 0, err
	}
	err = tx.Row([]any{&owed}, events+"SELECT coalesce(sum(debit - credit), 0) FROM events WHERE at < ?", string(text), begin)
	return owed, err
}

// during lists what happened from a moment to another, in order.
func during(tx *db.Tx, family []string, begin, end string) (out []Line, err error) {
	text, err := json.Marshal(family)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var l Line
		var at string
		err := r.Scan(&at, &l.Kind, &l.Number, &l.InvoiceID, &l.Method, &l.Reference, &l.Debit, &l.Credit)
		l.At = db.ParseTime(at)
		out = append(out, l)
		return err
	}, events+`SELECT at, kind, number, invoice_id, method, reference, debit, credit FROM events
		WHERE at >= ?2 AND (?3 = '' OR at < ?3) ORDER BY at, rank, id`, string(text), begin, end)
	return out, err
}
