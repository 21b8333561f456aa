// Package shop is the shop itself: its name, address and official identities,
// its logo, and how it counts (rial or toman, rounding). It owns the one row
// of shops; it refuses an identity whose check digit is wrong, at its field,
// and a logo that can't be drawn.
//
// Identities are kept in their one normal form. Phone numbers are checked but
// kept as typed (with Latin digits), because they are printed as the shop
// writes them.
package shop

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	_ "image/jpeg" // the two kinds of logo
	_ "image/png"
	"net/url"
	"strings"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// Shop is what a screen and a document say about the shop.
type Shop struct {
	ID             string    `json:"id"`
	Name           string    `json:"name"`
	Phone          string    `json:"phone"`
	Address        string    `json:"address"`
	Province       string    `json:"province"`
	City           string    `json:"city"`
	PostalCode     string    `json:"postal_code"`
	LegalName      string    `json:"legal_name"`
	EconomicCode   string    `json:"economic_code"`
	RegistrationNo string    `json:"registration_no"`
	NationalID     string    `json:"national_id" doc:"A person's 10 digits or a company's 11"`
	Logo           string    `json:"logo" doc:"A data URI of a PNG or JPEG, or empty"`
	Language       string    `json:"language" enum:"fa,en"`
	Unit           string    `json:"unit" enum:"rial,toman" doc:"How money is shown; it is always sent in rial"`
	Rounding       int64     `json:"rounding" doc:"What is payable is rounded to this many rial; 0 is off"`
	InvoiceNote    string    `json:"invoice_note"`
	Portal         string    `json:"portal" doc:"Where customers open their documents, an https address without a slash at its end, or empty"`
	NeedsShift     bool      `json:"needs_shift" doc:"Selling, and money that is taken or given back, needs an open shift at the till"`
	Practice       bool      `json:"practice" doc:"A shop to practise in: nothing in it is real"`
	CreatedAt      time.Time `json:"-"`
}

// Patch is a change of some of the shop's fields; nil leaves one as it is.
type Patch struct {
	Name           *string `json:"name"`
	Phone          *string `json:"phone"`
	Address        *string `json:"address"`
	Province       *string `json:"province"`
	City           *string `json:"city"`
	PostalCode     *string `json:"postal_code"`
	LegalName      *string `json:"legal_name"`
	EconomicCode   *string `json:"economic_code"`
	RegistrationNo *string `json:"registration_no"`
	NationalID     *string `json:"national_id"`
	Logo           *string `json:"logo"`
	Language       *string `json:"language"`
	Unit           *string `json:"unit"`
	Rounding       *int64  `json:"rounding"`
	InvoiceNote    *string `json:"invoice_note"`
	Portal         *string `json:"portal"`
	NeedsShift     *bool   `json:"needs_shift"`
}

// The bounds of a logo: bytes, and pixels a side (a small file can unfold to
// a huge picture).
const (
	MaxLogo     = 256 << 10
	maxLogoSide = 4096
)

// Coin is what the drawer pays in: what is payable is rounded to it. Any amount
// where nothing is rounded.
func (s Shop) Coin() money.Amount {
	return money.Amount{Rial: money.Rial(s.Rounding), Unit: money.Unit(s.Unit)}
}

// maxRounding is the largest sensible unit of rounding, in rial.
const maxRounding = 1_000_000

// Room keeps the shop.
type Room struct {
	j     *change.Journal
	speak func(lang string)
}

// New makes the room; speak is told the shop's language whenever it is set.
func New(j *change.Journal, speak func(lang string)) *Room { return &Room{j: j, speak: speak} }

// Read gives the shop; errs.SetupNeeded before there is one.
func (r *Room) Read(ctx context.Context) (s Shop, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err = r.Get(tx)
		return err
	})
	return s, err
}

// Get gives the shop inside a transaction; errs.SetupNeeded before there is one.
func (r *Room) Get(tx *db.Tx) (Shop, error) { return get(tx, withLogo) }

// Plain is Get without the logo, for what only reckons.
func (r *Room) Plain(tx *db.Tx) (Shop, error) { return get(tx, withoutLogo) }

// Create writes the shop's row; setup alone calls it, once.
func (r *Room) Create(tx *change.Tx, s Shop) error {
	tx.After(func() { r.speak(s.Language) })
	return insert(tx, s)
}

// Change changes some fields and gives the shop as it is then.
func (r *Room) Change(ctx context.Context, p Patch) (s Shop, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := r.Get(tx.Tx)
		if err != nil {
			return err
		}
		if s, err = p.On(old); err != nil {
			return err
		}
		tx.After(func() { r.speak(s.Language) })
		return update(tx, old, s)
	})
	return s, err
}

