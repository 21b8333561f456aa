package credit

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/invoice"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/serial"
)

var (
	notes = change.Facts("credit_notes", "number", "series", "year", "seq", "kind", "invoice_id", "till_id", "staff_id", "staff_name",
		"customer_id", "buyer_name", "reason", "issued_at", "gross", "discount", "net", "tax", "rounding", "total", "refunded",
		"currency_version", "tax_id", "hash")
	lines = change.Facts("credit_lines", "credit_id", "invoice_line_id", "row", "quantity", "goes_to",
		"gross", "discount", "discount_share", "net", "tax", "total")
	refunds   = change.Facts("credit_refunds", "credit_id")
	exchanges = change.Facts("exchanges", "credit_id", "invoice_id", "amount")
)

func insertExchange(tx *change.Tx, t Trade, creditID string) error {
	return tx.Insert(exchanges, t.SaleID, change.Row{"credit_id": creditID, "invoice_id": t.InvoiceID, "amount": t.Amount})
}

func exchangeOf(tx *db.Tx, saleID string) (h NoteHead, amount money.Rial, err error) {
	var at string
	err = tx.Row(append(h.dest(&at), &amount), heads+`, x.amount FROM exchanges x JOIN credit_notes c ON c.id = x.credit_id
		JOIN invoices i ON i.id = c.invoice_id JOIN invoices g ON g.id = x.invoice_id WHERE x.id = ?`, saleID)
	h.settle(at)
	return h, amount, err
}

func insert(tx *change.Tx, n Note, paymentIDs []string) error {
	var customerID any
	if n.CustomerID != "" {
		customerID = n.CustomerID
	}
	err := tx.Insert(notes, n.ID, change.Row{
		"number": n.Number, "series": n.Series, "year": n.Year, "seq": n.Seq, "kind": n.Kind, "invoice_id": n.InvoiceID,
		"till_id": n.TillID, "staff_id": n.StaffID, "staff_name": n.StaffName, "customer_id": customerID, "buyer_name": n.BuyerName,
		"reason": n.Reason, "issued_at": tx.At(), "gross": n.Gross, "discount": n.Discount, "net": n.Net, "tax": n.Tax,
		"rounding": n.Rounding, "total": n.Total, "refunded": n.Refunded, "currency_version": n.CurrencyVersion,
		"tax_id": n.TaxID, "hash": n.hash,
	})
	if err != nil {
		return err
	}
	rows := make([]change.NewRow, len(n.Lines))
	for i, l := range n.Lines {
		rows[i] = change.NewRow{ID: l.ID, Row: change.Row{
			"credit_id": n.ID, "invoice_line_id": l.LineID, "row": l.Row, "quantity": l.Quantity, "goes_to": l.GoesTo,
			"gross": l.Gross, "discount": l.Discount, "discount_share": l.DiscountShare, "net": l.Net, "tax": l.Tax, "total": l.Total,
		}}
	}
	if err := tx.InsertMany(lines, rows); err != nil {
		return err
	}
	made, pieces := make([]bundle.Line, len(n.Lines)), make([]serial.Line, len(n.Lines))
	for i, l := range n.Lines {
		made[i], pieces[i] = bundle.Line{ID: l.ID, Parts: l.Parts}, serial.Line{ID: l.ID, Pieces: l.Serials}
	}
	if err := bundle.Keep(tx, made); err != nil {
		return err
	}
	if err := serial.TakeBack(tx, pieces); err != nil {
		return err
	}
	for _, id := range paymentIDs {
		if err := tx.Insert(refunds, id, change.Row{"credit_id": n.ID}); err != nil {
			return err
		}
	}
	return nil
}

const heads = `SELECT c.id, c.number, c.kind, c.invoice_id, i.number, c.issued_at, coalesce(c.customer_id,''), c.buyer_name, c.staff_name,
	c.reason, c.total, c.refunded, c.tax_id, coalesce(g.id,''), coalesce(g.number,'')`

// from is where heads are read: the note, its invoice, and what it was
// exchanged for.
const from = ` FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id
	LEFT JOIN exchanges x ON x.credit_id = c.id LEFT JOIN invoices g ON g.id = x.invoice_id `

func (h *NoteHead) dest(at *string) []any {
	return []any{&h.ID, &h.Number, &h.Kind, &h.InvoiceID, &h.InvoiceNumber, at, &h.CustomerID, &h.BuyerName, &h.StaffName,
		&h.Reason, &h.Total, &h.Refunded, &h.TaxID, &h.ForID, &h.ForNumber}
}

func (h *NoteHead) settle(at string) {
	h.IssuedAt, h.TakenOff = db.ParseTime(at), h.Total-h.Refunded
}

