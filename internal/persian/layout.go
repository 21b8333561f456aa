package persian

import (
	"maps"
	"slices"
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

// What is elsewhere on Windows' own, older Persian keyboard, which most
// computers still have. Its Shift+R writes a whole word.
const (
	olderUS = "m\\`1234567890~!@#$^&QWETYUIOPASDFGJKL\"ZXVBNM<>_"
	olderFa = "ئپ÷1234567890×!@#$^&ًٌٍ،؛,][\\َُِّۀـ«»\"ةيؤإأء<>_"
)

// layout is a Persian keyboard, key by key.
type layout struct{ toPersian, toLatin map[rune]rune }

var standard, older = layouts()

func layouts() (layout, layout) {
	s := layout{map[rune]rune{}, map[rune]rune{}}
	s.put(usKeys, faKeys)
	for d := range rune(10) {
		s.toLatin['٠'+d] = '0' + d // an Arabic layout
	}
	o := layout{maps.Clone(s.toPersian), maps.Clone(s.toLatin)}
	o.put(olderUS, olderFa)
	delete(o.toPersian, 'R')
	return s, o
}

func (l layout) put(us, fa string) {
	letters := []rune(fa)
	for i, r := range []rune(us) {
		l.toPersian[r], l.toLatin[letters[i]] = letters[i], r
	}
}

// LatinKeys is what a US keyboard would have typed with the keys that a
// Persian one made text of: a scan, or a word, under the wrong layout
// (۶۲۶ → 626, شلا → agh). Where Latin letters or digits stand
// among them, these and their marks stay.
func LatinKeys(text string) string { return standard.latin(text) }

// OlderLatinKeys is the same of Windows' older Persian keyboard.
func OlderLatinKeys(text string) string { return older.latin(text) }

func (l layout) latin(text string) string {
	mixed := strings.ContainsFunc(text, func(r rune) bool { return isLatinLetter(r) || '0' <= r && r <= '9' })
	return strings.Map(func(r rune) rune {
		if r < 0x80 && mixed {
			return r // the layout was right for these: so are the marks between them
		}
		if to, ok := l.toLatin[r]; ok {
			return to
		}
		return r
	}, text)
}

// PersianKeys is what a Persian keyboard would have typed with the keys that a
// US one made text of (ghlm → لامپ). All capitals mean Caps Lock, not Shift.
func PersianKeys(text string) string { return standard.persian(text) }

func (l layout) persian(text string) string {
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
		if to, ok := l.toPersian[r]; ok {
			return to
		}
		return r
	}, text)
}

// OtherLayouts reads the text as typed under the other layout, whichever it
// was: by the standard Persian keyboard, and by Windows' older one where that
// has something else; the likelier first. There is none for a text without a
// letter that tells.
func OtherLayouts(text string) (all []string) {
	first, second := standard, older
	if strings.Contains(text, `\`) { // no letter of the standard one
		first, second = older, standard
	}
	for _, l := range []layout{first, second} {
		other := text
		switch {
		case strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }):
			other = l.latin(text)
		case strings.ContainsFunc(text, isLatinLetter):
			other = l.persian(text)
		}
		if other != text && !slices.Contains(all, other) {
			all = append(all, other)
		}
	}
	return all
}

func isLatinLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
