package escpos

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"pishkhan/internal/errs"
)

// What a printer is reached by.
const (
	Network = "network" // Address is host:port
	Device  = "device"  // Address is the path of a device, such as /dev/usb/lp0 or \\.\COM3
	Folder  = "folder"  // Address is a folder; each print becomes a file in it
)

// Port is the one that network printers listen on when none is said.
const Port = "9100"

// Printers carries prints, one after the other to each printer. The zero value
// is none: New makes them.
type Printers struct {
	// How long a printer may take to answer the call, and stand still within a
	// print; that long a print also waits for the one before it.
	Reach, Take time.Duration
	// Slowest is how many bytes a second a printer must take at least, beside
	// Take once: what has no end by then is ended.
	Slowest int

	mu   sync.Mutex
	busy map[string]*queue // by address
}

// queue is who is at a printer and who waits for it.
type queue struct {
	turn  chan struct{} // holds one while a print is under way
	names map[string]bool
}

// New makes the printers.
func New() *Printers {
	const baud = 4800 // half of what the slowest printers are sold with
	return &Printers{Reach: 4 * time.Second, Take: 15 * time.Second, Slowest: baud / 10, busy: map[string]*queue{}}
}

// Address checks and completes what a person typed; errs.Invalid codes at
// "address" and "kind".
func Address(kind, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", errs.At("address", errs.Required)
	}
	switch kind {
	case Network:
		host, port, err := net.SplitHostPort(text)
		if err != nil {
			host, port = strings.Trim(text, "[]"), Port
		}
		n, err := strconv.ParseUint(port, 10, 16)
		if host == "" || strings.ContainsAny(host, " /\\@") || err != nil || n == 0 || strings.Contains(host, ":") && !isAddress(host) {
			return "", errs.At("address", "printer_address")
		}
		return net.JoinHostPort(host, port), nil
	case Device, Folder:
		if !filepath.IsAbs(text) && !strings.HasPrefix(text, `\\`) || strings.ContainsRune(text, 0) {
			return "", errs.At("address", "printer_path")
		}
		return filepath.Clean(text), nil
	}
	return "", errs.At("kind", errs.Invalid)
}

// isAddress tells a number of the network from a name.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// Send carries commands to a printer. name is what the print is called. Once a
// print is begun it is ended, well or not, when nothing of it moved for Take, or
// in all after Take and its length at the Slowest; whoever asked for it is still
// there or not.
//
// On Linux it is well ended when the printer has all of it, and what a printer
// didn't take by the end never comes. Windows is asked for the same on the network.
// A device that hangs there holds what the system took of the print, at most the
// piece that is written comes when it wakes, and until then it is busy. What a
// printer's own memory took is with the printer, everywhere.
//
// It answers an errs.Error at "address" that says why it can't: printer_busy
// (the same print, or others before it, are not done), printer_host,
// printer_refused, printer_silent, printer_broke, printer_paper,
// printer_missing, printer_denied, printer_no_device, printer_no_folder,
// printer_full.
func (p *Printers) Send(ctx context.Context, kind, address, name string, data []byte) error {
	leave, err := p.enter(ctx, address, name)
	if err != nil {
		return err
	}
	w, done := p.watch(len(data)), make(chan error, 1)
	go func() { // who hangs in the system's hands keeps the printer, so that nothing overtakes it
		err := p.carry(context.WithoutCancel(ctx), kind, address, name, data, w)
		leave()
		done <- err
	}()
	for {
		left := time.Until(w.until().Add(p.Reach + time.Second))
		if left <= 0 {
			return errs.At("address", "printer_silent", "Address", address)
		}
		select {
		case err := <-done:
			return err
		case <-time.After(left):
		}
	}
}

// enter waits for the printer; leave lets the next one in.
func (p *Printers) enter(ctx context.Context, address, name string) (leave func(), err error) {
	busy := errs.At("address", "printer_busy", "Address", address)
	p.mu.Lock()
	q := p.busy[address]
	if q == nil {
		q = &queue{make(chan struct{}, 1), map[string]bool{}}
		p.busy[address] = q
	}
	again := q.names[name]
	q.names[name] = true
	p.mu.Unlock()
	if again {
		return nil, busy
	}
	away := func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(q.names, name)
	}
	select {
	case q.turn <- struct{}{}:
		if ctx.Err() != nil { // both were so
			away()
			<-q.turn
			return nil, ctx.Err()
		}
		return func() { away(); <-q.turn }, nil
	case <-ctx.Done():
		away()
		return nil, ctx.Err()
	case <-time.After(p.Take):
		away()
		return nil, busy
	}
}

func (p *Printers) carry(ctx context.Context, kind, address, name string, data []byte, w *watch) error {
	switch kind {
	case Network:
		return p.overNetwork(ctx, address, data, w)
	case Device:
		info, err := os.Stat(address)
		if err == nil && (info.Mode().IsRegular() || info.IsDir()) {
			return errs.At("address", "printer_no_device", "Address", address)
		}
		if err != nil {
			return cause(err, address)
		}
		return p.toDevice(ctx, address, data, w)
	case Folder:
		info, err := os.Stat(address)
		if err == nil && !info.IsDir() {
			return errs.At("address", "printer_no_folder", "Address", address)
		}
		for n := 1; ; n++ {
			path := filepath.Join(address, name+".escpos")
			if n > 1 {
				path = filepath.Join(address, name+"-"+strconv.Itoa(n)+".escpos")
			}
			if err = toFile(path, data); !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
	}
	return errs.At("kind", errs.Invalid)
}

func (p *Printers) overNetwork(ctx context.Context, address string, data []byte, w *watch) error {
	ctx, stop := context.WithTimeout(ctx, p.Reach)
	defer stop()
	host, _, _ := net.SplitHostPort(address)
	c, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		code := errs.Code("printer_silent")
		var lookup *net.DNSError
		switch {
		case errors.As(err, &lookup):
			code = "printer_host"
		case errors.Is(err, syscall.ECONNREFUSED):
			code = "printer_refused"
		}
		return because(code, err, "Address", address, "Host", host)
	}
	w.begin()
	if err = push(c.(*net.TCPConn), data, w); err == nil {
		_ = c.Close()
		return nil
	}
	_ = c.(*net.TCPConn).SetLinger(0) // what it hasn't taken doesn't follow later
	_ = c.Close()
	if w.gone == 0 && os.IsTimeout(err) {
		return because("printer_silent", err, "Address", address)
	}
	return because("printer_broke", err, "Address", address)
}

func toFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the owner says where the printer is
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
	}
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return cause(err, path)
}

// cause says in our words why a path can't be written to.
func cause(err error, path string) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return because("printer_missing", err, "Address", path)
	case errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.ENODEV): // it has a name, and nothing behind it
		return because("printer_silent", err, "Address", path)
	case errors.Is(err, syscall.EBUSY):
		return because("printer_busy", err, "Address", path)
	case errors.Is(err, fs.ErrPermission):
		return because("printer_denied", err, "Address", path)
	case errors.Is(err, syscall.ENOSPC):
		return because("printer_full", err, "Address", path)
	}
	return because("printer_broke", err, "Address", path)
}

func because(code errs.Code, cause error, params ...any) error {
	e := errs.At("address", code, params...)
	e.Cause = cause
	return e
}
