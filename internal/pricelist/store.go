package pricelist

import (
	"pishkhan/internal/change"
	"pishkhan/internal/errs"
)

var imports = change.Facts("imports", "file_name", "rows", "staff_id", "at")

// insertImport writes an import down, unless it stands there: one that was
// broken off goes on.
func insertImport(tx *change.Tx, id, fileName string, rows int) error {
	var one int
	err := tx.Row([]any{&one}, "SELECT 1 FROM imports WHERE id = ?", id)
	if !errs.Is(err, errs.NotFound) {
		return err
	}
	return tx.Insert(imports, id, change.Row{"file_name": fileName, "rows": rows, "staff_id": tx.Actor.StaffID, "at": tx.At()})
}
