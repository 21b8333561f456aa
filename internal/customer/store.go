package customer

import (
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

var (
	customers = change.Cells("customers", "kind", "name", "phone", "email", "national_id", "economic_code", "postal_code",
		"address", "registration_no", "province", "city", "note", "created_at")
	accesses = change.Facts("accesses", "staff_id", "action", "subject", "subject_id", "at")
)

// sortBytes is how much of a name's place in the alphabet is kept: some
// forty letters, and a cursor stays short.
const sortBytes = 96

// cell is a column with its field.
type cell struct {
	col string
	val *string
}

// sealed are the columns that are sealed.
func (c *Customer) sealed() []cell {
	return []cell{{"phone", &c.Phone}, {"email", &c.Email}, {"national_id", &c.NationalID},
		{"economic_code", &c.EconomicCode}, {"postal_code", &c.PostalCode}, {"address", &c.Address}}
}

// plain are the others that are texts.
func (c *Customer) plain() []cell {
	return []cell{{"kind", &c.Kind}, {"name", &c.Name}, {"registration_no", &c.RegistrationNo},
		{"province", &c.Province}, {"city", &c.City}, {"note", &c.Note}}
}

func (r *Room) insert(tx *change.Tx, c Customer) error {
	row := change.Row{"created_at": tx.At()}
	for _, p := range c.plain() {
		row[p.col] = *p.val
	}
	for _, s := range c.sealed() {
		box, err := r.vault.Seal("customers", c.ID, s.col, *s.val)
		if err != nil {
			return err
		}
		row[s.col] = box
	}
	if err := tx.Insert(customers, c.ID, row); err != nil {
		return err
	}
	if err := r.blind(tx, c); err != nil {
		return err
	}
	return name(tx.Tx, c, false)
}

// update writes the columns that are different in c.
func (r *Room) update(tx *change.Tx, old, c Customer) error {
	row := change.Row{}
	before := old.plain()
	for i, p := range c.plain() {
		if *p.val != *before[i].val {
			row[p.col] = *p.val
		}
	}
	before = old.sealed()
	resealed := false
	for i, s := range c.sealed() {
		if *s.val == *before[i].val {
			continue
		}
		box, err := r.vault.Seal("customers", c.ID, s.col, *s.val)
		if err != nil {
			return err
		}
		row[s.col], resealed = box, true
	}
	if err := tx.Set(customers, c.ID, row); err != nil {
		return err
	}
	if resealed {
		if err := tx.Exec("DELETE FROM local_customer_index WHERE customer_id = ?", c.ID); err != nil {
			return err
		}
		if err := r.blind(tx, c); err != nil {
			return err
		}
	}
	if c.Name == old.Name {
		return nil
	}
	return name(tx.Tx, c, true)
}

// blind writes the blind index of what is sealed.
func (r *Room) blind(tx *change.Tx, c Customer) error {
	put := func(col, value string) error {
		if value == "" {
			return nil
		}
		return tx.Exec("INSERT OR IGNORE INTO local_customer_index(col, hash, customer_id) VALUES(?, ?, ?)",
			col, r.vault.Index(col, value), c.ID)
	}
	for _, k := range []key{{"phone", c.Phone}, {"email", strings.ToLower(c.Email)}, {"national_id", c.NationalID},
		{"economic_code", c.EconomicCode}, {"postal_code", c.PostalCode}} {
		if err := put(k.col, k.value); err != nil {
			return err
		}
	}
	for n := 4; n <= 7 && n <= len(c.Phone); n++ {
		if err := put(ending(n), c.Phone[len(c.Phone)-n:]); err != nil {
			return err
		}
	}
	return nil
}

// key is a value that may be looked up in a column of the blind index.
type key struct{ col, value string }

// ending is the blind index's column of a phone's last n digits.
func ending(n int) string { return "phone_" + string(rune('0'+n)) }

// name keeps how the customer is found and sorted by name.
func name(tx *db.Tx, c Customer, known bool) error {
	write := "INSERT INTO local_customers(folded, sort_key, customer_id) VALUES(?, ?, ?)"
	if known {
		write = "UPDATE local_customers SET folded = ?, sort_key = ? WHERE customer_id = ?"
	}
	sort := persian.SortKey(c.Name)
	if err := tx.Exec(write, persian.Fold(c.Name), sort[:min(len(sort), sortBytes)], c.ID); err != nil {
		return err
	}
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_customers WHERE customer_id = ?", c.ID); err != nil {
		return err
	}
	if known {
		if err := tx.Exec("DELETE FROM fts_customers WHERE rowid = ?", n); err != nil {
			return err
		}
		if err := tx.Exec("DELETE FROM fts_customer_parts WHERE rowid = ?", n); err != nil {
			return err
		}
	}
	words := strings.Join(persian.Words(c.Name), " ")
	if err := tx.Exec("INSERT INTO fts_customers(rowid, name) VALUES(?, ?)", n, words); err != nil {
		return err
	}
	return tx.Exec("INSERT INTO fts_customer_parts(rowid, name) VALUES(?, ?)", n, words)
}

const columns = `
	SELECT c.id, c.kind, c.name, c.phone, c.email, c.national_id, c.economic_code, c.postal_code, c.address,
		c.registration_no, c.province, c.city, c.note, c.created_at,
		coalesce((SELECT owed FROM local_balances b WHERE b.customer_id = c.id), 0)`

// stored is a customer as it stands in the file; boxes are in the order of
// sealed.
type stored struct {
	Customer
	at    string
	boxes [6][]byte
}

