package change

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"pishkhan/internal/db"
)

// Finding is something that doctor has to say: a stable code and the facts.
type Finding struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// page is how many records are read at a time; each may have a megabyte.
const page = 50

// together is how many records are replayed in one transaction.
const together = 500

// each calls fn for every record of the journal in order.
func each(ctx context.Context, d *db.DB, fn func(seq int64, hash, body []byte, row Record) error) error {
	for after := int64(0); ; {
		n := 0
		type rec struct {
			seq        int64
			hash, body []byte
			row        Record
		}
		var recs []rec
		err := d.Read(ctx, func(tx *db.Tx) error {
			return tx.Rows(func(r *sql.Rows) error {
				var c rec
				n++
				err := r.Scan(&c.seq, &c.row.Dev, &c.row.Inc, &c.row.DSeq, &c.row.HLC, &c.hash, &c.body)
				recs = append(recs, c)
				return err
			}, "SELECT seq, dev, inc, dseq, hlc, hash, body FROM local_change WHERE seq > ? ORDER BY seq LIMIT ? + 0", after, page)
		})
		if err != nil {
			return err
		}
		for _, c := range recs {
			if err := fn(c.seq, c.hash, c.body, c.row); err != nil {
				return err
			}
			after = c.seq
		}
		if n < page {
			return nil
		}
	}
}

// VerifyChain checks that no record is missing, changed or out of order.
func VerifyChain(ctx context.Context, d *db.DB) ([]Finding, error) {
	var found []Finding
	var prev []byte
	var last Record
	want := int64(1)
	err := each(ctx, d, func(seq int64, hash, body []byte, row Record) error {
		bad := func(what string) {
			found = append(found, Finding{"chain_" + what, map[string]any{"Seq": seq}})
		}
		if seq != want {
			bad("gap")
		}
		want = seq + 1
		if sum := sha256.Sum256(body); !bytes.Equal(sum[:], hash) {
			bad("hash")
		}
		r, err := Parse(body)
		if err != nil {
			bad("unreadable")
			prev = hash
			return nil
		}
		if !bytes.Equal(r.Prev, prev) {
			bad("prev")
		}
		if r.Dev != row.Dev || r.Inc != row.Inc || r.DSeq != row.DSeq || r.HLC != row.HLC {
			bad("head")
		}
		if same := r.Dev == last.Dev && r.Inc == last.Inc; same && r.DSeq != last.DSeq+1 || !same && r.DSeq != 1 {
			bad("dseq")
		}
		if r.HLC <= last.HLC {
			bad("clock")
		}
		prev, last = hash, *r
		return nil
	})
	return found, err
}

