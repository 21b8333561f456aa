package backup

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/vault"
)

// Key finds the key of the shop in d on this computer; errs.SetupNeeded where
// there is no shop, "key_missing" where there is no key.
func Key(ctx context.Context, d *db.DB) (*vault.Vault, error) {
	id, _, err := keyOf(ctx, d)
	if err != nil {
		return nil, err
	}
	return vault.Load(id, d.Rand())
}

// Create backs the shop up into a new file at path, while others go on
// selling. Program is this program's version. Nothing stands at path until
// the backup has been restored on trial from its own bytes and looked at.
func Create(ctx context.Context, d *db.DB, v *vault.Vault, path, program string, progress Progress) (m Manifest, err error) {
	if progress == nil {
		progress = func(Step, int64, int64) {}
	}
	if _, err := os.Lstat(path); err == nil {
		return m, errs.New(FileThere, "Path", path)
	}
	m = Manifest{Format: format, Created: d.Now(), Program: program, Schema: db.Version()}
	if m.Vault, m.Recovery, err = keyOf(ctx, d); err != nil {
		return m, err
	}
	dir := filepath.Dir(d.Path())
	sweep(dir, d.Now())
	work, err := os.MkdirTemp(dir, workPrefix) // the shop in plain stays where the shop is
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()

	progress("copy", 0, 0)
	snapshot := filepath.Join(work, db.File)
	if err := d.Snapshot(ctx, snapshot); err != nil {
		return m, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".pishkhan-backup-*")
	if err != nil {
		return m, err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where it was published
	if err := write(ctx, f, m, v, snapshot, dir, progress); err != nil {
		return m, errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return m, err
	}
	trial := filepath.Join(work, "trial")
	if err := os.Mkdir(trial, 0o700); err != nil {
		return m, err
	}
	if _, err := open(ctx, f.Name(), trial, v, "trial", progress); err != nil {
		return m, err
	}
	if m.Findings, err = sound(ctx, trial, v, progress); err != nil {
		return m, err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return m, err
	}
	return m, syncDir(filepath.Dir(path))
}

func write(ctx context.Context, f *os.File, m Manifest, v *vault.Vault, snapshot, dir string, progress Progress) error {
	head, err := json.Marshal(m)
	if err != nil {
		return err
	}
	head = append(head, '\n')
	if _, err := io.WriteString(f, magic+string(head)); err != nil {
		return err
	}
	key, err := v.Backup(head)
	if err != nil {
		return err
	}
	w, err := age.Encrypt(f, key)
	if err != nil {
		return err
	}
	info, err := os.Stat(snapshot)
	if err != nil {
		return err
	}
	said := &told{w: w, ctx: ctx, say: func(n int64) { progress("write", min(n, info.Size()), info.Size()) }}
	if err := pack(said, snapshot, dir, m.Created); err != nil {
		return err
	}
	return errors.Join(w.Close(), f.Sync())
}

// told is a writer that says how much it has written.
type told struct {
	w   io.Writer
	ctx context.Context
	n   int64
	say func(int64)
}

func (t *told) Write(p []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.w.Write(p)
	t.n += int64(n)
	t.say(t.n)
	return n, err
}

// workPrefix begins the names of this package's temporary folders.
const workPrefix = ".backup-"

// sweep removes what a killed backup left a day ago or before.
func sweep(dir string, now time.Time) {
	old, _ := filepath.Glob(filepath.Join(dir, workPrefix+"*")) // the pattern is ours
	for _, path := range old {
		if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(path) // tried again next time
		}
	}
}

// syncDir makes a rename last. Not every file system can (a stick, Windows);
// there the rename stands as that system keeps it.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}
