package doctor

// ofSerials are the checks of pieces with a serial: no more of them than were
// sold, and one that came back came back from where it was sold.
var ofSerials = []query{
	{"serial_over_sold", `
		SELECT i.number AS Number, l.row AS Row, count(*) AS Have, printf('%g', l.quantity / 1000.0) AS Want
		FROM serials s JOIN invoice_lines l ON l.id = s.line_id JOIN invoices i ON i.id = l.invoice_id
		GROUP BY l.id HAVING count(*) * 1000 > l.quantity`},
	{"serial_text", `
		SELECT id AS ID FROM serials WHERE serial = '' OR warranty_until <> '' AND date(warranty_until) IS NOT warranty_until`},
	{"serial_product", `
		SELECT s.serial AS Serial, i.number AS Number FROM serials s JOIN invoice_lines l ON l.id = s.line_id JOIN invoices i ON i.id = l.invoice_id
		WHERE s.product_id <> l.product_id`},
	{"serial_back", `
		SELECT s.serial AS Serial, n.number AS Number FROM serial_returns r JOIN serials s ON s.id = r.id
		JOIN credit_lines c ON c.id = r.credit_line_id JOIN credit_notes n ON n.id = c.credit_id WHERE c.invoice_line_id <> s.line_id`},
	{"serial_left", `
		SELECT i.number AS Number, l.row AS Row FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
		WHERE l.id IN (SELECT line_id FROM serials) AND (SELECT count(*) FROM serials s WHERE s.line_id = l.id AND s.id NOT IN (SELECT id FROM serial_returns)) * 1000
			> l.quantity - coalesce((SELECT sum(c.quantity) FROM credit_lines c WHERE c.invoice_line_id = l.id), 0)
			AND EXISTS (SELECT 1 FROM credit_lines c WHERE c.invoice_line_id = l.id)`},
}
