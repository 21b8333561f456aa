package staff

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

// The bounds of a password, in characters.
const (
	minPassword = 10
	maxPassword = 200
)

const weakPassword errs.Code = "weak_password"

// common are words and rows of keys that guessers try first: English, Persian,
// and Persian in Latin letters.
//
//go:embed common.txt
var commonList string

var common = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(commonList) {
		m[squeeze(w)] = true
	}
	return m
})

// typed is what is hashed: the same keys give the same password under every
// keyboard's digits and forms of ی and ک.
func typed(password string) string {
	return strings.NewReplacer("ي", "ی", "ى", "ی", "ك", "ک").Replace(persian.LatinDigits(norm.NFKC.String(password)))
}

// weak tells what is wrong with a password, "" when nothing is: too short, or
// among the first that a guesser would try in this shop.
func weak(password string, shopName, user, name string) (errs.Code, []any) {
	switch n := len([]rune(password)); {
	case n == 0:
		return errs.Required, nil
	case n < minPassword:
		return "too_short", []any{"Min", minPassword}
	case n > maxPassword:
		return "too_long", []any{"Max", maxPassword}
	}
	if _, ok := persian.Mobile(password); ok {
		return weakPassword, []any{"Min", minPassword}
	}
	if _, ok := persian.NationalID(password); ok {
		return weakPassword, []any{"Min", minPassword}
	}
	// A word typed on the other layout is still that word.
	for _, text := range []string{password, persian.LatinKeys(password), persian.PersianKeys(password)} {
		key := squeeze(text)
		// So is one with a year or a 123 at its ends.
		stem := strings.TrimFunc(key, func(r rune) bool { return !unicode.IsLetter(r) })
		if common()[key] || common()[stem] || monotone(key) || repeats(key) || stem != "" && repeats(stem) {
			return weakPassword, []any{"Min", minPassword}
		}
		for _, own := range []string{shopName, user, name} {
			if own = squeeze(own); own != "" && (key == own || stem == own || key == own+own || stem == own+own) {
				return weakPassword, []any{"Min", minPassword}
			}
		}
	}
	return "", nil
}

// squeeze is the key under which a guesser's variants are one.
func squeeze(text string) string { return strings.ReplaceAll(persian.Fold(text), " ", "") }

// monotone is one row of characters: 1234567890, ۹۸۷۶…, abcdefghij.
func monotone(key string) bool {
	rs := []rune(key)
	up, down := true, true
	for i := 1; i < len(rs); i++ {
		up = up && (rs[i] == rs[i-1]+1 || rs[i-1] == '9' && rs[i] == '0')
		down = down && (rs[i] == rs[i-1]-1 || rs[i-1] == '0' && rs[i] == '9')
	}
	return up || down
}

// repeats is a short piece over and over: 1111111111, abcabcabcabc.
func repeats(key string) bool {
	rs := []rune(key)
	for size := 1; size <= 4 && size*2 <= len(rs); size++ {
		same := true
		for i := size; i < len(rs) && same; i++ {
			same = rs[i] == rs[i-size]
		}
		if same {
			return true
		}
	}
	return false
}
