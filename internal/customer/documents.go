package customer

import (
	"context"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Finder is how the rooms of documents (orders, invoices) ask for customers.
// IDs lists those that a text finds, best first, with those that were merged
// into them; Family those that count with one.
type Finder struct {
	IDs    func(tx *db.Tx, q string, most int) ([]string, error)
	Family func(tx *db.Tx, id string) ([]string, error)
}

// Documents are a room's: how it finds, orders and shows them.
type Documents[L, T any] struct {
	Search  func(tx *db.Tx, q string) (ids []string, err error)
	Ordered func(tx *db.Tx, family, among []string, key any, id string, limit int) ([]L, error)
	Place   func(L) (key any, id string) // in the list's order
	Row     func(L) T
}

// List gives a page of them: those of a customer and its family ("" for
// everybody's), and those that the query's text finds.
func (d Documents[L, T]) List(ctx context.Context, j *change.Journal, f Finder, query web.Query, customerID string) (page web.List[T], err error) {
	after, err := query.After(2)
	if err != nil {
		return page, err
	}
	key, err := lookup.ParseKey(after[0])
	if err != nil {
		return page, err
	}
	var rows []L
	err = j.DB.Read(ctx, func(tx *db.Tx) error {
		var family, among []string
		if customerID != "" {
			if family, err = f.Family(tx, customerID); err != nil {
				return err
			}
		}
		if q := persian.Tidy(query.Q); q != "" {
			if among, err = d.Search(tx, q); err != nil {
				return err
			}
		}
		rows, err = d.Ordered(tx, family, among, key, after[1], query.Limit+1)
		return err
	})
	list := web.Page(rows, query.Limit, func(l L) []string {
		key, id := d.Place(l)
		return []string{lookup.Key(key), id}
	})
	page = web.List[T]{Items: make([]T, 0, len(list.Items)), Next: list.Next}
	for _, l := range list.Items {
		page.Items = append(page.Items, d.Row(l))
	}
	return page, err
}
