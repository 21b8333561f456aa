package app

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"pishkhan/internal/web"
)

// static serves the embedded interface: hashed assets for ever, the page
// itself fresh each time with a nonce of its own.
type static struct {
	files fs.FS
	words web.Words
	mu    sync.Mutex
	seen  map[string]*asset
}

type asset struct {
	body, zipped []byte // zipped is nil where it would save nothing
	tag, kind    string
}

// kinds are said here, because the system's own table may say otherwise.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon", ".woff2": "font/woff2",
	".webmanifest": "application/manifest+json", ".wav": "audio/wav", ".mp3": "audio/mpeg",
}

func newStatic(files fs.FS, words web.Words) *static {
	return &static{files: files, words: words, seen: map[string]*asset{}}
}

func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	switch {
	case name == "" || name == "index.html":
		s.page(w, r)
		return
	case path.Ext(name) == "": // the interface finds its way from the root alone
		http.Redirect(w, r, "/", http.StatusFound)
		return
	}
	a, err := s.asset(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", a.tag)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") { // Vite puts a hash into these names
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	body := a.body
	if a.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.Header.Get("Range") == "" {
			h.Set("Content-Encoding", "gzip")
			body = a.zipped
		}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// page sends index.html. Scripts run only with the page's nonce or from this
// address; styles are looser, because the interface's components write style
// elements while they run.
func (s *static) page(w http.ResponseWriter, r *http.Request) {
	a, err := s.asset("index.html")
	if err != nil {
		http.Error(w, s.words.T(s.words.Resolve(r.Header.Get("Accept-Language")), "app.not_built", nil), http.StatusNotFound)
		return
	}
	var raw [16]byte
	rand.Read(raw[:])
	nonce := base64.StdEncoding.EncodeToString(raw[:])
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self' 'nonce-"+nonce+"'; "+
		"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "+
		"connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; "+
		"form-action 'self'; frame-ancestors 'none'")
	text := bytes.ReplaceAll(a.body, []byte("__PISHKHAN_NONCE__"), []byte(nonce)) // as vite.config.ts names it
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

func (s *static) asset(name string) (*asset, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.seen[name]; a != nil {
		return a, nil
	}
	body, err := fs.ReadFile(s.files, name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	a := &asset{body: body, tag: `"` + hex.EncodeToString(sum[:12]) + `"`, kind: kinds[path.Ext(name)]}
	if a.kind == "" {
		a.kind = "application/octet-stream"
	}
	switch path.Ext(name) {
	case ".js", ".css", ".svg", ".json", ".txt":
		var buf bytes.Buffer
		z, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
		_, _ = z.Write(body)
		_ = z.Close() // a bytes.Buffer does not fail
		if buf.Len() < len(body) {
			a.zipped = buf.Bytes()
		}
	}
	s.seen[name] = a
	return a, nil
}
