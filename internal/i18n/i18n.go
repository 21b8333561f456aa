// Package i18n gives the words: a text of the catalogue in the language asked
// for, its blanks filled, its plural chosen, with the shop's own wording over
// it. It owns how numbers look inside a text; money and dates come ready made
// from money and calendar.
//
// It refuses to guess: a key that is nowhere shows itself, and tests are told.
package i18n

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"sync/atomic"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"pishkhan/internal/errs"
	"pishkhan/locales"
)

// The languages. Pseudo is English behind accents and brackets, for the tests
// that look for text which is not from the catalogue.
const (
	Persian = "fa"
	English = "en"
	Pseudo  = "x-pseudo"
)

// Languages are those that people choose from; the first is the default.
var Languages = []string{Persian, English}

// Catalogue is every text in every language. It is safe for many at once.
type Catalogue struct {
	// Missing, when set before first use, is told of every key that is not in
	// the catalogue and of every blank that was not filled.
	Missing func(lang, what string)

	dir  string                              // the shop's own wording; empty for none
	base map[string]func() map[string]*entry // language → key → what is built in
	own  map[string]map[string]*entry        // the shop's own, the last that could be read
	said atomic.Pointer[map[string]func() *words]
	lang atomic.Pointer[string] // the shop's language
}

// words is one language ready to speak.
type words struct {
	lang      string
	entries   map[string]*entry
	localizer *goi18n.Localizer // chooses plurals; the messages are handed to it one by one
	own       func() map[string]any
}

// Load gives the built-in catalogue and, over it, the shop's own wording from
// <shopDir>/locales/fa.json and en.json where they are (an empty shopDir means
// none). A shop's file that cannot be read is reported to the log and left
// out. A language is read when something is first said in it: the program
// starts sooner, and a command speaks but one.
func Load(shopDir string) *Catalogue {
	c := &Catalogue{dir: wordingDir(shopDir), base: builtIn, own: map[string]map[string]*entry{}}
	for _, lang := range Languages {
		c.readOwn(lang)
	}
	c.build()
	return c
}

// builtIn is the built-in catalogue, each language read once; it is shared:
// read only.
var builtIn = func() map[string]func() map[string]*entry {
	base := map[string]func() map[string]*entry{}
	for _, lang := range Languages {
		base[lang] = sync.OnceValue(func() map[string]*entry {
			raw, err := locales.Files.ReadFile(lang + ".json")
			entries, faults := parse(raw, nil)
			if err := errors.Join(append(faults, err)...); err != nil {
				panic(fmt.Errorf("catalogue %s: %w", lang, err)) // embedded: only a broken build gets here
			}
			return entries
		})
	}
	return base
}()

// build makes the words of every language from the built-in and the shop's
// own; readers see all of the old or all of the new.
func (c *Catalogue) build() {
	said := map[string]func() *words{}
	for _, lang := range Languages {
		base, own := c.base[lang], c.own[lang]
		entries := sync.OnceValue(func() map[string]*entry { return laid(own, base()) })
		said[lang] = sync.OnceValue(func() *words { return ready(lang, entries(), base()) })
		if lang == English {
			said[Pseudo] = sync.OnceValue(func() *words {
				masked := map[string]*entry{}
				for key, e := range entries() {
					masked[key] = e.masked()
				}
				return ready(English, masked, base())
			})
		}
	}
	c.said.Store(&said)
}

// laid is the shop's own wording over the built-in one.
func laid(own, base map[string]*entry) map[string]*entry {
	if len(own) == 0 {
		return base
	}
	entries := maps.Clone(base)
	for key, e := range own {
		if built, ok := entries[key]; ok {
			entries[key] = e.over(built)
		}
	}
	return entries
}

// ready is a language with the entries it speaks from and those built in.
func ready(lang string, entries, built map[string]*entry) *words {
	w := &words{lang: lang, entries: entries, localizer: goi18n.NewLocalizer(goi18n.NewBundle(language.MustParse(lang)), lang)}
	w.own = sync.OnceValue(func() map[string]any {
		own := map[string]any{}
		for key, e := range entries {
			if e != built[key] {
				own[key] = e.flat()
			}
		}
		return own
	})
	return w
}

func (c *Catalogue) words(lang string) *words {
	said := *c.said.Load()
	if w, ok := said[lang]; ok {
		return w()
	}
	return said[Languages[0]]()
}

// T is the text of a key ("feature.key") in a language, its blanks filled from
// params. Whole numbers are counts: grouped, in the language's digits, and
// Count chooses the plural; what is a code or a year goes in as text. A key
// that is not there is the answer itself.
func (c *Catalogue) T(lang, key string, params map[string]any) string {
	w := c.words(lang)
	e, ok := w.entries[key]
	if !ok {
		c.miss(lang, key)
		return key
	}
	config := &goi18n.LocalizeConfig{DefaultMessage: e.message(key), TemplateParser: blanks{}, TemplateData: filling{params, w.lang}}
	if e.plural() {
		config.PluralCount = plain(params["Count"])
	}
	text, err := w.localizer.Localize(config)
	if err != nil {
		c.miss(lang, key+": "+err.Error())
	}
	if c.Missing != nil && strings.Contains(text, "{{") {
		c.miss(lang, key+": "+text)
	}
	return text
}

// Has tells whether the key is in the catalogue.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.words(Languages[0]).entries[key]
	return ok
}

// Error is what a refusal says to people. A code without words of its own is
// said in general terms and reported as missing.
func (c *Catalogue) Error(lang string, e *errs.Error) string {
	if c.Has(e.Key()) {
		return c.T(lang, e.Key(), e.Params)
	}
	c.miss(lang, e.Key())
	general := errs.Invalid
	if e.Status() >= 500 {
		general = errs.Internal
	}
	return c.T(lang, (&errs.Error{Code: general}).Key(), e.Params)
}

// Own gives what a language says otherwise than the built-in words (which the
// interface carries itself) as it is now: key → text, or plural forms
// ({"one": …, "other": …}); all of the pseudo-locale. What the function makes,
// once, is shared: read only.
func (c *Catalogue) Own(lang string) func() map[string]any {
	said := *c.said.Load()
	if w, ok := said[lang]; ok {
		return func() map[string]any { return w().own() }
	}
	return said[Languages[0]]().own
}

func (c *Catalogue) miss(lang, what string) {
	if c.Missing != nil {
		c.Missing(lang, what)
	}
}

// SetLanguage makes the shop's language the one for askers who name none.
func (c *Catalogue) SetLanguage(lang string) { c.lang.Store(&lang) }

// Resolve is the language for an Accept-Language header, the shop's own (or
// Persian, before there is a shop) when it names none that there is.
func (c *Catalogue) Resolve(acceptLanguage string) string {
	fallback := Languages[0]
	if lang := c.lang.Load(); lang != nil {
		fallback = *lang
	}
	return Lang(acceptLanguage, fallback)
}

// Lang chooses the language for an Accept-Language header: the first wanted
// that there is, else fallback.
func Lang(accept, fallback string) string {
	if accept == Pseudo {
		return Pseudo
	}
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return fallback
	}
	for _, tag := range tags {
		base, _ := tag.Base()
		for _, lang := range Languages {
			if base.String() == lang {
				return lang
			}
		}
	}
	return fallback
}
