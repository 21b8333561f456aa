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
func (p *Printers) toDevice(ctx context.Context, path string, data []byte) error {
	fd, err := p.opened(ctx, path)
	if err != nil {
		return cause(err, path)
	}
	defer unix.Close(fd) //nolint:errcheck // all was said before
	ctx, stop := context.WithTimeout(ctx, p.Take)
	defer stop()
	taken := 0
	for taken < len(data) {
		n, err := unix.Write(fd, data[taken:])
		taken += max(n, 0)
		if err == nil || errors.Is(err, unix.EINTR) {
			continue
		}
		if errors.Is(err, unix.EAGAIN) {
			if err = ready(ctx, fd); err == nil {
				continue
			}
		}
		return unfinished(fd, path, taken, err)
	}
	// The last of it is still on its way: a device that is closed now forgets it.
	for err = ready(ctx, fd); err == nil; err = pause(ctx) {
		if left, e := unix.IoctlGetInt(fd, unix.TIOCOUTQ); e != nil || left == 0 { // only a serial line knows
			return nil
		}
	}
	return unfinished(fd, path, taken, err)
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

// ready waits until a device takes more; an error when it doesn't in time.
func ready(ctx context.Context, fd int) error {
	for {
		set := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}} //nolint:gosec // a file's number is small
		n, err := unix.Poll(set, 100)
		if err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if n > 0 {
			return pauseAfter(ctx, set[0].Revents)
		}
	}
}

// pauseAfter says that a device is ready, a moment later: one that can't be waited
// for says so at once, always.
func pauseAfter(ctx context.Context, what int16) error {
	if what&(unix.POLLERR|unix.POLLHUP|unix.POLLNVAL) != 0 {
		return unix.EPIPE
	}
	return pause(ctx)
}

func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(tick):
		return nil
	}
}
