// Package doctor proves that a shop's file is whole: SQLite's own integrity,
// gapless numbers, stock and balances that are the sums of their facts,
// documents whose figures follow from their lines, the journal's chain, and,
// when asked, that the journal alone gives the same tables again.
//
// It owns the checks and changes nothing. It refuses to repair: what is wrong
// is named, and people decide. All of its figures come from one moment of the
// file, so that it may run beside a program that sells.
package doctor

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/vault"
)

// Check is one thing that was looked at. Its words are "doctor.check_<Name>",
// those of a finding "doctor.<Code>".
type Check struct {
	Name     string           `json:"name"`
	Findings []change.Finding `json:"findings"`
}

// Report is everything that was looked at. Notes are worth knowing and
// nothing wrong.
type Report struct {
	OK     bool             `json:"ok"`
	Checks []Check          `json:"checks"`
	Notes  []change.Finding `json:"notes"`
}

// Options of a run; the zero value is the quick one.
type Options struct {
	// Replay rebuilds every synced table from the journal alone.
	Replay bool
	// Progress hears what is being looked at, and how far it is where that
	// can be told: done of total records, both 0 otherwise.
	Progress func(check string, done, total int64)
	// Vault gives the shop's key by its id; vault.Load on this computer when nil.
	Vault func(id string) (*vault.Vault, error)
}

// Run looks at everything. An error means that it could not look; what is
// wrong with the shop's file stands in the report.
func Run(ctx context.Context, d *db.DB, opt Options) (Report, error) {
	if opt.Progress == nil {
		opt.Progress = func(string, int64, int64) {}
	}
	if opt.Vault == nil {
		opt.Vault = func(id string) (*vault.Vault, error) { return vault.Load(id, d.Rand()) }
	}
	r := Report{Checks: []Check{}, Notes: []change.Finding{}}
	add := func(name string, found []change.Finding) {
		if found == nil {
			found = []change.Finding{}
		}
		r.Checks = append(r.Checks, Check{name, found})
	}
	var records int64
	var key keyState
	err := d.Read(ctx, func(tx *db.Tx) error {
		for _, c := range checks {
			opt.Progress(c.name, 0, 0)
			found, err := c.look(tx)
			if err != nil && ctx.Err() != nil {
				return err
			}
			if err != nil { // a page that can't be read is what the check is for
				found = append(found, unreadable(err))
			}
			add(c.name, found)
		}
		opt.Progress("tables", 0, 0)
		found, err := undeclared(tx)
		if err != nil {
			return err
		}
		add("tables", found)
		opt.Progress("network", 0, 0)
		if found, err = certificate(tx); err != nil {
			return err
		}
		add("network", found)
		if key, err = readKey(tx); err != nil {
			return err
		}
		return tx.Row([]any{&records}, `SELECT coalesce(max(seq), 0) FROM local_change`)
	})
	if err != nil {
		return r, err
	}
	opt.Progress("key", 0, 0)
	found, notes := key.try(opt.Vault)
	add("key", found)
	r.Notes = append(r.Notes, notes...)

	opt.Progress("chain", 0, records)
	found, err = change.VerifyChain(ctx, d)
	if err != nil && ctx.Err() != nil {
		return r, err
	}
	if err != nil {
		found = append(found, unreadable(err))
	}
	add("chain", capped(found, 0))
	if opt.Replay {
		found, err = replay(ctx, d, func(done int64) { opt.Progress("replay", done, records) })
		if err != nil && (ctx.Err() != nil || len(errs.All(err)) > 0) { // no room for the copy, say
			return r, err
		}
		if err != nil {
			found = append(found, unreadable(err))
		}
		add("replay", found)
	}
	r.OK = true
	for _, c := range r.Checks {
		r.OK = r.OK && len(c.Findings) == 0
	}
	return r, nil
}

// File opens the file at path and looks at it; errs.SetupNeeded when there is
// none. A file that doesn't even open is in the report too.
func File(ctx context.Context, path string, opt Options) (Report, error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return Report{}, errs.New(errs.SetupNeeded)
	}
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil && (ctx.Err() != nil || len(errs.All(err)) > 0) {
		return Report{}, err
	}
	if err != nil {
		return Report{Checks: []Check{{"integrity", []change.Finding{unreadable(err)}}}, Notes: []change.Finding{}}, nil
	}
	r, err := Run(ctx, d, opt)
	return r, errors.Join(err, d.Close())
}

func unreadable(err error) change.Finding {
	return change.Finding{Code: "unreadable", Params: map[string]any{"Reason": err.Error()}}
}

// replay works on a copy, since the journal may grow meanwhile.
func replay(ctx context.Context, d *db.DB, progress func(done int64)) (found []change.Finding, err error) {
	progress(0)
	dir, err := os.MkdirTemp(filepath.Dir(d.Path()), ".doctor-") // there is room where the file is, and the same people may read it
	if err != nil {
		return nil, err
	}
	defer func() {
		if rerr := os.RemoveAll(dir); err == nil {
			err = rerr
		}
	}()
	path := filepath.Join(dir, "snapshot.db")
	if err := d.Snapshot(ctx, path); err != nil {
		return nil, err
	}
	copied, err := db.Open(ctx, path, db.Options{NoSync: true})
	if err != nil {
		return nil, err
	}
	defer copied.Close()
	return change.Replay(ctx, copied, progress)
}

// keyState is what the file knows of the shop's key.
type keyState struct {
	id      string
	samples []sample
}

// sample is one sealed value and its place.
type sample struct {
	table, id, col string
	sealed         []byte
}

// try opens the samples with the key of this computer.
func (k keyState) try(find func(id string) (*vault.Vault, error)) (found, notes []change.Finding) {
	if k.id == "" {
		return nil, []change.Finding{{Code: "no_shop"}}
	}
	v, err := find(k.id)
	if errs.Is(err, "key_missing") {
		return []change.Finding{{Code: "key_missing"}}, nil
	}
	if err != nil {
		return []change.Finding{{Code: "key_unreadable", Params: map[string]any{"Reason": err.Error()}}}, nil
	}
	for _, s := range k.samples {
		if _, err := v.Open(s.table, s.id, s.col, s.sealed); err != nil {
			found = append(found, change.Finding{Code: "sealed", Params: map[string]any{"Table": s.table, "Column": s.col, "ID": s.id}})
		}
	}
	place := "key_in_file"
	if v.InKeyring() {
		place = "key_in_keyring"
	}
	return found, []change.Finding{{Code: place}}
}

// maxFindings is how many findings of one kind are named; the rest is counted.
const maxFindings = 20

func capped(found []change.Finding, more int) []change.Finding {
	if beyond := len(found) - maxFindings; beyond > 0 {
		found, more = found[:maxFindings:maxFindings], more+beyond
	}
	if more > 0 {
		found = append(found, change.Finding{Code: "more", Params: map[string]any{"Count": more}})
	}
	return found
}
