package invoice

import (
	"context"
	"fmt"

	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Filter chooses invoices of a list; zero values choose all.
type Filter struct {
	CustomerID string // with those that were merged into it
	StaffID    string
	OrderID    string // only what became of it; name its day too, in a large file
	Owing      bool   // left something due
	From, To   string // times of the file, To exclusive
}

// most is how many invoices a text may find, and mostBuyers how many customers.
const (
	most       = 2000
	mostBuyers = 200
)

// Find lists heads (without lines and payments), newest first or as sort says:
// those of which a text is a part of the number, or that a customer bought whom
// it finds, or whose buyer was called so then.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (page web.List[Head], err error) {
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
	page = web.List[Head]{Items: make([]Head, 0, len(list.Items)), Next: list.Next}
	for _, l := range list.Items {
		page.Items = append(page.Items, l.Head)
	}
	return page, err
}

// search lists the ids of the invoices that a text finds.
func (r *Room) search(tx *db.Tx, q string) ([]string, error) {
	runs, err := runs(tx)
	if err != nil {
		return nil, err
	}
	ids, err := numbered(tx, lookup.Numbers(q, runs, most))
	if err != nil {
		return nil, err
	}
	buyers, err := r.named.IDs(tx, q, mostBuyers)
	if err != nil {
		return nil, err
	}
	bought, err := boughtBy(tx, buyers, most)
	if err != nil {
		return nil, err
	}
	then, err := calledThen(tx, q, most)
	return append(append(append([]string{}, ids...), bought...), then...), err
}

func run(series string, year int, last int64) lookup.Run {
	return lookup.Run{Series: series, Prefix: fmt.Sprintf("%s-%d-", series, year), Last: last, Width: 6}
}
