package doctor

// marked are the last numbers that were taken out for the tax office, each on
// its own.
const marked = `
		WITH marked(id, text) AS (
			SELECT s.id, j.value FROM tax_sends s, json_each('[' || replace(json_quote(s.marks), ',', '","') || ']') j WHERE s.marks <> '')`

// ofTax are the checks of what the tax office gets: no identifier twice, none
// ahead of its counter, and what was taken out was issued and counted once.
var ofTax = []query{
	{"tax_id_twice", `
		SELECT tax_id AS TaxID, count(*) AS Count FROM (SELECT tax_id FROM invoices UNION ALL SELECT tax_id FROM credit_notes)
		WHERE tax_id <> '' GROUP BY tax_id HAVING count(*) > 1`},
	{"tax_counter", `
		SELECT i.series AS Series, coalesce(c.last, 0) AS Counter, i.used AS Count
		FROM (SELECT substr(tax_id, 1, 6) AS series, count(*) AS used, max(substr(tax_id, 12, 10)) AS last
			FROM (SELECT tax_id FROM invoices UNION ALL SELECT tax_id FROM credit_notes) WHERE tax_id <> '' GROUP BY 1) i
		LEFT JOIN (SELECT series, last FROM local_counters WHERE kind = 'tax') c ON c.series = i.series
		WHERE printf('%010X', coalesce(c.last, 0)) < i.last`}, // serials ascend; a copy leaves some out
	{"tax_mark", marked + `
		SELECT text AS Number, id AS ID FROM marked WHERE text NOT IN (SELECT number FROM invoices UNION ALL SELECT number FROM credit_notes)`},
	// each counted what nobody had taken out before: together that is all up to the furthest marks.
	// A shop that sent before marks were kept counted by the clock then: there it can't be told.
	{"tax_sent", marked + `,
		upto(series, seq) AS (SELECT rtrim(text, '0123456789'), max(cast(substr(text, length(rtrim(text, '0123456789')) + 1) AS INTEGER)) FROM marked GROUP BY 1),
		docs(series, seq) AS (
			SELECT printf('%s-%d-', series, year), seq FROM invoices WHERE tax_id <> ''
			UNION ALL SELECT printf('%s-R%d-', series, year), seq FROM credit_notes WHERE tax_id <> '')
		SELECT Have, Want FROM (SELECT sum(documents) AS Have, (SELECT count(*) FROM docs d JOIN upto u ON u.series = d.series AND d.seq <= u.seq) AS Want FROM tax_sends)
		WHERE Have <> Want AND NOT EXISTS (SELECT 1 FROM tax_sends WHERE marks = '')`},
}
