package app

import (
	"fmt"
	"os"
	"path/filepath"

	"pishkhan/internal/db"
)

// Folder is the data folder as an absolute path; DefaultDataDir when dir is
// empty. It need not exist.
func Folder(dir string) (string, error) {
	if dir == "" {
		var err error
		if dir, err = DefaultDataDir(); err != nil {
			return "", err
		}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	return dir, nil
}

// Database is the path of the shop's file in a data folder.
func Database(dir string) string { return filepath.Join(dir, db.File) }

// Hold makes the data folder if it must and takes its lock for work that
// nothing may run beside; errs.Error data_in_use when another process has it.
func Hold(dir, as string) (release func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	l, err := acquire(dir, as)
	if err != nil {
		return nil, err
	}
	return l.release, nil
}
