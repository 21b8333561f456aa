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

// elsewhere is how often a waiting screen looks for what another process wrote
// (import on the command line), which wakes nobody here.
const elsewhere = time.Second

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
		if err := j.sleep(ctx, wake, after, wait); err != nil {
			return 0, nil, err
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

// sleep returns when there may be something after record number after, or
// when wait is over.
func (j *Journal) sleep(ctx context.Context, wake <-chan struct{}, after int64, wait time.Duration) error {
	timer, look := time.NewTimer(wait), time.NewTicker(elsewhere)
	defer timer.Stop()
	defer look.Stop()
	for {
		select {
		case <-wake:
			return nil
		case <-timer.C:
			return nil
		case <-look.C:
			var last int64
			err := j.DB.Read(ctx, func(tx *db.Tx) error {
				return tx.Row([]any{&last}, "SELECT coalesce(max(seq),0) FROM local_change")
			})
			if err != nil || last > after {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
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
