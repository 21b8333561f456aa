package pricelist

import "context"

// piece is what one record takes; done is how many rows are read with it.
type piece struct {
	steps []step
	done  int
}

// pieces reads the rows while others are being written, two records ahead.
func (t *taking) pieces(ctx context.Context) <-chan piece {
	out := make(chan piece, 2)
	go func() {
		defer close(out)
		for done := 0; done < t.rows || t.waiting != nil; {
			steps, n := t.piece(t.list.rows[done:])
			clear(t.list.rows[done : done+n]) // what is read is let go
			done += n
			select {
			case out <- piece{steps, done}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// The bounds of one journal record, well inside change.MaxOps and MaxBytes: a
// sale at the counter waits for one piece at the most, some twenty milliseconds
// of work.
const (
	pieceOps   = 500
	pieceBytes = 128 << 10
	pieceRows  = 500 // also where nothing is written
)

// piece reads the rows that the next record takes, and answers how many they
// are. A row that doesn't fit any more waits for the next piece.
func (t *taking) piece(rows []row) (steps []step, n int) {
	ops, bytes := 1, 0 // the imports row
	take := func(s step) bool {
		more, size := s.cost()
		if ops, bytes = ops+more, bytes+size; len(steps) > 0 && (ops > pieceOps || bytes > pieceBytes) {
			return false
		}
		steps = append(steps, s)
		return true
	}
	if t.waiting != nil {
		take(*t.waiting)
		t.waiting = nil
	}
	for n < len(rows) && len(steps) < pieceRows {
		r := rows[n]
		n++
		if t.list.skipped(r) {
			continue
		}
		if s := t.read(r); !take(s) {
			t.waiting = &s
			break
		}
	}
	return steps, n
}

// cost is what a step adds to a record: operations and bytes.
func (s step) cost() (ops, bytes int) {
	switch {
	case s.err != nil:
		return 0, 0
	case s.line != nil:
		return 2 + len(s.line.barcodes), 300 + 2*s.line.size()
	}
	return 4, s.person.size() // one operation, but sealed fields and their blind index take as long as four
}
