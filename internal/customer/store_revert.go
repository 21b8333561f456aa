package customer

import (
	"bytes"
	"encoding/json"
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
)

// Revert gives a customer the columns back, as they were stored, that still
// have what an import wrote; it answers the others. errs.NotFound when there
// is no such customer.
func (r *Room) Revert(tx *change.Tx, id string, was, became change.Row) (edited []string, err error) {
	old, boxes, err := r.whole(tx, id)
	if err != nil {
		return nil, err
	}
	c := old
	for _, s := range c.sealed() {
		wrote, ok := became[s.col]
		if !ok {
			continue
		}
		box, _ := wrote.([]byte)
		same := bytes.Equal(boxes[s.col], box)
		if !same {
			value, err := r.vault.Open("customers", id, s.col, box)
			if err != nil {
				return nil, err
			}
			same = value == *s.val
		}
		if !same {
			edited = append(edited, s.col)
			continue
		}
		before, _ := was[s.col].([]byte)
		if *s.val, err = r.vault.Open("customers", id, s.col, before); err != nil {
			return nil, err
		}
	}
	for _, p := range c.plain() {
		wrote, ok := became[p.col]
		if !ok {
			continue
		}
		if wrote != any(*p.val) {
			edited = append(edited, p.col)
			continue
		}
		*p.val, _ = was[p.col].(string)
	}
	slices.Sort(edited)
	if c == old {
		return edited, nil
	}
	return edited, r.update(tx, old, c)
}

// Edited lists the columns that don't have any more what an import wrote.
func (r *Room) Edited(tx *change.Tx, id string, became change.Row) (edited []string, err error) {
	c, boxes, err := r.whole(tx, id)
	if err != nil {
		return nil, err
	}
	for _, s := range c.sealed() {
		wrote, ok := became[s.col]
		box, _ := wrote.([]byte)
		if !ok || bytes.Equal(boxes[s.col], box) {
			continue
		}
		if value, err := r.vault.Open("customers", id, s.col, box); err != nil || value != *s.val {
			edited = append(edited, s.col)
		}
	}
	for _, p := range c.plain() {
		if wrote, ok := became[p.col]; ok && wrote != any(*p.val) {
			edited = append(edited, p.col)
		}
	}
	return edited, nil
}

// whole gives a customer with its sealed columns as they are stored.
func (r *Room) whole(tx *change.Tx, id string) (Customer, map[string][]byte, error) {
	s, err := rowOf(tx.Tx, id)
	if err != nil {
		return Customer{}, nil, err
	}
	boxes := map[string][]byte{}
	for i, c := range s.sealed() {
		boxes[c.col] = s.boxes[i]
	}
	c, err := r.open(&s)
	return c, boxes, err
}

// ManyWillGo readies the full-text indexes for the removing of many (as in
// product).
func ManyWillGo(tx *db.Tx) error { return lookup.KeepGaps(tx, "fts_customers", "fts_customer_parts") }

// RemoveMany takes customers out that a list made and that nothing refers to.
func (r *Room) RemoveMany(tx *change.Tx, list []string) error {
	given, err := json.Marshal(list)
	if err != nil {
		return err
	}
	if err := tx.SetMany(customers, list, change.Row{"_del": true}); err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM local_customer_index WHERE customer_id IN (SELECT value FROM json_each(?))", string(given)); err != nil {
		return err
	}
	return lookup.TakeOut(tx.Tx, string(given), "local_customers", "customer_id", "fts_customers", "fts_customer_parts")
}

// Opened is a sealed column of a customer as it was stored.
func (r *Room) Opened(id, col string, box []byte) (string, error) {
	return r.vault.Open("customers", id, col, box)
}
