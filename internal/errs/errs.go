// Package errs is the one shape in which a room refuses: a stable code for
// programs, a message key for people, and the field it is about.
//
// It owns the code list's HTTP statuses and nothing else; the words live in
// the catalogue under "error.<code>" and are put in by the floor that speaks
// to people (web, cli). Not found is an error, never nil, nil.
package errs

import (
	"errors"
	"fmt"
	"strings"
)

// Code is a stable, machine-readable reason, the same in every language.
type Code string

// The reasons every room shares. A room may have codes of its own; a code's
// message is the catalogue entry "error.<code>".
const (
	Invalid         Code = "invalid"         // 422 a value that cannot be
	Required        Code = "required"        // 422 a value that is missing
	NotFound        Code = "not_found"       // 404
	Conflict        Code = "conflict"        // 409 the same id with other content
	Duplicate       Code = "duplicate"       // 409 a key that is already taken
	Unauthenticated Code = "unauthenticated" // 401 nobody signed in
	WrongPassword   Code = "wrong_password"  // 401 the user name or the password is wrong, not said which
	Forbidden       Code = "forbidden"       // 403 signed in, without the right
	PasswordNeeded  Code = "password_needed" // 403 stepped in with a PIN, where the password is asked too
	TooMany         Code = "too_many"        // 429 backing off
	SetupNeeded     Code = "setup_needed"    // 409 no shop yet
	SetupDone       Code = "setup_done"      // 409 there is a shop already
	DiskFull        Code = "disk_full"       // 507 nothing was written
	Unavailable     Code = "unavailable"     // 503 try again
	Internal        Code = "internal"        // 500
)

var statuses = map[Code]int{
	NotFound: 404, Conflict: 409, Duplicate: 409, Unauthenticated: 401, WrongPassword: 401, Forbidden: 403, PasswordNeeded: 403,
	TooMany: 429, SetupNeeded: 409, SetupDone: 409, DiskFull: 507, Unavailable: 503, Internal: 500,
}

// Error is one refusal. Field is a JSON path in what was sent
// ("lines[2].quantity"), empty when no single field is to blame. Params fill
// the message's blanks.
type Error struct {
	Code   Code
	Right  string // the right that was missing, where that is the reason
	Field  string
	Params map[string]any
	Cause  error
}

// Error names the code and field, for logs; people read the catalogue's text.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Status is the HTTP status of the code; a code without one is a refusal of
// what was sent (422).
func (e *Error) Status() int {
	if e.Code == NotFound && e.Field != "" {
		return 422 // the request is there; what it refers to is not
	}
	if s, ok := statuses[e.Code]; ok {
		return s
	}
	return 422
}

// Key is the catalogue key of the message.
func (e *Error) Key() string { return "error." + string(e.Code) }

// New refuses with a code alone; params are name, value pairs for the message.
func New(code Code, params ...any) *Error { return At("", code, params...) }

// At refuses the value of one field.
func At(field string, code Code, params ...any) *Error {
	e := &Error{Code: code, Field: field}
	for i := 0; i+1 < len(params); i += 2 {
		if e.Params == nil {
			e.Params = map[string]any{}
		}
		e.Params[fmt.Sprint(params[i])] = params[i+1]
	}
	return e
}

// Needs names the right that was missing: somebody who has it may lend it.
func (e *Error) Needs(right string) *Error {
	e.Right = right
	return e
}

// Wrap gives a cause a code.
func Wrap(code Code, cause error) *Error { return &Error{Code: code, Cause: cause} }

// List is several refusals of one request, each at its field.
type List []*Error

// Error joins the refusals.
func (l List) Error() string {
	parts := make([]string, len(l))
	for i, e := range l {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// Add collects a refusal at a field.
func (l *List) Add(field string, code Code, params ...any) {
	*l = append(*l, At(field, code, params...))
}

// Err is nil when nothing was refused.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// Under puts the fields of refusals below another: what is wrong with a part
// of a request stands at that part. Other errors stay as they are.
func Under(field string, err error) error {
	var list List
	for _, e := range All(err) {
		at := *e
		if at.Field = field + "." + e.Field; e.Field == "" {
			at.Field = field
		}
		list = append(list, &at)
	}
	if list == nil {
		return err
	}
	return list
}

// All gives the refusals inside err, or nil when err is none of ours.
func All(err error) []*Error {
	var l List
	if errors.As(err, &l) {
		return l
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}

// Is tells whether err is a refusal with this code.
func Is(err error, code Code) bool {
	for _, e := range All(err) {
		if e.Code == code {
			return true
		}
	}
	return false
}
