package stock

import (
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var moves = change.Facts("stock_moves", "product_id", "quantity", "reason", "ref_id", "staff_id", "at")

func insert(tx *change.Tx, all []Entry) error {
	rows := make([]change.NewRow, len(all))
	for i, e := range all {
		rows[i] = change.NewRow{ID: e.ID, Row: change.Row{
			"product_id": e.ProductID, "quantity": e.Quantity, "reason": e.Reason,
			"ref_id": e.RefID, "staff_id": e.StaffID, "at": tx.At(),
		}}
	}
	return tx.InsertMany(moves, rows)
}

// mostAtOnce is how many products one query looks up: each number of them below
// it has a statement of its own.
const mostAtOnce = 16

// quantities gives how much there is of products; one that never moved is left
// out.
func quantities(tx *db.Tx, products []string) (map[string]money.Quantity, error) {
	out := make(map[string]money.Quantity, len(products))
	for some := range slices.Chunk(products, mostAtOnce) {
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = id
		}
		err := tx.Rows(func(r *sql.Rows) error {
			var id string
			var q money.Quantity
			err := r.Scan(&id, &q)
			out[id] = q
			return err
		}, "SELECT product_id, quantity FROM local_stock WHERE product_id IN (?"+strings.Repeat(",?", len(some)-1)+")", args...)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// keep keeps the running sum, which is derived from the moves; known tells that
// it has a row. (An upsert would be one statement for several, but SQLite guards
// it with a journal of its own: it is slower.)
func keep(tx *db.Tx, productID string, q money.Quantity, known bool) error {
	if known {
		return tx.Exec("UPDATE local_stock SET quantity = ? WHERE product_id = ?", int64(q), productID)
	}
	return tx.Exec("INSERT INTO local_stock(product_id, quantity) VALUES(?, ?)", productID, int64(q))
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

// largest gives the largest moves of a product, other than sold.
func largest(tx *db.Tx, productID string, limit int) (out []money.Quantity, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var q money.Quantity
		err := r.Scan(&q)
		out = append(out, q)
		return err
	}, "SELECT quantity FROM stock_moves WHERE product_id = ? AND reason NOT IN ('sale', 'return') ORDER BY abs(quantity) DESC LIMIT ? + 0", productID, limit)
	return out, err
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
	}, columns+`WHERE product_id = ? AND (? = '' OR (at, id) < (?, ?)) ORDER BY at DESC, id DESC LIMIT ? + 0`,
		productID, beforeAt, beforeAt, beforeID, limit)
	return out, err
}

// OpeningOf is the quantity with which a product began, nil when none was said:
// its move has the product's own id, so that it can be there only once.
func OpeningOf(tx *db.Tx, productID string) (*money.Quantity, error) {
	e, err := entry(tx, productID)
	if errs.Is(err, errs.NotFound) {
		return nil, nil
	}
	return &e.Quantity, err
}

// Unsaid is the condition that nobody ever said how much there is of a product:
// it was only sold and came back, as a service is. The words are those of the
// index, which has no sale in it.
func Unsaid(id string) string {
	return `NOT EXISTS (SELECT 1 FROM stock_moves m INDEXED BY stock_moves_said
		WHERE m.product_id = ` + id + ` AND m.reason NOT IN ('` + Sale + `', '` + Return + `'))`
}

// unsaidOf lists those of some products of which nobody ever said how much there is.
func unsaidOf(tx *db.Tx, products []string) ([]string, error) {
	list, err := json.Marshal(products)
	if err != nil {
		return nil, err
	}
	return tx.IDs("SELECT j.value FROM json_each(?) j WHERE "+Unsaid("j.value"), string(list))
}

// MovedBut lists those of some products that moved for anything but one
// reference.
func MovedBut(tx *db.Tx, products []string, refID string) ([]string, error) {
	list, err := json.Marshal(products)
	if err != nil {
		return nil, err
	}
	return tx.IDs("SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM stock_moves WHERE product_id = j.value AND ref_id <> ?)", string(list), refID)
}
