// Package web is how a room declares a route: one call with the right it
// needs, typed in and out, so that the OpenAPI document, the check of who is
// asking and the localised refusal are the same everywhere.
//
// It refuses to register a route without a right, and it decides who asks
// before it reads what was sent. It knows nothing of any room: who a token
// belongs to is told by the function that New is given.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"path"
	"reflect"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
)

// Words is the catalogue, as far as refusals need it.
type Words interface {
	T(lang, key string, params map[string]any) string
	Resolve(acceptLanguage string) string // "fa" or "en"
}

// Identify tells who a bearer token belongs to, or errs.Unauthenticated.
type Identify func(ctx context.Context, token string) (actor.Actor, error)

// Deed is one request as it is sent. An approval is for one: who lends a right
// sees what is refused, and lends it for nothing else.
type Deed [sha256.Size]byte

// DeedOf is the deed of a request with this path (from /api on, with its query)
// and body.
func DeedOf(method, path string, body []byte) Deed {
	sum := sha256.Sum256(body)
	return sha256.Sum256(append([]byte(method+" "+path+"\n"), sum[:]...))
}

// Lent gives the approvals that a request's Approval header names, as far as
// they are for who asks and for what.
type Lent func(who actor.Actor, header string, what Deed) []*actor.Approval

// Server collects the routes under /api/.
type Server struct {
	mux      *http.ServeMux
	words    Words
	identify Identify
	Lent     Lent // nil: nobody lends anything
	version  string
	routes   []Route
	describe []func(huma.API) // registers the route of the same place
}

// Route is one operation. Paths are below /api, such as "/products/{id}".
type Route struct {
	Method  string
	Path    string
	Right   actor.Right
	Summary string
	Tag     string // the room
	Status  int    // of success; 200
	MaxBody int64  // bytes; 1 MiB
	Glance  bool   // shows how things stand: a PIN is enough for it, whatever the right (actor.Owned)
}

var errorsOnce sync.Once

// New makes a server without routes.
func New(words Words, identify Identify, version string) *Server {
	s := &Server{mux: http.NewServeMux(), words: words, identify: identify, version: version}
	// huma makes errors through package variables: the first server sets them,
	// and the others of a program (tests) have the same words.
	errorsOnce.Do(func() {
		huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, list ...error) huma.StatusError {
			return s.fromValidator(s.words.Resolve(ctx.Header("Accept-Language")), status, msg, list)
		}
		huma.NewError = func(status int, msg string, list ...error) huma.StatusError {
			if status == 0 { // huma looks at the type alone
				return &Problem{}
			}
			return s.fromValidator("fa", status, msg, list)
		}
	})
	s.mux.HandleFunc("/api/", s.unknown)
	return s
}

// huma is a huma API whose operations reach a; room is asked for the room
// whose route is being registered.
func (s *Server) huma(a huma.Adapter, room func() string) huma.API {
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "Pishkhan", Version: s.version, Description: "Money is integer rial, quantities are decimal strings, times are RFC 3339, ids are UUIDv7. Lists take q, limit (to 500) and cursor and answer {items, next}."},
			Servers: []*huma.Server{{URL: "/api"}},
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", func(t reflect.Type, hint string) string {
					return schemaName(t, hint, room())
				}),
				SecuritySchemes: map[string]*huma.SecurityScheme{"bearer": {Type: "http", Scheme: "bearer"}},
			},
		},
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	}
	config.FieldsOptionalByDefault = true
	return huma.NewAPI(config, a)
}

// OpenAPI describes every route.
func (s *Server) OpenAPI() *huma.OpenAPI {
	tag := ""
	all := s.huma(&operation{}, func() string { return tag })
	for i, register := range s.describe {
		tag = s.routes[i].Tag
		register(all)
	}
	return all.OpenAPI()
}

// operation is what huma made of the last route registered with it.
type operation struct{ http.HandlerFunc }

// Handle takes what huma made. Which route a request is for, the mux has found.
func (o *operation) Handle(op *huma.Operation, handler func(huma.Context)) {
	o.HandlerFunc = func(w http.ResponseWriter, r *http.Request) { handler(humago.NewContext(op, r, w)) }
}

// Routes lists what was registered, for the test that walks them all.
func (s *Server) Routes() []Route { return s.routes }

// ServeHTTP answers a request under /api/.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	s.mux.ServeHTTP(w, r)
}

