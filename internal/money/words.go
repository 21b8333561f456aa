package money

import "strings"

// Words spells an amount with its unit, as the foot of an invoice does:
// «سیصد و سی و شش میلیون و یکصد و شصت هزار ریال». In toman an odd rial is
// said too: «… تومان و پنج ریال».
func Words(r Rial, unit Unit, lang string) string {
	n, odd := int64(r), int64(0)
	if unit == InToman {
		n, odd = n/10, n%10
	}
	if odd == 0 {
		return Spell(n, lang) + " " + unitWord(n, unit, lang)
	}
	rest := int64(size(odd))
	rial := Spell(rest, lang) + " " + unitWord(rest, InRial, lang)
	if n == 0 {
		if r < 0 {
			return negative(lang) + rial
		}
		return rial
	}
	join := " and "
	if lang == "fa" {
		join = " و "
	}
	return Spell(n, lang) + " " + unitWord(n, unit, lang) + join + rial
}

func unitWord(n int64, unit Unit, lang string) string {
	name := unit.Name(lang)
	if lang != "fa" && n != 1 && n != -1 {
		name += "s"
	}
	return name
}

func negative(lang string) string {
	if lang == "fa" {
		return "منفی "
	}
	return "minus "
}

// Spell writes a whole number in words, in Persian (lang "fa": یکصد, چهارصد,
// یک هزار) or English (twenty-one, no "and").
func Spell(n int64, lang string) string {
	t, join := enWords, " "
	if lang == "fa" {
		t, join = faWords, " و "
	}
	if n == 0 {
		return t.zero
	}
	var parts []string
	rest := size(n)
	for i := range t.scales {
		group := rest % 1000
		rest /= 1000
		if group == 0 {
			continue
		}
		words := t.below1000(group)
		if t.scales[i] != "" {
			words += " " + t.scales[i]
		}
		parts = append([]string{words}, parts...)
	}
	words := strings.Join(parts, join)
	if n < 0 {
		words = negative(lang) + words
	}
	return words
}

// numerals is what a language needs to spell: its words below twenty, tens,
// hundreds and the names of the thousands.
type numerals struct {
	zero           string
	ones           [20]string
	tens, hundreds [10]string
	tenJoin, join  string
	scales         [7]string
}

func (t *numerals) below1000(n uint64) string {
	var parts []string
	if h := n / 100; h > 0 {
		parts = append(parts, t.hundreds[h])
	}
	switch n %= 100; {
	case n == 0:
	case n < 20:
		parts = append(parts, t.ones[n])
	case n%10 == 0:
		parts = append(parts, t.tens[n/10])
	default:
		parts = append(parts, t.tens[n/10]+t.tenJoin+t.ones[n%10])
	}
	return strings.Join(parts, t.join)
}

var faWords = &numerals{
	zero: "صفر",
	ones: [20]string{"", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده",
		"یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"},
	tens: [10]string{"", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"},
	hundreds: [10]string{"", "یکصد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد",
		"هشتصد", "نهصد"},
	tenJoin: " و ", join: " و ",
	scales: [7]string{"", "هزار", "میلیون", "میلیارد", "تریلیون", "کوادریلیون", "کوینتیلیون"},
}

var enWords = &numerals{
	zero: "zero",
	ones: [20]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
	tens: [10]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"},
	hundreds: [10]string{"", "one hundred", "two hundred", "three hundred", "four hundred", "five hundred",
		"six hundred", "seven hundred", "eight hundred", "nine hundred"},
	tenJoin: "-", join: " ",
	scales: [7]string{"", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"},
}
