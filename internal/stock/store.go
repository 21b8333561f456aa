package stock

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var moves = change.Facts("stock_moves", "product_id", "quantity", "reason", "ref_id", "staff_id", "at")

func insert(tx *change.Tx, e Entry) error {
	return tx.Insert(moves, e.ID, change.Row{
		"product_id": e.ProductID, "quantity": e.Quantity, "reason": e.Reason,
		"ref_id": e.RefID, "staff_id": e.StaffID, "at": tx.At(),
	})
}

// add keeps the running sum, which is derived from the moves. (An upsert with
// RETURNING would be one statement, but SQLite guards it with a journal of its
// own that grows with the transaction: it is slower.)
func add(tx *change.Tx, productID string, q money.Quantity) (left money.Quantity, err error) {
	err = tx.Row([]any{&left}, quantityOf, productID)
	if errs.Is(err, errs.NotFound) {
		return q, tx.Exec("INSERT INTO local_stock(product_id, quantity) VALUES(?, ?)", productID, int64(q))
	}
	if err != nil {
		return 0, err
	}
	left += q // far from overflow: both are within money.MaxQuantity
	return left, tx.Exec("UPDATE local_stock SET quantity = ? WHERE product_id = ?", int64(left), productID)
}

const quantityOf = "SELECT quantity FROM local_stock WHERE product_id = ?"

// Left is how much of a product there is; 0 when it never moved.
func Left(tx *db.Tx, productID string) (money.Quantity, error) {
	var q money.Quantity
	err := tx.Row([]any{&q}, quantityOf, productID)
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return q, err
}

const columns = "SELECT id, product_id, quantity, reason, ref_id, staff_id, at FROM stock_moves "

func scan(e *Entry, at *string) []any {
	return []any{&e.ID, &e.ProductID, &e.Quantity, &e.Reason, &e.RefID, &e.StaffID, at}
}

func entry(tx *db.Tx, id string) (Entry, error) {
	var e Entry
	var at string
	err := tx.Row(scan(&e, &at), columns+"WHERE id = ?", id)
	e.At = db.ParseTime(at)
	return e, err
}

func entries(tx *db.Tx, productID, beforeAt, beforeID string, limit int) ([]Entry, error) {
	var out []Entry
	err := tx.Rows(func(r *sql.Rows) error {
		var e Entry
		var at string
		err := r.Scan(scan(&e, &at)...)
		e.At = db.ParseTime(at)
		out = append(out, e)
		return err
	}, columns+`WHERE product_id = ? AND (? = '' OR (at, id) < (?, ?)) ORDER BY at DESC, id DESC LIMIT ?`,
		productID, beforeAt, beforeAt, beforeID, limit)
	return out, err
}

// OpeningOf is the quantity with which a product began, 0 without one: its
// move has the product's own id, so that it can be there only once.
func OpeningOf(tx *db.Tx, productID string) (money.Quantity, error) {
	e, err := entry(tx, productID)
	if errs.Is(err, errs.NotFound) {
		return 0, nil
	}
	return e.Quantity, err
}
