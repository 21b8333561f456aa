package product

import (
	"context"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/scale"
	"pishkhan/internal/web"
)

// Page is a list of goods. ReadAs is set when nothing was found as it was
// typed and the hits are those of the keyboard's other layout («ghlm» read as
// «لامپ»), Meant when a word was misspelt.
type Page struct {
	web.List[Product]
	ReadAs  string          `json:"read_as,omitempty" doc:"The text under the other keyboard layout, when that gave the hits"`
	Scanned *money.Quantity `json:"scanned,omitempty" doc:"How much the scanned label of a scale is for"`
	Meant   string          `json:"meant,omitempty" doc:"What a misspelt word was taken for, when that gave hits; they come last"`
}

// Filter chooses goods of a list; the zero value takes all.
type Filter struct {
	Active   string // "true", "false" or, for both, ""
	Category string
	Stock    string // "below" zero, "out" (nothing left), "in", "low" (less than there should be)
	Counted  bool   // only what has a stock of its own: no bundles
	Bundle   bool   // only bundles
}

// Find lists the goods: those that a text finds, best first, that one barcode
// names, or all, by the alphabet; sort ("price", "-price") orders them otherwise.
func (r *Room) Find(ctx context.Context, query web.Query, barcode, sort string, f Filter) (page Page, err error) {
	after, err := query.After(3)
	if err != nil {
		return Page{}, err
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		switch typed := persian.Tidy(query.Q) != ""; {
		case barcode != "":
			page, err = scan(tx, barcode, f)
		case typed && sort == "":
			page, err = r.typed(tx, query, after, f)
		default:
			page, err = r.sorted(tx, query, typed, sort, after, f)
		}
		return err
	})
	if page.Items == nil {
		page.Items = []Product{}
	}
	return page, err
}

// scan finds the one product of a barcode, or of a scale's label with how much
// of it that is for.
func scan(tx *db.Tx, barcode string, f Filter) (page Page, err error) {
	p, err := ByBarcode(tx, barcode)
	if errs.Is(err, errs.NotFound) {
		p, page.Scanned, err = weighed(tx, barcode)
	}
	if errs.Is(err, errs.NotFound) || err == nil && !f.takes(p) {
		return Page{}, nil
	}
	page.Items = []Product{p}
	return page, err
}

// weighed finds the product of a scale's label; errs.NotFound for other codes.
func weighed(tx *db.Tx, barcode string) (Product, *money.Quantity, error) {
	for _, form := range scanned(barcode) {
		label, ok, err := scale.Read(tx, form)
		if err != nil {
			return Product{}, nil, err
		}
		if !ok {
			continue
		}
		for _, code := range label.Codes {
			p, err := ByBarcode(tx, code)
			if errs.Is(err, errs.NotFound) {
				continue
			}
			if err != nil {
				return p, nil, err
			}
			q, err := label.Of(p.Price)
			if err != nil || q <= 0 {
				return p, nil, errs.New(errs.NotFound)
			}
			return p, &q, nil
		}
	}
	return Product{}, nil, errs.New(errs.NotFound)
}

// takes tells whether a product is one of those that are asked for.
func (f Filter) takes(p Product) bool {
	return (f.Active == "" || p.Active == (f.Active == "true")) && (f.Category == "" || p.Category == f.Category) &&
		(f.Stock == "" || f.Stock == "below" && p.Stock < 0 && !p.Uncounted || f.Stock == "out" && p.Stock <= 0 && !p.Uncounted || f.Stock == "in" && p.Stock > 0 || f.Stock == "low" && p.MinStock > 0 && len(p.Parts) == 0 && p.Stock < p.MinStock) &&
		(!f.Counted || len(p.Parts) == 0) && (!f.Bundle || len(p.Parts) > 0)
}

// ways are how goods are found.
func (r *Room) ways(tx *db.Tx, f Filter) lookup.Ways[Product] {
	return lookup.Ways[Product]{
		Exact: func(q string) ([]lookup.Hit[Product], error) { return exact(tx, q, f) },
		Begins: func(match string) func(int64, int) ([]lookup.Hit[Product], error) {
			return matching(tx, "fts_products", match, f)
		},
		Parts: func(match string) func(int64, int) ([]lookup.Hit[Product], error) {
			return matching(tx, "fts_product_parts", match, f)
		},
		Name:  func(p Product) string { return strings.Join(append([]string{p.Name, p.Code}, p.Barcodes...), " ") },
		Own:   func(Product) []string { return nil },
		Guess: func(ways [][]string) (lookup.Guess, bool, error) { return r.known.Guess(tx, ways) },
	}
}

func (r *Room) typed(tx *db.Tx, query web.Query, after []string, f Filter) (page Page, err error) {
	from, readAs, err := lookup.ParsePlace(after)
	if err != nil {
		return page, err
	}
	found, err := r.ways(tx, f).Find(query.Q, from, readAs, query.Limit+1)
	list := web.Page(found.Hits, query.Limit, func(h lookup.Hit[Product]) []string { return h.Cursor(found.ReadAs) })
	for _, h := range list.Items {
		page.Items = append(page.Items, h.Row)
	}
	page.Next, page.ReadAs, page.Meant = list.Next, found.ReadAs, found.Meant
	return page, err
}

// mostSorted is how many of a text's hits can be sorted otherwise than by rank.
const mostSorted = 2000

// sorted lists by a column: all, or what a text finds.
func (r *Room) sorted(tx *db.Tx, query web.Query, typed bool, sort string, after []string, f Filter) (page Page, err error) {
	var among []string
	if typed {
		found, err := r.ways(tx, f).Find(query.Q, lookup.Start, after[2], mostSorted)
		if err != nil {
			return page, err
		}
		page.ReadAs, page.Meant, among = found.ReadAs, found.Meant, []string{}
		for _, h := range found.Hits {
			among = append(among, h.ID)
		}
	}
	key, err := lookup.ParseKey(after[0])
	if err != nil {
		return page, err
	}
	rows, err := ordered(tx, sort, f, among, key, after[1], query.Limit+1)
	list := web.Page(rows, query.Limit, func(l listed) []string { return []string{lookup.Key(l.key), l.ID, page.ReadAs} })
	for _, l := range list.Items {
		page.Items = append(page.Items, l.Product)
	}
	page.Next = list.Next
	return page, err
}

// Categories lists the categories there are, with how many goods each has.
func (r *Room) Categories(ctx context.Context) (list web.List[web.Count], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list.Items, err = categories(tx)
		return err
	})
	return list, err
}

// defaultUnit is what a product is counted in when nothing is said, in the
// shop's language.
func defaultUnit(words web.Words) string {
	return words.T(words.Resolve(""), "product.unit_default", nil)
}
