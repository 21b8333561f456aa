package customer

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// brief are the columns of a list: of what is sealed the phone alone is read,
// of the others whether they are there.
const brief = `
	SELECT c.id, c.kind, c.name, c.phone, (c.email IS NOT NULL) + 2 * (c.national_id IS NOT NULL)
		+ 4 * (c.economic_code IS NOT NULL) + 8 * (c.postal_code IS NOT NULL) + 16 * (c.address IS NOT NULL), c.registration_no, c.province, c.city, c.note, c.language, c.created_at, c.level_id,
		coalesce((SELECT owed FROM local_balances b WHERE b.customer_id = c.id), 0)`

// listed is a customer of a list; key is its place in a sorted one.
type listed struct {
	Customer
	at     string
	phone  []byte
	sealed int // a bit for each of the others that is there
	key    any
	before string // of an organisation found by one of its people: those who stand before them, a line each
}

func (l *listed) dest() []any {
	return []any{&l.ID, &l.Kind, &l.Name, &l.phone, &l.sealed,
		&l.RegistrationNo, &l.Province, &l.City, &l.Note, &l.Language, &l.at, &l.LevelID, &l.Balance}
}

// show gives the customer masked; its phone whole, when whole says so.
func (r *Room) show(l *listed, whole bool) (Customer, error) {
	c := l.Customer
	c.CreatedAt = db.ParseTime(l.at)
	for i, field := range []*string{&c.Email, &c.NationalID, &c.EconomicCode, &c.PostalCode, &c.Address} {
		if l.sealed&(1<<i) != 0 {
			*field = hidden
		}
	}
	var err error
	c.Phone, err = r.vault.Open("customers", c.ID, "phone", l.phone)
	return c.mask(whole), err
}

// where is the filter as a condition on c.
func (f Filter) where() (where string, args []any) {
	where = " AND c._del = 0 AND c.merged_into = ''"
	if f.Kind != "" {
		where, args = where+" AND c.kind = ?", append(args, f.Kind)
	}
	if f.City != "" {
		where, args = where+" AND c.city = ?", append(args, f.City)
	}
	if f.LevelID != "" {
		where, args = where+" AND c.level_id = ? AND c.level_id <> ''", append(args, f.LevelID)
	}
	if f.Owing {
		where += " AND EXISTS (SELECT 1 FROM local_balances o WHERE o.customer_id = c.id AND o.owed > 0)"
	}
	return where, args
}

// matching fetches what a full-text query gives, in the rank's order: customers
// by their own names, organisations also by those of their people.
func matching(tx *db.Tx, table, match string, f Filter) func(after int64, limit int) ([]lookup.Hit[*listed], error) {
	where, args := f.where()
	query := brief + `, t.rowid, coalesce((SELECT name FROM customer_people p WHERE p.id = l.person_id), ''),
			coalesce((SELECT group_concat(p.name, char(10)) FROM local_people o JOIN customer_people p ON p.id = o.person_id
				WHERE o.customer_id = l.customer_id AND o.n < l.n), '')
		FROM ` + table + ` t LEFT JOIN local_customers k ON k.n = t.rowid LEFT JOIN local_people l ON l.n = t.rowid
		CROSS JOIN customers c ON c.id = coalesce(k.customer_id, l.customer_id)
		WHERE ` + table + ` MATCH ? AND t.rowid > ?` + where + ` ORDER BY t.rowid LIMIT ? + 0`
	return func(after int64, limit int) (out []lookup.Hit[*listed], err error) {
		all := append(append([]any{match, after}, args...), limit)
		err = tx.Rows(func(r *sql.Rows) error {
			l := &listed{}
			h := lookup.Hit[*listed]{Row: l}
			err := r.Scan(append(l.dest(), &h.N, &l.Person, &l.before)...)
			h.ID = l.ID
			out = append(out, h)
			return err
		}, query, all...)
		return out, err
	}
}

