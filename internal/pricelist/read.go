package pricelist

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// row is one row under the header, with its number in the spreadsheet.
type row struct {
	n     int
	cells []string
}

// table is a list as it was read: what its columns hold, the unit of its
// prices ("" when it doesn't say), and its rows, empty ones left out.
type table struct {
	columns map[field]int
	unit    money.Unit
	rows    []row
}

// The refusals of a whole file.
const (
	errUnreadable errs.Code = "unreadable_file"
	errNoHeader   errs.Code = "no_header"
	errTooLarge   errs.Code = "too_large"
)

// The bounds of an XLSX file, which is a ZIP archive: what it may unfold to.
const (
	maxEntries  = 1000
	maxRatio    = 100
	maxUnfolded = 300 << 20
	maxInMemory = 8 << 20 // a larger sheet waits in a file of its own
	maxColumns  = 256     // what stands further to the right isn't looked at
)

// sheets calls row for each row of each sheet; first is true at a sheet's
// first row that isn't empty. An answer of false goes on to the next sheet.
type sheets func(row func(n int, cells []string, first bool) (bool, error)) error

// read reads the first sheet that has a header.
func (r *Room) read(path string) (t table, err error) {
	defer func() {
		if p := recover(); p != nil { // a broken file must not end the shop's day
			err = errs.Wrap(errUnreadable, fmt.Errorf("panic: %v", p))
		}
	}()
	info, err := os.Stat(path)
	if err != nil {
		return table{}, errs.Wrap(errUnreadable, err)
	}
	if info.Size() > MaxBytes {
		return table{}, errs.New(errTooLarge)
	}
	open := csvSheet
	if isZip(path) {
		if err := checkZip(path, info.Size()); err != nil {
			return table{}, err
		}
		open = r.xlsxSheets
	}
	err = open(path)(func(n int, cells []string, first bool) (bool, error) {
		cells = cells[:min(len(cells), maxColumns)]
		if first {
			found, unit, ok := columns(cells)
			if ok {
				t.columns, t.unit = found, unit
			}
			return ok, nil
		}
		if len(t.rows) == maxRows {
			return false, errs.New(errTooLarge)
		}
		t.rows = append(t.rows, row{n, append([]string(nil), cells...)})
		return true, nil
	})
	if err == nil && len(t.columns) == 0 {
		err = errs.New(errNoHeader)
	}
	return t, err
}

func isZip(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 4)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == "PK\x03\x04"
}

// checkZip refuses what would unfold to more than it should before anything
// is unfolded; excelize holds the archive to the sizes that it states.
func checkZip(path string, size int64) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return errs.Wrap(errUnreadable, err)
	}
	defer z.Close()
	var unfolded uint64
	for _, f := range z.File {
		if unfolded += f.UncompressedSize64; unfolded > maxUnfolded || f.UncompressedSize64 > maxUnfolded {
			return errs.New(errTooLarge)
		}
	}
	if len(z.File) > maxEntries || unfolded > uint64(size)*maxRatio {
		return errs.New(errTooLarge)
	}
	return nil
}

// xlsxSheets reads an Excel file; cells are raw, so that a price is its number
// and not how it is shown.
func (r *Room) xlsxSheets(path string) sheets {
	return func(row func(int, []string, bool) (bool, error)) (err error) {
		tmp, err := r.uploads.folder()
		if err != nil {
			return err
		}
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnfolded, UnzipXMLSizeLimit: maxInMemory, TmpDir: tmp})
		if err != nil {
			return errs.Wrap(errUnreadable, err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		for _, sheet := range f.GetSheetList() {
			more, err := xlsxSheet(f, sheet, row)
			if err != nil || more {
				return err
			}
		}
		return nil
	}
}

// xlsxSheet tells whether the sheet was the one.
func xlsxSheet(f *excelize.File, sheet string, row func(int, []string, bool) (bool, error)) (bool, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return false, nil // a chart, or a sheet that can't be read: perhaps the next
	}
	defer rows.Close()
	first := true
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return false, errs.Wrap(errUnreadable, err)
		}
		if empty(cells) {
			continue
		}
		if more, err := row(n, cells, first); err != nil || !more {
			return false, err
		}
		first = false
	}
	if err := rows.Error(); err != nil {
		return false, errs.Wrap(errUnreadable, err)
	}
	return !first, nil
}

func empty(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// csvSheet reads a text file in UTF-8, UTF-16 or Windows-1256, whose cells are
// parted by commas, semicolons or tabs.
func csvSheet(path string) sheets {
	return func(row func(int, []string, bool) (bool, error)) (err error) {
		f, err := os.Open(path)
		if err != nil {
			return errs.Wrap(errUnreadable, err)
		}
		defer f.Close()
		text, err := decoded(f)
		if err != nil {
			return err
		}
		in := bufio.NewReaderSize(text, 64<<10)
		head, _ := in.Peek(16 << 10)
		c := csv.NewReader(in)
		c.Comma, c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = comma(head), -1, true, true
		first := true
		for n, ends := 0, 0; ; {
			cells, err := c.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return errs.Wrap(errUnreadable, err)
			}
			// an empty line is a row of the spreadsheet too, a line break in a cell isn't
			line, _ := c.FieldPos(0)
			n += line - ends
			ends = line + strings.Count(strings.Join(cells, ""), "\n")
			if empty(cells) {
				continue
			}
			if more, err := row(n, cells, first); err != nil || !more {
				return err
			}
			first = false
		}
	}
}

// comma is what parts the cells of the first line: what stands there most
// often outside quotes.
func comma(head []byte) rune {
	counts, quoted := map[rune]int{}, false
	for _, r := range string(head) {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted && counts[',']+counts[';']+counts['\t'] > 0 {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// decoded finds out how a text is written and gives it in UTF-8.
func decoded(f *os.File) (io.Reader, error) {
	head := make([]byte, 3)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, errs.New(errNoHeader) // nothing in it
	}
	head = head[:n]
	rewind := func() error { _, err := f.Seek(0, io.SeekStart); return err }
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(f), rewind()
	}
	if !bytes.Equal(head, []byte("\ufeff")) {
		if err := rewind(); err != nil {
			return nil, err
		}
	}
	utf, err := isUTF8(f)
	if err != nil {
		return nil, err
	}
	if err := rewind(); err != nil {
		return nil, err
	}
	if !utf {
		return charmap.Windows1256.NewDecoder().Reader(f), nil
	}
	in := bufio.NewReader(f)
	if bytes.Equal(head, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	return in, nil
}

// isUTF8 tells UTF-8 from Windows-1256; what is no text at all is refused.
func isUTF8(f io.Reader) (bool, error) {
	in := bufio.NewReaderSize(f, 64<<10)
	utf := true
	for {
		r, size, err := in.ReadRune()
		switch {
		case errors.Is(err, io.EOF):
			return utf, nil
		case err != nil:
			return false, errs.Wrap(errUnreadable, err)
		case r == 0:
			return false, errs.New(errUnreadable)
		case r == utf8.RuneError && size == 1:
			utf = false
		}
	}
}
