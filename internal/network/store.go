package network

import (
	"pishkhan/internal/db"
)

// row is what this computer keeps of itself on the shop's network.
type row struct {
	on          bool
	port        int
	authority   []byte
	fingerprint string
	key         []byte // sealed
}

func read(tx *db.Tx) (r row, err error) {
	err = tx.Row([]any{&r.on, &r.port, &r.authority, &r.fingerprint, &r.key},
		"SELECT answers, port, authority, fingerprint, authority_key FROM local_network")
	return r, err
}

func write(tx *db.Tx, r row) error {
	return tx.Exec(`INSERT INTO local_network(one, answers, port, authority, fingerprint, authority_key) VALUES(1, ?, ?, ?, ?, ?)
		ON CONFLICT(one) DO UPDATE SET answers=excluded.answers, port=excluded.port, authority=excluded.authority,
			fingerprint=excluded.fingerprint, authority_key=excluded.authority_key`,
		r.on, r.port, r.authority, r.fingerprint, r.key)
}
