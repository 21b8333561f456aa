package persian

import (
	"strings"
	"testing"
)

// drawn writes the forms in drawing order.
func drawn(text string, rtl bool) string {
	var b strings.Builder
	for _, g := range Visual(text, rtl) {
		if g.Form != 0 {
			b.WriteRune(g.Form)
		}
	}
	return b.String()
}

// typed writes what each drawn glyph stands for, in drawing order.
func typed(text string, rtl bool) string {
	var b strings.Builder
	for _, g := range Visual(text, rtl) {
		b.WriteRune(g.Text)
	}
	return b.String()
}

func forms4(s string) string { return strings.ReplaceAll(s, " ", "") }

func TestLettersTakeTheFormThatTheirNeighboursAskFor(t *testing.T) {
	for text, want := range map[string]string{
		"ب":      "\uFE8F",
		"بب":     "\uFE90 \uFE91",
		"ببب":    "\uFE90 \uFE92 \uFE91",
		"دب":     "\uFE8F \uFEA9",                      // dal reaches nobody after it
		"بد":     "\uFEAA \uFE91",                      // but is reached
		"سلام":   "\uFEE1 \uFEFC \uFEB3",               // lam-alef, joined
		"لا":     "\uFEFB",                             // and alone
		"لآ":     "\uFEF5",                             //
		"کلأ":    "\uFEF8 \uFB90",                      //
		"الا":    "\uFEFB \uFE8D",                      // alef before does not join it
		"می‌رود": "\uFEA9 \uFEED \uFEAD \uFBFD \uFEE3", // the half-space parts ی from ر
		"گچ":     "\uFB7B \uFB94",
		"ژپ":     "\uFB56 \uFB8A",
		"بـد":    "\uFEAA \u0640 \uFE91",
		"بَد":    "\uFEAA \uFE91", // a mark does not part letters
		"خانهٔ":  "\uFBA5 \uFEE7 \uFE8E \uFEA7",
		"ماهٔ":   "\u06C0 \uFE8E \uFEE3",
		"بء":     "\uFE80 \uFE8F", // hamza joins nobody
		"ه‍":     "\uFEEB",        // a joiner shows the initial form
	} {
		if got := drawn(text, true); got != forms4(want) {
			t.Errorf("%s: got %+q, want %+q", text, got, forms4(want))
		}
	}
}

func TestEveryLetterHasTheFormsThatItsJoiningNeeds(t *testing.T) {
	count := 0
	for letter, f := range letters {
		if f[isolated] == 0 || (f[initial] == 0) != (f[medial] == 0) || f[initial] != 0 && f[final] == 0 {
			t.Errorf("%c: %x", letter, f)
		}
		for _, form := range f {
			if form >= 0xFB50 {
				count++
			}
		}
	}
	if count+2*len(lamAlef) < 180 {
		t.Errorf("only %d forms", count)
	}
}

