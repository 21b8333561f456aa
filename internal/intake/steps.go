package intake

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
	"pishkhan/internal/pricelist"
)

// Draft is a file to be looked at, as the asker describes it.
type Draft struct {
	Upload   string
	Choice   pricelist.Choice
	DryRun   bool
	Remember bool
}

// Begin begins an import of a file that was uploaded: a preview first, or at
// once. Looking into a long list takes its time, so that is part of the job; a
// file that is refused while the asker still waits is refused to them.
func (r *Room) Begin(ctx context.Context, d Draft) (Import, error) {
	path, name, leave, err := r.lists.Upload(ctx, d.Upload)
	if err != nil {
		return Import{}, err
	}
	state, work := Writing, r.writeFile
	if d.DryRun {
		state, work = Deciding, r.preview
	}
	j := r.add(ctx, kept{Import: Import{FileName: name, Kind: string(d.Choice.Kind), Source: Window, State: state}})
	j.upload = d.Upload
	refusal := make(chan error, 1)
	if err := r.start(ctx, j, func(ctx context.Context) {
		defer leave()
		look, chosen, _, err := r.look(ctx, path, name, d.Choice)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			refusal <- err
			j.fail(err)
			return
		}
		if j.choice = chosen; d.Remember {
			j.sender = look.Sender
		}
		j.known(look.Kind, look.Rows)
		r.uploaded(ctx, j, work)
	}); err != nil {
		leave()
		return Import{}, err
	}
	r.settled(ctx, j, patience)
	i := r.shown(ctx, j.now())
	select {
	case err := <-refusal:
		if i.State == Refused {
			return Import{}, err
		}
	default:
	}
	return i, nil
}

// patience is how long a request waits for its job, so that small lists need
// only one.
const patience = 2 * time.Second

// uploaded works on an uploaded file, which stays for the next try unless it
// was taken in.
func (r *Room) uploaded(ctx context.Context, j *job, work func(context.Context, *job, string) (pricelist.Result, error)) {
	path, _, leave, err := r.lists.Upload(ctx, j.upload)
	if err != nil {
		j.fail(err)
		return
	}
	_, _ = work(ctx, j, path) // what went wrong is the import's state
	leave()
	if j.now().State == Taken {
		r.lists.DropUpload(j.upload)
	}
}

// fail ends a job that wrote nothing.
func (j *job) fail(err error) {
	j.set(func(k *kept) {
		k.problem, k.State = asProblem(err), Refused
		if k.cancelled {
			k.State = Cancelled
		} else if k.problem == nil {
			k.problem = &problem{Code: errs.Internal}
			if errors.Is(err, context.Canceled) {
				k.problem.Code = errs.Unavailable
			} else {
				slog.Error("import failed", "id", k.ID, "error", err)
			}
		}
	})
}

// preview says what an import would do.
func (r *Room) preview(ctx context.Context, j *job, path string) (pricelist.Result, error) {
	leave, err := enter(ctx, r.deciding)
	if err != nil {
		j.fail(err)
		return pricelist.Result{}, err
	}
	defer leave()
	shown, err := newRows(r.dir, r.j.DB.Rand())
	if err != nil {
		j.fail(err)
		return pricelist.Result{}, err
	}
	got, err := r.lists.Import(ctx, path, j.now().FileName, pricelist.Options{Choice: j.choice, DryRun: true, Progress: j.progress, Each: shown.add})
	if err = errors.Join(err, shown.err); err != nil {
		shown.drop()
		j.fail(err)
		return got, err
	}
	j.mu.Lock()
	j.rows = shown
	j.mu.Unlock()
	j.set(func(k *kept) {
		if k.count(got); k.State == Deciding {
			k.State = Previewed
		}
		if k.cancelled {
			k.State = Cancelled
		}
	})
	return got, nil
}

// count takes over what became of the rows.
func (k *kept) count(got pricelist.Result) {
	k.New, k.Changed, k.Unchanged, k.RefusedCount = got.New, got.Changed, got.Unchanged, got.RefusedCount
	k.Refused, k.Asks = got.Refused, got.Asks
	if len(got.Asks) == 0 {
		k.Done = k.Total
	}
}

