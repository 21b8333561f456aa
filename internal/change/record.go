package change

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Record is one business operation as it stands in the journal and will be
// sent. Body's bytes are what is hashed and chained; nothing re-encodes them.
type Record struct {
	Shop  string `json:"shop"`  // the shop's id, "" before there is one
	Dev   string `json:"dev"`   // the device that wrote it
	Inc   int64  `json:"inc"`   // its incarnation
	DSeq  int64  `json:"dseq"`  // 1, 2, 3 … within (dev, inc)
	Prev  []byte `json:"prev"`  // hash of the record before, empty for the first
	HLC   int64  `json:"hlc"`   // hybrid logical clock
	Base  int64  `json:"base"`  // pull cursor when it was written; 0 without a hub
	SV    int    `json:"sv"`    // schema version
	Actor string `json:"actor"` // staff id, "" for the program itself
	Ops   []Op   `json:"ops"`
}

// Op writes columns of one row: all of a new row ("new"), or some of an old
// one's cells. Cols alternates names and values in the table's order.
type Op struct {
	Table string          `json:"t"`
	ID    string          `json:"id"`
	New   bool            `json:"new,omitempty"`
	Cols  []ColValue      `json:"-"`
	Raw   json.RawMessage `json:"cols"`
}

// ColValue is a column's value: int64, string, []byte or nil.
type ColValue struct {
	Col string
	Val any
}

// Parse reads a record's body.
func Parse(body []byte) (*Record, error) {
	var r Record
	if err := json.Unmarshal(body, &r); err != nil {
		return nil, err
	}
	for i := range r.Ops {
		if err := r.Ops[i].parse(); err != nil {
			return nil, fmt.Errorf("op %d: %w", i, err)
		}
	}
	return &r, nil
}

// parse reads {"col": value, …}; an integer is int64, {"b":"…"} is bytes.
func (o *Op) parse() error {
	t := tables[o.Table]
	if t == nil {
		return fmt.Errorf("unknown table %q", o.Table)
	}
	var vals map[string]json.RawMessage
	if err := json.Unmarshal(o.Raw, &vals); err != nil {
		return err
	}
	known := 0
	for _, c := range t.Cols {
		raw, ok := vals[c]
		if !ok {
			continue
		}
		known++
		v, err := parseValue(raw)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", o.Table, c, err)
		}
		o.Cols = append(o.Cols, ColValue{c, v})
	}
	if known != len(vals) {
		return fmt.Errorf("table %s: a column that this program doesn't know", o.Table)
	}
	return nil
}

func parseValue(raw json.RawMessage) (any, error) {
	switch raw[0] {
	case 'n':
		return nil, nil
	case '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case '{':
		var b struct {
			B []byte `json:"b"`
		}
		err := json.Unmarshal(raw, &b)
		return b.B, err
	default:
		return strconv.ParseInt(string(raw), 10, 64)
	}
}

// encode writes the record's body by hand: a sale has some thirteen rows and
// reflection over them would cost more than the rows themselves.
// It is written behind b.
func encode(b []byte, r *Record) []byte {
	b = append(b, `{"shop":`...)
	b = appendString(b, r.Shop)
	b = append(b, `,"dev":`...)
	b = appendString(b, r.Dev)
	b = append(b, `,"inc":`...)
	b = strconv.AppendInt(b, r.Inc, 10)
	b = append(b, `,"dseq":`...)
	b = strconv.AppendInt(b, r.DSeq, 10)
	b = append(b, `,"prev":"`...)
	b = base64.StdEncoding.AppendEncode(b, r.Prev)
	b = append(b, `","hlc":`...)
	b = strconv.AppendInt(b, r.HLC, 10)
	b = append(b, `,"base":`...)
	b = strconv.AppendInt(b, r.Base, 10)
	b = append(b, `,"sv":`...)
	b = strconv.AppendInt(b, int64(r.SV), 10)
	b = append(b, `,"actor":`...)
	b = appendString(b, r.Actor)
	b = append(b, `,"ops":[`...)
	for i, o := range r.Ops {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"t":`...)
		b = appendString(b, o.Table)
		b = append(b, `,"id":`...)
		b = appendString(b, o.ID)
		if o.New {
			b = append(b, `,"new":true`...)
		}
		b = append(b, `,"cols":{`...)
		for j, c := range o.Cols {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, '"')
			b = append(b, c.Col...) // one of ours: nothing to escape
			b = append(b, `":`...)
			b = appendValue(b, c.Val)
		}
		b = append(b, "}}"...)
	}
	return append(b, "]}"...)
}

func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case string:
		return appendString(b, v)
	case []byte:
		b = append(b, `{"b":"`...)
		b = base64.StdEncoding.AppendEncode(b, v)
		return append(b, `"}`...)
	}
	panic(fmt.Sprintf("change: a value of type %T", v)) // plain has refused it already
}

// appendString writes a JSON string; text without anything to escape, which is
// nearly all of it, is copied.
func appendString(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if escaped[s[i]] {
			return appendEscaped(b, s)
		}
	}
	if !utf8.ValidString(s) {
		return appendEscaped(b, s)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// escaped are the bytes that encoding/json would or might escape.
var escaped = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	for _, c := range "\"\\<>&" {
		t[c] = true
	}
	t[0xe2] = true // of U+2028 and U+2029
	return t
}()

func appendEscaped(b []byte, s string) []byte {
	q, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always encodes
	}
	return append(b, q...)
}

// plain turns a column's value into one of the four that the file and the
// journal both keep exactly.
func plain(v any) (any, error) {
	switch v := v.(type) {
	case nil, int64:
		return v, nil
	case string:
		return valid(v), nil
	case []byte:
		if v == nil {
			return nil, nil
		}
		return v, nil
	case int:
		return int64(v), nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case *string:
		if v == nil {
			return nil, nil
		}
		return valid(*v), nil
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Int64, reflect.Int, reflect.Int32:
		return r.Int(), nil
	case reflect.String:
		return valid(r.String()), nil
	}
	return nil, fmt.Errorf("a value of type %T", v)
}

// valid is the text as JSON can say it: bytes that are no UTF-8 (a file's name,
// a word from the command line) would otherwise stand in the row alone.
func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }
