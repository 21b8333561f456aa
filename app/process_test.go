//go:build unix

package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The tests beside this file start the program as a person does, as a process
// of its own, so that it can be killed, traced and starved.

const password = "rooznameh-28-anar"

var built struct {
	sync.Once
	path string
	err  error
}

// binary is the program, built once for all tests unless make did (PISHKHAN_BIN).
func binary(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the real program; not in short runs")
	}
	built.Do(func() {
		if built.path = os.Getenv("PISHKHAN_BIN"); built.path != "" {
			return
		}
		dir, err := os.MkdirTemp("", "pishkhan-bin-")
		if err != nil {
			built.err = err
			return
		}
		built.path = filepath.Join(dir, "pishkhan")
		cmd := exec.Command("go", "build", "-o", built.path, module)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

func TestMain(m *testing.M) {
	code := m.Run()
	if os.Getenv("PISHKHAN_BIN") == "" && built.path != "" {
		_ = os.RemoveAll(filepath.Dir(built.path))
	}
	os.Exit(code)
}

// folder is a data folder and what belongs to it on this computer.
type folder struct {
	t     *testing.T
	dir   string
	env   []string
	token string
}

// newFolder makes a shop by the setup command in dir, keys kept beside it.
func newFolder(t *testing.T, dir string) *folder {
	t.Helper()
	bin := binary(t)
	home := t.TempDir()
	f := &folder{t: t, dir: dir, env: append(os.Environ(), "PISHKHAN_KEYS="+home, "HOME="+home, "XDG_CONFIG_HOME="+home,
		"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "LC_ALL=C")}
	t.Setenv("PISHKHAN_KEYS", home) // doctor looks for the key too
	cmd := exec.Command(bin, "setup", "--data", dir, "--shop", "روشنا", "--owner", "owner", "--password-stdin")
	cmd.Env, cmd.Stdin = f.env, strings.NewReader(password+"\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("setup: %v: %s", err, out)
	}
	return f
}

// process is a running serve.
type process struct {
	f      *folder
	cmd    *exec.Cmd
	base   string
	client *http.Client
	stderr bytes.Buffer
	ended  chan struct{}
}

var address = regexp.MustCompile(`http://[0-9.]+:[0-9]+/`)

// launch starts serve without waiting for it; under, when given, is a command
// that runs it.
func (f *folder) launch(under ...string) (p *process, ready <-chan string) {
	f.t.Helper()
	args := append(under, binary(f.t), "serve", "--listen", "127.0.0.1:0", "--data", f.dir)
	p = &process{f: f, cmd: exec.Command(args[0], args[1:]...), ended: make(chan struct{}), client: &http.Client{
		Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 16}}}
	p.cmd.Env = f.env
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that a tracer dies with what it traces
	p.cmd.Stderr = &p.stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	said := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if at := address.FindString(lines.Text()); at != "" {
				said <- at
			}
		}
		_ = p.cmd.Wait() // how it ended is for those who look
		close(said)
		close(p.ended)
	}()
	f.t.Cleanup(p.kill)
	return p, said
}

// serve starts serve and waits until it answers.
func (f *folder) serve(under ...string) *process {
	f.t.Helper()
	p, ready := f.launch(under...)
	select {
	case at, ok := <-ready:
		if !ok {
			f.t.Fatalf("serve ended: %s", p.stderr.String())
		}
		p.base = at
	case <-time.After(60 * time.Second):
		f.t.Fatal("serve does not answer")
	}
	return p
}

// kill is kill -9, and waits for the end.
func (p *process) kill() {
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // it may have ended
	<-p.ended
	p.client.CloseIdleConnections()
}

// call asks and reads the answer; an error means that there was none.
func (p *process) call(method, path string, body, into any) (int, error) {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		content = bytes.NewReader(text)
	}
	r, err := http.NewRequest(method, p.base+"api"+path, content)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "fa")
	if p.f.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.f.token)
	}
	a, err := p.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		return 0, err
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			return a.StatusCode, fmt.Errorf("%w in %q", err, text)
		}
	}
	return a.StatusCode, nil
}

// must is call for what has to succeed with a status.
func (p *process) must(want int, method, path string, body, into any) {
	p.f.t.Helper()
	var text json.RawMessage
	status, err := p.call(method, path, body, &text)
	if err != nil || status != want {
		p.f.t.Fatalf("%s %s: %d %v %s", method, path, status, err, text)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			p.f.t.Fatal(err)
		}
	}
}

// signIn keeps a token, which outlives the process.
func (p *process) signIn() {
	p.f.t.Helper()
	var in struct{ Token string }
	p.must(http.StatusOK, "POST", "/session", map[string]any{"user": "owner", "password": password}, &in)
	p.f.token = in.Token
}

// goods makes a few products and gives their ids.
func (p *process) goods() (ids []string) {
	p.f.t.Helper()
	for i, price := range []int{185_005, 90_000, 12_345, 1_250_000} {
		var made struct{ ID string }
		p.must(http.StatusCreated, "POST", "/products", map[string]any{
			"name": fmt.Sprint("کالای ", i+1), "price": price, "stock": "10000"}, &made)
		ids = append(ids, made.ID)
	}
	return ids
}

// sold is what a sale was answered, as far as it must never change.
type sold struct {
	Order struct {
		ID     string `json:"id"`
		Number string `json:"number"`
	} `json:"order"`
	Invoice struct {
		ID       string `json:"id"`
		Number   string `json:"number"`
		Total    int64  `json:"total"`
		Paid     int64  `json:"paid"`
		Due      int64  `json:"due"`
		Change   int64  `json:"change"`
		IssuedAt string `json:"issued_at"`
	} `json:"invoice"`
}

// sell sends a sale: errNoAnswer when nobody knows what became of it.
func (p *process) sell(sale map[string]any) (sold, int, error) {
	var text json.RawMessage
	status, err := p.call("POST", "/sales", sale, &text)
	if err != nil {
		return sold{}, 0, errors.Join(errNoAnswer, err)
	}
	var s sold
	if status != http.StatusOK && status != http.StatusCreated {
		return s, status, fmt.Errorf("a sale answered %d: %s", status, text)
	}
	return s, status, json.Unmarshal(text, &s)
}

var errNoAnswer = errors.New("no answer")
