package customer

import (
	"bytes"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/persian"
)

// sameName lists the customers whose name reads the same.
func sameName(tx *db.Tx, name string) ([]string, error) {
	return tx.IDs(`SELECT k.customer_id FROM local_customers k JOIN customers c ON c.id = k.customer_id
		WHERE k.folded = ? AND c._del = 0 ORDER BY k.customer_id`, persian.Fold(name))
}

// storedRow is a customer as it is stored: what is sealed stays sealed.
func storedRow(tx *db.Tx, id string) (change.Row, error) {
	s, err := rowOf(tx, id)
	if err != nil {
		return nil, err
	}
	row := change.Row{}
	for _, p := range s.plain() {
		row[p.col] = *p.val
	}
	for i, c := range s.sealed() {
		row[c.col] = s.boxes[i]
	}
	return row, nil
}

func same(a, b any) bool {
	x, sealed := a.([]byte)
	if !sealed {
		return a == b
	}
	y, _ := b.([]byte)
	return bytes.Equal(x, y)
}
