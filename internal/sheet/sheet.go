// Package sheet reads spreadsheets row by row, CSV and XLSX, and writes them.
// It knows what a file is, however it is called: text in UTF-8, UTF-16 or
// Windows-1256 whose cells are parted by commas, semicolons or tabs; or an
// Excel workbook, of which it takes what is stored (a number, a formula's
// result) and of how it is shown only the words.
//
// It owns the bounds: memory is that of one row and of the workbook's shared
// texts. It refuses the old .xls, what unfolds to more than it should, a row
// beyond all measure, and what is no spreadsheet. It knows nothing of
// what a sheet is about.
package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"pishkhan/internal/errs"
)

// The refusals of a file.
const (
	ErrUnreadable errs.Code = "unreadable_file"
	ErrTooLarge   errs.Code = "list_too_large"
	ErrXLS        errs.Code = "xls_file" // an Excel file of before 2007, or one under a password
)

// The bounds of a file.
const (
	MaxBytes   = 100 << 20
	maxColumns = 256       // what stands further to the right isn't looked at
	maxCell    = 128 << 10 // bytes, the rest is cut off; Excel has 32 767 letters
	maxRow     = 1 << 20   // bytes; a longer one is refused
)

// ErrStop ends Each early, without being an error.
var ErrStop = errors.New("enough")

// Cell is what stands in a cell. Number says that the file keeps it as one, so
// that its point is a decimal point; Format is then what its number format shows
// beside the digits: «تومان», "$", "%", «¤د.إ» (see Currency).
type Cell struct {
	Text   string
	Number bool
	Format string
}

// Text is a cell that is a text, whatever it looks like.
func Text(s string) Cell { return Cell{Text: s} }

// Number is a cell that is a number; s is a plain decimal.
func Number(s string) Cell { return Cell{Text: s, Number: true} }

// Row is one row that isn't empty. N is its number: in XLSX that of the sheet,
// in CSV the record's, the first being 1 and blank lines being none. Cells are
// good until the next row.
type Row struct {
	N     int
	Cells []Cell
}

// Info is one sheet; a CSV file has one, without a name.
type Info struct {
	Name   string
	Hidden bool
}

// Book is an open file.
type Book struct {
	Sheets []Info
	each   func(sheet int, row func(Row) error) error
	close  func() error
}

// Open finds out what a file is. It must be closed.
func Open(path string) (*Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errs.Wrap(ErrUnreadable, err)
	}
	b, err := open(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

func open(f *os.File) (*Book, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, errs.Wrap(ErrUnreadable, err)
	}
	if !info.Mode().IsRegular() { // a folder, a pipe
		return nil, errs.New(ErrUnreadable)
	}
	if info.Size() > MaxBytes {
		return nil, errs.New(ErrTooLarge)
	}
	head := make([]byte, 4)
	n, _ := io.ReadFull(f, head) // a short file is a short text
	switch head = head[:n]; {
	case bytes.Equal(head, []byte("\xd0\xcf\x11\xe0")):
		return nil, errs.New(ErrXLS)
	case bytes.Equal(head, []byte("PK\x03\x04")):
		return openXLSX(f, info.Size())
	case bytes.Equal(head, []byte("%PDF")): // begins as a text does
		return nil, errs.New(ErrUnreadable)
	}
	return openCSV(f)
}

// Close gives the file back.
func (b *Book) Close() error { return b.close() }

// Each calls row for each row of a sheet that isn't empty, until it answers an
// error. It may be called again.
func (b *Book) Each(sheet int, row func(Row) error) error {
	err := b.each(sheet, func(r Row) error {
		r.Cells = r.Cells[:min(len(r.Cells), maxColumns)]
		if blank(r.Cells) {
			return nil
		}
		return row(r)
	})
	if errors.Is(err, ErrStop) {
		return nil
	}
	return err
}

func blank(cells []Cell) bool {
	for _, c := range cells {
		if strings.TrimSpace(c.Text) != "" {
			return false
		}
	}
	return true
}

// Letter names a column as spreadsheets do: 0 is A, 26 is AA.
func Letter(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// Column reads such a name; false for another word.
func Column(letter string) (int, bool) {
	n := 0
	for _, r := range strings.ToUpper(letter) {
		if r < 'A' || r > 'Z' || n > maxColumns {
			return 0, false
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1, n > 0
}

func unreadable(why string, args ...any) error {
	return errs.Wrap(ErrUnreadable, fmt.Errorf(why, args...))
}
