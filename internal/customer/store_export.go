package customer

import (
	"context"
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
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
	err = tx.Rows(func(rows *sql.Rows) error {
		s := &stored{}
		err := rows.Scan(append(s.dest(), &last.sort)...)
		last.id = s.ID
		found = append(found, s)
		return err
	}, columns+`, k.sort_key
		FROM local_customers k CROSS JOIN customers c ON c.id = k.customer_id
		WHERE c._del = 0 AND c.merged_into = '' AND (?2 = '' OR (k.sort_key, k.customer_id) > (?1, ?2))
		ORDER BY k.sort_key, k.customer_id LIMIT ?3 + 0`, after.sort, after.id, limit)
	for _, s := range found {
		if err == nil {
			var c Customer
			c, err = r.open(s)
			out = append(out, c)
		}
	}
	return out, last, err
}

// TakenOut writes down that the actor takes the customers out of the shop.
func (r *Room) TakenOut(ctx context.Context) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		return tx.Insert(accesses, tx.NewID(), change.Row{
			"staff_id": tx.Actor.StaffID, "action": "export", "subject": "customers", "subject_id": "", "at": tx.At(),
		})
	})
}
