package change

import (
	"encoding/json"
	"fmt"
	"sort"
)

// Encode writes the row as JSON in the journal's own form: numbers stay whole,
// bytes stay bytes.
func (r Row) Encode() (json.RawMessage, error) {
	if r == nil {
		return json.RawMessage("null"), nil
	}
	cols := make([]string, 0, len(r))
	for c := range r {
		cols = append(cols, c)
	}
	sort.Strings(cols)
	b := []byte{'{'}
	for i, c := range cols {
		v, err := plain(r[c])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c, err)
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, c), ':')
		b = appendValue(b, v)
	}
	return append(b, '}'), nil
}

// DecodeRow reads what Encode wrote: values are int64, string, []byte or nil.
func DecodeRow(text json.RawMessage) (Row, error) {
	var vals map[string]json.RawMessage
	if err := json.Unmarshal(text, &vals); err != nil || vals == nil {
		return nil, err
	}
	r := Row{}
	for c, raw := range vals {
		v, err := parseValue(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c, err)
		}
		r[c] = v
	}
	return r, nil
}
