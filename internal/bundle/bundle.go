// Package bundle is the goods that are made of others: a basket of breakfast
// things, a set of tools, sold as one line at a price of its own. It owns what a
// bundle is made of and what it was made of wherever one was ordered, sold or
// came back, so that a bundle that changes later changes nothing of that.
//
// A bundle has no stock: that of its parts moves. It refuses a bundle inside
// another, a part that stands in it twice, a part of nothing, and to make a
// bundle of what had a stock of its own.
package bundle

import (
	"context"
	"fmt"
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/web"
)

// The most parts of a bundle, and of all lines of a document, so that its
// record stays one.
const (
	most      = 20
	mostOfAll = 800
)

// Part is one of what a line's bundles are made of.
type Part struct {
	ProductID string         `json:"product_id"`
	Name      string         `json:"name"`
	Unit      string         `json:"unit"`
	Quantity  money.Quantity `json:"quantity" doc:"In the whole line"`
}

// Listed is a part of a bundle as it is set, with what there is of it.
type Listed struct {
	ProductID string         `json:"product_id"`
	Code      string         `json:"code"`
	Name      string         `json:"name"`
	Unit      string         `json:"unit"`
	Quantity  money.Quantity `json:"quantity" doc:"In one bundle"`
	Price     money.Rial     `json:"price" doc:"Of one unit, by the list"`
	Stock     money.Quantity `json:"stock"`
	Uncounted bool           `json:"uncounted" doc:"Nobody counts it, as a service: its stock means nothing"`
}

// Input is a part as it is said.
type Input struct {
	ProductID string `json:"product_id" required:"true"`
	Quantity  string `json:"quantity" required:"true" maxLength:"30" doc:"A decimal, in one bundle"`
}

// Room answers for the bundles.
type Room struct {
	j     *change.Journal
	goods *product.Room
}

// New makes the room.
func New(j *change.Journal, goods *product.Room) *Room { return &Room{j, goods} }

// Make makes a new product that is a bundle, with its parts or not at all; what
// is wrong with it and with them is said at once. The same id with the same
// content is the same bundle, whatever became of its parts since.
func (r *Room) Make(ctx context.Context, id string, in product.Input, parts []Input) (b product.Product, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		now, wrong := read(tx.Tx, id, parts)
		if len(parts) == 0 {
			wrong = errs.At("parts", "bundle_empty")
		}
		list := errs.List(errs.All(wrong))
		if wrong != nil && list == nil {
			return wrong
		}
		b, made, err = r.goods.Make(tx, id, in, "")
		if err == nil && !made {
			if len(now) == 0 || len(now) != len(parts) || !slices.Equal(b.Parts, now) {
				return errs.At("id", errs.Conflict)
			}
			return nil
		}
		if refused := errs.All(err); refused != nil {
			list = append(refused, list...)
		} else if err != nil {
			return err
		}
		if err := list.Err(); err != nil {
			return err
		}
		if err := product.SetParts(tx, b.ID, now); err != nil {
			return err
		}
		b, err = product.Get(tx.Tx, b.ID)
		return err
	})
	return b, made, err
}

// Read lists what a product is made of; nothing of one that is no bundle.
func (r *Room) Read(ctx context.Context, id string) (page web.List[Listed], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		page, err = listed(tx, id)
		return err
	})
	return page, err
}

func listed(tx *db.Tx, id string) (page web.List[Listed], err error) {
	page.Items = []Listed{}
	b, err := product.Get(tx, id)
	if err != nil {
		return page, err
	}
	for _, part := range b.Parts {
		p, err := product.Get(tx, part.ProductID)
		if err != nil {
			return page, err
		}
		page.Items = append(page.Items, Listed{p.ID, p.Code, p.Name, p.Unit, part.Quantity, p.Price, p.Stock, p.Uncounted})
	}
	return page, nil
}

