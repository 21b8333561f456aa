package doctor

import (
	"database/sql"
	"slices"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

// check asks for what is wrong: every row that a query answers is a finding
// with the query's code, and its columns are the finding's params. Years go
// out as text, so that nobody groups their digits.
type check struct {
	name    string
	queries []query
}

type query struct{ code, sql string }

func (c check) look(tx *db.Tx) (found []change.Finding, err error) {
	for _, q := range c.queries {
		rows, more, err := q.rows(tx)
		if err != nil {
			return nil, err
		}
		found = append(found, capped(rows, more)...)
	}
	return found, nil
}

// rows are the first findings, and how many more there are.
func (q query) rows(tx *db.Tx) (found []change.Finding, more int, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		if len(found) == maxFindings {
			more++
			return nil
		}
		cols, err := r.Columns()
		if err != nil {
			return err
		}
		vals, dest := make([]any, len(cols)), make([]any, len(cols))
		for i := range vals {
			dest[i] = &vals[i]
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		f := change.Finding{Code: q.code, Params: map[string]any{}}
		for i, c := range cols {
			if b, ok := vals[i].([]byte); ok {
				vals[i] = string(b)
			}
			if vals[i] == nil {
				vals[i] = ""
			}
			f.Params[c] = vals[i]
		}
		found = append(found, f)
		return nil
	}, q.sql)
	return found, more, err
}