// get reads a whole note; its lines are called as the invoice calls them.
func get(tx *db.Tx, id string) (n Note, err error) {
	var at string
	err = tx.Row(append(n.dest(&at), &n.Series, &n.Year, &n.Seq, &n.TillID, &n.StaffID, &n.Gross, &n.Discount, &n.Net, &n.Tax, &n.Rounding,
		&n.CurrencyVersion, &n.hash), heads+`, c.series, c.year, c.seq, c.till_id, c.staff_id, c.gross, c.discount, c.net, c.tax, c.rounding,
		c.currency_version, c.hash`+from+`WHERE c.id = ?`, id)
	if err != nil {
		return n, err
	}
	n.settle(at)
	err = tx.Rows(func(r *sql.Rows) error {
		var l Line
		err := r.Scan(&l.ID, &l.LineID, &l.Row, &l.ProductID, &l.Code, &l.TaxCode, &l.Name, &l.Unit, &l.Quantity, &l.Price, &l.ListPrice,
			&l.Gross, &l.Discount, &l.DiscountShare, &l.Net, &l.TaxClass, &l.TaxRate, &l.Tax, &l.Total, &l.GoesTo)
		n.Lines = append(n.Lines, l)
		return err
	}, `SELECT c.id, c.invoice_line_id, c.row, l.product_id, l.code, l.tax_code, l.name, l.unit, c.quantity, l.price, l.list_price,
			c.gross, c.discount, c.discount_share, c.net, l.tax_class, l.tax_rate_bp, c.tax, c.total, c.goes_to
		FROM credit_lines c JOIN invoice_lines l ON l.id = c.invoice_line_id WHERE c.credit_id = ? ORDER BY c.row`, id)
	if err != nil {
		return n, err
	}
	made, err := bundle.OfCredit(tx, id)
	if err != nil {
		return n, err
	}
	pieces, err := serial.OfCredit(tx, id)
	if err != nil {
		return n, err
	}
	for i := range n.Lines {
		n.Lines[i].Parts, n.Lines[i].Serials = made[n.Lines[i].ID], pieces[n.Lines[i].ID]
	}
	n.Refunds = []invoice.Payment{}
	err = tx.Rows(func(r *sql.Rows) error {
		var p invoice.Payment
		var at string
		err := r.Scan(&p.Method, &p.Amount, &p.Reference, &at)
		p.At = db.ParseTime(at)
		n.Refunds = append(n.Refunds, p)
		return err
	}, `SELECT p.method, p.amount, p.reference, p.at FROM credit_refunds c JOIN payments p ON p.id = c.id WHERE c.credit_id = ? ORDER BY c.id`, id)
	return n, err
}

// takenBack sums up what came back of an invoice before.
func takenBack(tx *db.Tx, invoiceID string) (b back, err error) {
	b.lines = map[string]invoice.Line{}
	err = tx.Row([]any{&b.notes, &b.rounding, &b.total}, "SELECT count(*), coalesce(sum(rounding), 0), coalesce(sum(total), 0) FROM credit_notes WHERE invoice_id = ?", invoiceID)
	if err != nil || b.notes == 0 {
		return b, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var l invoice.Line
		err := r.Scan(&l.ID, &l.Quantity, &l.Gross, &l.Discount, &l.DiscountShare, &l.Net, &l.Tax, &l.Total)
		b.lines[l.ID] = l
		return err
	}, `SELECT l.invoice_line_id, sum(l.quantity), sum(l.gross), sum(l.discount), sum(l.discount_share), sum(l.net), sum(l.tax), sum(l.total)
		FROM credit_notes c JOIN credit_lines l ON l.credit_id = c.id WHERE c.invoice_id = ? GROUP BY 1`, invoiceID)
	return b, err
}

// refundable is what was paid of an invoice, at once or later, and did not go
// back yet; but no more than the shop still has for it and all that was
// exchanged for one another with it: what a cheque that bounced had paid is
// missing once there, whichever of them comes back first. came is as much of it
// as would be left if none of the cheques came good that are not cleared yet.
func refundable(tx *db.Tx, invoiceID string) (left, came money.Rial, err error) {
	var own, all, ownWaits, allWaits money.Rial
	err = tx.Row([]any{&own, &all, &ownWaits, &allWaits}, `
		WITH RECURSIVE first(id) AS (SELECT ?1 UNION SELECT c.invoice_id FROM first f
				CROSS JOIN exchanges x ON x.invoice_id = f.id CROSS JOIN credit_notes c ON c.id = x.credit_id),
			traded(id) AS (SELECT id FROM first UNION SELECT x.invoice_id FROM traded t
				CROSS JOIN credit_notes c ON c.invoice_id = t.id CROSS JOIN exchanges x ON x.credit_id = c.id),
			held(id, amount, waits) AS (SELECT i.id, i.paid
				+ coalesce((SELECT sum(amount) FROM settlements WHERE invoice_id = i.id AND kind IN ('paid', 'reopened')), 0)
				- coalesce((SELECT sum(refunded) FROM credit_notes WHERE invoice_id = i.id), 0),
				coalesce((SELECT sum(p.amount - p.change) FROM payments p CROSS JOIN cheques q ON q.id = p.id
					WHERE p.invoice_id = i.id AND q.state IN ('held', 'deposited')), 0)
				+ coalesce((SELECT sum(s.amount) FROM settlements s CROSS JOIN cheques q ON q.id = s.payment_id
					WHERE s.invoice_id = i.id AND q.state IN ('held', 'deposited')), 0)
				FROM traded t CROSS JOIN invoices i ON i.id = t.id)
		SELECT coalesce(sum(amount) FILTER (WHERE id = ?1), 0), coalesce(sum(amount), 0),
			coalesce(sum(waits) FILTER (WHERE id = ?1), 0), coalesce(sum(waits), 0) FROM held`, invoiceID)
	return max(0, min(own, all)), max(0, min(own-ownWaits, all-allWaits)), err
}

