package app

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pishkhan/internal/i18n"
	"pishkhan/internal/web"
)

func testDoor(t *testing.T, hosts ...string) http.Handler {
	t.Helper()
	api := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "api") })
	words := i18n.Load("")
	pages := newStatic(fstest.MapFS{
		"index.html":     {Data: []byte(`<script nonce="__PISHKHAN_NONCE__" src="assets/a.js"></script>`)},
		"assets/a-b1.js": {Data: []byte(strings.Repeat("let x = 1;\n", 200))},
		"favicon.svg":    {Data: []byte("<svg/>")},
	}, words)
	return door(words, loopback(hosts), api, pages, nil)
}

func ask(h http.Handler, method, host, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestOnlyThisComputersNamesAreAnswered(t *testing.T) {
	h := testDoor(t, "Shop.Example")
	for host, want := range map[string]int{
		"127.0.0.1:7300": 200, "localhost": 200, "localhost:9": 200, "[::1]:7300": 200, "LOCALHOST.": 200,
		"shop.example": 200, "127.0.0.1.evil.example": 421, "evil.example:7300": 421, "192.168.1.5": 421,
		"localhost.evil.example": 421, "0.0.0.0:7300": 421,
	} {
		for _, path := range []string{"/", "/api/health", "/favicon.svg", "/nowhere"} {
			got := ask(h, "GET", host, path).StatusCode
			if (got == 421) != (want == 421) {
				t.Errorf("GET %s%s: %d, want %d", host, path, got, want)
			}
		}
	}
}

func TestAForwardedAddressIsBelievedOfTheOwnersProxyAlone(t *testing.T) {
	from := func(proxied []string, remote string, header ...string) (seen string) {
		h := behindProxy(proxied, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			at, _ := web.Address(r.RemoteAddr)
			seen = at.String()
		}))
		r := httptest.NewRequest("GET", "http://shop.example/", nil)
		r.RemoteAddr = remote
		for _, line := range header {
			r.Header.Add("X-Forwarded-For", line)
		}
		h.ServeHTTP(httptest.NewRecorder(), r)
		return seen
	}
	named := []string{"shop.example"}
	for _, c := range []struct {
		proxied []string
		remote  string
		header  []string
		want    string
	}{
		{named, "127.0.0.1:9", []string{"203.0.113.7"}, "203.0.113.7"},
		{named, "[::1]:9", []string{"2001:db8::7"}, "2001:db8::7"},
		{named, "127.0.0.1:9", []string{"10.9.9.9, 203.0.113.7"}, "203.0.113.7"},                // the first was forged
		{named, "127.0.0.1:9", []string{"10.9.9.9", "198.51.100.2,203.0.113.7"}, "203.0.113.7"}, // in a line of its own
		{named, "127.0.0.1:9", nil, "127.0.0.1"},
		{named, "127.0.0.1:9", []string{"nobody"}, "127.0.0.1"},
		{named, "192.168.1.66:9", []string{"203.0.113.7"}, "192.168.1.66"}, // not from this computer
		{nil, "127.0.0.1:9", []string{"203.0.113.7"}, "127.0.0.1"},         // no proxy was named
	} {
		if got := from(c.proxied, c.remote, c.header...); got != c.want {
			t.Errorf("%v from %s with %v is %s, not %s", c.proxied, c.remote, c.header, got, c.want)
		}
	}
}

func TestAnotherSitesPageWritesNothing(t *testing.T) {
	h := testDoor(t)
	for name, c := range map[string]struct {
		header []string
		want   int
	}{
		"same origin":       {[]string{"Origin", "http://127.0.0.1:7300"}, 200},
		"no browser at all": {nil, 200},
		"foreign":           {[]string{"Origin", "http://evil.example"}, 403},
		"null":              {[]string{"Origin", "null"}, 403},
		"fetch metadata":    {[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		"same site only":    {[]string{"Sec-Fetch-Site", "same-site"}, 403},
	} {
		if got := ask(h, "POST", "127.0.0.1:7300", "/api/sales", c.header...).StatusCode; got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestThePageCarriesItsOwnNonce(t *testing.T) {
	h := testDoor(t)
	seen := map[string]bool{}
	for range 3 {
		r := ask(h, "GET", "localhost", "/")
		body, _ := io.ReadAll(r.Body)
		m := regexp.MustCompile(`'nonce-([^']+)'`).FindStringSubmatch(r.Header.Get("Content-Security-Policy"))
		if m == nil || !strings.Contains(string(body), `nonce="`+m[1]+`"`) {
			t.Fatalf("the policy and the page disagree: %v %s", r.Header, body)
		}
		if seen[m[1]] {
			t.Fatal("a nonce came twice")
		}
		seen[m[1]] = true
	}
}

func TestAssetsAreKeptAndPagesAreNot(t *testing.T) {
	h := testDoor(t)
	r := ask(h, "GET", "localhost", "/assets/a-b1.js", "Accept-Encoding", "gzip")
	if r.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("asset: %v", r.Header)
	}
	if got := ask(h, "GET", "localhost", "/assets/a-b1.js", "If-None-Match", r.Header.Get("ETag")).StatusCode; got != 304 {
		t.Errorf("asked again: %d, want 304", got)
	}
	for path, want := range map[string]string{"/": "no-store", "/api/health": "no-store", "/favicon.svg": "no-cache"} {
		if got := ask(h, "GET", "localhost", path).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	if got := ask(h, "GET", "localhost", "/assets/gone.js").StatusCode; got != 404 {
		t.Errorf("a missing asset: %d, want 404", got)
	}
	if got := ask(h, "POST", "localhost", "/").StatusCode; got != 405 {
		t.Errorf("a write to a page: %d, want 405", got)
	}
}

func TestABodyWithoutAnEndIsNotWaitedForLong(t *testing.T) {
	s := httptest.NewServer(testDoor(t))
	t.Cleanup(s.Close)
	for _, to := range []string{"GET /", "POST /api/sales"} {
		t.Run(to, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", s.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := io.WriteString(c, to+" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"); err != nil {
				t.Fatal(err)
			}
			if err := c.SetReadDeadline(time.Now().Add(3 * bodyTime)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, c); err != nil {
				t.Errorf("the connection stays open: %v", err)
			}
		})
	}
}
