//go:build !linux

package escpos

import (
	"context"
	"os"
)

// toDevice writes to a device, a piece at a time, and waits for each in the
// system's hands. One that hangs keeps its printer busy until it wakes or is gone,
// also after Send has said that it is silent; then that piece may come, and
// nothing after it.
func (p *Printers) toDevice(_ context.Context, path string, data []byte, w *watch) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return cause(err, path)
	}
	defer f.Close() //nolint:errcheck // all was said before
	w.begin()
	const piece = 1024
	for taken := 0; taken < len(data); {
		n, err := f.Write(data[taken:min(taken+piece, len(data))])
		if err != nil {
			return cause(err, path)
		}
		taken += n
		if err := w.on(taken, 0); err != nil {
			return because("printer_broke", err, "Address", path)
		}
	}
	return f.Close()
}
