package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"pishkhan/internal/errs"
)

// sharedTexts are the texts that cells refer to by number, one behind another.
type sharedTexts struct {
	all  []byte
	ends []int
}

func (t *sharedTexts) at(i int) string {
	if i < 0 || i >= len(t.ends) {
		return ""
	}
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return unquoted(string(t.all[from:min(t.ends[i], from+maxCell)]))
}

func (w *workbook) readShared(part string) error {
	t := &w.shared
	if p := w.parts[strings.ToLower(part)]; p != nil { // at once, rather than growing by copies
		t.all = make([]byte, 0, min(p.UncompressedSize64, maxShared))
	}
	wanted, reading := false, false
	return w.walk(part, func(s *scanner, k kind) error {
		switch {
		case s.name == "rPh" && k != text:
			reading = k == start
		case k == start && s.name == "t":
			wanted = !reading
		case k == end && s.name == "t":
			wanted = false
		case k == text && wanted:
			if t.all = append(t.all, s.text...); len(t.all) > maxShared {
				return errs.New(ErrTooLarge)
			}
		case k == end && s.name == "si":
			if t.ends = append(t.ends, len(t.all)); len(t.ends) > maxShared/16 {
				return errs.New(ErrTooLarge)
			}
		}
		return nil
	})
}

// unquoted puts the signs in that a workbook writes as _x000D_.
func unquoted(text string) string {
	at := strings.Index(text, "_x")
	if at < 0 {
		return text
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(text, "_x") {
		b.WriteString(text[:at])
		text = text[at:]
		n, err := uint64(0), strconv.ErrSyntax
		if len(text) >= 7 && text[6] == '_' {
			n, err = strconv.ParseUint(text[2:6], 16, 16)
		}
		if err != nil {
			b.WriteString("_x")
			text = text[2:]
			continue
		}
		b.WriteRune(rune(n))
		text = text[7:]
	}
	return b.String() + text
}

// style is how a number is shown: as a date, or with words beside it.
type style struct {
	date  bool
	words string
}

// readStyles finds what the styles show of a number.
func (w *workbook) readStyles(part string) error {
	own := map[int]style{9: {words: "%"}, 10: {words: "%"}}
	cells := false
	return w.walk(part, func(s *scanner, k kind) error {
		switch {
		case s.name == "cellXfs" && k != text:
			cells = k == start
		case k == start && s.name == "numFmt":
			id, err := strconv.Atoi(string(s.attr("numFmtId")))
			if len(own) > maxNames {
				return errs.New(ErrTooLarge)
			}
			if err == nil {
				code := string(s.attr("formatCode"))
				own[id] = style{isDate(code), wordsOf(code)}
			}
		case k == start && s.name == "xf" && cells:
			id, _ := strconv.Atoi(string(s.attr("numFmtId"))) // without one it is the general
			known := id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
			if len(w.styles) < maxNames {
				w.styles = append(w.styles, style{known || own[id].date, own[id].words})
			}
		}
		return nil
	})
}

// isDate tells whether a number format shows a date or a time: it has letters
// of one outside quotes and brackets.
func isDate(format string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket && strings.IndexByte("ymdhYMDH", c) >= 0:
			return true
		}
	}
	return false
}

// wordsOf is what a number format shows besides digits: its texts, and the
// currency of «[$$-409]», which is marked as one. The first of its parts is that of numbers above zero.
func wordsOf(format string) string {
	var b strings.Builder
	letters := []rune(format)
	for i := 0; i < len(letters) && letters[i] != ';'; i++ {
		switch r := letters[i]; {
		case r == '"':
			for i++; i < len(letters) && letters[i] != '"'; i++ {
				b.WriteRune(letters[i])
			}
		case r == '[':
			from := i + 1
			for i < len(letters) && letters[i] != ']' {
				i++
			}
			if symbol, ok := strings.CutPrefix(string(letters[min(from, i):i]), "$"); ok {
				if symbol, _, _ = strings.Cut(symbol, "-"); symbol != "" {
					b.WriteString(Currency + symbol)
				}
			}
		case r == '\\' && i+1 < len(letters):
			i++
			b.WriteRune(letters[i])
		case r == '_' || r == '*': // as much room as the next, or the next until it is full
			i++
		case r == '%' || r == '$' || r > 0x7f:
			b.WriteRune(r)
		}
	}
	if b.Len() > maxWords {
		return ""
	}
	return strings.TrimSpace(b.String())
}

const maxWords = 100

// Currency stands in a cell's format before the sign of a currency, whichever.
const Currency = "¤"

// date is a workbook's day number as text: 2025-09-24, with the time of the
// day where there is one.
func date(number string, is1904 bool) (string, bool) {
	days, err := strconv.ParseFloat(number, 64)
	if err != nil || days < 0 || days > 2_958_465 { // the end of the year 9999
		return "", false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if is1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	whole, part := math.Modf(days)
	t := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*86400)) * time.Second)
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}
