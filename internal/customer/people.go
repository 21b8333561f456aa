package customer

import (
	"context"
	"time"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Member is somebody of the people of an organisation: whom one asks for.
type Member struct {
	ID         string    `json:"id"`
	CustomerID string    `json:"customer_id"`
	Name       string    `json:"name"`
	Position   string    `json:"position"`
	Phone      string    `json:"phone"`
	CreatedAt  time.Time `json:"created_at"`
}

// MemberInput is what is said of one; nil is not said.
type MemberInput struct {
	Name     *string `json:"name,omitempty"`
	Position *string `json:"position,omitempty"`
	Phone    *string `json:"phone,omitempty"`
}

func (in MemberInput) put(p *Member, list *errs.List) {
	text := func(field string, from, to *string) {
		if from == nil {
			return
		}
		if *to = persian.Tidy(*from); utf8.RuneCountInString(*to) > maxName {
			list.Add(field, "too_long", "Max", maxName)
		}
	}
	if text("name", in.Name, &p.Name); p.Name == "" {
		list.Add("name", errs.Required)
	}
	text("position", in.Position, &p.Position)
	c := Customer{Kind: Person, Phone: p.Phone}
	Input{Phone: in.Phone}.put(&c, list)
	p.Phone = c.Phone
}

// shown is the person as the actor may see it.
func (p Member) shown(who actor.Actor) Member {
	p.Phone = Customer{Phone: p.Phone}.mask(who.May(actor.SealedRead)).Phone
	return p
}

// People lists the people of an organisation, those of customers that were
// merged into it too.
func (r *Room) People(ctx context.Context, id string) (list web.List[Member], err error) {
	list.Items = []Member{}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		c, err := r.Get(tx, id)
		if err != nil {
			return err
		}
		family, err := Family(tx, c.ID)
		if err != nil {
			return err
		}
		for _, f := range family {
			found, err := peopleOf(tx, f)
			if err != nil {
				return err
			}
			for _, s := range found {
				p, err := r.openPerson(s)
				if err != nil {
					return err
				}
				list.Items = append(list.Items, p.shown(actor.From(ctx)))
			}
		}
		return nil
	})
	return list, err
}

// AddPerson writes down somebody of an organisation. The same id with the same
// content again answers it as it is.
func (r *Room) AddPerson(ctx context.Context, customerID, id string, in MemberInput) (p Member, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		c, err := r.Get(tx.Tx, customerID)
		if err != nil {
			return err
		}
		if c.Kind != Organisation {
			return errs.New("people_of_person")
		}
		p = Member{CustomerID: c.ID, CreatedAt: tx.Now}
		var list errs.List
		if in.put(&p, &list); len(list) > 0 {
			return list
		}
		if id != "" {
			old, err := r.person(tx.Tx, c.ID, id)
			if err == nil {
				if p.ID, p.CreatedAt = old.ID, old.CreatedAt; p != old {
					return errs.At("id", errs.Conflict)
				}
				return nil
			} else if !errs.Is(err, errs.NotFound) {
				return err
			}
			if err := freeForPerson(tx.Tx, id); err != nil {
				return err
			}
		}
		if p.ID = id; id == "" {
			p.ID = tx.NewID()
		}
		made = true
		return r.insertPerson(tx, p)
	})
	return p.shown(actor.From(ctx)), made, err
}

// ChangePerson changes what is said of one and leaves the rest.
func (r *Room) ChangePerson(ctx context.Context, customerID, id string, in MemberInput) (p Member, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := r.member(tx.Tx, customerID, id)
		if err != nil {
			return err
		}
		p = old
		var list errs.List
		if in.put(&p, &list); len(list) > 0 {
			return list
		}
		if p == old {
			return nil
		}
		return r.updatePerson(tx, old, p)
	})
	return p.shown(actor.From(ctx)), err
}

// RemovePerson strikes one out.
func (r *Room) RemovePerson(ctx context.Context, customerID, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		p, err := r.member(tx.Tx, customerID, id)
		if err != nil {
			return err
		}
		return removePerson(tx, p.ID)
	})
}

// member finds a person among those of a customer and of what was merged into it.
func (r *Room) member(tx *db.Tx, customerID, id string) (Member, error) {
	c, err := r.Get(tx, customerID)
	if err != nil {
		return Member{}, err
	}
	family, err := Family(tx, c.ID)
	if err != nil {
		return Member{}, err
	}
	for _, f := range family {
		if p, err := r.person(tx, f, id); !errs.Is(err, errs.NotFound) {
			return p, err
		}
	}
	return Member{}, errs.New(errs.NotFound)
}
