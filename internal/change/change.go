// Package change is the journal: every write of a business operation is one
// record, stamped, chained by hash and written in the operation's own
// transaction, so that a file fed with the journal alone equals the real one.
// It owns the tables' declarations, the record's form and replay; rooms write
// their synced tables only through its Tx. It refuses a record over 5 000
// operations or 1 MiB (an import is many records), and a change to a fact.
//
// The chain's head and the clock live in the file. What the writer remembers of
// them between two operations (memory.go) holds for one epoch of the file: a
// commit that failed, an operation that was undone or another process's write
// begins a new one, and then it is read again.
//
// Writing both the row and the journal from one call (Insert, Set) is this
// house's answer to "captured in the store layer": a store can't write one
// and forget the other, and replay uses the very same statements.
package change

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/hlc"
)

// The bounds of one record.
const (
	MaxOps   = 5000
	MaxBytes = 1 << 20
)

// Journal writes operations and tells the screens of them.
type Journal struct {
	DB   *db.DB
	Live *Live
	// Lent writes down, within an operation that somebody lent a right to, who
	// did; nil keeps nothing. ops are what the operation wrote.
	Lent   func(tx *Tx, ops []Op) error
	memory memory // the writer's
}

// New opens the journal of a file.
func New(d *db.DB) (*Journal, error) {
	j := &Journal{DB: d, Live: newLive()}
	err := d.Read(context.Background(), func(tx *db.Tx) error {
		var seq int64
		err := tx.Row([]any{&seq}, "SELECT coalesce(max(seq),0) FROM local_change")
		j.Live.seq = seq
		return err
	})
	return j, err
}

// Tx is the transaction of one business operation.
type Tx struct {
	*db.Tx
	Actor  actor.Actor
	memory *memory
	ops    []Op
	after  []func()
}

// Write runs one business operation: its rows and its journal record commit
// together or not at all. A COMMIT whose outcome is unknown is looked up by
// the record's hash, never repeated.
func (j *Journal) Write(ctx context.Context, fn func(*Tx) error) error {
	return j.write(ctx, j.DB.Write, fn)
}

// WriteAgain is Write for an fn that hardly ever fails and may run a second
// time (db.WriteAgain).
func (j *Journal) WriteAgain(ctx context.Context, fn func(*Tx) error) error {
	return j.write(ctx, j.DB.WriteAgain, fn)
}

