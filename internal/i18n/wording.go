package i18n

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"github.com/fsnotify/fsnotify"
)

// maxWording is the largest file of a shop's own wording, in bytes.
const maxWording = 1 << 20

// settle is how long a file must lie still before it is read: an editor
// writes, renames and touches in one go.
const settle = 100 * time.Millisecond

func wordingDir(shopDir string) string {
	if shopDir == "" {
		return ""
	}
	return filepath.Join(shopDir, "locales")
}

// readOwn reads the shop's wording of a language. A file that cannot be read
// is reported and what was read before stays; a missing one means none.
func (c *Catalogue) readOwn(lang string) {
	if c.dir == "" {
		return
	}
	path := filepath.Join(c.dir, lang+".json")
	raw, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		delete(c.own, lang)
		return
	}
	entries, faults := map[string]*entry(nil), []error{err}
	if err == nil {
		entries, faults = parse(raw, c.base[lang]())
	}
	for _, fault := range faults {
		slog.Warn("the shop's own wording", "file", path, "problem", fault)
	}
	if entries != nil {
		c.own[lang] = entries
	}
}

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxWording+1))
	if err == nil && len(raw) > maxWording {
		err = fmt.Errorf("more than %d bytes", maxWording)
	}
	return raw, err
}

// Watch reads the shop's own wording again whenever its files change, until
// ctx ends, and then calls onChange (from its own goroutine). It makes the
// folder where there is none. Call it once; without a shop it does nothing.
func (c *Catalogue) Watch(ctx context.Context, onChange func()) error {
	if c.dir == "" {
		return nil
	}
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return fmt.Errorf("the shop's own wording: %w", err)
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("the shop's own wording: %w", err)
	}
	if err := w.Add(c.dir); err != nil {
		return errors.Join(fmt.Errorf("the shop's own wording: %w", err), w.Close())
	}
	go c.follow(ctx, w, onChange)
	return nil
}

func (c *Catalogue) follow(ctx context.Context, w *fsnotify.Watcher, onChange func()) {
	defer w.Close()
	still := time.NewTimer(0) // once at once: something may have changed since Load
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if filepath.Ext(e.Name) == ".json" {
				still.Reset(settle)
			}
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			slog.Warn("the shop's own wording", "folder", c.dir, "problem", err)
			still.Reset(settle) // events may have been lost
		case <-still.C:
			before := maps.Clone(c.own)
			for _, lang := range Languages {
				c.readOwn(lang)
			}
			if reflect.DeepEqual(before, c.own) {
				continue
			}
			c.build()
			onChange()
		}
	}
}
