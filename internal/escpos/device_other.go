//go:build !linux

package escpos

import (
	"context"
	"os"
)

// toDevice writes to a device. One that hangs keeps its printer, and Send says
// that it is silent.
func (p *Printers) toDevice(_ context.Context, path string, data []byte) error {
	return toFile(path, os.O_WRONLY, data)
}
