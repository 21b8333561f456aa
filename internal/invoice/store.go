package invoice

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/payment"
	"pishkhan/internal/serial"
	"pishkhan/internal/vault"
)

var (
	invoices = change.Facts("invoices", "number", "series", "year", "seq", "order_id", "sale_id", "sale_hash", "till_id",
		"staff_id", "staff_name", "customer_id", "buyer_name", "seller", "buyer", "issued_at",
		"gross", "discount", "net", "tax", "rounding", "total", "paid", "due", "change", "currency_version", "note", "tax_id")
	lines = change.Facts("invoice_lines", "invoice_id", "row", "product_id", "code", "tax_code", "name", "unit",
		"quantity", "price", "list_price", "gross", "discount", "discount_share", "net", "tax_class", "tax_rate_bp", "tax", "total")
	prints = change.Facts("prints", "invoice_id", "form", "lang", "staff_id", "at")
)

func insert(tx *change.Tx, v *vault.Vault, doc *Invoice) error {
	seller, err := json.Marshal(doc.Seller)
	if err != nil {
		return err
	}
	var customerID, buyer any
	name := ""
	if doc.Buyer != nil {
		text, err := json.Marshal(doc.Buyer)
		if err != nil {
			return err
		}
		if buyer, err = v.Seal("invoices", doc.ID, "buyer", string(text)); err != nil {
			return err
		}
		customerID, name = doc.CustomerID, doc.Buyer.Name
	}
	err = tx.Insert(invoices, doc.ID, change.Row{
		"number": doc.Number, "series": doc.Series, "year": doc.Year, "seq": doc.Seq, "order_id": doc.OrderID,
		"sale_id": doc.SaleID, "sale_hash": doc.SaleHash, "till_id": doc.TillID, "staff_id": doc.StaffID, "staff_name": doc.StaffName,
		"customer_id": customerID, "buyer_name": name, "seller": string(seller), "buyer": buyer, "issued_at": tx.At(),
		"gross": doc.Gross, "discount": doc.Discount, "net": doc.Net, "tax": doc.Tax, "rounding": doc.Rounding,
		"total": doc.Total, "paid": doc.Paid, "due": doc.Due, "change": doc.Change,
		"currency_version": doc.CurrencyVersion, "note": doc.Note, "tax_id": doc.TaxID,
	})
	if err != nil {
		return err
	}
	rows := make([]change.NewRow, len(doc.Lines))
	for i, l := range doc.Lines {
		rows[i] = change.NewRow{ID: l.ID, Row: change.Row{
			"invoice_id": doc.ID, "row": l.Row, "product_id": l.ProductID, "code": l.Code, "tax_code": l.TaxCode,
			"name": l.Name, "unit": l.Unit, "quantity": l.Quantity, "price": l.Price, "list_price": l.ListPrice,
			"gross": l.Gross, "discount": l.Discount, "discount_share": l.DiscountShare, "net": l.Net,
			"tax_class": l.TaxClass, "tax_rate_bp": l.TaxRate, "tax": l.Tax, "total": l.Total,
		}}
	}
	if err := tx.InsertMany(lines, rows); err != nil {
		return err
	}
	made, pieces := make([]bundle.Line, len(doc.Lines)), make([]serial.Line, len(doc.Lines))
	for i, l := range doc.Lines {
		made[i] = bundle.Line{ID: l.ID, Parts: l.Parts}
		pieces[i] = serial.Line{ID: l.ID, ProductID: l.ProductID, Pieces: l.Serials}
	}
	if err := bundle.Keep(tx, made); err != nil {
		return err
	}
	return serial.Keep(tx, pieces)
}

