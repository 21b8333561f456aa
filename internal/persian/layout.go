package persian

import (
	"strings"
	"unicode"
)

// keys joins the two layouts key by key: US QWERTY on the left, the standard
// Persian keyboard (ISIRI 9147) on the right; first plain, then with Shift.
const (
	usKeys = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./\\`" +
		"!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?|~"
	faKeys = "۱۲۳۴۵۶۷۸۹۰-=ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./\\\u200d" +
		"!٬٫﷼٪×،*)(ـ+\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651][}{ؤئيإأآة»«:؛ك\u0653ژ\u0670\u200c\u0654ء><؟|÷"
)

var toPersianKey, toLatinKey = keyMaps()

func keyMaps() (map[rune]rune, map[rune]rune) {
	us, fa := []rune(usKeys), []rune(faKeys)
	toFa, toUS := map[rune]rune{}, map[rune]rune{}
	for i, r := range us {
		toFa[r], toUS[fa[i]] = fa[i], r
	}
	for d := range rune(10) {
		toUS['٠'+d] = '0' + d // an Arabic layout
	}
	return toFa, toUS
}

// LatinKeys is what a US keyboard would have typed with the keys that a
// Persian one made text of: a scan, or a word, under the wrong layout
// (۶۲۶ → 626, شلا → agh). Where Latin letters or digits stand
// among them, these and their marks stay.
func LatinKeys(text string) string {
	mixed := strings.ContainsFunc(text, func(r rune) bool { return isLatinLetter(r) || '0' <= r && r <= '9' })
	return strings.Map(func(r rune) rune {
		if r < 0x80 && mixed {
			return r // the layout was right for these: so are the marks between them
		}
		if to, ok := toLatinKey[r]; ok {
			return to
		}
		return r
	}, text)
}

// PersianKeys is what a Persian keyboard would have typed with the keys that a
// US one made text of (ghlm → لامپ). All capitals mean Caps Lock, not Shift.
func PersianKeys(text string) string {
	letters := strings.Map(func(r rune) rune {
		if isLatinLetter(r) {
			return r
		}
		return -1
	}, text)
	if len(letters) > 1 && letters == strings.ToUpper(letters) {
		text = strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		if to, ok := toPersianKey[r]; ok {
			return to
		}
		return r
	}, text)
}

// OtherLayout reads the text as typed under the other layout, whichever it
// was; the text itself when it has no letter that tells.
func OtherLayout(text string) string {
	switch {
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }):
		return LatinKeys(text)
	case strings.ContainsFunc(text, isLatinLetter):
		return PersianKeys(text)
	}
	return text
}

func isLatinLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