// Handle registers a route. fn's error is told in the asker's language.
func Handle[I, O any](s *Server, r Route, fn func(context.Context, *I) (*O, error)) {
	if r.Right == "" || (r.Right != actor.Public && actor.Rights[r.Right] == nil) {
		panic("route without a right: " + r.Method + " " + r.Path)
	}
	op := huma.Operation{
		OperationID:  operationID(r),
		Method:       r.Method,
		Path:         r.Path,
		Summary:      r.Summary,
		Tags:         []string{r.Tag},
		MaxBodyBytes: r.MaxBody,
		Middlewares:  huma.Middlewares{s.guard(r.Right, r.Glance)},
		Errors:       []int{http.StatusUnprocessableEntity},
	}
	if r.Status != 0 {
		op.DefaultStatus = r.Status
	}
	if r.Right != actor.Public {
		op.Security = []map[string][]string{{"bearer": {}}}
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
	}
	register := func(api huma.API) {
		huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
			out, err := fn(ctx, in)
			if err != nil {
				return nil, s.refuse(ctx, err)
			}
			return out, nil
		})
	}
	s.routes, s.describe = append(s.routes, r), append(s.describe, register)
	// huma looks at every field of every type: for all the routes together that
	// would be half of the program's start, so each is made for its first request.
	made := sync.OnceValue(func() http.Handler {
		o := &operation{}
		register(s.huma(o, func() string { return r.Tag }))
		return o
	})
	s.mux.HandleFunc(r.Method+" /api"+r.Path, func(w http.ResponseWriter, req *http.Request) { made().ServeHTTP(w, req) })
}

// schemaName puts the room before a type's name, as Go itself does, so that two
// rooms may both have a Page: ProductPage, CustomerPage, but Product.
func schemaName(t reflect.Type, hint, tag string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	room := tag // of a type without a name: the route's
	if t.Name() != "" {
		if room = path.Base(t.PkgPath()); !strings.Contains(t.PkgPath(), "internal/") || room == "web" {
			return name
		}
	}
	if room == "" {
		return name
	}
	room = strings.ToUpper(room[:1]) + room[1:]
	if strings.HasPrefix(name, room) {
		return name
	}
	return room + name
}

var hyphened = strings.NewReplacer("/", "-", "{", "", "}", "", ".", "-")

// operationID is "get-products-id" for GET /products/{id}.
func operationID(r Route) string {
	return strings.ToLower(r.Method) + hyphened.Replace(r.Path)
}

type langKey struct{}

// Lang is the language the asker reads, "fa" or "en".
func Lang(ctx context.Context) string {
	if l, ok := ctx.Value(langKey{}).(string); ok {
		return l
	}
	return "fa"
}

// guard finds out who asks and whether they may, before anything is read.
func (s *Server) guard(right actor.Right, glance bool) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		lang := s.words.Resolve(hc.Header("Accept-Language"))
		ctx := context.WithValue(hc.Context(), langKey{}, lang)
		who, err := s.who(ctx, hc.Header("Authorization"))
		if header := hc.Header("Approval"); header != "" && err == nil && s.Lent != nil {
			who.Approvals = s.Lent(who, header, deed(hc))
		}
		if right != actor.Public {
			if err == nil && !who.May(right) {
				err = errs.New(errs.Forbidden).Needs(string(right))
			}
			if err == nil && who.ByPIN && actor.Owned[right] && !glance {
				err = errs.New(errs.PasswordNeeded)
			}
			if err != nil {
				s.write(hc, s.refuse(ctx, err).(*Problem))
				return
			}
		}
		who.Lang = lang
		next(huma.WithContext(hc, actor.With(ctx, who)))
	}
}

// mostDeed is how much of a body an approval may be for, in bytes: what a room
// takes at the most where it says nothing.
const mostDeed = 1 << 20

// deed reads what is sent, and leaves it to be read again. Of a body that breaks
// off, or is too large, nothing was approved.
func deed(hc huma.Context) Deed {
	r, _ := humago.Unwrap(hc)
	sent, _ := io.ReadAll(io.LimitReader(r.Body, mostDeed)) // who reads on hears of it
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(sent), r.Body), r.Body}
	return DeedOf(r.Method, r.URL.RequestURI(), sent)
}

func (s *Server) who(ctx context.Context, header string) (actor.Actor, error) {
	token, ok := strings.CutPrefix(header, "Bearer ")
	if !ok || token == "" {
		return actor.Actor{}, errs.New(errs.Unauthenticated)
	}
	return s.identify(ctx, token)
}

func (s *Server) write(hc huma.Context, p *Problem) {
	hc.SetHeader("Content-Type", p.ContentType(""))
	if p.Status == http.StatusUnauthorized {
		hc.SetHeader("WWW-Authenticate", "Bearer")
	}
	hc.SetStatus(p.Status)
	_ = huma.DefaultJSONFormat.Marshal(hc.BodyWriter(), p) // a reader that went away hears nothing
}

// unknown answers for paths and methods that no room has: who is not signed in
// learns nothing of which there are.
func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), langKey{}, s.words.Resolve(r.Header.Get("Accept-Language")))
	_, err := s.who(ctx, r.Header.Get("Authorization"))
	if err == nil {
		err = errs.New(errs.NotFound)
	}
	p := s.refuse(ctx, err).(*Problem)
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = huma.DefaultJSONFormat.Marshal(w, p)
}
