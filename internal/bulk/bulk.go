// Package bulk makes one file of a period's invoices, or of its credit notes, as
// PDF: a ZIP with one file each, or all in one. It owns the work behind that, one piece at a time,
// how far it is, and the file until the next is begun or the program ends.
//
// It refuses a period with nothing in it, a second piece of work beside one
// that runs, and more documents in one PDF than memory should hold. It gives
// way to whoever sells: it works on one thread of low priority, takes breath
// after every page, and a longer one while something is being written.
package bulk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/credit"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/vault"
)

// The states of a job.
const (
	Running   = "running"
	Done      = "done"
	Cancelled = "cancelled"
	Failed    = "failed"
)

// How the documents are put together.
const (
	Each = "each" // one file each, in a ZIP
	One  = "one"  // all in one
)

// What is put together.
const (
	Invoices = "invoices"
	Credits  = "credits"
)

// mostInOne is how many documents one PDF may hold: they are all in memory
// until it is written.
const mostInOne = 2000

// Request is what is to be put together.
type Request struct {
	ID   string `json:"id" required:"true" format:"uuid" doc:"Makes it repeatable"`
	From string `json:"from,omitempty" doc:"First day in Tehran, YYYY-MM-DD; open when left out"`
	To   string `json:"to,omitempty" doc:"Last day in Tehran, YYYY-MM-DD; open when left out"`
	Of   string `json:"of,omitempty" enum:"invoices,credits" doc:"Invoices when left out, or credit notes"`
	As   string `json:"as,omitempty" enum:"each,one" doc:"A ZIP with one file each, which is usual, or all in one"`
	Form string `json:"form,omitempty" enum:"short,official"`
	Lang string `json:"lang,omitempty" enum:"fa,en,both" doc:"When left out each in its customer's language, or the shop's"`
}

// Job is a piece of work as far as it is.
type Job struct {
	Request
	State string    `json:"state" enum:"running,done,cancelled,failed"`
	Done  int       `json:"done"`
	Total int       `json:"total"`
	Name  string    `json:"name" doc:"Of the file, once it is there"`
	Size  int64     `json:"size" doc:"In bytes"`
	Code  errs.Code `json:"code" doc:"Why it failed"`
	At    time.Time `json:"at"`
}

// Room answers for that work.
type Room struct {
	j        *change.Journal
	vault    *vault.Vault
	invoices *invoice.Room
	credits  *credit.Room
	takenOut func(context.Context) error
	dir      string

	turn  sync.Mutex // held by whoever begins
	mu    sync.Mutex // over what follows
	job   *Job       // the last one; nil before the first
	moved chan struct{}
	stop  context.CancelFunc
	ended sync.WaitGroup
	shut  bool
}

// New makes the room; what it writes lies in the data folder's tmp until it is
// fetched. takenOut writes down that customers' fields left the shop.
func New(j *change.Journal, v *vault.Vault, invoices *invoice.Room, credits *credit.Room, takenOut func(context.Context) error, dir string) *Room {
	return &Room{j: j, vault: v, invoices: invoices, credits: credits, takenOut: takenOut, dir: filepath.Join(dir, "tmp", "bulk"), moved: make(chan struct{})}
}

