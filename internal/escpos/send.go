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

// The time that a printer has to answer the call, and to take a print.
const (
	reach = 4 * time.Second
	take  = 15 * time.Second
)

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

// Send carries commands to a printer. name is what the print is called, for a
// folder. It answers an errs.Error at "address" that says why it can't:
// printer_host, printer_refused, printer_silent, printer_broke, printer_missing,
// printer_denied, printer_no_device, printer_no_folder, printer_full.
func Send(ctx context.Context, kind, address, name string, data []byte) error {
	switch kind {
	case Network:
		return overNetwork(ctx, address, data)
	case Device:
		info, err := os.Stat(address)
		if err == nil && (info.Mode().IsRegular() || info.IsDir()) {
			return errs.At("address", "printer_no_device", "Address", address)
		}
		written := make(chan error, 1) // a device that has no paper may never take it
		go func() { written <- toFile(address, os.O_WRONLY, data) }()
		select {
		case err := <-written:
			return err
		case <-time.After(take):
			return errs.At("address", "printer_silent", "Address", address)
		case <-ctx.Done():
			return ctx.Err()
		}
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
			if err = toFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, data); !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
	}
	return errs.At("kind", errs.Invalid)
}

func overNetwork(ctx context.Context, address string, data []byte) error {
	ctx, stop := context.WithTimeout(ctx, reach)
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
	late := time.AfterFunc(take, func() { c.Close() }) //nolint:errcheck // ends the writing below
	defer late.Stop()
	_, err = c.Write(data)
	if err = errors.Join(err, c.Close()); err != nil {
		return because("printer_broke", err, "Address", address)
	}
	return nil
}

func toFile(path string, how int, data []byte) error {
	f, err := os.OpenFile(path, how, 0o600) //nolint:gosec // the owner says where the printer is
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Close())
	}
	switch {
	case err == nil, errors.Is(err, fs.ErrExist):
		return err
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.ENODEV):
		return because("printer_missing", err, "Address", path)
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
