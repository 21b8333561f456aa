package web

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"html/template"
	"net/http"
)

// PlainPage is one that the program writes itself, for devices that aren't signed
// in: no script, nothing from elsewhere, light and dark, in one language with
// the way to the other. Body is written by Of with Data.
type PlainPage struct {
	Lang  string // "fa" or "en"
	Title string
	Of    *template.Template
	Data  any
}

var pageFrame = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{if eq .Lang "fa"}}rtl{{else}}ltr{{end}}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>{{.Title}}</title>
<style nonce="{{.Nonce}}">
:root { --ink: #161e2e; --mute: #4d5463; --paper: #f7f4ee; --card: #fff; --line: #dcd7cb; --deep: #0b6b6b; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae5; --mute: #aab0bb; --paper: #14181f; --card: #1c222b; --line: #343b47; --deep: #43b7b0; --on: #07201f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.75 Vazirmatn, "Segoe UI", Tahoma, "Noto Sans Arabic", sans-serif }
main { max-width: 40rem; margin: auto; padding: 1.25rem }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: .25rem 1.25rem 1rem; margin-block: 1rem }
h1 { font-size: 1.5rem; line-height: 1.4; margin-block: .5rem } h2 { font-size: 1.1rem; margin-block: 1rem .25rem } p { margin-block: .5rem } .mute { color: var(--mute) }
ol:lang(fa) { list-style-type: persian } ol { padding-inline-start: 1.4rem; margin-block: .5rem }
a { color: var(--deep) } a:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px }
.go { display: inline-block; background: var(--deep); color: var(--on); text-decoration: none; border-radius: 10px; padding: .55rem 1.1rem; margin-block: .5rem; font-weight: 600 }
code { display: block; direction: ltr; text-align: center; font: 600 .95rem/1.9 ui-monospace, Consolas, monospace; letter-spacing: .04em; overflow-wrap: anywhere; border: 1px dashed var(--line); border-radius: 10px; padding: .5rem }
img { display: block; width: 12rem; height: 12rem; margin: .5rem auto; border-radius: 10px } bdi.ltr { direction: ltr; unicode-bidi: isolate }
table { width: 100%; border-collapse: collapse } td, th { padding: .45rem 0; border-block-end: 1px solid var(--line); text-align: start; font-weight: inherit; vertical-align: top }
td:last-child { text-align: end; white-space: nowrap; padding-inline-start: 1rem } tr:last-child > * { border: 0 } .sum > * { font-weight: 700 } small { display: block; color: var(--mute); font-size: .85rem }
</style>
</head>
<body><main>
<p><a href="?lang={{if eq .Lang "fa"}}en{{else}}fa{{end}}">{{if eq .Lang "fa"}}<span lang="en">English</span>{{else}}<span lang="fa">فارسی</span>{{end}}</a></p>
{{.Body}}
</main></body>
</html>
`))

// PageLang is the language that was chosen on a page, else the asker's.
func PageLang(words Words, r *http.Request) string {
	switch chosen := r.URL.Query().Get("lang"); chosen {
	case "fa", "en":
		return chosen
	}
	return words.Resolve(r.Header.Get("Accept-Language"))
}

// Write sends the page with a status; an error means that nothing was sent.
func (p PlainPage) Write(w http.ResponseWriter, status int) error {
	var body, whole bytes.Buffer
	if err := p.Of.Execute(&body, p.Data); err != nil {
		return err
	}
	var raw [16]byte
	rand.Read(raw[:])
	nonce := base64.StdEncoding.EncodeToString(raw[:])
	err := pageFrame.Execute(&whole, map[string]any{"Lang": p.Lang, "Title": p.Title, "Nonce": nonce, "Body": template.HTML(body.String())})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.WriteHeader(status)
	_, _ = w.Write(whole.Bytes()) // a reader that went away hears nothing
	return nil
}
