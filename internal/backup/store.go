package backup

import (
	"context"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// keyOf reads which key the shop is sealed with, and that key as it is wrapped
// to the recovery key.
func keyOf(ctx context.Context, d *db.DB) (id, recovery string, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		return tx.Row([]any{&id, &recovery}, `SELECT vault, recovery FROM local_device`)
	})
	if errs.Is(err, errs.NotFound) {
		err = errs.New(errs.SetupNeeded)
	}
	return id, recovery, err
}

// signOut ends the sessions that a backup remembers: nobody who was signed in
// back then is so on the computer that it is restored to.
func signOut(ctx context.Context, d *db.DB) error {
	return d.Write(ctx, func(tx *db.Tx) error { return tx.Exec(`DELETE FROM local_sessions`) })
}
