package customer

import (
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

var (
	customers = change.Cells("customers", "kind", "name", "phone", "email", "national_id", "economic_code", "postal_code",
		"address", "registration_no", "province", "city", "note", "created_at", "merged_into", "level_id", "credit_limit", "language")
	accesses = change.Facts("accesses", "staff_id", "action", "subject", "subject_id", "at")
)

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
		{"province", &c.Province}, {"city", &c.City}, {"note", &c.Note}, {"level_id", &c.LevelID}, {"language", &c.Language}}
}

func (r *Room) insert(tx *change.Tx, c Customer) error {
	_, err := r.insertMany(tx, []Customer{c})
	return err
}

// insertMany writes new customers and answers their columns as they are stored.
func (r *Room) insertMany(tx *change.Tx, list []Customer) ([]change.NewRow, error) {
	rows := make([]change.NewRow, len(list))
	for i := range list {
		c := &list[i]
		row := change.Row{"created_at": tx.At(), "merged_into": "", "credit_limit": nil}
		for _, p := range c.plain() {
			row[p.col] = *p.val
		}
		for _, s := range c.sealed() {
			box, err := r.vault.Seal("customers", c.ID, s.col, *s.val)
			if err != nil {
				return nil, err
			}
			row[s.col] = box
		}
		rows[i] = change.NewRow{ID: c.ID, Row: row}
	}
	if err := tx.InsertMany(customers, rows); err != nil {
		return nil, err
	}
	if err := r.blind(tx.Tx, list...); err != nil {
		return nil, err
	}
	return rows, IndexMany(tx.Tx, list)
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
		if err := r.blind(tx.Tx, c); err != nil {
			return err
		}
	}
	if c.Name == old.Name {
		return nil
	}
	return reindex(tx.Tx, c)
}

const columns = `
	SELECT c.id, c.kind, c.name, c.phone, c.email, c.national_id, c.economic_code, c.postal_code, c.address,
		c.registration_no, c.province, c.city, c.note, c.language, c.created_at, c.merged_into, c.level_id,
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
	return append(to, &s.RegistrationNo, &s.Province, &s.City, &s.Note, &s.Language, &s.at, &s.MergedInto, &s.LevelID, &s.Balance)
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

// rowOf reads a customer's own row as it is stored, merged or not;
// errs.NotFound when there is none.
func rowOf(tx *db.Tx, id string) (s stored, err error) {
	err = tx.Row(s.dest(), columns+" FROM customers c WHERE c.id = ? AND c._del = 0", id)
	return s, err
}

// Get gives a customer whole, to be shown to nobody who may not see it;
// errs.NotFound when there is none. Of a customer that was merged it gives the
// one that stayed, MergedInto saying so.
func (r *Room) Get(tx *db.Tx, id string) (Customer, error) {
	s, err := rowOf(tx, id)
	if err != nil {
		return Customer{}, err
	}
	if s.MergedInto != "" {
		root, err := Root(tx, id)
		if err != nil {
			return Customer{}, err
		}
		c, err := r.Get(tx, root)
		c.MergedInto = root
		return c, err
	}
	return r.open(&s)
}

// Language is in which a customer reads what is shown and handed to them, ""
// for the shop's; of one that was merged it is that of the one that stayed.
func Language(tx *db.Tx, id string) (lang string, err error) {
	into := id
	for seen := map[string]bool{}; into != "" && !seen[into]; {
		seen[into] = true
		if err := tx.Row([]any{&lang, &into}, "SELECT language, merged_into FROM customers WHERE id = ?", into); err != nil {
			return "", err
		}
	}
	return lang, nil
}

// SetLevel lets a customer pay by a price level, which the caller knows; of one
// that was merged it is the one that stayed.
func SetLevel(tx *change.Tx, id, levelID string) error {
	if _, err := rowOf(tx.Tx, id); err != nil {
		return err
	}
	id, err := Root(tx.Tx, id)
	if err != nil {
		return err
	}
	s, err := rowOf(tx.Tx, id)
	if err != nil || s.LevelID == levelID {
		return err
	}
	return tx.Set(customers, id, change.Row{"level_id": levelID})
}

// Owe adds to what a customer owes, in rial; below zero takes away. The facts
// behind it are the caller's. What a merged customer owes stands with the one
// that stayed.
func Owe(tx *change.Tx, id string, delta money.Rial) error {
	id, err := Root(tx.Tx, id)
	if err != nil {
		return err
	}
	var owed money.Rial
	err = tx.Row([]any{&owed}, "SELECT owed FROM local_balances WHERE customer_id = ?", id)
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

func wasSeen(tx *db.Tx, staffID, subject, id string, since time.Time) (bool, error) {
	var n int
	err := tx.Row([]any{&n}, `
		SELECT count(*) FROM accesses
		WHERE subject_id = ? AND staff_id = ? AND subject = ? AND action = 'sealed' AND at >= ?`,
		id, staffID, subject, since.UTC().Format(db.TimeFormat))
	return n > 0, err
}

func insertAccess(tx *change.Tx, subject, id string) error {
	return tx.Insert(accesses, tx.NewID(), change.Row{
		"staff_id": tx.Actor.StaffID, "action": "sealed", "subject": subject, "subject_id": id, "at": tx.At(),
	})
}
