// Package customer owns who the shop sells to: people and organisations, their
// identities, and what they owe.
//
// Phone, e-mail, national id, economic code, postal code and address are
// sealed in the file and found by a blind index: a phone whole or by its last
// 4 to 7 digits, the others whole. Names are not sealed: they are found by any
// part of three letters and by the beginning of a word.
//
// It refuses an identity whose digits cannot be right, and to show what is
// sealed to a role that may not see it; who sees it whole is written down,
// once a day for each customer.
package customer

import (
	"context"
	"sync"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/lookup"
	"pishkhan/internal/money"
	"pishkhan/internal/vault"
)

// The kinds of customer.
const (
	Person       = "person"
	Organisation = "organisation"
)

// Customer is one customer. Balance is what is owed to the shop, in rial.
// Masked says that sealed fields are hidden: "••••", a phone with its last
// four digits. NationalID is a person's کد ملی, an organisation's شناسهٔ ملی.
type Customer struct {
	ID             string     `json:"id"`
	Kind           string     `json:"kind" enum:"person,organisation"`
	Name           string     `json:"name"`
	Phone          string     `json:"phone"`
	Email          string     `json:"email"`
	NationalID     string     `json:"national_id"`
	EconomicCode   string     `json:"economic_code"`
	RegistrationNo string     `json:"registration_no"`
	PostalCode     string     `json:"postal_code"`
	Province       string     `json:"province"`
	City           string     `json:"city"`
	Address        string     `json:"address"`
	Note           string     `json:"note"`
	Balance        money.Rial `json:"balance" doc:"Owed to the shop, in rial"`
	CreatedAt      time.Time  `json:"created_at"`
	Masked         bool       `json:"masked" doc:"Sealed fields are hidden"`
	Language       string     `json:"language" enum:",fa,en" doc:"In which they read what is shown and handed to them; empty for the shop's"`
	LevelID        string     `json:"level_id" doc:"The price level that is paid; empty for the list's price"`
	MergedInto     string     `json:"merged_into,omitempty" doc:"The id that was asked for was merged into this one"`
	Person         string     `json:"person,omitempty" doc:"Whose name or phone was found: somebody of the organisation's people"`
}

// Room answers for the customers.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	known *lookup.Words
	mu    sync.Mutex
	towns towns
}

// New gives the room.
func New(j *change.Journal, v *vault.Vault) *Room {
	return &Room{j: j, vault: v, known: lookup.NewWords("customers", names)}
}

// Input is what is said of a customer; nil is not said.
type Input struct {
	Kind           *string `json:"kind,omitempty" doc:"person or organisation"`
	Name           *string `json:"name,omitempty"`
	Phone          *string `json:"phone,omitempty"`
	Email          *string `json:"email,omitempty"`
	NationalID     *string `json:"national_id,omitempty"`
	EconomicCode   *string `json:"economic_code,omitempty"`
	RegistrationNo *string `json:"registration_no,omitempty"`
	PostalCode     *string `json:"postal_code,omitempty"`
	Province       *string `json:"province,omitempty"`
	City           *string `json:"city,omitempty"`
	Address        *string `json:"address,omitempty"`
	Note           *string `json:"note,omitempty"`
	Language       *string `json:"language,omitempty" doc:"fa or en; empty for the shop's"`
}

// Create makes a customer. The same id with the same content again answers it
// as it is (made is false); other content is a conflict.
func (r *Room) Create(ctx context.Context, id string, in Input) (c Customer, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		c = Customer{Kind: Person}
		var list errs.List
		if in.Name == nil {
			list.Add("name", errs.Required)
		}
		if in.put(&c, &list); len(list) > 0 {
			return list
		}
		if id != "" {
			old, err := r.Get(tx.Tx, id)
			if err == nil {
				c.ID, c.Balance, c.CreatedAt, c.LevelID = old.ID, old.Balance, old.CreatedAt, old.LevelID
				if c != old {
					return errs.At("id", errs.Conflict)
				}
				return nil
			} else if !errs.Is(err, errs.NotFound) {
				return err
			}
		}
		if c.ID = id; id == "" {
			c.ID = tx.NewID()
		}
		c.CreatedAt, made = tx.Now, true
		return r.insert(tx, c)
	})
	return c.shown(actor.From(ctx)), made, err
}

// Change changes what is said of a customer and leaves the rest; a role that
// may not see a sealed field may still set it.
func (r *Room) Change(ctx context.Context, id string, in Input) (c Customer, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := r.Get(tx.Tx, id)
		if err != nil {
			return err
		}
		c = old
		var list errs.List
		if in.put(&c, &list); len(list) > 0 {
			return list
		}
		if c != old {
			if err := r.update(tx, old, c); err != nil {
				return err
			}
		}
		return r.seen(tx, c.ID)
	})
	return c.shown(actor.From(ctx)), err
}

// Read gives one customer, whole to those who may see it (and written down),
// masked to the others.
func (r *Room) Read(ctx context.Context, id string) (c Customer, err error) {
	who, logged := actor.From(ctx), false
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if c, err = r.Get(tx, id); err != nil || !who.May(actor.SealedRead) {
			return err
		}
		logged, err = wasSeen(tx, who.StaffID, ofCustomers, c.ID, today(tx.Now))
		return err
	})
	if err == nil && who.May(actor.SealedRead) && !logged {
		err = r.j.Write(ctx, func(tx *change.Tx) error { return r.seen(tx, c.ID) })
	}
	if err != nil {
		return Customer{}, err // who can't be written down doesn't see
	}
	return c.shown(who), nil
}

// seen writes down that the actor sees a customer's sealed fields, unless it
// stands there for today already.
func (r *Room) seen(tx *change.Tx, id string) error {
	if !tx.Actor.May(actor.SealedRead) {
		return nil
	}
	return Seen(tx, ofCustomers, id)
}

// ofCustomers is what the log of accesses calls a customer's fields.
const ofCustomers = "customers"

// Seen writes down that the actor sees the sealed fields of a row of a table,
// unless it stands there for today already.
func Seen(tx *change.Tx, table, id string) error {
	logged, err := wasSeen(tx.Tx, tx.Actor.StaffID, table, id, today(tx.Now))
	if err != nil || logged {
		return err
	}
	return insertAccess(tx, table, id)
}

// today is the beginning of the day in Tehran.
func today(now time.Time) time.Time { return calendar.FromTime(now).Time() }

// hidden stands for a sealed value of any length.
const hidden = "••••"

// shown is the customer as the actor may see it by itself.
func (c Customer) shown(who actor.Actor) Customer {
	if who.May(actor.SealedRead) {
		return c
	}
	return c.mask(false)
}

// Listed is the customer as lists show it: the phone whole for those who may
// see it, everything else that is sealed hidden.
func (c Customer) Listed(who actor.Actor) Customer { return c.mask(who.May(actor.SealedRead)) }

// mask hides what is sealed; a phone keeps its last four digits, or, in lists
// for those who may see it, all.
func (c Customer) mask(phone bool) Customer {
	for _, field := range []*string{&c.Email, &c.NationalID, &c.EconomicCode, &c.PostalCode, &c.Address} {
		if *field != "" {
			*field = hidden
		}
	}
	if n := len(c.Phone); n > 4 && !phone {
		c.Phone = hidden + c.Phone[n-4:]
	}
	c.Masked = true
	return c
}
