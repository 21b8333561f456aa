package persian_test

import (
	"testing"

	"pishkhan/internal/persian"
)

func TestWordsThatAreSaidAlikeHaveOneSound(t *testing.T) {
	for a, b := range map[string]string{
		"صدیقی": "سدیقی", "ذوالفقاری": "زوالفغاری", "طاهری": "تاهری", "حسینی": "هسینی", "رضایی": "رضائی", "محمدی": "محمّدی",
		"خواجه": "خاجه", "مؤمنی": "مومنی", "غلامی": "قلامی", "ثابت": "صابت", "Mohammadi": "mohamadi", "Farrokh": "farokh",
	} {
		if persian.Sound(a) != persian.Sound(b) {
			t.Errorf("%s is %q, %s is %q", a, persian.Sound(a), b, persian.Sound(b))
		}
	}
	for a, b := range map[string]string{"رضایی": "رجایی", "کریمی": "کرمی", "نوری": "نادری"} {
		if persian.Sound(a) == persian.Sound(b) {
			t.Errorf("%s and %s sound alike", a, b)
		}
	}
}

func TestOneSlipIsOneWrongMissingExtraOrSwappedLetter(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"محمدی", "محمودی", true}, {"محمودی", "محمدی", true}, {"کریمی", "کریمن", true}, {"سلیمانی", "سلیامنی", true}, {"ab", "ba", true},
		{"نوری", "نوری", false}, {"نوری", "نادری", false}, {"abcd", "badc", false}, {"a", "abc", false}, {"", "a", true}, {"", "", false},
	} {
		if got := persian.OneSlip([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}
