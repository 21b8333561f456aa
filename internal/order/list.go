package order

import (
	"context"

	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Filter chooses orders of a list; zero values choose all.
type Filter struct {
	CustomerID string // with those that were merged into it
	State      State
}

// most is how many orders a text may find, and mostCustomers how many customers.
const (
	most          = 2000
	mostCustomers = 200
)

// Find lists orders, newest first or as sort says: those of which a text is a
// part of the number, or of a customer whom it finds.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (page web.List[Order], err error) {
	after, err := query.After(2)
	if err != nil {
		return page, err
	}
	key, err := lookup.ParseKey(after[0])
	if err != nil {
		return page, err
	}
	var rows []listed
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		var family, among []string
		if f.CustomerID != "" {
			if family, err = r.named.Family(tx, f.CustomerID); err != nil {
				return err
			}
		}
		if q := persian.Tidy(query.Q); q != "" {
			if among, err = r.search(tx, q); err != nil {
				return err
			}
		}
		rows, err = ordered(tx, sort, f, family, among, key, after[1], query.Limit+1)
		return err
	})
	list := web.Page(rows, query.Limit, func(l listed) []string { return []string{lookup.Key(l.key), l.ID} })
	page = web.List[Order]{Items: make([]Order, 0, len(list.Items)), Next: list.Next}
	for _, l := range list.Items {
		page.Items = append(page.Items, l.Order)
	}
	return page, err
}

// search lists the ids of the orders that a text finds.
func (r *Room) search(tx *db.Tx, q string) ([]string, error) {
	runs, err := runs(tx)
	if err != nil {
		return nil, err
	}
	found, err := numbered(tx, lookup.Numbers(q, runs, most))
	if err != nil {
		return nil, err
	}
	customers, err := r.named.IDs(tx, q, mostCustomers)
	if err != nil {
		return nil, err
	}
	theirs, err := ofCustomers(tx, customers, most)
	return append(append([]string{}, found...), theirs...), err
}
