package sale

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
)

// Baskets stay on this device: they are what is on the counter, not yet what
// happened.

func putBasket(tx *db.Tx, b Basket) error {
	content, err := json.Marshal(b.BasketContent)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO local_baskets(id, till_id, staff_id, content, updated_at) VALUES(?,?,?,?,?)
		ON CONFLICT(id) DO UPDATE SET staff_id=excluded.staff_id, content=excluded.content, updated_at=excluded.updated_at`,
		b.ID, b.TillID, b.StaffID, string(content), tx.At())
}

func deleteBasket(tx *db.Tx, id string) error {
	return tx.Exec("DELETE FROM local_baskets WHERE id = ?", id)
}

// baskets lists what waits at a till, oldest first.
func baskets(tx *db.Tx, tillID string) (out []Basket, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		b := Basket{TillID: tillID}
		var content, at string
		if err := r.Scan(&b.ID, &b.StaffID, &content, &at); err != nil {
			return err
		}
		b.UpdatedAt = db.ParseTime(at)
		out = append(out, b)
		return json.Unmarshal([]byte(content), &out[len(out)-1].BasketContent)
	}, "SELECT id, staff_id, content, updated_at FROM local_baskets WHERE till_id = ? ORDER BY id", tillID)
	return out, err
}
