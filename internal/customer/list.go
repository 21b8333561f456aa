package customer

import (
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

// Listed is what a list makes of a customer: a new one (Old has no id), one
// that changes, or neither.
type Listed struct {
	Old, New Customer
}

// Differs tells whether anything is written.
func (l Listed) Differs() bool { return l.Old.ID == "" || l.Old != l.New }

// Read reads what a row of a list says, as it will be stored; the kind follows
// from the national id where it is not said.
func (in Input) Read() (Customer, error) {
	c := Customer{Kind: Person}
	if in.Kind == nil && in.NationalID != nil {
		if _, ok := persian.LegalID(*in.NationalID); ok {
			c.Kind = Organisation
		}
	}
	var list errs.List
	in.put(&c, &list)
	return c, list.Err()
}

// FromList decides about a row of a list: said is what Read made of in. A
// customer is known by the national id or economic code; else by the phone,
// under a name that has a word in common (a family shares one); else by the
// name, where nothing else contradicts. Only what is said changes something.
func (r *Room) FromList(tx *db.Tx, in Input, said Customer) (Listed, error) {
	old, err := r.listed(tx, said)
	if err != nil {
		return Listed{}, err
	}
	l := Listed{Old: old, New: old}
	if old.ID == "" {
		l.New.Kind = said.Kind
		if said.Name == "" {
			return l, errs.At("name", "missing")
		}
	}
	if in.Kind == nil && in.NationalID != nil && said.NationalID != "" { // the number tells which it is
		l.New.Kind = said.Kind
	}
	var list errs.List
	in.put(&l.New, &list)
	return l, list.Err()
}

func (r *Room) listed(tx *db.Tx, said Customer) (Customer, error) {
	all := func(ids []string, fits func(Customer) bool) ([]Customer, error) {
		var found []Customer
		for _, id := range ids {
			c, err := r.Get(tx, id)
			if errs.Is(err, errs.NotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if fits(c) && !slices.ContainsFunc(found, func(f Customer) bool { return f.ID == c.ID }) {
				found = append(found, c)
			}
		}
		return found, nil
	}
	var keys []key
	for _, k := range []key{{"national_id", said.NationalID}, {"economic_code", said.EconomicCode}, {"phone", said.Phone}} {
		if k.value != "" {
			keys = append(keys, k)
		}
	}
	for _, k := range keys {
		ids, err := r.keyed(tx, []key{k})
		if err != nil {
			return Customer{}, err
		}
		found, err := all(ids, func(c Customer) bool {
			if k.col != "phone" {
				return true
			}
			return c.Phone == said.Phone && !said.Contradicts(c) && (said.Name == "" || sameWords(said.Name, c.Name))
		})
		if err != nil || len(found) > 0 {
			return one(found, k.col, err)
		}
	}
	if said.Name == "" {
		return Customer{}, nil
	}
	ids, err := sameName(tx, said.Name)
	if err != nil {
		return Customer{}, err
	}
	found, err := all(ids, func(c Customer) bool { return !said.Contradicts(c) })
	return one(found, "name", err)
}

// one is the customer that was found; where several would do, none is chosen.
func one(found []Customer, field string, err error) (Customer, error) {
	switch {
	case err != nil || len(found) == 0:
		return Customer{}, err
	case len(found) > 1:
		return Customer{}, errs.At(field, "ambiguous_customer", "Count", len(found))
	}
	return found[0], nil
}

// Contradicts tells whether two customers can't be the same: they have
// different numbers.
func (c Customer) Contradicts(o Customer) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	return differ(c.NationalID, o.NationalID) || differ(c.EconomicCode, o.EconomicCode) || differ(c.Phone, o.Phone)
}

// sameWords tells whether two names have a word in common.
func sameWords(a, b string) bool {
	words := persian.Words(b)
	return slices.ContainsFunc(persian.Words(a), func(w string) bool { return slices.Contains(words, w) })
}

// AddListed writes the new customers of a list, many at once, and answers their
// columns as they are stored.
func (r *Room) AddListed(tx *change.Tx, list []*Listed) ([]change.Row, error) {
	all := make([]Customer, len(list))
	for i, l := range list {
		l.New.ID, l.New.CreatedAt = tx.NewID(), tx.Now
		all[i] = l.New
	}
	rows, err := r.insertMany(tx, all)
	became := make([]change.Row, len(rows))
	for i, row := range rows {
		became[i] = row.Row
		delete(became[i], "created_at") // what an undo doesn't ask for
		delete(became[i], "merged_into")
		delete(became[i], "credit_limit")
	}
	return became, err
}

// ChangeListed writes what a list changes of a customer, and answers the columns
// that differ as they are stored, before and after.
func (r *Room) ChangeListed(tx *change.Tx, l *Listed) (was, became change.Row, err error) {
	if was, err = storedRow(tx.Tx, l.Old.ID); err != nil {
		return nil, nil, err
	}
	if err := r.update(tx, l.Old, l.New); err != nil {
		return nil, nil, err
	}
	if became, err = storedRow(tx.Tx, l.Old.ID); err != nil {
		return nil, nil, err
	}
	for col := range became {
		if same(was[col], became[col]) {
			delete(was, col)
			delete(became, col)
		}
	}
	return was, became, nil
}
