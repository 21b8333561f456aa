// Package inbox watches a folder in the data folder: a list that is put there
// (by a person, a scanner's program, a supplier's mail) is taken in by itself.
//
// It owns that folder: what was taken in is moved to done/, what was refused to
// refused/, each with a report in the shop's language beside it where there is
// something to say; the owner and the managers are told. It refuses to guess:
// where a list must be asked about and nobody chose for its sender before, it
// is refused with that word. It follows no link, opens no device, and doesn't
// read what is too large.
//
// A list of customers that was taken in is removed, since it says openly what
// the shop's file keeps sealed. One that was refused stays, because it may be
// the only copy and somebody has to mend it; its report says to delete it
// afterwards.
package inbox

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/intake"
	"pishkhan/internal/notice"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/sheet"
	"pishkhan/internal/web"
)

// Folder is the watched folder's name in the data folder.
const Folder = "inbox"

// Where files go.
const (
	done    = "done"
	refused = "refused"
)

const (
	still   = 2 * time.Second        // how long a file must lie unchanged before it is read
	empty   = 10 * time.Second       // the same for one with nothing in it: its writer has only begun
	again   = 30 * time.Second       // a file that couldn't be taken in just now
	often   = 500 * time.Millisecond // how often a file that waits is looked at
	anyhow  = time.Minute            // how often the folder is looked at though nobody said that it changed
	longest = 200                    // a file's name, in bytes, as far as it is kept

	longestExt = 20
)

// Rooms are what the inbox leans on.
type Rooms struct {
	Intake *intake.Room
	Words  web.Words
	Open   func(ctx context.Context) bool // whether there is a shop yet
}

// Inbox is the watched folder.
type Inbox struct {
	rooms Rooms
	dir   string
	now   func() time.Time
	mu    sync.Mutex // one look at a time
	seen  map[string]sight
}

// sight is how a file was when it was last looked at.
type sight struct {
	size    int64
	changed time.Time
	since   time.Time // it has been like that
	after   time.Time // it isn't tried before
	where   string    // it only has to be moved there
	id      string    // of the import that took it in
}

// New makes the folders where they are missing; now is the clock.
func New(dir string, rooms Rooms, now func() time.Time) (*Inbox, error) {
	b := &Inbox{rooms: rooms, dir: filepath.Join(dir, Folder), now: now, seen: map[string]sight{}}
	for _, sub := range []string{done, refused} {
		if err := os.MkdirAll(filepath.Join(b.dir, sub), 0o700); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Dir is the folder's path.
func (b *Inbox) Dir() string { return b.dir }

// Watch looks at the folder at once and whenever it changes, until ctx ends.
// It returns at once; wait waits for what is under way.
func (b *Inbox) Watch(ctx context.Context) (wait func()) {
	events, errors := make(<-chan fsnotify.Event), make(<-chan error)
	w, err := fsnotify.NewWatcher()
	if err == nil {
		err = w.Add(b.dir)
	}
	if err != nil { // then it is looked at from time to time
		slog.Warn("the inbox is not watched", "folder", b.dir, "error", err)
	} else {
		events, errors = w.Events, w.Errors
	}
	var running sync.WaitGroup
	running.Go(func() {
		if w != nil {
			defer w.Close()
		}
		timer := time.NewTimer(0)
		defer timer.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-events:
				timer.Reset(often)
			case err := <-errors:
				slog.Warn("the inbox", "folder", b.dir, "error", err)
				timer.Reset(often)
			case <-timer.C:
				next := anyhow
				if b.Look(ctx) {
					next = often
				}
				timer.Reset(next)
			}
		}
	})
	return running.Wait
}

// Look takes in what lies still in the folder, the oldest first, and tells
// whether something waits to be looked at again soon.
func (b *Inbox) Look(ctx context.Context) (waits bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.rooms.Open(ctx) {
		return false
	}
	files, err := b.files()
	if err != nil {
		slog.Warn("the inbox can't be read", "folder", b.dir, "error", err)
		return false
	}
	there := map[string]bool{}
	for _, f := range files {
		if ctx.Err() != nil {
			return false
		}
		there[f.Name()] = true
		if !b.ready(f) {
			waits = true
			continue
		}
		if !b.handle(ctx, f) {
			waits = true
		} else {
			delete(b.seen, f.Name())
		}
	}
	for name := range b.seen {
		if !there[name] {
			delete(b.seen, name)
		}
	}
	return waits
}

// files lists the plain files that may be lists, the oldest first.
func (b *Inbox) files() ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return nil, err
	}
	var out []fs.FileInfo
	for _, e := range entries {
		if temporary(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() { // gone meanwhile: not there
			out = append(out, info)
		}
	}
	slices.SortStableFunc(out, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	return out, nil
}

// temporary tells the names under which programs write what isn't ready: an
// office's locks, browsers' downloads, hidden files.
func temporary(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~") {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".swp", ".opdownload":
		return true
	}
	return strings.EqualFold(name, "desktop.ini") || strings.EqualFold(name, "thumbs.db")
}

// ready tells whether a file lies still.
func (b *Inbox) ready(f fs.FileInfo) bool {
	now := b.now()
	s, known := b.seen[f.Name()]
	if !known || s.size != f.Size() || !s.changed.Equal(f.ModTime()) {
		b.seen[f.Name()] = sight{size: f.Size(), changed: f.ModTime(), since: now}
		return false
	}
	wait := still
	if f.Size() == 0 {
		wait = empty
	}
	return now.Sub(s.since) >= wait && !now.Before(s.after)
}

