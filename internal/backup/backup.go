// Package backup keeps a shop in one file and brings it back. A backup is a
// few plain lines (what it is, and the shop's key wrapped to the recovery key)
// and behind them everything else, encrypted to the shop's own key.
//
// It owns the form of that file. It refuses to publish a backup that it has
// not restored on trial from the very bytes it wrote, and to touch a data
// folder before a backup has been opened, read to its end and found whole.
package backup

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"pishkhan/internal/db"
	"pishkhan/internal/doctor"
	"pishkhan/internal/errs"
	"pishkhan/internal/vault"
)

// The refusals of this package.
const (
	NotBackup errs.Code = "not_backup"     // some other file
	Newer     errs.Code = "backup_newer"   // of a version that this program doesn't know
	Broken    errs.Code = "backup_broken"  // cut short or altered
	Unsound   errs.Code = "backup_unsound" // it opens, and the shop in it isn't whole
	ShopThere errs.Code = "shop_there"     // the folder has a shop already
	FileThere errs.Code = "file_there"     // the backup's file is there already
)

// magic is a backup's first line; the manifest is the second.
const (
	magic   = "pishkhan backup\n"
	format  = 1
	maxHead = 64 << 10
)

// Manifest is what a backup says of itself in plain text.
type Manifest struct {
	Format   int       `json:"format"`
	Created  time.Time `json:"created"`
	Program  string    `json:"program"`  // the version that wrote it
	Schema   int       `json:"schema"`   // of the shop's file
	Vault    string    `json:"vault"`    // the shop key's id
	Recovery string    `json:"recovery"` // the shop key, wrapped to the recovery key
	Findings int       `json:"-"`        // what doctor found in the shop when it was made; 0 is well
}

// Read reads what a backup says of itself, without opening it.
func Read(path string) (Manifest, error) {
	f, err := os.Open(path)
	if err != nil {
		return Manifest{}, err
	}
	defer f.Close()
	m, _, _, err := readHead(f)
	return m, err
}

// readHead gives the manifest, its bytes as they stand, and the rest.
func readHead(r io.Reader) (m Manifest, head []byte, rest io.Reader, err error) {
	b := bufio.NewReaderSize(r, maxHead)
	first := make([]byte, len(magic))
	if _, err := io.ReadFull(b, first); err != nil || string(first) != magic {
		return m, nil, nil, errs.New(NotBackup)
	}
	line, err := b.ReadSlice('\n')
	if err != nil {
		return m, nil, nil, errs.Wrap(Broken, err)
	}
	head = bytes.Clone(line)
	if err := json.Unmarshal(head, &m); err != nil {
		return m, nil, nil, errs.Wrap(Broken, err)
	}
	if m.Format > format {
		return m, nil, nil, errs.New(Newer, "Have", m.Format, "Know", format)
	}
	if m.Schema > db.Version() {
		return m, nil, nil, errs.New(Newer, "Have", m.Schema, "Know", db.Version())
	}
	return m, head, b, nil
}

// Step names what is being done, for progress: "copy", "write", "trial",
// "open", "check", "place".
type Step string

// Progress hears what is being done and how many of total bytes are done;
// total is 0 where that can't be told.
type Progress func(step Step, done, total int64)

// open decrypts a backup into dir, which must be empty. What is wrong with
// the bytes has a clear word: Broken, or backup_key.
func open(ctx context.Context, path, dir string, v *vault.Vault, step Step, progress Progress) (Manifest, error) {
	f, err := os.Open(path)
	if err != nil {
		return Manifest{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Manifest{}, err
	}
	m, head, rest, err := readHead(&counted{r: f, ctx: ctx, say: func(n int64) { progress(step, n, info.Size()) }})
	if err != nil {
		return m, err
	}
	key, err := v.Backup(head)
	if err != nil {
		return m, err
	}
	plain, err := age.Decrypt(rest, key)
	if err == nil {
		err = unpack(plain, dir)
	}
	var ours *os.PathError // this computer's disk, not the backup
	switch {
	case err == nil || ctx.Err() != nil || errors.As(err, &ours) || len(errs.All(err)) > 0:
		return m, err
	}
	return m, errs.Wrap(Broken, err)
}

// sound looks at the shop in dir as doctor does. It refuses one whose data
// themselves are in doubt; smaller findings are counted and stop nothing: a
// shop that needs mending needs its backup more than ever.
func sound(ctx context.Context, dir string, v *vault.Vault, progress Progress) (findings int, err error) {
	progress("check", 0, 0)
	r, err := doctor.File(ctx, filepath.Join(dir, db.File), doctor.Options{Vault: func(id string) (*vault.Vault, error) {
		if id != v.ID() {
			return nil, errs.New("key_missing")
		}
		return v, nil
	}})
	if err != nil {
		return 0, err
	}
	grave := map[string]bool{"integrity": true, "chain": true, "key": true}
	for _, c := range r.Checks {
		if len(c.Findings) > 0 && grave[c.Name] {
			return 0, &errs.Error{Code: Unsound, Cause: fmt.Errorf("%s: %v", c.Name, c.Findings)}
		}
		if c.Name != "tables" { // that check is about the program, not about the shop
			findings += len(c.Findings)
		}
	}
	return findings, nil
}

// counted tells how far a file has been read, and stops when nobody waits.
type counted struct {
	r   io.Reader
	ctx context.Context
	n   int64
	say func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	c.say(c.n)
	return n, err
}
