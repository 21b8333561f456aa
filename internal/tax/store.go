package tax

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

var rates = change.Cells("tax_rates", "tax_class", "rate_bp", "effective_from", "created_at")

func insert(tx *change.Tx, r Rate) error {
	return tx.Insert(rates, r.ID, change.Row{
		"tax_class": r.Class, "rate_bp": r.BP, "effective_from": r.EffectiveFrom, "created_at": tx.At(),
	})
}

func byID(tx *db.Tx, id string) (r Rate, err error) {
	err = tx.Row([]any{&r.ID, &r.Class, &r.BP, &r.EffectiveFrom},
		"SELECT id, tax_class, rate_bp, effective_from FROM tax_rates WHERE id=? AND _del=0", id)
	return r, err
}

func rateOn(tx *db.Tx, class, day string) (bp int, err error) {
	err = tx.Row([]any{&bp}, `SELECT rate_bp FROM tax_rates
		WHERE tax_class=? AND effective_from<=? AND _del=0
		ORDER BY effective_from DESC, created_at DESC, id DESC LIMIT 1`, class, day)
	if !errs.Is(err, errs.NotFound) {
		return bp, err
	}
	err = tx.Row([]any{&bp}, `SELECT rate_bp FROM tax_rates
		WHERE tax_class=? AND _del=0
		ORDER BY effective_from, created_at DESC, id DESC LIMIT 1`, class)
	return bp, err
}

func list(tx *db.Tx, class, afterClass, afterDay string, limit int) (rows []Rate, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var x Rate
		rows = append(rows, x)
		last := &rows[len(rows)-1]
		return r.Scan(&last.ID, &last.Class, &last.BP, &last.EffectiveFrom)
	}, `SELECT id, tax_class, rate_bp, effective_from FROM tax_rates r
		WHERE _del=0 AND (?1='' OR tax_class=?1)
			AND (?2='' OR tax_class>?2 OR tax_class=?2 AND effective_from<?3)
			AND NOT EXISTS (SELECT 1 FROM tax_rates n
				WHERE n.tax_class=r.tax_class AND n.effective_from=r.effective_from AND n._del=0
					AND (n.created_at, n.id) > (r.created_at, r.id))
		ORDER BY tax_class, effective_from DESC LIMIT ?4 + 0`, class, afterClass, afterDay, limit)
	return rows, err
}