// ofInvoice lists the heads of an invoice's notes, the oldest first.
func ofInvoice(tx *db.Tx, invoiceID string) ([]NoteHead, error) {
	return many(tx, heads+from+`WHERE c.invoice_id = ? ORDER BY c.id`, invoiceID)
}

func many(tx *db.Tx, query string, args ...any) (out []NoteHead, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var h NoteHead
		var at string
		err := r.Scan(h.dest(&at)...)
		h.settle(at)
		out = append(out, h)
		return err
	}, query, args...)
	return out, err
}

// filter chooses notes of a list: of a kind, from a time of the file on and
// before another, of some customers, among some ids; what is empty or nil
// chooses all.
type filter struct {
	kind, from, to string
	family, among  []string
}

// ordered lists heads, the newest first, from behind a place on.
func ordered(tx *db.Tx, f filter, at, id string, limit int) ([]NoteHead, error) {
	query, args := inOrder(f, at, id, limit)
	return many(tx, query, args...)
}

func inOrder(f filter, at, id string, limit int) (query string, args []any) {
	where := "WHERE 1"
	add := func(cond string, a ...any) { where, args = where+" AND "+cond, append(args, a...) }
	if f.kind != "" {
		add("c.kind = ?", f.kind)
	}
	if f.from != "" {
		add("c.issued_at >= ?", f.from)
	}
	if f.to != "" {
		add("c.issued_at < ?", f.to)
	}
	where, args = lookup.Among(where, args, "c.customer_id", f.family)
	where, args = lookup.Among(where, args, "c.id", f.among)
	if id != "" {
		add("(c.issued_at, c.id) < (?, ?)", at, id)
	}
	return heads + from + where + ` ORDER BY c.issued_at DESC, c.id DESC LIMIT ? + 0`, append(args, limit)
}

// coded lists the notes that the code on a paper means: the note itself, or
// those of the invoice.
func coded(tx *db.Tx, kind, id string) ([]string, error) {
	ids, err := tx.IDs("SELECT id FROM credit_notes WHERE ?1 = 'credit_notes' AND id = ?2 OR ?1 = 'invoices' AND invoice_id = ?2", kind, id)
	return append([]string{}, ids...), err
}

// Between lists the ids of the notes from a time of the file on and before
// another, the oldest first; an empty time is open.
func Between(tx *db.Tx, from, to string) ([]string, error) {
	return tx.IDs(allBetween, from, to, to)
}

const allBetween = "SELECT id FROM credit_notes WHERE issued_at >= ? AND (? = '' OR issued_at < ?) ORDER BY issued_at, id"

// found lists the notes in whose number, or whose invoice's, a text stands, or
// that customers have.
func found(tx *db.Tx, q string, customers []string, most int) (ids []string, err error) {
	text, err := json.Marshal(customers)
	if err != nil {
		return nil, err
	}
	ids = []string{}
	err = tx.Rows(func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT c.id FROM credit_notes c JOIN invoices i ON i.id = c.invoice_id
		WHERE instr(c.number, ?) > 0 OR instr(i.number, ?) > 0 OR instr(c.buyer_name, ?) > 0 OR c.customer_id IN (SELECT value FROM json_each(?))
		ORDER BY c.id DESC LIMIT ? + 0`, q, q, q, string(text), most)
	return ids, err
}

// numberRuns are the runs of numbers that were given, the newest first.
func numberRuns(tx *db.Tx) (out []lookup.Run, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var series string
		var year int
		var last int64
		err := r.Scan(&series, &year, &last)
		out = append(out, lookup.Run{Series: series, Prefix: fmt.Sprintf(prefix, series, year), Last: last, Width: width})
		return err
	}, "SELECT series, year, last FROM local_counters WHERE kind = 'credit' ORDER BY year DESC, series")
	return out, err
}

// numbered lists the heads of notes by their numbers.
func numbered(tx *db.Tx, numbers []string) ([]NoteHead, error) {
	text, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	return many(tx, heads+from+"WHERE c.number IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC", string(text))
}

// identified is a document with a tax identifier.
type identified struct {
	id     string
	credit bool
}

// withTaxID lists the documents with a tax identifier between two times of the
// file ("" for none), the oldest first.
func withTaxID(tx *db.Tx, from, to string) (out []identified, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var one identified
		err := r.Scan(&one.id, &one.credit)
		out = append(out, one)
		return err
	}, `SELECT id, credit FROM (
			SELECT id, issued_at, tax_id, 0 AS credit FROM invoices UNION ALL SELECT id, issued_at, tax_id, 1 FROM credit_notes)
		WHERE tax_id <> '' AND issued_at >= ? AND (? = '' OR issued_at < ?) ORDER BY issued_at, id`, from, to, to)
	return out, err
}