// On checks a patch and lays it over a shop; every refusal names its field.
func (p Patch) On(s Shop) (Shop, error) {
	var bad errs.List
	text := func(field string, to *string, from *string, tidy func(string) string, most int) {
		if from == nil {
			return
		}
		*to = tidy(*from)
		if len([]rune(*to)) > most {
			bad.Add(field, "too_long", "Max", most)
		}
	}
	identity := func(field string, to *string, from *string, code errs.Code, read func(string) (string, bool)) {
		if from == nil {
			return
		}
		if *to = strings.TrimSpace(*from); *to == "" {
			return
		}
		got, ok := read(*to)
		if !ok {
			bad.Add(field, code)
			return
		}
		*to = got
	}
	choice := func(field string, to *string, from *string, among ...string) {
		if from == nil {
			return
		}
		for _, a := range among {
			if *from == a {
				*to = a
				return
			}
		}
		bad.Add(field, errs.Invalid)
	}
	text("name", &s.Name, p.Name, persian.Tidy, 100)
	if s.Name == "" {
		bad.Add("name", errs.Required)
	}
	identity("phone", &s.Phone, p.Phone, "invalid_phone", phone)
	text("address", &s.Address, p.Address, persian.TidyLines, 300)
	text("province", &s.Province, p.Province, persian.Tidy, 60)
	text("city", &s.City, p.City, persian.Tidy, 60)
	identity("postal_code", &s.PostalCode, p.PostalCode, "invalid_postal_code", persian.PostalCode)
	text("legal_name", &s.LegalName, p.LegalName, persian.Tidy, 150)
	identity("economic_code", &s.EconomicCode, p.EconomicCode, "invalid_economic_code", persian.EconomicCode)
	identity("registration_no", &s.RegistrationNo, p.RegistrationNo, "invalid_registration_no", registrationNo)
	identity("national_id", &s.NationalID, p.NationalID, "invalid_national_id", nationalID)
	text("invoice_note", &s.InvoiceNote, p.InvoiceNote, persian.TidyLines, 500)
	identity("portal", &s.Portal, p.Portal, "invalid_portal", portal)
	if p.NeedsShift != nil {
		s.NeedsShift = *p.NeedsShift
	}
	choice("language", &s.Language, p.Language, "fa", "en")
	choice("unit", &s.Unit, p.Unit, "rial", "toman")
	if p.Logo != nil {
		logo, err := readLogo(*p.Logo)
		if err != nil {
			bad = append(bad, err)
		}
		s.Logo = logo
	}
	if p.Rounding != nil {
		if *p.Rounding < 0 || *p.Rounding > maxRounding {
			bad.Add("rounding", errs.Invalid)
		}
		s.Rounding = *p.Rounding
	}
	return s, bad.Err()
}

// phone checks a number and keeps how it was written.
func phone(text string) (string, bool) {
	_, ok := persian.Phone(text)
	return strings.Join(strings.Fields(persian.LatinDigits(text)), " "), ok
}

// nationalID reads a person's or a company's.
func nationalID(text string) (string, bool) {
	if id, ok := persian.NationalID(text); ok {
		return id, true
	}
	return persian.LegalID(text)
}

// registrationNo is the number in the companies' register: digits, no check.
func registrationNo(text string) (string, bool) {
	no := strings.Join(strings.Fields(persian.LatinDigits(text)), "")
	if no == "" || len(no) > 20 {
		return "", false
	}
	return no, strings.Trim(no, "0123456789") == ""
}

// portal reads an address that customers can open: https, a host, and at most
// a path.
func portal(text string) (string, bool) {
	u, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery || len(text) > 100 {
		return "", false
	}
	return u.String(), true
}

// The data URIs of a logo, by the picture's format.
var logoHeads = map[string]string{"png": "data:image/png;base64,", "jpeg": "data:image/jpeg;base64,"}

// readLogo checks a data URI; what the picture is is told by the picture.
func readLogo(uri string) (string, *errs.Error) {
	if uri == "" {
		return "", nil
	}
	_, text, ok := strings.Cut(uri, ";base64,")
	if !ok || !strings.HasPrefix(uri, "data:image/") {
		return "", errs.At("logo", "bad_logo")
	}
	if base64.StdEncoding.DecodedLen(len(text)) > MaxLogo+2 {
		return "", errs.At("logo", "logo_too_large", "Max", MaxLogo>>10)
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "", errs.At("logo", "bad_logo")
	}
	if len(raw) > MaxLogo {
		return "", errs.At("logo", "logo_too_large", "Max", MaxLogo>>10)
	}
	head, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || head.Width > maxLogoSide || head.Height > maxLogoSide {
		return "", errs.At("logo", "bad_logo")
	}
	if _, _, err := image.Decode(bytes.NewReader(raw)); err != nil {
		return "", errs.At("logo", "bad_logo")
	}
	return logoURI(raw, format), nil
}

func logoURI(raw []byte, format string) string {
	return logoHeads[format] + base64.StdEncoding.EncodeToString(raw)
}

// LogoBytes is the picture itself, nil when there is none.
func (s Shop) LogoBytes() []byte {
	_, text, _ := strings.Cut(s.Logo, ";base64,")
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) == 0 {
		return nil // readLogo has refused anything else
	}
	return raw
}
