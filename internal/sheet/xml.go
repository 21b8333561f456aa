package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"pishkhan/internal/errs"
)

// The kinds of what scanner finds.
type kind int

const (
	start kind = iota
	end
	text
)

// scanner reads the XML of a workbook: elements without their prefixes, and
// text. A sheet of a hundred thousand rows has a million elements, for which
// encoding/xml takes ten times as long. It knows the five entities of XML and
// characters by number; a document that declares its own is refused.
type scanner struct {
	in    *bufio.Reader
	name  string // of the element
	tag   []byte // all of it, for attr
	text  []byte
	empty bool // <c/>: its end comes next
	buf   []byte
}

func newScanner(r io.Reader) *scanner { return &scanner{in: bufio.NewReaderSize(r, 64<<10)} }

// next finds the next element's start or end, or text; io.EOF after the last.
func (s *scanner) next() (kind, error) {
	if s.empty {
		s.empty = false
		return end, nil
	}
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			return 0, broken(err)
		}
		if c != '<' {
			if err := s.in.UnreadByte(); err != nil {
				return 0, err
			}
			if s.buf, err = s.until(s.buf[:0], '<'); err != nil { // io.EOF: blanks after the last element
				return 0, broken(err)
			}
			s.text = unescape(s.buf[:len(s.buf)-1])
			return text, s.in.UnreadByte()
		}
		if s.buf, err = s.element(); err != nil {
			return 0, err
		}
		switch b := s.buf; {
		case bytes.HasPrefix(b, []byte("![CDATA[")):
			if b, err = s.through(b, "]]>"); err != nil {
				return 0, err
			}
			s.buf, s.text = b, b[len("![CDATA["):len(b)-len("]]>")]
			return text, nil
		case bytes.HasPrefix(b, []byte("!--")):
			if s.buf, err = s.through(b, "-->"); err != nil {
				return 0, err
			}
		case b[0] == '?':
		case b[0] == '!':
			return 0, unreadable("a document type")
		case b[0] == '/':
			s.name = local(b[1 : len(b)-1])
			return end, nil
		default:
			s.tag = b[:len(b)-1]
			if s.empty = bytes.HasSuffix(s.tag, []byte("/")); s.empty {
				s.tag = s.tag[:len(s.tag)-1]
			}
			s.name = local(s.tag)
			return start, nil
		}
	}
}

// element reads up to and with the ">" that isn't in quotes.
func (s *scanner) element() ([]byte, error) {
	b, err := s.until(s.buf[:0], '>')
	for quote, from := byte(0), 0; err == nil; b, err = s.until(b, '>') {
		if quote = quoting(b, from, quote); quote == 0 {
			break
		}
		from = len(b)
	}
	if errors.Is(err, io.EOF) || err == nil && len(b) < 2 {
		return nil, unreadable("an element that doesn't end")
	}
	return b, broken(err)
}

// quoting gives the quote in which an element's attribute is still open, if one
// is; what stands before from ended in the quote that is given.
func quoting(b []byte, from int, quote byte) byte {
	if b[0] == '!' {
		return 0
	}
	for _, c := range b[from:] {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote
}

// through goes on to the end of a comment or of what is taken as it stands.
func (s *scanner) through(b []byte, ends string) (_ []byte, err error) {
	for err == nil && !bytes.HasSuffix(b, []byte(ends)) {
		b, err = s.until(b, '>')
	}
	if errors.Is(err, io.EOF) {
		return nil, unreadable("a comment that doesn't end")
	}
	return b, broken(err)
}

// until appends what comes up to and with a byte; what is longer than a row
// may be is refused.
func (s *scanner) until(b []byte, stop byte) ([]byte, error) {
	for {
		part, err := s.in.ReadSlice(stop)
		if b = append(b, part...); len(b) > maxRow {
			return b, errs.New(ErrTooLarge)
		}
		if err == nil || !errors.Is(err, bufio.ErrBufferFull) {
			return b, err
		}
	}
}

// broken is the error of a file that ends or doesn't unfold where it should.
func broken(err error) error {
	if err == nil || errors.Is(err, io.EOF) || len(errs.All(err)) > 0 {
		return err
	}
	return errs.Wrap(ErrUnreadable, err)
}

// local is an element's name without prefix and attributes.
func local(tag []byte) string {
	if i := bytes.IndexAny(tag, " \t\r\n"); i >= 0 {
		tag = tag[:i]
	}
	if i := bytes.IndexByte(tag, ':'); i >= 0 {
		tag = tag[i+1:]
	}
	switch string(tag) { // the common ones cost no memory
	case "c":
		return "c"
	case "v":
		return "v"
	case "t":
		return "t"
	case "row":
		return "row"
	}
	return string(tag)
}

// attr is the value of an attribute, whatever its prefix; nil without one.
func (s *scanner) attr(name string) []byte {
	rest := s.tag
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:eq])
		if i := bytes.LastIndexAny(key, " \t\r\n:"); i >= 0 {
			key = key[i+1:]
		}
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		close := bytes.IndexByte(rest[1:], rest[0])
		if close < 0 {
			return nil
		}
		if string(key) == name {
			return unescape(rest[1 : 1+close])
		}
		rest = rest[close+2:]
	}
}

var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescape puts the signs in whose names stand in b; it writes over b.
func unescape(b []byte) []byte {
	i := bytes.IndexByte(b, '&')
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		if b[i] == '&' {
			if semi := bytes.IndexByte(b[i:min(len(b), i+12)], ';'); semi > 1 {
				if r, ok := entity(string(b[i+1 : i+semi])); ok {
					out = append(out, r...) // never longer than its name
					i += semi + 1
					continue
				}
			}
		}
		out = append(out, b[i])
		i++
	}
	return out
}

func entity(name string) (string, bool) {
	if name[0] != '#' {
		r, ok := entities[name]
		return r, ok
	}
	base, digits := 10, name[1:]
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}
