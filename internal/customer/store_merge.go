package customer

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
)

var (
	merges = change.Cells("customer_merges", "keep_id", "other_id", "filled", "staff_id", "at", "undone")
	people = change.Cells("customer_people", "customer_id", "name", "position", "phone", "created_at")
)

// Root is the customer that stayed of those that were merged with one: itself,
// when it wasn't merged.
func Root(tx *db.Tx, id string) (string, error) {
	seen := map[string]bool{} // two tills may have merged two into each other
	for {
		var into string
		if err := tx.Row([]any{&into}, "SELECT merged_into FROM customers WHERE id = ?", id); err != nil {
			return "", err
		}
		if into == "" || seen[into] {
			return id, nil
		}
		seen[id] = true
		id = into
	}
}

// Family lists a customer and all that were merged into it.
func Family(tx *db.Tx, id string) ([]string, error) { return families(tx, []string{id}) }

// families lists customers, in their order, and then all that were merged into
// them.
func families(tx *db.Tx, ids []string) ([]string, error) {
	text, err := json.Marshal(ids)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	return tx.IDs(`WITH RECURSIVE f(id) AS (SELECT value FROM json_each(?)
			UNION SELECT c.id FROM f JOIN customers c ON c.merged_into = f.id AND c.merged_into <> '')
		SELECT id FROM f`, string(text))
}

func peopleOf(tx *db.Tx, customerID string) (out []stander, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var p stander
		var at string
		err := r.Scan(&p.ID, &p.CustomerID, &p.Name, &p.Position, &p.box, &at)
		p.CreatedAt = db.ParseTime(at)
		out = append(out, p)
		return err
	}, personColumns+"WHERE customer_id = ? AND _del = 0 ORDER BY id", customerID)
	return out, err
}

const personColumns = "SELECT id, customer_id, name, position, phone, created_at FROM customer_people "

// stander is somebody of the people of an organisation as it stands in the file.
type stander struct {
	Member
	box []byte
}

func (r *Room) insertPerson(tx *change.Tx, p Member) error {
	box, err := r.vault.Seal("customer_people", p.ID, "phone", p.Phone)
	if err != nil {
		return err
	}
	err = tx.Insert(people, p.ID, change.Row{"customer_id": p.CustomerID, "name": p.Name, "position": p.Position,
		"phone": box, "created_at": tx.At()})
	if err != nil {
		return err
	}
	if err := r.blindKeys(tx.Tx, p.ID, phoneKeys(p.Phone)); err != nil {
		return err
	}
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_customers WHERE customer_id = ?", p.CustomerID); err != nil {
		return err
	}
	if err := lookup.Remember(tx.Tx, "customers", p.Name); err != nil {
		return err
	}
	return placePerson(tx.Tx, p.CustomerID, p.ID, p.Name, lookup.BucketOf(n))
}

func (r *Room) updatePerson(tx *change.Tx, old, p Member) error {
	row := change.Row{}
	if p.Name != old.Name {
		row["name"] = p.Name
	}
	if p.Position != old.Position {
		row["position"] = p.Position
	}
	if p.Phone != old.Phone {
		box, err := r.vault.Seal("customer_people", p.ID, "phone", p.Phone)
		if err != nil {
			return err
		}
		row["phone"] = box
		if err := unblind(tx.Tx, p.ID); err != nil {
			return err
		}
		if err := r.blindKeys(tx.Tx, p.ID, phoneKeys(p.Phone)); err != nil {
			return err
		}
	}
	if err := tx.Set(people, p.ID, row); err != nil || p.Name == old.Name {
		return err
	}
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_people WHERE person_id = ?", p.ID); err != nil {
		return err
	}
	if err := lookup.Remember(tx.Tx, "customers", p.Name); err != nil {
		return err
	}
	if err := unplace(tx.Tx, n); err != nil {
		return err
	}
	return place(tx.Tx, n, p.Name)
}

func removePerson(tx *change.Tx, id string) error {
	if err := unblind(tx.Tx, id); err != nil {
		return err
	}
	if err := unplacePerson(tx.Tx, id); err != nil {
		return err
	}
	return tx.Set(people, id, change.Row{"_del": true})
}

// person reads somebody of the people of a customer.
func (r *Room) person(tx *db.Tx, customerID, id string) (Member, error) {
	var p stander
	var at string
	err := tx.Row([]any{&p.ID, &p.CustomerID, &p.Name, &p.Position, &p.box, &at}, personColumns+"WHERE id = ? AND _del = 0", id)
	if err == nil && p.CustomerID != customerID {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Member{}, err
	}
	p.CreatedAt = db.ParseTime(at)
	return r.openPerson(p)
}

// freeForPerson refuses an id that somebody has, of whichever organisation, also
// one who was struck out.
func freeForPerson(tx *db.Tx, id string) error {
	var taken bool
	err := tx.Row([]any{&taken}, "SELECT EXISTS (SELECT 1 FROM customer_people WHERE id = ?)", id)
	if err == nil && taken {
		err = errs.At("id", errs.Conflict)
	}
	return err
}

func (r *Room) openPerson(p stander) (m Member, err error) {
	p.Phone, err = r.vault.Open("customer_people", p.ID, "phone", p.box)
	return p.Member, err
}

func placePerson(tx *db.Tx, customerID, id, name string, bucket int) error {
	n, err := lookup.Next(tx, "local_people", bucket, true)
	if err != nil {
		return err
	}
	if err := tx.Exec("INSERT INTO local_people(n, person_id, customer_id) VALUES(?, ?, ?)", n, id, customerID); err != nil {
		return err
	}
	return place(tx, n, name)
}

