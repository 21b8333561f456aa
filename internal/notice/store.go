package notice

import (
	"database/sql"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

var (
	notices = change.Facts("notices", "code", "params", "level", "audience", "ref_table", "ref_id", "at")
	marks   = change.Facts("notice_marks", "notice_id", "staff_id", "at")
)

func insert(tx *change.Tx, n News, params string) error {
	return tx.Insert(notices, tx.NewID(), change.Row{
		"code": n.Code, "params": params, "level": string(n.Level), "audience": string(n.For),
		"ref_table": n.RefTable, "ref_id": n.RefID, "at": tx.At(),
	})
}

func mark(tx *change.Tx, id string) error {
	return tx.Insert(marks, tx.NewID(), change.Row{"notice_id": id, "staff_id": tx.Actor.StaffID, "at": tx.At()})
}

const (
	forMe = " n.audience IN (SELECT value FROM json_each(?1)) "
	seen  = " EXISTS (SELECT 1 FROM notice_marks m WHERE m.staff_id = ?2 AND m.notice_id = n.id) "
)

func list(tx *db.Tx, audiences, staffID, before string, limit int) ([]Notice, error) {
	var out []Notice
	err := tx.Rows(func(r *sql.Rows) error {
		var n Notice
		var params, at string
		err := r.Scan(&n.ID, &n.Code, &params, &n.Level, &n.RefTable, &n.RefID, &at, &n.Seen)
		if err != nil {
			return err
		}
		n.At = db.ParseTime(at)
		n.params, err = facts(params)
		out = append(out, n)
		return err
	}, `SELECT n.id, n.code, n.params, n.level, n.ref_table, n.ref_id, n.at,`+seen+`
		FROM notices n WHERE`+forMe+`AND (?3 = '' OR n.id < ?3) ORDER BY n.id DESC LIMIT ?4 + 0`, audiences, staffID, before, limit)
	return out, err
}

func unseen(tx *db.Tx, audiences, staffID string) (count int, err error) {
	err = tx.Row([]any{&count}, "SELECT count(*) FROM notices n WHERE"+forMe+"AND NOT"+seen, audiences, staffID)
	return count, err
}

func unseenIDs(tx *db.Tx, audiences, staffID string, limit int) ([]string, error) {
	return tx.IDs("SELECT n.id FROM notices n WHERE"+forMe+"AND NOT"+seen+"LIMIT ?3 + 0", audiences, staffID, limit)
}

// isSeen is errs.NotFound for a notice that isn't there for the asker.
func isSeen(tx *db.Tx, audiences, staffID, id string) (yes bool, err error) {
	err = tx.Row([]any{&yes}, "SELECT"+seen+"FROM notices n WHERE"+forMe+"AND n.id = ?3", audiences, staffID, id)
	return yes, err
}

func told(tx *db.Tx, code, refID string, since time.Time) (yes bool, err error) {
	err = tx.Row([]any{&yes}, "SELECT EXISTS (SELECT 1 FROM notices WHERE code = ? AND ref_id = ? AND at >= ?)",
		code, refID, since.UTC().Format(db.TimeFormat))
	return yes, err
}
