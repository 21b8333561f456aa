package escpos

import (
	"errors"
	"net"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// look is how often a print that is not taken is looked at.
const look = 100 * time.Millisecond

// push writes to a network printer until it has confirmed every byte: what the
// system still holds may never come, or come late. The connection is not ended
// before, for its end is not confirmed by every printer.
func push(c *net.TCPConn, data []byte, w *watch) error {
	raw, err := c.SyscallConn()
	if err != nil {
		return err
	}
	for taken := 0; ; time.Sleep(tick) {
		if taken < len(data) {
			_ = c.SetWriteDeadline(time.Now().Add(look))
			n, err := c.Write(data[taken:])
			taken += n
			if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
				return err
			}
		}
		left, err := held(raw)
		if err != nil || taken == len(data) && left == 0 {
			return err
		}
		if err := w.on(taken, left); err != nil {
			return err
		}
	}
}

// held is how much of what was written the other side has not confirmed; an
// error when it never will.
func held(raw syscall.RawConn) (left int, err error) {
	out := raw.Control(func(fd uintptr) {
		if left, err = unix.IoctlGetInt(int(fd), unix.SIOCOUTQ); err != nil || left == 0 {
			return
		}
		if code, e := unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_ERROR); e == nil && code != 0 {
			err = syscall.Errno(code)
		}
	})
	return left, errors.Join(out, err)
}