func (s *stored) dest() []any {
	to := []any{&s.ID, &s.Kind, &s.Name}
	for i := range s.boxes {
		to = append(to, &s.boxes[i])
	}
	return append(to, &s.RegistrationNo, &s.Province, &s.City, &s.Note, &s.at, &s.Balance)
}

// open gives the customer whole.
func (r *Room) open(s *stored) (Customer, error) {
	s.CreatedAt = db.ParseTime(s.at)
	for i, c := range s.sealed() {
		var err error
		if *c.val, err = r.vault.Open("customers", s.ID, c.col, s.boxes[i]); err != nil {
			return Customer{}, err
		}
	}
	return s.Customer, nil
}

// Get gives a customer whole, to be shown to nobody who may not see it;
// errs.NotFound when there is none.
func (r *Room) Get(tx *db.Tx, id string) (Customer, error) {
	var s stored
	if err := tx.Row(s.dest(), columns+" FROM customers c WHERE c.id = ? AND c._del = 0", id); err != nil {
		return Customer{}, err
	}
	return r.open(&s)
}

// Owe adds to what a customer owes, in rial; below zero takes away. The facts
// behind it are the caller's.
func Owe(tx *change.Tx, id string, delta money.Rial) error {
	var owed money.Rial
	err := tx.Row([]any{&owed}, "SELECT owed FROM local_balances WHERE customer_id = ?", id)
	known := err == nil
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	if err != nil {
		return err
	}
	if owed, err = owed.Add(delta); err != nil {
		return errs.Wrap("out_of_range", err)
	}
	if !known {
		return tx.Exec("INSERT INTO local_balances(customer_id, owed) VALUES(?, ?)", id, int64(owed))
	}
	return tx.Exec("UPDATE local_balances SET owed = ? WHERE customer_id = ?", int64(owed), id)
}

// Named lists the ids of the customers in whose name a text stands, in
// whichever way its letters are written.
func Named(tx *db.Tx, part string) (ids []string, err error) {
	ids = []string{}
	if part = persian.Fold(part); part == "" {
		return ids, nil
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, "SELECT customer_id FROM local_customers WHERE instr(folded, ?) > 0", part)
	return ids, err
}

func wasSeen(tx *db.Tx, staffID, id string, since time.Time) (bool, error) {
	var n int
	err := tx.Row([]any{&n}, `
		SELECT count(*) FROM accesses
		WHERE subject_id = ? AND staff_id = ? AND subject = 'customers' AND action = 'sealed' AND at >= ?`,
		id, staffID, since.UTC().Format(db.TimeFormat))
	return n > 0, err
}

func insertAccess(tx *change.Tx, id string) error {
	return tx.Insert(accesses, tx.NewID(), change.Row{
		"staff_id": tx.Actor.StaffID, "action": "sealed", "subject": "customers", "subject_id": id, "at": tx.At(),
	})
}

// listed is a customer with its place in a list.
type listed struct {
	stored
	class int    // how well it answers the search; 0 best
	sort  []byte // sort_key
}

func rows(tx *db.Tx, query string, args ...any) ([]*listed, error) {
	var out []*listed
	err := tx.Rows(func(r *sql.Rows) error {
		l := &listed{}
		err := r.Scan(append(l.dest(), &l.class, &l.sort)...)
		out = append(out, l)
		return err
	}, query, args...)
	return out, err
}

// all lists the customers by the Persian alphabet.
func all(tx *db.Tx, sort []byte, id string, limit int) ([]*listed, error) {
	return rows(tx, columns+`, 0, k.sort_key
		FROM local_customers k CROSS JOIN customers c ON c.id = k.customer_id
		WHERE c._del = 0 AND (?2 = '' OR (k.sort_key, k.customer_id) > (?1, ?2))
		ORDER BY k.sort_key, k.customer_id LIMIT ?3`, sort, id, limit)
}

// search lists the customers that a name or a number finds: whom a number
// names first, then that very name, then names that begin so, then the rest.
func search(tx *db.Tx, found []string, starts, parts, folded string, class int, sort []byte, id string, limit int) ([]*listed, error) {
	ids, err := json.Marshal(found)
	if err != nil {
		return nil, err
	}
	return rows(tx, columns+`, f.class, f.sort_key
		FROM (
			SELECT k.customer_id, k.sort_key, CASE
				WHEN k.customer_id IN (SELECT value FROM json_each(?1)) THEN 0
				WHEN k.folded = ?4 THEN 1
				WHEN substr(k.folded, 1, length(?4)) = ?4 THEN 2
				ELSE 3 END AS class
			FROM local_customers k
			WHERE k.customer_id IN (SELECT value FROM json_each(?1))
				OR k.n IN (SELECT rowid FROM fts_customers WHERE fts_customers MATCH ?2)
				OR k.n IN (SELECT rowid FROM fts_customer_parts WHERE fts_customer_parts MATCH ?3)
		) f CROSS JOIN customers c ON c.id = f.customer_id
		WHERE c._del = 0 AND (?7 = '' OR (f.class, f.sort_key, f.customer_id) > (?5, ?6, ?7))
		ORDER BY f.class, f.sort_key, f.customer_id LIMIT ?8`,
		string(ids), starts, parts, folded, class, sort, id, limit)
}

// keyed lists the customers with a value in the blind index.
func (r *Room) keyed(tx *db.Tx, keys []key) ([]string, error) {
	ids := []string{}
	for _, k := range keys {
		err := tx.Rows(func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			ids = append(ids, id)
			return err
		}, "SELECT customer_id FROM local_customer_index WHERE col = ? AND hash = ?", k.col, r.vault.Index(k.col, k.value))
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}
