package order

import (
	"context"
	"slices"
	"strings"

	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Filter chooses orders of a list; zero values choose all.
type Filter struct {
	CustomerID string // with those that were merged into it
	State      State
	Open       bool   // with which something is still to be done
	Closed     bool   // with which nothing is
	Followed   bool   // without sales at the counter
	Due        string // by the promise: "late", "today"
	Delivery   string
	Found      []string // the customers whom the text finds, where they are known already; nil: they are looked for
}

// most is how many orders a text may find, and mostCustomers how many customers.
const (
	most          = 2000
	mostCustomers = 200
)

// Find lists orders, newest first or as sort says: those of which a text is a
// part of the number, of a customer whom it finds, for a recipient of that name
// or phone, or whose invoice or tracking code has that number.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (web.List[Order], error) {
	return customer.Documents[listed, Order]{
		Search: func(tx *db.Tx, q string) ([]string, error) { return r.search(tx, q, f.Found) },
		Ordered: func(tx *db.Tx, family, among []string, key any, id string, limit int) ([]listed, error) {
			rows, err := ordered(tx, sort, f, family, among, key, id, limit)
			if err != nil {
				return nil, err
			}
			return rows, dress(tx, rows)
		},
		Place: func(l listed) (any, string) { return l.key, l.ID },
		Row:   func(l listed) Order { return l.Order },
	}.List(ctx, r.j, customer.Finder{IDs: r.customers.IDs, Family: customer.Family}, query, f.CustomerID)
}

// number is a typed or scanned number as documents bear it.
func number(q string) string {
	return strings.ToUpper(strings.Join(strings.Fields(persian.LatinDigits(q)), ""))
}

// search lists the ids of the orders that a text finds.
func (r *Room) search(tx *db.Tx, q string, customers []string) ([]string, error) {
	if kind, id, looks := doclink.Read(r.vault, q); looks { // the code on the paper of one of its documents
		found, err := documented(tx, kind, id)
		return append([]string{}, found...), err
	}
	runs, err := runs(tx)
	if err != nil {
		return nil, err
	}
	found, err := numbered(tx, lookup.Numbers(q, runs, most))
	if err != nil {
		return nil, err
	}
	if customers == nil {
		if customers, err = r.customers.IDs(tx, q, mostCustomers); err != nil {
			return nil, err
		}
	}
	theirs, err := ofCustomers(tx, customers, most)
	if err != nil {
		return nil, err
	}
	of, err := ofDocument(tx, number(q), most)
	if err != nil {
		return nil, err
	}
	to, err := r.receivedBy(tx, q, most)
	return append([]string{}, slices.Concat(found, of, theirs, to)...), err
}

// Counts tells how many orders stand in each state that isn't done.
func (r *Room) Counts(ctx context.Context) (list web.List[web.Count], err error) {
	list.Items = []web.Count{}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := counts(tx)
		list.Items = append(list.Items, rows...)
		return err
	})
	return list, err
}
