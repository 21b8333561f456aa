package shift

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var (
	shifts      = change.Facts("shifts", "number", "series", "seq", "till_id", "opening", "staff_id", "staff_name", "at")
	cashMoves   = change.Facts("cash_moves", "shift_id", "direction", "amount", "reason", "staff_id", "staff_name", "at")
	shiftCounts = change.Facts("shift_counts", "shift_id", "notes", "counted", "expected", "staff_id", "staff_name", "at")
	shiftCloses = change.Facts("shift_closes", "count_id", "counted", "expected", "note", "chain_seq", "chain_hash", "staff_id", "staff_name", "at")
)

func insert(tx *change.Tx, s Shift) error {
	return tx.Insert(shifts, s.ID, change.Row{
		"number": s.Number, "series": s.series, "seq": s.seq, "till_id": s.TillID, "opening": s.Opening,
		"staff_id": s.OpenedBy.ID, "staff_name": s.OpenedBy.Name, "at": tx.At(),
	})
}

func insertMove(tx *change.Tx, shiftID string, m Move) error {
	return tx.Insert(cashMoves, m.ID, change.Row{
		"shift_id": shiftID, "direction": m.Direction, "amount": m.Amount, "reason": m.Reason,
		"staff_id": m.By.ID, "staff_name": m.By.Name, "at": tx.At(),
	})
}

func insertCount(tx *change.Tx, shiftID string, c Count) error {
	notes, err := json.Marshal(c.Notes)
	if err != nil {
		return err
	}
	return tx.Insert(shiftCounts, c.ID, change.Row{
		"shift_id": shiftID, "notes": string(notes), "counted": c.Counted, "expected": c.Expected,
		"staff_id": c.By.ID, "staff_name": c.By.Name, "at": tx.At(),
	})
}

func insertClose(tx *change.Tx, shiftID string, c Close) error {
	return tx.Insert(shiftCloses, shiftID, change.Row{
		"count_id": c.CountID, "counted": c.Counted, "expected": c.Expected, "note": c.Note,
		"chain_seq": c.ChainSeq, "chain_hash": c.ChainHash,
		"staff_id": c.By.ID, "staff_name": c.By.Name, "at": tx.At(),
	})
}

// needs tells whether money needs an open shift, and what a till is called.
func needs(tx *db.Tx, tillID string) (till string, yes bool, err error) {
	err = tx.Row([]any{&till, &yes}, "SELECT coalesce((SELECT name FROM tills WHERE id = ?), ''), needs_shift FROM shops", tillID)
	return till, yes, err
}

// current is a till's shift without a close.
func current(tx *db.Tx, tillID string) (id string, err error) {
	err = tx.Row([]any{&id}, `SELECT id FROM shifts s WHERE till_id = ?
		AND NOT EXISTS (SELECT 1 FROM shift_closes c WHERE c.id = s.id) ORDER BY id DESC LIMIT 1`, tillID)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return id, err
}

const columns = `SELECT s.id, s.number, s.till_id, coalesce(t.name,''), s.opening, s.staff_id, s.staff_name, s.at,
		c.id IS NOT NULL, coalesce(c.count_id,''), coalesce(c.counted,0), coalesce(c.expected,0), coalesce(c.note,''),
		coalesce(c.chain_seq,0), coalesce(c.chain_hash,''), coalesce(c.staff_id,''), coalesce(c.staff_name,''), coalesce(c.at,'')
	FROM shifts s LEFT JOIN tills t ON t.id = s.till_id LEFT JOIN shift_closes c ON c.id = s.id `

func scan(row func(...any) error) (s Shift, err error) {
	var at, closedAt string
	var closed bool
	var c Close
	err = row(&s.ID, &s.Number, &s.TillID, &s.Till, &s.Opening, &s.OpenedBy.ID, &s.OpenedBy.Name, &at,
		&closed, &c.CountID, &c.Counted, &c.Expected, &c.Note, &c.ChainSeq, &c.ChainHash, &c.By.ID, &c.By.Name, &closedAt)
	if err != nil {
		return s, err
	}
	s.OpenedAt = db.ParseTime(at)
	if closed {
		c.Difference, c.At = c.Counted-c.Expected, db.ParseTime(closedAt)
		s.Close = &c
	}
	return s, nil
}

func byID(tx *db.Tx, id string) (Shift, error) {
	return scan(func(dest ...any) error { return tx.Row(dest, columns+"WHERE s.id = ?", id) })
}

