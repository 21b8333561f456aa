package account

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
)

var calls = change.Facts("debt_calls", "customer_id", "promised_on", "note", "staff_id", "at")

func insertCall(tx *change.Tx, customerID string, c Call) error {
	return tx.Insert(calls, c.ID, change.Row{"customer_id": customerID, "promised_on": c.PromisedOn, "note": c.Note,
		"staff_id": tx.Actor.StaffID, "at": tx.At()})
}

func callByID(tx *db.Tx, id string) (c Call, customerID string, err error) {
	c.ID = id
	err = tx.Row([]any{&customerID, &c.PromisedOn, &c.Note}, "SELECT customer_id, promised_on, note FROM debt_calls WHERE id = ?", id)
	return c, customerID, err
}

// said is what somebody said last.
type said struct{ at, promised, note string }

// lastCalls gives the last call of everybody who was called, by the customer that stayed.
func lastCalls(tx *db.Tx, roots map[string]string) (map[string]said, error) {
	out := map[string]said{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var id, newest string
		var c said
		err := r.Scan(&id, &newest, &c.at, &c.promised, &c.note) // the rest of the row that is the newest: SQLite promises it
		if root := roots[id]; root != "" {
			id = root
		}
		if c.at >= out[id].at {
			out[id] = c
		}
		return err
	}, "SELECT customer_id, max(at || id), at, promised_on, note FROM debt_calls GROUP BY customer_id")
}

// openWhenCalled gives, of those who owe and promised a day, what is still open of the
// documents that they had when they were called, by the customer that stayed.
func openWhenCalled(tx *db.Tx, owed map[string]money.Rial, calls map[string]said, roots map[string]string) (map[string]money.Rial, error) {
	asked := map[string]string{}
	ask := func(id, root string) {
		if c := calls[root]; c.promised != "" && owed[root] > 0 {
			asked[id] = c.at
		}
	}
	for id := range owed {
		ask(id, id)
	}
	for id, root := range roots {
		ask(id, root)
	}
	list, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	out := map[string]money.Rial{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var id string
		var open money.Rial
		err := r.Scan(&id, &open)
		if root := roots[id]; root != "" {
			id = root
		}
		out[id] += open
		return err
	}, `SELECT c.key, sum(o.open) FROM json_each(?) c CROSS JOIN local_open o INDEXED BY local_open_customer
		ON o.customer_id = c.key AND o.issued_at <= c.value GROUP BY c.key`, string(list))
}

// owing are all who owe, and how much.
func owing(tx *db.Tx) (map[string]money.Rial, error) {
	out := map[string]money.Rial{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var id string
		var owed money.Rial
		err := r.Scan(&id, &owed)
		out[id] = owed
		return err
	}, "SELECT customer_id, owed FROM local_balances WHERE owed > 0")
}

// left is what somebody has open, by age, and since when.
type left struct {
	Ages
	oldest string
}

// everyOpen adds up what is open by the customer that stayed.
func everyOpen(tx *db.Tx, roots map[string]string) (map[string]left, error) {
	since := func(days int) string { return tx.Now.AddDate(0, 0, -days-1).UTC().Format(db.TimeFormat) }
	out := map[string]left{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var id string
		var l left
		if err := r.Scan(&id, &l.oldest, &l.Days30, &l.Days60, &l.Days90, &l.Older); err != nil {
			return err
		}
		if root := roots[id]; root != "" {
			id = root
		}
		if have, ok := out[id]; ok {
			l.add(have.Ages)
			l.oldest = min(l.oldest, have.oldest)
		}
		out[id] = l
		return nil
	}, `SELECT customer_id, min(issued_at),
			sum(CASE WHEN issued_at > ?1 THEN open ELSE 0 END), sum(CASE WHEN issued_at <= ?1 AND issued_at > ?2 THEN open ELSE 0 END),
			sum(CASE WHEN issued_at <= ?2 AND issued_at > ?3 THEN open ELSE 0 END), sum(CASE WHEN issued_at <= ?3 THEN open ELSE 0 END)
		FROM local_open INDEXED BY local_open_customer GROUP BY customer_id`, since(30), since(60), since(90))
}

// mergedRoots gives the customer that stayed of each that was merged.
func mergedRoots(tx *db.Tx) (map[string]string, error) {
	var merged []string
	err := tx.Rows(func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		merged = append(merged, id)
		return err
	}, "SELECT id FROM customers WHERE merged_into <> ''")
	roots := make(map[string]string, len(merged))
	for _, id := range merged {
		if err == nil {
			roots[id], err = customer.Root(tx, id)
		}
	}
	return roots, err
}
