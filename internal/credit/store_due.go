package credit

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/till"
)

var taxSends = change.Facts("tax_sends", "upto", "documents", "staff_id", "at", "marks")

// insertSend notes what was taken out, by marks. The time upto is what rows say
// that have none, from before 0020.
func insertSend(tx *change.Tx, id string, m marks, documents int) error {
	return tx.Insert(taxSends, id, change.Row{"upto": "", "documents": documents, "staff_id": tx.Actor.StaffID, "at": tx.At(), "marks": m.String()})
}

func sendOf(tx *db.Tx, id string) (s Send, err error) {
	var at string
	err = tx.Row([]any{&s.ID, &s.Upto, &s.Documents, &at}, "SELECT id, marks, documents, at FROM tax_sends WHERE id = ?", id)
	s.At = db.ParseTime(at)
	return s, err
}

// sends gives up to where documents were taken out, and when last ("" for
// never). A row without marks, from before 0020, stands for the last number of
// each series that was issued by its time; a time to come says nothing, the
// clock was ahead then.
func sends(tx *db.Tx) (m marks, at string, err error) {
	m = marks{}
	old, now := "", tx.At()
	err = tx.Rows(func(r *sql.Rows) error {
		var text, upto, when string
		if err := r.Scan(&text, &upto, &when); err != nil {
			return err
		}
		if text == "" && upto <= now {
			old = max(old, upto)
		}
		one, err := readMarks(text)
		for begin, seq := range one {
			m[begin] = max(m[begin], seq)
		}
		at = max(at, when)
		return err
	}, "SELECT marks, upto, at FROM tax_sends")
	if err != nil || old == "" {
		return m, at, err
	}
	return m, at, passed(tx, m, old)
}

// passed moves marks on to the last number of each series that was issued by a
// time.
func passed(tx *db.Tx, m marks, upto string) error {
	given, err := issued(tx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(stretches(m, given))
	if err != nil {
		return err
	}
	return tx.Rows(func(r *sql.Rows) error {
		var begin string
		var seq int
		err := r.Scan(&begin, &seq)
		m[begin] = seq
		return err
	}, stretched+`, n(series, seq) AS (
			SELECT s.series, i.seq FROM s CROSS JOIN invoices i ON i.number > s.low AND i.number <= s.high
				WHERE i.seq > s.after AND i.seq <= s.upto AND i.issued_at <= ?2
			UNION ALL SELECT s.series, c.seq FROM s CROSS JOIN credit_notes c ON c.number > s.low AND c.number <= s.high
				WHERE c.seq > s.after AND c.seq <= s.upto AND c.issued_at <= ?2)
		SELECT series, max(seq) FROM n GROUP BY series`, string(text), upto)
}

// issued gives the last number of each series in which documents with a tax
// identifier may be; none where no till has ever given one.
func issued(tx *db.Tx) (marks, error) {
	m := marks{}
	return m, tx.Rows(func(r *sql.Rows) error {
		var kind, series string
		var year, last int
		err := r.Scan(&kind, &series, &year, &last)
		m[beginning(kind, series, year)] = last
		return err
	}, `SELECT kind, series, year, last FROM local_counters WHERE kind IN (?, ?)
		AND EXISTS (SELECT 1 FROM local_counters WHERE kind = ?)`, till.Invoices, till.Credits, till.TaxSerials)
}

// stretched are some stretches (?1) of numbers: each is looked up by the
// number's text.
const stretched = `
	WITH s AS (SELECT value ->> 'series' AS series, value ->> 'low' AS low, value ->> 'high' AS high, value ->> 'after' AS after, value ->> 'upto' AS upto
		FROM json_each(?1))`

// between are the documents with a tax identifier in some stretches.
const between = stretched + `,
	d(id, number, kind, issued_at, total) AS (
		SELECT i.id, i.number, 'invoice', i.issued_at, i.total FROM s CROSS JOIN invoices i ON i.number > s.low AND i.number <= s.high
			WHERE i.seq > s.after AND i.seq <= s.upto AND i.tax_id <> ''
		UNION ALL SELECT c.id, c.number, c.kind, c.issued_at, c.total FROM s CROSS JOIN credit_notes c ON c.number > s.low AND c.number <= s.high
			WHERE c.seq > s.after AND c.seq <= s.upto AND c.tax_id <> '') `

// since lists the first documents of some stretches, the oldest first, and
// counts them all.
func since(tx *db.Tx, in []stretch, most int) (out []Waiting, count int, err error) {
	out = []Waiting{}
	text, err := json.Marshal(in)
	if err != nil {
		return out, 0, err
	}
	if err := tx.Row([]any{&count}, between+"SELECT count(*) FROM d", string(text)); err != nil {
		return out, 0, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var w Waiting
		var at string
		err := r.Scan(&w.ID, &w.Number, &w.Kind, &at, &w.Total)
		w.IssuedAt = db.ParseTime(at)
		out = append(out, w)
		return err
	}, between+"SELECT id, number, kind, issued_at, total FROM d ORDER BY issued_at, id LIMIT ?2 + 0", string(text), most)
	return out, count, err
}

// identifiedIn lists all documents of some stretches, the oldest first.
func identifiedIn(tx *db.Tx, in []stretch) (out []identified, err error) {
	text, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var one identified
		err := r.Scan(&one.id, &one.credit)
		out = append(out, one)
		return err
	}, between+"SELECT id, kind <> 'invoice' FROM d ORDER BY issued_at, id", string(text))
	return out, err
}