// Begin starts a piece of work, or finds it again: made tells which. The file
// of the one before is gone then.
func (r *Room) Begin(ctx context.Context, req Request) (job Job, made bool, err error) {
	if req.As == "" {
		req.As = Each
	}
	if req.Of == "" {
		req.Of = Invoices
	}
	begin, err := invoice.Day(req.From, 0)
	if err != nil {
		return job, false, errs.At("from", "bad_date")
	}
	end, err := invoice.Day(req.To, 1)
	if err != nil || req.From != "" && req.To != "" && req.From > req.To {
		return job, false, errs.At("to", "bad_date")
	}
	r.turn.Lock()
	defer r.turn.Unlock()
	if old, there := r.known(req.ID); there {
		if old.Request != req {
			err = errs.At("id", errs.Conflict)
		}
		return old, false, err
	}
	opt, err := r.invoices.Look(ctx, invoice.Options{Lang: req.Lang, Form: req.Form})
	if err != nil {
		return job, false, err
	}
	between := invoice.Between
	if req.Of == Credits {
		between = credit.Between
	}
	var ids []string
	if err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) { ids, err = between(tx, begin, end); return err }); err != nil {
		return job, false, err
	}
	switch {
	case len(ids) == 0:
		return job, false, errs.At("from", "bulk_nothing")
	case req.As == One && len(ids) > mostInOne:
		return job, false, errs.At("as", "bulk_too_many", "Max", mostInOne)
	}
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	if err := r.enter(Job{Request: req, State: Running, Total: len(ids), At: r.j.DB.Now()}, cancel); err != nil {
		cancel()
		return job, false, err
	}
	if err := r.takenOut(ctx); err != nil {
		r.finish(err)
		r.ended.Done()
		return job, false, err
	}
	go func() {
		defer r.ended.Done()
		defer cancel()
		lower()
		r.finish(r.work(working, req, ids, opt))
	}()
	job, _ = r.known(req.ID)
	return job, true, nil
}

// enter takes the place of the job before, unless that still runs.
func (r *Room) enter(job Job, cancel context.CancelFunc) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.shut:
		return errs.New(errs.Unavailable)
	case r.job != nil && r.job.State == Running:
		return errs.New("bulk_running")
	}
	if err := os.RemoveAll(r.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return err
	}
	r.job, r.stop = &job, cancel
	r.ended.Add(1)
	return nil
}

// finish notes how it ended.
func (r *Room) finish(err error) {
	r.set(func(job *Job) {
		switch {
		case err == nil:
			job.State = Done
		case errors.Is(err, context.Canceled):
			job.State = Cancelled
		default:
			job.State, job.Code = Failed, codeOf(err)
		}
		if err != nil {
			_ = os.RemoveAll(r.dir) // half a file is none; the next start sweeps too
		}
	})
}

// codeOf is what people are told of a failure.
func codeOf(err error) errs.Code {
	if all := errs.All(err); len(all) > 0 {
		return all[0].Code
	}
	return errs.Internal
}

// set changes the job and wakes whoever waits.
func (r *Room) set(f func(*Job)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(r.job)
	close(r.moved)
	r.moved = make(chan struct{})
}

func (r *Room) known(id string) (Job, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.job == nil || r.job.ID != id {
		return Job{}, false
	}
	return *r.job, true
}

// Last is the last piece of work, if there was one.
func (r *Room) Last() []Job {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.job == nil {
		return []Job{}
	}
	return []Job{*r.job}
}

// Wait gives a job, while it runs only after its next step or the time.
func (r *Room) Wait(ctx context.Context, id string, long time.Duration) (Job, error) {
	r.mu.Lock()
	moved := r.moved
	r.mu.Unlock()
	job, there := r.known(id)
	if !there {
		return job, errs.New(errs.NotFound)
	}
	if job.State == Running && long > 0 {
		select {
		case <-moved:
		case <-time.After(long):
		case <-ctx.Done():
		}
		job, _ = r.known(id)
	}
	return job, nil
}

// Cancel stops a job; what ended already stays as it is.
func (r *Room) Cancel(id string) (Job, error) {
	r.mu.Lock()
	if r.job != nil && r.job.ID == id {
		r.stop()
	}
	r.mu.Unlock()
	return r.Wait(context.Background(), id, 5*time.Second)
}

// Close stops what runs and waits for it.
func (r *Room) Close() error {
	r.mu.Lock()
	r.shut = true
	if r.stop != nil {
		r.stop()
	}
	r.mu.Unlock()
	r.ended.Wait()
	return nil
}

// file is the finished file's path.
func (r *Room) file(id string) (Job, string, error) {
	job, there := r.known(id)
	if !there || job.State != Done {
		return job, "", errs.New(errs.NotFound)
	}
	return job, filepath.Join(r.dir, job.Name), nil
}
