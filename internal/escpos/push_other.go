//go:build !linux

package escpos

import "net"

// push writes to a network printer. Windows, told to hold nothing itself, takes a
// piece when the printer has confirmed it; another system that holds some of it
// counts that as printed.
func push(c *net.TCPConn, data []byte, w *watch) error {
	_ = c.SetWriteBuffer(0)
	const piece = 4096
	for taken := 0; taken < len(data); {
		_ = c.SetWriteDeadline(w.until())
		n, err := c.Write(data[taken:min(taken+piece, len(data))])
		taken += n
		if err != nil {
			return err
		}
		_ = w.on(taken, 0) // the next piece has its own time
	}
	return nil
}
