package app

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// The door's own refusals.
const (
	wrongHost errs.Code = "wrong_host" // 421 asked under a name that is not ours
	crossSite errs.Code = "cross_site" // 403 a write from another site's page
)

// bodyTime is how long what is sent with a request may take, also where nobody
// reads it: the server waits for its end. A route that reads it sets its own.
const bodyTime = 5 * time.Second

// door stands before every route. The host's name is looked at first: a page
// that points its own name at this computer (DNS rebinding) passes every
// same-origin check, Go's too, but it cannot hide the name. more are pages
// beside the interface, by where they begin.
func door(words web.Words, ours func(host string) bool, api, pages http.Handler, more map[string]http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/api/", noStore(api))
	mux.Handle("/", pages)
	for at, page := range more {
		mux.Handle(at, page)
	}
	sites := http.NewCrossOriginProtection()
	sites.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse(w, r, words, http.StatusForbidden, crossSite)
	}))
	inner := sites.Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // a recorder has no connection
		}
		if !ours(r.Host) {
			refuse(w, r, words, http.StatusMisdirectedRequest, wrongHost)
			return
		}
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
		inner.ServeHTTP(w, r)
	})
}

// behindProxy tells the rooms from where a proxy on this computer passes a
// request on: the last address of its X-Forwarded-For, which that proxy wrote. The
// header is believed only where the owner named a proxy (serve --host), and only
// of a connection from this computer; whatever else it holds, others wrote.
func behindProxy(proxied []string, next http.Handler) http.Handler {
	if len(proxied) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if at, ok := web.Address(r.RemoteAddr); ok && at.IsLoopback() {
			if lines := r.Header.Values("X-Forwarded-For"); len(lines) > 0 {
				last := lines[len(lines)-1]
				last = last[strings.LastIndexByte(last, ',')+1:]
				if from, ok := web.Address(strings.TrimSpace(last)); ok {
					r = r.WithContext(r.Context())
					r.RemoteAddr = netip.AddrPortFrom(from, 0).String()
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// loopback are the names of this computer for itself, and those under which a
// proxy on it passes requests on.
func loopback(proxied []string) func(host string) bool {
	return func(host string) bool { return allowedHost(host, proxied) }
}

func allowedHost(host string, allowed []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" {
		return true
	}
	if ip := net.ParseIP(name); ip != nil && ip.IsLoopback() {
		return true
	}
	for _, a := range allowed {
		if name == strings.ToLower(a) {
			return true
		}
	}
	return false
}

// noStore keeps the shop's data out of the browser's cache unless a route
// says otherwise.
func noStore(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func refuse(w http.ResponseWriter, r *http.Request, words web.Words, status int, code errs.Code) {
	p := web.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: string(code)}
	p.Detail = words.T(words.Resolve(r.Header.Get("Accept-Language")), errs.New(code).Key(), nil)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(p) // a reader that went away hears nothing
}
