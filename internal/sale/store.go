package sale

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// Baskets stay on this device: they are what is on the counter, not yet what
// happened.

func putBasket(tx *db.Tx, b Basket) error {
	content, err := json.Marshal(b.BasketContent)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO local_baskets(id, till_id, staff_id, content, updated_at) VALUES(?,?,?,?,?)
		ON CONFLICT(id) DO UPDATE SET till_id=excluded.till_id, staff_id=excluded.staff_id, content=excluded.content, updated_at=excluded.updated_at`,
		b.ID, b.TillID, b.StaffID, string(content), tx.At())
}

func deleteBasket(tx *db.Tx, id string) error {
	return tx.Exec("DELETE FROM local_baskets WHERE id = ?", id)
}

// sellBasket deletes the basket that was sold; errs basket_elsewhere when
// another till has taken it over.
func sellBasket(tx *db.Tx, id, tillID string) error {
	var had, name string
	err := tx.Row([]any{&had}, "DELETE FROM local_baskets WHERE id = ? RETURNING till_id", id)
	if errs.Is(err, errs.NotFound) || err == nil && (had == tillID || had == "") {
		return nil
	}
	if err == nil {
		err = tx.Row([]any{&name}, "SELECT name FROM tills WHERE id = ?", had)
	}
	if err != nil {
		return err
	}
	return errs.New("basket_elsewhere", "Till", name)
}

const basketColumns = `SELECT b.id, b.till_id, coalesce(t.name, ''), b.staff_id, coalesce(s.name, ''), b.content, b.updated_at
	FROM local_baskets b LEFT JOIN tills t ON t.id = b.till_id LEFT JOIN staff s ON s.id = b.staff_id `

func scanBasket(row func(...any) error) (b Basket, err error) {
	var content, at string
	if err = row(&b.ID, &b.TillID, &b.Till, &b.StaffID, &b.Staff, &content, &at); err != nil {
		return b, err
	}
	b.UpdatedAt = db.ParseTime(at)
	return b, json.Unmarshal([]byte(content), &b.BasketContent)
}

func basket(tx *db.Tx, id string) (Basket, error) {
	return scanBasket(func(dest ...any) error { return tx.Row(dest, basketColumns+"WHERE b.id = ?", id) })
}

// baskets lists what there is, of one till first, oldest first.
func baskets(tx *db.Tx, tillID string) (out []Basket, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		b, err := scanBasket(r.Scan)
		out = append(out, b)
		return err
	}, basketColumns+"ORDER BY b.till_id <> ?, b.id", tillID)
	return out, err
}
