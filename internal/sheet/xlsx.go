package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"math"
	"os"
	"path"
	"strconv"
	"strings"

	"pishkhan/internal/errs"
)

// The bounds of an XLSX file, which is a ZIP archive: what it may unfold to.
const (
	maxEntries   = 1000
	maxRatio     = 100
	alwaysFine   = 16 << 20 // unfolded; a small file may well be blank rows
	maxUnfolded  = 300 << 20
	maxShared    = 64 << 20 // of the texts that cells share, which are kept
	maxSheets    = 100
	excelColumns = 1 << 14
	maxIndex     = 2 << 20 // bytes of the archive's own list of its parts
	maxNames     = 1 << 16 // references between parts, number formats
	maxReads     = 4       // how often all that is in it is read
)

// workbook is an XLSX file: its parts by name, and what its cells refer to.
type workbook struct {
	parts  map[string]*zip.File
	sheets []string // part of each sheet
	shared sharedTexts
	styles []style
	is1904 bool
	left   int64 // bytes that may still be unfolded: many sheets may be one part
}

// openXLSX refuses what would unfold to more than it should before anything is
// unfolded; archive/zip holds each part to the size that it states.
func openXLSX(f *os.File, size int64) (*Book, error) {
	limited := &indexReader{f, maxIndex}
	z, err := zip.NewReader(limited, size)
	if limited.left < 0 {
		return nil, errs.New(ErrTooLarge)
	}
	if err != nil {
		return nil, errs.Wrap(ErrUnreadable, err)
	}
	w := &workbook{parts: map[string]*zip.File{}}
	var unfolded uint64
	for _, p := range z.File {
		if unfolded += p.UncompressedSize64; unfolded > maxUnfolded || p.UncompressedSize64 > maxUnfolded {
			return nil, errs.New(ErrTooLarge)
		}
		// names are looked up and never reach the disk
		w.parts[strings.ToLower(strings.TrimPrefix(p.Name, "/"))] = p
	}
	if len(z.File) > maxEntries || unfolded > alwaysFine && unfolded > uint64(size)*maxRatio {
		return nil, errs.New(ErrTooLarge)
	}
	limited.left = math.MaxInt64
	w.left = maxReads*int64(unfolded) + alwaysFine
	b := &Book{each: w.each, close: f.Close}
	if b.Sheets, err = w.index(); err != nil {
		return nil, err
	}
	return b, nil
}

// indexReader refuses an archive whose list of parts is beyond all measure: it
// is read as a whole before anything of it is known.
type indexReader struct {
	f    io.ReaderAt
	left int64
}

func (r *indexReader) ReadAt(p []byte, at int64) (int, error) {
	if r.left -= int64(len(p)); r.left < 0 {
		return 0, errs.New(ErrTooLarge)
	}
	return r.f.ReadAt(p, at)
}

// counted counts what is unfolded.
type counted struct {
	r    io.Reader
	left *int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if *c.left -= int64(n); *c.left < 0 {
		return 0, errs.New(ErrTooLarge)
	}
	return n, err
}

