package level

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var (
	levels = change.Cells("price_levels", "name", "percent_bp", "created_at")
	own    = change.Cells("level_prices", "level_id", "product_id", "price")
)

func insert(tx *change.Tx, l Level) error {
	return tx.Insert(levels, l.ID, change.Row{"name": l.Name, "percent_bp": l.Percent, "created_at": tx.At()})
}

func update(tx *change.Tx, l Level) error {
	return tx.Set(levels, l.ID, change.Row{"name": l.Name, "percent_bp": l.Percent})
}

func remove(tx *change.Tx, id string) error { return tx.Set(levels, id, change.Row{"_del": true}) }

func byID(tx *db.Tx, id string) (l Level, err error) {
	err = tx.Row([]any{&l.ID, &l.Name, &l.Percent}, "SELECT id, name, percent_bp FROM price_levels WHERE id = ? AND _del = 0", id)
	return l, err
}

func all(tx *db.Tx) ([]Level, error) {
	out := []Level{}
	err := tx.Rows(func(r *sql.Rows) error {
		var l Level
		err := r.Scan(&l.ID, &l.Name, &l.Percent)
		out = append(out, l)
		return err
	}, "SELECT id, name, percent_bp FROM price_levels WHERE _del = 0 ORDER BY name, id")
	return out, err
}

// some reads prices by the other of product and level.
func some(tx *db.Tx, query, id string) (map[string]money.Rial, error) {
	out := map[string]money.Rial{}
	err := tx.Rows(func(r *sql.Rows) error {
		var key string
		var price money.Rial
		err := r.Scan(&key, &price)
		out[key] = price
		return err
	}, query, id)
	return out, err
}

func pricesOf(tx *db.Tx, levelID string) (map[string]money.Rial, error) {
	return some(tx, "SELECT product_id, price FROM level_prices WHERE level_id = ? AND _del = 0 ORDER BY id", levelID)
}

func ofProduct(tx *db.Tx, productID string) (map[string]money.Rial, error) {
	return some(tx, "SELECT level_id, price FROM level_prices WHERE product_id = ? AND _del = 0 ORDER BY id", productID)
}

func setPrice(tx *change.Tx, levelID, productID string, price *money.Rial) error {
	var id string
	var have money.Rial
	err := tx.Row([]any{&id, &have}, "SELECT id, price FROM level_prices WHERE product_id = ? AND level_id = ? AND _del = 0 ORDER BY id DESC LIMIT 1", productID, levelID)
	switch {
	case errs.Is(err, errs.NotFound) && price != nil:
		return tx.Insert(own, tx.NewID(), change.Row{"level_id": levelID, "product_id": productID, "price": *price})
	case errs.Is(err, errs.NotFound):
		return nil
	case err != nil:
		return err
	case price == nil:
		return tx.Set(own, id, change.Row{"_del": true})
	case have == *price:
		return nil
	}
	return tx.Set(own, id, change.Row{"price": *price})
}