// Set says what one of a product is made of, all of it; nothing makes it no
// bundle again.
func (r *Room) Set(ctx context.Context, id string, parts []Input) (page web.List[Listed], err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := product.Get(tx.Tx, id)
		if err != nil {
			return err
		}
		now, err := read(tx.Tx, id, parts)
		if err != nil {
			return err
		}
		if len(old.Parts) == 0 && len(now) > 0 {
			if err := free(tx.Tx, id); err != nil {
				return err
			}
		}
		if !slices.Equal(old.Parts, now) {
			if err := product.SetParts(tx, id, now); err != nil {
				return err
			}
		}
		page, err = listed(tx.Tx, id)
		return err
	})
	return page, err
}

// read is what is said of a bundle's parts; everything wrong is named at its
// field.
func read(tx *db.Tx, id string, parts []Input) (out product.Parts, err error) {
	if len(parts) > most {
		return nil, errs.At("parts", "too_many_parts", "Max", most)
	}
	var list errs.List
	for i, in := range parts {
		field := func(name string) string { return fmt.Sprintf("parts[%d].%s", i, name) }
		q, err := money.ParseQuantity(in.Quantity)
		if err != nil {
			list.Add(field("quantity"), "quantity")
		} else if q <= 0 {
			list.Add(field("quantity"), "out_of_range")
		}
		p, err := product.Get(tx, web.ID{ID: in.ProductID}.Row())
		switch {
		case errs.Is(err, errs.NotFound):
			list.Add(field("product_id"), errs.NotFound)
			continue
		case err != nil:
			return nil, err
		case p.ID == id:
			list.Add(field("product_id"), "bundle_itself")
		case len(p.Parts) > 0:
			list.Add(field("product_id"), "bundle_nested", "Name", p.Name)
		case slices.ContainsFunc(out, func(o product.Part) bool { return o.ProductID == p.ID }):
			list.Add(field("product_id"), errs.Duplicate, "Name", p.Name)
		}
		out = append(out, product.Part{ProductID: p.ID, Quantity: q})
	}
	return out, list.Err()
}

// free refuses to make a bundle of what is counted already or is in another.
func free(tx *db.Tx, id string) error {
	had, err := counted(tx, id)
	if err != nil {
		return err
	}
	if had {
		return errs.At("parts", "bundle_moved")
	}
	name, err := product.Holding(tx, id)
	if err == nil && name != "" {
		err = errs.At("parts", "bundle_part_of", "Name", name)
	}
	return err
}

// In gives what so many of a bundle are made of; goods has its parts. It
// refuses so few that nothing would be left of a part.
func In(parts product.Parts, q money.Quantity, goods map[string]product.Product) (out []Part, err error) {
	for _, part := range parts {
		p, ok := goods[part.ProductID]
		if !ok {
			return nil, errs.New(errs.NotFound)
		}
		of, err := money.Rial(part.Quantity).Times(q)
		if err != nil || of == 0 {
			return nil, errs.New("out_of_range")
		}
		out = append(out, Part{p.ID, p.Name, p.Unit, money.Quantity(of)})
	}
	return out, nil
}

// Share gives the parts of a piece of a line: of what lies between two of its
// quantities. Pieces that follow one another add up to the whole; a part of
// which a piece has nothing is not in it.
func Share(parts []Part, from, to, whole money.Quantity) (out []Part, err error) {
	for _, p := range parts {
		before, err := money.Rial(p.Quantity).Part(int64(from), int64(whole))
		if err != nil {
			return nil, err
		}
		by, err := money.Rial(p.Quantity).Part(int64(to), int64(whole))
		if err != nil {
			return nil, err
		}
		if p.Quantity = money.Quantity(by - before); p.Quantity != 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

// Line is a line of a document with what it is made of.
type Line struct {
	ID    string
	Parts []Part
}

// Keep writes down what the lines of a document are made of; those without
// parts are no bundles and leave nothing.
func Keep(tx *change.Tx, lines []Line) error {
	n := 0
	for _, l := range lines {
		n += len(l.Parts)
	}
	if n > mostOfAll {
		return errs.At("lines", "too_many_parts_in_all", "Max", mostOfAll)
	}
	if n == 0 {
		return nil
	}
	return insert(tx, lines)
}
