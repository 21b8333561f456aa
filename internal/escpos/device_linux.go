package escpos

import (
	"context"
	"errors"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// tick is how often a device that can't tell when it is ready is asked again.
const tick = 5 * time.Millisecond

// toDevice writes to a device that may never take it, without ever waiting in
// the system's hands: what it has not taken in time it never gets.
func (p *Printers) toDevice(ctx context.Context, path string, data []byte, w *watch) error {
	fd, err := p.opened(ctx, path)
	if err != nil {
		return cause(err, path)
	}
	defer unix.Close(fd) //nolint:errcheck // all was said before
	w.begin()
	taken := 0
	for taken < len(data) {
		n, err := unix.Write(fd, data[taken:])
		taken += max(n, 0)
		if err == nil || errors.Is(err, unix.EINTR) {
			continue
		}
		if errors.Is(err, unix.EAGAIN) {
			if err = ready(w, fd, taken); err == nil {
				continue
			}
		}
		return unfinished(fd, path, taken, err)
	}
	// The last of it is still on its way: a device that is closed now forgets it.
	for {
		if err = ready(w, fd, taken); err != nil {
			return unfinished(fd, path, taken, err)
		}
		if inLine(fd) == 0 {
			return nil
		}
	}
}

// inLine is how much of what was taken waits in the line; only a serial one knows.
func inLine(fd int) int {
	left, err := unix.IoctlGetInt(fd, unix.TIOCOUTQ)
	if err != nil {
		return 0
	}
	return left
}

// opened opens a device. One that has nothing behind it may be between two
// readers, and is asked until it had its time to answer.
func (p *Printers) opened(ctx context.Context, path string) (int, error) {
	ctx, stop := context.WithTimeout(ctx, p.Reach)
	defer stop()
	for {
		fd, err := unix.Open(path, unix.O_WRONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
		if err == nil || !errors.Is(err, unix.ENXIO) && !errors.Is(err, unix.EINTR) || pause(ctx) != nil {
			return fd, err
		}
	}
}

// unfinished drops what the device has not taken and says why.
func unfinished(fd int, path string, taken int, err error) error {
	_ = unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCOFLUSH)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return because("printer_paper", err, "Address", path)
	case taken == 0:
		return because("printer_silent", err, "Address", path)
	}
	return because("printer_broke", err, "Address", path)
}

// ready waits until a device takes more, and a moment longer, for one that can't
// be waited for says so at once, always; an error when it stands still.
func ready(w *watch, fd, taken int) error {
	for {
		set := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}} //nolint:gosec // a file's number is small
		n, err := unix.Poll(set, 100)
		if err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		if err := w.on(taken, inLine(fd)); err != nil {
			return err
		}
		if n > 0 {
			if set[0].Revents&(unix.POLLERR|unix.POLLHUP|unix.POLLNVAL) != 0 {
				return unix.EPIPE
			}
			time.Sleep(tick)
			return nil
		}
	}
}

func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(tick):
		return nil
	}
}
