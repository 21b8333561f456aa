package shop

import (
	"bytes"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

var shops = change.Cells("shops", "name", "phone", "address", "province", "city", "postal_code",
	"legal_name", "economic_code", "registration_no", "national_id", "logo", "language", "unit", "rounding",
	"invoice_note", "portal", "needs_shift", "practice", "created_at")

// The logo may be 256 KiB, and a sale doesn't look at it.
const (
	withLogo = `SELECT id, name, phone, address, province, city, postal_code,
			legal_name, economic_code, registration_no, national_id, logo, language, unit, rounding,
			invoice_note, portal, needs_shift, practice, created_at
		FROM shops LIMIT 1`
	withoutLogo = `SELECT id, name, phone, address, province, city, postal_code,
			legal_name, economic_code, registration_no, national_id, NULL, language, unit, rounding,
			invoice_note, portal, needs_shift, practice, created_at
		FROM shops LIMIT 1`
)

func get(tx *db.Tx, query string) (s Shop, err error) {
	var logo []byte
	var created string
	err = tx.Row([]any{&s.ID, &s.Name, &s.Phone, &s.Address, &s.Province, &s.City, &s.PostalCode,
		&s.LegalName, &s.EconomicCode, &s.RegistrationNo, &s.NationalID, &logo, &s.Language, &s.Unit, &s.Rounding,
		&s.InvoiceNote, &s.Portal, &s.NeedsShift, &s.Practice, &created}, query)
	if errs.Is(err, errs.NotFound) {
		return Shop{}, errs.Wrap(errs.SetupNeeded, err)
	}
	if len(logo) > 0 {
		format := "jpeg"
		if bytes.HasPrefix(logo, []byte("\x89PNG")) {
			format = "png"
		}
		s.Logo = logoURI(logo, format)
	}
	s.CreatedAt = db.ParseTime(created)
	return s, err
}

func (s Shop) row() change.Row {
	return change.Row{
		"name": s.Name, "phone": s.Phone, "address": s.Address, "province": s.Province, "city": s.City,
		"postal_code": s.PostalCode, "legal_name": s.LegalName, "economic_code": s.EconomicCode,
		"registration_no": s.RegistrationNo, "national_id": s.NationalID, "logo": s.LogoBytes(),
		"language": s.Language, "unit": s.Unit, "rounding": s.Rounding, "invoice_note": s.InvoiceNote, "portal": s.Portal, "needs_shift": s.NeedsShift,
	}
}

func insert(tx *change.Tx, s Shop) error {
	row := s.row()
	row["practice"], row["created_at"] = s.Practice, tx.At()
	return tx.Insert(shops, s.ID, row)
}

// update writes only the cells that changed: two screens may change two fields.
func update(tx *change.Tx, old, s Shop) error {
	was, row := old.row(), s.row()
	for col, v := range row {
		if col == "logo" {
			if old.Logo == s.Logo {
				delete(row, col)
			}
		} else if v == was[col] {
			delete(row, col)
		}
	}
	return tx.Set(shops, s.ID, row)
}
