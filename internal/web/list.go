package web

import (
	"encoding/base64"
	"strings"

	"pishkhan/internal/errs"
)

// Query is what every list takes. Embed it in a route's input.
type Query struct {
	Q      string `query:"q" maxLength:"200" doc:"Words to look for"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" maxLength:"500" doc:"The next of the answer before"`
}

// List is what every list answers.
type List[T any] struct {
	Items []T    `json:"items" required:"true"`
	Next  string `json:"next" required:"true" doc:"Cursor of the next page; empty at the end"`
}

// Count is a value by which a list may be filtered, with how many rows it takes.
type Count struct {
	Value string `json:"value" required:"true"`
	Count int    `json:"count" required:"true"`
}

// Page makes a list's answer of up to limit+1 rows: the one too many tells
// that there are more. cursor gives a row's place.
func Page[T any](rows []T, limit int, cursor func(T) []string) List[T] {
	if rows == nil {
		rows = []T{}
	}
	l := List[T]{Items: rows}
	if len(rows) > limit {
		l.Items = rows[:limit]
		l.Next = base64.RawURLEncoding.EncodeToString([]byte(strings.Join(cursor(l.Items[limit-1]), "\x00")))
	}
	return l
}

// After reads a cursor's n parts; the empty cursor gives n empty parts.
func (q Query) After(n int) ([]string, error) {
	if q.Cursor == "" {
		return make([]string, n), nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err != nil {
		return nil, errs.At("cursor", errs.Invalid)
	}
	parts := strings.Split(string(raw), "\x00")
	if len(parts) != n {
		return nil, errs.At("cursor", errs.Invalid)
	}
	return parts, nil
}

// Body is an input or output that is just a body.
type Body[T any] struct {
	Body T
}

// Answer is a room's answer as a body.
func Answer[T any](body T, err error) (*Body[T], error) { return &Body[T]{Body: body}, err }

// ID is the input of a route about one row.
type ID struct {
	ID string `path:"id"`
}

// Created is an answer whose status depends: 201 made, 200 there already.
type Created[T any] struct {
	Status int
	Body   T
}

// MadeOrThere chooses that status.
func MadeOrThere[T any](body T, made bool) *Created[T] {
	if made {
		return &Created[T]{Status: 201, Body: body}
	}
	return &Created[T]{Status: 200, Body: body}
}
