package persian

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators are costly to build and not safe to share, so they are kept.
var collators = sync.Pool{New: func() any {
	return collate.New(language.Persian, collate.Numeric)
}}

// Compare orders two texts by the Persian alphabet (آ ا ب پ …), Latin beside
// it, numbers by their value in any digits: negative, zero or positive.
func Compare(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return c.CompareString(LatinDigits(a), LatinDigits(b))
}

// SortKey is a key for a database to sort by: bytes in the order of Compare.
func SortKey(text string) []byte {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	return c.KeyFromString(&buf, LatinDigits(text))
}
