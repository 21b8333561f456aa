package bundle

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var parts = change.Facts("line_parts", "line_id", "row", "product_id", "name", "unit", "quantity")

func insert(tx *change.Tx, lines []Line) error {
	var rows []change.NewRow
	for _, l := range lines {
		for i, p := range l.Parts {
			rows = append(rows, change.NewRow{ID: tx.NewID(), Row: change.Row{
				"line_id": l.ID, "row": i + 1, "product_id": p.ProductID, "name": p.Name, "unit": p.Unit, "quantity": p.Quantity}})
		}
	}
	return tx.InsertMany(parts, rows)
}

const columns = "SELECT p.line_id, p.product_id, p.name, p.unit, p.quantity FROM "

// OfInvoice gives what an invoice's bundles were made of, by line.
func OfInvoice(tx *db.Tx, id string) (map[string][]Part, error) {
	return of(tx, columns+"invoice_lines l CROSS JOIN line_parts p ON p.line_id = l.id WHERE l.invoice_id = ? ORDER BY p.line_id, p.row", id)
}

// OfOrder gives what an order's bundles are made of, by line.
func OfOrder(tx *db.Tx, id string) (map[string][]Part, error) {
	return of(tx, columns+"order_lines l CROSS JOIN line_parts p ON p.line_id = l.id WHERE l.order_id = ? ORDER BY p.line_id, p.row", id)
}

// OfCredit gives what the bundles were made of that came back, by line.
func OfCredit(tx *db.Tx, id string) (map[string][]Part, error) {
	return of(tx, columns+"credit_lines l CROSS JOIN line_parts p ON p.line_id = l.id WHERE l.credit_id = ? ORDER BY p.line_id, p.row", id)
}

func of(tx *db.Tx, query, id string) (map[string][]Part, error) {
	out := map[string][]Part{}
	err := tx.Rows(func(r *sql.Rows) error {
		var line string
		var p Part
		err := r.Scan(&line, &p.ProductID, &p.Name, &p.Unit, &p.Quantity)
		out[line] = append(out[line], p)
		return err
	}, query, id)
	return out, err
}

// counted tells whether a product has, or had, a stock of its own: something of
// it moved, was ordered, or stands on a sheet.
func counted(tx *db.Tx, id string) (yes bool, err error) {
	err = tx.Row([]any{&yes}, `SELECT EXISTS (SELECT 1 FROM stock_moves WHERE product_id = ?1 AND quantity <> 0)
		OR EXISTS (SELECT 1 FROM local_reserved WHERE product_id = ?1)
		OR EXISTS (SELECT 1 FROM stock_sheet_lines l JOIN stock_sheets s ON s.id = l.sheet_id AND s._del = 0 WHERE l.product_id = ?1 AND l._del = 0)`, id)
	return yes, err
}
