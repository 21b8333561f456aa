package product

import (
	"context"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Page is a list of goods. ReadAs is set when nothing was found as it was
// typed and the hits are those of the keyboard's other layout («ghlm» read as
// «لامپ»).
type Page struct {
	web.List[Product]
	ReadAs string `json:"read_as,omitempty" doc:"The text under the other keyboard layout, when that gave the hits"`
}

// Find lists the goods: those that a text finds, that one barcode names, or
// all. active limits it to those in use or out of use; nil takes both.
func (r *Room) Find(ctx context.Context, query web.Query, barcode string, active *bool) (page Page, err error) {
	after, err := query.After(3)
	if err != nil {
		return Page{}, err
	}
	in := -1
	if active != nil {
		if in = 0; *active {
			in = 1
		}
	}
	var found []listed
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		switch {
		case barcode != "":
			found, err = scan(tx, barcode, active)
		case persian.Tidy(query.Q) == "":
			found, err = all(tx, in, after, query.Limit+1)
		default:
			found, page.ReadAs, err = typed(tx, query.Q, in, after, query.Limit+1)
		}
		return err
	})
	list := web.Page(found, query.Limit, listed.cursor)
	page.List = web.List[Product]{Items: make([]Product, 0, len(list.Items)), Next: list.Next}
	for _, l := range list.Items {
		page.Items = append(page.Items, l.Product)
	}
	return page, err
}

// scan finds the one product of a barcode.
func scan(tx *db.Tx, barcode string, active *bool) ([]listed, error) {
	p, err := ByBarcode(tx, barcode)
	if errs.Is(err, errs.NotFound) || err == nil && active != nil && p.Active != *active {
		return nil, nil
	}
	return []listed{{Product: p}}, err
}

// typed searches, and where nothing is found tries the other keyboard layout.
func typed(tx *db.Tx, q string, active int, after []string, limit int) (found []listed, readAs string, err error) {
	found, err = search(tx, q, active, after, limit)
	if err != nil || len(found) > 0 {
		return found, "", err
	}
	other := persian.OtherLayout(q)
	if other == q {
		return nil, "", nil
	}
	found, err = search(tx, other, active, after, limit)
	if len(found) == 0 {
		other = ""
	}
	return found, other, err
}

// defaultUnit is what a product is counted in when nothing is said, in the
// shop's language.
func defaultUnit(words web.Words) string {
	return words.T(words.Resolve(""), "product.unit_default", nil)
}
