package order

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var (
	orders     = change.Cells("orders", "number", "series", "seq", "till_id", "customer_id", "state", "total", "staff_id", "created_at")
	detailRows = change.Cells("order_details", "hash", "source", "promised_on", "promised_time", "delivery", "recipient", "phone", "address",
		"tracking_code", "note")
	lineRows  = change.Cells("order_lines", "order_id", "row", "product_id", "name", "unit", "quantity", "price", "price_includes_tax", "discount")
	eventRows = change.Facts("order_events", "order_id", "kind", "from_state", "to_state", "amount", "ref_id", "note", "staff_id", "staff_name", "at")
	handed    = change.Facts("deliveries", "order_id", "invoice_id", "staff_id", "at")
	handedOf  = change.Facts("delivery_lines", "delivery_id", "order_line_id", "quantity")
)

func insert(tx *change.Tx, o Order) error {
	var customer any
	if o.CustomerID != "" {
		customer = o.CustomerID
	}
	return tx.Insert(orders, o.ID, change.Row{
		"number": o.Number, "series": o.Series, "seq": o.Seq, "till_id": o.TillID, "customer_id": customer,
		"state": o.State, "total": o.Total, "staff_id": o.StaffID, "created_at": tx.At(),
	})
}

const columns = `o.id, o.number, o.series, o.seq, o.till_id, coalesce(o.customer_id,''), o.state, o.total, o.staff_id, o.created_at`

func scan(row func(...any) error) (Order, error) {
	var o Order
	var at string
	err := row(&o.ID, &o.Number, &o.Series, &o.Seq, &o.TillID, &o.CustomerID, &o.State, &o.Total, &o.StaffID, &at)
	o.CreatedAt = db.ParseTime(at)
	return o, err
}

func get(tx *db.Tx, id string) (Order, error) {
	return scan(func(dest ...any) error {
		return tx.Row(dest, `SELECT `+columns+` FROM orders o WHERE o.id = ? AND o._del = 0`, id)
	})
}

func setState(tx *change.Tx, id string, to State) error {
	if err := tx.Set(orders, id, change.Row{"state": to}); err != nil {
		return err
	}
	return board(tx.Tx, id)
}