func (j *Journal) write(ctx context.Context, write func(context.Context, func(*db.Tx) error) error, fn func(*Tx) error) error {
	var seq int64
	var hash []byte
	var tx *Tx
	err := write(ctx, func(d *db.Tx) error {
		seq, hash = 0, nil
		tx = &Tx{Tx: d, Actor: actor.From(ctx), memory: &j.memory}
		if err := fn(tx); err != nil {
			return err
		}
		if len(tx.ops) == 0 {
			return nil
		}
		if j.Lent != nil && len(tx.Actor.Approvals) > 0 {
			if err := j.Lent(tx, tx.ops); err != nil {
				return err
			}
		}
		var err error
		seq, hash, err = tx.seal()
		return err
	})
	var unknown *db.CommitError
	if errors.As(err, &unknown) {
		err = j.lookUp(ctx, seq, hash, err)
	}
	if err != nil {
		return err
	}
	if seq > 0 {
		j.Live.committed(seq)
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

// lookUp tells whether the record of a failed COMMIT is in the file after all.
func (j *Journal) lookUp(ctx context.Context, seq int64, hash []byte, cause error) error {
	refused := cause // in its own words, when those say more than "try again"
	if !errs.Is(cause, errs.DiskFull) {
		refused = errs.Wrap(errs.Unavailable, cause)
	}
	if seq == 0 {
		return refused
	}
	err := j.DB.Read(context.WithoutCancel(ctx), func(tx *db.Tx) error {
		var have []byte
		if err := tx.Row([]any{&have}, "SELECT hash FROM local_change WHERE seq=?", seq); err != nil {
			return err
		}
		if !bytes.Equal(have, hash) {
			return errs.New(errs.NotFound)
		}
		return nil
	})
	if errs.Is(err, errs.NotFound) {
		return refused
	}
	return err
}

// After runs f once the operation is on disk.
func (tx *Tx) After(f func()) { tx.after = append(tx.after, f) }

// NewRow is a row to be inserted. Every column must be given, but for _del, which
// is 0.
type NewRow struct {
	ID  string
	Row Row
}

// Insert writes a new row.
func (tx *Tx) Insert(t *Table, id string, row Row) error {
	return tx.InsertMany(t, []NewRow{{id, row}})
}

// mostRows is how many rows a statement inserts at the most: enough that the
// statement itself costs nothing, few enough that each number of rows below it
// may have a prepared statement of its own.
const mostRows = 32

// InsertMany writes new rows of one table, in as few statements as can be. A row
// whose id the table has already, be it another's or of a row that was taken
// away, is errs.Conflict: rooms look their own repetitions up before.
func (tx *Tx) InsertMany(t *Table, rows []NewRow) error {
	width := len(t.Cols) + 1
	for len(rows) > 0 {
		n := min(len(rows), mostRows)
		args := make([]any, 0, n*width)
		cols := make([]ColValue, 0, n*len(t.Cols)) // one piece of memory for all of them
		for _, row := range rows[:n] {
			args = append(args, row.ID)
			first, given := len(cols), 0
			for _, c := range t.Cols {
				v, ok := row.Row[c]
				if !ok {
					if c != "_del" {
						return fmt.Errorf("table %s: no value for column %s", t.Name, c)
					}
					v = int64(0)
				} else {
					given++
				}
				v, err := plain(v)
				if err != nil {
					return fmt.Errorf("%s.%s: %w", t.Name, c, err)
				}
				args = append(args, v)
				cols = append(cols, ColValue{c, v})
			}
			if given < len(row.Row) {
				return t.check(row.Row)
			}
			tx.ops = append(tx.ops, Op{Table: t.Name, ID: row.ID, New: true, Cols: cols[first:len(cols):len(cols)]})
		}
		if err := tx.Exec(t.insert(n), args...); err != nil {
			if db.Taken(err) {
				err = &errs.Error{Code: errs.Conflict, Field: "id", Cause: err}
			}
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// Set changes cells of a row; the row must exist.
func (tx *Tx) Set(t *Table, id string, row Row) error {
	cols, vals, err := t.cells(row)
	if err != nil || len(cols) == 0 {
		return err
	}
	return tx.set(t, []string{id}, vals, t.update(cols), id)
}

// SetMany gives the same cells to many rows, in one statement; all of them must
// exist, and none be named twice.
func (tx *Tx) SetMany(t *Table, ids []string, row Row) error {
	cols, vals, err := t.cells(row)
	if err != nil || len(cols) == 0 || len(ids) == 0 {
		return err
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return tx.set(t, ids, vals, t.updateMany(cols), string(list))
}

// set runs a statement that sets cells of some rows; which names them in it.
func (tx *Tx) set(t *Table, ids []string, vals []ColValue, query, which string) error {
	args := make([]any, 0, len(vals)+1)
	for _, v := range vals {
		args = append(args, v.Val)
	}
	n, err := tx.Affected(query, append(args, which)...)
	if err != nil {
		return err
	}
	if n != int64(len(ids)) {
		return errs.New(errs.NotFound)
	}
	for _, id := range ids {
		tx.ops = append(tx.ops, Op{Table: t.Name, ID: id, Cols: vals})
	}
	return nil
}

// seal writes the operation's record behind the chain's head.
func (tx *Tx) seal() (seq int64, hash []byte, err error) {
	if len(tx.ops) > MaxOps {
		return 0, nil, errs.New("too_large")
	}
	m, err := tx.remember()
	if err != nil {
		return 0, nil, err
	}
	r := Record{Dev: m.dev, Inc: m.inc, DSeq: m.dseq + 1, Prev: m.hash, SV: db.Version(), Actor: tx.Actor.StaffID, Ops: tx.ops,
		HLC: int64(hlc.After(hlc.Stamp(m.hlc), tx.Now))} // never behind the last
	if r.Shop = m.shop; r.Shop == "" { // it may be this operation that makes it
		if r.Shop, err = shopID(tx.Tx); err != nil {
			return 0, nil, err
		}
	}
	body := encode(m.body[:0], &r)
	if len(body) > MaxBytes {
		return 0, nil, errs.New("too_large")
	}
	sum := sha256.Sum256(body)
	err = tx.Exec("INSERT INTO local_change(seq,dev,inc,dseq,hlc,hash,body) VALUES(?,?,?,?,?,?,?)",
		m.seq+1, r.Dev, r.Inc, r.DSeq, r.HLC, sum[:], body)
	if err != nil {
		return 0, nil, err
	}
	m.sealed(&r, sum[:], body)
	return m.seq, sum[:], nil
}
