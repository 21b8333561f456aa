package intake

import (
	"database/sql"
	"encoding/json"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
)

// problem is a refusal as it is kept.
type problem struct {
	Code   errs.Code      `json:"code"`
	Field  string         `json:"field,omitempty"`
	Params map[string]any `json:"params,omitempty"`
}

func (p *problem) text() (string, error) {
	if p == nil {
		return "", nil
	}
	raw, err := json.Marshal(p)
	return string(raw), err
}

// err is the refusal again; nil is none.
func (p *problem) err() error {
	if p == nil {
		return nil
	}
	return &errs.Error{Code: p.Code, Field: p.Field, Params: p.Params}
}

func readProblem(text string) (p *problem, err error) {
	if text != "" {
		err = json.Unmarshal([]byte(text), &p)
	}
	return p, err
}

const columns = `SELECT id, file_name, kind, source, state, done, total, new, changed, unchanged, refused, undone, kept,
	problem, digest, place, cancelled, staff_id, staff_name, lang, at,
	EXISTS (SELECT 1 FROM local_import_rows r WHERE r.import_id = local_imports.id) FROM local_imports `

func (k *kept) dest(problem, at *string) []any {
	return []any{&k.ID, &k.FileName, &k.Kind, &k.Source, &k.State, &k.Done, &k.Total, &k.New, &k.Changed, &k.Unchanged, &k.RefusedCount, &k.Undone, &k.Kept,
		problem, &k.digest, &k.Place, &k.cancelled, &k.staffID, &k.StaffName, &k.lang, at, &k.booked}
}

func imports(tx *db.Tx, where string, args ...any) ([]kept, error) {
	out := []kept{}
	err := tx.Rows(func(r *sql.Rows) error {
		var k kept
		var problem, at string
		err := r.Scan(k.dest(&problem, &at)...)
		if err != nil {
			return err
		}
		k.At = db.ParseTime(at)
		k.problem, err = readProblem(problem)
		out = append(out, k)
		return err
	}, columns+where, args...)
	return out, err
}

// find is errs.NotFound for an import that isn't written down here.
func find(tx *db.Tx, id string) (kept, error) {
	found, err := imports(tx, "WHERE id = ?", id)
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return kept{}, err
	}
	return found[0], nil
}

func history(tx *db.Tx, before string, limit int) ([]kept, error) {
	return imports(tx, "WHERE (?1 = '' OR id < ?1) ORDER BY id DESC LIMIT ?2 + 0", before, limit)
}

// here is an import whose file of the watched folder was not put away yet.
const here = "WHERE digest <> '' AND state NOT IN ('writing', 'undoing') AND source = 'inbox' "

// notPutAway lists those imports; of one file, the newest first.
func notPutAway(tx *db.Tx) ([]kept, error) { return imports(tx, here+"ORDER BY id") }

func ofFile(tx *db.Tx, digest string) ([]kept, error) {
	return imports(tx, here+"AND digest = ? ORDER BY id DESC LIMIT 1", digest)
}

func setPlace(tx *db.Tx, id, place string) error {
	return tx.Exec("UPDATE local_imports SET place = ? WHERE id = ?", place, id)
}

func putAway(tx *db.Tx, id string) error {
	return tx.Exec("UPDATE local_imports SET digest = '' WHERE id = ?", id)
}

// broken lists the imports that a stop broke off.
func broken(tx *db.Tx) ([]kept, error) {
	return imports(tx, "WHERE state IN ('writing', 'undoing') ORDER BY id")
}

func insertImport(tx *db.Tx, k kept) error {
	problem, err := k.problem.text()
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO local_imports(id, file_name, kind, source, state, done, total, new, changed, unchanged, refused, undone, kept,
			problem, digest, place, cancelled, staff_id, staff_name, lang, at, touched)
		VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		k.ID, k.FileName, k.Kind, k.Source, k.State, k.Done, k.Total, k.New, k.Changed, k.Unchanged, k.RefusedCount, k.Undone, k.Kept,
		problem, k.digest, k.Place, k.cancelled, k.staffID, k.StaffName, k.lang, k.At.UTC().Format(db.TimeFormat), tx.At())
}

// update writes what may change of an import but for what undo counts.
func update(tx *db.Tx, k kept) error {
	problem, err := k.problem.text()
	if err != nil {
		return err
	}
	return tx.Exec(`UPDATE local_imports SET kind=?, state=?, done=?, total=?, new=?, changed=?, unchanged=?, refused=?, problem=?, cancelled=?, touched=? WHERE id=?`,
		k.Kind, k.State, k.Done, k.Total, k.New, k.Changed, k.Unchanged, k.RefusedCount, problem, k.cancelled, tx.At(), k.ID)
}

// addPiece writes the next piece of the book.
func addPiece(tx *db.Tx, id, rows string) error {
	return tx.Exec(`INSERT INTO local_import_rows(import_id, piece, rows, state, kept)
		VALUES(?1, (SELECT coalesce(max(piece), 0) + 1 FROM local_import_rows WHERE import_id = ?1), ?2, 'written', '[]')`, id, rows)
}

// addSums adds what was written to the sums.
func addSums(tx *db.Tx, id string, made, changed int) error {
	return tx.Exec("UPDATE local_imports SET new = new + ?, changed = changed + ?, touched = ? WHERE id = ?", made, changed, tx.At(), id)
}

// piece is a part of the book.
type piece struct {
	n           int
	rows, state string
	kept        string
}

func pieces(tx *db.Tx, where string, args ...any) (out []piece, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var p piece
		err := r.Scan(&p.n, &p.rows, &p.state, &p.kept)
		out = append(out, p)
		return err
	}, "SELECT piece, rows, state, kept FROM local_import_rows WHERE import_id = ? "+where, args...)
	return out, err
}

