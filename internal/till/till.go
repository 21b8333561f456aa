// Package till is the tills and the numbers that they give. It owns the table
// tills, this device's identity (local_device and the instance token beside
// the file) and the counters that documents are numbered from.
//
// It refuses to number two documents alike: a number is taken in the
// document's own transaction, and a file that turns out to be a copy (its
// instance token is another than the folder's) goes on in the next free series,
// and behind the tax serials that the original may give, before its first sale.
package till

import (
	"context"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Till is a counter where sales are rung up.
type Till struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Series   string `json:"series" doc:"The letters that this till's document numbers begin with"`
	MemoryID string `json:"memory_id" doc:"The tax office's memory id for this till, 6 characters, or empty"`
}

// Patch is a change of some of a till's fields; nil leaves one as it is.
type Patch struct {
	Name     *string `json:"name"`
	MemoryID *string `json:"memory_id"`
}

// Room keeps the tills.
type Room struct {
	j   *change.Journal
	dir string // the data folder, where the instance token is

	// the last numbers taken, right for one epoch of the file; the writer's
	epoch uint64
	taken map[counter]place
}

// counter is what is numbered apart, and place how far it has come.
type counter struct{ kind, series string }
type place struct{ year, seq int }

// New makes the room; dir is the data folder.
func New(j *change.Journal, dir string) *Room {
	return &Room{j: j, dir: dir, taken: map[counter]place{}}
}

// Get gives one till; errs.NotFound when there is none.
func (r *Room) Get(tx *db.Tx, id string) (Till, error) { return byID(tx, id) }

// At is the till that somebody signed in at; this device's first for who is
// signed in at none (any more). errs.NotFound when it has none.
func At(tx *db.Tx, id string) (Till, error) {
	if id != "" {
		t, err := byID(tx, id)
		if !errs.Is(err, errs.NotFound) {
			return t, err
		}
	}
	return here(tx)
}

// Count is how many tills there are.
func (r *Room) Count(tx *db.Tx) (int, error) {
	list, err := all(tx)
	return len(list), err
}

// List gives every till, by series.
func (r *Room) List(ctx context.Context) (list []Till, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = all(tx)
		return err
	})
	return list, err
}

// Create makes a till of this device in the next free series.
func (r *Room) Create(tx *change.Tx, name string) (Till, error) { return r.make(tx, "", name) }

func (r *Room) make(tx *change.Tx, id, name string) (t Till, err error) {
	if id == "" {
		id = tx.NewID()
	}
	t = Till{ID: id, Name: name}
	if t.Series, err = free(tx.Tx); err != nil {
		return t, err
	}
	return t, insert(tx, t)
}

// Add makes another till of this device, in a series of its own. The same id
// with the same name is the same till.
func (r *Room) Add(ctx context.Context, id, name string) (t Till, made bool, err error) {
	if id, err = web.NewID("id", id); err != nil {
		return t, false, err
	}
	var bad errs.List
	if name = checkName(&bad, name); len(bad) > 0 {
		return t, false, bad
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		have, there, err := change.Again(tx, &id, byID, func(have Till) bool { return have.Name == name })
		if err != nil || there {
			t = have
			return err
		}
		var taken errs.List
		if err := alone(tx.Tx, Till{ID: id, Name: name}, Till{}, &taken); err != nil {
			return err
		}
		if err := taken.Err(); err != nil {
			return err
		}
		if t, err = r.make(tx, id, name); err == nil {
			made = true
		}
		return err
	})
	return t, made, err
}

func checkName(bad *errs.List, name string) string {
	name = persian.Tidy(name)
	if name == "" {
		bad.Add("name", errs.Required)
	} else if len([]rune(name)) > 60 {
		bad.Add("name", "too_long", "Max", 60)
	}
	return name
}

// Change changes a till's name or memory id.
func (r *Room) Change(ctx context.Context, id string, p Patch) (t Till, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if t, err = byID(tx.Tx, id); err != nil {
			return err
		}
		old := t
		var bad errs.List
		if p.Name != nil {
			t.Name = checkName(&bad, *p.Name)
		}
		if p.MemoryID != nil {
			if t.MemoryID = memoryID(*p.MemoryID); t.MemoryID == "" && strings.TrimSpace(*p.MemoryID) != "" {
				bad.Add("memory_id", "invalid_memory_id")
			}
		}
		if err := alone(tx.Tx, t, old, &bad); err != nil {
			return err
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return update(tx, old, t)
	})
	return t, err
}

// memoryID reads the tax office's six letters and digits; "" when it isn't that.
func memoryID(text string) string {
	id := strings.ToUpper(strings.Join(strings.Fields(persian.LatinDigits(text)), ""))
	if !persian.TaxMemoryID(id) {
		return ""
	}
	return id
}

// alone refuses what is new of a till and another's already: people tell tills
// by their names, and the serials of a memory must not meet.
func alone(tx *db.Tx, t, old Till, bad *errs.List) error {
	list, err := all(tx)
	for _, other := range list {
		if other.ID == t.ID {
			continue
		}
		if t.Name != old.Name && other.Name == t.Name {
			bad.Add("name", errs.Duplicate, "Value", t.Name)
		}
		if t.MemoryID != "" && t.MemoryID != old.MemoryID && other.MemoryID == t.MemoryID {
			bad.Add("memory_id", errs.Duplicate, "Value", t.MemoryID)
		}
	}
	return err
}

