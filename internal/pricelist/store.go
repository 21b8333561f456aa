package pricelist

import "pishkhan/internal/change"

var imports = change.Facts("imports", "file_name", "rows", "staff_id", "at")

func insertImport(tx *change.Tx, id, fileName string, rows int) error {
	return tx.Insert(imports, id, change.Row{"file_name": fileName, "rows": rows, "staff_id": tx.Actor.StaffID, "at": tx.At()})
}