// checks in the order in which they are told. Each stands alone: one that
// finds something says nothing of the next.
var checks = []check{
	{"integrity", []query{
		{"integrity", `SELECT integrity_check AS Text FROM pragma_integrity_check WHERE integrity_check <> 'ok'`},
		{"foreign_key", `SELECT "table" AS "Table", parent AS Parent, count(*) AS Count FROM pragma_foreign_key_check GROUP BY 1, 2`},
	}},
	{"references", []query{
		{"reference", `
			SELECT 'invoice_lines' AS "Table", id AS ID, invoice_id AS MissingID FROM invoice_lines WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'payments', id, invoice_id FROM payments WHERE invoice_id <> '' AND invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'settlements', id, invoice_id FROM settlements WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'settlements', id, payment_id FROM settlements WHERE payment_id <> '' AND payment_id NOT IN (SELECT id FROM payments)
			UNION ALL SELECT 'payments', id, order_id FROM payments WHERE order_id <> '' AND order_id NOT IN (SELECT id FROM orders)
			UNION ALL SELECT 'order_details', id, id FROM order_details WHERE id NOT IN (SELECT id FROM orders)
			UNION ALL SELECT 'order_lines', id, order_id FROM order_lines WHERE order_id NOT IN (SELECT id FROM order_details)
			UNION ALL SELECT 'order_events', id, order_id FROM order_events WHERE order_id NOT IN (SELECT id FROM order_details)
			UNION ALL SELECT 'deliveries', id, invoice_id FROM deliveries WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'delivery_lines', id, order_line_id FROM delivery_lines WHERE order_line_id NOT IN (SELECT id FROM order_lines)
			UNION ALL SELECT 'credit_notes', id, invoice_id FROM credit_notes WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'credit_lines', id, credit_id FROM credit_lines WHERE credit_id NOT IN (SELECT id FROM credit_notes)
			UNION ALL SELECT 'credit_lines', id, invoice_line_id FROM credit_lines WHERE invoice_line_id NOT IN (SELECT id FROM invoice_lines)
			UNION ALL SELECT 'credit_refunds', id, credit_id FROM credit_refunds WHERE credit_id NOT IN (SELECT id FROM credit_notes)
			UNION ALL SELECT 'credit_refunds', id, id FROM credit_refunds WHERE id NOT IN (SELECT id FROM payments)
			UNION ALL SELECT 'exchanges', id, credit_id FROM exchanges WHERE credit_id NOT IN (SELECT id FROM credit_notes)
			UNION ALL SELECT 'exchanges', id, invoice_id FROM exchanges WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'prints', id, invoice_id FROM prints WHERE invoice_id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'invoices', id, order_id FROM invoices WHERE order_id NOT IN (SELECT id FROM orders)
			UNION ALL SELECT 'invoices', id, customer_id FROM invoices WHERE customer_id IS NOT NULL AND customer_id NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'invoices', id, till_id FROM invoices WHERE till_id NOT IN (SELECT id FROM tills)
			UNION ALL SELECT 'payments', id, shift_id FROM payments WHERE shift_id <> '' AND shift_id NOT IN (SELECT id FROM shifts)
			UNION ALL SELECT 'limit_passes', id, id FROM limit_passes WHERE id NOT IN (SELECT id FROM invoices)
			UNION ALL SELECT 'cheques', id, id FROM cheques WHERE id NOT IN (SELECT id FROM payments)
			UNION ALL SELECT 'cheques', id, customer_id FROM cheques WHERE customer_id NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'cheque_events', id, cheque_id FROM cheque_events WHERE cheque_id NOT IN (SELECT id FROM cheques)
			UNION ALL SELECT 'shifts', id, till_id FROM shifts WHERE till_id NOT IN (SELECT id FROM tills)
			UNION ALL SELECT 'cash_moves', id, shift_id FROM cash_moves WHERE shift_id NOT IN (SELECT id FROM shifts)
			UNION ALL SELECT 'shift_counts', id, shift_id FROM shift_counts WHERE shift_id NOT IN (SELECT id FROM shifts)
			UNION ALL SELECT 'shift_closes', id, id FROM shift_closes WHERE id NOT IN (SELECT id FROM shifts)
			UNION ALL SELECT 'approvals', id, staff_id FROM approvals WHERE staff_id NOT IN (SELECT id FROM staff)
			UNION ALL SELECT 'approvals', id, by_id FROM approvals WHERE by_id NOT IN (SELECT id FROM staff)
			UNION ALL SELECT 'local_displays', id, till_id FROM local_displays WHERE till_id NOT IN (SELECT id FROM tills)
			UNION ALL SELECT 'stock_moves', id, product_id FROM stock_moves WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'stock_sheet_lines', id, sheet_id FROM stock_sheet_lines WHERE sheet_id NOT IN (SELECT id FROM stock_sheets)
			UNION ALL SELECT 'stock_sheet_lines', id, product_id FROM stock_sheet_lines WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'stock_posts', id, id FROM stock_posts WHERE id NOT IN (SELECT id FROM stock_sheets)
			UNION ALL SELECT 'line_parts', id, product_id FROM line_parts WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'line_parts', id, line_id FROM line_parts WHERE line_id NOT IN (SELECT id FROM order_lines)
				AND line_id NOT IN (SELECT id FROM invoice_lines) AND line_id NOT IN (SELECT id FROM credit_lines)
			UNION ALL SELECT 'serials', id, line_id FROM serials WHERE line_id NOT IN (SELECT id FROM invoice_lines)
			UNION ALL SELECT 'serials', id, product_id FROM serials WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'serial_returns', id, id FROM serial_returns WHERE id NOT IN (SELECT id FROM serials)
			UNION ALL SELECT 'serial_returns', id, credit_line_id FROM serial_returns WHERE credit_line_id NOT IN (SELECT id FROM credit_lines)
			UNION ALL SELECT 'barcodes', id, product_id FROM barcodes WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'customers', id, merged_into FROM customers WHERE merged_into <> '' AND merged_into NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'customers', id, level_id FROM customers WHERE level_id <> '' AND level_id NOT IN (SELECT id FROM price_levels)
			UNION ALL SELECT 'level_prices', id, level_id FROM level_prices WHERE level_id NOT IN (SELECT id FROM price_levels)
			UNION ALL SELECT 'level_prices', id, product_id FROM level_prices WHERE product_id NOT IN (SELECT id FROM products)
			UNION ALL SELECT 'customer_merges', id, keep_id FROM customer_merges WHERE keep_id NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'customer_merges', id, other_id FROM customer_merges WHERE other_id NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'customer_people', id, customer_id FROM customer_people WHERE customer_id NOT IN (SELECT id FROM customers)
			UNION ALL SELECT 'local_imports', id, id FROM local_imports WHERE state IN ('taken', 'undone') AND new + changed > 0 AND id NOT IN (SELECT id FROM imports)
			UNION ALL SELECT 'local_import_rows', piece, import_id FROM local_import_rows WHERE import_id NOT IN (SELECT id FROM local_imports)
			UNION ALL SELECT 'local_import_refused', row, import_id FROM local_import_refused WHERE import_id NOT IN (SELECT id FROM local_imports)`},
		{"customer_language", `
			SELECT name AS Name, id AS ID, language AS Lang FROM customers WHERE language NOT IN ('', 'fa', 'en')`},
		{"import_book", `
			SELECT file_name AS File, id AS ID FROM local_imports
			WHERE state IN ('writing', 'undoing') AND id NOT IN (SELECT import_id FROM local_import_rows)`}, // its first piece is written with it
	}},
	{"numbers", append(append(yearly("number", "invoices", "invoice", "%s-%d-%06d"), ofTax...), []query{
		{"sale_twice", `
			SELECT sale_id AS SaleID, count(*) AS Count FROM invoices GROUP BY sale_id HAVING count(*) > 1`},
	}...)},
	{"orders", ofOrders},
	{"shifts", []query{
		{"shift_gap", `
			SELECT series AS Series, before + 1 AS "From", seq - 1 AS "To"
			FROM (SELECT series, seq, lag(seq, 1, 0) OVER (PARTITION BY series ORDER BY seq) AS before FROM shifts)
			WHERE seq > before + 1`},
		{"shift_counter", `
			SELECT coalesce(c.series, s.series) AS Series, coalesce(c.last, 0) AS Counter, coalesce(s.last, 0) AS Last
			FROM (SELECT series, last FROM local_counters WHERE kind = 'shift') c
			FULL JOIN (SELECT series, max(seq) AS last FROM shifts GROUP BY series) s ON s.series = c.series
			WHERE c.last IS NOT s.last`},
		{"shift_two_open", `
			SELECT coalesce(t.name, '') AS Name, count(*) AS Count FROM shifts s LEFT JOIN tills t ON t.id = s.till_id
			WHERE s.id NOT IN (SELECT id FROM shift_closes) GROUP BY s.till_id HAVING count(*) > 1`},
		{"shift_expected", `
			SELECT s.number AS Number, c.expected AS Have, s.opening
				+ (SELECT coalesce(sum(CASE kind WHEN 'refund' THEN change - amount ELSE amount - change END), 0) FROM payments WHERE shift_id = s.id AND shift_id <> '' AND method = 'cash')
				+ (SELECT coalesce(sum(CASE direction WHEN 'in' THEN amount ELSE -amount END), 0) FROM cash_moves WHERE shift_id = s.id) AS Want
			FROM shifts s JOIN shift_closes c ON c.id = s.id WHERE Have <> Want`},
		{"shift_counted", `
			SELECT s.number AS Number, c.counted AS Have, coalesce(n.counted, 0) AS Want
			FROM shift_closes c JOIN shifts s ON s.id = c.id LEFT JOIN shift_counts n ON n.id = c.count_id AND n.shift_id = s.id
			WHERE c.counted IS NOT n.counted`},
	}},
	{"approvals", []query{
		{"approval_own", `SELECT by_name AS Name, allowed AS "Right", id AS ID FROM approvals WHERE by_id = staff_id`},
	}},
	// Sums stand beside what they are the sums of by UNION ALL: SQLite makes no index for a FULL JOIN, and
	// would compare each row with each.
	{"stock", []query{
		{"stock", `
			SELECT coalesce(p.name, '') AS Name, f.product_id AS ID, printf('%g', f.have / 1000.0) AS Have, printf('%g', f.want / 1000.0) AS Want
			FROM (SELECT product_id, sum(have) AS have, sum(want) AS want FROM (
				SELECT product_id, quantity AS have, 0 AS want FROM local_stock
				UNION ALL SELECT product_id, 0, sum(quantity) FROM stock_moves GROUP BY product_id)
				GROUP BY product_id HAVING sum(have) <> sum(want)) f
			LEFT JOIN products p ON p.id = f.product_id`},
		{"sheet_twice", `
			SELECT printf('%d', number) AS Number, count(*) AS Count FROM stock_sheets WHERE number > 0 GROUP BY number HAVING count(*) > 1`},
		{"sheet_moves", `
			SELECT coalesce(p.name, '') AS Name, f.sheet_id AS ID, printf('%g', f.have / 1000.0) AS Have, printf('%g', f.want / 1000.0) AS Want
			FROM (SELECT sheet_id, product_id, sum(have) AS have, sum(want) AS want FROM (
				SELECT l.sheet_id, l.product_id, 0 AS have, CASE s.kind WHEN 'count' THEN l.quantity - l.expected ELSE l.quantity END AS want
				FROM stock_posts o JOIN stock_sheets s ON s.id = o.id JOIN stock_sheet_lines l ON l.sheet_id = o.id AND l._del = 0
				JOIN products g ON g.id = l.product_id AND g._del = 0
				UNION ALL SELECT ref_id, product_id, quantity, 0 FROM stock_moves WHERE reason IN ('count', 'received') AND ref_id <> '')
				GROUP BY sheet_id, product_id HAVING sum(have) <> sum(want)) f
			LEFT JOIN products p ON p.id = f.product_id`},
	}},
	{"bundles", ofBundles},
	{"serials", ofSerials},
	{"balances", []query{
		// what merged customers bought and paid stands with the one that stayed
		{"balance", `
			WITH RECURSIVE up(id, into_id) AS (
				SELECT id, merged_into FROM customers WHERE merged_into <> ''
				UNION SELECT up.id, c.merged_into FROM up JOIN customers c ON c.id = up.into_id AND c.merged_into <> ''),
			roots(id, root) AS (SELECT up.id, c.id FROM up JOIN customers c ON c.id = up.into_id AND c.merged_into = '')
			SELECT coalesce(c.name, '') AS Name, f.customer_id AS ID, f.have AS Have, f.want AS Want
			FROM (SELECT customer_id, sum(have) AS have, sum(want) AS want FROM (
				SELECT customer_id, owed AS have, 0 AS want FROM local_balances
				UNION ALL SELECT coalesce(r.root, u.customer_id), 0, u.owed FROM (
					SELECT customer_id, total AS owed FROM invoices WHERE customer_id IS NOT NULL
					UNION ALL SELECT customer_id, -total FROM credit_notes WHERE customer_id IS NOT NULL
					UNION ALL SELECT customer_id, CASE kind WHEN 'refund' THEN amount ELSE change - amount END FROM payments
						WHERE customer_id IS NOT NULL AND method <> 'deposit'
					UNION ALL SELECT customer_id, amount FROM cheques WHERE state IN ('bounced', 'given_back')) u
				LEFT JOIN roots r ON r.id = u.customer_id)
				GROUP BY customer_id HAVING sum(have) <> sum(want)) f
			LEFT JOIN customers c ON c.id = f.customer_id`},
		{"open", `
			SELECT i.number AS Number, coalesce(o.open, 0) AS Have, i.due - coalesce(s.amount, 0) AS Want
			FROM invoices i LEFT JOIN local_open o ON o.invoice_id = i.id
			LEFT JOIN (SELECT invoice_id, sum(amount) AS amount FROM settlements GROUP BY invoice_id) s ON s.invoice_id = i.id
			WHERE i.customer_id IS NOT NULL AND (coalesce(o.open, 0) <> i.due - coalesce(s.amount, 0) OR o.open <= 0 OR o.customer_id <> i.customer_id)
			UNION ALL SELECT invoice_id, open, 0 FROM local_open WHERE invoice_id NOT IN (SELECT id FROM invoices WHERE customer_id IS NOT NULL)`},
		{"limit_pass", `
			SELECT i.number AS Number, p.owed AS Have, p.credit_limit AS Want FROM limit_passes p JOIN invoices i ON i.id = p.id
			WHERE p.owed <= p.credit_limit OR p.customer_id IS NOT i.customer_id OR i.due = 0`},
		{"settled_beyond", `
			SELECT p.id AS ID, sum(s.amount) AS Have, p.amount - p.change AS Want
			FROM settlements s JOIN payments p ON p.id = s.payment_id WHERE s.kind IN ('paid', 'reopened')
			GROUP BY p.id HAVING sum(s.amount) > p.amount - p.change OR p.kind <> 'paid'`},
	}},
	{"cheques", ofCheques},
	// Products and rates are taken in two parts (thousands and the rest), which
	// keeps the largest allowed amounts within 64 bits; half-up is + half.
	{"lines", []query{
		{"line_gross", `
			SELECT i.number AS Number, l.row AS Row, l.gross AS Have,
				l.quantity / 1000 * l.price + (l.quantity % 1000 * l.price + 500) / 1000 AS Want
			FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
			WHERE l.gross <> l.quantity / 1000 * l.price + (l.quantity % 1000 * l.price + 500) / 1000`},
		{"line_net", `
			SELECT i.number AS Number, l.row AS Row, l.net AS Have, l.gross - l.discount - l.discount_share AS Want
			FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
			WHERE l.net <> l.gross - l.discount - l.discount_share OR l.discount < 0 OR l.discount_share < 0 OR l.net < 0`},
		{"line_tax", `
			SELECT i.number AS Number, l.row AS Row, l.tax AS Have,
				l.net / 10000 * l.tax_rate_bp + (l.net % 10000 * l.tax_rate_bp + 5000) / 10000 AS Want
			FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
			WHERE l.tax <> l.net / 10000 * l.tax_rate_bp + (l.net % 10000 * l.tax_rate_bp + 5000) / 10000`},
		{"line_total", `
			SELECT i.number AS Number, l.row AS Row, l.total AS Have, l.net + l.tax AS Want
			FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id WHERE l.total <> l.net + l.tax`},
		{"line_rows", `
			SELECT i.number AS Number, count(l.id) AS Count, coalesce(max(l.row), 0) AS Last
			FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
			GROUP BY i.id HAVING count(l.id) = 0 OR min(l.row) <> 1 OR max(l.row) <> count(l.id) OR count(DISTINCT l.row) <> count(l.id)`},
	}},
	{"totals", []query{
		{"sum_gross", sums("gross", "sum(l.gross)")},
		{"sum_discount", sums("discount", "sum(l.discount + l.discount_share)")},
		{"sum_net", sums("net", "sum(l.net)")},
		{"sum_tax", sums("tax", "sum(l.tax)")},
		{"sum_total", sums("total", "sum(l.total) + i.rounding")},
		{"paid_due", `
			SELECT number AS Number, paid AS Paid, due AS Due, total AS Total FROM invoices WHERE paid + due <> total OR paid < 0 OR due < 0`},
		{"payments_paid", `
			SELECT i.number AS Number, i.paid AS Have, coalesce(sum(p.amount - p.change), 0) AS Want
			FROM invoices i LEFT JOIN payments p ON p.invoice_id = i.id AND p.kind <> 'refund'
			GROUP BY i.id HAVING i.paid <> coalesce(sum(p.amount - p.change), 0)`},
		{"payments_change", `
			SELECT i.number AS Number, i.change AS Have, coalesce(sum(p.change), 0) AS Want
			FROM invoices i LEFT JOIN payments p ON p.invoice_id = i.id AND p.kind <> 'refund'
			GROUP BY i.id HAVING i.change <> coalesce(sum(p.change), 0)`},
		{"payment_change", `
			SELECT i.number AS Number, p.method AS Method, p.change AS Have FROM payments p JOIN invoices i ON i.id = p.invoice_id
			WHERE p.change < 0 OR p.change > p.amount OR p.change > 0 AND p.method <> 'cash'`},
		{"payment_customer", `
			SELECT i.number AS Number, p.id AS ID FROM payments p JOIN invoices i ON i.id = p.invoice_id
			WHERE p.customer_id IS NOT i.customer_id`},
		{"guest_owes", `
			SELECT number AS Number, due AS Have FROM invoices WHERE due > 0 AND customer_id IS NULL`},
	}},
	{"credits", append(yearly("credit", "credit_notes", "credit", "%s-R%d-%06d"), []query{
		{"credit_line", `
			SELECT c.number AS Number, l.row AS Row FROM credit_lines l JOIN credit_notes c ON c.id = l.credit_id
			WHERE l.quantity <= 0 OR l.discount < 0 OR l.discount_share < 0 OR l.net < 0 OR l.tax < 0
				OR l.net <> l.gross - l.discount - l.discount_share OR l.total <> l.net + l.tax
				OR NOT EXISTS (SELECT 1 FROM invoice_lines i WHERE i.id = l.invoice_line_id AND i.invoice_id = c.invoice_id)`},
		{"credit_total", `
			SELECT c.number AS Number, c.total AS Have, sum(l.total) + c.rounding AS Want
			FROM credit_notes c JOIN credit_lines l ON l.credit_id = c.id
			GROUP BY c.id HAVING c.total <> sum(l.total) + c.rounding OR c.net <> sum(l.net) OR c.tax <> sum(l.tax) OR c.gross <> sum(l.gross)
				OR c.discount <> sum(l.discount + l.discount_share)`},
		{"credit_over_sold", `
			SELECT i.number AS Number, s.row AS Row, printf('%g', sum(l.quantity) / 1000.0) AS Have, printf('%g', s.quantity / 1000.0) AS Want
			FROM credit_lines l JOIN invoice_lines s ON s.id = l.invoice_line_id JOIN invoices i ON i.id = s.invoice_id
			GROUP BY s.id HAVING sum(l.quantity) > s.quantity OR sum(l.total) > s.total`},
		// steps are rounded to coins, but what came back whole comes to what was to be paid
		{"credit_sum", `
			SELECT i.number AS Number, n.total AS Have, i.total AS Want
			FROM (SELECT invoice_id, sum(total) AS total, max(kind = 'void') AS whole FROM credit_notes GROUP BY 1) n JOIN invoices i ON i.id = n.invoice_id
			WHERE n.total > i.total OR n.total < i.total AND (n.whole OR NOT EXISTS (SELECT 1 FROM invoice_lines s
				WHERE s.invoice_id = i.id AND s.quantity > (SELECT coalesce(sum(l.quantity), 0) FROM credit_lines l WHERE l.invoice_line_id = s.id)))`},
		{"credit_refunded", `
			SELECT c.number AS Number, c.refunded AS Have, coalesce(sum(p.amount), 0) AS Want
			FROM credit_notes c LEFT JOIN credit_refunds r ON r.credit_id = c.id
				LEFT JOIN payments p ON p.id = r.id AND p.kind = 'refund' AND p.invoice_id = c.invoice_id
			GROUP BY c.id HAVING c.refunded <> coalesce(sum(p.amount), 0) OR c.refunded > c.total OR c.customer_id IS NULL AND c.refunded <> c.total`},
		// no money moves: what one side gives back the other takes, by one fact
		{"exchange", `
			SELECT coalesce(i.number, n.number, '') AS Number, coalesce(p.amount, 0) AS Have, coalesce(x.amount, 0) AS Want
			FROM (SELECT id, credit_id, invoice_id, amount FROM exchanges
				UNION ALL SELECT '', coalesce(r.credit_id, ''), p.invoice_id, 0 FROM payments p LEFT JOIN credit_refunds r ON r.id = p.id
					WHERE p.method = 'exchange' AND NOT EXISTS (SELECT 1 FROM exchanges x WHERE x.invoice_id = p.invoice_id OR x.credit_id = r.credit_id)) x
			LEFT JOIN invoices i ON i.id = x.invoice_id LEFT JOIN credit_notes n ON n.id = x.credit_id
			LEFT JOIN (SELECT invoice_id, sum(amount) AS amount FROM payments WHERE method = 'exchange' AND kind <> 'refund' GROUP BY 1) p ON p.invoice_id = x.invoice_id
			LEFT JOIN (SELECT r.credit_id, sum(b.amount) AS amount FROM payments b JOIN credit_refunds r ON r.id = b.id
				WHERE b.method = 'exchange' AND b.kind = 'refund' GROUP BY 1) b ON b.credit_id = x.credit_id
			WHERE x.id = '' OR coalesce(p.amount, 0) <> x.amount OR coalesce(b.amount, 0) <> x.amount OR x.id <> coalesce(i.sale_id, '')`},
		{"correction", `
			SELECT c.number AS Number, i.number AS Invoice FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id
			WHERE c.kind = 'correction' AND (c.tax_id <> '' OR c.total <> i.total OR NOT EXISTS (SELECT 1 FROM exchanges x WHERE x.credit_id = c.id))`},
		{"refund_over_paid", `
			SELECT i.number AS Number, sum(c.refunded) AS Have,
				i.paid + coalesce((SELECT sum(amount) FROM settlements s WHERE s.invoice_id = i.id AND s.kind = 'paid'), 0) AS Want
			FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id GROUP BY i.id HAVING Have > Want`},
	}...)},
	{"times", []query{
		{"time", `
			SELECT 'invoices' AS "Table", id AS ID, issued_at AS Text FROM invoices WHERE strftime('%Y-%m-%dT%H:%M:%fZ', issued_at) IS NOT issued_at
			UNION ALL SELECT 'orders', id, created_at FROM orders WHERE strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS NOT created_at
			UNION ALL SELECT 'payments', id, at FROM payments WHERE strftime('%Y-%m-%dT%H:%M:%fZ', at) IS NOT at
			UNION ALL SELECT 'stock_moves', id, at FROM stock_moves WHERE strftime('%Y-%m-%dT%H:%M:%fZ', at) IS NOT at`},
	}},
	{"shop", []query{
		{"shops", `SELECT count(*) AS Count FROM shops HAVING count(*) > 1 OR (count(*) = 0 AND EXISTS (SELECT 1 FROM staff))`},
		{"device", `SELECT count(*) AS Count FROM shops WHERE NOT EXISTS (SELECT 1 FROM local_device) HAVING count(*) > 0`},
		{"no_owner", `
			SELECT count(*) AS Count FROM staff WHERE role = 'owner' AND active = 1 AND _del = 0
			HAVING count(*) = 0 AND EXISTS (SELECT 1 FROM shops)`},
	}},
}

