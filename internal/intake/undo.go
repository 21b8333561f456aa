package intake

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"slices"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
)

// Why undo leaves a row as it is; the words are "error.<code>".
const (
	editedSince = "edited_since"
	stillInUse  = "still_in_use"
	keyTaken    = "key_taken_since"
)

// Undo gives back what an import changed, as far as nobody edited it since.
// Again while it is at work is no second time.
func (r *Room) Undo(ctx context.Context, id string) (Import, error) {
	j := r.job(id)
	if j == nil {
		var k kept
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			if k, err = find(tx, id); err == nil {
				k.Refused, err = refused(tx, id)
			}
			return err
		})
		if err != nil {
			return Import{}, err
		}
		if busy(k.State) { // a command is at it, or was killed and is being looked after
			return Import{}, errs.New(errNoUndo)
		}
		j = r.known(ctx, k)
	}
	j.mu.Lock()
	state := j.kept.State
	ready := r.shown(ctx, j.kept).Undoable
	if ready {
		j.kept.State, j.kept.Done, j.kept.Total = Undoing, 0, j.kept.New+j.kept.Changed
		j.wake()
	}
	j.mu.Unlock()
	switch {
	case ready:
		if err := r.start(ctx, j, func(ctx context.Context) {
			err := r.writeDown(ctx, j, j.now())
			if err == nil {
				err = r.unwind(ctx, j, nil)
			}
			if err != nil && r.open.Err() == nil {
				slog.Error("undo failed", "id", id, "error", err)
				k := j.now()
				k.State = Taken      // what is undone stays so; it can be tried again
				_ = r.end(ctx, j, k) // where that fails as the rest did, the next start goes on
			}
		}); err != nil {
			return Import{}, err
		}
	case state == Undoing && !j.now().cancelled:
	default:
		return Import{}, errs.New(errNoUndo)
	}
	r.settled(ctx, j, patience)
	return r.shown(ctx, j.now()), nil
}

// known gives the job of an import that is written down.
func (r *Room) known(ctx context.Context, k kept) *job {
	if r.job(k.ID) != nil {
		return r.job(k.ID)
	}
	j := r.add(ctx, k)
	j.there = true
	return j
}

// unwind undoes the book, the last piece first, each piece in an operation of
// its own together with its mark: wherever it is broken off, it goes on there.
// The people are told in the last operation, where there is news.
func (r *Room) unwind(ctx context.Context, j *job, news func(k kept) notice.News) error {
	id := j.now().ID
	err := r.j.DB.Write(ctx, func(tx *db.Tx) error { return errors.Join(product.ManyWillGo(tx), customer.ManyWillGo(tx)) })
	if err != nil {
		return err
	}
	for before := math.MaxInt32; ; {
		var more bool
		var undone, stayed, at int
		err := r.j.Write(ctx, func(tx *change.Tx) error {
			p, found, err := lastWritten(tx.Tx, id, before)
			if more = found; err != nil || !found {
				return err
			}
			at = p.n
			entries, err := read(p.rows)
			if err != nil {
				return err
			}
			var stays []left
			if undone, stays, err = r.giveBack(tx, entries, id); err != nil {
				return err
			}
			stayed = len(stays)
			text, err := json.Marshal(stays)
			if err != nil {
				return err
			}
			return pieceUndone(tx.Tx, id, p.n, string(text), undone, stayed)
		})
		if err != nil {
			return err
		}
		if !more {
			break
		}
		before = at
		j.set(func(k *kept) {
			k.Undone, k.Kept = k.Undone+undone, k.Kept+stayed
			k.Done = min(k.Total, k.Done+undone+stayed)
		})
	}
	k := j.now()
	switch k.Done = k.Total; {
	case k.cancelled:
		k.State = Cancelled
	case k.problem != nil:
		k.State = Refused
	default:
		k.State = Undone
	}
	if news == nil {
		return r.end(ctx, j, k)
	}
	return r.end(ctx, j, k, news(k))
}

// outcome is what became of a row of the book: whether anything was given back,
// and what was left and why.
type outcome struct {
	gave bool
	left *left
}

// giveBack gives a piece back: what was made goes first and all at once, so that
// its codes are free again; what was changed follows, the last first.
func (r *Room) giveBack(tx *change.Tx, entries []entry, importID string) (undone int, stays []left, err error) {
	all := make([]outcome, len(entries))
	var goods, people []made
	for i := range entries {
		e, out := &entries[i], &all[i]
		switch {
		case e.What != pricelist.RowNew:
		case e.Table == "customers":
			people = append(people, made{e, out})
		default:
			goods = append(goods, made{e, out})
		}
	}
	if err := removeProducts(tx, goods, importID); err != nil {
		return 0, nil, err
	}
	if err := r.removeCustomers(tx, people); err != nil {
		return 0, nil, err
	}
	stays = []left{}
	for i, e := range slices.Backward(entries) {
		if e.What != pricelist.RowNew {
			if all[i].gave, all[i].left, err = r.revert(tx, e, importID); err != nil {
				return 0, nil, err
			}
		}
		if all[i].gave {
			undone++
		}
		if l := all[i].left; l != nil {
			l.Row, l.Name = e.Row, e.Name
			stays = append(stays, *l)
		}
	}
	return undone, stays, nil
}

// revert gives a row back that was changed. It tells whether anything was given
// back, and what was left and why.
func (r *Room) revert(tx *change.Tx, e entry, importID string) (bool, *left, error) {
	was, became, err := e.columns()
	if err != nil {
		return false, nil, err
	}
	if e.Table == "customers" {
		return r.revertCustomer(tx, e, was, became)
	}
	gave, l, err := revertProduct(tx, e, was, became)
	if err != nil || e.Moved == 0 || l != nil && l.Code == string(errs.NotFound) {
		return gave, l, err
	}
	_, err = stock.Move(tx, "", e.ID, -e.moved(), stock.Undo, importID)
	return true, l, err
}
