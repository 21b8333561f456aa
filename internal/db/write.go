package db

import (
	"context"
	"fmt"
	"runtime/debug"

	"pishkhan/internal/errs"
)

// group is the most operations that share one commit: enough that a busy hour
// pays one sync for many sales, few enough that the first is not kept waiting.
const group = 64

type job struct {
	ctx   context.Context
	fn    func(*Tx) error
	again bool // fn may run twice
	err   error
	done  chan struct{}
}

// Write runs fn in the writer, alone in a savepoint of its own, and answers
// after the commit that holds it is on disk. An error from fn undoes fn's
// writes and nobody else's. A failed COMMIT is a CommitError.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error { return d.ask(ctx, fn, false) }

// WriteAgain is Write for a fn that hardly ever fails and may run a second
// time: several of them share a transaction without savepoints.
func (d *DB) WriteAgain(ctx context.Context, fn func(*Tx) error) error { return d.ask(ctx, fn, true) }

func (d *DB) ask(ctx context.Context, fn func(*Tx) error, again bool) error {
	j := &job{ctx: ctx, fn: fn, again: again, done: make(chan struct{})}
	select {
	case <-d.quit:
		return errs.New(errs.Unavailable)
	default:
	}
	select {
	case d.jobs <- j:
	case <-d.done:
		return errs.New(errs.Unavailable)
	case <-ctx.Done():
		return ctx.Err()
	}
	select { // once taken, a write is waited for: its outcome must be known
	case <-j.done:
		return translate(j.err)
	case <-d.done:
		select {
		case <-j.done:
			return translate(j.err)
		default:
			return errs.New(errs.Unavailable)
		}
	}
}

// write is the writer's goroutine: it takes whatever waits, up to group, and
// commits it together.
func (d *DB) write() {
	defer close(d.done)
	for {
		var first *job
		select {
		case first = <-d.jobs:
		case <-d.quit:
			select {
			case first = <-d.jobs: // answer what was taken before Close
			default:
				return
			}
		}
		batch := []*job{first}
	more:
		for len(batch) < group {
			select {
			case j := <-d.jobs:
				batch = append(batch, j)
			default:
				break more
			}
		}
		d.commit(batch)
		for _, j := range batch {
			close(j.done)
		}
	}
}

func (d *DB) commit(batch []*job) {
	fail := func(err error) {
		for _, j := range batch {
			if j.err == nil {
				j.err = err
			}
		}
	}
	bg := context.Background()
	if err := d.begin(bg); err != nil {
		fail(err)
		return
	}
	together := true
	for _, j := range batch {
		together = together && j.again
	}
	wrote, all := d.all(batch, !together && len(batch) > 1)
	if !all && together && len(batch) > 1 { // one failed, and took the others' writes with it
		d.undo(bg)
		if err := d.begin(bg); err != nil {
			fail(err)
			return
		}
		wrote, _ = d.all(batch, true)
	}
	if !wrote {
		d.undo(bg)
		return
	}
	if err := d.opt.Commit(func() error { return d.writer.exec(bg, "COMMIT") }); err != nil {
		d.reopen()
		fail(&CommitError{Cause: err})
		return
	}
	select {
	case d.wrote <- struct{}{}:
	default:
	}
}

// begin starts a transaction and looks whether another process wrote since
// the last one.
func (d *DB) begin(ctx context.Context) error {
	if d.writer == nil { // the last reopening failed, say for want of space
		var err error
		if d.writer, err = d.connect(ctx); err != nil {
			return err
		}
	}
	if d.tired.CompareAndSwap(true, false) {
		_, _ = d.writer.fold(ctx) // one that fails is tried again
	}
	if err := d.writer.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	s, err := d.writer.prepared(ctx, "PRAGMA data_version")
	was := d.version
	if err == nil {
		err = s.QueryRowContext(ctx).Scan(&d.version)
	}
	if err != nil {
		d.reopen()
		return err
	}
	if d.version != was {
		d.epoch++
	}
	return nil
}

// undo ends a transaction that is not to be committed.
func (d *DB) undo(ctx context.Context) {
	if err := d.writer.exec(ctx, "ROLLBACK"); err != nil {
		d.reopen()
	}
}

// reopen starts the writer afresh after a COMMIT of unknown outcome.
func (d *DB) reopen() {
	d.epoch++
	bg := context.Background()
	// whatever of these fails, the connection goes away with them
	_ = d.writer.exec(bg, "ROLLBACK")
	_ = d.writer.close()
	d.writer, _ = d.connect(bg) // nil is tried again before the next write
}

// all runs the operations, each in a savepoint of its own where they must be
// undone apart. One that has the transaction to itself needs none, and those
// that may run again none at first: for a savepoint SQLite copies every page
// that is touched.
func (d *DB) all(batch []*job, apart bool) (wrote, all bool) {
	all = true
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		ctx := context.WithoutCancel(j.ctx)
		if apart {
			j.err = d.apart(ctx, j.fn)
		} else {
			j.err = d.run(ctx, j.fn)
		}
		if j.err == nil {
			wrote = true
			continue
		}
		d.epoch++
		all = false
		if !apart {
			break // the rest is undone with it
		}
	}
	return wrote, all
}

// apart runs one operation so that its failure undoes it alone.
func (d *DB) apart(ctx context.Context, fn func(*Tx) error) error {
	if err := d.writer.exec(ctx, "SAVEPOINT op"); err != nil {
		return err
	}
	err := d.run(ctx, fn)
	if err == nil {
		err = d.writer.exec(ctx, "RELEASE op")
	}
	if err != nil {
		// SQLite may have ended the whole transaction itself (a full disk);
		// then these fail too, COMMIT fails, and every caller hears of it.
		_ = d.writer.exec(ctx, "ROLLBACK TO op")
		_ = d.writer.exec(ctx, "RELEASE op")
	}
	return err
}

func (d *DB) run(ctx context.Context, fn func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil { // one broken operation must not end the shop's day
			err = errs.Wrap(errs.Internal, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return fn(&Tx{Now: d.Now(), ctx: ctx, db: d, conn: d.writer})
}
