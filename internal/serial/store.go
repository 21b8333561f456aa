package serial

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var (
	serials = change.Facts("serials", "line_id", "product_id", "row", "serial", "warranty_until")
	returns = change.Facts("serial_returns", "credit_line_id")
)

// Keep writes down the pieces of an invoice's lines; lines without any leave
// nothing.
func Keep(tx *change.Tx, lines []Line) error {
	var rows []change.NewRow
	for _, l := range lines {
		for i, p := range l.Pieces {
			rows = append(rows, change.NewRow{ID: tx.NewID(), Row: change.Row{
				"line_id": l.ID, "product_id": l.ProductID, "row": i + 1, "serial": p.Serial, "warranty_until": p.WarrantyUntil}})
		}
	}
	if rows == nil {
		return nil
	}
	return tx.InsertMany(serials, rows)
}

// TakeBack writes down which pieces came back on a credit note's lines.
func TakeBack(tx *change.Tx, lines []Line) error {
	var rows []change.NewRow
	for _, l := range lines {
		for _, p := range l.Pieces {
			rows = append(rows, change.NewRow{ID: p.ID, Row: change.Row{"credit_line_id": l.ID}})
		}
	}
	if rows == nil {
		return nil
	}
	return tx.InsertMany(returns, rows)
}

// OfInvoice gives the pieces of an invoice, by line.
func OfInvoice(tx *db.Tx, id string) (map[string][]Piece, error) {
	return of(tx, `SELECT s.line_id, s.id, s.serial, s.warranty_until, r.id IS NOT NULL
		FROM invoice_lines l CROSS JOIN serials s ON s.line_id = l.id LEFT JOIN serial_returns r ON r.id = s.id
		WHERE l.invoice_id = ? ORDER BY s.line_id, s.row`, id)
}

// OfCredit gives the pieces that came back with a credit note, by its line.
func OfCredit(tx *db.Tx, id string) (map[string][]Piece, error) {
	return of(tx, `SELECT c.id, s.id, s.serial, s.warranty_until, 1
		FROM credit_lines c CROSS JOIN serial_returns r ON r.credit_line_id = c.id CROSS JOIN serials s ON s.id = r.id
		WHERE c.credit_id = ? ORDER BY c.id, s.row`, id)
}

func of(tx *db.Tx, query, id string) (map[string][]Piece, error) {
	out := map[string][]Piece{}
	err := tx.Rows(func(r *sql.Rows) error {
		var line string
		var p Piece
		err := r.Scan(&line, &p.ID, &p.Serial, &p.WarrantyUntil, &p.Returned)
		out[line] = append(out[line], p)
		return err
	}, query, id)
	return out, err
}

// mostFound is how often a serial is told of.
const mostFound = 20

const soldColumns = `SELECT s.serial, s.product_id, i.id, i.number, i.issued_at, s.warranty_until, r.id IS NOT NULL
	FROM serials s JOIN invoice_lines l ON l.id = s.line_id JOIN invoices i ON i.id = l.invoice_id LEFT JOIN serial_returns r ON r.id = s.id `

func find(tx *db.Tx, serial string) ([]Sold, error) {
	return solds(tx, soldColumns+"WHERE s.serial = ? COLLATE NOCASE ORDER BY s.id DESC LIMIT ? + 0", serial, mostFound)
}

// Before lists, of the pieces of an invoice, where each was sold before and did
// not come back.
func Before(tx *db.Tx, invoiceID string) ([]Sold, error) {
	return solds(tx, soldColumns+`WHERE s.id IN (
			SELECT s.id FROM invoice_lines n CROSS JOIN serials m ON m.line_id = n.id CROSS JOIN serials s ON s.serial = m.serial COLLATE NOCASE
			WHERE n.invoice_id = ?1 AND s.product_id = m.product_id AND s.id < m.id)
		AND r.id IS NULL ORDER BY s.id DESC LIMIT ?2 + 0`, invoiceID, mostFound)
}

func solds(tx *db.Tx, query string, args ...any) ([]Sold, error) {
	out := []Sold{}
	err := tx.Rows(func(r *sql.Rows) error {
		var s Sold
		var at string
		err := r.Scan(&s.Serial, &s.ProductID, &s.InvoiceID, &s.InvoiceNumber, &at, &s.WarrantyUntil, &s.Returned)
		s.SoldAt = db.ParseTime(at)
		out = append(out, s)
		return err
	}, query, args...)
	return out, err
}

// Invoices lists the ids of the invoices on which a serial stands.
func Invoices(tx *db.Tx, text string) (out []string, err error) {
	serial, ok := Clean(text)
	if !ok {
		return nil, nil
	}
	found, err := find(tx, serial)
	for _, s := range found {
		out = append(out, s.InvoiceID)
	}
	return out, err
}
