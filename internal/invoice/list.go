package invoice

import (
	"context"
	"fmt"
	"slices"

	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/lookup"
	"pishkhan/internal/serial"
	"pishkhan/internal/web"
)

// Filter chooses invoices of a list; zero values choose all.
type Filter struct {
	CustomerID string // with those that were merged into it
	StaffID    string
	OrderID    string   // only what became of it; name its day too, in a large file
	Owing      bool     // left something due
	Returned   bool     // something came back of it
	From, To   string   // times of the file, To exclusive
	Found      []string // the customers whom the text finds, where they are known already; nil: they are looked for
}

// most is how many invoices a text may find, and mostBuyers how many customers.
const (
	most       = 2000
	mostBuyers = 200
)

// Find lists heads (without lines and payments), newest first or as sort says:
// those of which a text is a part of the number, or that a customer bought whom
// it finds, or whose buyer was called so then, or on which that serial stands.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (web.List[Head], error) {
	return customer.Documents[listed, Head]{
		Search: func(tx *db.Tx, q string) ([]string, error) { return r.search(tx, q, f.Found) },
		Ordered: func(tx *db.Tx, family, among []string, key any, id string, limit int) ([]listed, error) {
			return ordered(tx, sort, f, family, among, key, id, limit)
		},
		Place: func(l listed) (any, string) { return l.key, l.ID },
		Row:   func(l listed) Head { return l.Head },
	}.List(ctx, r.j, r.named, query, f.CustomerID)
}

// search lists the ids of the invoices that a text finds.
func (r *Room) search(tx *db.Tx, q string, buyers []string) ([]string, error) {
	if kind, id, looks := doclink.Read(r.vault, q); looks { // the code on its paper, or on that of what came back of it
		if kind == doclink.Credit {
			return credited(tx, id)
		}
		return []string{id}, nil
	}
	runs, err := runs(tx)
	if err != nil {
		return nil, err
	}
	ids, err := numbered(tx, lookup.Numbers(q, runs, most))
	if err != nil {
		return nil, err
	}
	if buyers == nil {
		if buyers, err = r.named.IDs(tx, q, mostBuyers); err != nil {
			return nil, err
		}
	}
	bought, err := boughtBy(tx, buyers, most)
	if err != nil {
		return nil, err
	}
	then, err := calledThen(tx, q, most)
	if err != nil {
		return nil, err
	}
	pieces, err := serial.Invoices(tx, q)
	found := slices.Concat(pieces, ids, bought, then)
	if found == nil {
		found = []string{} // none, while nil would be all
	}
	return found, err
}

func run(series string, year int, last int64) lookup.Run {
	return lookup.Run{Series: series, Prefix: fmt.Sprintf("%s-%d-", series, year), Last: last, Width: 6}
}
