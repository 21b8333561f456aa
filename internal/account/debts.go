package account

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Ages are what is owed by how long it has been open: up to 30 days, 60, 90,
// and longer. Money on account is taken off the oldest.
type Ages struct {
	Days30 money.Rial `json:"days_30"`
	Days60 money.Rial `json:"days_60"`
	Days90 money.Rial `json:"days_90"`
	Older  money.Rial `json:"older"`
}

func (a *Ages) at(days int) *money.Rial {
	switch {
	case days <= 30:
		return &a.Days30
	case days <= 60:
		return &a.Days60
	case days <= 90:
		return &a.Days90
	}
	return &a.Older
}

// Debtor is somebody who owes, with what they said last.
type Debtor struct {
	CustomerID string     `json:"customer_id"`
	Name       string     `json:"name"`
	Phone      string     `json:"phone"`
	Owed       money.Rial `json:"owed"`
	Ages       Ages       `json:"ages"`
	Cheques    money.Rial `json:"cheques" doc:"Paid by cheques that are not cleared yet; not in owed"`
	Bounced    money.Rial `json:"bounced" doc:"Of cheques that bounced; in owed"`
	Oldest     string     `json:"oldest" doc:"When the oldest open document was issued; empty when none is"`
	CalledAt   string     `json:"called_at" doc:"Empty when nobody called yet"`
	PromisedOn string     `json:"promised_on" doc:"YYYY-MM-DD, or empty"`
	Note       string     `json:"note"`
}

// Debts are all debtors, the largest debt first, and what they owe together.
type Debts struct {
	web.List[Debtor]
	Total money.Rial `json:"total"`
	Count int        `json:"count"`
	Ages  Ages       `json:"ages"`
}

// Debts lists who owes, from a place on.
func (r *Room) Debts(ctx context.Context, from, limit int) (d Debts, err error) {
	who := actor.From(ctx)
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		all, err := debtors(tx)
		if err != nil {
			return err
		}
		d = Debts{Count: len(all), List: web.List[Debtor]{Items: []Debtor{}}}
		for _, o := range all {
			d.Total += o.Owed
			d.Ages.Days30 += o.Ages.Days30
			d.Ages.Days60 += o.Ages.Days60
			d.Ages.Days90 += o.Ages.Days90
			d.Ages.Older += o.Ages.Older
		}
		page := all[min(from, len(all)):min(from+limit, len(all))]
		if from+limit < len(all) {
			d.Next = strconv.Itoa(from + limit)
		}
		for _, o := range page {
			c, err := r.rooms.Customer.Get(tx, o.CustomerID)
			if err != nil {
				return err
			}
			c = c.Listed(who)
			o.Name, o.Phone = c.Name, c.Phone
			family, err := customer.Family(tx, c.ID)
			if err != nil {
				return err
			}
			if o.Cheques, o.Bounced, err = cheque.Open(tx, family); err != nil {
				return err
			}
			if o.CalledAt, o.PromisedOn, o.Note, err = lastCall(tx, family); err != nil {
				return err
			}
			d.Items = append(d.Items, o)
		}
		return nil
	})
	return d, err
}

// debtors gives everybody who owes, by what they owe, without their names.
func debtors(tx *db.Tx) ([]Debtor, error) {
	owed, err := owing(tx)
	if err != nil {
		return nil, err
	}
	open, err := everyOpen(tx)
	if err != nil {
		return nil, err
	}
	out := make([]Debtor, 0, len(owed))
	for id, sum := range owed {
		d := Debtor{CustomerID: id, Owed: sum}
		held := -sum // what is open beyond what is owed is on account
		for _, o := range open[id] {
			held += o.open
		}
		for _, o := range open[id] { // the oldest first
			left := o.open
			if held > 0 {
				used := min(held, left)
				held, left = held-used, left-used
			}
			if left == 0 {
				continue
			}
			if d.Oldest == "" {
				d.Oldest = o.at
			}
			*d.Ages.at(int(tx.Now.Sub(db.ParseTime(o.at)).Hours() / 24)) += left
		}
		if held < 0 {
			d.Ages.Days30 -= held
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Debtor) int {
		return cmp.Or(cmp.Compare(b.Owed, a.Owed), cmp.Compare(a.CustomerID, b.CustomerID))
	})
	return out, nil
}

// Call is what a debtor said when they were called.
type Call struct {
	ID         string `json:"id" required:"true" format:"uuid" doc:"Makes it repeatable"`
	PromisedOn string `json:"promised_on,omitempty" doc:"The day they promised, YYYY-MM-DD"`
	Note       string `json:"note,omitempty"`
}

const maxNote = 500

// Note writes down what a debtor said, or finds it again.
func (r *Room) Note(ctx context.Context, customerID string, c Call) (made bool, err error) {
	var list errs.List
	c.Note = persian.TidyLines(c.Note)
	if utf8.RuneCountInString(c.Note) > maxNote {
		list.Add("note", "too_long", "Max", maxNote)
	}
	if _, err := time.Parse(time.DateOnly, c.PromisedOn); err != nil && c.PromisedOn != "" {
		list.Add("promised_on", "bad_date")
	}
	if c.Note == "" && c.PromisedOn == "" {
		list.Add("note", errs.Required)
	}
	if len(list) > 0 {
		return false, list
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		id, err := customer.Root(tx.Tx, customerID)
		if err != nil {
			return err
		}
		old, of, err := callByID(tx.Tx, c.ID)
		if made = errs.Is(err, errs.NotFound); made {
			return insertCall(tx, id, c)
		}
		if err == nil && (old != c || of != id) {
			err = errs.At("id", errs.Conflict)
		}
		return err
	})
	return made, err
}
