package account

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
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

func (a *Ages) add(b Ages) {
	a.Days30, a.Days60, a.Days90, a.Older = a.Days30+b.Days30, a.Days60+b.Days60, a.Days90+b.Days90, a.Older+b.Older
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
	Late       bool       `json:"late" doc:"The promised day is past"`
	Note       string     `json:"note"`
	held       money.Rial // on account, if above zero
}

// Debts are all debtors and what they owe together: those whose promised
// day is past first, then those who promised none, the largest debt first, then those who may still keep theirs.
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
			d.Ages.add(o.Ages)
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
			if o.held > 0 {
				if o.Oldest, err = oldest(tx, family, o.held); err != nil {
					return err
				}
			}
			if o.Cheques, o.Bounced, err = cheque.Open(tx, family); err != nil {
				return err
			}
			d.Items = append(d.Items, o)
		}
		return nil
	})
	return d, err
}

// debtors gives everybody who owes, in the order to call them, without their names.
func debtors(tx *db.Tx) ([]Debtor, error) {
	owed, err := owing(tx)
	if err != nil {
		return nil, err
	}
	roots, err := mergedRoots(tx)
	if err != nil {
		return nil, err
	}
	open, err := everyOpen(tx, roots)
	if err != nil {
		return nil, err
	}
	calls, err := lastCalls(tx, roots)
	if err != nil {
		return nil, err
	}
	told, err := openWhenCalled(tx, owed, calls, roots)
	if err != nil {
		return nil, err
	}
	today := calendar.ISO(tx.Now)
	out := make([]Debtor, 0, len(owed))
	for id, sum := range owed {
		l := open[id]
		d := Debtor{CustomerID: id, Owed: sum, Ages: l.Ages, Oldest: l.oldest}
		d.CalledAt, d.PromisedOn, d.Note = calls[id].at, calls[id].promised, calls[id].note
		// what is open beyond what is owed is on account, and taken off the oldest
		d.held = l.Days30 + l.Days60 + l.Days90 + l.Older - sum
		// A promise is of what was open at the call, and kept when that is paid
		// whole: what is bought later waits for no day. A debt that no document
		// stands for has no day either; the promise is of it too.
		if d.held >= 0 && told[id] <= d.held {
			d.PromisedOn = ""
		}
		d.Late = d.PromisedOn != "" && d.PromisedOn < today
		if d.held > 0 {
			rest := d.held
			for _, age := range []*money.Rial{&d.Ages.Older, &d.Ages.Days90, &d.Ages.Days60, &d.Ages.Days30} {
				used := min(rest, *age)
				*age, rest = *age-used, rest-used
			}
		} else {
			d.Ages.Days30 -= d.held
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Debtor) int {
		return cmp.Or(cmp.Compare(a.turn(), b.turn()), cmp.Compare(a.PromisedOn, b.PromisedOn), cmp.Compare(b.Owed, a.Owed), cmp.Compare(a.CustomerID, b.CustomerID))
	})
	return out, nil
}

// turn is when somebody is to be called: 0 before 1 before 2.
func (d Debtor) turn() int {
	switch {
	case d.Late:
		return 0
	case d.PromisedOn == "":
		return 1
	}
	return 2
}

// oldest is when the oldest document was issued of which something is left once
// what is on account is taken off.
func oldest(tx *db.Tx, family []string, held money.Rial) (string, error) {
	open, err := invoice.OpenOf(tx, family)
	for _, o := range open {
		if held -= o.Open; held < 0 {
			return o.IssuedAt.UTC().Format(db.TimeFormat), err
		}
	}
	return "", err
}

// Call is what a debtor said when they were called.
type Call struct {
	ID         string `json:"id" required:"true" format:"uuid" doc:"Makes it repeatable"`
	PromisedOn string `json:"promised_on,omitempty" doc:"The day they promised, YYYY-MM-DD"`
	Note       string `json:"note,omitempty"`
}

const maxNote = 500

// Note writes down what a debtor said, or finds it again. Nobody promises a day that is past.
func (r *Room) Note(ctx context.Context, customerID string, c Call) (made bool, err error) {
	var list errs.List
	c.Note = persian.TidyLines(c.Note)
	if utf8.RuneCountInString(c.Note) > maxNote {
		list.Add("note", "too_long", "Max", maxNote)
	}
	if c.PromisedOn != "" && !calendar.Settable(c.PromisedOn) {
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
			if c.PromisedOn != "" && c.PromisedOn < calendar.ISO(tx.Now) {
				return errs.At("promised_on", "promise_past")
			}
			return insertCall(tx, id, c)
		}
		if err == nil && (old != c || of != id) {
			err = errs.At("id", errs.Conflict)
		}
		return err
	})
	return made, err
}
