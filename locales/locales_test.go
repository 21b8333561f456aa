package locales

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the catalogue in its canonical order")

// tree is a file of the catalogue; a text is held as {"": text}.
type tree map[string]map[string]forms

type forms map[string]string

func (f *forms) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*f = forms{"": text}
		return nil
	}
	return json.Unmarshal(raw, (*map[string]string)(f))
}

func load(t *testing.T, lang string) tree {
	t.Helper()
	raw, err := Files.ReadFile(lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var out tree
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	return out
}

// flat is the same by "feature.key".
func (t tree) flat() map[string]forms {
	out := map[string]forms{}
	for feature, keys := range t {
		for key, f := range keys {
			out[feature+"."+key] = f
		}
	}
	return out
}

// text is everything that an entry says.
func (f forms) text() string { return f[""] + f["one"] + f["other"] }

var (
	keyShape = regexp.MustCompile(`^[a-z][a-z0-9]*\.[a-z0-9][a-z0-9_]*$`)
	blank    = regexp.MustCompile(`\{\{\.[A-Z][A-Za-z0-9]*\}\}`)
)

func blanks(f forms) []string {
	found := blank.FindAllString(f.text(), -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesHaveTheSameKeysWithTheSameBlanks(t *testing.T) {
	fa, en := load(t, "fa").flat(), load(t, "en").flat()
	for key := range fa {
		if _, ok := en[key]; !ok {
			t.Errorf("%s is not in en.json", key)
		}
	}
	for key, e := range en {
		f, ok := fa[key]
		if !ok {
			t.Errorf("%s is not in fa.json", key)
			continue
		}
		if !slices.Equal(blanks(f), blanks(e)) {
			t.Errorf("%s has the blanks %v in fa, %v in en", key, blanks(f), blanks(e))
		}
		if (f[""] == "") != (e[""] == "") {
			t.Errorf("%s has plural forms in one language only", key)
		}
	}
}

func TestEveryTextIsWholeAndWellWritten(t *testing.T) {
	for _, lang := range []string{"fa", "en"} {
		for key, f := range load(t, lang).flat() {
			fault := func(what string) { t.Errorf("%s %s: %s: %q", lang, key, what, f.text()) }
			if !keyShape.MatchString(key) {
				fault("a key is feature.key in small letters, digits and _")
			}
			_, plural := f["one"]
			switch {
			case !plural && (len(f) != 1 || f[""] == ""):
				fault(`an entry is a text, or "one" and "other"`)
			case plural && (len(f) != 2 || f["other"] == "" || f["one"] == ""):
				fault(`plural forms are "one" and "other"`)
			case plural && !strings.Contains(f["other"], "{{.Count}}"):
				fault("plural without {{.Count}}")
			case plural && lang == "fa" && !strings.Contains(f["one"], "{{.Count}}"):
				fault(`"one" is said of 0 too in Persian: it needs {{.Count}}`)
			}
			for _, s := range f {
				if s != strings.TrimSpace(s) || strings.Contains(s, "  ") {
					fault("needless blanks")
				}
				if strings.Contains(blank.ReplaceAllString(s, ""), "{{") {
					fault("a blank is written {{.Name}}")
				}
				if lang == "fa" {
					persian(s, fault)
				} else if strings.ContainsAny(s, "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی") && !strings.HasSuffix(key, ".language") {
					fault("Persian letters in English (only a language is named in itself)")
				}
			}
		}
	}
}

var (
	arabic   = regexp.MustCompile(`[\x{064A}\x{0643}\x{0649}\x{0629}\x{0660}-\x{0669}]`)
	noHalf   = regexp.MustCompile(`(^|[\s«(])(ن?می) [آ-ی]|[آ-ی] (های|ها|هایی|ترین|ام|اند|ای)($|[\s.،؛:!؟»)])`)
	halfEdge = regexp.MustCompile(`\x{200c}([\s.،؛:!؟»)]|$)|(^|[\s«(])\x{200c}|\x{200c}\x{200c}`)
	mark     = regexp.MustCompile(`[آ-ی] [،؛:!؟]|[آ-ی][,;?]`)
)

// glossary: one word for one thing, everywhere.
var glossary = map[string]string{
	"کامپیوتر": "رایانه", "فاکتور": "صورتحساب", "رمز عبور": "گذرواژه", "پسورد": "گذرواژه",
	"اینجا": "این\u200cجا", "آنجا": "آن\u200cجا", "کاربر گرامی": "", "لطفا": "", "میباشد": "است", "می\u200cباشد": "است",
}

// persian looks for the usual slips.
func persian(s string, fault func(string)) {
	switch {
	case arabic.MatchString(s):
		fault("an Arabic letter or digit: use ی ک ه ۰–۹")
	case noHalf.MatchString(s):
		fault("a half-space is missing")
	case halfEdge.MatchString(s):
		fault("a half-space at the edge of a word")
	case mark.MatchString(s):
		fault("a Latin mark, or a blank before a mark")
	}
	for word, better := range glossary {
		if strings.Contains(s, word) {
			fault("not «" + word + "» but «" + better + "»")
		}
	}
}

func TestTheFilesAreInOrder(t *testing.T) {
	for _, lang := range []string{"fa", "en"} {
		raw, err := Files.ReadFile(lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		want := canonical(load(t, lang))
		if *update {
			if err := os.WriteFile(lang+".json", want, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if !bytes.Equal(raw, want) {
			t.Errorf("%s.json is not in order (features and keys sorted, one a line, no key twice): go test ./locales -update writes it so", lang)
		}
	}
}

func canonical(all tree) []byte {
	var b strings.Builder
	quote := func(s string) string {
		var q bytes.Buffer
		enc := json.NewEncoder(&q)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(s) // a string always encodes
		return strings.TrimSpace(q.String())
	}
	features := slices.Sorted(maps.Keys(all))
	b.WriteString("{\n")
	for i, feature := range features {
		b.WriteString("  " + quote(feature) + ": {\n")
		keys := slices.Sorted(maps.Keys(all[feature]))
		for j, key := range keys {
			f := all[feature][key]
			value := quote(f[""])
			if _, plural := f["one"]; plural {
				value = `{ "one": ` + quote(f["one"]) + `, "other": ` + quote(f["other"]) + ` }`
			}
			b.WriteString("    " + quote(key) + ": " + value + comma(j, len(keys)))
		}
		b.WriteString("  }" + comma(i, len(features)))
	}
	b.WriteString("}\n")
	return []byte(b.String())
}

func comma(i, n int) string {
	if i < n-1 {
		return ",\n"
	}
	return "\n"
}
