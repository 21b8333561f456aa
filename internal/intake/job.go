package intake

import (
	"context"
	"sync"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
)

// The refusals of this room.
const (
	errNotReady errs.Code = "import_not_ready" // nothing that can be taken in waits here
	errFinished errs.Code = "import_finished"  // there is nothing to stop any more
	errNoUndo   errs.Code = "import_no_undo"   // undone already, too old, or never taken in
)

// job is an import in memory.
type job struct {
	mu     sync.Mutex
	kept   kept
	moved  chan struct{} // closed and made anew at each step
	ended  time.Time     // when it was last heard of
	stop   context.CancelFunc
	choice pricelist.Choice
	upload string                // the upload's id, for a file from the window
	sender string                // to be remembered under; empty not to
	there  bool                  // it is written down in the file
	rows   *rows                 // of the preview
	asked  func(done, total int) // who waits for it and hears how far it is; may be nil
}

func lang(ctx context.Context) string { return actor.From(ctx).Lang }

func busy(s State) bool { return s == Deciding || s == Writing || s == Undoing }

// waiting tells whether the job is at work, and gives what closes at its next step.
func (j *job) waiting() (bool, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return busy(j.kept.State), j.moved
}

// now is the import as it is.
func (j *job) now() kept {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.kept
}

// set changes it and wakes whoever waits.
func (j *job) set(f func(k *kept)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f(&j.kept)
	j.wake()
}

func (j *job) wake() {
	close(j.moved)
	j.moved = make(chan struct{})
}

// known notes what a list is, once that is found out.
func (j *job) known(kind pricelist.Kind, rows int) {
	j.set(func(k *kept) { k.Kind, k.Total = string(kind), rows })
}

// progress notes how far it is; who waits hears of each hundredth.
func (j *job) progress(done, total int) {
	if j.asked != nil {
		j.asked(done, total)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	before := j.kept.Done * 100 / max(j.kept.Total, 1)
	j.kept.Done, j.kept.Total = done, total
	if done*100/max(total, 1) != before {
		j.wake()
	}
}

// job gives one in memory, or nil.
func (r *Room) job(id string) *job {
	r.mu.Lock()
	defer r.mu.Unlock()
	j := r.jobs[id]
	if j != nil {
		j.ended = r.j.DB.Now()
	}
	return j
}

// add makes a job for who asks.
func (r *Room) add(ctx context.Context, k kept) *job {
	who := actor.From(ctx)
	now := r.j.DB.Now()
	if k.ID == "" {
		k.ID, k.At, k.staffID, k.StaffName, k.lang = r.j.DB.NewID(), now, who.StaffID, who.Name, who.Lang
	}
	j := &job{kept: k, moved: make(chan struct{}), ended: now}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sweep(now)
	r.jobs[k.ID] = j
	return j
}

// sweep forgets the jobs that nobody asks about; r.mu is held.
func (r *Room) sweep(now time.Time) {
	for len(r.jobs) > 0 {
		oldest := ""
		for id, j := range r.jobs {
			if working, _ := j.waiting(); !working && (oldest == "" || j.ended.Before(r.jobs[oldest].ended)) {
				oldest = id
			}
		}
		if oldest == "" || len(r.jobs) < maxJobs && now.Sub(r.jobs[oldest].ended) <= jobLives {
			return
		}
		r.jobs[oldest].rows.drop()
		delete(r.jobs, oldest)
	}
}

// start runs work in the background, under who asked.
func (r *Room) start(ctx context.Context, j *job, work func(ctx context.Context)) error {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.open.Err() != nil {
		cancel()
		return errs.New(errs.Unavailable)
	}
	j.mu.Lock()
	j.stop = cancel
	j.mu.Unlock()
	r.running.Go(func() {
		defer cancel()
		defer context.AfterFunc(r.open, cancel)()
		work(ctx)
	})
	return nil
}

// enter waits for a place among those at work.
func enter(ctx context.Context, places chan struct{}) (leave func(), err error) {
	select {
	case places <- struct{}{}:
		return func() { <-places }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
