package persian

import (
	"strings"
	"unicode"
)

// The functions here read one kind of number as people write it (any digits,
// blanks, dashes and brackets between them) and give it in the one form that
// is stored, or false when it cannot be right.

// NationalID reads a person's کد ملی: 10 digits with a check digit. Shorter
// ones are refused, not padded: a lost zero and a lost digit look the same.
func NationalID(text string) (string, bool) {
	d, ok := bare(text)
	if !ok || len(d) != 10 || allSame(d) {
		return "", false
	}
	sum := 0
	for i := range 9 {
		sum += int(d[i]-'0') * (10 - i)
	}
	check := sum % 11
	if check >= 2 {
		check = 11 - check
	}
	return d, check == int(d[9]-'0')
}

// LegalID reads a company's شناسهٔ ملی: 11 digits with a check digit.
func LegalID(text string) (string, bool) {
	d, ok := bare(text)
	if !ok || len(d) != 11 {
		return "", false
	}
	weights := [5]int{29, 27, 23, 19, 17}
	tens, sum := int(d[9]-'0')+2, 0
	for i := range 10 {
		sum += (int(d[i]-'0') + tens) * weights[i%5]
	}
	return d, sum%11%10 == int(d[10]-'0')
}

// EconomicCode reads a شماره اقتصادی: a company's 11-digit legal id, a
// person's 14 digits, or the 12 digits of before; the last two have no public
// check digit.
func EconomicCode(text string) (string, bool) {
	d, ok := bare(text)
	switch {
	case !ok || allSame(d):
		return "", false
	case len(d) == 11:
		return LegalID(d)
	}
	return d, len(d) == 12 || len(d) == 14
}

// PostalCode reads a postal code: 10 digits, the first not 0, not all the
// same. The post has finer habits (no 0 or 2 among the first five), but no
// published rule to refuse a customer by.
func PostalCode(text string) (string, bool) {
	d, ok := bare(text)
	return d, ok && len(d) == 10 && d[0] != '0' && !allSame(d)
}

// Mobile reads an Iranian mobile number, with or without 0, 98 or 0098 before
// it, and gives +989…; no list of allowed prefixes.
func Mobile(text string) (string, bool) {
	d, _, ok := nationalNumber(text)
	if !ok || d[0] != '9' {
		return "", false
	}
	return "+98" + d, true
}

// Phone reads a mobile, or a landline with its area code (021 8800 1234), and
// gives +98….
func Phone(text string) (string, bool) {
	d, prefixed, ok := nationalNumber(text)
	if !ok || d[0] == '0' || d[0] != '9' && !prefixed {
		return "", false
	}
	return "+98" + d, true
}

// nationalNumber is the 10 digits after 0, 98 or 0098, and whether one of
// these was there.
func nationalNumber(text string) (string, bool, bool) {
	d, ok := bare(strings.Replace(text, "+", "00", 1))
	if !ok {
		return "", false, false
	}
	for _, prefix := range []string{"0098", "98", "0"} {
		if rest, found := strings.CutPrefix(d, prefix); found && len(rest) == 10 {
			return rest, true, true
		}
	}
	return d, false, len(d) == 10
}

// Sheba reads a bank account's شبا (IBAN): IR and 24 digits, mod 97 = 1; the
// letters may be missing. It gives IR….
func Sheba(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if len(text) > 2 && strings.EqualFold(text[:2], "IR") {
		text = text[2:]
	}
	d, ok := bare(text)
	if !ok || len(d) != 24 {
		return "", false
	}
	rest := 0
	for _, c := range d[2:] + "1827" + d[:2] { // I = 18, R = 27
		rest = (rest*10 + int(c-'0')) % 97
	}
	return "IR" + d, rest == 1
}

// BankCard reads a bank card's number: 16 digits, Luhn.
func BankCard(text string) (string, bool) {
	d, ok := bare(text)
	if !ok || len(d) != 16 || allSame(d) {
		return "", false
	}
	sum := 0
	for i := range d {
		n := int(d[i] - '0')
		if i%2 == 0 {
			n = n*2/10 + n*2%10
		}
		sum += n
	}
	return d, sum%10 == 0
}

// EAN13 reads a barcode of 13 digits with its check digit.
func EAN13(text string) (string, bool) {
	d, ok := bare(text)
	if !ok || len(d) != 13 {
		return "", false
	}
	sum := 0
	for i := range d {
		sum += int(d[i]-'0') * (1 + i%2*2)
	}
	return d, sum%10 == 0
}

// bare is the text's digits, Latin; false when it holds anything but digits,
// blanks, punctuation and invisible marks.
func bare(text string) (string, bool) {
	ok := true
	d := strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9':
			return r
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("-–−‐()/._", r):
			return -1
		}
		ok = false
		return -1
	}, LatinDigits(text))
	return d, ok && d != ""
}

func allSame(d string) bool { return strings.Count(d, d[:1]) == len(d) }
