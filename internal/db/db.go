// Package db keeps the shop's one SQLite file. It owns the two pools (one
// writer with group commit, many readers), the pragmas, the migrations, and
// the transaction that carries one "now". It refuses to answer a write before
// the commit that holds it is on disk, and it never repeats a commit whose
// outcome it doesn't know: such a write ends in CommitError, after the writer
// was reopened, and the caller looks its own record up.
package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
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
	path  string
	opt   Options
	gen   *uuid.Gen
	jobs  chan *job
	quit  chan struct{}
	done  chan struct{}
	close sync.Once

	writer *sql.DB // one connection, used by the writer's goroutine alone
	conn   *sql.Conn
	stmts  map[string]*sql.Stmt

	readers *sql.DB
	slots   chan struct{} // one for each read under way
	reads   sync.Map      // query → *sql.Stmt
	fresh   sync.Mutex    // held while a query is prepared for the first time
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
		gen: uuid.NewGenWithOptions(uuid.WithEpochFunc(opt.Now), uuid.WithRandomReader(opt.Rand)),
	}
	if err := d.openWriter(ctx); err != nil {
		return nil, translate(err)
	}
	if err := d.migrate(ctx); err != nil {
		_ = d.writer.Close()
		return nil, translate(err)
	}
	var err error
	if d.readers, err = sql.Open("sqlite", d.dsn("query_only(1)")); err != nil {
		_ = d.writer.Close()
		return nil, err
	}
	// One connection more than reads: preparing takes one beside the read's own,
	// and readers that each waited for another's would wait for ever.
	d.slots = make(chan struct{}, max(4, runtime.NumCPU()*2))
	d.readers.SetMaxOpenConns(cap(d.slots) + 1)
	d.readers.SetMaxIdleConns(cap(d.slots) + 1)
	go d.write()
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
		"wal_autocheckpoint(4000)",     // fewer, longer checkpoints: less waiting at the counter
		"journal_size_limit(67108864)", // the WAL shrinks again after an import
	}, more...)}
	q.Set("_txlock", "immediate") // a writer that waits, never one that fails half-way
	return "file:" + (&url.URL{Path: d.path}).EscapedPath() + "?" + q.Encode()
}

func (d *DB) openWriter(ctx context.Context) error {
	w, err := sql.Open("sqlite", d.dsn())
	if err != nil {
		return err
	}
	w.SetMaxOpenConns(1)
	conn, err := w.Conn(ctx)
	if err != nil {
		_ = w.Close()
		return err
	}
	d.writer, d.conn, d.stmts = w, conn, map[string]*sql.Stmt{}
	return nil
}

// reopenWriter starts the writer afresh after a COMMIT of unknown outcome.
func (d *DB) reopenWriter() error {
	if d.conn != nil {
		// whatever of these fails, the connection goes away with them
		_ = d.exec(context.Background(), "ROLLBACK")
		for _, s := range d.stmts {
			_ = s.Close()
		}
		_ = d.conn.Close()
		_ = d.writer.Close()
	}
	return d.openWriter(context.Background())
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
		// a statement left open keeps its connection, and so the WAL, behind
		d.reads.Range(func(_, s any) bool {
			err = errors.Join(err, s.(*sql.Stmt).Close())
			return true
		})
		for _, s := range d.stmts {
			err = errors.Join(err, s.Close())
		}
		err = errors.Join(err, d.readers.Close())
		if d.conn != nil {
			err = errors.Join(err, d.conn.Close(), d.writer.Close())
		}
	})
	return err
}

// Read runs fn in a read transaction: all of it sees one moment of the file.
// fn must not call Read again.
func (d *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	sqlTx, err := d.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return translate(err)
	}
	defer func() { _ = sqlTx.Rollback() }()
	tx := &Tx{Now: d.Now(), ctx: ctx, db: d, prepare: func(q string) (*sql.Stmt, error) {
		s, err := d.reading(ctx, q)
		if err != nil {
			return nil, err
		}
		return sqlTx.StmtContext(ctx, s), nil
	}}
	return translate(fn(tx))
}

// reading gives the readers' statement of a query.
func (d *DB) reading(ctx context.Context, q string) (*sql.Stmt, error) {
	if s, ok := d.reads.Load(q); ok {
		return s.(*sql.Stmt), nil
	}
	d.fresh.Lock()
	defer d.fresh.Unlock()
	if s, ok := d.reads.Load(q); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := d.readers.PrepareContext(ctx, q)
	if err == nil {
		d.reads.Store(q, s)
	}
	return s, err
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
