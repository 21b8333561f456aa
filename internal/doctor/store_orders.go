package doctor

// shareHanded is how much of a part p belongs to what was handed over of its
// line l, half-up.
const shareHanded = `p.quantity / l.quantity * l.handed + (p.quantity % l.quantity * l.handed * 2 + l.quantity) / (2 * l.quantity)`

// ofOrders are the checks of orders: their numbers, states, deposits and what is
// held back for them.
var ofOrders = []query{
	{"order_gap", `
		SELECT series AS Series, before + 1 AS "From", seq - 1 AS "To"
		FROM (SELECT series, seq, lag(seq, 1, 0) OVER (PARTITION BY series ORDER BY seq) AS before FROM orders)
		WHERE seq > before + 1`},
	{"order_twice", `
		SELECT number AS Number, count(*) AS Count FROM orders GROUP BY series, seq HAVING count(*) > 1`},
	{"order_text", `
		SELECT number AS Number, id AS ID FROM orders WHERE number <> printf('%s-%d', series, 1000 + seq) OR seq < 1`},
	{"order_counter", `
		SELECT coalesce(c.series, o.series) AS Series, coalesce(c.last, 0) AS Counter, coalesce(o.last, 0) AS Last
		FROM (SELECT series, last FROM local_counters WHERE kind = 'order') c
		FULL JOIN (SELECT series, max(seq) AS last FROM orders GROUP BY series) o ON o.series = c.series
		WHERE c.last IS NOT o.last`},
	{"order_total", `
		SELECT o.number AS OrderNumber, i.number AS Invoice, o.total AS Have, i.total AS Want
		FROM orders o JOIN invoices i ON i.order_id = o.id WHERE o.total <> i.total AND o.id NOT IN (SELECT id FROM order_details)`},
	{"order_state", `
		SELECT number AS OrderNumber, state AS State FROM orders
		WHERE state NOT IN ('received','confirmed','preparing','ready','sent','delivered','done','cancelled','returned')`},
	{"order_timeline", `
		SELECT o.number AS OrderNumber, o.state AS Have, coalesce((SELECT e.to_state FROM order_events e
			WHERE e.order_id = o.id AND e.to_state <> '' ORDER BY e.at DESC, e.id DESC LIMIT 1), '') AS Want
		FROM orders o JOIN order_details d ON d.id = o.id
		WHERE o.state <> coalesce((SELECT e.to_state FROM order_events e
			WHERE e.order_id = o.id AND e.to_state <> '' ORDER BY e.at DESC, e.id DESC LIMIT 1), '')`},
	{"order_handed", `
		SELECT o.number AS OrderNumber, l.row AS Row, printf('%g', sum(v.quantity) / 1000.0) AS Have, printf('%g', l.quantity / 1000.0) AS Want
		FROM order_lines l JOIN delivery_lines v ON v.order_line_id = l.id JOIN orders o ON o.id = l.order_id
		GROUP BY l.id HAVING sum(v.quantity) > l.quantity`},
	// what was handed over of a bundle is the share of what was ordered of it
	{"order_parts", `
		SELECT o.number AS OrderNumber, coalesce(g.name, x.product_id) AS Name, printf('%g', sum(x.have) / 1000.0) AS Have, printf('%g', sum(x.want) / 1000.0) AS Want
		FROM (SELECT d.order_id, p.product_id, p.quantity AS have, 0 AS want
				FROM deliveries d JOIN invoice_lines l ON l.invoice_id = d.invoice_id JOIN line_parts p ON p.line_id = l.id
			UNION ALL SELECT l.order_id, p.product_id, 0, ` + shareHanded + `
				FROM (SELECT l.id, l.order_id, l.quantity, sum(v.quantity) AS handed FROM order_lines l JOIN delivery_lines v ON v.order_line_id = l.id GROUP BY l.id) l
				JOIN line_parts p ON p.line_id = l.id) x
		JOIN orders o ON o.id = x.order_id LEFT JOIN products g ON g.id = x.product_id
		GROUP BY x.order_id, x.product_id HAVING sum(x.have) <> sum(x.want)`},
	{"order_ahead", `
		SELECT o.number AS OrderNumber, a.ahead AS Ahead FROM orders o JOIN (
			SELECT order_id, sum(CASE WHEN method = 'deposit' OR kind = 'refund' THEN -amount ELSE amount - change END) AS ahead
			FROM payments WHERE order_id <> '' GROUP BY order_id) a ON a.order_id = o.id
		WHERE a.ahead < 0`},
	{"order_board", `
		WITH followed(id, number, state, promised) AS (
			SELECT o.id, o.number, o.state, CASE d.promised_on WHEN '' THEN '9999' ELSE d.promised_on || ' ' || d.promised_time END
			FROM orders o JOIN order_details d ON d.id = o.id
			WHERE o.state <> 'done' AND o.state IN ('received','confirmed','preparing','ready','sent'))
		SELECT f.number AS OrderNumber FROM followed f LEFT JOIN local_board b ON b.order_id = f.id
		WHERE b.state IS NOT f.state OR b.promised IS NOT f.promised
		UNION ALL SELECT order_id FROM local_board WHERE order_id NOT IN (SELECT id FROM followed)`},
	{"order_phone", `
		SELECT o.number AS OrderNumber FROM orders o JOIN order_details d ON d.id = o.id
		WHERE (d.phone IS NOT NULL) <> EXISTS (SELECT 1 FROM local_order_index x WHERE x.order_id = o.id)
		UNION ALL SELECT order_id FROM local_order_index WHERE order_id NOT IN (SELECT id FROM order_details)`},
	{"reserved", `
		SELECT coalesce(p.name, '') AS Name, f.product_id AS ID, printf('%g', f.have / 1000.0) AS Have, printf('%g', f.want / 1000.0) AS Want
		FROM (SELECT product_id, sum(have) AS have, sum(want) AS want FROM (
			SELECT product_id, quantity AS have, 0 AS want FROM local_reserved
			UNION ALL SELECT coalesce(p.product_id, l.product_id), 0, CASE WHEN p.id IS NULL THEN l.quantity - l.handed
				ELSE p.quantity - (` + shareHanded + `) END
			FROM (SELECT l.id, l.product_id, l.quantity, coalesce((SELECT sum(v.quantity) FROM delivery_lines v WHERE v.order_line_id = l.id), 0) AS handed
				FROM order_lines l JOIN orders o ON o.id = l.order_id
				WHERE o.state <> 'done' AND o.state IN ('received','confirmed','preparing','ready') AND l._del = 0) l
			LEFT JOIN line_parts p ON p.line_id = l.id)
			GROUP BY product_id HAVING sum(have) <> sum(want)) f
		LEFT JOIN products p ON p.id = f.product_id`},
}
