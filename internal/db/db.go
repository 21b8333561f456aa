// Package db keeps the shop's one SQLite file. It owns the connections (one
// writer with group commit, many readers, one for checkpoints), the pragmas, the
// migrations, and the transaction that carries one "now". It refuses to answer a write before
// the commit that holds it is on disk, and it never repeats a commit whose
// outcome it doesn't know: such a write ends in CommitError, after the writer
// was reopened, and the caller looks its own record up.
package db

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/uuid/v5"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"pishkhan/internal/errs"
)

// File is the name of the shop's file in a data folder.
const File = "shop.db"

// Options are what a test injects; the zero value is the real thing.
type Options struct {
	Now    func() time.Time                // the clock; time.Now
	Rand   io.Reader                       // randomness for ids; crypto/rand
	Commit func(commit func() error) error // wraps each COMMIT, so that a test can fail it
	NoSync bool                            // bulk fixtures only: the file may be lost with the power
}

// DB is an open shop file. Its methods may be called from any goroutine.
type DB struct {
	path    string
	opt     Options
	gen     *uuid.Gen
	jobs    chan *job
	quit    chan struct{}
	done    chan struct{}
	close   sync.Once
	readers readers

	// the writer's goroutine alone uses these
	writer  *conn // nil when it could not be reopened
	version int64 // SQLite's data_version: another process's commit changes it
	epoch   uint64

	wrote  chan struct{} // there is something for the checkpoints
	tired  atomic.Bool   // the WAL is long: the writer ends a checkpoint
	folded chan struct{} // closed when the checkpoints have ended
}

// CommitError is a COMMIT that failed: whether the write is on disk is not
// known. The writer has been reopened when a caller sees it.
type CommitError struct{ Cause error }

func (e *CommitError) Error() string { return "commit: " + e.Cause.Error() }

// Unwrap gives SQLite's error.
func (e *CommitError) Unwrap() error { return e.Cause }

// Open opens or creates the file and brings its schema up to date.
func Open(ctx context.Context, path string, opt Options) (*DB, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Rand == nil {
		opt.Rand = rand.Reader
	}
	if opt.Commit == nil {
		opt.Commit = func(commit func() error) error { return commit() }
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, translate(err)
	}
	// SQLite would let everybody on this computer read the file; what it makes
	// beside it has the file's own mode.
	if f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600); err == nil {
		_ = f.Close() // nothing was written
	} else if !errors.Is(err, os.ErrExist) {
		return nil, translate(err)
	}
	d := &DB{
		path: path, opt: opt, jobs: make(chan *job, 1024),
		quit: make(chan struct{}), done: make(chan struct{}),
		wrote: make(chan struct{}, 1), folded: make(chan struct{}),
		gen: uuid.NewGenWithOptions(uuid.WithEpochFunc(opt.Now), uuid.WithRandomReader(opt.Rand)),
	}
	d.readers.slots = make(chan struct{}, max(4, runtime.NumCPU()*2))
	var err error
	if d.writer, err = d.connect(ctx); err != nil {
		return nil, translate(err)
	}
	if err := d.migrate(ctx); err != nil {
		return nil, translate(errors.Join(err, d.writer.close()))
	}
	go d.write()
	go d.checkpoints()
	return d, nil
}

// dsn gives the pragmas of every connection, and why each is there.
func (d *DB) dsn(more ...string) string {
	sync := "synchronous(FULL)" // a sale that was answered survives a power cut; NORMAL lost some
	if d.opt.NoSync {
		sync = "synchronous(OFF)"
	}
	q := url.Values{"_pragma": append([]string{
		"busy_timeout(10000)", // first: the others may meet a lock
		"journal_mode(WAL)",   // readers never wait for the writer
		sync,
		"foreign_keys(1)",
		"temp_store(MEMORY)",
		"cache_size(-16000)",           // 16 MB a connection at the most
		"wal_autocheckpoint(0)",        // checkpoints run beside the writer (checkpoint.go), not inside a sale
		"journal_size_limit(67108864)", // the WAL shrinks again after an import
	}, more...)}
	q.Set("_txlock", "immediate") // a writer that waits, never one that fails half-way
	return "file:" + (&url.URL{Path: d.path}).EscapedPath() + "?" + q.Encode()
}

// Path is the file's path.
func (d *DB) Path() string { return d.path }

// Now is the injected clock's time, in UTC and whole milliseconds.
func (d *DB) Now() time.Time { return d.opt.Now().UTC().Truncate(time.Millisecond) }

// NewID makes a UUIDv7 of the injected clock and randomness.
func (d *DB) NewID() string {
	id, err := d.gen.NewV7()
	if err != nil {
		panic(fmt.Sprintf("no randomness for ids: %v", err)) // the machine can't be used
	}
	return id.String()
}

// Rand is the injected randomness, for keys and tokens.
func (d *DB) Rand() io.Reader { return d.opt.Rand }

// Close waits for the writes under way and closes the file.
func (d *DB) Close() error {
	var err error
	d.close.Do(func() {
		close(d.quit)
		<-d.done
		<-d.folded
		err = d.readers.close()
		if d.writer != nil {
			err = errors.Join(err, d.writer.close())
		}
	})
	return err
}

// Read runs fn in a read transaction: all of it sees one moment of the file.
// fn must not call Read again.
func (d *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	c, err := d.take(ctx)
	if err != nil {
		return translate(err)
	}
	bg := context.Background()
	if err := c.exec(bg, "BEGIN"); err != nil {
		d.readers.give(c, err)
		return translate(err)
	}
	defer func() { d.readers.give(c, c.exec(bg, "ROLLBACK")) }()
	return translate(fn(&Tx{Now: d.Now(), ctx: ctx, db: d, conn: c}))
}

// Look is Read without a transaction around it: every statement sees a moment of
// its own. It is for one short statement, which isn't worth cancelling, or for
// a look that is checked again in the write that it is for.
func (d *DB) Look(ctx context.Context, fn func(*Tx) error) error {
	c, err := d.take(ctx)
	if err != nil {
		return translate(err)
	}
	defer d.readers.give(c, nil)
	return translate(fn(&Tx{Now: d.Now(), ctx: context.WithoutCancel(ctx), db: d, conn: c}))
}

// Taken tells whether a row was refused because its table has one of its id.
func Taken(err error) bool {
	var s *sqlite.Error
	return errors.As(err, &s) && s.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY
}

// translate gives what the disk and SQLite say the codes that people are told.
func translate(err error) error {
	if err == nil || len(errs.All(err)) > 0 {
		return err
	}
	var s *sqlite.Error
	if errors.As(err, &s) {
		switch s.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return errs.Wrap(errs.DiskFull, err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY:
			return errs.Wrap(errs.Unavailable, err)
		}
	}
	return err
}
