package doctor

// ofBundles are the checks of goods that are made of others: a bundle has no
// stock, and what was sold or came back of one moved its parts as they were
// written down with the line.
var ofBundles = []query{
	{"bundle_part", `
		SELECT p.name AS Name, coalesce(g.name, j.value->>'id') AS Part
		FROM products p, json_each(iif(p.parts = '', '[]', p.parts)) j LEFT JOIN products g ON g.id = j.value->>'id' AND g._del = 0
		WHERE p._del = 0 AND (g.id IS NULL OR g.id = p.id OR g.parts <> '' OR j.value->>'q' <= 0)`},
	{"bundle_stock", `
		SELECT name AS Name, id AS ID FROM products p WHERE parts <> '' AND EXISTS (SELECT 1 FROM stock_moves m WHERE m.product_id = p.id AND m.quantity <> 0)`},
	{"bundle_moves", `
		WITH docs(id, number, reason) AS (
			SELECT id, number, 'sale' FROM invoices WHERE id IN (SELECT l.invoice_id FROM line_parts p JOIN invoice_lines l ON l.id = p.line_id)
			UNION ALL SELECT id, number, 'return' FROM credit_notes WHERE id IN (SELECT l.credit_id FROM line_parts p JOIN credit_lines l ON l.id = p.line_id)),
		wanted(id, product_id, quantity) AS (
			SELECT l.invoice_id, l.product_id, -l.quantity FROM docs d JOIN invoice_lines l ON l.invoice_id = d.id
				WHERE NOT EXISTS (SELECT 1 FROM line_parts p WHERE p.line_id = l.id)
			UNION ALL SELECT l.invoice_id, p.product_id, -p.quantity FROM docs d JOIN invoice_lines l ON l.invoice_id = d.id JOIN line_parts p ON p.line_id = l.id
			UNION ALL SELECT c.credit_id, l.product_id, c.quantity FROM docs d JOIN credit_lines c ON c.credit_id = d.id JOIN invoice_lines l ON l.id = c.invoice_line_id
				WHERE c.goes_to = 'stock' AND NOT EXISTS (SELECT 1 FROM line_parts p WHERE p.line_id = l.id)
			UNION ALL SELECT c.credit_id, p.product_id, p.quantity FROM docs d JOIN credit_lines c ON c.credit_id = d.id JOIN line_parts p ON p.line_id = c.id
				WHERE c.goes_to = 'stock')
		SELECT d.number AS Number, coalesce(g.name, x.product_id) AS Name,
			printf('%g', sum(x.moved) / 1000.0) AS Have, printf('%g', sum(x.wanted) / 1000.0) AS Want
		FROM (SELECT id, product_id, 0 AS moved, quantity AS wanted FROM wanted
			UNION ALL SELECT m.ref_id, m.product_id, m.quantity, 0 FROM stock_moves m JOIN docs d ON d.id = m.ref_id AND d.reason = m.reason) x
		JOIN docs d ON d.id = x.id LEFT JOIN products g ON g.id = x.product_id
		GROUP BY x.id, x.product_id HAVING sum(x.moved) <> sum(x.wanted)`},
	{"bundle_over_sold", `
		SELECT i.number AS Number, p.name AS Name, printf('%g', sum(p.quantity) / 1000.0) AS Have,
			printf('%g', (SELECT coalesce(sum(s.quantity), 0) FROM line_parts s WHERE s.line_id = c.invoice_line_id AND s.product_id = p.product_id) / 1000.0) AS Want
		FROM line_parts p JOIN credit_lines c ON c.id = p.line_id JOIN invoice_lines l ON l.id = c.invoice_line_id JOIN invoices i ON i.id = l.invoice_id
		GROUP BY c.invoice_line_id, p.product_id
		HAVING sum(p.quantity) > (SELECT coalesce(sum(s.quantity), 0) FROM line_parts s WHERE s.line_id = c.invoice_line_id AND s.product_id = p.product_id)`},
}