// list gives the shifts of somebody with a till's open one, or all for "", the
// newest first.
func list(tx *db.Tx, staffID, tillID, before string, limit int) (out []Shift, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		s, err := scan(r.Scan)
		out = append(out, s)
		return err
	}, columns+`WHERE (?1 = '' OR s.staff_id = ?1 OR c.staff_id = ?1 OR c.id IS NULL AND s.till_id = ?4) AND (?2 = '' OR s.id < ?2) ORDER BY s.id DESC LIMIT ?3 + 0`, staffID, before, limit, tillID)
	return out, err
}

const moveColumns = "SELECT id, direction, amount, reason, staff_id, staff_name, at, shift_id FROM cash_moves "

func scanMove(row func(...any) error) (m Move, err error) {
	var at string
	err = row(&m.ID, &m.Direction, &m.Amount, &m.Reason, &m.By.ID, &m.By.Name, &at, &m.of)
	m.At = db.ParseTime(at)
	return m, err
}

func move(tx *db.Tx, id string) (Move, error) {
	return scanMove(func(dest ...any) error { return tx.Row(dest, moveColumns+"WHERE id = ?", id) })
}

func moves(tx *db.Tx, shiftID string) (out []Move, err error) {
	out = []Move{}
	err = tx.Rows(func(r *sql.Rows) error {
		m, err := scanMove(r.Scan)
		out = append(out, m)
		return err
	}, moveColumns+"WHERE shift_id = ? ORDER BY at, id", shiftID)
	return out, err
}

const countColumns = "SELECT id, notes, counted, expected, staff_id, staff_name, at, shift_id FROM shift_counts "

func scanCount(row func(...any) error) (c Count, err error) {
	var notes, at string
	if err = row(&c.ID, &notes, &c.Counted, &c.Expected, &c.By.ID, &c.By.Name, &at, &c.of); err != nil {
		return c, err
	}
	c.Difference, c.At = c.Counted-c.Expected, db.ParseTime(at)
	return c, json.Unmarshal([]byte(notes), &c.Notes)
}

func count(tx *db.Tx, id string) (Count, error) {
	return scanCount(func(dest ...any) error { return tx.Row(dest, countColumns+"WHERE id = ?", id) })
}

func counts(tx *db.Tx, shiftID string) (out []Count, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		c, err := scanCount(r.Scan)
		out = append(out, c)
		return err
	}, countColumns+"WHERE shift_id = ? ORDER BY at, id", shiftID)
	return out, err
}

// drawer sums a shift's cash up.
func drawer(tx *db.Tx, shiftID string) (sum money.Rial, err error) {
	err = tx.Row([]any{&sum}, `SELECT (SELECT opening FROM shifts WHERE id = ?1)
		+ (SELECT coalesce(sum(CASE kind WHEN 'refund' THEN change - amount ELSE amount - change END), 0) FROM payments WHERE shift_id = ?1 AND shift_id <> '' AND method = 'cash')
		+ (SELECT coalesce(sum(CASE direction WHEN 'in' THEN amount ELSE -amount END), 0) FROM cash_moves WHERE shift_id = ?1)`, shiftID)
	return sum, err
}

// head is the journal's last record.
func head(tx *db.Tx) (seq int64, hash string, err error) {
	var raw []byte
	err = tx.Row([]any{&seq, &raw}, "SELECT seq, hash FROM local_change ORDER BY seq DESC LIMIT 1")
	return seq, hex.EncodeToString(raw), err
}

