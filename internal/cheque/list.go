package cheque

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/notice"
	"pishkhan/internal/web"
)

// Filter chooses cheques of a list; zero values choose all.
type Filter struct {
	CustomerID string // with those that were merged into it
	State      State
	Open       bool   // with which something is still to be done
	Due        string // "late" (still in hand), "week", "month"
}

// most is how many cheques a text may find, and mostCustomers how many customers.
const (
	most          = 2000
	mostCustomers = 200
)

// Find lists cheques, by their day or as sort says: those whose number or صیاد
// id a text is a part of, and those of the customers whom it finds.
func (r *Room) Find(ctx context.Context, query web.Query, sort string, f Filter) (web.List[Cheque], error) {
	return customer.Documents[listed, Cheque]{
		Search: r.search,
		Ordered: func(tx *db.Tx, family, among []string, key any, id string, limit int) ([]listed, error) {
			return ordered(tx, sort, f, family, among, key, id, limit)
		},
		Place: func(l listed) (any, string) { return l.key, l.ID },
		Row:   func(l listed) Cheque { return l.Cheque },
	}.List(ctx, r.j, r.named, query, f.CustomerID)
}

func (r *Room) search(tx *db.Tx, q string) ([]string, error) {
	found := []string{}
	if text := sayadDigits(q); strings.ContainsAny(text, "0123456789") {
		byNumber, err := written(tx, text, most)
		if err != nil {
			return nil, err
		}
		found = append(found, byNumber...)
	}
	customers, err := r.named.IDs(tx, q, mostCustomers)
	if err != nil || len(customers) == 0 {
		return found, err
	}
	text, err := json.Marshal(customers)
	if err != nil {
		return nil, err
	}
	theirs, err := ofCustomers(tx, string(text), most)
	return append(found, theirs...), err
}

// Numbered lists the cheques in whose number or صیاد id digits stand, those
// whose day comes last first; what is no digits finds none.
func (r *Room) Numbered(ctx context.Context, q string, limit int) ([]Cheque, error) {
	out := []Cheque{}
	digits := sayadDigits(q)
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return out, nil
	}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		ids, err := written(tx, digits, limit)
		for _, id := range ids {
			if err != nil {
				return err
			}
			var c Cheque
			c, err = byID(tx, id)
			out = append(out, c)
		}
		return err
	})
	return out, err
}

// Sum is how many cheques there are and what they come to.
type Sum struct {
	Count  int        `json:"count" required:"true"`
	Amount money.Rial `json:"amount" required:"true"`
}

func (s *Sum) add(amount money.Rial) { s.Count, s.Amount = s.Count+1, s.Amount+amount }

// Sums are the cheques with which something is still to be done, by state, and
// those of them whose day is near or gone by.
type Sums struct {
	Held      Sum `json:"held" required:"true"`
	Deposited Sum `json:"deposited" required:"true"`
	Bounced   Sum `json:"bounced" required:"true"`
	Week      Sum `json:"week" required:"true" doc:"In hand or at the bank, due within seven days"`
	Late      Sum `json:"late" required:"true" doc:"In hand, and the day is gone by"`
}

// Sums adds them up.
func (r *Room) Sums(ctx context.Context) (s Sums, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err = sums(tx)
		return err
	})
	return s, err
}

// Open tells what customers (a family) paid by cheques that are not cleared
// yet, and what their cheques that bounced come to.
func Open(tx *db.Tx, family []string) (waiting, bounced money.Rial, err error) {
	text, err := json.Marshal(family)
	if err != nil {
		return 0, 0, err
	}
	return openOf(tx, string(text))
}

// ahead is how many days before its day people are reminded of a cheque.
const ahead = 3

// Remind tells of the cheques in hand whose day comes, each once; again when
// its day was put off.
func (r *Room) Remind(ctx context.Context) error {
	var near []Cheque
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		near, err = soon(tx, calendar.ISO(tx.Now.AddDate(0, 0, ahead)))
		return err
	})
	if err != nil || len(near) == 0 {
		return err
	}
	return r.j.Write(actor.With(ctx, actor.System), func(tx *change.Tx) error {
		s, err := r.shop.Plain(tx.Tx)
		if err != nil {
			return err
		}
		for _, c := range near {
			day, err := time.Parse(time.DateOnly, c.DueOn)
			if err != nil {
				return errs.Wrap(errs.Internal, err)
			}
			told, err := notice.Told(tx.Tx, "cheque_due", c.ID, day.AddDate(0, 0, -ahead-1))
			if err != nil {
				return err
			}
			if told {
				continue
			}
			err = notice.Tell(tx, notice.News{Code: "cheque_due", Level: notice.NeedsYou, For: actor.ChequeManage, RefTable: "cheques", RefID: c.ID,
				Params: map[string]any{"Number": c.Number, "Name": c.CustomerName, "Day": c.DueOn, "Amount": int64(c.Amount), "Unit": string(s.Unit)}})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
