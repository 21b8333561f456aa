package staff

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

var people = change.Cells("staff", "user", "name", "role", "password_hash", "pin_hash", "active", "preferences", "created_at")

var approvalFacts = change.Facts("approvals", "allowed", "about_table", "about_id", "till_id", "staff_id", "staff_name", "by_id", "by_name", "at")

const columns = "SELECT id, user, name, role, password_hash, pin_hash, active, preferences, created_at FROM staff "

func (s *Staff) dest(prefs *string) []any {
	return []any{&s.ID, &s.User, &s.Name, &s.Role, &s.hash, &s.pin, &s.Active, prefs, &s.createdAt}
}

// finish reads the preferences; ones that can't be read are none.
func (s *Staff) finish(prefs string) {
	_ = json.Unmarshal([]byte(prefs), &s.Preferences)
	s.HasPIN = s.pin != ""
	s.dress()
}

func byID(tx *db.Tx, id string) (s Staff, err error) {
	var prefs string
	err = tx.Row(s.dest(&prefs), columns+"WHERE id=? AND _del=0", id)
	s.finish(prefs)
	return s, err
}

func all(tx *db.Tx) (list []Staff, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var s Staff
		var prefs string
		if err := r.Scan(s.dest(&prefs)...); err != nil {
			return err
		}
		s.finish(prefs)
		list = append(list, s)
		return nil
	}, columns+"WHERE _del=0 ORDER BY id")
	return list, err
}

// byUser finds the person who signs in under a name. Should two devices have
// made the same name apart, the active, older one has it.
func byUser(tx *db.Tx, user string) (Staff, error) {
	rows, err := all(tx)
	if err != nil {
		return Staff{}, err
	}
	var found Staff
	for _, s := range rows {
		if fold(s.User) == fold(user) && (found.ID == "" || !found.Active && s.Active) {
			found = s
		}
	}
	if found.ID == "" {
		return Staff{}, errs.At("user", errs.NotFound)
	}
	return found, nil
}

func (s Staff) row() change.Row {
	prefs, err := json.Marshal(s.Preferences)
	if err != nil {
		panic(err) // what came as JSON goes as JSON
	}
	return change.Row{"user": s.User, "name": s.Name, "role": string(s.Role), "password_hash": s.hash, "pin_hash": s.pin,
		"active": s.Active, "preferences": string(prefs), "created_at": s.createdAt}
}

func insert(tx *change.Tx, s Staff) error { return tx.Insert(people, s.ID, s.row()) }

// update writes only the cells that changed.
func update(tx *change.Tx, old, s Staff) error {
	was, row := old.row(), s.row()
	for col, v := range row {
		if v == was[col] {
			delete(row, col)
		}
	}
	return tx.Set(people, s.ID, row)
}

func rehash(tx *change.Tx, id, hash string) error {
	return tx.Set(people, id, change.Row{"password_hash": hash})
}

func openSession(tx *db.Tx, hash [32]byte, staffID, tillID string, byPIN bool) error {
	if err := tx.Exec("DELETE FROM local_sessions WHERE expires_at < ? OR seen_at < ?",
		tx.At(), tx.Now.Add(-idleFor).Format(db.TimeFormat)); err != nil {
		return err
	}
	return tx.Exec("INSERT INTO local_sessions(token_hash,staff_id,till_id,created_at,seen_at,expires_at,by_pin) VALUES(?,?,?,?,?,?,?)",
		hash[:], staffID, tillID, tx.At(), tx.At(), tx.Now.Add(livesFor).Format(db.TimeFormat), byPIN)
}

func session(tx *db.Tx, hash [32]byte) (k known, err error) {
	var seen, expires string
	err = tx.Row([]any{&k.who.StaffID, &k.who.Name, &k.who.Role, &k.who.TillID, &k.who.ByPIN, &seen, &expires},
		`SELECT p.id, p.name, p.role, s.till_id, s.by_pin, s.seen_at, s.expires_at
		FROM local_sessions s JOIN staff p ON p.id = s.staff_id
		WHERE s.token_hash = ? AND p.active = 1 AND p._del = 0`, hash[:])
	k.who.Token = hex.EncodeToString(hash[:])
	k.seen, k.deadline = db.ParseTime(seen), db.ParseTime(expires)
	return k, err
}

