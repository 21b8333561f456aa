package pricelist

import (
	"regexp"
	"strconv"
	"strings"
)

var countWords = regexp.MustCompile(`[0-9]+|\pL+|[^\s\x{200c}]`)

// summed writes a price that is said in several counts as one number: «۱ میلیون
// و ۲۰۰ هزار تومان» is «1200000 تومان». It is false for another, and for counts
// that can't be told: in «۲ میلیون و ۳۵۰» some leave a thousand out.
func summed(text string) (string, bool) {
	words := countWords.FindAllStringIndex(text, -1)
	word := func(i int) string {
		if i >= len(words) {
			return ""
		}
		return text[words[i][0]:words[i][1]]
	}
	first := 0
	for first < len(words) && !isCount(word(first)) {
		first++
	}
	sum, last, parts, end := int64(0), int64(1e15)+1, 0, 0
	for i := first; isCount(word(i)); parts++ {
		n, err := strconv.ParseInt(word(i), 10, 64)
		scale := int64(1)
		var s said
		if s.hears(squeeze(word(i+1))) && s.scale > 1 {
			scale = s.scale
			i++
		}
		// each count is smaller than the one before; one without a word stands only behind thousands
		if err != nil || n >= last/scale || parts == 0 && scale == 1 || parts > 0 && scale == 1 && last != 1000 {
			return text, false
		}
		sum, last, end = sum+n*scale, scale, words[i][1]
		i++
		if join := strings.ToLower(word(i)); (join == "و" || join == "and") && isCount(word(i+1)) {
			i++
		}
	}
	if parts < 2 {
		return text, false
	}
	return text[:words[first][0]] + strconv.FormatInt(sum, 10) + text[end:], true
}

func isCount(word string) bool { return word != "" && '0' <= word[0] && word[0] <= '9' }
