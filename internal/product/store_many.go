package product

import (
	"database/sql"
	"encoding/json"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/stock"
)

// Found are goods looked up together. The keys of ByCode and ByBarcode are in
// lower case, those of ByName folded; ids are the best first.
type Found struct {
	ByCode, ByBarcode, ByName map[string][]string
	Goods                     map[string]Product
}

// Lookup finds the goods with these codes, barcodes or folded names, whole; one
// query of each kind, however many there are.
func Lookup(tx *db.Tx, codes, barcodes, names []string) (Found, error) {
	f := Found{map[string][]string{}, map[string][]string{}, map[string][]string{}, map[string]Product{}}
	var wanted []string
	for _, q := range []struct {
		keys  []string
		into  map[string][]string
		query string
	}{
		{codes, f.ByCode, `
			SELECT p.code, p.id FROM json_each(?) j CROSS JOIN products p ON p.code = j.value COLLATE NOCASE
			WHERE p.code <> '' AND p._del = 0 ORDER BY p.active DESC, p.id`},
		{barcodes, f.ByBarcode, `
			SELECT b.barcode, p.id FROM json_each(?) j CROSS JOIN barcodes b ON b.barcode = j.value COLLATE NOCASE
			CROSS JOIN products p ON p.id = b.product_id
			WHERE b._del = 0 AND p._del = 0 ORDER BY p.active DESC, p.id`},
		{names, f.ByName, `
			SELECT k.folded, p.id FROM json_each(?) j CROSS JOIN local_products k ON k.folded = j.value
			CROSS JOIN products p ON p.id = k.product_id
			WHERE p._del = 0 ORDER BY p.active DESC, p.id`},
	} {
		if len(q.keys) == 0 {
			continue
		}
		keys, err := json.Marshal(q.keys)
		if err != nil {
			return f, err
		}
		err = tx.Rows(func(r *sql.Rows) error {
			var key, id string
			err := r.Scan(&key, &id)
			key = strings.ToLower(key)
			q.into[key] = append(q.into[key], id)
			if _, have := f.Goods[id]; !have {
				f.Goods[id] = Product{}
				wanted = append(wanted, id)
			}
			return err
		}, q.query, string(keys))
		if err != nil {
			return f, err
		}
	}
	if wanted == nil {
		return f, nil
	}
	return f, whole(tx, wanted, f.Goods)
}

// Whole gives products by id, in use or not; one that there is not is left out.
func Whole(tx *db.Tx, ids []string) (map[string]Product, error) {
	goods := make(map[string]Product, len(ids))
	return goods, whole(tx, ids, goods)
}

func whole(tx *db.Tx, ids []string, into map[string]Product) error {
	keys, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return tx.Rows(func(r *sql.Rows) error {
		var p Product
		to, done := p.dest()
		err := r.Scan(to...)
		done()
		into[p.ID] = p
		return err
	}, columns+" FROM json_each(?) j CROSS JOIN products p ON p.id = j.value WHERE p._del = 0", string(keys))
}

// Made is a new product that was checked, with what there is of it, unless nobody
// said (nil), and how it
// is found where that is made already.
type Made struct {
	Product
	Opening *money.Quantity
	Indexed *Indexed
}

// AddMany writes new products that were checked; reason and refID are those of
// the stock room. Many at once cost less than one by one.
func AddMany(tx *change.Tx, list []Made, reason, refID string) error {
	rows := make([]change.NewRow, len(list))
	var keys []change.NewRow
	var opening []stock.Opened
	for i, m := range list {
		rows[i] = change.NewRow{ID: m.ID, Row: m.row(tx)}
		for _, b := range m.Barcodes {
			keys = append(keys, change.NewRow{ID: tx.NewID(), Row: change.Row{"product_id": m.ID, "barcode": b}})
		}
		if m.Opening != nil {
			opening = append(opening, stock.Opened{ProductID: m.ID, Quantity: *m.Opening})
		}
	}
	if err := tx.InsertMany(products, rows); err != nil {
		return err
	}
	if err := tx.InsertMany(barcodes, keys); err != nil {
		return err
	}
	if err := stock.OpenMany(tx, opening, reason, refID); err != nil {
		return err
	}
	return indexMany(tx.Tx, list)
}
