package i18n

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// catalogue is one with texts of its own instead of the built-in ones.
func catalogue(t *testing.T, fa, en string) *Catalogue {
	t.Helper()
	c := &Catalogue{base: map[string]func() map[string]*entry{}, own: map[string]map[string]*entry{}}
	for lang, raw := range map[string]string{Persian: fa, English: en} {
		entries, faults := parse([]byte(raw), nil)
		if faults != nil {
			t.Fatal(faults)
		}
		c.base[lang] = func() map[string]*entry { return entries }
	}
	c.build()
	return c
}

const (
	sampleFa = `{"list": {"items": {"one": "{{.Count}} کالا", "other": "{{.Count}} کالا"}, "hello": "درود {{.Name}}", "limit": "تا {{.Max}}"}, "error": {"invalid": "نه", "internal": "ما"}}`
	sampleEn = `{"list": {"items": {"one": "{{.Count}} item", "other": "{{.Count}} items"}, "hello": "Hello {{.Name}}", "limit": "up to {{.Max}}"}, "error": {"invalid": "no", "internal": "us"}}`
)

type params = map[string]any

func TestATextIsFilledInItsLanguage(t *testing.T) {
	c := catalogue(t, sampleFa, sampleEn)
	for _, s := range []struct {
		lang, key string
		params    params
		want      string
	}{
		{"fa", "list.items", params{"Count": 1}, "۱ کالا"}, {"fa", "list.items", params{"Count": 0}, "۰ کالا"},
		{"fa", "list.items", params{"Count": int64(12345)}, "۱۲٬۳۴۵ کالا"},
		{"en", "list.items", params{"Count": 1}, "1 item"}, {"en", "list.items", params{"Count": 0}, "0 items"}, {"en", "list.items", params{"Count": 1234}, "1,234 items"},
		{"en", "list.items", params{"Count": money.Quantity(1500)}, "1.5 items"}, {"en", "list.items", params{"Count": money.One}, "1 item"},
		{"fa", "list.hello", params{"Name": "<b>علی</b> {{.Name}}"}, "درود <b>علی</b> {{.Name}}"},
		{"fa", "list.limit", params{"Max": money.Percent(1000)}, "تا ۱۰\u200f٪"}, {"en", "list.limit", params{"Max": "A-1405-000123"}, "up to A-1405-000123"},
		{"fa", "list.limit", params{"Max": money.Quantity(-2500)}, "تا \u2066−۲٫۵\u2069"}, {"en", "list.limit", params{"Max": -2}, "up to −2"},
		{"de", "list.limit", params{"Max": 3}, "تا ۳"},
		{"x-pseudo", "list.hello", params{"Name": "Ali"}, "⟦Ĥéłłö Ali⟧"}, {"x-pseudo", "list.items", params{"Count": 1}, "⟦1 íţém⟧"},
	} {
		if got := c.T(s.lang, s.key, s.params); got != s.want {
			t.Errorf("%s %s %v = %q, want %q", s.lang, s.key, s.params, got, s.want)
		}
	}
}

func TestAMissingKeyOrBlankShowsItselfAndIsReported(t *testing.T) {
	c := catalogue(t, sampleFa, sampleEn)
	var missing []string
	c.Missing = func(lang, what string) { missing = append(missing, lang+" "+what) }
	if got := c.T("en", "list.nothing", nil); got != "list.nothing" {
		t.Error(got)
	}
	if got := c.T("en", "list.hello", nil); got != "Hello {{.Name}}" {
		t.Error(got)
	}
	if got := c.Error("en", errs.New("odd")); got != "no" {
		t.Error(got)
	}
	if got := c.Error("en", errs.New(errs.DiskFull)); got != "us" {
		t.Error(got)
	}
	want := "en list.nothing|en list.hello: Hello {{.Name}}|en error.odd|en error.disk_full"
	if got := strings.Join(missing, "|"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestTheLanguageIsTheFirstWantedThatThereIs(t *testing.T) {
	c := catalogue(t, sampleFa, sampleEn)
	for accept, want := range map[string]string{
		"": "fa", "*": "fa", "en": "en", "en-GB,fa;q=0.5": "en", "fa-IR": "fa", "de, en;q=0.3, fa;q=0.7": "fa", "de": "fa", "x-pseudo": "x-pseudo", ";;": "fa",
	} {
		if got := c.Resolve(accept); got != want {
			t.Errorf("%q = %s, want %s", accept, got, want)
		}
	}
	c.SetLanguage(English)
	if c.Resolve("de") != "en" || c.Resolve("fa") != "fa" {
		t.Error("the shop's language is not the fallback")
	}
}

func TestTheBuiltInCatalogueIsReadWhole(t *testing.T) {
	c := Load("")
	c.Missing = func(lang, what string) { t.Error(lang, what) }
	if c.T("fa", "app.name", nil) != "پیشخوان" || c.T("en", "app.name", nil) != "Pishkhan" || c.Own("x-pseudo")()["app.name"] != "⟦Píšĥķĥáñ⟧" {
		t.Error("not the built-in words")
	}
	if len(builtIn["fa"]()) != len(builtIn["en"]()) || len(c.Own("x-pseudo")()) != len(builtIn["en"]()) {
		t.Error("the languages differ")
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "locales"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "locales", name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheShopsOwnWordingStandsOverTheBuiltIn(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "fa.json", `{"app": {"name": "روشنا", "no_such_key": "x"}, "error": {"too_long": "{{.Nothing}}", "required": "", "invalid": {"one": "a", "other": "b"}, "too_short": "{{if .Min}}x{{end}}"}}`)
	write(t, dir, "en.json", `{"app": `)
	c := Load(dir)
	if got := c.T("fa", "app.name", nil); got != "روشنا" {
		t.Error(got)
	}
	if got := c.T("en", "app.name", nil); got != "Pishkhan" {
		t.Error("a broken file was not left out:", got)
	}
	if own := c.Own("fa")(); len(own) != 1 || own["app.name"] != "روشنا" {
		t.Error("its own and nothing else is sent, what doesn't fit left out:", own)
	}
	if own := c.Own("en")(); len(own) != 0 {
		t.Error("a broken file was sent:", own)
	}
}

func TestAChangedWordingShowsAtOnceAndABrokenOneKeepsTheLast(t *testing.T) {
	dir := t.TempDir()
	c := Load(dir)
	changed := make(chan struct{}, 10)
	if err := c.Watch(t.Context(), func() { changed <- struct{}{} }); err != nil {
		t.Fatal(err)
	}
	until := func(want string) {
		t.Helper()
		for c.T("fa", "app.name", nil) != want {
			select {
			case <-changed:
			case <-time.After(5 * time.Second):
				t.Fatalf("still %q, want %q", c.T("fa", "app.name", nil), want)
			}
		}
	}
	write(t, dir, "fa.json", `{"app": {"name": "روشنا"}}`)
	until("روشنا")
	write(t, dir, "fa.json", `{"app": {"name": `)
	select {
	case <-changed:
		t.Error("a broken file was taken for a change")
	case <-time.After(4 * settle):
	}
	until("روشنا")
	write(t, dir, "new.json~", "")
	if err := os.WriteFile(filepath.Join(dir, "locales", "tmp"), []byte(`{"app": {"name": "مهتاب"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "locales", "tmp"), filepath.Join(dir, "locales", "fa.json")); err != nil {
		t.Fatal(err)
	}
	until("مهتاب")
	if err := os.Remove(filepath.Join(dir, "locales", "fa.json")); err != nil {
		t.Fatal(err)
	}
	until("پیشخوان")
}
