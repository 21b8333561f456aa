// Package app puts the program together: Open builds every floor in order,
// Close takes them down in reverse, and the App between is a value that a
// test can start. It owns the data folder's lock and the outer door (which
// hosts and which sites may ask at all); it refuses a folder that another
// process holds and an address that others could listen in on.
package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"

	"pishkhan/frontend"
	"pishkhan/internal/i18n"
)

// Version of the program; the build sets it.
var Version = "dev"

// Config says which shop to open and how.
type Config struct {
	// DataDir is the data folder; DefaultDataDir when empty. It is made when
	// it is missing.
	DataDir string
	// Beside opens the folder without its lock, for commands that work next
	// to a running program (doctor, import, invoice, backup).
	Beside bool
	// As is what the lock tells others about this process: "serve", "window".
	As string
	// Hosts are names, besides the loopback ones, under which a proxy on this
	// computer passes requests on.
	Hosts []string
}

// App is the open program.
type App struct {
	Dir     string // the data folder, absolute
	Words   *i18n.Catalogue
	lock    *lock
	api     http.Handler
	handler http.Handler
	closers []func() error
}

// Open builds everything in order. It answers errs.Error data_in_use when
// another process holds the folder. Close gives everything back.
func Open(ctx context.Context, cfg Config) (*App, error) {
	dir, err := Folder(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	a := &App{Dir: dir}
	if err := a.build(ctx, cfg); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) build(_ context.Context, cfg Config) error {
	if !cfg.Beside {
		l, err := acquire(a.Dir, cfg.As)
		if err != nil {
			return err
		}
		a.lock = l
		a.onClose(l.release)
	}
	words, err := i18n.Load(a.Dir)
	if err != nil {
		return err
	}
	a.Words = words
	api := http.NewServeMux()
	api.HandleFunc("GET /api/health", health)
	a.api = api
	a.handler = door(a.Words, cfg.Hosts, a.api, newStatic(frontend.Files(), a.Words))
	return nil
}

// onClose registers what Close undoes, in reverse.
func (a *App) onClose(f func() error) { a.closers = append(a.closers, f) }

// Close takes everything down, last built first.
func (a *App) Close() error {
	var errs []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		errs = append(errs, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(errs...)
}

// Handler is what a browser talks to: /api/ and the interface, behind the door.
func (a *App) Handler() http.Handler { return a.handler }

// API is /api/ alone, for the window, which nobody else can reach.
func (a *App) API() http.Handler { return noStore(a.api) }

func health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"status": "ok", "version": Version})
}

// DefaultDataDir is PISHKHAN_DATA, or the platform's place for a program's
// data on this computer.
func DefaultDataDir() (string, error) {
	if dir := os.Getenv("PISHKHAN_DATA"); dir != "" {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "Pishkhan"), nil
		}
		return filepath.Join(home, "AppData", "Local", "Pishkhan"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "Pishkhan"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "pishkhan"), nil
	}
	return filepath.Join(home, ".local", "share", "pishkhan"), nil
}