// briefly reads one customer of a list, as far as the filter takes it: by its
// own id, that of one that was merged into it, or of somebody of its people.
func briefly(tx *db.Tx, id string, f Filter) (*listed, error) {
	l := &listed{}
	person := ""
	err := tx.Row([]any{&id, &person}, `SELECT l.customer_id, p.name FROM local_people l JOIN customer_people p ON p.id = l.person_id
		WHERE l.person_id = ?`, id)
	if err != nil && !errs.Is(err, errs.NotFound) {
		return nil, err
	}
	if id, err = Root(tx, id); err != nil {
		return nil, err
	}
	where, args := f.where()
	err = tx.Row(l.dest(), brief+" FROM customers c WHERE c.id = ?"+where, append([]any{id}, args...)...)
	l.Person = person
	return l, err
}

// exact lists the customers whom a number, an e-mail or the very name names.
func (r *Room) exact(tx *db.Tx, q string, f Filter) ([]lookup.Hit[*listed], error) {
	ids, err := r.keyed(tx, keys(q))
	if err != nil {
		return nil, err
	}
	named, err := tx.IDs("SELECT customer_id FROM local_customers WHERE folded = ? ORDER BY n LIMIT 50", persian.Fold(q))
	if err != nil {
		return nil, err
	}
	var hits []lookup.Hit[*listed]
	for _, id := range append(ids, named...) {
		l, err := briefly(tx, id, f)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		hits = append(hits, lookup.Hit[*listed]{Row: l, ID: l.ID})
	}
	return hits, nil
}

// mostKeyed bounds what one number names: the last four digits of a phone are
// those of a hundred people in a million.
const mostKeyed = 100

// keyed lists the customers, and the people of organisations, with a value in
// the blind index.
func (r *Room) keyed(tx *db.Tx, keys []key) (ids []string, err error) {
	for _, k := range keys {
		found, err := tx.IDs("SELECT customer_id FROM local_customer_index WHERE col = ? AND hash = ? LIMIT ? + 0",
			k.col, r.vault.Index(k.col, k.value), mostKeyed)
		if err != nil {
			return nil, err
		}
		ids = append(ids, found...)
	}
	return ids, nil
}

// section is a run of a sorted list.
type section struct {
	from, where string
	order       lookup.Order
	has         func(key any) bool // whether a cursor's key stands in it
}

func everywhere(any) bool { return true }

// mostGathered is how many rows a filter may take that are gathered and then
// sorted; when it takes more, the sorted list is walked. Tests change it.
var mostGathered = 5000

// few tells whether so few rows answer a condition, which has an index, that
// they are gathered.
func few(tx *db.Tx, rows string, args ...any) (bool, error) {
	var n int
	err := tx.Row([]any{&n}, "SELECT count(*) FROM (SELECT 1 FROM "+rows+" LIMIT ? + 0)", append(args, mostGathered+1)...)
	return n <= mostGathered, err
}