// sums compares a figure of the document with what its lines give.
func sums(figure, want string) string {
	return `SELECT i.number AS Number, i.` + figure + ` AS Have, ` + want + ` AS Want
		FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
		GROUP BY i.id HAVING i.` + figure + ` <> ` + want
}

// undeclared finds tables that are neither journalled with exactly their
// columns nor named as this device's own.
func undeclared(tx *db.Tx) (found []change.Finding, err error) {
	have := map[string][]string{}
	err = tx.Rows(func(r *sql.Rows) error {
		var table, col string
		if err := r.Scan(&table, &col); err != nil {
			return err
		}
		have[table] = append(have[table], col)
		return nil
	}, `SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'local\_%' ESCAPE '\' AND t.name NOT LIKE 'fts\_%' ESCAPE '\'
			AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
		ORDER BY t.name, c.cid`)
	if err != nil {
		return nil, err
	}
	say := func(code, table, detail string) {
		found = append(found, change.Finding{Code: code, Params: map[string]any{"Table": table, "Columns": detail}})
	}
	for _, t := range change.Tables() {
		cols := have[t.Name]
		delete(have, t.Name)
		want := append([]string{"id"}, t.Cols...)
		slices.Sort(want)
		slices.Sort(cols)
		switch {
		case cols == nil:
			say("table_missing", t.Name, "")
		case !slices.Equal(cols, want):
			say("table_columns", t.Name, strings.Join(apart(cols, want), ", "))
		}
	}
	for table := range have {
		say("table_undeclared", table, "")
	}
	slices.SortFunc(found, func(a, b change.Finding) int {
		return strings.Compare(a.Params["Table"].(string), b.Params["Table"].(string))
	})
	return found, nil
}

// apart is what only one of the two lists has.
func apart(a, b []string) (out []string) {
	for _, c := range a {
		if !slices.Contains(b, c) {
			out = append(out, c)
		}
	}
	for _, c := range b {
		if !slices.Contains(a, c) {
			out = append(out, c)
		}
	}
	return out
}
