package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/web"
)

type health struct {
	Status  string `json:"status" enum:"ok"`
	Version string `json:"version"`
}

// raw is an answer that was encoded before.
type raw struct {
	Type  string `header:"Content-Type"`
	Cache string `header:"Cache-Control"`
	Tag   string `header:"ETag"`
	Coded string `header:"Content-Encoding"`
	Vary  string `header:"Vary"`
	Body  []byte `contentType:"application/json"`
}

// wording is the catalogue as it is sent, encoded once for each state of it,
// when a language is first asked for.
type wording struct {
	now  atomic.Pointer[map[string]func() *words]
	n    atomic.Int64 // how often it has changed
	mu   sync.Mutex
	told map[string]int64 // session → the n that it heard of
}

// heard tells whether a session has heard of the present words, and that it
// has from now on.
func (w *wording) heard(session string) bool {
	n := w.n.Load()
	w.mu.Lock()
	defer w.mu.Unlock()
	before, ok := w.told[session]
	if w.told == nil || len(w.told) > 10_000 {
		w.told = map[string]int64{}
	}
	w.told[session] = n
	return !ok || before == n
}

type words struct {
	body   []byte
	zipped []byte
	tag    string
}

func (w *wording) read(c *i18n.Catalogue) {
	said := map[string]func() *words{}
	for _, lang := range append([]string{i18n.Pseudo}, i18n.Languages...) {
		flat := c.Flat(lang) // of this moment
		said[lang] = sync.OnceValue(func() *words { return encode(flat()) })
	}
	w.now.Store(&said)
	w.n.Add(1)
}

func encode(flat map[string]any) *words {
	body, err := json.Marshal(flat)
	if err != nil {
		panic(err) // texts and pairs of texts always encode
	}
	sum := sha256.Sum256(body)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write(body)
	_ = z.Close() // a bytes.Buffer does not fail
	return &words{body: body, zipped: zipped.Bytes(), tag: `"` + hex.EncodeToString(sum[:12]) + `"`}
}

type localeInput struct {
	Lang    string `path:"lang"`
	Accepts string `header:"Accept-Encoding" hidden:"true"`
}

func (a *API) meta(program string) {
	s := a.Server
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/health", Right: actor.Public, Tag: "program", Summary: "Whether the program runs, and which version"},
		func(context.Context, *struct{}) (*web.Body[health], error) {
			return &web.Body[health]{Body: health{Status: "ok", Version: program}}, nil
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/locales/{lang}", Right: actor.Public, Tag: "program", Summary: "The catalogue of words, with the shop's own over it"},
		func(_ context.Context, in *localeInput) (*raw, error) {
			said, ok := (*a.wording.now.Load())[in.Lang]
			if !ok {
				return nil, errs.New(errs.NotFound)
			}
			w := said()
			// The tag is for whoever compares it; the body is always sent: a 304
			// turns into a 500 in the window on Windows.
			out := &raw{Type: "application/json", Cache: "no-cache", Tag: w.tag, Vary: "Accept-Encoding", Body: w.body}
			if strings.Contains(in.Accepts, "gzip") {
				out.Coded, out.Body = "gzip", w.zipped
			}
			return out, nil
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/openapi.json", Right: actor.SignedIn, Tag: "program", Summary: "This document"},
		func(context.Context, *struct{}) (*raw, error) {
			doc, err := a.Document()
			return &raw{Type: "application/json", Cache: "no-store", Body: doc}, err
		})
}

// Document is the OpenAPI document, indented, ending in a line break.
func (a *API) Document() ([]byte, error) {
	flat, err := a.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, flat, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
