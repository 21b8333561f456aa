package doctor

import "fmt"

// yearly looks at documents that are numbered by series and year: no number is
// left out nor given twice, each says its place in the format, and the counter
// stands at the last. code begins the names of the breaches.
func yearly(code, table, counter, format string) []query {
	return []query{
		{code + "_gap", fmt.Sprintf(`
			SELECT series AS Series, cast(year AS TEXT) AS Year, before + 1 AS "From", seq - 1 AS "To"
			FROM (SELECT series, year, seq, lag(seq, 1, 0) OVER (PARTITION BY series, year ORDER BY seq) AS before FROM %s)
			WHERE seq > before + 1`, table)},
		{code + "_twice", fmt.Sprintf(`
			SELECT number AS Number, count(*) AS Count FROM %s GROUP BY series, year, seq HAVING count(*) > 1`, table)},
		{code + "_text", fmt.Sprintf(`
			SELECT number AS Number, id AS ID FROM %s WHERE number <> printf('%s', series, year, seq) OR seq < 1`, table, format)},
		{code + "_counter", fmt.Sprintf(`
			SELECT coalesce(c.series, i.series) AS Series, cast(coalesce(c.year, i.year) AS TEXT) AS Year,
				coalesce(c.last, 0) AS Counter, coalesce(i.last, 0) AS Last
			FROM (SELECT series, year, last FROM local_counters WHERE kind = '%s') c
			FULL JOIN (SELECT series, year, max(seq) AS last FROM %s GROUP BY series, year) i
				ON i.series = c.series AND i.year = c.year
			WHERE c.last IS NOT i.last`, counter, table)},
	}
}