// Take takes in what was previewed. Again is no second time.
func (r *Room) Take(ctx context.Context, id string) (Import, error) {
	j := r.job(id)
	if j == nil {
		i, err := r.Read(ctx, id)
		if err == nil && i.State != Taken {
			err = errs.New(errNotReady)
		}
		return i, err
	}
	j.mu.Lock()
	state, asks := j.kept.State, j.kept.Asks
	ready := state == Previewed && len(asks) == 0
	if ready {
		j.kept.State, j.kept.Done = Writing, 0
		j.wake()
	}
	j.mu.Unlock()
	switch {
	case ready:
		if err := r.start(ctx, j, func(ctx context.Context) { r.uploaded(ctx, j, r.writeFile) }); err != nil {
			return Import{}, err
		}
	case state == Previewed:
		return Import{}, errs.At(asks[0], errs.Required)
	case state != Writing && state != Taken:
		return Import{}, errs.New(errNotReady)
	}
	r.settled(ctx, j, patience)
	return r.shown(ctx, j.now()), nil
}

// source reads a list and takes it in as it is told.
type source func(ctx context.Context, opt pricelist.Options) (pricelist.Result, error)

// writeFile takes a file in, keeping the book.
func (r *Room) writeFile(ctx context.Context, j *job, path string) (pricelist.Result, error) {
	return r.write(ctx, j, func(ctx context.Context, opt pricelist.Options) (pricelist.Result, error) {
		return r.lists.Import(ctx, path, j.now().FileName, opt)
	})
}

// write takes a list in, keeping the book.
func (r *Room) write(ctx context.Context, j *job, from source) (got pricelist.Result, err error) {
	leave, err := enter(ctx, r.writing)
	if err != nil {
		j.fail(err)
		return got, err
	}
	defer leave()
	k := j.now()
	resumed := j.there
	got, err = from(ctx, pricelist.Options{Choice: j.choice, ID: k.ID, Progress: j.progress, Known: j.known,
		Keep: func(tx *change.Tx, _ string, rows []pricelist.Change) error { return j.keep(tx, rows) }})
	if len(got.Asks) > 0 && err == nil {
		j.set(func(k *kept) { k.State = Previewed; k.count(got) })
		return got, nil
	}
	if err == nil && j.now().cancelled {
		err = context.Canceled // the last piece was faster
	}
	if err != nil && j.there { // half of it is there: all of it or nothing
		return got, r.brokenOff(ctx, j, err)
	}
	if err != nil {
		j.fail(err)
		if k := j.now(); k.Source == Inbox && final(err) {
			err = errors.Join(err, r.writeDown(ctx, j, k))
		}
		return got, err
	}
	k = j.now()
	made, changed := k.New, k.Changed // by the book, also before a stop
	k.count(got)
	if k.State = Taken; resumed {
		k.Unchanged = max(0, k.Total-made-changed-k.RefusedCount)
		k.New, k.Changed = made, changed
	}
	if resumed && k.Source == Inbox {
		return got, r.end(ctx, j, k, resumption(k))
	}
	return got, r.end(ctx, j, k)
}

// end writes down how an import ended, and only then tells it.
func (r *Room) end(ctx context.Context, j *job, k kept, news ...notice.News) error {
	err := r.writeDown(ctx, j, k, news...)
	if err != nil {
		slog.Error("how an import ended was not written down", "id", k.ID, "error", err)
	}
	j.set(func(now *kept) { *now = k })
	return err
}

// final tells a refusal of the file itself from what may go well the next time.
func final(err error) bool {
	all := errs.All(err)
	return len(all) > 0 && all[0].Status() < 500
}

// bookRows is how many rows stand in a piece of the book: fewer than are written
// at once, because giving them back takes longer, and a till waits for that too.
const bookRows = 60

