package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
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
	Body  []byte `contentType:"application/json"`
}

// wording is the shop's own as it is sent, encoded once for each state of it,
// when a language is first asked for.
type wording struct {
	now  atomic.Pointer[map[string]func() []byte]
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

func (w *wording) read(c *i18n.Catalogue) {
	said := map[string]func() []byte{}
	for _, lang := range append([]string{i18n.Pseudo}, i18n.Languages...) {
		own := c.Own(lang) // of this moment
		said[lang] = sync.OnceValue(func() []byte { return encode(own()) })
	}
	w.now.Store(&said)
	w.n.Add(1)
}

func encode(own map[string]any) []byte {
	body, err := json.Marshal(own)
	if err != nil {
		panic(err) // texts and pairs of texts always encode
	}
	return body
}

type localeInput struct {
	Lang string `path:"lang"`
}

func (a *API) meta(program string) {
	s := a.Server
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/health", Right: actor.Public, Tag: "program", Summary: "Whether the program runs, and which version"},
		func(context.Context, *struct{}) (*web.Body[health], error) {
			return &web.Body[health]{Body: health{Status: "ok", Version: program}}, nil
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/locales/{lang}", Right: actor.Public, Tag: "program", Summary: "The shop's own wording: what differs from the words that are built in"},
		func(_ context.Context, in *localeInput) (*raw, error) {
			said, ok := (*a.wording.now.Load())[in.Lang]
			if !ok {
				return nil, errs.New(errs.NotFound)
			}
			return &raw{Type: "application/json", Cache: "no-cache", Body: said()}, nil
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
