package db

import (
	"context"
	"database/sql"
	"fmt"
	"runtime/debug"

	"pishkhan/internal/errs"
)

// group is the most operations that share one commit: enough that a busy hour
// pays one sync for many sales, few enough that the first is not kept waiting.
const group = 64

type job struct {
	ctx  context.Context
	fn   func(*Tx) error
	err  error
	done chan struct{}
}

// Write runs fn in the writer, alone in a savepoint of its own, and answers
// after the commit that holds it is on disk. An error from fn undoes fn's
// writes and nobody else's. A failed COMMIT is a CommitError.
func (d *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	j := &job{ctx: ctx, fn: fn, done: make(chan struct{})}
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
	if d.conn == nil { // the last reopening failed, say for want of space
		if err := d.openWriter(bg); err != nil {
			fail(err)
			return
		}
	}
	if err := d.exec(bg, "BEGIN IMMEDIATE"); err != nil {
		fail(err)
		return
	}
	wrote := false
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		if j.err = d.savepoint(j); j.err == nil {
			wrote = true
		}
	}
	if !wrote {
		if err := d.exec(bg, "ROLLBACK"); err != nil {
			d.reopen()
		}
		return
	}
	if err := d.opt.Commit(func() error { return d.exec(bg, "COMMIT") }); err != nil {
		d.reopen()
		fail(&CommitError{Cause: err})
	}
}

func (d *DB) reopen() {
	if err := d.reopenWriter(); err != nil {
		d.conn = nil // tried again before the next write
	}
}

// savepoint runs one operation so that its failure undoes it alone.
func (d *DB) savepoint(j *job) error {
	ctx := context.WithoutCancel(j.ctx)
	if err := d.exec(ctx, "SAVEPOINT op"); err != nil {
		return err
	}
	err := d.run(ctx, j.fn)
	if err == nil {
		err = d.exec(ctx, "RELEASE op")
	}
	if err != nil {
		// SQLite may have ended the whole transaction itself (a full disk);
		// then these fail too, COMMIT fails, and every caller hears of it.
		_ = d.exec(ctx, "ROLLBACK TO op")
		_ = d.exec(ctx, "RELEASE op")
	}
	return err
}

func (d *DB) run(ctx context.Context, fn func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil { // one broken operation must not end the shop's day
			err = errs.Wrap(errs.Internal, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return fn(&Tx{Now: d.Now(), ctx: ctx, db: d, prepare: func(q string) (*sql.Stmt, error) { return d.prepared(ctx, q) }})
}

func (d *DB) exec(ctx context.Context, query string) error {
	s, err := d.prepared(ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx)
	return err
}

func (d *DB) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if s := d.stmts[q]; s != nil {
		return s, nil
	}
	s, err := d.conn.PrepareContext(ctx, q)
	if err != nil {
		return nil, err
	}
	d.stmts[q] = s
	return s, nil
}
