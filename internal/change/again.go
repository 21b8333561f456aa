package change

import (
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// Again tells whether what a client asks for under an id of its own (client,
// which is given one where it is empty) is there already, and reads it;
// errs.Conflict at "id" where that is something else.
func Again[T any](tx *Tx, client *string, read func(*db.Tx, string) (T, error), same func(T) bool) (have T, there bool, err error) {
	if *client == "" {
		*client = tx.NewID()
		return have, false, nil
	}
	have, err = read(tx.Tx, *client)
	if errs.Is(err, errs.NotFound) {
		return have, false, nil
	}
	if err == nil && !same(have) {
		err = errs.At("id", errs.Conflict)
	}
	return have, err == nil, err
}
