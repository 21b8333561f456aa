package customer

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Page is a list of customers. ReadAs is set when nothing was found as it was
// typed and the hits are those of the keyboard's other layout.
type Page struct {
	web.List[Customer]
	ReadAs string `json:"read_as,omitempty" doc:"The text under the other keyboard layout, when that gave the hits"`
}

// Find lists the customers that a text finds (a part of a name; a phone whole
// or its last 4–7 digits; another number or an e-mail whole), or all. Sealed
// fields are masked, but a phone is whole for those who may see it.
func (r *Room) Find(ctx context.Context, query web.Query) (page Page, err error) {
	after, err := query.After(3)
	if err != nil {
		return Page{}, err
	}
	var found []*listed
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		q := persian.Tidy(query.Q)
		if found, err = r.typed(tx, q, after, query.Limit+1); err != nil || len(found) > 0 {
			return err
		}
		other := persian.OtherLayout(q)
		if other == q {
			return nil
		}
		if found, err = r.typed(tx, other, after, query.Limit+1); len(found) > 0 {
			page.ReadAs = other
		}
		return err
	})
	if err != nil {
		return Page{}, err
	}
	list := web.Page(found, query.Limit, (*listed).cursor)
	page.List = web.List[Customer]{Items: make([]Customer, 0, len(list.Items)), Next: list.Next}
	whole := actor.From(ctx).May(actor.SealedRead)
	for _, l := range list.Items {
		c, err := r.open(&l.stored)
		if err != nil {
			return Page{}, err
		}
		page.Items = append(page.Items, c.mask(whole))
	}
	return page, nil
}

func (l *listed) cursor() []string {
	return []string{strconv.Itoa(l.class), base64.RawStdEncoding.EncodeToString(l.sort), l.ID}
}

// typed finds what q says, from the place of a cursor on.
func (r *Room) typed(tx *db.Tx, q string, after []string, limit int) ([]*listed, error) {
	class, _ := strconv.Atoi(after[0])
	sort, _ := base64.RawStdEncoding.DecodeString(after[1])
	if q == "" {
		return all(tx, sort, after[2], limit)
	}
	ids, err := r.keyed(tx, keys(q))
	if err != nil {
		return nil, err
	}
	ways := persian.Queries(q)
	return search(tx, ids, db.Match(ways), parts(ways), persian.Fold(q), class, sort, after[2], limit)
}

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

// parts is the full-text query for any part of a name: every word has to stand
// in it somewhere; words of less than three letters are found by their
// beginning alone.
func parts(ways [][]string) string {
	var any []string
	for _, words := range ways {
		var all []string
		for _, w := range words {
			if utf8.RuneCountInString(w) >= 3 {
				all = append(all, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
			}
		}
		if len(all) == len(words) {
			any = append(any, "("+strings.Join(all, " AND ")+")")
		}
	}
	return db.MatchAny(any)
}
