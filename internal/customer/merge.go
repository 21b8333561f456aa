package customer

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Merge is two entries of one customer made one: other is out of every list,
// and what it bought and owes counts with keep. No fact is changed by it, so
// that it can be undone.
type Merge struct {
	ID        string    `json:"id"`
	KeepID    string    `json:"keep_id"`
	OtherID   string    `json:"other_id"`
	OtherName string    `json:"other_name"`
	At        time.Time `json:"at"`
	StaffName string    `json:"staff_name"`
	Undone    bool      `json:"undone"`
	filled    string    // JSON: the fields of keep that other filled, with a hash of what was filled in
}

// Merge makes two customers one. What keep says nothing of is filled from
// other. The same id again answers the merge as it is.
func (r *Room) Merge(ctx context.Context, id, keepID, otherID string) (m Merge, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if id != "" {
			old, err := mergeByID(tx.Tx, id)
			if err == nil && (old.KeepID != keepID || old.OtherID != otherID) {
				return errs.At("id", errs.Conflict)
			}
			if m = old; !errs.Is(err, errs.NotFound) {
				return err
			}
		}
		keep, other, err := r.pair(tx.Tx, keepID, otherID)
		if err != nil {
			return err
		}
		filled, err := r.fill(tx, keep, other)
		if err != nil {
			return err
		}
		m = Merge{ID: id, KeepID: keepID, OtherID: otherID, filled: filled}
		if id == "" {
			m.ID = tx.NewID()
		}
		if err := insertMerge(tx, m); err != nil {
			return err
		}
		if err := join(tx, otherID, keepID); err != nil {
			return err
		}
		made = true
		m, err = mergeByID(tx.Tx, m.ID)
		return err
	})
	return m, made, err
}

// pair reads the two, refusing one with itself and one that is merged already.
func (r *Room) pair(tx *db.Tx, keepID, otherID string) (keep, other Customer, err error) {
	var list errs.List
	read := func(field, id string) (c Customer) {
		c, err := r.itself(tx, id)
		switch {
		case errs.Is(err, errs.NotFound):
			list.Add(field, errs.NotFound)
		case err != nil:
			list = append(list, errs.Wrap(errs.Internal, err))
		case c.MergedInto != "":
			list.Add(field, "merged_already")
		}
		return c
	}
	keep, other = read("keep_id", keepID), read("other_id", otherID)
	if keepID == otherID {
		list = errs.List{errs.At("other_id", "merge_itself")}
	}
	return keep, other, list.Err()
}

// fields are what a merge fills in; which prices are paid is nobody's gap.
func (c *Customer) fields() []cell {
	return slices.DeleteFunc(append(c.sealed(), c.plain()...), func(f cell) bool { return f.col == "kind" || f.col == "name" || f.col == "level_id" })
}

// fill writes into keep what it lacks and other has, and tells which fields
// these are.
func (r *Room) fill(tx *change.Tx, keep, other Customer) (string, error) {
	whole, filled := keep, map[string]string{}
	from := other.fields()
	for i, f := range whole.fields() {
		if *f.val != "" || *from[i].val == "" || f.col == "national_id" && keep.Kind != other.Kind {
			continue
		}
		*f.val = *from[i].val
		filled[f.col] = r.print(f)
	}
	if whole != keep {
		if err := r.update(tx, keep, whole); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(filled)
	return string(text), err
}

// print is a hash of a field's value, to tell later whether it was edited.
func (r *Room) print(f cell) string {
	return base64.RawStdEncoding.EncodeToString(r.vault.Index("merged_"+f.col, *f.val))
}

// Unmerge separates the two again: what other filled in goes, as far as nobody
// has edited it since.
func (r *Room) Unmerge(ctx context.Context, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		m, err := mergeByID(tx.Tx, id)
		if err != nil || m.Undone {
			return err
		}
		keep, err := r.itself(tx.Tx, m.KeepID)
		if err != nil {
			return err
		}
		other, err := r.itself(tx.Tx, m.OtherID)
		if err != nil {
			return err
		}
		if other.MergedInto != m.KeepID { // another till has merged it elsewhere
			return errs.New(errs.Conflict)
		}
		var filled map[string]string
		if err := json.Unmarshal([]byte(m.filled), &filled); err != nil {
			return err
		}
		bare := keep
		for _, f := range bare.fields() {
			if was, ok := filled[f.col]; ok && was == r.print(f) {
				*f.val = ""
			}
		}
		if bare != keep {
			if err := r.update(tx, keep, bare); err != nil {
				return err
			}
		}
		return part(tx, m, other.Name)
	})
}

// Merges lists what was merged into a customer, newest first.
func (r *Room) Merges(ctx context.Context, id string) (list web.List[Merge], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		c, err := r.Get(tx, id)
		if err == nil {
			list.Items, err = mergesInto(tx, c.ID)
		}
		return err
	})
	return list, err
}

// Twin is a customer who may be the same as the one that is being written, and
// why one may think so.
type Twin struct {
	Customer Customer `json:"customer"`
	Why      []string `json:"why" enum:"phone,name,national_id"`
}

// mostTwins is how many are told of.
const mostTwins = 10

// Alike lists the customers with the same phone, the same national id, or the
// same name but for the order of its words and how they are spelt.
func (r *Room) Alike(ctx context.Context, name, phone, nationalID, except string) (list web.List[Twin], err error) {
	list.Items = []Twin{}
	found := map[string]int{}
	whole := actor.From(ctx).May(actor.SealedRead)
	add := func(l *listed, why string) error {
		i, ok := found[l.ID]
		if !ok {
			if l.ID == except || len(list.Items) >= mostTwins {
				return nil
			}
			c, err := r.show(l, whole)
			if err != nil {
				return err
			}
			i, found[l.ID] = len(list.Items), len(list.Items)
			list.Items = append(list.Items, Twin{Customer: c})
		}
		if t := &list.Items[i]; !slices.Contains(t.Why, why) {
			t.Why = append(t.Why, why)
		}
		return nil
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if except != "" {
			if root, err := Root(tx, except); err == nil {
				except = root
			}
		}
		var numbers []key
		if p, ok := persian.Phone(persian.Tidy(phone)); ok {
			numbers = append(numbers, key{"phone", p})
		}
		if d, ok := digits(nationalID); ok {
			numbers = append(numbers, key{"national_id", d})
		}
		for _, k := range numbers {
			ids, err := r.keyed(tx, []key{k})
			if err != nil {
				return err
			}
			for _, id := range ids {
				l, err := briefly(tx, id, Filter{})
				if err == nil {
					err = add(l, k.col)
				}
				if err != nil && !errs.Is(err, errs.NotFound) {
					return err
				}
			}
		}
		return r.namesakes(tx, persian.Tidy(name), func(l *listed) error { return add(l, "name") })
	})
	return list, err
}

// namesakes finds customers of the same name.
func (r *Room) namesakes(tx *db.Tx, name string, add func(*listed) error) error {
	if persian.Queries(name) == nil {
		return nil
	}
	hits, err := r.exact(tx, name, Filter{})
	if err != nil {
		return err
	}
	match, err := r.known.Near(tx, name)
	if err != nil {
		return err
	}
	near, err := matching(tx, "fts_customers", match, Filter{})(lookup.Start.N, 100)
	if err != nil {
		return err
	}
	for _, h := range append(hits, near...) {
		if h.Row.Person == "" && lookup.Alike(h.Row.Name, name) {
			if err := add(h.Row); err != nil {
				return err
			}
		}
	}
	return nil
}