// handle takes one file in and puts it where it belongs; false when it has to
// be tried again.
func (b *Inbox) handle(ctx context.Context, f fs.FileInfo) bool {
	name := f.Name()
	s := b.seen[name]
	if s.where == "" {
		who := actor.System
		who.Lang = b.rooms.Words.Resolve("")
		id, out, err := b.take(actor.With(ctx, who), f)
		if errors.Is(err, errWritten) { // looked at as a new one
			delete(b.seen, name)
			return false
		}
		if err != nil {
			if ctx.Err() == nil {
				slog.Warn("a list in the inbox can't be taken in just now", "file", name, "error", err)
			}
			s.after = b.now().Add(again)
			b.seen[name] = s
			return false
		}
		s.where, s.id = out, id
		b.seen[name] = s
	}
	if err := b.move(name, s.where); err != nil {
		slog.Warn("a list can't be moved out of the inbox", "file", name, "error", err)
		s.after = b.now().Add(again)
		b.seen[name] = s
		return false
	}
	if err := b.rooms.Intake.PutAway(ctx, s.id); err != nil { // the next start sees that it is gone
		slog.Warn("that a list was moved out of the inbox was not written down", "file", name, "error", err)
	}
	return true
}

// errWritten is a file to which was written while it was taken in: its writer
// had only paused. What came since must neither be lost nor be left in half a row.
var errWritten = errors.New("written to meanwhile")

// take takes a file in, writes its report and tells the people; it answers
// the import and where the file goes ("-": it is removed). A file that was only
// not put away yet is not taken in, and not told of, again. An error means: not now.
func (b *Inbox) take(ctx context.Context, f fs.FileInfo) (id, place string, _ error) {
	var i intake.Import
	var err error
	if f.Size() > pricelist.MaxBytes {
		err = errs.New(sheet.ErrTooLarge)
	} else {
		i, err = b.rooms.Intake.File(ctx, filepath.Join(b.dir, f.Name()), f.Name())
	}
	var why *errs.Error
	if err != nil {
		all := errs.All(err)
		if len(all) == 0 || all[0].Status() >= 500 || ctx.Err() != nil {
			return "", "", err
		}
		why = all[0]
	}
	if now, err := os.Lstat(filepath.Join(b.dir, f.Name())); err != nil || now.Size() != f.Size() || !now.ModTime().Equal(f.ModTime()) {
		if err := b.rooms.Intake.PutAway(ctx, i.ID); err != nil {
			return "", "", err
		}
		return "", "", errWritten
	}
	if i.Place != "" {
		return i.ID, i.Place, nil
	}
	if why == nil && i.State != intake.Taken { // somebody stopped it
		why = errs.New("import_cancelled")
	}
	if why == nil && i.RefusedCount > 0 && i.New+i.Changed+i.Unchanged == 0 {
		why = errs.New("import_all_refused")
	}
	where := done
	if why != nil {
		where = refused
	}
	target, err := b.free(where, f.Name())
	if err != nil {
		return "", "", err
	}
	report := ""
	if why != nil || i.RefusedCount > 0 {
		report = target + ".txt"
		if err := b.report(filepath.Join(b.dir, where, report), f.Name(), i, why); err != nil {
			return "", "", err
		}
	}
	place = filepath.Join(where, target)
	if where == done && i.Kind == string(pricelist.Customers) {
		place = "-"
	}
	return i.ID, place, b.rooms.Intake.Told(ctx, i.ID, place, news(f.Name(), filepath.Join(where, report), i, why))
}

func news(name, report string, i intake.Import, why *errs.Error) notice.News {
	n := notice.News{Code: "inbox_taken", Level: notice.Info, For: actor.ProductImport, RefTable: "imports", RefID: i.ID,
		Params: map[string]any{"File": name, "New": i.New, "Changed": i.Changed, "Unchanged": i.Unchanged}}
	switch {
	case why != nil && why.Code == intake.Asks:
		n.Code, n.Level = "inbox_asks", notice.NeedsYou
	case why != nil:
		n.Code, n.Level, n.Why = "inbox_refused", notice.Wrong, why
		n.Params["Report"] = filepath.ToSlash(filepath.Join(Folder, report))
	case i.RefusedCount > 0:
		n.Code, n.Level = "inbox_taken_partly", notice.NeedsYou
		n.Params["Refused"], n.Params["Report"] = i.RefusedCount, filepath.ToSlash(filepath.Join(Folder, report))
	}
	return n
}

// free gives a name that is not taken in a folder: the same one, or with a
// number.
func (b *Inbox) free(where, name string) (string, error) {
	ext := filepath.Ext(name)
	if len(ext) > longestExt { // no ending, but a name with a point in it
		ext = ""
	}
	base := strings.TrimSuffix(name, ext)
	for len(base) > longest {
		base = strings.ToValidUTF8(base[:longest], "")
	}
	for n := 1; ; n++ {
		try := base + ext
		if n > 1 {
			try = base + " (" + digits(n) + ")" + ext
		}
		_, err := os.Lstat(filepath.Join(b.dir, where, try))
		_, err2 := os.Lstat(filepath.Join(b.dir, where, try+".txt"))
		if errors.Is(err, fs.ErrNotExist) && errors.Is(err2, fs.ErrNotExist) {
			return try, nil
		}
		for _, err := range []error{err, err2} {
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
	}
}

func (b *Inbox) move(name, where string) error {
	from := filepath.Join(b.dir, name)
	if where == "-" {
		return os.Remove(from)
	}
	return os.Rename(from, filepath.Join(b.dir, where))
}