func unplacePerson(tx *db.Tx, id string) error {
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_people WHERE person_id = ?", id); err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM local_people WHERE n = ?", n); err != nil {
		return err
	}
	return unplace(tx, n)
}

// itself reads a customer as its own row stands, merged or not.
func (r *Room) itself(tx *db.Tx, id string) (Customer, error) {
	s, err := rowOf(tx, id)
	if err != nil {
		return Customer{}, err
	}
	return r.open(&s)
}

const mergeColumns = `SELECT m.id, m.keep_id, m.other_id, coalesce(o.name, ''), m.filled, m.at, coalesce(s.name, ''), m.undone
	FROM customer_merges m LEFT JOIN customers o ON o.id = m.other_id LEFT JOIN staff s ON s.id = m.staff_id WHERE m._del = 0`

func (m *Merge) scan(row func(...any) error) error {
	var at, undone string
	err := row(&m.ID, &m.KeepID, &m.OtherID, &m.OtherName, &m.filled, &at, &m.StaffName, &undone)
	m.At, m.Undone = db.ParseTime(at), undone != ""
	return err
}

func mergeByID(tx *db.Tx, id string) (m Merge, err error) {
	err = m.scan(func(to ...any) error { return tx.Row(to, mergeColumns+" AND m.id = ?", id) })
	return m, err
}

// mergesInto lists what was merged into a customer, newest first.
func mergesInto(tx *db.Tx, id string) (out []Merge, err error) {
	family, err := Family(tx, id)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(family)
	if err != nil {
		return nil, err
	}
	out = []Merge{}
	err = tx.Rows(func(r *sql.Rows) error {
		var m Merge
		err := m.scan(r.Scan)
		out = append(out, m)
		return err
	}, mergeColumns+" AND m.keep_id IN (SELECT value FROM json_each(?)) ORDER BY m.id DESC", string(text))
	return out, err
}

func insertMerge(tx *change.Tx, m Merge) error {
	return tx.Insert(merges, m.ID, change.Row{"keep_id": m.KeepID, "other_id": m.OtherID, "filled": m.filled,
		"staff_id": tx.Actor.StaffID, "at": tx.At(), "undone": ""})
}

// join takes a customer out of the lists and counts it with the one that
// stays.
func join(tx *change.Tx, other, keep string) error {
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_customers WHERE customer_id = ?", other); err != nil {
		return err
	}
	if err := unplace(tx.Tx, n); err != nil {
		return err
	}
	if err := tx.Set(customers, other, change.Row{"merged_into": keep}); err != nil {
		return err
	}
	if err := lead(tx.Tx, other); err != nil {
		return err
	}
	return recount(tx.Tx, other, keep)
}

// part gives a customer back to the lists.
func part(tx *change.Tx, m Merge, name string) error {
	if err := tx.Set(customers, m.OtherID, change.Row{"merged_into": ""}); err != nil {
		return err
	}
	if err := tx.Set(merges, m.ID, change.Row{"undone": tx.At()}); err != nil {
		return err
	}
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_customers WHERE customer_id = ?", m.OtherID); err != nil {
		return err
	}
	if err := place(tx.Tx, n, name); err != nil {
		return err
	}
	if err := lead(tx.Tx, m.OtherID); err != nil {
		return err
	}
	keep, err := Root(tx.Tx, m.KeepID)
	if err != nil {
		return err
	}
	return recount(tx.Tx, m.OtherID, keep)
}

// lead makes the people of a customer, and of all that were merged into it,
// find the one that stayed.
func lead(tx *db.Tx, id string) error {
	root, err := Root(tx, id)
	if err != nil {
		return err
	}
	family, err := Family(tx, id)
	if err != nil {
		return err
	}
	for _, f := range family {
		err := tx.Exec("UPDATE local_people SET customer_id = ? WHERE person_id IN (SELECT id FROM customer_people WHERE customer_id = ?)", root, f)
		if err != nil {
			return err
		}
	}
	return nil
}

// recount brings what is derived of customers up to the facts of their
// families: what they owe and how many invoices they have. One that is merged
// has nothing of its own.
func recount(tx *db.Tx, ids ...string) error {
	for _, id := range ids {
		root, err := Root(tx, id)
		if err != nil {
			return err
		}
		var owed, used int64
		if root == id {
			family, err := Family(tx, id)
			if err != nil {
				return err
			}
			for _, f := range family {
				var total, back, bounced, paid, n int64
				if err := tx.Row([]any{&total, &n}, "SELECT coalesce(sum(total), 0), count(*) FROM invoices WHERE customer_id = ?", f); err != nil {
					return err
				}
				if err := tx.Row([]any{&back}, "SELECT coalesce(sum(total), 0) FROM credit_notes WHERE customer_id = ?", f); err != nil {
					return err
				}
				if err := tx.Row([]any{&bounced}, "SELECT coalesce(sum(amount), 0) FROM cheques WHERE customer_id = ? AND state IN ('bounced', 'given_back')", f); err != nil {
					return err
				}
				err := tx.Row([]any{&paid}, `SELECT coalesce(sum(CASE kind WHEN 'refund' THEN -amount ELSE amount - change END), 0)
					FROM payments WHERE customer_id = ? AND method <> 'deposit'`, f)
				if err != nil {
					return err
				}
				owed, used = owed+total-back+bounced-paid, used+n
			}
		}
		if err := tx.Exec("DELETE FROM local_balances WHERE customer_id = ?", id); err != nil {
			return err
		}
		if owed != 0 {
			if err := tx.Exec("INSERT INTO local_balances(customer_id, owed) VALUES(?, ?)", id, owed); err != nil {
				return err
			}
		}
		if err := tx.Exec("UPDATE local_customers SET used = ? WHERE customer_id = ?", used, id); err != nil {
			return err
		}
	}
	return nil
}
