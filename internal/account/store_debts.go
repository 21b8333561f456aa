package account

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
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

// lastCall is the last of a family; empty when nobody called.
func lastCall(tx *db.Tx, family []string) (at, promised, note string, err error) {
	text, err := json.Marshal(family)
	if err != nil {
		return "", "", "", err
	}
	err = tx.Row([]any{&at, &promised, &note}, `SELECT c.at, c.promised_on, c.note
		FROM json_each(?) j CROSS JOIN debt_calls c ON c.customer_id = j.value ORDER BY c.at DESC, c.id DESC LIMIT 1`, string(text))
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return at, promised, note, err
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

// left is what is open of one document.
type left struct {
	at   string
	open money.Rial
}

// everyOpen lists what is open by the customer that stayed, the oldest first.
func everyOpen(tx *db.Tx) (map[string][]left, error) {
	out, roots := map[string][]left{}, map[string]string{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var id, into string
		var l left
		if err := r.Scan(&id, &l.at, &l.open, &into); err != nil {
			return err
		}
		if into != "" && roots[id] == "" {
			var err error
			if roots[id], err = customer.Root(tx, id); err != nil {
				return err
			}
		}
		if roots[id] != "" {
			id = roots[id]
		}
		out[id] = append(out[id], l)
		return nil
	}, "SELECT o.customer_id, o.issued_at, o.open, c.merged_into FROM local_open o JOIN customers c ON c.id = o.customer_id ORDER BY o.issued_at, o.invoice_id")
}
