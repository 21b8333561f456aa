package receipt

import (
	"database/sql"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

var printers = change.Cells("printers", "kind", "address", "paper")

func all(tx *db.Tx) (list []Printer, err error) {
	list = []Printer{}
	err = tx.Rows(func(r *sql.Rows) error {
		var p Printer
		err := r.Scan(&p.TillID, &p.Kind, &p.Address, &p.Paper)
		list = append(list, p)
		return err
	}, "SELECT id, kind, address, paper FROM printers WHERE _del=0 ORDER BY id")
	return list, err
}

func byTill(tx *db.Tx, till string) (p Printer, err error) {
	err = tx.Row([]any{&p.TillID, &p.Kind, &p.Address, &p.Paper}, "SELECT id, kind, address, paper FROM printers WHERE id=? AND _del=0", till)
	return p, err
}

// put writes a till's printer, over the one that it had.
func put(tx *change.Tx, p Printer) error {
	row := change.Row{"kind": p.Kind, "address": p.Address, "paper": p.Paper}
	var gone bool
	var had Printer
	err := tx.Row([]any{&had.TillID, &had.Kind, &had.Address, &had.Paper, &gone}, "SELECT id, kind, address, paper, _del FROM printers WHERE id=?", p.TillID)
	switch {
	case errs.Is(err, errs.NotFound):
		return tx.Insert(printers, p.TillID, row)
	case err != nil:
		return err
	case had == p && !gone:
		return nil
	}
	if gone {
		row["_del"] = 0
	}
	return tx.Set(printers, p.TillID, row)
}

func remove(tx *change.Tx, till string) error {
	return tx.Set(printers, till, change.Row{"_del": 1})
}
