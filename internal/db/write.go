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
	if d.writer == nil { // the last reopening failed, say for want of space
		var err error
		if d.writer, err = d.connect(bg); err != nil {
			fail(err)
			return
		}
	}
	if d.tired.CompareAndSwap(true, false) {
		_, _ = d.writer.fold(bg) // one that fails is tried again
	}
	if err := d.begin(bg); err != nil {
		fail(err)
		return
	}
	wrote := false
	for _, j := range batch {
		if j.err = j.ctx.Err(); j.err != nil {
			continue
		}
		if j.err = d.alone(j, len(batch) == 1); j.err != nil {
			d.epoch++
		} else {
			wrote = true
		}
	}
	if !wrote {
		if err := d.writer.exec(bg, "ROLLBACK"); err != nil {
			d.reopen()
		}
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

// reopen starts the writer afresh after a COMMIT of unknown outcome.
func (d *DB) reopen() {
	d.epoch++
	bg := context.Background()
	// whatever of these fails, the connection goes away with them
	_ = d.writer.exec(bg, "ROLLBACK")
	_ = d.writer.close()
	d.writer, _ = d.connect(bg) // nil is tried again before the next write
}

// alone runs one operation so that its failure undoes it alone. One that has
// the transaction to itself needs no savepoint, for which SQLite would copy
// every page that it touches.
func (d *DB) alone(j *job, only bool) error {
	ctx := context.WithoutCancel(j.ctx)
	if only {
		return d.run(ctx, j.fn) // commit rolls the transaction back
	}
	if err := d.writer.exec(ctx, "SAVEPOINT op"); err != nil {
		return err
	}
	err := d.run(ctx, j.fn)
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
