package customer

import (
	"context"
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// Place is where a customer stands in the alphabet.
type Place struct {
	sort []byte
	id   string
}

// Some gives up to limit customers by the alphabet, whole, those behind the
// last one given (the zero Place begins).
func (r *Room) Some(tx *db.Tx, after Place, limit int) (out []Customer, last Place, err error) {
	last = after
	var found []*stored
	query, args := some(after, limit)
	err = tx.Rows(func(rows *sql.Rows) error {
		s := &stored{}
		err := rows.Scan(append(s.dest(), &last.sort)...)
		last.id = s.ID
		found = append(found, s)
		return err
	}, query, args...)
	for _, s := range found {
		if err == nil {
			var c Customer
			c, err = r.open(s)
			out = append(out, c)
		}
	}
	return out, last, err
}

// some is the query of Some: each page begins where the one before ended.
func some(after Place, limit int) (query string, args []any) {
	behind, args, by := lookup.Order{Key: "k.sort_key", ID: "k.customer_id"}.SQL(after.sort, after.id)
	return columns + `, k.sort_key
		FROM local_customers k CROSS JOIN customers c ON c.id = k.customer_id
		WHERE c._del = 0 AND c.merged_into = ''` + behind + by + " LIMIT ? + 0", append(args, limit)
}

// TakenOut writes down that the actor takes the customers out of the shop.
func (r *Room) TakenOut(ctx context.Context) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		return tx.Insert(accesses, tx.NewID(), change.Row{
			"staff_id": tx.Actor.StaffID, "action": "export", "subject": "customers", "subject_id": "", "at": tx.At(),
		})
	})
}
