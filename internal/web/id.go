package web

import (
	"strings"

	"github.com/gofrs/uuid/v5"

	"pishkhan/internal/errs"
)

// NewID checks an id that the client made: empty (the room makes one), or a
// UUID, given back in lower case.
func NewID(field, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	u, err := uuid.FromString(id)
	if err != nil || len(id) != 36 {
		return "", errs.At(field, errs.Invalid)
	}
	return u.String(), nil
}

// Row is the id of a route about one row, in the case that rows have.
func (i ID) Row() string { return strings.ToLower(i.ID) }
