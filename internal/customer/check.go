package customer

import (
	"net/mail"
	"strings"
	"unicode/utf8"

	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/persian"
)

// The longest texts, in letters.
const (
	maxName    = 200
	maxEmail   = 254
	maxPlace   = 100
	maxAddress = 500
	maxNote    = 2000
	maxNumber  = 20
)

// put writes what is said into c, in the form that is stored, and collects
// what is refused.
func (in Input) put(c *Customer, list *errs.List) {
	text := func(field string, from, to *string, tidy func(string) string, most int) {
		if from == nil {
			return
		}
		if *to = tidy(*from); utf8.RuneCountInString(*to) > most {
			list.Add(field, "too_long", "Max", most)
		}
	}
	number := func(field string, from, to *string, read func(string) (string, bool), code errs.Code) {
		if from == nil {
			return
		}
		if *to = persian.Tidy(*from); *to == "" {
			return
		}
		if right, ok := read(*to); ok {
			*to = right
		} else {
			list.Add(field, code)
		}
	}
	for _, f := range []**string{&in.Phone, &in.Email, &in.NationalID, &in.EconomicCode, &in.PostalCode, &in.Address} {
		if *f != nil && strings.HasPrefix(**f, hidden) { // a form that sends back what it was shown
			*f = nil
		}
	}
	kind := c.Kind
	if in.Kind != nil {
		if c.Kind = *in.Kind; c.Kind != Person && c.Kind != Organisation {
			list.Add("kind", errs.Invalid)
		}
	}
	if in.Language != nil {
		if c.Language = *in.Language; c.Language != "" && c.Language != i18n.Persian && c.Language != i18n.English {
			list.Add("language", errs.Invalid)
		}
	}
	if text("name", in.Name, &c.Name, persian.Tidy, maxName); in.Name != nil && c.Name == "" {
		list.Add("name", errs.Required)
	}
	number("phone", in.Phone, &c.Phone, persian.Phone, "invalid_phone")
	number("email", in.Email, &c.Email, email, "invalid_email")
	if in.NationalID == nil && c.Kind != kind { // the other kind has another number
		in.NationalID = &c.NationalID
	}
	if c.Kind == Organisation {
		number("national_id", in.NationalID, &c.NationalID, persian.LegalID, "invalid_legal_id")
	} else {
		number("national_id", in.NationalID, &c.NationalID, persian.NationalID, "invalid_national_id")
	}
	number("economic_code", in.EconomicCode, &c.EconomicCode, persian.EconomicCode, "invalid_economic_code")
	number("registration_no", in.RegistrationNo, &c.RegistrationNo, registration, "invalid_registration_no")
	number("postal_code", in.PostalCode, &c.PostalCode, persian.PostalCode, "invalid_postal_code")
	text("province", in.Province, &c.Province, persian.Tidy, maxPlace)
	text("city", in.City, &c.City, persian.Tidy, maxPlace)
	text("address", in.Address, &c.Address, persian.TidyLines, maxAddress)
	text("note", in.Note, &c.Note, persian.TidyLines, maxNote)
}

func email(text string) (string, bool) {
	text = persian.LatinDigits(text)
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text || len(text) > maxEmail {
		return "", false
	}
	_, host, _ := strings.Cut(text, "@")
	return text, strings.Contains(strings.Trim(host, "."), ".")
}

func registration(text string) (string, bool) {
	d, ok := digits(text)
	return d, ok && len(d) <= maxNumber
}

// digits is a text that is nothing but digits, as people part them.
func digits(text string) (string, bool) {
	d := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -–()./+\u00a0\u200c", r) {
			return -1
		}
		return r
	}, persian.LatinDigits(text))
	return d, d != "" && strings.Trim(d, "0123456789") == ""
}