// Replay feeds an empty file with the journal alone and compares every synced
// table with the real one, row hash by row hash. The journal must not grow
// meanwhile: give it a snapshot.
func Replay(ctx context.Context, d *db.DB, progress func(done int64)) ([]Finding, error) {
	dir, err := os.MkdirTemp("", "pishkhan-replay-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	fresh, err := db.Open(ctx, filepath.Join(dir, "replay.db"), db.Options{NoSync: true})
	if err != nil {
		return nil, err
	}
	defer fresh.Close()
	var batch [][]byte
	size := 0
	var found []Finding
	flush := func() error {
		err := fresh.Write(ctx, func(tx *db.Tx) error {
			for _, body := range batch {
				if err := apply(tx, body); err != nil {
					return err
				}
			}
			return nil
		})
		batch, size = batch[:0], 0
		return err
	}
	err = each(ctx, d, func(seq int64, _, body []byte, _ Record) error {
		batch = append(batch, body)
		if size += len(body); len(batch) < together && size < 16*MaxBytes {
			return nil
		}
		progress(seq)
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err != nil { // a journal that can't be replayed is a finding, not a fault of ours
		return append(found, Finding{"replay_stopped", map[string]any{"Reason": err.Error()}}), nil
	}
	for _, t := range Tables() {
		diff, err := compare(ctx, t, d, fresh)
		if err != nil {
			return nil, err
		}
		found = append(found, diff...)
	}
	return found, nil
}

// apply writes a record's rows, as Insert and Set did.
func apply(tx *db.Tx, body []byte) error {
	r, err := Parse(body)
	if err != nil {
		return err
	}
	for _, o := range r.Ops {
		t := tables[o.Table]
		cols, args := make([]string, 0, len(o.Cols)), make([]any, 0, len(o.Cols)+1)
		for _, c := range o.Cols {
			cols, args = append(cols, c.Col), append(args, c.Val)
		}
		if o.New {
			q := fmt.Sprintf("INSERT INTO %s(%s,id) VALUES(%s?)", t.Name, strings.Join(cols, ","), strings.Repeat("?,", len(cols)))
			err = tx.Exec(q, append(args, o.ID)...)
		} else {
			err = tx.Exec(t.update(cols), append(args, o.ID)...)
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", o.Table, o.ID, err)
		}
	}
	return nil
}

// maxDiffs is how many differing rows of a table are named; the rest is counted.
const maxDiffs = 20

// compare walks through both tables side by side, in the order of their ids, so
// that no more than two pages are in memory.
func compare(ctx context.Context, t *Table, real, fresh *db.DB) (found []Finding, err error) {
	a, stopA := iter.Pull2(sums(ctx, t, real))
	defer stopA()
	b, stopB := iter.Pull2(sums(ctx, t, fresh))
	defer stopB()
	more := 0
	say := func(code, id string) {
		if len(found) < maxDiffs {
			found = append(found, Finding{code, map[string]any{"Table": t.Name, "ID": id}})
		} else {
			more++
		}
	}
	x, errA, okA := a()
	y, errB, okB := b()
	for okA || okB {
		if err := errors.Join(errA, errB); err != nil {
			return nil, err
		}
		switch {
		case okA && (!okB || x.id < y.id):
			say("replay_missing", x.id)
			x, errA, okA = a()
			continue
		case !okA || y.id < x.id:
			say("replay_extra", y.id)
			y, errB, okB = b()
			continue
		case x.sum != y.sum:
			say("replay_differs", x.id)
		}
		x, errA, okA = a()
		y, errB, okB = b()
	}
	if more > 0 {
		found = append(found, Finding{"replay_more", map[string]any{"Table": t.Name, "Count": more}})
	}
	return found, nil
}

// hashed is a row's id and what it holds.
type hashed struct {
	id  string
	sum [16]byte
}

// sums gives the rows of a table by id, a page at a time. An error ends them.
func sums(ctx context.Context, t *Table, d *db.DB) iter.Seq2[hashed, error] {
	const rows = 2000
	query := "SELECT id," + strings.Join(t.Cols, ",") + " FROM " + t.Name + " WHERE id > ? ORDER BY id LIMIT ? + 0"
	return func(yield func(hashed, error) bool) {
		var after string
		vals := make([]any, len(t.Cols))
		dest := []any{&after}
		for i := range vals {
			dest = append(dest, &vals[i])
		}
		var buf []byte
		for page := make([]hashed, 0, rows); ; page = page[:0] {
			err := d.Read(ctx, func(tx *db.Tx) error {
				return tx.Rows(func(r *sql.Rows) error {
					if err := r.Scan(dest...); err != nil {
						return err
					}
					buf = buf[:0]
					for _, v := range vals {
						buf = appendHashed(buf, v)
					}
					sum := sha256.Sum256(buf)
					page = append(page, hashed{after, [16]byte(sum[:16])})
					return nil
				}, query, after, rows)
			})
			if err != nil {
				yield(hashed{}, err)
				return
			}
			for _, row := range page {
				if !yield(row, nil) {
					return
				}
			}
			if len(page) < rows {
				return
			}
		}
	}
}

// appendHashed writes a value so that no two different rows read the same: its
// kind, its length, its bytes.
func appendHashed(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, 'n')
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(v))
	case string:
		return append(binary.BigEndian.AppendUint64(append(b, 's'), uint64(len(v))), v...)
	case []byte:
		return append(binary.BigEndian.AppendUint64(append(b, 'b'), uint64(len(v))), v...)
	}
	return append(b, fmt.Sprintf("?%T%v", v, v)...)
}
