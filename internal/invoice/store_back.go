package invoice

import (
	"database/sql"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// backOf reads what came back in exchange for a document; nil for most.
func backOf(tx *db.Tx, invoiceID string) (*Back, error) {
	b := Back{Lines: []BackLine{}, Refunds: []Payment{}}
	var at string
	err := tx.Row([]any{&b.CreditID, &b.Number, &b.Total, &b.TakenOff, &b.Traded, &b.InvoiceID, &b.InvoiceNumber, &at, &b.Corrects, &b.TaxID}, `
		SELECT c.id, c.number, c.total, c.total - c.refunded, x.amount, i.id, i.number, i.issued_at, c.kind = 'correction', i.tax_id
		FROM exchanges x JOIN credit_notes c ON c.id = x.credit_id JOIN invoices i ON i.id = c.invoice_id WHERE x.invoice_id = ?`, invoiceID)
	if errs.Is(err, errs.NotFound) {
		return nil, nil //nolint:nilnil // nothing came back
	}
	if err != nil {
		return nil, err
	}
	b.InvoicedAt = db.ParseTime(at)
	err = tx.Rows(func(r *sql.Rows) error {
		var l BackLine
		err := r.Scan(&l.Name, &l.Unit, &l.Quantity, &l.Total)
		b.Lines = append(b.Lines, l)
		return err
	}, `SELECT l.name, l.unit, c.quantity, c.total FROM credit_lines c JOIN invoice_lines l ON l.id = c.invoice_line_id WHERE c.credit_id = ? ORDER BY c.row`, b.CreditID)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var p Payment
		var at string
		err := r.Scan(&p.Method, &p.Amount, &p.Reference, &at)
		p.At = db.ParseTime(at)
		b.Refunds = append(b.Refunds, p)
		return err
	}, `SELECT p.method, p.amount, p.reference, p.at FROM credit_refunds c JOIN payments p ON p.id = c.id
		WHERE c.credit_id = ? AND p.method <> 'exchange' ORDER BY c.id`, b.CreditID)
	return &b, err
}
