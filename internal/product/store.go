package product

import (
	"database/sql"
	"slices"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

var (
	products = change.Cells("products", "code", "name", "unit", "price", "tax_class", "price_includes_tax",
		"category", "tax_code", "min_stock", "active", "parts", "asks_serial", "warranty_months", "created_at", "updated_at")
	barcodes = change.Cells("barcodes", "product_id", "barcode")
)

// row is a new product as it is stored.
func (p *Product) row(tx *change.Tx) change.Row {
	return change.Row{
		"code": p.Code, "name": p.Name, "unit": p.Unit, "price": p.Price, "tax_class": p.TaxClass,
		"price_includes_tax": p.PriceIncludesTax, "category": p.Category, "tax_code": p.TaxCode,
		"min_stock": p.MinStock, "active": p.Active, "parts": "",
		"asks_serial": p.AsksSerial, "warranty_months": p.WarrantyMonths, "created_at": tx.At(), "updated_at": tx.At(),
	}
}

func insert(tx *change.Tx, p Product) error {
	if err := tx.Insert(products, p.ID, p.row(tx)); err != nil {
		return err
	}
	for _, b := range p.Barcodes {
		if err := tx.Insert(barcodes, tx.NewID(), change.Row{"product_id": p.ID, "barcode": b}); err != nil {
			return err
		}
	}
	return IndexMany(tx.Tx, []Product{p})
}

func update(tx *change.Tx, old, p Product, row change.Row) error {
	if err := tx.Set(products, p.ID, row); err != nil {
		return err
	}
	if !sameBarcodes(old, p) {
		if err := updateBarcodes(tx, p); err != nil {
			return err
		}
	}
	if old.Name == p.Name && old.Code == p.Code && sameBarcodes(old, p) {
		return nil
	}
	return reindex(tx.Tx, p)
}

// updateBarcodes keeps the rows in the order of p: from the first that
// differs on, rows go and come anew.
func updateBarcodes(tx *change.Tx, p Product) error {
	var ids, have []string
	err := tx.Rows(func(r *sql.Rows) error {
		var id, b string
		err := r.Scan(&id, &b)
		ids, have = append(ids, id), append(have, b)
		return err
	}, "SELECT id, barcode FROM barcodes WHERE product_id = ? AND _del = 0 ORDER BY id", p.ID)
	if err != nil {
		return err
	}
	same := 0
	for same < len(have) && same < len(p.Barcodes) && have[same] == p.Barcodes[same] {
		same++
	}
	for _, id := range ids[same:] {
		if err := tx.Set(barcodes, id, change.Row{"_del": true}); err != nil {
			return err
		}
	}
	for _, b := range p.Barcodes[same:] {
		if err := tx.Insert(barcodes, tx.NewID(), change.Row{"product_id": p.ID, "barcode": b}); err != nil {
			return err
		}
	}
	return nil
}

var columns = `
	SELECT p.id, p.code, p.name, p.unit, p.price, p.tax_class, p.price_includes_tax, p.category, p.tax_code, p.min_stock, p.active, p.parts,
		p.asks_serial, p.warranty_months, p.updated_at, ` + stockOf + `, ` + uncounted + `,
		coalesce((SELECT quantity FROM local_reserved v WHERE v.product_id = p.id), 0),
		coalesce((SELECT group_concat(b.barcode, char(10) ORDER BY b.id) FROM barcodes b WHERE b.product_id = p.id AND b._del = 0), '')`

// dest scans columns; done finishes what can't be scanned directly.
func (p *Product) dest() (to []any, done func()) {
	var at, codes string
	to = []any{&p.ID, &p.Code, &p.Name, &p.Unit, &p.Price, &p.TaxClass, &p.PriceIncludesTax, &p.Category, &p.TaxCode, &p.MinStock, &p.Active, &p.Parts,
		&p.AsksSerial, &p.WarrantyMonths, &at, &p.Stock, &p.Uncounted, &p.Reserved, &codes}
	return to, func() {
		p.UpdatedAt, p.Barcodes = db.ParseTime(at), []string{}
		if codes != "" {
			p.Barcodes = strings.Split(codes, "\n")
		}
	}
}

// Get gives a product, in use or not; errs.NotFound when there is none.
func Get(tx *db.Tx, id string) (Product, error) {
	var p Product
	to, done := p.dest()
	err := tx.Row(to, columns+" FROM products p WHERE p.id = ? AND p._del = 0", id)
	done()
	return p, err
}

// mostAtOnce is how many products one query looks up: each number of them below
// it has a statement of its own.
const mostAtOnce = 16

// Several gives what a sale needs of products, by id: all but barcodes and
// stock. One that there is not is left out.
func Several(tx *db.Tx, ids []string) (map[string]Product, error) {
	out := make(map[string]Product, len(ids))
	for some := range slices.Chunk(ids, mostAtOnce) {
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = id
		}
		err := tx.Rows(func(r *sql.Rows) error {
			var p Product
			err := r.Scan(&p.ID, &p.Code, &p.Name, &p.Unit, &p.Price, &p.TaxClass, &p.PriceIncludesTax, &p.TaxCode, &p.Active, &p.Parts, &p.AsksSerial, &p.WarrantyMonths)
			out[p.ID] = p
			return err
		}, `SELECT id, code, name, unit, price, tax_class, price_includes_tax, tax_code, active, parts, asks_serial, warranty_months
			FROM products WHERE _del = 0 AND id IN (?`+strings.Repeat(",?", len(some)-1)+")", args...)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Exists is errs.NotFound when there is no such product.
func Exists(tx *db.Tx, id string) error {
	var one int
	return tx.Row([]any{&one}, "SELECT 1 FROM products WHERE id = ? AND _del = 0", id)
}

// coded lists the products that a code or barcode names, those in use first,
// then by barcode before by code, the older first.
func coded(tx *db.Tx, code string) ([]string, error) {
	return tx.IDs(`
		SELECT p.id FROM (
			SELECT product_id AS id, 0 AS way FROM barcodes WHERE barcode = ?1 COLLATE NOCASE AND _del = 0
			UNION ALL SELECT id, 1 FROM products WHERE code = ?1 COLLATE NOCASE AND code <> '') f
		JOIN products p ON p.id = f.id
		WHERE p._del = 0 GROUP BY p.id ORDER BY p.active DESC, min(f.way), p.id`, code)
}

// Coded lists the ids of the products with this very code; the case of letters
// is all one.
func Coded(tx *db.Tx, code string) ([]string, error) {
	return tx.IDs("SELECT id FROM products WHERE code = ? COLLATE NOCASE AND code <> '' AND _del = 0 ORDER BY active DESC, id", code)
}

// Barcoded lists the ids of the products with this very barcode.
func Barcoded(tx *db.Tx, barcode string) ([]string, error) {
	return tx.IDs(`
		SELECT p.id FROM barcodes b JOIN products p ON p.id = b.product_id
		WHERE b.barcode = ? COLLATE NOCASE AND b._del = 0 AND p._del = 0 GROUP BY p.id ORDER BY p.active DESC, p.id`, barcode)
}

// Named lists the ids of the products whose name reads the same (persian.Fold).
func Named(tx *db.Tx, name string) ([]string, error) {
	return tx.IDs(`
		SELECT p.id FROM local_products k JOIN products p ON p.id = k.product_id
		WHERE k.folded = ? AND p._del = 0 ORDER BY p.active DESC, p.id`, persian.Fold(name))
}

// ByBarcode gives the product that a scan or a typed code names: its barcode
// or its code, in any digits, also typed with a Persian keyboard, also a UPC
// with or without the zero of EAN-13. errs.NotFound when there is none.
func ByBarcode(tx *db.Tx, code string) (Product, error) {
	for _, form := range scanned(code) {
		found, err := coded(tx, form)
		if err != nil {
			return Product{}, err
		}
		if len(found) > 0 {
			return Get(tx, found[0])
		}
	}
	return Product{}, errs.New(errs.NotFound)
}

// scanned lists what a scan may have been on the label.
func scanned(text string) []string {
	var forms []string
	add := func(form string) {
		if form != "" && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	for _, t := range []string{text, persian.LatinKeys(persian.Tidy(text)), persian.OlderLatinKeys(persian.Tidy(text))} {
		code, _ := Barcode(t)
		add(code)
		if zero, ok := strings.CutPrefix(code, "0"); ok && len(code) == 13 {
			add(zero)
		} else if len(code) == 12 {
			add("0" + code)
		}
	}
	return forms
}
