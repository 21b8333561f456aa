//go:build desktop || bindings || dev

package desktop

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// WebKitGTK tells the page that something was dropped, but not which file; GTK
// tells us. The page may read what was dropped last, and no other file.
type dropped struct {
	mu   sync.Mutex
	path string
	came chan struct{} // something has come since the page last asked
}

// Dropped describes a file that was dropped into the window.
type Dropped struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// part is how much of a file the page gets at once, in bytes.
const part = 1 << 20

func (d *dropped) put(paths []string) {
	if len(paths) == 0 {
		return
	}
	d.mu.Lock()
	d.path = paths[0]
	d.mu.Unlock()
	select {
	case d.came <- struct{}{}:
	default:
	}
}

// Dropped answers which file was dropped just now; its name is empty when none
// was.
func (b *Bridge) Dropped() (Dropped, error) {
	select {
	case <-b.dropped.came:
	case <-time.After(2 * time.Second):
		return Dropped{}, nil
	}
	path := b.dropped.last()
	info, err := os.Stat(path)
	if err != nil {
		return Dropped{}, fmt.Errorf("dropped file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return Dropped{}, nil
	}
	return Dropped{Name: filepath.Base(path), Size: info.Size()}, nil
}

// DroppedPart gives up to 1 MiB of the file that was dropped last, in base64.
func (b *Bridge) DroppedPart(offset int64) (string, error) {
	f, err := os.Open(b.dropped.last())
	if err != nil {
		return "", fmt.Errorf("dropped file: %w", err)
	}
	defer f.Close()
	bytes := make([]byte, part)
	n, err := f.ReadAt(bytes, offset)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("dropped file: %w", err)
	}
	return base64.StdEncoding.EncodeToString(bytes[:n]), nil
}

func (d *dropped) last() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.path
}
