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

// readKey finds which key the file is sealed with and some values to try it
// on: the text that proves the key, and some of each kind.
func readKey(tx *db.Tx) (k keyState, err error) {
	proof := sample{table: "local_device", id: "1", col: "vault_check"}
	err = tx.Rows(func(r *sql.Rows) error { return r.Scan(&k.id, &proof.sealed) }, `SELECT vault, vault_check FROM local_device`)
	if err != nil || k.id == "" {
		return k, err
	}
	k.samples = append(k.samples, proof)
	for _, q := range []string{
		`SELECT 'customers', id, 'phone', phone FROM customers WHERE phone IS NOT NULL ORDER BY id LIMIT 20`,
		`SELECT 'customers', id, 'national_id', national_id FROM customers WHERE national_id IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'customers', id, 'address', address FROM customers WHERE address IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'customer_people', id, 'phone', phone FROM customer_people WHERE phone IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'order_details', id, 'phone', phone FROM order_details WHERE phone IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'order_details', id, 'address', address FROM order_details WHERE address IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'invoices', id, 'buyer', buyer FROM invoices WHERE buyer IS NOT NULL ORDER BY id DESC LIMIT 20`,
		`SELECT 'local_network', fingerprint, 'authority_key', authority_key FROM local_network`,
	} {
		err := tx.Rows(func(r *sql.Rows) error {
			var s sample
			err := r.Scan(&s.table, &s.id, &s.col, &s.sealed)
			k.samples = append(k.samples, s)
			return err
		}, q)
		if err != nil {
			return k, err
		}
	}
	return k, nil
}
