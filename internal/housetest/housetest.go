// Package housetest starts the whole program for a test: a shop in a temporary
// folder, somebody of every role signed in, requests in and answers out through
// the real handler. It owns no assertion about a room; it refuses to let a test
// end on a shop that is not whole: at cleanup doctor looks at everything and
// replays the journal.
//
// Use it from external tests (package sale_test), since it imports the program.
package housetest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/doctor"
	"pishkhan/internal/staff"
	"pishkhan/internal/vault"
)

// Password is everybody's.
const Password = "rooznameh-28-anar"

// cheap is a price at which a test can sign in often.
var cheap = staff.Cost{Memory: 64, Time: 1, Threads: 1}

// House is a running program on a folder of its own.
type House struct {
	*app.App
	T      testing.TB
	Config app.Config // with which it was opened; Reopen uses it again
	Owner  *Client
	roles  map[actor.Role]*Client
}

var once sync.Once

// keepNoKeys keeps the tests' keys out of the machine's keyring and of the
// user's folders.
func keepNoKeys() {
	keyring.MockInit()
	if os.Getenv("PISHKHAN_KEYS") == "" {
		_ = os.Setenv("PISHKHAN_KEYS", filepath.Join(os.TempDir(), "pishkhan-test-keys")) // the mocked keyring leaves it empty
	}
}

// Empty starts the program without a shop. change may alter how it is opened.
func Empty(t testing.TB, change ...func(*app.Config)) *House {
	t.Helper()
	once.Do(keepNoKeys)
	h := &House{T: t, Config: app.Config{DataDir: t.TempDir(), Cost: cheap}, roles: map[actor.Role]*Client{}}
	for _, f := range change {
		f(&h.Config)
	}
	h.open()
	t.Cleanup(h.end)
	return h
}

// New starts the program with a shop (Persian, toman), its owner signed in.
func New(t testing.TB, change ...func(*app.Config)) *House {
	t.Helper()
	h := Empty(t, change...)
	var made struct {
		Token string `json:"token"`
	}
	h.Nobody().Post("/setup", map[string]any{
		"language": "fa",
		"shop":     map[string]any{"name": "روشنا", "phone": "021 8800 1234", "address": "یوسف‌آباد، پلاک ۸", "unit": "toman"},
		"owner":    map[string]any{"user": "owner", "name": "سارا", "password": Password},
	}).Want(http.StatusCreated).JSON(&made)
	h.Owner = &Client{h: h, Token: made.Token}
	h.roles[actor.Owner] = h.Owner
	return h
}

func (h *House) open() {
	h.T.Helper()
	a, err := app.Open(context.Background(), h.Config)
	if err != nil {
		h.T.Fatalf("open: %v", err)
	}
	h.App = a
}

// Reopen closes the program and starts it again on the same folder. Sessions
// go on.
func (h *House) Reopen() {
	h.T.Helper()
	if err := h.Close(); err != nil {
		h.T.Fatalf("close: %v", err)
	}
	h.open()
}

// end asks of every test that what it left behind is whole.
func (h *House) end() {
	h.T.Helper()
	h.Content()
	if err := h.Close(); err != nil {
		h.T.Errorf("close: %v", err)
	}
}

// Content lets doctor look at everything, with the replay of the journal.
func (h *House) Content() {
	h.T.Helper()
	report, err := doctor.Run(context.Background(), h.Journal.DB, doctor.Options{
		Replay: true, Vault: func(string) (*vault.Vault, error) { return h.Vault, nil },
	})
	if err != nil {
		h.T.Errorf("doctor: %v", err)
	}
	for _, c := range report.Checks {
		if len(c.Findings) > 0 {
			h.T.Errorf("doctor, %s: %v", c.Name, c.Findings)
		}
	}
}

// As is somebody of a role, signed in; made when first asked for.
func (h *House) As(role actor.Role) *Client {
	h.T.Helper()
	if c := h.roles[role]; c != nil {
		return c
	}
	h.Owner.Post("/staff", map[string]any{"user": string(role), "name": string(role), "role": role, "password": Password}).Want(http.StatusCreated)
	c := h.SignIn(string(role), Password)
	h.roles[role] = c
	return c
}

// SignIn gives a client with a session of its own.
func (h *House) SignIn(user, password string) *Client {
	h.T.Helper()
	var in struct {
		Token string `json:"token"`
	}
	h.Nobody().Post("/session", map[string]any{"user": user, "password": password}).Want(http.StatusOK).JSON(&in)
	return &Client{h: h, Token: in.Token}
}

// Nobody is a client without a token.
func (h *House) Nobody() *Client { return &Client{h: h} }

// Stranger is a client with a token of its own making.
func (h *House) Stranger(token string) *Client { return &Client{h: h, Token: token} }

