package backup

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"pishkhan/internal/db"
)

// wording is the folder of the shop's own texts, beside its file.
const wording = "locales"

// held are the only files that a backup holds.
var held = regexp.MustCompile(`^(` + regexp.QuoteMeta(db.File) + `|` + wording + `/[a-z]{2}\.json)$`)

// pack writes the shop's file at snapshot and the own wording beside the real
// one in dir.
func pack(w io.Writer, snapshot, dir string, at time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	own, err := filepath.Glob(filepath.Join(dir, wording, "*.json"))
	if err != nil {
		return err
	}
	for _, path := range own {
		if name := wording + "/" + filepath.Base(path); held.MatchString(name) {
			if err := packFile(t, path, name, at); err != nil {
				return err
			}
		}
	}
	if err := packFile(t, snapshot, db.File, at); err != nil {
		return err
	}
	return errors.Join(t.Close(), z.Close())
}

func packFile(t *tar.Writer, path, name string, at time.Time) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: at}); err != nil {
		return err
	}
	_, err = io.CopyN(t, f, info.Size())
	return err
}

// unpack writes what pack packed into dir and reads to the very end, so that
// a backup cut short anywhere is noticed.
func unpack(r io.Reader, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	shop := false
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg || !held.MatchString(h.Name) {
			return fmt.Errorf("a file that doesn't belong into a backup: %q", h.Name)
		}
		shop = shop || h.Name == db.File
		if err := unpackFile(root, h.Name, t); err != nil {
			return err
		}
	}
	if !shop {
		return errors.New("no shop in it")
	}
	_, err = io.Copy(io.Discard, z)
	return err
}

func unpackFile(root *os.Root, name string, from io.Reader) error {
	if dir := filepath.Dir(name); dir != "." {
		if err := root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}