// totals sums a shift up. Invoices are those of its till in its time; what was
// applied of an earlier deposit moved no money now.
func totals(tx *db.Tx, s Shift) (*Totals, error) {
	t := &Totals{Methods: []ByMethod{}, Flows: []Flow{}, Taxes: []ByTax{}, People: []ByPerson{}, Lent: []Lent{}}
	var err error
	if t.Expected, err = drawer(tx, s.ID); err != nil {
		return nil, err
	}
	err = tx.Row([]any{&t.MovedIn, &t.MovedOut}, `SELECT coalesce(sum(amount) FILTER (WHERE direction = 'in'), 0), coalesce(sum(amount) FILTER (WHERE direction = 'out'), 0)
		FROM cash_moves WHERE shift_id = ?`, s.ID)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var m ByMethod
		err := r.Scan(&m.Method, &m.Count, &m.In, &m.Back)
		t.Methods = append(t.Methods, m)
		return err
	}, `SELECT method, count(*), coalesce(sum(amount - change) FILTER (WHERE kind <> 'refund'), 0), coalesce(sum(amount - change) FILTER (WHERE kind = 'refund'), 0)
		FROM payments WHERE shift_id = ? AND shift_id <> '' AND method NOT IN ('deposit', 'exchange') GROUP BY method
		ORDER BY instr('cash card transfer cheque', method)`, s.ID)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var f Flow
		err := r.Scan(&f.What, &f.Count, &f.Cash, &f.Other)
		t.Flows = append(t.Flows, f)
		return err
	}, `SELECT what, count(*), sum(iif(cash, came, 0)), sum(iif(cash, 0, came)) FROM (
			SELECT method = 'cash' AS cash, CASE kind WHEN 'refund' THEN change - amount ELSE amount - change END AS came,
				CASE WHEN kind = 'refund' THEN iif(order_id = '', 'return_back', 'deposit_back') WHEN order_id <> '' THEN 'deposit'
					WHEN invoice_id <> '' THEN 'sale' ELSE 'debt' END AS what
			FROM payments WHERE shift_id = ? AND shift_id <> '' AND method NOT IN ('deposit', 'exchange'))
		GROUP BY what ORDER BY instr('sale debt deposit deposit_back return_back', what)`, s.ID)
	if err != nil {
		return nil, err
	}
	from, to := s.OpenedAt.Format(db.TimeFormat), "~" // after every time
	if s.Close != nil {
		to = s.Close.At.Format(db.TimeFormat)
	}
	err = tx.Row([]any{&t.Invoices, &t.Sold, &t.Owed, &t.Rounding},
		"SELECT count(*), coalesce(sum(total),0), coalesce(sum(due),0), coalesce(sum(rounding),0) FROM invoices WHERE till_id = ? AND issued_at >= ? AND issued_at <= ?", s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	err = tx.Row([]any{&t.Paid, &t.Ahead, &t.Traded}, `SELECT coalesce(sum(p.amount - p.change) FILTER (WHERE p.method NOT IN ('deposit', 'exchange')), 0),
			coalesce(sum(p.amount) FILTER (WHERE p.method = 'deposit'), 0), coalesce(sum(p.amount) FILTER (WHERE p.method = 'exchange'), 0)
		FROM invoices i CROSS JOIN payments p ON p.invoice_id = i.id
		WHERE i.till_id = ? AND i.issued_at >= ? AND i.issued_at <= ? AND p.kind <> 'refund'`, s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	var back money.Rial
	err = tx.Row([]any{&t.Returned, &t.TakenOff, &back}, "SELECT coalesce(sum(total),0), coalesce(sum(total - refunded),0), coalesce(sum(rounding),0) FROM credit_notes WHERE till_id = ? AND issued_at >= ? AND issued_at <= ?", s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	err = tx.Row([]any{&t.PaidOut, &t.TradedTo}, `SELECT coalesce(sum(p.amount) FILTER (WHERE p.method <> 'exchange'), 0), coalesce(sum(p.amount) FILTER (WHERE p.method = 'exchange'), 0)
		FROM credit_notes c CROSS JOIN credit_refunds r ON r.credit_id = c.id CROSS JOIN payments p ON p.id = r.id
		WHERE c.till_id = ? AND c.issued_at >= ? AND c.issued_at <= ?`, s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	t.Rounding -= back
	err = tx.Rows(func(r *sql.Rows) error {
		var x ByTax
		err := r.Scan(&x.RateBP, &x.Net, &x.Tax)
		t.Taxes = append(t.Taxes, x)
		return err
	}, `SELECT rate, sum(net), sum(tax) FROM (
			SELECT l.tax_rate_bp AS rate, l.net, l.tax FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
				WHERE i.till_id = ?1 AND i.issued_at >= ?2 AND i.issued_at <= ?3
			UNION ALL SELECT l.tax_rate_bp, -b.net, -b.tax FROM credit_notes c JOIN credit_lines b ON b.credit_id = c.id
				JOIN invoice_lines l ON l.id = b.invoice_line_id WHERE c.till_id = ?1 AND c.issued_at >= ?2 AND c.issued_at <= ?3)
		GROUP BY 1 ORDER BY 1 DESC`, s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var p ByPerson
		err := r.Scan(&p.Name, &p.Count, &p.Total)
		t.People = append(t.People, p)
		return err
	}, `SELECT max(staff_name), count(*), sum(total) FROM invoices WHERE till_id = ? AND issued_at >= ? AND issued_at <= ?
		GROUP BY staff_id ORDER BY 3 DESC, 1`, s.TillID, from, to)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var l Lent
		var at string
		err := r.Scan(&l.Right, &l.To, &l.By, &at)
		l.At = db.ParseTime(at)
		t.Lent = append(t.Lent, l)
		return err
	}, "SELECT allowed, staff_name, by_name, at FROM approvals WHERE till_id = ? AND at >= ? AND at <= ? ORDER BY at, id", s.TillID, from, to)
	return t, err
}
