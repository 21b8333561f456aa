package i18n

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"

	"pishkhan/internal/money"
)

// entry is one text, or its two plural forms.
type entry struct{ one, other string }

func (e *entry) plural() bool { return e.one != "" }

func (e *entry) message(key string) *goi18n.Message {
	return &goi18n.Message{ID: key, One: e.one, Other: e.other}
}

func (e *entry) flat() any {
	if e.plural() {
		return map[string]string{"one": e.one, "other": e.other}
	}
	return e.other
}

// over is the shop's wording put over the built-in one: where that has two
// forms and the shop gave one text, the text serves for both.
func (e *entry) over(built *entry) *entry {
	if built.plural() && !e.plural() {
		return &entry{one: e.other, other: e.other}
	}
	return e
}

func (e *entry) masked() *entry { return &entry{one: mask(e.one), other: mask(e.other)} }

var blank = regexp.MustCompile(`\{\{\.([A-Za-z][A-Za-z0-9]*)\}\}`)

// blanksIn names the blanks of a text, each once, sorted.
func blanksIn(texts ...string) []string {
	var names []string
	for _, m := range blank.FindAllStringSubmatch(strings.Join(texts, ""), -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// parse reads {"feature": {"key": text or forms}} into entries by
// "feature.key". A file that is no such thing gives no entries. Against built
// (a shop's own wording), keys that are unknown and blanks that will not be
// filled are left out, each with a fault.
func parse(raw []byte, built map[string]*entry) (map[string]*entry, []error) {
	var tree map[string]map[string]any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return nil, []error{err}
	}
	entries := make(map[string]*entry, len(built))
	var faults []error
	for feature, names := range tree {
		for name, value := range names {
			key := feature + "." + name
			e, err := parseEntry(value)
			if err == nil && built != nil {
				err = e.fits(built[key])
			}
			if err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", key, err))
				continue
			}
			entries[key] = e
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return entries, faults
}

func parseEntry(value any) (*entry, error) {
	var e entry
	switch v := value.(type) {
	case string:
		e.other = v
	case map[string]any:
		e.one, _ = v["one"].(string)
		e.other, _ = v["other"].(string)
		if len(v) != 2 || e.one == "" {
			return nil, errors.New(`plural forms are "one" and "other"`)
		}
	default:
		return nil, errors.New("neither a text nor plural forms")
	}
	if strings.TrimSpace(e.other) == "" {
		return nil, errors.New("no text")
	}
	if text := e.one + e.other; strings.Contains(text, "{{") && strings.Contains(blank.ReplaceAllString(text, ""), "{{") {
		return nil, errors.New("a blank is written {{.Name}}")
	}
	return &e, nil
}

// fits tells whether the shop's wording can stand where the built-in one does.
func (e *entry) fits(built *entry) error {
	if built == nil {
		return errors.New("no such key")
	}
	if e.plural() && !built.plural() {
		return errors.New("has one form only")
	}
	known := blanksIn(built.one, built.other)
	for _, b := range blanksIn(e.one, e.other) {
		if !slices.Contains(known, b) {
			return fmt.Errorf("{{.%s}} is not filled here", b)
		}
	}
	return nil
}

// blanks fills {{.Name}} and knows nothing else of templates: a shop's own
// wording cannot run anything. A blank without a value stays and is seen.
type blanks struct{}

// Cacheable says that a parsed text may be kept.
func (blanks) Cacheable() bool { return true }

// Parse takes the text as it is.
func (blanks) Parse(src, _, _ string) (template.ParsedTemplate, error) { return text(src), nil }

type text string

// filling is the values of one text and the language to write them in.
type filling struct {
	params map[string]any
	lang   string
}

// Execute fills the blanks.
func (t text) Execute(data any) (string, error) {
	f, _ := data.(filling)
	return blank.ReplaceAllStringFunc(string(t), func(b string) string {
		name := b[3 : len(b)-2]
		value, ok := f.params[name]
		switch {
		case !ok:
			return b
		case strings.HasSuffix(name, "ID"):
			return fmt.Sprint(value) // a process or a document, not a count
		}
		return show(value, f.lang)
	}), nil
}

// show writes a value inside a text. A negative number is isolated, or its
// minus would jump to the other side in a right-to-left line.
func show(value any, lang string) string {
	s := written(value, lang)
	if lang == Persian && strings.HasPrefix(s, "−") {
		return "\u2066" + s + "\u2069"
	}
	return s
}

func written(value any, lang string) string {
	switch v := value.(type) {
	case interface{ Format(lang string) string }: // quantities, percents, amounts
		return v.Format(lang)
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		n, _ := strconv.ParseInt(fmt.Sprint(v), 10, 64)
		return money.Format(money.Rial(n), money.InRial, lang)
	}
	return fmt.Sprint(value)
}

// plain is a count as the plural rules read it; what is none counts as many.
func plain(count any) any {
	text := fmt.Sprint(count)
	if _, err := strconv.ParseFloat(text, 64); err != nil {
		return "2"
	}
	return strings.TrimPrefix(text, "-")
}
