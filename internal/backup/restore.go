package backup

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/vault"
)

// Instance is the file beside the shop's that tells this copy of it from any
// other. A restored shop gets another one than the file remembers, so that
// its next start takes a new incarnation and a new invoice series.
const Instance = "instance"

// Restored tells what a restore did.
type Restored struct {
	Manifest
	Aside string // where the shop that was there is now; empty when there was none
}

// RestoreOptions are for a Restore.
type RestoreOptions struct {
	// Force moves a shop that is there aside, into a folder within its own. A
	// file in which no shop was set up is moved aside anyway.
	Force bool
	// Recovery asks for the recovery key, when this computer doesn't have the
	// shop's key.
	Recovery func() (string, error)
	// Now names the folder of a shop moved aside.
	Now time.Time
	// Progress may be nil.
	Progress Progress
}

// Restore brings a backup back into the data folder dir, whose lock the
// caller holds. Everything is opened, read to its end and looked at before
// anything in dir is touched.
func Restore(ctx context.Context, path, dir string, opt RestoreOptions) (out Restored, err error) {
	progress := opt.Progress
	if progress == nil {
		progress = func(Step, int64, int64) {}
	}
	there, err := shopFiles(dir)
	if err != nil {
		return out, err
	}
	if len(there) > 0 && !opt.Force && !untouched(ctx, dir) {
		return out, errs.New(ShopThere, "Dir", dir)
	}
	if out.Manifest, err = Read(path); err != nil {
		return out, err
	}
	v, err := vault.Load(out.Vault, rand.Reader)
	keep := errs.Is(err, "key_missing") && opt.Recovery != nil
	if keep {
		var recovery string
		if recovery, err = opt.Recovery(); err != nil {
			return out, err
		}
		v, err = vault.Unlock(out.Vault, out.Manifest.Recovery, recovery, rand.Reader)
	}
	if err != nil {
		return out, err
	}
	work, err := os.MkdirTemp(dir, workPrefix)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if _, err = open(ctx, path, work, v, "open", progress); err != nil {
		return out, err
	}
	if _, err = sound(ctx, work, v, progress); err != nil {
		return out, err
	}
	if err = prepare(ctx, work); err != nil {
		return out, err
	}
	if keep {
		if err = v.Keep(); err != nil {
			return out, err
		}
	}
	progress("place", 0, 0)
	if len(there) > 0 {
		if out.Aside, err = aside(dir, there, opt.Now); err != nil {
			return out, err
		}
	}
	return out, place(work, dir)
}

// shopFiles lists what of a shop is in dir.
func shopFiles(dir string) (there []string, err error) {
	for _, name := range []string{db.File, db.File + "-wal", db.File + "-shm", Instance, wording} {
		_, err := os.Lstat(filepath.Join(dir, name))
		switch {
		case err == nil:
			there = append(there, name)
		case !errors.Is(err, os.ErrNotExist):
			return nil, err
		}
	}
	if len(there) == 1 && there[0] == wording { // wording alone is no shop
		return nil, nil
	}
	return there, nil
}

// untouched tells whether the program was only started in dir, as on a new
// computer: there is a file, and nobody has set up a shop in it. What can't be
// read may be a shop.
func untouched(ctx context.Context, dir string) bool {
	path := filepath.Join(dir, db.File)
	if _, err := os.Stat(path); err != nil {
		return false
	}
	d, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		return false
	}
	_, _, err = keyOf(ctx, d)
	return d.Close() == nil && errs.Is(err, errs.SetupNeeded)
}

// prepare makes the unpacked shop ready to be a new copy of itself.
func prepare(ctx context.Context, work string) error {
	d, err := db.Open(ctx, filepath.Join(work, db.File), db.Options{})
	if err != nil {
		return err
	}
	if err := errors.Join(signOut(ctx, d), d.Close()); err != nil {
		return err
	}
	token := make([]byte, 16)
	if _, err := io.ReadFull(rand.Reader, token); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(work, Instance), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(hex.EncodeToString(token) + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}

// aside moves the shop that is there into a folder of its own.
func aside(dir string, there []string, now time.Time) (string, error) {
	to, err := os.MkdirTemp(dir, "before-restore-"+now.UTC().Format("20060102-150405")+"-")
	if err != nil {
		return "", err
	}
	for _, name := range there {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(to, name)); err != nil {
			return to, err
		}
	}
	return to, syncDir(to)
}

// place moves the prepared shop in; its file comes last, since it is what
// makes a folder a shop.
func place(work, dir string) error {
	for _, name := range []string{wording, Instance, db.File} {
		from := filepath.Join(work, name)
		if _, err := os.Lstat(from); errors.Is(err, os.ErrNotExist) {
			continue
		}
		to := filepath.Join(dir, name)
		if name == wording { // own wording in an otherwise empty folder gives way
			if err := os.RemoveAll(to); err != nil {
				return err
			}
		}
		if err := os.Rename(from, to); err != nil {
			return err
		}
	}
	return syncDir(dir)
}