// walk calls f at each start and end of an element, and at each text, of a
// part; a part that isn't there is empty.
func (w *workbook) walk(part string, f func(*scanner, kind) error) (err error) {
	p := w.parts[strings.ToLower(part)]
	if p == nil {
		return nil
	}
	r, err := p.Open()
	if err != nil {
		return errs.Wrap(ErrUnreadable, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	s := newScanner(&counted{r, &w.left})
	for {
		k, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = f(s, k)
		}
		if err != nil {
			return err
		}
	}
}

// relations are a part's references to others, by id.
func (w *workbook) relations(of string) (map[string]string, error) {
	dir, file := path.Split(of)
	to := map[string]string{}
	err := w.walk(dir+"_rels/"+file+".rels", func(s *scanner, k kind) error {
		if k == start && s.name == "Relationship" {
			target := string(s.attr("Target"))
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			if len(to) > maxNames {
				return errs.New(ErrTooLarge)
			}
			to[string(s.attr("Id"))] = strings.TrimPrefix(path.Clean(target), "/")
			if strings.HasSuffix(string(s.attr("Type")), "/officeDocument") {
				to["workbook"] = to[string(s.attr("Id"))]
			}
		}
		return nil
	})
	return to, err
}

// index finds the sheets, the shared texts and the styles.
func (w *workbook) index() ([]Info, error) {
	root, err := w.relations("")
	if err != nil {
		return nil, err
	}
	book := root["workbook"]
	if book == "" {
		book = "xl/workbook.xml"
	}
	to, err := w.relations(book)
	if err != nil {
		return nil, err
	}
	var sheets []Info
	err = w.walk(book, func(s *scanner, k kind) error {
		switch {
		case k == start && s.name == "sheet" && len(sheets) < maxSheets:
			state := string(s.attr("state"))
			sheets = append(sheets, Info{Name: string(s.attr("name")), Hidden: state == "hidden" || state == "veryHidden"})
			w.sheets = append(w.sheets, to[string(s.attr("id"))])
		case k == start && s.name == "workbookPr":
			at := string(s.attr("date1904"))
			w.is1904 = at == "1" || at == "true"
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, unreadable("a workbook without sheets")
	}
	dir := path.Dir(book)
	if err := w.readShared(path.Join(dir, "sharedStrings.xml")); err != nil {
		return nil, err
	}
	return sheets, w.readStyles(path.Join(dir, "styles.xml"))
}

// each reads a sheet's rows.
func (w *workbook) each(sheet int, row func(Row) error) error {
	if sheet < 0 || sheet >= len(w.sheets) {
		return unreadable("no sheet %d", sheet)
	}
	r := rowReader{book: w}
	return w.walk(w.sheets[sheet], func(s *scanner, k kind) error {
		if done := r.take(s, k); !done {
			return r.err
		}
		return row(Row{r.n, r.cells})
	})
}

// rowReader puts rows together from the elements of a sheet.
type rowReader struct {
	book   *workbook
	n      int // the row's number
	cells  []Cell
	size   int
	column int    // of the cell under way
	typ    string // its type
	style  int
	value  []byte // its value
	inCell bool
	wanted bool // what comes is the value
	err    error
}

// take reads one element; it is true when a row is complete.
func (r *rowReader) take(s *scanner, k kind) bool {
	switch {
	case k == start && s.name == "row":
		r.n++
		if n, err := strconv.Atoi(string(s.attr("r"))); err == nil && n > 0 {
			r.n = n
		}
		r.cells, r.size, r.column = r.cells[:0], 0, -1
	case k == start && s.name == "c":
		r.inCell, r.value = true, r.value[:0]
		r.column++
		if at, ok := Column(strings.TrimRight(string(s.attr("r")), "0123456789")); ok {
			r.column = at
		}
		if r.column >= excelColumns {
			r.err = errs.New(ErrTooLarge)
			return false
		}
		r.typ = string(s.attr("t"))
		r.style, _ = strconv.Atoi(string(s.attr("s"))) // without one it is the first
	case k == start && r.inCell && (s.name == "v" || s.name == "t"):
		r.wanted = true
	case k == start && s.name == "rPh": // how a Japanese word is read
		r.inCell = false
	case k == end && (s.name == "v" || s.name == "t"):
		r.wanted = false
	case k == text && r.wanted:
		if r.size += len(s.text); r.size > maxRow {
			r.err = errs.New(ErrTooLarge)
			return false
		}
		r.value = append(r.value, s.text[:min(len(s.text), maxCell-len(r.value))]...)
	case k == end && s.name == "rPh":
		r.inCell = true
	case k == end && s.name == "c":
		r.inCell = false
		r.put()
	case k == end && s.name == "row":
		return true
	}
	return false
}

// put writes the cell that was read into its column.
func (r *rowReader) put() {
	if len(r.value) == 0 || r.column >= maxColumns {
		return
	}
	var c Cell
	switch r.typ {
	case "s":
		i, err := strconv.Atoi(string(r.value))
		if err != nil {
			return
		}
		c.Text = r.book.shared.at(i)
		r.size += len(c.Text)
	case "inlineStr", "str":
		c.Text = unquoted(string(r.value))
	case "b":
		c.Text = "FALSE"
		if string(r.value) == "1" {
			c.Text = "TRUE"
		}
	case "e", "d":
		c.Text = string(r.value)
	default:
		c = Number(string(r.value))
		if r.style >= 0 && r.style < len(r.book.styles) {
			c.Format = r.book.styles[r.style].words
			if day, ok := date(c.Text, r.book.is1904); ok && r.book.styles[r.style].date {
				c = Text(day)
			}
		}
	}
	for len(r.cells) <= r.column {
		r.cells = append(r.cells, Cell{})
	}
	r.cells[r.column] = c
}
