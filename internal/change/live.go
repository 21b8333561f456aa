package change

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"pishkhan/internal/db"
)

// Live wakes whoever waits for the journal to grow.
type Live struct {
	mu   sync.Mutex
	seq  int64
	wake chan struct{} // closed and replaced at each commit
}

func newLive() *Live { return &Live{wake: make(chan struct{})} }

func (l *Live) committed(seq int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seq = max(l.seq, seq)
	l.poke()
}

// Poke wakes the waiting screens for something outside the journal, such as
// new wording.
func (l *Live) Poke() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.poke()
}

func (l *Live) poke() {
	close(l.wake)
	l.wake = make(chan struct{})
}

func (l *Live) state() (int64, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.seq, l.wake
}

// Touched is a row that an operation wrote.
type Touched struct {
	Table string `json:"table"`
	ID    string `json:"id"`
}

// maxTouched bounds one answer; the rest comes with the next question.
const maxTouched = 500

// Wait answers the rows written after record number after, waiting up to wait
// for one. after -1 answers the present number at once; a wake-up by Poke
// answers without rows.
func (j *Journal) Wait(ctx context.Context, after int64, wait time.Duration) (seq int64, rows []Touched, err error) {
	seq, wake := j.Live.state()
	if after < 0 {
		return seq, nil, nil
	}
	if seq <= after && wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-wake:
		case <-timer.C:
		case <-ctx.Done():
			return 0, nil, ctx.Err()
		}
	}
	seq = after
	seen := map[Touched]bool{}
	err = j.DB.Read(ctx, func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var n int64
			var table, id string
			if err := r.Scan(&n, &table, &id); err != nil {
				return err
			}
			seq = n
			if t := (Touched{table, id}); !seen[t] {
				seen[t] = true
				rows = append(rows, t)
			}
			return nil
		}, `SELECT c.seq, o.value->>'t', o.value->>'id'
			FROM (SELECT seq, body FROM local_change WHERE seq > ? ORDER BY seq LIMIT 50) c, json_each(c.body, '$.ops') o
			ORDER BY c.seq`, after)
	})
	if len(rows) > maxTouched { // a screen that missed so much reads its lists anew: one row a table says so
		rows = tablesOf(rows)
	}
	return seq, rows, err
}

func tablesOf(rows []Touched) []Touched {
	var out []Touched
	seen := map[string]bool{}
	for _, r := range rows {
		if !seen[r.Table] {
			seen[r.Table] = true
			out = append(out, Touched{Table: r.Table})
		}
	}
	return out
}