// Client asks as somebody.
type Client struct {
	h     *House
	Token string
	Lang  string // Accept-Language; "en" when empty
	From  string // the address it comes from; loopback when empty
	lent  string // approvals that go along
}

// Lending is the same client with approvals that others gave for what it asks.
func (c *Client) Lending(tokens string) *Client {
	with := *c
	with.lent = tokens
	return &with
}

// Count is how many rows a table has.
func (h *House) Count(table string) (n int) {
	h.T.Helper()
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error { return tx.Row([]any{&n}, "SELECT count(*) FROM "+table) })
	if err != nil {
		h.T.Fatal(err)
	}
	return n
}

// Answer is what came back.
type Answer struct {
	t      testing.TB
	asked  string
	Status int
	Header http.Header
	Body   []byte
}

// Get asks for a path below /api, such as "/shop".
func (c *Client) Get(path string) *Answer { c.h.T.Helper(); return c.Do(http.MethodGet, path, nil) }

// Post sends a value as JSON.
func (c *Client) Post(path string, body any) *Answer {
	c.h.T.Helper()
	return c.Do(http.MethodPost, path, body)
}

// Patch sends a value as JSON.
func (c *Client) Patch(path string, body any) *Answer {
	c.h.T.Helper()
	return c.Do(http.MethodPatch, path, body)
}

// Put sends a value as JSON.
func (c *Client) Put(path string, body any) *Answer {
	c.h.T.Helper()
	return c.Do(http.MethodPut, path, body)
}

// Delete deletes.
func (c *Client) Delete(path string) *Answer {
	c.h.T.Helper()
	return c.Do(http.MethodDelete, path, nil)
}

// Do sends any request: body is nothing, bytes as they are, or a value for JSON.
func (c *Client) Do(method, path string, body any) *Answer {
	c.h.T.Helper()
	return c.DoContext(context.Background(), method, path, body)
}

// DoContext is Do under a context.
func (c *Client) DoContext(ctx context.Context, method, path string, body any) *Answer {
	c.h.T.Helper()
	var content io.Reader
	kind := "application/json"
	switch b := body.(type) {
	case nil:
	case []byte:
		content, kind = bytes.NewReader(b), "application/octet-stream"
	case json.RawMessage:
		content = bytes.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			c.h.T.Fatal(err)
		}
		content = bytes.NewReader(text)
	}
	r := httptest.NewRequestWithContext(ctx, method, "http://127.0.0.1/api"+path, content)
	r.Header.Set("Content-Type", kind)
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	r.Header.Set("Accept-Language", "en")
	if c.Lang != "" {
		r.Header.Set("Accept-Language", c.Lang)
	}
	if c.lent != "" {
		r.Header.Set("Approval", c.lent)
	}
	r.RemoteAddr = "127.0.0.1:40000"
	if c.From != "" {
		r.RemoteAddr = c.From + ":40000"
	}
	w := httptest.NewRecorder()
	c.h.Handler().ServeHTTP(w, r)
	return &Answer{t: c.h.T, asked: method + " " + path, Status: w.Code, Header: w.Header(), Body: w.Body.Bytes()}
}

// Want ends the test when the status is another.
func (a *Answer) Want(status int) *Answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("%s answered %d, not %d: %s", a.asked, a.Status, status, a.Body)
	}
	return a
}

// JSON reads the body into a value.
func (a *Answer) JSON(into any) *Answer {
	a.t.Helper()
	if err := json.Unmarshal(a.Body, into); err != nil {
		a.t.Fatalf("%s: %v in %s", a.asked, err, a.Body)
	}
	return a
}

// Map is the body as an object.
func (a *Answer) Map() map[string]any {
	a.t.Helper()
	var m map[string]any
	a.JSON(&m)
	return m
}

// Refused ends the test unless the answer is this refusal: the status, the
// code and, when given, the fields that are named, in order.
func (a *Answer) Refused(status int, code string, fields ...string) *Answer {
	a.t.Helper()
	a.Want(status)
	var p struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
		Errors []struct {
			Field  string `json:"field"`
			Detail string `json:"detail"`
		} `json:"errors"`
	}
	a.JSON(&p)
	if p.Code != code || p.Detail == "" || strings.HasPrefix(p.Detail, "error.") {
		a.t.Fatalf("%s: refused with %q (%s), not %q", a.asked, p.Code, p.Detail, code)
	}
	var got []string
	for _, e := range p.Errors {
		got = append(got, e.Field)
	}
	if len(fields) > 0 && strings.Join(got, " ") != strings.Join(fields, " ") {
		a.t.Fatalf("%s: refused at %v, not %v", a.asked, got, fields)
	}
	return a
}