// The kinds of documents that are numbered apart.
const (
	Invoices   = "invoice" // anew each Jalali year
	Orders     = "order"   // for ever; the year is 0
	Credits    = "credit"  // anew each Jalali year
	Shifts     = "shift"   // for ever; the year is 0
	TaxSerials = "tax"     // of a memory id (instead of a series), for ever; the year is 0
)

// Next takes the next number of a kind in a series. When the clock shows an
// earlier year than the series has reached, the later year is kept: usedYear
// is the one that the number belongs to. The number is taken when the
// transaction commits, and not otherwise.
func (r *Room) Next(tx *change.Tx, kind, series string, year int) (usedYear, seq int, err error) {
	if r.epoch != tx.Epoch() {
		clear(r.taken)
		r.epoch = tx.Epoch()
	}
	at, ok := r.taken[counter{kind, series}]
	if !ok {
		if at, err = reached(tx.Tx, kind, series, year); err != nil {
			return 0, 0, err
		}
	}
	if year > at.year {
		at = place{year: year}
	}
	at.seq++
	return at.year, at.seq, r.take(tx, kind, series, at)
}

// reached is how far a series has come, as the file says.
func reached(tx *db.Tx, kind, series string, year int) (at place, err error) {
	at.year, at.seq, err = last(tx, kind, series)
	if errs.Is(err, errs.NotFound) { // a new series, or counters that were lost
		if err = recount(tx, kind, series); err == nil {
			at.year, at.seq, err = last(tx, kind, series)
		}
		if errs.Is(err, errs.NotFound) {
			at, err = place{year: year}, nil
		}
	}
	return at, err
}

// take writes how far a series has come.
func (r *Room) take(tx *change.Tx, kind, series string, at place) error {
	r.taken[counter{kind, series}] = at
	return count(tx.Tx, kind, series, at.year, at.seq)
}

// after is the series that follows: A … Z, AA, AB … ZZ, AAA …
func after(series string) string {
	b := []byte(series)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] != 'Z' {
			b[i]++
			return string(b)
		}
		b[i] = 'A'
	}
	return "A" + string(b)
}

// free is the first series that no till has and no document was numbered in.
func free(tx *db.Tx) (string, error) {
	taken, err := series(tx)
	s := "A"
	for err == nil && taken[s] {
		s = after(s)
	}
	return s, err
}

// Device is this computer's identity in the shop.
type Device struct {
	Vault    string // the name of the shop's key
	Proof    []byte // known text sealed with it
	Recovery string // the key, wrapped to the recovery key
}

// Enrol makes this computer a device of the shop: setup calls it, once;
// errs.SetupDone the second time.
func (r *Room) Enrol(tx *change.Tx, d Device) error {
	if _, err := instance(tx.Tx); err == nil {
		return errs.New(errs.SetupDone)
	} else if !errs.Is(err, errs.NotFound) {
		return err
	}
	token, err := r.newInstance()
	if err != nil {
		return err
	}
	return enrol(tx.Tx, d, tx.NewID(), token)
}

// Settle looks, at the start, whether this file is the one that was here
// last. A copy (a cloned disk, a restored backup) becomes a new incarnation:
// its journal counts anew, its tills go on in free series and leave tax serials
// out. moved tells that it did.
func (r *Room) Settle(ctx context.Context) (moved bool, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		moved, err = r.isCopy(tx)
		return err
	})
	if err != nil || !moved {
		return false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if moved, err = r.isCopy(tx.Tx); err != nil || !moved { // another process was faster
			return err
		}
		token, err := r.newInstance()
		if err != nil {
			return err
		}
		if err := incarnate(tx.Tx, token); err != nil {
			return err
		}
		mine, err := ours(tx.Tx)
		if err != nil {
			return err
		}
		for _, t := range mine {
			s, err := free(tx.Tx)
			if err == nil {
				err = reletter(tx, t.ID, s)
			}
			if err == nil && t.MemoryID != "" {
				err = r.leaveOut(tx, t.MemoryID)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return moved && err == nil, err
}

// leftOut is how many tax serials a copy leaves out: far more than a till can
// have given after the copy was taken. They need not be gapless, only never
// meet, and there are 10¹² of them.
const leftOut = 1_000_000

// leaveOut lets the serials of a memory go on behind those that the original
// may have given meanwhile: a memory, unlike a series, has no other name.
func (r *Room) leaveOut(tx *change.Tx, memory string) error {
	_, next, err := r.Next(tx, TaxSerials, memory, 0)
	if err != nil {
		return err
	}
	return r.take(tx, TaxSerials, memory, place{seq: next - 1 + leftOut})
}

// isCopy tells whether the folder's token is another than the file's; a file
// without a shop is no copy.
func (r *Room) isCopy(tx *db.Tx) (bool, error) {
	want, err := instance(tx)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	have, err := r.readInstance()
	return have != want, err
}

// SetRecovery keeps the shop's key as it is wrapped to a new recovery key.
func (r *Room) SetRecovery(ctx context.Context, wrapped string) error {
	return r.j.DB.Write(ctx, func(tx *db.Tx) error { return setRecovery(tx, wrapped) })
}

// Paired gives what is known of the shop's key; errs.SetupNeeded before setup.
func (r *Room) Paired(ctx context.Context) (d Device, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		d, err = device(tx)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.SetupNeeded)
	}
	return d, err
}
