package money

import (
	"strconv"
	"strings"
)

// Unit is how a shop shows and types money; storage and the API stay in rial.
type Unit string

// The units: 1 toman is 10 rial.
const (
	InRial  Unit = "rial"
	InToman Unit = "toman"
)

// Valid tells whether u is one of the units.
func (u Unit) Valid() bool { return u == InRial || u == InToman }

// decimals that an amount may have in the unit.
func (u Unit) decimals() int {
	if u == InToman {
		return 1
	}
	return 0
}

// Coin is the least that people hand over: a shop that counts in toman has no
// rial in its drawer.
func (u Unit) Coin() Rial {
	if u == InToman {
		return 10
	}
	return 1
}

// Name is the unit's word in lang ("fa" or English), singular.
func (u Unit) Name(lang string) string {
	switch {
	case u == InToman && lang == "fa":
		return "تومان"
	case u == InToman:
		return "toman"
	case lang == "fa":
		return "ریال"
	}
	return "rial"
}

// Format writes the amount in the unit with the digits and separators of lang,
// without the unit's name: ۱٬۲۳۴٬۵۶۷ or 1,234,567. A toman shows one decimal
// only when the rial is odd: ۱۲٬۳۴۵٫۶. The minus is U+2212, before the digits.
func Format(r Rial, unit Unit, lang string) string {
	return fixed(int64(r), unit.decimals(), styleOf(lang))
}

// Amount is an amount as a text says it: in a unit, with its name.
type Amount struct {
	Rial Rial
	Unit Unit
}

// Format writes it in lang.
func (a Amount) Format(lang string) string {
	return Format(a.Rial, a.Unit, lang) + " " + a.Unit.Name(lang)
}

// ParseAmount reads an amount that was typed in the unit, with Latin, Persian
// or Arabic digits, thousands separators and a sign; a toman may have one
// decimal, a rial none (zeros after the point pass: "10000.00"). It gives
// ErrFormat, ErrPrecision or ErrRange.
func ParseAmount(text string, unit Unit) (Rial, error) {
	n, err := parseFixed(text, unit.decimals())
	return Rial(n), err
}

// style is how a language writes numbers.
type style struct {
	group, point, minus string
	persian             bool
}

var (
	plain   = style{group: "", point: ".", minus: "-"}
	english = style{group: ",", point: ".", minus: "−"}
	farsi   = style{group: "٬", point: "٫", minus: "−", persian: true}
)

func styleOf(lang string) style {
	if lang == "fa" {
		return farsi
	}
	return english
}

// fixed writes n ÷ 10^decimals without needless zeros.
func fixed(n int64, decimals int, s style) string {
	digits := strconv.FormatUint(size(n), 10)
	if pad := decimals + 1 - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	whole, fraction := digits[:len(digits)-decimals], strings.TrimRight(digits[len(digits)-decimals:], "0")
	var b strings.Builder
	if n < 0 {
		b.WriteString(s.minus)
	}
	put := func(d byte) {
		if s.persian {
			b.WriteRune('۰' + rune(d-'0'))
		} else {
			b.WriteByte(d)
		}
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(s.group)
		}
		put(whole[i])
	}
	if fraction != "" {
		b.WriteString(s.point)
		for i := range len(fraction) {
			put(fraction[i])
		}
	}
	return b.String()
}

// digit is the value of a Latin, Persian or Arabic digit.
func digit(r rune) (int64, bool) {
	if '0' <= r && r <= '9' || '۰' <= r && r <= '۹' || '٠' <= r && r <= '٩' {
		return int64(r & 0xf), true
	}
	return 0, false
}

// parseFixed reads a decimal into n × 10^decimals. Separators must part groups
// of three, so that "1,5" is refused rather than read as 15.
func parseFixed(text string, decimals int) (int64, error) {
	text = trim(text)
	negative := false
	for _, sign := range []string{"-", "−", "+"} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			text, negative = trim(rest), sign != "+"
			break
		}
	}
	var n int64
	digits, run, groups, fraction := 0, 0, 0, -1
	for _, r := range text {
		d, isDigit := digit(r)
		switch {
		case isDigit && fraction >= 0:
			if fraction++; fraction <= decimals {
				n = n*10 + d
			} else if d != 0 {
				return 0, ErrPrecision
			}
		case isDigit:
			digits, run = digits+1, run+1
			n = n*10 + d
		case strings.ContainsRune(".٫", r) || r == '/' && strings.ContainsAny(text, "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"):
			if fraction >= 0 || groups > 0 && run != 3 {
				return 0, ErrFormat
			}
			fraction = 0
		case strings.ContainsRune(",٬،' \u00a0\u2009\u202f", r):
			if fraction >= 0 || run == 0 || run > 3 || groups > 0 && run != 3 {
				return 0, ErrFormat
			}
			groups, run = groups+1, 0
		default:
			return 0, ErrFormat
		}
		if n > int64(Max) {
			return 0, ErrRange
		}
	}
	if digits == 0 && fraction <= 0 || fraction == 0 || fraction < 0 && groups > 0 && run != 3 {
		return 0, ErrFormat
	}
	for i := max(fraction, 0); i < decimals; i++ {
		n *= 10
	}
	if n > int64(Max) {
		return 0, ErrRange
	}
	if negative {
		n = -n
	}
	return n, nil
}

// trim drops blanks and the invisible marks that come along when a number is
// copied out of right-to-left text.
func trim(text string) string {
	return strings.Trim(text, " \t\r\n\u00a0\u200b\u200c\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
}

func trimPercent(text string) string { return strings.Trim(trim(text), "%٪") }