// sold tells whether there is a document of a sale.
func sold(tx *db.Tx, saleID string) (bool, error) {
	var one int
	err := tx.Row([]any{&one}, "SELECT 1 FROM invoices WHERE sale_id = ?", saleID)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

const columns = `i.id, i.number, i.series, i.year, i.seq, i.order_id, i.sale_id, i.sale_hash, i.till_id, i.staff_id, i.staff_name,
	coalesce(i.customer_id,''), i.seller, i.buyer, i.issued_at, i.gross, i.discount, i.net, i.tax, i.rounding, i.total,
	i.paid, i.due, i.change, i.currency_version, i.note, i.tax_id, coalesce((SELECT o.number FROM order_details d JOIN orders o ON o.id = d.id WHERE d.id = i.order_id),''),
	coalesce((SELECT open FROM local_open o WHERE o.invoice_id = i.id), 0)`

func scan(v *vault.Vault, row func(...any) error) (Invoice, error) {
	var d Invoice
	var seller, at string
	var buyer []byte
	err := row(&d.ID, &d.Number, &d.Series, &d.Year, &d.Seq, &d.OrderID, &d.SaleID, &d.SaleHash, &d.TillID, &d.StaffID, &d.StaffName,
		&d.CustomerID, &seller, &buyer, &at, &d.Gross, &d.Discount, &d.Net, &d.Tax, &d.Rounding, &d.Total,
		&d.Paid, &d.Due, &d.Change, &d.CurrencyVersion, &d.Note, &d.TaxID, &d.OrderNumber, &d.Open)
	if err != nil {
		return d, err
	}
	d.IssuedAt = db.ParseTime(at)
	if err := json.Unmarshal([]byte(seller), &d.Seller); err != nil {
		return d, err
	}
	if buyer != nil {
		text, err := v.Open("invoices", d.ID, "buyer", buyer)
		if err != nil {
			return d, err
		}
		d.Buyer = &Party{}
		if err := json.Unmarshal([]byte(text), d.Buyer); err != nil {
			return d, err
		}
	}
	return d, nil
}

// get reads a whole document by id.
func get(tx *db.Tx, v *vault.Vault, id string) (Invoice, error) {
	return one(tx, v, `SELECT `+columns+` FROM invoices i WHERE i.id = ?`, id)
}

// byNumber reads a whole document by its number.
func byNumber(tx *db.Tx, v *vault.Vault, number string) (Invoice, error) {
	return one(tx, v, `SELECT `+columns+` FROM invoices i WHERE i.number = ? ORDER BY i.id LIMIT 1`, number)
}

// bySale reads the document of a sale, with the order's number even where the
// order was done at once: a sale sent again is answered as it was at first.
func bySale(tx *db.Tx, v *vault.Vault, saleID string) (Invoice, error) {
	d, err := one(tx, v, `SELECT `+columns+` FROM invoices i WHERE i.sale_id = ?`, saleID)
	if err != nil {
		return d, err
	}
	err = tx.Row([]any{&d.OrderNumber}, "SELECT number FROM orders WHERE id = ?", d.OrderID)
	return d, err
}

func one(tx *db.Tx, v *vault.Vault, query, key string) (Invoice, error) {
	d, err := scan(v, func(dest ...any) error { return tx.Row(dest, query, key) })
	if err != nil {
		return d, err
	}
	if d.CustomerID != "" {
		if d.Language, err = customer.Language(tx, d.CustomerID); err != nil {
			return d, err
		}
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var l Line
		err := r.Scan(&l.ID, &l.Row, &l.ProductID, &l.Code, &l.TaxCode, &l.Name, &l.Unit, &l.Quantity, &l.Price, &l.ListPrice,
			&l.Gross, &l.Discount, &l.DiscountShare, &l.Net, &l.TaxClass, &l.TaxRate, &l.Tax, &l.Total)
		d.Lines = append(d.Lines, l)
		return err
	}, `SELECT id, row, product_id, code, tax_code, name, unit, quantity, price, list_price,
			gross, discount, discount_share, net, tax_class, tax_rate_bp, tax, total
		FROM invoice_lines WHERE invoice_id = ? ORDER BY row`, d.ID)
	if err != nil {
		return d, err
	}
	made, err := bundle.OfInvoice(tx, d.ID)
	if err != nil {
		return d, err
	}
	pieces, err := serial.OfInvoice(tx, d.ID)
	if err != nil {
		return d, err
	}
	for i := range d.Lines {
		d.Lines[i].Parts, d.Lines[i].Serials = made[d.Lines[i].ID], pieces[d.Lines[i].ID]
	}
	paid, err := payment.OfInvoice(tx, d.ID)
	d.Payments = []Payment{} // none is still a list
	for _, p := range paid {
		if p.Kind == payment.Refund {
			continue // after the document, which never changes
		}
		d.Payments = append(d.Payments, Payment{Method: p.Method, Amount: p.Amount, Change: p.Change, Reference: p.Reference, At: p.At})
	}
	if err == nil {
		d.Back, err = backOf(tx, d.ID)
	}
	return d, err
}

// insertPrint notes that a document was printed and tells how often by now.
func insertPrint(tx *change.Tx, invoiceID, form, lang string) (int, error) {
	var there int
	if err := tx.Row([]any{&there}, "SELECT 1 FROM invoices WHERE id = ?", invoiceID); err != nil {
		return 0, err
	}
	err := tx.Insert(prints, tx.NewID(), change.Row{
		"invoice_id": invoiceID, "form": form, "lang": lang, "staff_id": tx.Actor.StaffID, "at": tx.At()})
	if err != nil {
		return 0, err
	}
	return copies(tx.Tx, invoiceID)
}

// copies tells how often a document was printed.
func copies(tx *db.Tx, invoiceID string) (n int, err error) {
	err = tx.Row([]any{&n}, "SELECT count(*) FROM prints WHERE invoice_id = ?", invoiceID)
	return n, err
}

// numbers lists every number there is, oldest first.
func numbers(tx *db.Tx) (out []string, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var n string
		err := r.Scan(&n)
		out = append(out, n)
		return err
	}, "SELECT number FROM invoices ORDER BY id")
	if err == nil && len(out) == 0 {
		err = errs.New("no_invoices")
	}
	return out, err
}
