package pricelist

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
	"unicode/utf8"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
)

// The bounds of uploads.
const (
	MaxChunk    = 1 << 20 // bytes of one part
	maxUploads  = 8       // kept at once
	uploadLives = time.Hour
	leftOver    = 24 * time.Hour // a file of a program that was killed
	maxFileName = 200
)

// upload is a file on its way, in a temporary file of ours. It belongs to the
// member of staff who began it.
type upload struct {
	mu             sync.Mutex
	id, name, path string
	staffID        string
	size, received int64
	touched        time.Time
	held           int  // how many work on it
	dropped        bool // and forget it when they are done
}

// uploads are those under way; a restart forgets them, and the file is sent
// again.
type uploads struct {
	mu  sync.Mutex
	db  *db.DB
	dir string
	all map[string]*upload
}

func newUploads(d *db.DB, dir string) *uploads {
	return &uploads{db: d, dir: filepath.Join(dir, "tmp"), all: map[string]*upload{}}
}

// folder is where temporary files are, made when it is missing.
func (u *uploads) folder() (string, error) { return u.dir, os.MkdirAll(u.dir, 0o700) }

// begin opens an upload of size bytes.
func (u *uploads) begin(who actor.Actor, name string, size int64) (string, error) {
	var list errs.List
	name = persian.Tidy(name)
	if name == "" {
		list.Add("name", errs.Required)
	} else if utf8.RuneCountInString(name) > maxFileName {
		list.Add("name", "too_long", "Max", maxFileName)
	}
	if size < 1 {
		list.Add("size", errEmptyFile)
	} else if size > MaxBytes {
		list.Add("size", sheet.ErrTooLarge)
	}
	if err := list.Err(); err != nil {
		return "", err
	}
	dir, err := u.folder()
	if err != nil {
		return "", err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sweep(dir)
	if len(u.all) >= maxUploads { // looked at and given up: the oldest makes room
		oldest := ""
		for id, up := range u.all {
			if up.held == 0 && (oldest == "" || up.touched.Before(u.all[oldest].touched) || up.touched.Equal(u.all[oldest].touched) && id < oldest) {
				oldest = id
			}
		}
		u.drop(oldest)
	}
	up := &upload{id: u.db.NewID(), name: name, staffID: who.StaffID, size: size, touched: u.db.Now()}
	up.path = filepath.Join(dir, "upload-"+up.id)
	f, err := os.OpenFile(up.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	u.all[up.id] = up
	return up.id, f.Close()
}

// sweep removes what nobody goes on with. Files that we don't know may be those
// of another process on the same data: they have to be old.
func (u *uploads) sweep(dir string) {
	now := u.db.Now()
	for id, up := range u.all {
		if now.Sub(up.touched) > uploadLives {
			u.drop(id)
		}
	}
	entries, _ := os.ReadDir(dir) // what can't be listed is left for the next time
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > leftOver {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// drop forgets an upload and removes its file; u.mu is held.
func (u *uploads) drop(id string) {
	if up := u.all[id]; up != nil {
		if up.dropped = up.held > 0; up.dropped {
			return
		}
		delete(u.all, id)
		_ = os.Remove(up.path) // sweep tries again
	}
}

func (u *uploads) remove(id string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.drop(id)
}

func (u *uploads) find(who actor.Actor, id string) (*upload, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	up := u.all[id]
	if up == nil || up.staffID != who.StaffID {
		return nil, errs.New(errs.NotFound)
	}
	up.touched = u.db.Now()
	return up, nil
}

// put writes a part and answers how much is there. A part that was sent
// before may be sent again; one that leaves a gap is a conflict.
func (u *uploads) put(who actor.Actor, id string, offset int64, part []byte) (int64, error) {
	up, err := u.find(who, id)
	if err != nil {
		return 0, err
	}
	up.mu.Lock()
	defer up.mu.Unlock()
	switch end := offset + int64(len(part)); {
	case offset < 0 || offset > up.received:
		return up.received, errs.At("offset", errs.Conflict)
	case end > up.size || len(part) > MaxChunk:
		return up.received, errs.New(sheet.ErrTooLarge)
	}
	f, err := os.OpenFile(up.path, os.O_WRONLY, 0o600)
	if err != nil {
		return up.received, err
	}
	_, err = f.WriteAt(part, offset)
	if err = errors.Join(err, f.Close()); err != nil {
		return up.received, err
	}
	up.received = max(up.received, offset+int64(len(part)))
	return up.received, nil
}

// ImportUpload takes in a file that was uploaded whole, and removes it once it
// is taken in or can't be.
func (r *Room) ImportUpload(ctx context.Context, id string, opt Options) (Result, error) {
	up, err := r.uploads.find(actor.From(ctx), id)
	if errs.Is(err, errs.NotFound) {
		return Result{}, errs.At("upload_id", errs.NotFound)
	}
	if err != nil {
		return Result{}, err
	}
	up.mu.Lock()
	defer up.mu.Unlock()
	if up.received < up.size {
		return Result{}, errs.At("upload_id", "incomplete")
	}
	result, err := r.Import(ctx, up.path, up.name, opt)
	if err == nil && !opt.DryRun && len(result.Asks) == 0 || errs.Is(err, sheet.ErrUnreadable) || errs.Is(err, sheet.ErrXLS) || errs.Is(err, errNoHeader) || errs.Is(err, errEmptyFile) || errs.Is(err, sheet.ErrTooLarge) {
		r.uploads.remove(id)
	}
	return result, err
}

// Upload gives a file that was uploaded whole; it stays until leave is called.
func (r *Room) Upload(ctx context.Context, id string) (path, name string, leave func(), err error) {
	up, err := r.uploads.find(actor.From(ctx), id)
	if errs.Is(err, errs.NotFound) {
		err = errs.At("upload_id", errs.NotFound)
	}
	if err != nil {
		return "", "", nil, err
	}
	up.mu.Lock()
	whole := up.received == up.size
	up.mu.Unlock()
	if !whole {
		return "", "", nil, errs.At("upload_id", "incomplete")
	}
	u := r.uploads
	u.mu.Lock()
	up.held++
	u.mu.Unlock()
	return up.path, up.name, func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		if up.held--; up.dropped {
			u.drop(id)
		}
	}, nil
}

// DropUpload forgets an upload and removes its file.
func (r *Room) DropUpload(id string) { r.uploads.remove(id) }
