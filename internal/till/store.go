package till

import (
	"database/sql"
	"strconv"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var tills = change.Cells("tills", "name", "series", "memory_id", "dev", "created_at")

const columns = "SELECT id, name, series, memory_id FROM tills "

func (t *Till) dest() []any { return []any{&t.ID, &t.Name, &t.Series, &t.MemoryID} }

func byID(tx *db.Tx, id string) (t Till, err error) {
	err = tx.Row(t.dest(), columns+"WHERE id=? AND _del=0", id)
	return t, err
}

func here(tx *db.Tx) (t Till, err error) {
	err = tx.Row(t.dest(), columns+"WHERE _del=0 AND dev=(SELECT dev FROM local_device) ORDER BY id LIMIT 1")
	return t, err
}

func many(tx *db.Tx, query string) (list []Till, err error) {
	list = []Till{}
	err = tx.Rows(func(r *sql.Rows) error {
		var t Till
		if err := r.Scan(t.dest()...); err != nil {
			return err
		}
		list = append(list, t)
		return nil
	}, query)
	return list, err
}

func all(tx *db.Tx) ([]Till, error) {
	return many(tx, columns+"WHERE _del=0 ORDER BY length(series), series, id")
}

func ours(tx *db.Tx) ([]Till, error) {
	return many(tx, columns+"WHERE _del=0 AND dev=(SELECT dev FROM local_device) ORDER BY length(series), series, id")
}

func insert(tx *change.Tx, t Till) error {
	var dev string
	if err := tx.Row([]any{&dev}, "SELECT dev FROM local_device"); err != nil {
		return err
	}
	return tx.Insert(tills, t.ID, change.Row{
		"name": t.Name, "series": t.Series, "memory_id": t.MemoryID, "dev": dev, "created_at": tx.At(),
	})
}

func update(tx *change.Tx, old, t Till) error {
	row := change.Row{}
	if t.Name != old.Name {
		row["name"] = t.Name
	}
	if t.MemoryID != old.MemoryID {
		row["memory_id"] = t.MemoryID
	}
	return tx.Set(tills, t.ID, row)
}

func reletter(tx *change.Tx, id, series string) error {
	return tx.Set(tills, id, change.Row{"series": series})
}

// series are all that were ever used, as far as this file knows.
func series(tx *db.Tx) (map[string]bool, error) {
	taken := map[string]bool{}
	err := tx.Rows(func(r *sql.Rows) error {
		var s string
		err := r.Scan(&s)
		taken[s] = true
		return err
	}, `SELECT series FROM tills UNION SELECT series FROM local_counters WHERE kind<>'tax'
		UNION SELECT series FROM invoices UNION SELECT series FROM orders UNION SELECT series FROM credit_notes UNION SELECT series FROM shifts`)
	return taken, err
}

func last(tx *db.Tx, kind, series string) (year, seq int, err error) {
	err = tx.Row([]any{&year, &seq},
		"SELECT year, last FROM local_counters WHERE kind=? AND series=? ORDER BY year DESC LIMIT 1", kind, series)
	return year, seq, err
}

func count(tx *db.Tx, kind, series string, year, seq int) error {
	return tx.Exec(`INSERT INTO local_counters(kind,series,year,last) VALUES(?,?,?,?)
		ON CONFLICT(kind,series,year) DO UPDATE SET last=excluded.last`, kind, series, year, seq)
}

// recount makes a series' counters from its documents again. The tables are
// of rooms above; the counters are derived from nothing else.
func recount(tx *db.Tx, kind, series string) error {
	switch kind {
	case Orders:
		return tx.Exec(`INSERT INTO local_counters(kind,series,year,last)
			SELECT 'order', series, 0, max(seq) FROM orders WHERE series=? GROUP BY series`, series)
	case Credits:
		return tx.Exec(`INSERT INTO local_counters(kind,series,year,last)
			SELECT 'credit', series, year, max(seq) FROM credit_notes WHERE series=? GROUP BY series, year`, series)
	case Shifts:
		return tx.Exec(`INSERT INTO local_counters(kind,series,year,last)
			SELECT 'shift', series, 0, max(seq) FROM shifts WHERE series=? GROUP BY series`, series)
	case TaxSerials:
		return recountTax(tx, series)
	}
	return tx.Exec(`INSERT INTO local_counters(kind,series,year,last)
		SELECT 'invoice', series, year, max(seq) FROM invoices WHERE series=? GROUP BY series, year`, series)
}

// recountTax reads the serials out of the tax ids of a memory: ten hex digits
// after the memory's six and the day's five, so their order is the text's.
func recountTax(tx *db.Tx, memory string) error {
	var serial string
	err := tx.Row([]any{&serial},
		`SELECT coalesce(max(substr(tax_id,12,10)),'0') FROM (SELECT tax_id FROM invoices UNION ALL SELECT tax_id FROM credit_notes)
		WHERE substr(tax_id,1,6)=?`, memory)
	if err != nil {
		return err
	}
	last, err := strconv.ParseInt(serial, 16, 64)
	if err != nil || last == 0 {
		return err
	}
	return count(tx, TaxSerials, memory, 0, int(last))
}

func instance(tx *db.Tx) (token string, err error) {
	err = tx.Row([]any{&token}, "SELECT token FROM local_device")
	return token, err
}

func device(tx *db.Tx) (d Device, err error) {
	err = tx.Row([]any{&d.Vault, &d.Proof, &d.Recovery}, "SELECT vault, vault_check, recovery FROM local_device")
	return d, err
}

func enrol(tx *db.Tx, d Device, dev, token string) error {
	tx.Forget() // whose the journal's records are
	return tx.Exec("INSERT INTO local_device(one,dev,inc,token,vault,vault_check,recovery) VALUES(1,?,1,?,?,?,?)",
		dev, token, d.Vault, d.Proof, d.Recovery)
}

func incarnate(tx *db.Tx, token string) error {
	tx.Forget() // whose the journal's records are
	return tx.Exec("UPDATE local_device SET inc=inc+1, token=?", token)
}

func setRecovery(tx *db.Tx, wrapped string) error {
	return tx.Exec("UPDATE local_device SET recovery=?", wrapped)
}