func TestEachGlyphStandsForOneCharacter(t *testing.T) {
	for _, text := range []string{"کلاه", "اَلْکَتاب", "محافظ‌دار", "خانهٔ", "لَا", "مُحَمَّد", "Ünï لا"} {
		var letters []rune
		for _, g := range Visual(text, true) {
			letters = append(letters, g.Text)
		}
		if len(letters) != len([]rune(text)) {
			t.Errorf("%s: %d glyphs for %d characters", text, len(letters), len([]rune(text)))
		}
	}
	if got, want := typed("کلاهٔ", true), "ٔهالک"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMarksAreDrawnWithTheirLetter(t *testing.T) {
	glyphs := Visual("بَّ", true)
	if len(glyphs) != 3 || string(glyphs[2].Marks) != "َّ" || glyphs[2].Form != 0xFE8F {
		t.Errorf("got %+v", glyphs)
	}
}

func TestALineIsDrawnInTheOrderThatEyesExpect(t *testing.T) {
	for _, c := range []struct {
		text string
		rtl  bool
		want string // in drawing order, by what was typed
	}{
		{"abc", false, "abc"},
		{"اب", true, "با"},
		{"اب ۱۲۳", true, "۱۲۳ با"},
		{"اب ۱۴۰۳-۰۰۱۲۳۴", true, "۱۴۰۳-۰۰۱۲۳۴ با"},
		{"اب A-1405-000123 ج", true, "ج A-1405-000123 با"},
		{"اب 7K3M-92QF ج", true, "ج 7K3M-92QF با"},
		{"اب +989121234567", true, "+989121234567 با"},
		{"اب −۱۹۰٬۰۰۰ ج", true, "ج −۱۹۰٬۰۰۰ با"},
		{"-۵۰٬۰۰۰", true, "-۵۰٬۰۰۰"},
		{"اب - ج", true, "ج - با"},
		{"اب ۱×۲٫۵ ج", true, "ج ۱×۲٫۵ با"},
		{"۲۵×۲۵، ۲ ج", true, "ج ۲ ،۲۵×۲۵"},
		{"اب ۱۰٪", true, "٪۱۰ با"},
		{"اب ۱۰\u200f٪", true, "٪\u200f۱۰ با"},
		{"اب 10% ج", true, "ج 10% با"},
		{"10%", false, "10%"},
		{"اب (ج)", true, ")ج( با"},
		{"اب (A54) ج", true, "ج )A54( با"},
		{"Sony (اب) TV", false, "Sony (با) TV"},
		{"To اب جد, thanks", false, "To دج با, thanks"},
		{"LED ۷ ج", true, "ج LED ۷"},
		{"۴تایی", true, "ییات۴"},
		{"۱۴۰۴/۰۹/۰۱، ۱۱:۰۹", true, "۱۱:۰۹ ،۱۴۰۴/۰۹/۰۱"},
		{"اب " + Isolate("x ج y") + " د", true, "د x ج y با"},
		{"تلفن " + IsolateLTR("۰۲۱ ۵۵۰۰"), true, "۰۲۱ ۵۵۰۰ نفلت"},
		{"no. " + Isolate("اب 12 جد") + ", end", false, "no. دج 12 با, end"},
	} {
		got := strings.Map(func(r rune) rune {
			if control(r) {
				return -1
			}
			return r
		}, typed(c.text, c.rtl))
		want := strings.ReplaceAll(c.want, "\u200f", "")
		if got != want {
			t.Errorf("%q rtl %v: got %q, want %q", c.text, c.rtl, got, want)
		}
	}
}

func TestBracketsAreMirroredInRightToLeftRuns(t *testing.T) {
	for text, want := range map[string]string{"(اب)": "(" + drawn("اب", true) + ")", "«ج»": "«" + drawn("ج", true) + "»", "۱۲ (A)": "(A) ۱۲"} {
		if got := drawn(text, true); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestControlsInDataDoNothing(t *testing.T) {
	hostile := "\u202eabc\u202c\u2066\u2067\u200f\u200e\x00\ufeff\u200b\u00adاب\u2069\x1b[0m\r\n"
	if got := Plain(hostile); got != "abcاب[0m  " {
		t.Errorf("Plain: %q", got)
	}
	if got := Plain("می‌خواهم"); got != "می‌خواهم" {
		t.Errorf("the half-space is spelling, got %q", got)
	}
	if got := Plain("a\xffb"); got != "a\uFFFDb" {
		t.Errorf("bad bytes: %q", got)
	}
	for _, text := range []string{hostile, "\u2066", "\u2069\u2069", strings.Repeat("\u2067", 300) + "x", "ـ", "\u064e", "", " ", "لل\u200d"} {
		for _, rtl := range []bool{true, false} {
			for _, g := range Visual(text, rtl) {
				if g.Text < ' ' || control(g.Text) || g.Text >= 0x202A && g.Text <= 0x202E {
					t.Errorf("%q draws %U", text, g.Text)
				}
			}
		}
	}
}
