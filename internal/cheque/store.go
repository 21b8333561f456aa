package cheque

import (
	"database/sql"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
)

var (
	cheques = change.Cells("cheques", "customer_id", "number", "bank", "sayad_id", "due_on", "holder", "amount", "state", "created_at")
	events  = change.Facts("cheque_events", "cheque_id", "kind", "from_state", "to_state", "debt", "note", "staff_id", "staff_name", "at")
)

func insert(tx *change.Tx, c Cheque) error {
	return tx.Insert(cheques, c.ID, change.Row{"customer_id": c.CustomerID, "number": c.Number, "bank": c.Bank, "sayad_id": c.SayadID,
		"due_on": c.DueOn, "holder": c.Holder, "amount": c.Amount, "state": string(c.State), "created_at": tx.At()})
}

func insertEvent(tx *change.Tx, chequeID string, e Event) error {
	return tx.Insert(events, e.ID, change.Row{"cheque_id": chequeID, "kind": e.Kind, "from_state": string(e.From), "to_state": string(e.To),
		"debt": e.Debt, "note": e.Note, "staff_id": tx.Actor.StaffID, "staff_name": tx.Actor.Name, "at": tx.At()})
}

func setState(tx *change.Tx, id string, to State) error {
	return tx.Set(cheques, id, change.Row{"state": string(to)})
}

func setWritten(tx *change.Tx, id string, c payment.Written) error {
	return tx.Set(cheques, id, change.Row{"number": c.Number, "bank": c.Bank, "sayad_id": c.SayadID, "due_on": c.DueOn, "holder": c.Holder})
}

const (
	columns = `SELECT q.id, q.number, q.bank, q.sayad_id, q.due_on, q.holder, q.amount, q.state, q.customer_id, coalesce(c.name, ''),
		p.invoice_id, coalesce((SELECT i.number FROM invoices i WHERE i.id = p.invoice_id), ''), q.created_at`
	from = ` FROM cheques q JOIN payments p ON p.id = q.id LEFT JOIN customers c ON c.id = q.customer_id `
)

func (c *Cheque) dest(at *string) []any {
	return []any{&c.ID, &c.Number, &c.Bank, &c.SayadID, &c.DueOn, &c.Holder, &c.Amount, &c.State, &c.CustomerID, &c.CustomerName,
		&c.InvoiceID, &c.InvoiceNumber, at}
}

func (c *Cheque) settle(tx *db.Tx, at string) {
	c.CreatedAt, c.Late = db.ParseTime(at), c.State == Held && c.DueOn < calendar.ISO(tx.Now)
}

func byID(tx *db.Tx, id string) (c Cheque, err error) {
	var at string
	err = tx.Row(c.dest(&at), columns+from+"WHERE q.id = ?", id)
	c.settle(tx, at)
	return c, err
}

// bySayad is the number of the cheque that bears a صیاد id and is with the shop.
func bySayad(tx *db.Tx, sayadID, but string) (number string, err error) {
	err = tx.Row([]any{&number}, "SELECT number FROM cheques WHERE sayad_id = ? AND sayad_id <> '' AND state <> 'given_back' AND id <> ? LIMIT 1", sayadID, but)
	return number, err
}

func eventsOf(tx *db.Tx, id string) ([]Event, error) {
	out := []Event{}
	return out, tx.Rows(func(r *sql.Rows) error {
		var e Event
		var at string
		err := r.Scan(&e.ID, &e.Kind, &e.From, &e.To, &e.Debt, &e.Note, &e.StaffName, &at)
		e.At = db.ParseTime(at)
		out = append(out, e)
		return err
	}, "SELECT id, kind, from_state, to_state, debt, note, staff_name, at FROM cheque_events WHERE cheque_id = ? ORDER BY at, id", id)
}

// listed is a cheque with its place in a list.
type listed struct {
	Cheque
	key any
}

// keys are the columns by which cheques are sorted.
var keys = map[string]string{"due": "q.due_on", "amount": "q.amount", "created": "q.id"}

