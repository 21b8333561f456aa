package i18n

import "strings"

var accents = strings.NewReplacer(
	"a", "á", "c", "ç", "d", "ð", "e", "é", "g", "ĝ", "h", "ĥ", "i", "í", "j", "ĵ", "k", "ķ", "l", "ł", "n", "ñ", "o", "ö",
	"r", "ŕ", "s", "š", "t", "ţ", "u", "ü", "w", "ŵ", "y", "ý", "z", "ž",
	"A", "Á", "C", "Ç", "D", "Ð", "E", "É", "G", "Ĝ", "H", "Ĥ", "I", "Í", "J", "Ĵ", "K", "Ķ", "L", "Ł", "N", "Ñ", "O", "Ö",
	"R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Ü", "W", "Ŵ", "Y", "Ý", "Z", "Ž",
)

// mask writes a text in the pseudo-locale, ⟦Šávé⟧, its blanks kept.
func mask(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	from := 0
	for _, at := range blank.FindAllStringIndex(text, -1) {
		b.WriteString(accents.Replace(text[from:at[0]]))
		b.WriteString(text[at[0]:at[1]])
		from = at[1]
	}
	return "⟦" + b.String() + accents.Replace(text[from:]) + "⟧"
}
