package db

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pishkhan/internal/errs"
)

// TimeFormat is how every time stands in the file: UTC, milliseconds, so that
// text order is time order.
const TimeFormat = "2006-01-02T15:04:05.000Z"

// Tx is one transaction with one now. It is valid only inside the function it
// was given to.
type Tx struct {
	Now  time.Time
	ctx  context.Context
	db   *DB
	conn *conn
}

func (t *Tx) prepare(q string) (*sql.Stmt, error) { return t.conn.prepared(t.ctx, q) }

// Context is the caller's context (its values; a write isn't cancelled half-way).
func (t *Tx) Context() context.Context { return t.ctx }

// NewID makes a UUIDv7.
func (t *Tx) NewID() string { return t.db.NewID() }

// Epoch, in a write, is a number that changes whenever what was remembered of
// the file from an earlier write may be wrong: another process wrote, a write
// was undone, or the writer was reopened.
func (t *Tx) Epoch() uint64 { return t.db.epoch }

// Forget makes a new epoch: what the program remembers of the file is about to
// be changed behind its back.
func (t *Tx) Forget() { t.db.epoch++ }

// At is the transaction's now as it stands in the file.
func (t *Tx) At() string { return t.Now.Format(TimeFormat) }

// Exec runs a statement. Synced tables are written through change.Tx instead.
func (t *Tx) Exec(query string, args ...any) error {
	s, err := t.prepare(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// Affected runs a statement and tells how many rows it changed.
func (t *Tx) Affected(query string, args ...any) (int64, error) {
	s, err := t.prepare(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// Rows runs a query and calls scan for each row. A limit is written
// "LIMIT ? + 0": for a plan SQLite looks at the number in a bare "LIMIT ?", and so
// prepares the statement again each time that one is bound.
func (t *Tx) Rows(scan func(*sql.Rows) error, query string, args ...any) error {
	s, err := t.prepare(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// IDs runs a query for one text of each row.
func (t *Tx) IDs(query string, args ...any) (ids []string, err error) {
	err = t.Rows(func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, query, args...)
	return ids, err
}

// Row runs a query for one row; no row is errs.NotFound.
func (t *Tx) Row(dest []any, query string, args ...any) error {
	s, err := t.prepare(query)
	if err != nil {
		return err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return errs.Wrap(errs.NotFound, err)
	}
	return err
}

// ParseTime reads a time of the file; a broken one is the zero time, which
// doctor reports.
func ParseTime(s string) time.Time {
	at, _ := time.Parse(TimeFormat, s)
	return at
}