// ordered reads cheques from behind a place on; family and among limit them
// unless they are nil.
func ordered(tx *db.Tx, sort string, f Filter, family, among []string, key any, id string, limit int) (out []listed, err error) {
	by, down := lookup.Sort(sort)
	order := lookup.Order{Key: keys[by], ID: "q.id", Down: down}
	if by == "" {
		order.Key = keys["due"]
	}
	where, args := "", []any{}
	where, args = lookup.Among(where, args, "q.customer_id", family)
	where, args = lookup.Among(where, args, "q.id", among)
	if f.Open {
		where += " AND q.state NOT IN ('cleared', 'given_back')"
	}
	if f.State != "" {
		where, args = where+" AND q.state = ?", append(args, string(f.State))
	}
	switch day := calendar.ISO(tx.Now); f.Due {
	case "late":
		where, args = where+" AND q.state = 'held' AND q.due_on < ?", append(args, day)
	case "week", "month":
		where, args = where+" AND q.due_on >= ? AND q.due_on <= ?", append(args, day, calendar.ISO(tx.Now.AddDate(0, 0, map[string]int{"week": 7, "month": 30}[f.Due])))
	}
	behind, more, sorted := order.SQL(key, id)
	args = append(append(args, more...), limit)
	err = tx.Rows(func(r *sql.Rows) error {
		var l listed
		var at string
		err := r.Scan(append(l.dest(&at), &l.key)...)
		l.settle(tx, at)
		out = append(out, l)
		return err
	}, columns+", "+order.Key+from+"WHERE q._del = 0"+where+behind+sorted+" LIMIT ? + 0", args...)
	return out, err
}

// recent is how many of the newest cheques are looked through for a part of a
// number; by its whole صیاد id any is found.
const recent = 5_000

// written lists the cheques in whose number or صیاد id digits stand.
func written(tx *db.Tx, digits string, most int) ([]string, error) {
	return tx.IDs(`SELECT id FROM (SELECT id, due_on FROM (SELECT id, due_on, number, sayad_id FROM cheques ORDER BY id DESC LIMIT ?3 + 0)
			WHERE instr(number, ?1) > 0 OR instr(sayad_id, ?1) > 0
			UNION SELECT id, due_on FROM cheques WHERE sayad_id = ?1 AND sayad_id <> '')
		ORDER BY due_on DESC LIMIT ?2 + 0`, digits, most, recent)
}

func ofCustomers(tx *db.Tx, customers string, most int) ([]string, error) {
	return tx.IDs(`SELECT q.id FROM json_each(?) j CROSS JOIN cheques q INDEXED BY cheques_customer ON q.customer_id = j.value
		ORDER BY q.due_on DESC LIMIT ? + 0`, customers, most)
}

// sums adds up the cheques with which something is still to be done.
func sums(tx *db.Tx) (s Sums, err error) {
	day := calendar.ISO(tx.Now)
	week := calendar.ISO(tx.Now.AddDate(0, 0, 7))
	err = tx.Rows(func(r *sql.Rows) error {
		var c Cheque
		if err := r.Scan(&c.State, &c.DueOn, &c.Amount); err != nil {
			return err
		}
		switch c.State {
		case Held:
			s.Held.add(c.Amount)
		case Deposited:
			s.Deposited.add(c.Amount)
		default:
			s.Bounced.add(c.Amount)
		}
		switch {
		case c.State == Held && c.DueOn < day:
			s.Late.add(c.Amount)
		case c.State != Bounced && c.DueOn >= day && c.DueOn <= week:
			s.Week.add(c.Amount)
		}
		return nil
	}, "SELECT state, due_on, amount FROM cheques WHERE state NOT IN ('cleared', 'given_back')")
	return s, err
}

func openOf(tx *db.Tx, family string) (waiting, bounced money.Rial, err error) {
	err = tx.Row([]any{&waiting, &bounced}, `SELECT coalesce(sum(CASE WHEN q.state <> 'bounced' THEN q.amount ELSE 0 END), 0),
			coalesce(sum(CASE q.state WHEN 'bounced' THEN q.amount ELSE 0 END), 0)
		FROM json_each(?) j CROSS JOIN cheques q INDEXED BY cheques_customer ON q.customer_id = j.value
		WHERE q.state IN ('held', 'deposited', 'bounced')`, family)
	return waiting, bounced, err
}

// soon lists the cheques in hand whose day is no later than until.
func soon(tx *db.Tx, until string) (out []Cheque, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var c Cheque
		err := r.Scan(&c.ID, &c.Number, &c.DueOn, &c.Amount, &c.CustomerName)
		out = append(out, c)
		return err
	}, `SELECT q.id, q.number, q.due_on, q.amount, coalesce(c.name, '') FROM cheques q LEFT JOIN customers c ON c.id = q.customer_id
		WHERE q.state NOT IN ('cleared', 'given_back') AND q.state = 'held' AND q.due_on <= ? ORDER BY q.due_on, q.id`, until)
	return out, err
}