// lastWritten is the piece before another that undo takes next; false when all
// are undone. To ask for the last of all would walk over those that are undone
// already, again for each piece.
func lastWritten(tx *db.Tx, id string, before int) (piece, bool, error) {
	found, err := pieces(tx, "AND piece < ? AND state = 'written' ORDER BY piece DESC LIMIT 1", id, before)
	if err != nil || len(found) == 0 {
		return piece{}, false, err
	}
	return found[0], true, nil
}

// pieceUndone writes down what undo did with a piece.
func pieceUndone(tx *db.Tx, id string, n int, left string, undone, kept int) error {
	err := tx.Exec("UPDATE local_import_rows SET state = 'undone', kept = ? WHERE import_id = ? AND piece = ?", left, id, n)
	if err != nil {
		return err
	}
	return tx.Exec("UPDATE local_imports SET undone = undone + ?, kept = kept + ?, touched = ? WHERE id = ?", undone, kept, tx.At(), id)
}

// forget drops the books of imports that are too old to be undone.
func forget(tx *db.Tx, before string) error {
	return tx.Exec(`DELETE FROM local_import_rows WHERE import_id IN
		(SELECT id FROM local_imports WHERE at < ? AND state NOT IN ('writing', 'undoing'))`, before)
}

func insertRefused(tx *db.Tx, id string, list []pricelist.Refused) error {
	if err := tx.Exec("DELETE FROM local_import_refused WHERE import_id = ?", id); err != nil {
		return err
	}
	for i, e := range list {
		err := tx.Exec("INSERT INTO local_import_refused(import_id, row, n, field, code, message) VALUES(?,?,?,?,?,?)", id, e.Row, i, e.Field, e.Code, e.Message)
		if err != nil {
			return err
		}
	}
	return nil
}

func refused(tx *db.Tx, id string) ([]pricelist.Refused, error) {
	out := []pricelist.Refused{}
	err := tx.Rows(func(r *sql.Rows) error {
		var e pricelist.Refused
		err := r.Scan(&e.Row, &e.Field, &e.Code, &e.Message)
		out = append(out, e)
		return err
	}, "SELECT row, field, code, message FROM local_import_refused WHERE import_id = ? ORDER BY row, n", id)
	return out, err
}

// choice is what was chosen for a sender; errs.NotFound when nothing was.
func choice(tx *db.Tx, signature string) (c pricelist.Choice, err error) {
	var text string
	if err := tx.Row([]any{&text}, "SELECT choice FROM local_senders WHERE signature = ?", signature); err != nil {
		return c, err
	}
	err = json.Unmarshal([]byte(text), &c)
	return c, err
}

func remember(tx *db.Tx, signature, fileName string, c pricelist.Choice) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO local_senders(signature, choice, file_name, at) VALUES(?,?,?,?)
		ON CONFLICT(signature) DO UPDATE SET choice = excluded.choice, file_name = excluded.file_name, at = excluded.at`,
		signature, string(text), fileName, tx.At())
}

// customersInUse lists those of some customers that something refers to.
func customersInUse(tx *db.Tx, list []string) ([]string, error) {
	return among(tx, list, `EXISTS (SELECT 1 FROM invoices WHERE customer_id = j.value)
		OR EXISTS (SELECT 1 FROM orders WHERE customer_id = j.value)
		OR EXISTS (SELECT 1 FROM customers WHERE (merged_into = j.value AND merged_into <> '') OR (id = j.value AND merged_into <> ''))
		OR EXISTS (SELECT 1 FROM customer_people WHERE customer_id = j.value AND _del = 0)
		OR EXISTS (SELECT 1 FROM local_balances WHERE customer_id = j.value)
		OR EXISTS (SELECT 1 FROM customer_merges WHERE keep_id = j.value) OR EXISTS (SELECT 1 FROM customer_merges WHERE other_id = j.value)
		OR EXISTS (SELECT 1 FROM local_baskets WHERE instr(content, j.value))`)
}

// productsInUse lists those of some products that a basket that waits holds, or
// an open order, a sheet of the shelves, a price level or a bundle; and what is
// or was ordered or sold as a bundle, which leaves no move of its own.
func productsInUse(tx *db.Tx, list []string) ([]string, error) {
	return among(tx, list, `EXISTS (SELECT 1 FROM local_baskets WHERE instr(content, j.value))
		OR EXISTS (SELECT 1 FROM local_reserved WHERE product_id = j.value AND quantity <> 0)
		OR EXISTS (SELECT 1 FROM stock_sheet_lines l JOIN stock_sheets s ON s.id = l.sheet_id WHERE l.product_id = j.value AND l._del = 0 AND s._del = 0)
		OR EXISTS (SELECT 1 FROM level_prices p JOIN price_levels l ON l.id = p.level_id WHERE p.product_id = j.value AND p._del = 0 AND l._del = 0)
		OR j.value IN (SELECT id FROM products WHERE parts <> '')
		OR j.value IN (SELECT l.product_id FROM line_parts p JOIN invoice_lines l ON l.id = p.line_id)
		OR j.value IN (SELECT l.product_id FROM line_parts p JOIN order_lines l ON l.id = p.line_id)
		OR j.value IN (SELECT p.value->>'id' FROM products b, json_each(iif(b.parts = '', '[]', b.parts)) p WHERE b.parts <> '' AND b._del = 0)`)
}

// among lists those ids of which a condition on j.value holds.
func among(tx *db.Tx, list []string, condition string) ([]string, error) {
	given, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	return tx.IDs("SELECT j.value FROM json_each(?) j WHERE "+condition, string(given))
}
