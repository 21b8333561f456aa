package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// recordReader parts text into records and cells. A quote means something only
// where it opens a cell and one closes it: «"Best" tea» and «19" monitor»
// without quotes around them are texts, and must not swallow the rows below.
type recordReader struct {
	in    *bufio.Reader
	comma byte
	buf   []byte // the record's lines, and what was read ahead of them
	ahead int    // where in buf the next record begins
	cells []byte // the record's texts, one behind another
	ends  []int
	texts []string
}

// read gives the next record that isn't a blank line; its texts are good until
// the next one.
func (r *recordReader) read() ([]string, error) {
	r.buf = append(r.buf[:0], r.buf[r.ahead:]...)
	r.ahead = 0
	var end int // of the line
	for {
		var err error
		if end, err = r.line(0); err != nil {
			return nil, err
		}
		if len(trimEnd(r.buf[:end])) > 0 {
			break
		}
		r.buf = append(r.buf[:0], r.buf[end:]...)
	}
	r.cells, r.ends = r.cells[:0], r.ends[:0]
	for at := 0; ; {
		next, last, err := r.cell(at, &end)
		if err != nil {
			return nil, err
		}
		r.ends = append(r.ends, len(r.cells))
		if at = next; last {
			break
		}
	}
	r.ahead = end
	all, from := string(r.cells), 0
	r.texts = r.texts[:0]
	for _, to := range r.ends {
		r.texts = append(r.texts, all[from:to])
		from = to
	}
	return r.texts, nil
}

// line finds the end of the line that begins at from, with its line break; it
// is io.EOF where nothing is left.
func (r *recordReader) line(from int) (int, error) {
	if i := bytes.IndexByte(r.buf[from:], '\n'); i >= 0 {
		return from + i + 1, nil
	}
	for {
		part, err := r.in.ReadSlice('\n')
		r.buf = append(r.buf, part...)
		switch {
		case err == nil, errors.Is(err, io.EOF) && len(r.buf) > from:
			return len(r.buf), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return 0, err
		}
	}
}

// cell reads the cell at a place of a line that ends at *end, which moves on
// with a cell of several lines. It answers where the next one begins, and
// whether this was the last.
func (r *recordReader) cell(at int, end *int) (next int, last bool, err error) {
	if at < *end && r.buf[at] == '"' {
		began := len(r.cells)
		to, closed, err := r.quoted(at+1, end)
		if err != nil {
			return 0, false, err
		}
		if closed {
			return r.after(to, *end)
		}
		r.cells = r.cells[:began]
		if to, closed = r.loosely(at+1, *end); closed {
			return r.after(to, *end)
		}
		r.cells = r.cells[:began]
	}
	to := at
	for to < *end && r.buf[to] != r.comma {
		to++
	}
	if to < *end {
		r.cells = append(r.cells, r.buf[at:to]...)
		return to + 1, false, nil
	}
	r.cells = append(r.cells, trimEnd(r.buf[at:to])...)
	return to, true, nil
}

// after steps over the sign behind a closing quote, or the line's end.
func (r *recordReader) after(at, end int) (next int, last bool, err error) {
	for at < end && r.buf[at] != r.comma {
		at++
	}
	return at + 1, at >= end, nil
}

// closes tells whether a cell may end before a place: blanks alone stand
// between it and the next cell or the line's end.
func (r *recordReader) closes(at, end int) bool {
	rest := bytes.TrimLeft(r.buf[at:end], " ")
	return len(trimEnd(rest)) == 0 || rest[0] == r.comma
}

// quoted reads a cell in quotes, those within it doubled, over as many lines as
// it takes; false where it isn't one.
func (r *recordReader) quoted(at int, end *int) (next int, closed bool, err error) {
	line := *end
	for {
		i := bytes.IndexByte(r.buf[at:line], '"')
		if i < 0 {
			if text, broke := bytes.CutSuffix(r.buf[at:line], []byte("\r\n")); broke {
				r.cells = append(append(r.cells, text...), '\n')
			} else {
				r.cells = append(r.cells, text...)
			}
			at = line
			if line, err = r.line(at); errors.Is(err, io.EOF) {
				return 0, false, nil
			} else if err != nil {
				return 0, false, err
			}
			continue
		}
		r.cells = append(r.cells, r.buf[at:at+i]...)
		switch at += i + 1; {
		case at < line && r.buf[at] == '"':
			r.cells = append(r.cells, '"')
			at++
		case r.closes(at, line):
			*end = line
			return at, true, nil
		default:
			return 0, false, nil
		}
	}
}

// loosely reads a cell whose own quotes aren't doubled («"19" black, new",1»):
// it closes within the line, before another cell opens.
func (r *recordReader) loosely(at, end int) (next int, closed bool) {
	for i := at; i < end; i++ {
		switch {
		case r.buf[i] != '"':
		case i > at && r.buf[i-1] == r.comma:
			return 0, false
		case r.closes(i+1, end):
			return i + 1, true
		case i+1 < end && r.buf[i+1] == '"':
			i++
		}
		r.cells = append(r.cells, r.buf[i])
	}
	return 0, false
}

// trimEnd takes the line break off.
func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}
