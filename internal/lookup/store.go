package lookup

import (
	"database/sql"
	"math"
	"strconv"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// Mark reads how far something derived has come; "" at the beginning.
func Mark(tx *db.Tx, name string) (at string, err error) {
	err = tx.Row([]any{&at}, "SELECT at FROM local_marks WHERE name = ?", name)
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return at, err
}

// SetMark writes it.
func SetMark(tx *db.Tx, name, at string) error {
	return tx.Exec("INSERT INTO local_marks(name, at) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET at = excluded.at", name, at)
}

// mark is the name under which the words of a kind are marked.
func (w *Words) mark(tx *db.Tx) (int64, error) {
	at, err := Mark(tx, "words_"+w.kind)
	if at == "" {
		return math.MinInt64, err
	}
	n, _ := strconv.ParseInt(at, 10, 64)
	return n, err
}

// Remember keeps the words of a name that was changed: the row's number is
// behind the mark already.
func Remember(tx *db.Tx, kind, name string) error {
	for _, word := range Of(name) {
		if err := tx.Exec("INSERT OR IGNORE INTO local_words(kind, word) VALUES(?, ?)", kind, word); err != nil {
			return err
		}
	}
	return nil
}

// read brings the words in memory up to the file.
func (w *Words) read(tx *db.Tx) error {
	if !w.begun {
		n, err := w.mark(tx)
		if err != nil {
			return err
		}
		w.upto, w.begun = n, true
	}
	err := tx.Rows(func(r *sql.Rows) error {
		var word string
		if err := r.Scan(&w.row, &word); err != nil {
			return err
		}
		w.add(word)
		return nil
	}, "SELECT n, word FROM local_words WHERE n > ? AND kind = ?", w.row, w.kind)
	if err != nil {
		return err
	}
	return tx.Rows(func(r *sql.Rows) error {
		var name string
		if err := r.Scan(&w.upto, &name); err != nil {
			return err
		}
		for _, word := range Of(name) {
			w.add(word)
		}
		return nil
	}, w.names, w.upto, 1<<40)
}

// Keep writes the words of the next rows into the file, so that the next start
// needn't read the names; more tells whether there are more rows.
func (w *Words) Keep(tx *db.Tx, rows int) (more bool, err error) {
	from, err := w.mark(tx)
	if err != nil {
		return false, err
	}
	upto, n := from, 0
	seen := map[string]bool{}
	err = tx.Rows(func(r *sql.Rows) error {
		var name string
		n++
		if err := r.Scan(&upto, &name); err != nil {
			return err
		}
		for _, word := range Of(name) {
			seen[word] = true
		}
		return nil
	}, w.names, from, rows)
	if err != nil || n == 0 {
		return false, err
	}
	for word := range seen {
		if err := tx.Exec("INSERT OR IGNORE INTO local_words(kind, word) VALUES(?, ?)", w.kind, word); err != nil {
			return false, err
		}
	}
	return n == rows, SetMark(tx, "words_"+w.kind, strconv.FormatInt(upto, 10))
}

// gaps is how much of a piece of a full-text index may be gone before the piece
// is written anew, in percent. SQLite's ten made a long list take twice as long
// to go as it had taken to come.
const gaps = 60

// KeepGaps lets full-text indexes have so many gaps from now on.
func KeepGaps(tx *db.Tx, tables ...string) error {
	for _, table := range tables {
		if err := tx.Exec("INSERT INTO "+table+"("+table+", rank) VALUES('deletemerge', ?)", gaps); err != nil {
			return err
		}
	}
	return nil
}

// TakeOut forgets many of a kind: given is their ids as a JSON list, numbered
// the local table that gives each its number, column what the id is called there.
// The full-text rows go last, one by one and upwards: behind a statement of many
// rows, or for a row before the last one, FTS5 writes what it holds.
func TakeOut(tx *db.Tx, given, numbered, column string, texts ...string) error {
	var rows []int64
	err := tx.Rows(func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		rows = append(rows, n)
		return err
	}, "SELECT k.n FROM json_each(?) j CROSS JOIN "+numbered+" k ON k."+column+" = j.value ORDER BY k.n", given)
	if err != nil {
		return err
	}
	if err := tx.Exec("DELETE FROM "+numbered+" WHERE "+column+" IN (SELECT value FROM json_each(?))", given); err != nil {
		return err
	}
	for _, table := range texts {
		for _, n := range rows {
			if err := tx.Exec("DELETE FROM "+table+" WHERE rowid = ?", n); err != nil {
				return err
			}
		}
	}
	return nil
}

// Last is the number behind which new rows of a kind go on: the greatest, which
// never moves, or the one up to which words were kept, when that is gone.
func Last(tx *db.Tx, kind, table string) (last int64, err error) {
	err = tx.Row([]any{&last}, `SELECT max(0, coalesce((SELECT max(n) FROM `+table+`), 0),
		coalesce((SELECT cast(at AS INTEGER) FROM local_marks WHERE name = ?), 0))`, "words_"+kind)
	return last, err
}

// Next is the number under which the next row of a bucket stands: before all
// others there, since what came last is the most recent.
func Next(tx *db.Tx, table string, bucket int, people bool) (int64, error) {
	from, to := Range(bucket, people)
	if bucket == 0 { // in the order of their making
		var last int64
		err := tx.Row([]any{&last}, "SELECT coalesce(max(n), ?) FROM "+table+" WHERE n >= ?", from-1, from)
		return last + 1, err
	}
	first := to
	err := tx.Row([]any{&first}, "SELECT n FROM "+table+" WHERE n >= ? AND n < ? ORDER BY n LIMIT 1", from, to)
	if errs.Is(err, errs.NotFound) {
		err = nil
	}
	return first - 1, err
}
