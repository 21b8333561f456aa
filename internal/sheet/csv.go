package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pishkhan/internal/errs"
)

// openCSV reads text; how it is written is found out from all of it.
func openCSV(f *os.File) (*Book, error) {
	decode, err := encodingOf(f)
	if err != nil {
		return nil, err
	}
	each := func(_ int, row func(Row) error) error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return errs.Wrap(ErrUnreadable, err)
		}
		return records(decode(f), row)
	}
	return &Book{Sheets: []Info{{}}, each: each, close: f.Close}, nil
}

// records reads the cells.
func records(text io.Reader, row func(Row) error) error {
	g := &guard{r: text, left: maxRow}
	in := bufio.NewReaderSize(g, 64<<10)
	head, _ := in.Peek(32 << 10) // a short file is all of it
	c := recordReader{in: in, comma: comma(head)}
	var cells []Cell
	for n := 1; ; n++ {
		g.left = maxRow
		record, err := c.read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errs.Is(err, ErrTooLarge):
			return errs.New(ErrTooLarge)
		case err != nil:
			return errs.Wrap(ErrUnreadable, err)
		}
		cells = cells[:0]
		for _, text := range record {
			cells = append(cells, Cell{Text: disarmed(text[:min(len(text), maxCell)])})
		}
		if err := row(Row{n, cells}); err != nil {
			return err
		}
	}
}

// guard stops a record that doesn't end: a quote that was never closed must
// not draw the whole file into memory.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errs.New(ErrTooLarge)
	}
	n, err := g.r.Read(p[:min(len(p), g.left)])
	g.left -= n
	return n, err
}

// A spreadsheet takes a text that begins with one of these for a formula, and
// an apostrophe before it for "this is text".
const formula = "=+-@\t\r"

// armed tells whether a text begins like a formula, apostrophes before it not
// counted.
func armed(text string) bool {
	bare := strings.TrimLeft(text, "'")
	return bare != "" && strings.IndexByte(formula, bare[0]) >= 0
}

// disarmed takes off the apostrophe that the writer puts before such a text.
func disarmed(text string) string {
	if strings.HasPrefix(text, "'") && armed(text) {
		return text[1:]
	}
	return text
}

// comma is what parts the cells: what stands on the most of the first lines
// outside quotes, then what stands there most often.
func comma(head []byte) byte {
	if rest, ok := bytes.CutPrefix(head, []byte("sep=")); ok && len(rest) > 0 && strings.IndexByte("\"\r\n", rest[0]) < 0 { // Excel's own way to say it
		return rest[0]
	}
	var lines, times, here [3]int
	quoted := false
	for _, r := range string(head) {
		if r == '"' {
			quoted = !quoted
		}
		at := strings.IndexRune(",;\t", r)
		switch {
		case quoted:
		case r == '\n':
			here = [3]int{}
		case at >= 0:
			if here[at]++; here[at] == 1 {
				lines[at]++
			}
			times[at]++
		}
	}
	best := 0
	for i := range lines {
		if lines[i] > lines[best] || lines[i] == lines[best] && times[i] > times[best] {
			best = i
		}
	}
	return ",;\t"[best]
}

// encodingOf finds out how a text is written; what is no text is refused.
func encodingOf(f *os.File) (func(io.Reader) io.Reader, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, errs.Wrap(ErrUnreadable, err)
	}
	in := bufio.NewReaderSize(f, 64<<10)
	head, _ := in.Peek(4 << 10) // a short file is all of it
	if utf16, endian := isUTF16(head); utf16 {
		return func(r io.Reader) io.Reader {
			return unicode.UTF16(endian, unicode.UseBOM).NewDecoder().Reader(r)
		}, nil
	}
	utf := true
	for {
		r, size, err := in.ReadRune()
		switch {
		case errors.Is(err, io.EOF) && utf:
			return func(r io.Reader) io.Reader { return unicode.UTF8BOM.NewDecoder().Reader(r) }, nil
		case errors.Is(err, io.EOF):
			return func(r io.Reader) io.Reader { return charmap.Windows1256.NewDecoder().Reader(r) }, nil
		case err != nil:
			return nil, errs.Wrap(ErrUnreadable, err)
		case r == 0:
			return nil, unreadable("a zero byte: no text")
		case r == utf8.RuneError && size == 1:
			utf = false
		}
	}
}

// isUTF16 knows it by its mark or, without one, by the zero bytes of its
// separators, digits and line ends, which are all on one side.
func isUTF16(head []byte) (bool, unicode.Endianness) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return true, unicode.LittleEndian
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return true, unicode.BigEndian
	}
	var zeros [2]int
	ends := [2]bool{} // a line's end whose zero is there
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
			ends[1] = ends[1] || i%2 == 1 && head[i-1] == '\n'
			ends[0] = ends[0] || i%2 == 0 && i+1 < len(head) && head[i+1] == '\n'
		}
	}
	switch many := len(head) / 50; {
	case ends[1] && zeros[1] > many && zeros[0] == 0:
		return true, unicode.LittleEndian
	case ends[0] && zeros[0] > many && zeros[1] == 0:
		return true, unicode.BigEndian
	}
	return false, unicode.LittleEndian
}
