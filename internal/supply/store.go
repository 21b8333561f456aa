package supply

import (
	"database/sql"
	"strconv"
	"strings"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

var (
	sheets = change.Cells("stock_sheets", "number", "kind", "name", "note", "staff_id", "staff_name", "created_at")
	lines  = change.Cells("stock_sheet_lines", "sheet_id", "product_id", "quantity", "expected", "cost")
	posts  = change.Facts("stock_posts", "staff_id", "staff_name", "at")
)

func insert(tx *change.Tx, s Sheet) error {
	return tx.Insert(sheets, s.ID, change.Row{"number": s.Number, "kind": s.Kind, "name": s.Name, "note": s.Note,
		"staff_id": tx.Actor.StaffID, "staff_name": tx.Actor.Name, "created_at": tx.At()})
}

// next is the number of the next sheet; one that was thrown away keeps its own.
func next(tx *db.Tx) (n int, err error) {
	err = tx.Row([]any{&n}, "SELECT coalesce(max(number), 0) + 1 FROM stock_sheets")
	return n, err
}

func rename(tx *change.Tx, old, s Sheet) error {
	row := change.Row{}
	if old.Name != s.Name {
		row["name"] = s.Name
	}
	if old.Note != s.Note {
		row["note"] = s.Note
	}
	if len(row) == 0 {
		return nil
	}
	return tx.Set(sheets, s.ID, row)
}

func drop(tx *change.Tx, id string) error { return tx.Set(sheets, id, change.Row{"_del": true}) }

func put(tx *change.Tx, sheetID string, l Line, had bool) error {
	if had {
		return tx.Set(lines, l.id, change.Row{"quantity": l.Quantity, "expected": l.Expected, "cost": l.Cost})
	}
	return tx.Insert(lines, tx.NewID(), change.Row{"sheet_id": sheetID, "product_id": l.ProductID,
		"quantity": l.Quantity, "expected": l.Expected, "cost": l.Cost})
}

func take(tx *change.Tx, l Line) error { return tx.Set(lines, l.id, change.Row{"_del": true}) }

func post(tx *change.Tx, id string) error {
	return tx.Insert(posts, id, change.Row{"staff_id": tx.Actor.StaffID, "staff_name": tx.Actor.Name, "at": tx.At()})
}

const columns = `SELECT s.id, s.number, s.kind, s.name, s.note, s.staff_id, s.staff_name, s.created_at, coalesce(p.staff_name, ''), coalesce(p.at, ''),
		(SELECT count(*) FROM stock_sheet_lines l WHERE l.sheet_id = s.id AND l._del = 0),
		(SELECT count(*) FROM stock_sheet_lines l WHERE l.sheet_id = s.id AND l._del = 0 AND s.kind = 'count' AND l.quantity <> l.expected)
	FROM stock_sheets s LEFT JOIN stock_posts p ON p.id = s.id `

func scan(row func(...any) error) (s Sheet, err error) {
	var at, postedAt string
	var p Posted
	err = row(&s.ID, &s.Number, &s.Kind, &s.Name, &s.Note, &s.staffID, &s.StaffName, &at, &p.StaffName, &postedAt, &s.Count, &s.Differing)
	if err != nil {
		return s, err
	}
	s.CreatedAt = db.ParseTime(at)
	if postedAt != "" {
		p.At = db.ParseTime(postedAt)
		s.Posted = &p
	}
	return s, nil
}

// byID gives a sheet without its lines.
func byID(tx *db.Tx, id string) (Sheet, error) {
	s, err := scan(func(dest ...any) error { return tx.Row(dest, columns+"WHERE s.id = ? AND s._del = 0", id) })
	if err == nil {
		s.Cost, err = cost(tx, id)
	}
	return s, err
}

// list gives sheets of a kind and state ("" of any) whose number or name holds a text,
// the newest first.
func list(tx *db.Tx, kind, state, text, before string, limit int) (out []Sheet, err error) {
	more := true
	for more && len(out) < limit {
		more = false
		err = tx.Rows(func(r *sql.Rows) error {
			s, err := scan(r.Scan)
			more, before = true, s.ID
			if err == nil && len(out) < limit && strings.Contains(persian.Fold(strconv.Itoa(s.Number)+" "+s.Name+" "+s.Note), text) {
				out = append(out, s)
			}
			return err
		}, columns+`WHERE s._del = 0 AND (?1 = '' OR s.kind = ?1) AND (?2 = '' OR (p.id IS NULL) = (?2 = 'open')) AND (?3 = '' OR s.id < ?3)
			ORDER BY s.id DESC LIMIT ?4 + 0`, kind, state, before, limit)
		if err != nil {
			return nil, err
		}
	}
	for i := range out {
		if out[i].Cost, err = cost(tx, out[i].ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// cost sums up what a sheet's goods cost, each line rounded as money is; a sum
// beyond what money can be is errs out_of_range.
func cost(tx *db.Tx, id string) (sum money.Rial, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var q money.Quantity
		var each money.Rial
		if err := r.Scan(&q, &each); err != nil {
			return err
		}
		of, err := each.Times(q)
		if err == nil {
			sum, err = sum.Add(of)
		}
		if err != nil {
			return errs.At("cost", "out_of_range")
		}
		return nil
	}, "SELECT quantity, cost FROM stock_sheet_lines WHERE sheet_id = ? AND cost > 0 AND _del = 0", id)
	return sum, err
}

// linesOf lists what is on a sheet, what was said last first.
func linesOf(tx *db.Tx, id string) (out []Line, err error) {
	out = []Line{}
	err = tx.Rows(func(r *sql.Rows) error {
		var l Line
		err := r.Scan(&l.id, &l.ProductID, &l.Code, &l.Name, &l.Unit, &l.Quantity, &l.Expected, &l.Cost, &l.Difference)
		out = append(out, l)
		return err
	}, `SELECT l.id, l.product_id, p.code, p.name, p.unit, l.quantity, l.expected, l.cost, CASE s.kind WHEN 'count' THEN l.quantity - l.expected ELSE 0 END
		FROM stock_sheet_lines l JOIN stock_sheets s ON s.id = l.sheet_id JOIN products p ON p.id = l.product_id AND p._del = 0
		WHERE l.sheet_id = ? AND l._del = 0 ORDER BY l.id DESC`, id)
	return out, err
}

// line is what a sheet says of a product; had is false when that is nothing yet.
func line(tx *db.Tx, sheetID, productID string) (l Line, had bool, err error) {
	p, err := known(tx, productID)
	if err != nil {
		return l, false, err
	}
	l = Line{ProductID: p.ID, Code: p.Code, Name: p.Name, Unit: p.Unit}
	err = tx.Row([]any{&l.id, &l.Quantity, &l.Expected, &l.Cost}, "SELECT id, quantity, expected, cost FROM stock_sheet_lines WHERE sheet_id = ? AND product_id = ? AND _del = 0", sheetID, productID)
	if errs.Is(err, errs.NotFound) {
		return l, false, nil
	}
	return l, err == nil, err
}

// elsewhere names another open count that holds the product; "" when none does.
func elsewhere(tx *db.Tx, sheetID, productID string) (name string, err error) {
	err = tx.Row([]any{&name}, `SELECT iif(s.name = '', s.staff_name, s.name) FROM stock_sheets s JOIN stock_sheet_lines l ON l.sheet_id = s.id AND l.product_id = ? AND l._del = 0
		WHERE s.kind = 'count' AND s._del = 0 AND s.id <> ? AND NOT EXISTS (SELECT 1 FROM stock_posts p WHERE p.id = s.id) LIMIT 1`, productID, sheetID)
	if errs.Is(err, errs.NotFound) {
		return "", nil
	}
	return name, err
}

// lastCost is what a product cost when it last came in; 0 when nobody said.
func lastCost(tx *db.Tx, productID string) (each money.Rial, err error) {
	err = tx.Row([]any{&each}, "SELECT cost FROM stock_sheet_lines WHERE product_id = ? AND cost > 0 AND _del = 0 ORDER BY id DESC LIMIT 1", productID)
	if errs.Is(err, errs.NotFound) {
		return 0, nil
	}
	return each, err
}
