// Package level is the price levels: what a group of customers (colleagues,
// fitters) pays instead of the list's price, as a percentage off it or as a
// price of its own for a product. It owns the levels and their prices; which
// level a customer has stands with the customer.
//
// It refuses a level without a name, a name that another has, and a percentage
// below nothing or above all of the price. A level that was taken away is that
// of nobody: its customers pay the list's price again.
package level

import (
	"context"
	"unicode/utf8"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/product"
	"pishkhan/internal/web"
)

// The longest name, in letters, and how many levels a shop has at the most.
const (
	maxName = 60
	most    = 50
)

// Level is one.
type Level struct {
	ID      string        `json:"id"`
	Name    string        `json:"name"`
	Percent money.Percent `json:"percent" doc:"Off the list's price, where a product has no price of its own"`
}

// Priced is a level with all of its prices, as a sale asks it.
type Priced struct {
	Level
	own map[string]money.Rial
}

// Price is what a product costs at the level, in rial.
func (p Priced) Price(productID string, list money.Rial) (money.Rial, error) {
	if own, ok := p.own[productID]; ok {
		return own, nil
	}
	off, err := p.Percent.Of(list)
	return list - off, err
}

// ProductPrice is what one product costs at a level.
type ProductPrice struct {
	Level
	Own   *money.Rial `json:"own,omitempty" doc:"Its own price; missing where the percentage counts"`
	Price money.Rial  `json:"price" doc:"What it comes to"`
}

// Room answers for the levels.
type Room struct{ j *change.Journal }

// New makes the room.
func New(j *change.Journal) *Room { return &Room{j: j} }

// Of gives a level with its prices; errs.NotFound when there is none.
func (r *Room) Of(tx *db.Tx, id string) (p Priced, err error) {
	if p.Level, err = byID(tx, id); err != nil {
		return p, err
	}
	p.own, err = pricesOf(tx, id)
	return p, err
}

// All lists the levels, by the alphabet.
func All(tx *db.Tx) ([]Level, error) { return all(tx) }

// List gives the levels, by the alphabet.
func (r *Room) List(ctx context.Context) (page web.List[Level], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		page.Items, err = all(tx)
		return err
	})
	return page, err
}

// Create makes a level. The same id with the same content is the same level.
func (r *Room) Create(ctx context.Context, l Level) (out Level, made bool, err error) {
	if l.ID, err = web.NewID("id", l.ID); err != nil {
		return l, false, err
	}
	l.Name = persian.Tidy(l.Name)
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if _, there, err := change.Again(tx, &l.ID, byID, func(have Level) bool { return have == l }); err != nil || there {
			return err
		}
		if err := fits(tx.Tx, l); err != nil {
			return err
		}
		made = true
		return insert(tx, l)
	})
	return l, made, err
}

// Change sets a level's name and percentage; nil leaves one as it is.
func (r *Room) Change(ctx context.Context, id string, name *string, percent *money.Percent) (l Level, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := byID(tx.Tx, id)
		if err != nil {
			return err
		}
		if l = old; name != nil {
			l.Name = persian.Tidy(*name)
		}
		if percent != nil {
			l.Percent = *percent
		}
		if err := fits(tx.Tx, l); err != nil || l == old {
			return err
		}
		return update(tx, l)
	})
	return l, err
}

// fits refuses what a level can't be.
func fits(tx *db.Tx, l Level) error {
	var list errs.List
	levels, err := all(tx)
	if err != nil {
		return err
	}
	switch {
	case l.Name == "":
		list.Add("name", errs.Required)
	case utf8.RuneCountInString(l.Name) > maxName:
		list.Add("name", "too_long", "Max", maxName)
	}
	others := 0
	for _, o := range levels {
		if o.ID == l.ID {
			continue
		}
		if others++; persian.Fold(o.Name) == persian.Fold(l.Name) {
			list.Add("name", errs.Duplicate, "Name", o.Name)
		}
	}
	if others >= most {
		list.Add("name", "too_many_levels", "Max", most)
	}
	if l.Percent < 0 || l.Percent > 10_000 {
		list.Add("percent", "invalid_percent")
	}
	return list.Err()
}

// Remove takes a level away.
func (r *Room) Remove(ctx context.Context, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if _, err := byID(tx.Tx, id); err != nil {
			return err
		}
		return remove(tx, id)
	})
}

// Prices gives what a product costs at each level.
func (r *Room) Prices(ctx context.Context, productID string) (page web.List[ProductPrice], err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		page, err = prices(tx, productID)
		return err
	})
	return page, err
}

func prices(tx *db.Tx, productID string) (page web.List[ProductPrice], err error) {
	page.Items = []ProductPrice{}
	p, err := product.Get(tx, productID)
	if err != nil {
		return page, err
	}
	levels, err := all(tx)
	if err != nil {
		return page, err
	}
	own, err := ofProduct(tx, productID)
	if err != nil {
		return page, err
	}
	for _, l := range levels {
		row := ProductPrice{Level: l}
		priced := Priced{Level: l}
		if price, ok := own[l.ID]; ok {
			row.Own, priced.own = &price, map[string]money.Rial{productID: price}
		}
		if row.Price, err = priced.Price(productID, p.Price); err != nil {
			return page, err
		}
		page.Items = append(page.Items, row)
	}
	return page, nil
}

// SetPrice gives a product a price of its own at a level; nil takes it back.
func (r *Room) SetPrice(ctx context.Context, productID, levelID string, price *money.Rial) (page web.List[ProductPrice], err error) {
	if price != nil && (*price < 0 || price.Check() != nil) {
		return page, errs.At("price", "price")
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if _, err := byID(tx.Tx, levelID); err != nil {
			return err
		}
		if err := product.Exists(tx.Tx, productID); err != nil {
			return err
		}
		if err := setPrice(tx, levelID, productID, price); err != nil {
			return err
		}
		page, err = prices(tx.Tx, productID)
		return err
	})
	return page, err
}

// Give lets a customer pay by a level, or ("") the list's price.
func (r *Room) Give(ctx context.Context, customerID, levelID string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if levelID != "" {
			if _, err := byID(tx.Tx, levelID); errs.Is(err, errs.NotFound) {
				return errs.At("level_id", errs.NotFound)
			} else if err != nil {
				return err
			}
		}
		return customer.SetLevel(tx, customerID, levelID)
	})
}
