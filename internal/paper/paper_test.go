package paper_test

import (
	"testing"

	"pishkhan/internal/paper"
)

func TestNumbersOfPaperAreInTheReadersDigits(t *testing.T) {
	for _, c := range []struct{ text, fa, en string }{
		{"A-1405-000123", "\u2066A-۱۴۰۵-۰۰۰۱۲۳\u2069", "\u2066A-1405-000123\u2069"},
		{"۸۸۲۱۴۶", "\u2066۸۸۲۱۴۶\u2069", "\u2066882146\u2069"},
		{"W-12", "\u2066W-۱۲\u2069", "\u2066W-12\u2069"},
		{"", "", ""},
	} {
		if fa, en := paper.Code(c.text, "fa"), paper.Code(c.text, "en"); fa != c.fa || en != c.en {
			t.Errorf("%q is written %q and %q", c.text, fa, en)
		}
	}
	for _, c := range []struct{ text, fa, en string }{
		{"+989123456789", "\u2066۰۹۱۲ ۳۴۵ ۶۷۸۹\u2069", "\u2066+98 912 345 6789\u2069"},
		{"02155001234", "\u2066۰۲۱ ۵۵۰۰ ۱۲۳۴\u2069", "\u2066+98 21 5500 1234\u2069"},
		{"118", "\u2066۱۱۸\u2069", "\u2066118\u2069"},
		{"", "", ""},
	} {
		if fa, en := paper.Phone(c.text, "fa"), paper.Phone(c.text, "en"); fa != c.fa || en != c.en {
			t.Errorf("%q is written %q and %q", c.text, fa, en)
		}
	}
}