func seen(tx *db.Tx, hash [32]byte) error {
	return tx.Exec("UPDATE local_sessions SET seen_at=? WHERE token_hash=? AND seen_at<?", tx.At(), hash[:], tx.At())
}

func moveSession(tx *db.Tx, hash []byte, tillID string) error {
	return tx.Exec("UPDATE local_sessions SET till_id=? WHERE token_hash=?", tillID, hash)
}

func proveSession(tx *db.Tx, hash []byte) error {
	return tx.Exec("UPDATE local_sessions SET by_pin=0 WHERE token_hash=?", hash)
}

func endSession(tx *db.Tx, hash []byte) error {
	return tx.Exec("DELETE FROM local_sessions WHERE token_hash=?", hash)
}

func endSessions(tx *db.Tx, staffID string) error {
	return tx.Exec("DELETE FROM local_sessions WHERE staff_id=?", staffID)
}

// failures counts the failed sign-ins that are not forgiven yet.
func failures(tx *db.Tx, key string) (fails int, last time.Time, err error) {
	var at string
	err = tx.Row([]any{&fails, &at}, "SELECT fails, last_at FROM local_backoff WHERE key=?", key)
	if errs.Is(err, errs.NotFound) {
		return 0, time.Time{}, nil
	}
	last = db.ParseTime(at)
	if last.After(tx.Now) { // the clock was set back: nobody waits for it to come round
		last = tx.Now
	}
	return max(0, fails-int(tx.Now.Sub(last)/longestWait)), last, err
}

func failed(tx *db.Tx, key string) error {
	if err := tx.Exec("DELETE FROM local_backoff WHERE last_at < ?", tx.Now.Add(-24*time.Hour).Format(db.TimeFormat)); err != nil {
		return err
	}
	fails, _, err := failures(tx, key)
	if err != nil {
		return err
	}
	return tx.Exec("INSERT OR REPLACE INTO local_backoff(key,fails,last_at) VALUES(?,?,?)", key, fails+1, tx.At())
}

func signedIn(tx *db.Tx, account string) error {
	return tx.Exec("DELETE FROM local_backoff WHERE key=?", account)
}

// forgive forgets every failed sign-in.
func forgive(tx *db.Tx) error { return tx.Exec("DELETE FROM local_backoff") }

func insertApproval(tx *change.Tx, a Approval) error {
	return tx.Insert(approvalFacts, a.ID, change.Row{"allowed": a.Right, "about_table": a.AboutTable, "about_id": a.AboutID, "till_id": a.TillID,
		"staff_id": a.StaffID, "staff_name": a.StaffName, "by_id": a.ByID, "by_name": a.ByName, "at": tx.At()})
}

// approved tells whether an approval was used.
func approved(tx *db.Tx, id string) (yes bool, err error) {
	err = tx.Row([]any{&yes}, "SELECT EXISTS (SELECT 1 FROM approvals WHERE id = ?)", id)
	return yes, err
}

func approvals(tx *db.Tx, about []string) (list []Approval, err error) {
	ids, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	err = tx.Rows(func(r *sql.Rows) error {
		var a Approval
		var at string
		err := r.Scan(&a.ID, &a.Right, &a.AboutTable, &a.AboutID, &a.TillID, &a.StaffID, &a.StaffName, &a.ByID, &a.ByName, &at)
		a.At = db.ParseTime(at)
		list = append(list, a)
		return err
	}, `SELECT id, allowed, about_table, about_id, till_id, staff_id, staff_name, by_id, by_name, at
		FROM approvals WHERE about_id IN (SELECT value FROM json_each(?)) ORDER BY at, id`, string(ids))
	return list, err
}
