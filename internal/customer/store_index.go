package customer

import (
	"fmt"
	"slices"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/vault"
)

// key is a value that may be looked up in a column of the blind index.
type key struct{ col, value string }

// ending is the blind index's column of a phone's last n digits.
func ending(n int) string { return "phone_" + string(rune('0'+n)) }

// phoneKeys are a phone's places in the blind index.
func phoneKeys(phone string) []key {
	if phone == "" {
		return nil
	}
	keys := []key{{"phone", phone}}
	for n := 4; n <= 7 && n <= len(phone); n++ {
		keys = append(keys, key{ending(n), phone[len(phone)-n:]})
	}
	return keys
}

// Blind is a value's place in a blind index.
type Blind struct {
	Col  string
	Hash []byte
}

// BlindPhone gives the places of a phone, whole and by its last digits, for a
// room that keeps phones of its own.
func BlindPhone(v *vault.Vault, phone string) []Blind { return blinded(v, phoneKeys(phone)) }

// AskedPhone gives the places in which a text stands that may be a phone or its
// end.
func AskedPhone(v *vault.Vault, q string) []Blind {
	return blinded(v, slices.DeleteFunc(keys(q), func(k key) bool { return !strings.HasPrefix(k.col, "phone") }))
}

func blinded(v *vault.Vault, list []key) (out []Blind) {
	for _, k := range list {
		out = append(out, Blind{k.col, v.Index(k.col, k.value)})
	}
	return out
}

// blind writes the blind index of what is sealed.
func (r *Room) blind(tx *db.Tx, list ...Customer) error {
	var rows []any
	for _, c := range list {
		rows = r.hashed(rows, c.ID, append(phoneKeys(c.Phone), key{"email", strings.ToLower(c.Email)}, key{"national_id", c.NationalID},
			key{"economic_code", c.EconomicCode}, key{"postal_code", c.PostalCode}))
	}
	return insertBlind(tx, rows)
}

// blindKeys writes the keys of somebody of a customer's people.
func (r *Room) blindKeys(tx *db.Tx, id string, keys []key) error {
	return insertBlind(tx, r.hashed(nil, id, keys))
}

// hashed adds the rows of some keys: the column, the hash, whose it is.
func (r *Room) hashed(rows []any, id string, keys []key) []any {
	for _, k := range keys {
		if k.value != "" {
			rows = append(rows, k.col, r.vault.Index(k.col, k.value), id)
		}
	}
	return rows
}

func insertBlind(tx *db.Tx, rows []any) error {
	for some := range slices.Chunk(rows, 3*lookup.AtOnce) {
		err := tx.Exec("INSERT OR IGNORE INTO local_customer_index(col, hash, customer_id) VALUES"+
			strings.Repeat(",(?,?,?)", len(some)/3)[1:], some...)
		if err != nil {
			return err
		}
	}
	return nil
}

// unblind takes somebody out of the blind index.
func unblind(tx *db.Tx, id string) error {
	return tx.Exec("DELETE FROM local_customer_index WHERE customer_id = ?", id)
}

// IndexMany keeps how new customers are found and sorted by name; many at once
// cost less than one by one.
func IndexMany(tx *db.Tx, list []Customer) error {
	if len(list) == 0 {
		return nil
	}
	last, err := lookup.Last(tx, "customers", "local_customers")
	if err != nil {
		return err
	}
	for len(list) > 0 {
		some := list[:min(len(list), lookup.AtOnce)]
		list = list[len(some):]
		var rows, found []any
		for _, c := range some {
			last++
			rows = append(rows, last, persian.Fold(c.Name), lookup.SortKey(c.Name), c.ID)
			found = append(found, last, words(c.Name))
		}
		for _, w := range []struct {
			into string
			row  string
			args []any
		}{
			{"local_customers(n, folded, sort_key, customer_id)", ",(?,?,?,?)", rows},
			{"fts_customers(rowid, name)", ",(?,?)", found},
			{"fts_customer_parts(rowid, name)", ",(?,?)", found},
		} {
			query := fmt.Sprintf("INSERT INTO %s VALUES%s", w.into, strings.Repeat(w.row, len(some))[1:])
			if err := tx.Exec(query, w.args...); err != nil {
				return err
			}
		}
	}
	return nil
}