// sections are how a list is sorted, in their order.
func sections(tx *db.Tx, sort string, f Filter, among string) (list []section, args []any, err error) {
	by, down := lookup.Sort(sort)
	const owing = " AND b.owed <> 0 AND b.owed > 0"
	base, where := " FROM customers c", ""
	gathered := true
	switch {
	case among != "":
		base, where, args = " FROM json_each(?) j CROSS JOIN customers c ON c.id = j.value", "", append(args, among)
	case f.Owing:
		if gathered, err = few(tx, "local_balances WHERE owed <> 0 AND owed > 0"); gathered {
			base, where = " FROM local_balances b INDEXED BY local_balances_owed CROSS JOIN customers c ON c.id = b.customer_id", owing
		}
	case f.City != "":
		if gathered, err = few(tx, "customers WHERE city = ? AND _del = 0 AND merged_into = ''", f.City); gathered {
			base = " FROM customers c INDEXED BY customers_city"
		}
	case f.LevelID != "":
		if gathered, err = few(tx, "customers WHERE level_id = ? AND level_id <> '' AND _del = 0 AND merged_into = ''", f.LevelID); gathered {
			base = " FROM customers c INDEXED BY customers_level"
		}
	case f.Kind == Organisation:
		if gathered, err = few(tx, "customers WHERE kind = 'organisation' AND _del = 0 AND merged_into = ''"); gathered {
			base, where = " FROM customers c INDEXED BY customers_organisation", " AND c.kind = 'organisation'"
		}
	default:
		gathered = false
	}
	if err != nil {
		return nil, nil, err
	}
	one := func(from, key, id string) []section {
		return []section{{from, where, lookup.Order{Key: key, ID: id, Down: down}, everywhere}}
	}
	switch by {
	case "created":
		return one(base, "c.id", "c.id"), args, nil
	case "city":
		return one(base, "c.city", "c.id"), args, nil
	case "balance":
		if gathered {
			return one(base, "coalesce((SELECT owed FROM local_balances o WHERE o.customer_id = c.id), 0)", "c.id"), args, nil
		}
		balances := func(where string, has func(int64) bool) section {
			return section{" FROM local_balances b INDEXED BY local_balances_owed CROSS JOIN customers c ON c.id = b.customer_id", where,
				lookup.Order{Key: "b.owed", ID: "b.customer_id", Down: down}, func(k any) bool { n, ok := k.(int64); return ok && has(n) }}
		}
		list = []section{
			balances(" AND b.owed <> 0 AND b.owed < 0", func(n int64) bool { return n < 0 }),
			{" FROM customers c", " AND NOT EXISTS (SELECT 1 FROM local_balances z WHERE z.customer_id = c.id AND z.owed <> 0)",
				lookup.Flat("c.id", down), func(k any) bool { return k == int64(0) }},
			balances(owing, func(n int64) bool { return n > 0 }),
		}
		if f.Owing {
			return list[2:], args, nil
		}
		if down {
			list[0], list[2] = list[2], list[0]
		}
		return list, args, nil
	}
	if gathered {
		return one(base+" CROSS JOIN local_customers k ON k.customer_id = c.id", "k.sort_key", "c.id"), args, nil
	}
	return one(" FROM local_customers k CROSS JOIN customers c ON c.id = k.customer_id", "k.sort_key", "k.customer_id"), args, nil
}

// ordered lists customers by a column, from behind a place on; among limits
// them unless it is nil.
func ordered(tx *db.Tx, sort string, f Filter, among []string, key any, id string, limit int) (out []*listed, err error) {
	ids := ""
	if among != nil {
		text, err := json.Marshal(among)
		if err != nil {
			return nil, err
		}
		ids = string(text)
	}
	list, first, err := sections(tx, sort, f, ids)
	if err != nil {
		return nil, err
	}
	where, args := f.where()
	for _, s := range list {
		if id != "" && !s.has(key) {
			continue // before the place
		}
		behind, more, by := s.order.SQL(key, id)
		all := append(append(append(append([]any{}, first...), args...), more...), limit-len(out))
		err := tx.Rows(func(r *sql.Rows) error {
			l := &listed{}
			err := r.Scan(append(l.dest(), &l.key)...)
			out = append(out, l)
			return err
		}, brief+", "+s.order.Column()+s.from+" WHERE 1"+where+s.where+behind+by+" LIMIT ? + 0", all...)
		if err != nil || len(out) >= limit {
			return out, err
		}
		id = "" // the next begins at its own beginning
	}
	return out, nil
}

func cities(tx *db.Tx) (out []web.Count, err error) {
	out = []web.Count{}
	err = tx.Rows(func(r *sql.Rows) error {
		var c web.Count
		err := r.Scan(&c.Value, &c.Count)
		out = append(out, c)
		return err
	}, "SELECT city, count(*) FROM customers WHERE city <> '' AND _del = 0 AND merged_into = '' GROUP BY city ORDER BY 2 DESC, 1 LIMIT 500")
	return out, err
}
