package credit

import (
	"database/sql"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
)

var taxSends = change.Facts("tax_sends", "upto", "documents", "staff_id", "at")

func insertSend(tx *change.Tx, upto string, documents int) error {
	return tx.Insert(taxSends, tx.NewID(), change.Row{"upto": upto, "documents": documents, "staff_id": tx.Actor.StaffID, "at": tx.At()})
}

// lastSend is up to which time documents were taken out, and when; "" for never.
// A time to come is none: the clock was ahead then, and what is issued now would
// be forgotten. Better is a document taken out twice.
func lastSend(tx *db.Tx) (upto, at string, err error) {
	err = tx.Row([]any{&upto, &at}, "SELECT upto, at FROM tax_sends WHERE upto <= ? ORDER BY upto DESC LIMIT 1", tx.At())
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return upto, at, err
}

// identifiedSince are the documents with a tax identifier issued after a time
// (?1); invoices' ids (?2) begin with theirs.
const identifiedSince = `
	WITH d(id, number, kind, issued_at, total) AS (
		SELECT id, number, 'invoice', issued_at, total FROM invoices WHERE id >= ?2 AND issued_at > ?1 AND tax_id <> ''
		UNION ALL SELECT id, number, kind, issued_at, total FROM credit_notes WHERE issued_at > ?1 AND tax_id <> '') `

// since lists the first documents with a tax identifier after a time, and
// counts them all.
func since(tx *db.Tx, upto string, most int) (out []Waiting, count int, err error) {
	out = []Waiting{}
	from := ""
	if upto != "" { // an id's own time may be somewhat off
		from = lookup.TimeID(db.ParseTime(upto).Add(-48 * time.Hour))
	}
	if err := tx.Row([]any{&count}, identifiedSince+"SELECT count(*) FROM d", upto, from); err != nil {
		return out, 0, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var w Waiting
		var at string
		err := r.Scan(&w.ID, &w.Number, &w.Kind, &at, &w.Total)
		w.IssuedAt = db.ParseTime(at)
		out = append(out, w)
		return err
	}, identifiedSince+"SELECT id, number, kind, issued_at, total FROM d ORDER BY issued_at, id LIMIT ?3 + 0", upto, from, most)
	return out, count, err
}
