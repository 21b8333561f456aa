package db

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"pishkhan/internal/errs"
)

// conn is one connection and its prepared statements. One goroutine has it at
// a time, so that nothing of database/sql's pool is asked on the way.
type conn struct {
	*sql.Conn
	pool  *sql.DB // of this connection alone
	stmts map[string]*sql.Stmt
}

func (d *DB) connect(ctx context.Context, pragmas ...string) (*conn, error) {
	pool, err := sql.Open("sqlite", d.dsn(pragmas...))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &conn{Conn: c, pool: pool, stmts: map[string]*sql.Stmt{}}, nil
}

func (c *conn) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if s := c.stmts[q]; s != nil {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, q)
	if err == nil {
		c.stmts[q] = s
	}
	return s, err
}

func (c *conn) exec(ctx context.Context, q string) error {
	s, err := c.prepared(ctx, q)
	if err == nil {
		_, err = s.ExecContext(ctx)
	}
	return err
}

// close gives the connection back; a statement left open would keep it, and so
// the WAL, behind.
func (c *conn) close() error {
	var err error
	for _, s := range c.stmts {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, c.Conn.Close(), c.pool.Close())
}

// readers are the connections that read, opened as they are needed and the
// last used taken first: a quiet shop keeps one page cache, not many.
type readers struct {
	slots  chan struct{} // one for each read under way
	mu     sync.Mutex
	idle   []*conn
	closed bool
}

// take waits for a turn and gives a connection.
func (d *DB) take(ctx context.Context) (*conn, error) {
	r := &d.readers
	select {
	case r.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	r.mu.Lock()
	n, closed := len(r.idle), r.closed
	var c *conn
	if n > 0 {
		c, r.idle = r.idle[n-1], r.idle[:n-1]
	}
	r.mu.Unlock()
	var err error
	if closed {
		err = errs.New(errs.Unavailable)
	} else if c == nil {
		c, err = d.connect(context.WithoutCancel(ctx), "query_only(1)")
	}
	if err != nil {
		<-r.slots
	}
	return c, err
}

// give ends a turn. A connection that could not end its transaction (err) is
// not used again.
func (r *readers) give(c *conn, err error) {
	r.mu.Lock()
	again := err == nil && !r.closed
	if again {
		r.idle = append(r.idle, c)
	}
	r.mu.Unlock()
	if !again {
		_ = c.close()
	}
	<-r.slots
}

func (r *readers) close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	var err error
	for _, c := range r.idle {
		err = errors.Join(err, c.close())
	}
	r.idle = nil
	return err
}
