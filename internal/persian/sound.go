package persian

import "strings"

// Sound is a key that words share which are said alike: س ص ث are one letter,
// so are ز ذ ض ظ, ت ط, ه ح, ق غ, ا ع; a letter doubled is one; خوا is خا. Of a
// Latin word it takes ph for f, c and q for k, w for v and y for i. What is
// compared is the folded word.
func Sound(word string) string {
	w := strings.ReplaceAll(fold(word, -1), "خوا", "خا")
	w = strings.ReplaceAll(w, "ph", "f")
	var b strings.Builder
	var last rune
	for _, r := range w {
		if to, ok := alike[r]; ok {
			r = to
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var alike = map[rune]rune{
	'ص': 'س', 'ث': 'س', 'ذ': 'ز', 'ض': 'ز', 'ظ': 'ز', 'ط': 'ت', 'ح': 'ه', 'غ': 'ق', 'ع': 'ا',
	'c': 'k', 'q': 'k', 'w': 'v', 'y': 'i',
}

// OneSlip tells whether a becomes b by one wrong, missing, extra or swapped
// letter; equal words are no slip.
func OneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) != len(b) {
		return same(a[i:], b[i+1:])
	}
	if i == len(a) {
		return false
	}
	return same(a[i+1:], b[i+1:]) ||
		i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && same(a[i+2:], b[i+2:])
}

func same(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
