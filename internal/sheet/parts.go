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
	return unquoted(string(t.all[from:t.ends[i]]))
}

func (w *workbook) readShared(part string) error {
	t := &w.shared
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

// readStyles finds the styles in which a number is shown as a date.
func (w *workbook) readStyles(part string) error {
	own := map[int]bool{}
	cells := false
	return w.walk(part, func(s *scanner, k kind) error {
		switch {
		case s.name == "cellXfs" && k != text:
			cells = k == start
		case k == start && s.name == "numFmt":
			id, err := strconv.Atoi(string(s.attr("numFmtId")))
			if err == nil {
				own[id] = isDate(string(s.attr("formatCode")))
			}
		case k == start && s.name == "xf" && cells:
			id, _ := strconv.Atoi(string(s.attr("numFmtId"))) // without one it is the general
			known := id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
			if len(w.dates) < 1<<16 {
				w.dates = append(w.dates, known || own[id])
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
