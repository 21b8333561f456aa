package lookup

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

// Cursor is the place as a page's cursor says it, with the text that was read
// (another keyboard layout's) when that wasn't what was typed.
func (p Place) Cursor(readAs string) []string {
	return []string{strconv.Itoa(p.Class), strconv.FormatInt(p.N, 10), readAs}
}

// ParsePlace reads a cursor back; three empty parts are the start.
func ParsePlace(parts []string) (p Place, readAs string, err error) {
	if parts[0] == "" {
		return Start, "", nil
	}
	class, err1 := strconv.Atoi(parts[0])
	n, err2 := strconv.ParseInt(parts[1], 10, 64)
	if err1 != nil || err2 != nil {
		return p, "", errs.At("cursor", errs.Invalid)
	}
	return Place{class, n}, parts[2], nil
}

// Key is a sorted list's place as text: a number, a text or bytes.
func Key(v any) string {
	switch v := v.(type) {
	case int64:
		return "i" + strconv.FormatInt(v, 10)
	case []byte:
		return "b" + base64.RawStdEncoding.EncodeToString(v)
	case string:
		return "t" + v
	}
	return ""
}

// ParseKey reads it back; nil is the start.
func ParseKey(text string) (any, error) {
	if text == "" {
		return nil, nil
	}
	var v any = text[1:]
	var err error
	switch text[0] {
	case 'i':
		v, err = strconv.ParseInt(text[1:], 10, 64)
	case 'b':
		v, err = base64.RawStdEncoding.DecodeString(text[1:])
	case 't':
	default:
		err = errs.New(errs.Invalid)
	}
	if err != nil {
		return nil, errs.At("cursor", errs.Invalid)
	}
	return v, nil
}

// Sort reads "name" or "-name": the column's name and whether it descends.
func Sort(text string) (name string, down bool) {
	name, down = strings.CutPrefix(text, "-")
	return name, down
}

// Order is how a list is sorted: by a key of SQL, then by id.
type Order struct {
	Key, ID string
	Down    bool
}

// Column is the key as a list's query reads it.
func (o Order) Column() string {
	if o.Key == "" {
		return "0"
	}
	return o.Key
}

// SQL gives the condition for rows behind a place, its arguments, and the
// order; without a place the condition is empty.
func (o Order) SQL(key any, id string) (where string, args []any, order string) {
	than, way := ">", ""
	if o.Down {
		than, way = "<", " DESC"
	}
	if o.Key == "" {
		if id != "" {
			where, args = " AND "+o.ID+" "+than+" ?", []any{id}
		}
		return where, args, " ORDER BY " + o.ID + way
	}
	if id != "" {
		where, args = " AND ("+o.Key+", "+o.ID+") "+than+" (?, ?)", []any{key, id}
	}
	return where, args, " ORDER BY " + o.Key + way + ", " + o.ID + way
}

// Flat is the order of rows whose key is one and the same: by id alone, so that
// nothing is sorted.
func Flat(id string, down bool) Order { return Order{ID: id, Down: down} }

// Result is what a text found. ReadAs and Meant say, when they aren't empty,
// how it had to be read.
type Result[T any] struct {
	Hits   []Hit[T]
	ReadAs string
	Meant  string
}

// Ways are how a room's rows are found, within one transaction.
type Ways[T any] struct {
	Exact func(q string) ([]Hit[T], error)
	// Begins and Parts fetch what a full-text query gives, by the index of
	// beginnings or of parts.
	Begins, Parts func(match string) func(after int64, limit int) ([]Hit[T], error)
	Name          func(T) string   // in which the words stood
	Own           func(T) []string // the row's other names, by which it is told already
	Guess         func(ways [][]string) (Guess, bool, error)
}

// few is how little makes one ask whether a word was misspelt.
const few = 3

// Find finds what a text says from a place on: as it was typed; where that
// gives nothing, as the other keyboard layout has it; where there is little and
// nothing exact, also what a misspelt word may have meant.
func (w Ways[T]) Find(q string, after Place, readAs string, limit int) (out Result[T], err error) {
	if readAs != "" {
		out.ReadAs = readAs
		out.Hits, _, err = w.read(readAs, after, limit)
		return out, err
	}
	var sure bool
	if after.Class < Meant {
		if out.Hits, sure, err = w.read(q, after, limit); err != nil || sure {
			return out, err
		}
	}
	for _, other := range persian.OtherLayouts(q) {
		if len(out.Hits) > 0 || after != Start {
			break
		}
		if out.Hits, _, err = w.read(other, after, limit); err != nil || len(out.Hits) > 0 {
			out.ReadAs = other
			return out, err
		}
	}
	if after.Class == Meant || after == Start && len(out.Hits) < min(few, limit) {
		err = w.misspelt(q, after, limit, &out)
	}
	return out, err
}

// read finds a text as it is; sure tells that an exact hit leaves no doubt of
// what was meant.
func (w Ways[T]) read(q string, after Place, limit int) (hits []Hit[T], sure bool, err error) {
	exact, err := w.Exact(q)
	if err != nil {
		return nil, false, err
	}
	ways := persian.Queries(q)
	var steps []Step[T]
	if len(ways) > 0 {
		steps = append(steps, Step[T]{Class: Begins, Fetch: w.Begins(db.Match(ways)),
			Skip: func(h Hit[T]) bool { return w.told(h, ways) }})
		// A whole name of several words that somebody has is hardly a part of another.
		if parts := PartsOf(ways); parts != "" && (len(exact) == 0 || len(ways[0]) == 1) {
			steps = append(steps, Step[T]{Class: Parts, Fetch: w.Parts(parts), Many: true,
				Skip: func(h Hit[T]) bool { return BeginsIn(w.Name(h.Row), ways) || w.told(h, ways) }})
		}
	}
	hits, err = Collect(after, limit, exact, steps)
	return hits, len(exact) > 0, err
}

// told tells whether a row that was found by a name that stands for it is
// found by its own, too.
func (w Ways[T]) told(h Hit[T], ways [][]string) bool {
	return slices.ContainsFunc(w.Own(h.Row), func(own string) bool { return BeginsIn(own, ways) })
}

func (w Ways[T]) misspelt(q string, after Place, limit int, out *Result[T]) error {
	ways := persian.Queries(q)
	guess, ok, err := w.Guess(ways)
	if err != nil || !ok {
		return err
	}
	had := map[string]bool{}
	for _, h := range out.Hits {
		had[h.ID] = true
	}
	more, err := Collect(after, limit-len(out.Hits), nil, []Step[T]{{Class: Meant, Fetch: w.Begins(guess.Match),
		Skip: func(h Hit[T]) bool { return had[h.ID] || BeginsIn(w.Name(h.Row), ways) }}})
	if len(more) > 0 {
		out.Hits, out.Meant = append(out.Hits, more...), guess.Said(w.Name(more[0].Row))
	}
	return err
}

// Among adds to a query's conditions that a column is one of ids; nil asks for
// nothing, no ids finds nothing.
func Among(where string, args []any, col string, ids []string) (string, []any) {
	if ids == nil {
		return where, args
	}
	text, _ := json.Marshal(ids) // texts always encode
	return where + " AND " + col + " IN (SELECT value FROM json_each(?))", append(args, string(text))
}
