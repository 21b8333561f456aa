package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"pishkhan/internal/pricelist"
)

// Import takes a list in for the command line. While it writes it holds a lock
// file, which the system drops with the process: so the program beside it can
// tell a command that is at work from one that was killed.
func (a *App) Import(ctx context.Context, path, name string, opt pricelist.Options) (got pricelist.Result, err error) {
	if !opt.DryRun {
		let, err := a.alone(ctx)
		if err != nil {
			return got, err
		}
		defer func() { err = errors.Join(err, let()) }()
	}
	return a.Intake.Command(ctx, path, name, opt)
}

// polled is how often a lock that another holds is tried again.
const polled = 100 * time.Millisecond

// alone waits for the lock of those that take lists in by command.
func (a *App) alone(ctx context.Context) (let func() error, err error) {
	f, err := os.OpenFile(filepath.Join(a.Dir, "import.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock file: %w", err)
	}
	for {
		switch err := lockFile(f); {
		case err == nil:
			return f.Close, nil
		case !errors.Is(err, errHeld):
			return nil, errors.Join(fmt.Errorf("lock file: %w", err), f.Close())
		}
		select {
		case <-time.After(polled):
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		}
	}
}
