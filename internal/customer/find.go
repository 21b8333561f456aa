package customer

import (
	"context"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/lookup"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Page is a list of customers. ReadAs is set when nothing was found as it was
// typed and the hits are those of the keyboard's other layout, Meant when a
// word was misspelt.
type Page struct {
	web.List[Customer]
	ReadAs string `json:"read_as,omitempty" doc:"The text under the other keyboard layout, when that gave the hits"`
	Meant  string `json:"meant,omitempty" doc:"What a misspelt word was taken for, when that gave hits; they come last"`
}

// Filter chooses customers of a list; the zero value takes all.
type Filter struct {
	Kind    string
	City    string
	Owing   bool
	LevelID string // who pays by a price level
}

// Find lists the customers that a text finds, best first (a part of a name; a
// phone whole or its last 4–7 digits; another number or an e-mail whole), or
// all by the alphabet; sort ("balance", "-balance") orders them otherwise.
// Sealed fields are masked, but a phone is whole for those who may see it.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (page Page, err error) {
	after, err := query.After(3)
	if err != nil {
		return Page{}, err
	}
	var found []*listed
	var next func(*listed) []string
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if typed := persian.Tidy(query.Q) != ""; typed && sort == "" {
			found, next, err = r.typed(tx, query, after, f, &page)
		} else {
			found, next, err = r.sorted(tx, query, typed, sort, after, f, &page)
		}
		return err
	})
	if err != nil {
		return Page{}, err
	}
	list := web.Page(found, query.Limit, next)
	page.List = web.List[Customer]{Items: make([]Customer, 0, len(list.Items)), Next: list.Next}
	whole := actor.From(ctx).May(actor.SealedRead)
	for _, l := range list.Items {
		c, err := r.show(l, whole)
		if err != nil {
			return Page{}, err
		}
		page.Items = append(page.Items, c)
	}
	return page, nil
}

// ways are how customers are found.
func (r *Room) ways(tx *db.Tx, f Filter) lookup.Ways[*listed] {
	return lookup.Ways[*listed]{
		Exact: func(q string) ([]lookup.Hit[*listed], error) { return r.exact(tx, persian.Tidy(q), f) },
		Begins: func(match string) func(int64, int) ([]lookup.Hit[*listed], error) {
			return matching(tx, "fts_customers", match, f)
		},
		Parts: func(match string) func(int64, int) ([]lookup.Hit[*listed], error) {
			return matching(tx, "fts_customer_parts", match, f)
		},
		Name: func(l *listed) string {
			if l.Person != "" {
				return l.Person
			}
			return l.Name
		},
		Own: func(l *listed) []string {
			if l.Person != "" {
				return append(strings.Split(l.before, "\n"), l.Name)
			}
			return nil
		},
		Guess: func(ways [][]string) (lookup.Guess, bool, error) { return r.known.Guess(tx, ways) },
	}
}

func (r *Room) typed(tx *db.Tx, query web.Query, after []string, f Filter, page *Page) ([]*listed, func(*listed) []string, error) {
	from, readAs, err := lookup.ParsePlace(after)
	if err != nil {
		return nil, nil, err
	}
	found, err := r.ways(tx, f).Find(query.Q, from, readAs, query.Limit+1)
	page.ReadAs, page.Meant = found.ReadAs, found.Meant
	places := map[*listed]lookup.Place{}
	var rows []*listed
	for _, h := range found.Hits {
		rows, places[h.Row] = append(rows, h.Row), h.Place
	}
	return rows, func(l *listed) []string { return places[l].Cursor(found.ReadAs) }, err
}

// mostSorted is how many of a text's hits can be sorted otherwise than by rank.
const mostSorted = 2000

func (r *Room) sorted(tx *db.Tx, query web.Query, typed bool, sort string, after []string, f Filter, page *Page) ([]*listed, func(*listed) []string, error) {
	var among []string
	if typed {
		found, err := r.ways(tx, f).Find(query.Q, lookup.Start, after[2], mostSorted)
		if err != nil {
			return nil, nil, err
		}
		page.ReadAs, page.Meant, among = found.ReadAs, found.Meant, []string{}
		for _, h := range found.Hits {
			among = append(among, h.ID)
		}
	}
	key, err := lookup.ParseKey(after[0])
	if err != nil {
		return nil, nil, err
	}
	rows, err := ordered(tx, sort, f, among, key, after[1], query.Limit+1)
	return rows, func(l *listed) []string { return []string{lookup.Key(l.key), l.ID, page.ReadAs} }, err
}

// IDs lists the ids of the customers that a text finds, best first, and then of
// those that were merged into them.
func (r *Room) IDs(tx *db.Tx, q string, most int) (ids []string, err error) {
	found, err := r.ways(tx, Filter{}).Find(q, lookup.Start, "", most)
	if err != nil {
		return nil, err
	}
	for _, h := range found.Hits {
		ids = append(ids, h.ID)
	}
	return families(tx, ids)
}

// towns are the cities as they were counted a moment ago. Counting a million
// customers takes its time: such a count is kept for a minute.
type towns struct {
	list []web.Count
	at   time.Time
}

const (
	manyCustomers = 20_000
	countedFor    = time.Minute
)

// Cities lists the cities there are, with how many customers each has.
func (r *Room) Cities(ctx context.Context) (list web.List[web.Count], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		r.mu.Lock()
		kept := r.towns
		r.mu.Unlock()
		if age := tx.Now.Sub(kept.at); kept.list != nil && age >= 0 && age < countedFor {
			list.Items = kept.list
			return nil
		}
		if list.Items, err = cities(tx); err != nil {
			return err
		}
		all := 0
		for _, c := range list.Items {
			all += c.Count
		}
		if all > manyCustomers {
			r.mu.Lock()
			r.towns = towns{list.Items, tx.Now}
			r.mu.Unlock()
		}
		return nil
	})
	return list, err
}

// KeepWords writes the words of further names into the file; more tells whether
// there are more.
func (r *Room) KeepWords(tx *db.Tx, rows int) (more bool, err error) { return r.known.Keep(tx, rows) }

// keys are the columns of the blind index in which q may stand.
func keys(q string) []key {
	if strings.Contains(q, "@") {
		return []key{{"email", strings.ToLower(persian.LatinDigits(q))}}
	}
	d, ok := digits(q)
	if !ok {
		return nil
	}
	var out []key
	if phone, ok := persian.Phone(q); ok {
		out = append(out, key{"phone", phone})
	}
	switch n := len(d); n {
	case 4, 5, 6, 7:
		out = append(out, key{ending(n), d})
	case 10:
		out = append(out, key{"national_id", d}, key{"postal_code", d})
	case 11:
		out = append(out, key{"national_id", d}, key{"economic_code", d})
	case 12, 14:
		out = append(out, key{"economic_code", d})
	}
	return out
}
