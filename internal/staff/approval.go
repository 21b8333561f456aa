package staff

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// lentFor is how long an approval waits for its deed.
const lentFor = 2 * time.Minute

// mostLent bounds the approvals that wait, and mostNamed those that one
// request may name.
const (
	mostLent  = 1000
	mostNamed = 4
)

// Approval is what was done by somebody's leave.
type Approval struct {
	ID         string    `json:"id"`
	Right      string    `json:"right"`
	AboutTable string    `json:"about_table"`
	AboutID    string    `json:"about_id" doc:"The document that it was done to"`
	TillID     string    `json:"till_id"`
	StaffID    string    `json:"staff_id"`
	StaffName  string    `json:"staff_name" doc:"Who did it"`
	ByID       string    `json:"by_id"`
	ByName     string    `json:"by_name" doc:"Who allowed it"`
	At         time.Time `json:"at"`
}

// lent is an approval that waits for its deed. It is kept in memory alone: who
// stands by types the PIN again after a restart.
type lent struct {
	actor.Approval
	session string   // of the asker
	deed    web.Deed // what it is for
	until   time.Time
}

// Approve lends a right of whose PIN it is to the asker, for one request, once,
// within two minutes. It refuses a right that nobody lends, and a lender without
// it.
func (r *Room) Approve(ctx context.Context, staffID, pin string, right actor.Right, deed web.Deed) (token string, by Staff, err error) {
	if actor.Lent[right] == nil {
		return "", by, errs.At("right", errs.Invalid)
	}
	if by, err = r.prove(ctx, staffID, pin); err != nil {
		return "", by, err
	}
	if !actor.Rights[right][by.Role] {
		return "", by, errs.At("staff_id", "may_not_lend", "Name", by.Name)
	}
	raw := make([]byte, 16)
	if _, err := io.ReadFull(r.j.DB.Rand(), raw); err != nil {
		return "", by, err
	}
	token = hex.EncodeToString(raw)
	now := r.j.DB.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, l := range r.lent {
		if now.After(l.until) {
			delete(r.lent, key)
		}
	}
	if len(r.lent) >= mostLent {
		return "", by, errs.New(errs.Unavailable)
	}
	r.lent[sha256.Sum256([]byte(token))] = lent{
		Approval: actor.Approval{ID: r.j.DB.NewID(), Right: right, By: by.ID, Name: by.Name},
		session:  actor.From(ctx).Token, deed: deed, until: now.Add(lentFor),
	}
	return token, by, nil
}

// Lent gives the approvals that a request names and that were given to its
// session for this request; the others are as if they were not named.
func (r *Room) Lent(who actor.Actor, header string, deed web.Deed) (list []*actor.Approval) {
	now := r.j.DB.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, token := range strings.Split(header, ",") {
		if i == mostNamed {
			break
		}
		l, ok := r.lent[sha256.Sum256([]byte(strings.TrimSpace(token)))]
		if ok && l.session == who.Token && l.deed == deed && !now.After(l.until) {
			one := l.Approval
			list = append(list, &one)
		}
	}
	return list
}

// documents are what an approval is about where the operation wrote one, the
// most telling first.
var documents = []string{"invoices", "credit_notes", "orders"}

// written keeps the approvals that an operation hung on, within that operation,
// and uses them up.
func (r *Room) written(tx *change.Tx, ops []change.Op) error {
	about := ops[0]
	for _, table := range documents {
		if i := slices.IndexFunc(ops, func(o change.Op) bool { return o.Table == table }); i >= 0 {
			about = ops[i]
			break
		}
	}
	for _, l := range tx.Actor.Approvals {
		if !l.Used {
			continue
		}
		if used, err := approved(tx.Tx, l.ID); err != nil || used { // two requests with one approval
			if err == nil {
				err = errs.New(errs.Forbidden).Needs(string(l.Right))
			}
			return err
		}
		err := insertApproval(tx, Approval{ID: l.ID, Right: string(l.Right), AboutTable: about.Table, AboutID: about.ID, TillID: tx.Actor.TillID,
			StaffID: tx.Actor.StaffID, StaffName: tx.Actor.Name, ByID: l.By, ByName: l.Name})
		if err != nil {
			return err
		}
		tx.After(func() { r.spent(l.ID) })
	}
	return nil
}

// spent forgets an approval that was used.
func (r *Room) spent(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, l := range r.lent {
		if l.ID == id {
			delete(r.lent, key)
		}
	}
}

// mostAsked is how many documents may be asked about at once.
const mostAsked = 50

// Approvals lists what was done to some documents by somebody's leave, oldest
// first.
func (r *Room) Approvals(ctx context.Context, about []string) (list []Approval, err error) {
	if len(about) == 0 || len(about) > mostAsked {
		return nil, errs.At("about", errs.Required)
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = approvals(tx, about)
		return err
	})
	return list, err
}