func words(name string) string { return strings.Join(persian.Words(name), " ") }

// reindex keeps how a customer that is known is found and sorted now.
func reindex(tx *db.Tx, c Customer) error {
	var n int64
	if err := tx.Row([]any{&n}, "SELECT n FROM local_customers WHERE customer_id = ?", c.ID); err != nil {
		return err
	}
	if err := tx.Exec("UPDATE local_customers SET folded = ?, sort_key = ? WHERE n = ?", persian.Fold(c.Name), lookup.SortKey(c.Name), n); err != nil {
		return err
	}
	if err := lookup.Remember(tx, "customers", c.Name); err != nil {
		return err
	}
	if err := unplace(tx, n); err != nil {
		return err
	}
	return place(tx, n, c.Name)
}

// place puts a name into the full-text indexes; unplace takes it out.
func place(tx *db.Tx, n int64, name string) error {
	for _, table := range []string{"fts_customers", "fts_customer_parts"} {
		if err := tx.Exec("INSERT INTO "+table+"(rowid, name) VALUES(?, ?)", n, words(name)); err != nil {
			return err
		}
	}
	return nil
}

func unplace(tx *db.Tx, n int64) error {
	for _, table := range []string{"fts_customers", "fts_customer_parts"} {
		if err := tx.Exec("DELETE FROM "+table+" WHERE rowid = ?", n); err != nil {
			return err
		}
	}
	return nil
}

// Bought counts further invoices, by customer, and moves those that are found
// earlier now. It belongs behind the sales, not into them.
func Bought(tx *db.Tx, invoices map[string]int64) error {
	var top int64
	if err := tx.Row([]any{&top}, "SELECT coalesce(max(n), 0) FROM local_customers"); err != nil {
		return err
	}
	for id, more := range invoices {
		id, err := Root(tx, id)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		var n, used int64
		var name string
		err = tx.Row([]any{&n, &used, &name},
			"SELECT k.n, k.used, c.name FROM local_customers k JOIN customers c ON c.id = k.customer_id WHERE k.customer_id = ?", id)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		used += more
		if err := tx.Exec("UPDATE local_customers SET used = ? WHERE n = ?", used, n); err != nil {
			return err
		}
		if bucket := lookup.Bucket(used); bucket != lookup.BucketOf(n) && n != top {
			if err := move(tx, id, name, n, bucket); err != nil {
				return err
			}
		}
	}
	return nil
}

// move puts a customer, and the people that stand for it, into another bucket.
func move(tx *db.Tx, id, name string, n int64, bucket int) error {
	to, err := lookup.Next(tx, "local_customers", bucket, false)
	if err != nil {
		return err
	}
	if err := tx.Exec("UPDATE local_customers SET n = ? WHERE n = ?", to, n); err != nil {
		return err
	}
	if err := lookup.Remember(tx, "customers", name); err != nil { // the row may not have been read yet
		return err
	}
	if err := unplace(tx, n); err != nil {
		return err
	}
	if err := place(tx, to, name); err != nil {
		return err
	}
	family, err := Family(tx, id)
	if err != nil {
		return err
	}
	for _, f := range family {
		people, err := peopleOf(tx, f)
		if err != nil {
			return err
		}
		for _, p := range people {
			if err := unplacePerson(tx, p.ID); err != nil {
				return err
			}
			if err := placePerson(tx, id, p.ID, p.Name, bucket); err != nil {
				return err
			}
		}
	}
	return nil
}

// names are the folded names behind a row, for the words.
const names = "SELECT n, folded FROM local_customers WHERE n > ? ORDER BY n LIMIT ? + 0"
