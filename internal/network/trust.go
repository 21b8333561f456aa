package network

import (
	"html/template"
	"net/http"
	"regexp"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/pdf"
	"pishkhan/internal/web"
)

// Where the page that explains trust is, and the authority to download.
const (
	TrustPath     = "/trust"
	AuthorityPath = "/trust/pishkhan.crt"
)

var trustPage = template.Must(template.New("trust").Parse(`
<h1>{{call .T "network.trust_title"}}</h1>
<p class="mute">{{.Shop}}</p>
<p>{{call .T "network.trust_why"}}</p>
{{with .Code}}<section><h2>{{call $.T "network.trust_address"}}</h2><img alt="" src="{{.}}"><p class="mute"><bdi class="ltr">{{$.Address}}</bdi></p></section>{{end}}
<section><h2>{{call .T "network.trust_compare"}}</h2><p>{{call .T "network.trust_compare_how"}}</p><code>{{range .Fingerprint}}{{.}}<br>{{end}}</code></section>
<section><h2>{{call .T "network.trust_take"}}</h2><p><a class="go" href="{{.Authority}}">{{call .T "network.trust_download"}}</a></p><p class="mute">{{call .T "network.trust_limits"}}</p></section>
<section><h2>{{call .T "network.trust_android"}}</h2><ol>{{range .Android}}<li>{{.}}</li>{{end}}</ol></section>
<section><h2>{{call .T "network.trust_ios"}}</h2><ol>{{range .IOS}}<li>{{.}}</li>{{end}}</ol></section>
<section><h2>{{call .T "network.trust_windows"}}</h2><ol>{{range .Windows}}<li>{{.}}</li>{{end}}</ol></section>
<p><a class="go" href="/">{{call .T "network.trust_open"}}</a></p>
{{with .Another}}<section><h2>{{call $.T "network.trust_another"}}</h2><img alt="" src="{{.}}"><p class="mute"><bdi class="ltr">{{$.Address}}</bdi></p></section>{{end}}
`))

// foreign are the names of a device's own buttons, kept in one piece.
var foreign = regexp.MustCompile(`«([A-Za-z][^»]*)»`)

// Trust answers for the page that explains, in both languages, how a device
// comes to trust the shop, and for the authority itself. Nobody signs in for
// it: what it shows, every connection shows. It is not there before the network
// was first switched on.
func (r *Room) Trust() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+TrustPath, func(w http.ResponseWriter, q *http.Request) {
		if err := r.trust(w, q); err != nil {
			r.missing(w, q, err)
		}
	})
	mux.HandleFunc("GET "+AuthorityPath, func(w http.ResponseWriter, q *http.Request) {
		kept, err := r.founded(q)
		if err != nil {
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

// founded is the row of a shop that has its authority; errs.NotFound else.
func (r *Room) founded(q *http.Request) (row, error) {
	kept, err := r.kept(q.Context())
	if err == nil && kept.fingerprint == "" {
		err = errs.New(errs.NotFound)
	}
	return kept, err
}

func (r *Room) trust(w http.ResponseWriter, q *http.Request) error {
	kept, err := r.founded(q)
	if err != nil {
		return err
	}
	s, err := r.shop.Read(q.Context())
	if err != nil {
		return err
	}
	lang := web.PageLang(r.words, q)
	say := func(key string) string { return r.words.T(lang, key, nil) }
	lines := func(key string) []string {
		return strings.Split(foreign.ReplaceAllString(say(key), "«\u2066$1\u2069»"), " | ")
	}
	data := map[string]any{
		"T": say, "Shop": s.Name, "Fingerprint": strings.Fields(pairs(kept.fingerprint)), "Authority": AuthorityPath,
		"Android": lines("network.trust_android_steps"), "IOS": lines("network.trust_ios_steps"), "Windows": lines("network.trust_windows_steps"),
	}
	// At the counter itself the page is there to be shown to the device; on a
	// device it leads the next one to where this one is, which the door has allowed.
	switch state, err := r.State(q.Context()); {
	case err != nil:
		return err
	case q.TLS != nil:
		address := "https://" + q.Host + "/"
		code, err := pdf.CodePicture(address + "trust")
		if err != nil {
			return err
		}
		data["Another"], data["Address"] = template.URL(code), address
	case len(state.Addresses) > 0:
		data["Code"], data["Address"] = template.URL(state.Addresses[0].Code), state.Addresses[0].URL
	}
	return web.PlainPage{Lang: lang, Title: say("network.trust_title"), Of: trustPage, Data: data}.Write(w, http.StatusOK)
}

func (r *Room) missing(w http.ResponseWriter, q *http.Request, err error) {
	status, code := http.StatusInternalServerError, errs.Internal
	if errs.Is(err, errs.NotFound) || errs.Is(err, errs.SetupNeeded) {
		status, code = http.StatusNotFound, errs.NotFound
	}
	http.Error(w, r.words.T(web.PageLang(r.words, q), errs.New(code).Key(), nil), status)
}
