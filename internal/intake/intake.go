// Package intake is how lists come into the shop and go out again: an import
// is a job that is looked at first, taken in piece by piece, can be stopped
// half-way and undone afterwards, and is found again when the power went.
//
// It owns the jobs, what was chosen for each sender, the history and the book
// by which an import can be undone; reading files and matching their rows is
// pricelist's. It refuses to undo twice, and to undo what was edited since:
// that stays and is counted. One import writes at a time, so that the counter
// waits for one piece at the most.
package intake

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/web"
)

// State is how far an import is.
type State string

// The states, in the order in which they come.
const (
	Deciding  State = "deciding"  // the file is read and compared
	Previewed State = "previewed" // nothing has changed yet
	Writing   State = "writing"
	Taken     State = "taken"
	Cancelled State = "cancelled" // what was written is taken back
	Refused   State = "refused"   // the whole file
	Undoing   State = "undoing"
	Undone    State = "undone"
)

// Source is where a list came from.
type Source string

// The sources.
const (
	Window  Source = "window"  // somebody dropped it
	Command Source = "command" // the command line
	Inbox   Source = "inbox"   // the watched folder
)

// Import is a list that comes in, as far as it is. The counts add up to its
// rows once it is through.
type Import struct {
	ID           string              `json:"id"`
	FileName     string              `json:"file_name"`
	Kind         string              `json:"kind" doc:"products, customers or stock; empty while it isn't known"`
	Source       Source              `json:"source" enum:"window,command,inbox"`
	State        State               `json:"state" enum:"deciding,previewed,writing,taken,cancelled,refused,undoing,undone"`
	Done         int                 `json:"done" doc:"Rows that are through, of total"`
	Total        int                 `json:"total"`
	New          int                 `json:"new"`
	Changed      int                 `json:"changed"`
	Unchanged    int                 `json:"unchanged"`
	RefusedCount int                 `json:"refused_count"`
	Refused      []pricelist.Refused `json:"refused" doc:"The first 1 000 of them; empty in a list of imports"`
	Asks         []string            `json:"asks" doc:"What must be chosen first: unit, price_column"`
	Problem      string              `json:"problem" doc:"Why the file was refused, in the asker's language"`
	Undone       int                 `json:"undone" doc:"Rows that were given back"`
	Kept         int                 `json:"kept" doc:"Rows that undo left, in whole or in part: edited since, or in use"`
	StaffName    string              `json:"staff_name" doc:"Empty for the program itself"`
	Place        string              `json:"-"` // where its file of the watched folder goes; empty until the people were told
	At           time.Time           `json:"at"`
	Undoable     bool                `json:"undoable"`
}

// kept is an import with what only the program needs to know of it.
type kept struct {
	Import
	problem   *problem
	digest    string // of a file in the watched folder, until it is put away
	cancelled bool
	staffID   string
	lang      string
	booked    bool // there is a book
}

// Room answers for the imports.
type Room struct {
	j         *change.Journal
	lists     *pricelist.Room
	customers *customer.Room
	words     web.Words
	dir       string

	open     context.Context // ends with Close
	close    context.CancelFunc
	running  sync.WaitGroup
	writing  chan struct{} // one import or undo writes at a time
	deciding chan struct{}

	mu   sync.Mutex
	jobs map[string]*job
}

// The bounds.
const (
	atOnce    = 2                   // files that are compared at once
	maxJobs   = 16                  // that are kept in memory
	jobLives  = time.Hour           // a preview that nobody goes on with
	bookLives = 30 * 24 * time.Hour // how long an import can be undone
)

// Rooms are those that this one leans on.
type Rooms struct {
	Lists    *pricelist.Room
	Customer *customer.Room
}

// New gives the room; dir is the data folder.
func New(j *change.Journal, rooms Rooms, words web.Words, dir string) *Room {
	r := &Room{j: j, lists: rooms.Lists, customers: rooms.Customer, words: words, dir: filepath.Join(dir, "tmp"),
		writing: make(chan struct{}, 1), deciding: make(chan struct{}, atOnce), jobs: map[string]*job{}}
	r.open, r.close = context.WithCancel(context.Background())
	return r
}

// Close stops what is under way after its piece and waits for it; the next
// start puts right what is left.
func (r *Room) Close() error {
	r.close()
	r.running.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, j := range r.jobs {
		j.rows.drop()
		delete(r.jobs, id)
	}
	return nil
}

// Read gives an import as far as it is.
func (r *Room) Read(ctx context.Context, id string) (Import, error) {
	if j := r.job(id); j != nil {
		return r.shown(ctx, j.now()), nil
	}
	var k kept
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		if k, err = find(tx, id); err == nil {
			k.Refused, err = refused(tx, id)
		}
		return err
	})
	return r.shown(ctx, k), err
}

// Wait gives an import once it has moved on, or after a while.
func (r *Room) Wait(ctx context.Context, id string, wait time.Duration) (Import, error) {
	if j := r.job(id); j != nil && wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		if busy, moved := j.waiting(); busy {
			select {
			case <-moved:
			case <-timer.C:
			case <-r.open.Done():
			case <-ctx.Done():
				return Import{}, ctx.Err()
			}
		}
	}
	return r.Read(ctx, id)
}

// settled waits until a job isn't busy any more, for a while.
func (r *Room) settled(ctx context.Context, j *job, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		busy, moved := j.waiting()
		if !busy {
			return
		}
		select {
		case <-moved:
		case <-timer.C:
			return
		case <-r.open.Done():
			return
		case <-ctx.Done():
			return
		}
	}
}

// History lists the imports that are written down, the newest first.
func (r *Room) History(ctx context.Context, q web.Query) (page web.List[Import], err error) {
	after, err := q.After(1)
	if err != nil {
		return page, err
	}
	var rows []kept
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err = history(tx, after[0], q.Limit+1)
		return err
	})
	if err != nil {
		return page, err
	}
	out := make([]Import, 0, len(rows))
	for _, k := range rows {
		if j := r.job(k.ID); j != nil {
			k = j.now()
		}
		k.Refused = nil
		out = append(out, r.shown(ctx, k))
	}
	return web.Page(out, q.Limit, func(i Import) []string { return []string{i.ID} }), nil
}

// shown is an import in the words of who asks.
func (r *Room) shown(ctx context.Context, k kept) Import {
	i := k.Import
	if k.problem != nil {
		i.Problem = r.words.T(lang(ctx), "error."+string(k.problem.Code), k.problem.Params)
	}
	i.Undoable = i.State == Taken && k.booked && r.j.DB.Now().Sub(i.At) < bookLives
	if i.Refused == nil {
		i.Refused = []pricelist.Refused{}
	}
	if i.Asks == nil {
		i.Asks = []string{}
	}
	return i
}

// asProblem is a refusal as it is kept; nil for what is no refusal.
func asProblem(err error) *problem {
	all := errs.All(err)
	if len(all) == 0 {
		return nil
	}
	return &problem{Code: all[0].Code, Field: all[0].Field, Params: all[0].Params}
}
