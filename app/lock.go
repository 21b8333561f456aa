package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"pishkhan/internal/errs"
)

// InUse is the refusal of a data folder that another process holds.
const InUse errs.Code = "data_in_use"

// Holder is who holds a data folder, as its lock file tells.
type Holder struct {
	PID     int    `json:"pid"`
	Host    string `json:"host"`
	As      string `json:"as"`      // "serve" or "window"
	Address string `json:"address"` // where it serves, when it does
}

// lock is the held lock file. The operating system drops it with the process,
// however that ends, so a stale one never keeps a shop closed.
type lock struct {
	file   *os.File
	holder Holder
}

var errHeld = errors.New("held by another process")

func acquire(dir, as string) (*lock, error) {
	path := filepath.Join(dir, "pishkhan.lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock file: %w", err)
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if !errors.Is(err, errHeld) {
			return nil, fmt.Errorf("lock file: %w", err)
		}
		h := readHolder(f)
		return nil, errs.New(InUse, "PID", h.PID, "Host", h.Host, "As", h.As, "Address", h.Address, "Dir", dir)
	}
	host, _ := os.Hostname()
	l := &lock{file: f, holder: Holder{PID: os.Getpid(), Host: host, As: as}}
	if err := l.write(); err != nil {
		return nil, errors.Join(err, l.release())
	}
	return l, nil
}

// serving notes the address for whoever comes second.
func (l *lock) serving(address string) error {
	l.holder.Address = address
	return l.write()
}

func (l *lock) write() error {
	text, err := json.Marshal(l.holder)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return fmt.Errorf("lock file: %w", err)
	}
	if _, err := l.file.WriteAt(append(text, '\n'), 0); err != nil {
		return fmt.Errorf("lock file: %w", err)
	}
	return nil
}

// release leaves the file in place: removing it would let two processes hold
// two files of the same name.
func (l *lock) release() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}

func readHolder(f *os.File) Holder {
	var h Holder
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 4096))
	if err == nil {
		_ = json.Unmarshal(text, &h) // an unreadable holder is still a holder
	}
	return h
}
