package doctor

import (
	"crypto/sha256"
	"crypto/x509"
	"database/sql"
	"encoding/hex"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
)

// certificate looks whether the shop's own authority is the one that devices
// were shown: its fingerprint is also the place that its key is sealed for.
func certificate(tx *db.Tx) (found []change.Finding, err error) {
	err = tx.Rows(func(r *sql.Rows) error {
		var der []byte
		var said string
		if err := r.Scan(&der, &said); err != nil {
			return err
		}
		sum := sha256.Sum256(der)
		if _, err := x509.ParseCertificate(der); err != nil || hex.EncodeToString(sum[:]) != said {
			found = append(found, change.Finding{Code: "network_certificate"})
		}
		return nil
	}, "SELECT authority, fingerprint FROM local_network")
	return found, err
}