// keep writes what a piece wrote into the book, in the piece's own transaction.
func (j *job) keep(tx *change.Tx, list []pricelist.Change) error {
	made := 0
	for _, c := range list {
		if c.What == pricelist.RowNew {
			made++
		}
	}
	k := j.now()
	if !j.there {
		if k.New, k.Changed, k.Unchanged, k.RefusedCount = 0, 0, 0, 0; k.State != Writing {
			k.State = Writing
		}
		if err := insertImport(tx.Tx, k); err != nil {
			return err
		}
	}
	tx.After(func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		if !j.there {
			j.kept.New, j.kept.Changed = 0, 0
		}
		j.there, j.kept.booked = true, true
		j.kept.New, j.kept.Changed = j.kept.New+made, j.kept.Changed+len(list)-made
	})
	for rows := range slices.Chunk(list, bookRows) {
		text, err := write(rows)
		if err == nil {
			err = addPiece(tx.Tx, k.ID, text)
		}
		if err != nil {
			return err
		}
	}
	return addSums(tx.Tx, k.ID, made, len(list)-made)
}

// writeDown notes how far an import is, and the sender's choice; with it, in
// the same operation, what the people are told of it.
func (r *Room) writeDown(ctx context.Context, j *job, k kept, news ...notice.News) error {
	note := func(tx *db.Tx) (err error) {
		if j.there {
			err = update(tx, k)
		} else {
			err = insertImport(tx, k)
		}
		if err != nil {
			return err
		}
		if j.sender != "" && k.State == Taken {
			if err := remember(tx, j.sender, k.FileName, j.choice); err != nil {
				return err
			}
		}
		return insertRefused(tx, k.ID, k.Refused)
	}
	ctx = context.WithoutCancel(ctx)
	var err error
	if len(news) == 0 {
		err = r.j.DB.Write(ctx, note)
	} else {
		err = r.j.Write(ctx, func(tx *change.Tx) error {
			for _, n := range news {
				if err := notice.Tell(tx, n); err != nil {
					return err
				}
			}
			return note(tx.Tx)
		})
	}
	if err == nil {
		j.there = true
	}
	return err
}

// brokenOff takes back what was written of an import that can't go on; one
// that the program's end broke off is left for the next start.
func (r *Room) brokenOff(ctx context.Context, j *job, cause error) error {
	if r.open.Err() != nil {
		return cause
	}
	j.set(func(k *kept) {
		k.State, k.Done, k.Total = Undoing, 0, k.New+k.Changed // what was written, not what the list has
		if !k.cancelled {
			if k.problem = asProblem(cause); k.problem == nil {
				k.problem = &problem{Code: errs.Internal}
				slog.Error("import failed", "id", k.ID, "error", cause)
			}
		}
	})
	ctx = context.WithoutCancel(ctx) // the stop was for the import, not for this
	if err := r.writeDown(ctx, j, j.now()); err != nil {
		return errors.Join(cause, err)
	}
	return errors.Join(cause, r.unwind(ctx, j, nil))
}

// Cancel stops an import; what it wrote is taken back.
func (r *Room) Cancel(ctx context.Context, id string) (Import, error) {
	j := r.job(id)
	if j == nil {
		i, err := r.Read(ctx, id)
		if err == nil && i.State != Cancelled {
			err = errs.New(errFinished)
		}
		return i, err
	}
	j.mu.Lock()
	state, stop := j.kept.State, j.stop
	switch state {
	case Deciding, Writing:
		j.kept.cancelled = true
	case Previewed:
		j.kept.cancelled, j.kept.State = true, Cancelled
		j.wake()
	case Undoing, Cancelled:
	default:
		j.mu.Unlock()
		return Import{}, errs.New(errFinished)
	}
	if state == Undoing && !j.kept.cancelled {
		j.mu.Unlock()
		return Import{}, errs.New(errFinished)
	}
	j.mu.Unlock()
	if state == Deciding || state == Writing {
		stop()
		r.settled(ctx, j, patience)
	}
	return r.shown(ctx, j.now()), nil
}