// board keeps an order among the open ones, or takes it out.
func board(tx *db.Tx, id string) error {
	if err := tx.Exec("DELETE FROM local_board WHERE order_id = ?", id); err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO local_board(order_id, state, promised)
		SELECT o.id, o.state, CASE d.promised_on WHEN '' THEN '9999' ELSE d.promised_on || ' ' || d.promised_time END
		FROM orders o JOIN order_details d ON d.id = o.id
		WHERE o.id = ? AND o.state IN ('received','confirmed','preparing','ready','sent')`, id)
}

// sealed gives what goes sealed into the file, bound to its place.
func (r *Room) sealed(w Whole) (phone, address any, err error) {
	for _, f := range []struct {
		col, plain string
		to         *any
	}{{"phone", w.Phone, &phone}, {"address", w.Address, &address}} {
		box, err := r.vault.Seal("order_details", w.ID, f.col, f.plain)
		if err != nil {
			return nil, nil, err
		}
		if box != nil {
			*f.to = box
		}
	}
	return phone, address, nil
}

func (r *Room) insertDetails(tx *change.Tx, w Whole) error {
	phone, address, err := r.sealed(w)
	if err != nil {
		return err
	}
	if err := r.indexPhone(tx.Tx, w); err != nil {
		return err
	}
	return tx.Insert(detailRows, w.ID, change.Row{
		"hash": w.Hash, "source": w.Source, "promised_on": w.PromisedOn, "promised_time": w.PromisedTime, "delivery": w.Delivery,
		"recipient": w.Recipient, "phone": phone, "address": address, "tracking_code": w.TrackingCode, "note": w.Note,
	})
}

// setDetails writes what differs from old.
func (r *Room) setDetails(tx *change.Tx, old, w Whole) error {
	row := change.Row{}
	put := func(differs bool, col string, value any) {
		if differs {
			row[col] = value
		}
	}
	phone, address, err := r.sealed(w)
	if err != nil {
		return err
	}
	put(w.PromisedOn != old.PromisedOn, "promised_on", w.PromisedOn)
	put(w.PromisedTime != old.PromisedTime, "promised_time", w.PromisedTime)
	put(w.Delivery != old.Delivery, "delivery", w.Delivery)
	put(w.Recipient != old.Recipient, "recipient", w.Recipient)
	put(w.Phone != old.Phone, "phone", phone)
	put(w.Address != old.Address, "address", address)
	put(w.TrackingCode != old.TrackingCode, "tracking_code", w.TrackingCode)
	put(w.Note != old.Note, "note", w.Note)
	if w.Phone != old.Phone {
		if err := tx.Exec("DELETE FROM local_order_index WHERE order_id = ?", w.ID); err != nil {
			return err
		}
		if err := r.indexPhone(tx.Tx, w); err != nil {
			return err
		}
	}
	if err := tx.Set(detailRows, w.ID, row); err != nil {
		return err
	}
	return board(tx.Tx, w.ID)
}

// indexPhone keeps how a recipient's phone is found.
func (r *Room) indexPhone(tx *db.Tx, w Whole) error {
	for _, b := range customer.BlindPhone(r.vault, w.Phone) {
		if err := tx.Exec("INSERT OR IGNORE INTO local_order_index(col, hash, order_id) VALUES(?,?,?)", b.Col, b.Hash, w.ID); err != nil {
			return err
		}
	}
	return nil
}

func (r *Room) details(tx *db.Tx, w *Whole) error {
	var phone, address []byte
	err := tx.Row([]any{&w.Hash, &w.Recipient, &phone, &address, &w.TrackingCode, &w.Note},
		`SELECT hash, recipient, phone, address, tracking_code, note FROM order_details WHERE id = ? AND _del = 0`, w.ID)
	if errs.Is(err, errs.NotFound) { // a sale at the counter
		return nil
	}
	if err != nil {
		return err
	}
	if w.Phone, err = r.vault.Open("order_details", w.ID, "phone", phone); err != nil {
		return err
	}
	w.Address, err = r.vault.Open("order_details", w.ID, "address", address)
	return err
}

func insertLines(tx *change.Tx, orderID string, list []Line) error {
	rows := make([]change.NewRow, len(list))
	for i, l := range list {
		rows[i] = change.NewRow{ID: l.ID, Row: change.Row{
			"order_id": orderID, "row": l.Row, "product_id": l.ProductID, "name": l.Name, "unit": l.Unit, "quantity": l.Quantity,
			"price": l.Price, "price_includes_tax": l.PriceIncludesTax, "discount": l.Discount,
		}}
	}
	if err := tx.InsertMany(lineRows, rows); err != nil {
		return err
	}
	made := make([]bundle.Line, len(list))
	for i, l := range list {
		made[i] = bundle.Line{ID: l.ID, Parts: l.Parts}
	}
	return bundle.Keep(tx, made)
}

func lines(tx *db.Tx, orderID string) ([]Line, error) {
	out := []Line{}
	err := tx.Rows(func(r *sql.Rows) error {
		var l Line
		err := r.Scan(&l.ID, &l.Row, &l.ProductID, &l.Name, &l.Unit, &l.Quantity, &l.Price, &l.PriceIncludesTax, &l.Discount, &l.Delivered, &l.AsksSerial)
		out = append(out, l)
		return err
	}, `SELECT l.id, l.row, l.product_id, l.name, l.unit, l.quantity, l.price, l.price_includes_tax, l.discount,
			(SELECT coalesce(sum(d.quantity), 0) FROM delivery_lines d WHERE d.order_line_id = l.id),
			coalesce((SELECT p.asks_serial FROM products p WHERE p.id = l.product_id), 0)
		FROM order_lines l WHERE l.order_id = ? AND l._del = 0 ORDER BY l.row`, orderID)
	if err != nil {
		return nil, err
	}
	made, err := bundle.OfOrder(tx, orderID)
	for i := range out {
		out[i].Parts = made[out[i].ID]
	}
	return out, err
}

func insertEvent(tx *change.Tx, orderID string, e Event) error {
	if len(e.Changes) > 0 {
		text, err := json.Marshal(e.Changes)
		if err != nil {
			return err
		}
		e.Note = string(text)
	}
	return tx.Insert(eventRows, e.ID, change.Row{
		"order_id": orderID, "kind": e.Kind, "from_state": e.From, "to_state": e.To, "amount": e.Amount, "ref_id": e.RefID, "note": e.Note,
		"staff_id": tx.Actor.StaffID, "staff_name": tx.Actor.Name, "at": tx.At(),
	})
}

func events(tx *db.Tx, orderID string) ([]Event, error) {
	out := []Event{}
	err := tx.Rows(func(r *sql.Rows) error {
		var e Event
		var at string
		err := r.Scan(&e.ID, &e.Kind, &e.From, &e.To, &e.Amount, &e.RefID, &e.Note, &e.StaffID, &e.StaffName, &at)
		e.At, e.Changes = db.ParseTime(at), []Change{}
		if err == nil && e.Kind == Changed {
			err = json.Unmarshal([]byte(e.Note), &e.Changes)
			e.Note = ""
		}
		out = append(out, e)
		return err
	}, `SELECT id, kind, from_state, to_state, amount, ref_id, note, staff_id, staff_name, at
		FROM order_events WHERE order_id = ? ORDER BY at DESC, id DESC`, orderID)
	return out, err
}

func insertDelivery(tx *change.Tx, orderID, id, invoiceID string, list []HandedLine) error {
	err := tx.Insert(handed, id, change.Row{"order_id": orderID, "invoice_id": invoiceID, "staff_id": tx.Actor.StaffID, "at": tx.At()})
	if err != nil {
		return err
	}
	rows := make([]change.NewRow, len(list))
	for i, l := range list {
		rows[i] = change.NewRow{ID: tx.NewID(), Row: change.Row{"delivery_id": id, "order_line_id": l.LineID, "quantity": l.Quantity}}
	}
	return tx.InsertMany(handedOf, rows)
}

// reserve holds back what is left of lines (times 1) or lets it go (times -1).
func reserve(tx *db.Tx, list []Line, times money.Quantity) error {
	for _, l := range list {
		if err := l.hold(tx, l.Delivered, l.Quantity, times); err != nil {
			return err
		}
	}
	return nil
}

// hold holds back (times 1) what lies between two of a line's quantities, or
// lets it go (times -1): the product, or a bundle's parts.
func (l Line) hold(tx *db.Tx, from, to, times money.Quantity) error {
	if len(l.Parts) == 0 {
		return hold(tx, l.ProductID, (to-from)*times)
	}
	parts, err := bundle.Share(l.Parts, from, to, l.Quantity)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := hold(tx, p.ProductID, p.Quantity*times); err != nil {
			return err
		}
	}
	return nil
}

func hold(tx *db.Tx, productID string, q money.Quantity) error {
	if q == 0 {
		return nil
	}
	return tx.Exec(`INSERT INTO local_reserved(product_id, quantity) VALUES(?,?)
		ON CONFLICT(product_id) DO UPDATE SET quantity = quantity + excluded.quantity`, productID, int64(q))
}

// invoiced is what was handed over of an order comes to.
func invoiced(tx *db.Tx, orderID string) (sum money.Rial, err error) {
	err = tx.Row([]any{&sum}, "SELECT coalesce(sum(i.total), 0) FROM deliveries d JOIN invoices i ON i.id = d.invoice_id WHERE d.order_id = ?", orderID)
	return sum, err
}

// owing is what is still open of an order's invoices, and which those are.
func owing(tx *db.Tx, orderID string) (sum money.Rial, invoices []string, err error) {
	invoices = []string{}
	err = tx.Rows(func(r *sql.Rows) error {
		var id string
		var open money.Rial
		err := r.Scan(&id, &open)
		sum, invoices = sum+open, append(invoices, id)
		return err
	}, `SELECT o.invoice_id, o.open FROM deliveries d JOIN local_open o ON o.invoice_id = d.invoice_id WHERE d.order_id = ? ORDER BY o.issued_at, o.invoice_id`, orderID)
	return sum, invoices, err
}
