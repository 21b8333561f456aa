package network

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"html/template"
	"net/http"
	"regexp"
	"strings"

	"pishkhan/internal/errs"
)

// Where the page that explains trust is, and the authority to download.
const (
	TrustPath     = "/trust"
	AuthorityPath = "/trust/pishkhan.crt"
)

var trustPage = template.Must(template.New("trust").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>{{call .T "network.trust_title"}}</title>
<style nonce="{{.Nonce}}">
:root { --ink: #161e2e; --mute: #4d5463; --paper: #f7f4ee; --card: #fff; --line: #dcd7cb; --deep: #0b6b6b; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae5; --mute: #aab0bb; --paper: #14181f; --card: #1c222b; --line: #343b47; --deep: #43b7b0; --on: #07201f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.75 Vazirmatn, "Segoe UI", Tahoma, "Noto Sans Arabic", sans-serif }
main { max-width: 40rem; margin: auto; padding: 1.25rem }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: .25rem 1.25rem 1rem; margin-block: 1rem }
h1 { font-size: 1.5rem; line-height: 1.4; margin-block: .5rem } h2 { font-size: 1.1rem; margin-block: 1rem .25rem } p { margin-block: .5rem } .mute { color: var(--mute) }
ol:lang(fa) { list-style-type: persian } ol, ul { padding-inline-start: 1.4rem; margin-block: .5rem }
a { color: var(--deep) } a:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px }
.go { display: inline-block; background: var(--deep); color: var(--on); text-decoration: none; border-radius: 10px; padding: .55rem 1.1rem; margin-block: .5rem; font-weight: 600 }
code { display: block; direction: ltr; text-align: center; font: 600 .95rem/1.9 ui-monospace, Consolas, monospace; letter-spacing: .04em; overflow-wrap: anywhere; border: 1px dashed var(--line); border-radius: 10px; padding: .5rem }
img { display: block; width: 12rem; height: 12rem; margin: .5rem auto; border-radius: 10px } bdi { direction: ltr; unicode-bidi: isolate }
</style>
</head>
<body><main>
<p><a href="?lang={{.Other}}" lang="{{.Other}}">{{.OtherName}}</a></p>
<h1>{{call .T "network.trust_title"}}</h1>
<p class="mute">{{.Shop}}</p>
<p>{{call .T "network.trust_why"}}</p>
{{with .Code}}<section><h2>{{call $.T "network.trust_address"}}</h2><img alt="" src="{{.}}"><p class="mute"><bdi>{{$.Address}}</bdi></p></section>{{end}}
<section><h2>{{call .T "network.trust_compare"}}</h2><p>{{call .T "network.trust_compare_how"}}</p><code>{{range .Fingerprint}}{{.}}<br>{{end}}</code></section>
<section><h2>{{call .T "network.trust_take"}}</h2><p><a class="go" href="{{.Authority}}">{{call .T "network.trust_download"}}</a></p><p class="mute">{{call .T "network.trust_limits"}}</p></section>
<section><h2>{{call .T "network.trust_android"}}</h2><ol>{{range .Android}}<li>{{.}}</li>{{end}}</ol></section>
<section><h2>{{call .T "network.trust_ios"}}</h2><ol>{{range .IOS}}<li>{{.}}</li>{{end}}</ol></section>
<section><h2>{{call .T "network.trust_windows"}}</h2><ol>{{range .Windows}}<li>{{.}}</li>{{end}}</ol></section>
<p><a class="go" href="/">{{call .T "network.trust_open"}}</a></p>
</main></body>
</html>
`))

// foreign are the names of a device's own buttons, kept in one piece.
var foreign = regexp.MustCompile(`«([A-Za-z][^»]*)»`)

// Trust answers for the page that explains, in both languages, how a device
// comes to trust the shop, and for the authority itself. Nobody signs in for
// it: what it shows, every connection shows. It is not there before the network
// was first switched on.
func (r *Room) Trust() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+TrustPath, r.trust)
	mux.HandleFunc("GET "+AuthorityPath, func(w http.ResponseWriter, q *http.Request) {
		kept, err := r.kept(q.Context())
		if err != nil || kept.fingerprint == "" {
			r.missing(w, q, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "application/x-x509-ca-cert")
		h.Set("Content-Disposition", `attachment; filename="pishkhan.crt"`)
		h.Set("Cache-Control", "no-store")
		_, _ = w.Write(kept.authority) // a reader that went away hears nothing
	})
	return mux
}

func (r *Room) trust(w http.ResponseWriter, q *http.Request) {
	kept, err := r.kept(q.Context())
	if err != nil || kept.fingerprint == "" {
		r.missing(w, q, err)
		return
	}
	s, err := r.shop.Read(q.Context())
	if err != nil {
		r.missing(w, q, err)
		return
	}
	lang := r.lang(q)
	say := func(key string) string { return r.words.T(lang, key, nil) }
	lines := func(key string) []string {
		return strings.Split(foreign.ReplaceAllString(say(key), "«\u2066$1\u2069»"), " | ")
	}
	var raw [16]byte
	rand.Read(raw[:])
	page := map[string]any{
		"Lang": lang, "Dir": "rtl", "Other": "en", "OtherName": "English", "T": say, "Shop": s.Name,
		"Fingerprint": strings.Fields(pairs(kept.fingerprint)), "Authority": AuthorityPath, "Nonce": base64.StdEncoding.EncodeToString(raw[:]),
		"Android": lines("network.trust_android_steps"), "IOS": lines("network.trust_ios_steps"), "Windows": lines("network.trust_windows_steps"),
	}
	if lang == "en" {
		page["Dir"], page["Other"], page["OtherName"] = "ltr", "fa", "فارسی"
	}
	// At the counter itself the page is there to be shown to the device.
	if state, err := r.State(q.Context()); err == nil && q.TLS == nil && len(state.Addresses) > 0 {
		page["Code"], page["Address"] = template.URL(state.Addresses[0].Code), state.Addresses[0].URL
	}
	var out bytes.Buffer
	if err := trustPage.Execute(&out, page); err != nil {
		r.missing(w, q, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+page["Nonce"].(string)+"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = w.Write(out.Bytes()) // a reader that went away hears nothing
}

// lang is the language that was chosen on the page, else the asker's.
func (r *Room) lang(q *http.Request) string {
	switch chosen := q.URL.Query().Get("lang"); chosen {
	case "fa", "en":
		return chosen
	}
	return r.words.Resolve(q.Header.Get("Accept-Language"))
}

func (r *Room) missing(w http.ResponseWriter, q *http.Request, err error) {
	status, code := http.StatusNotFound, errs.NotFound
	if err != nil && !errs.Is(err, errs.SetupNeeded) {
		status, code = http.StatusInternalServerError, errs.Internal
	}
	http.Error(w, r.words.T(r.lang(q), errs.New(code).Key(), nil), status)
}
