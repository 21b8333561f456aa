//go:build unix

package app_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/doctor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pricelist"
)

// importing is an import, as far as these tests look at it.
type importing struct {
	ID, State    string
	New, Undone  int
	Source, Kind string
}

// rows are a dozen pieces.
const rows = 3_000

// longList can't be taken in at one blow.
func longList() string {
	var b strings.Builder
	b.WriteString("code,name,price (rial),stock\n")
	for n := range rows {
		fmt.Fprintf(&b, "K%d,Item %d,%d,%d\n", n, n, 1000+n, n%7)
	}
	return b.String()
}

// during waits until an import writes and has written something.
func (p *process) during() (i importing) {
	p.f.t.Helper()
	for until := time.Now().Add(60 * time.Second); time.Now().Before(until); {
		var page struct{ Items []importing }
		p.must(http.StatusOK, "GET", "/imports?limit=1", nil, &page)
		if len(page.Items) == 1 && page.Items[0].State == "writing" && page.Items[0].New > 0 {
			p.f.t.Logf("%d of %d rows", page.Items[0].New, rows)
			return page.Items[0]
		}
	}
	p.f.t.Fatal("nothing was imported")
	return i
}

// becomes waits until an import has a state.
func (p *process) becomes(id, state string) (i importing) {
	p.f.t.Helper()
	for until := time.Now().Add(90 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if p.must(http.StatusOK, "GET", "/imports/"+id+"?wait=1", nil, &i); i.State == state {
			return i
		}
	}
	p.f.t.Fatalf("it became %+v, not %s", i, state)
	return i
}

func (p *process) told(code string) {
	p.f.t.Helper()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		var page struct{ Items []struct{ Code string } }
		p.must(http.StatusOK, "GET", "/notices", nil, &page)
		for _, n := range page.Items {
			if n.Code == code {
				return
			}
		}
	}
	p.f.t.Errorf("nobody was told of %s", code)
}

func TestAnImportThatWasKilledGoesOnFromTheInboxAndIsTakenBackOtherwise(t *testing.T) {
	f := newFolder(t, t.TempDir())
	p := f.serve()
	p.signIn()

	// dropped in the window: nobody has the file any more
	list := longList()
	var sent struct{ ID string }
	p.must(http.StatusCreated, "POST", "/uploads", map[string]any{"name": "list.csv", "size": len(list)}, &sent)
	for at := 0; at < len(list); at += 1 << 20 {
		p.put(fmt.Sprintf("/uploads/%s?offset=%d", sent.ID, at), list[at:min(len(list), at+1<<20)])
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_, _ = p.call("POST", "/imports", map[string]any{"upload_id": sent.ID}, nil) // killed before it answers, or after
	}()
	i := p.during()
	p.kill()
	<-gone
	p = f.serve()
	i = p.becomes(i.ID, "undone")
	if i.Undone == 0 || i.Undone != i.New {
		t.Errorf("%+v", i)
	}
	p.told("import_undone")
	p.empty()

	// put into the inbox: killed twice, once while it goes on
	inbox := filepath.Join(f.dir, "inbox")
	if err := os.WriteFile(filepath.Join(inbox, "list.csv"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	i = p.during()
	p.kill()
	p = f.serve()
	before := i.New
	for until := time.Now().Add(60 * time.Second); i.New <= before && i.State == "writing" && time.Now().Before(until); {
		p.must(http.StatusOK, "GET", "/imports/"+i.ID, nil, &i)
	}
	p.kill()
	p = f.serve()
	if i = p.becomes(i.ID, "taken"); i.New != rows {
		t.Errorf("%+v", i)
	}
	p.told("import_resumed")
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(inbox, "done", "list.csv")); err == nil {
			break
		}
	}
	if _, err := os.Stat(filepath.Join(inbox, "done", "list.csv")); err != nil {
		t.Error(err)
	}
	p.kill()
	f.whole()
}

func TestACommandsImportIsTakenBackOnceItWasKilledButNotWhileItRuns(t *testing.T) {
	f := newFolder(t, t.TempDir())
	p := f.serve()
	p.signIn()
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte(longList()), 0o600); err != nil {
		t.Fatal(err)
	}

	// killed beside the running program, which notices
	killed := f.start("import", list)
	i := p.during()
	killed.kill()
	if i = p.becomes(i.ID, "undone"); i.Undone == 0 || i.Undone != i.New {
		t.Errorf("%+v", i)
	}
	p.told("import_undone")
	p.empty()

	// killed both
	killed = f.start("import", list)
	i = p.during()
	killed.kill()
	p.kill()
	p = f.serve()
	if i = p.becomes(i.ID, "undone"); i.Undone == 0 || i.Undone != i.New || i.Source != "command" || i.Kind != "products" {
		t.Errorf("%+v", i)
	}
	p.told("import_undone")
	p.empty()

	// only slow: a program that starts beside it leaves it alone
	slow := f.start("import", list)
	i = p.during()
	slow.signal(syscall.SIGSTOP)
	p.kill()
	p = f.serve()
	var began, now importing
	p.must(http.StatusOK, "GET", "/imports/"+i.ID, nil, &began)
	for range 100 {
		if p.must(http.StatusOK, "GET", "/imports/"+i.ID, nil, &now); now != began || now.State != "writing" {
			t.Fatalf("%+v became %+v", began, now)
		}
	}
	slow.signal(syscall.SIGCONT)
	<-slow.ended
	if i = p.becomes(i.ID, "taken"); i.New != rows || i.Undone != 0 || slow.cmd.ProcessState.ExitCode() != 0 {
		t.Errorf("%+v %s", i, slow.stderr.String())
	}
	p.kill()
	f.whole()
}

func TestABrokenOffCommandIsLeftAloneAsLongAsSomebodyHoldsTheLock(t *testing.T) {
	h := housetest.New(t)
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte("code,name,price (rial)\nA1,Lamp,100\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Import(actor.With(t.Context(), actor.System), list, "list.csv", pricelist.Options{}); err != nil {
		t.Fatal(err)
	}
	err := h.Journal.DB.Write(t.Context(), func(tx *db.Tx) error { return tx.Exec("UPDATE local_imports SET state = 'writing'") })
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(h.Dir, "import.lock"))
	if err == nil {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.Reopen()
	state := func() string {
		var page struct{ Items []importing }
		h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
		return page.Items[0].State
	}
	for range 200 {
		if now := state(); now != "writing" {
			t.Fatal(now)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); state() != "undone" && time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
	}
	if now := state(); now != "undone" {
		t.Error(now)
	}
}

// start starts another command on the folder, beside whatever runs.
func (f *folder) start(args ...string) *process {
	f.t.Helper()
	p := &process{f: f, cmd: exec.Command(binary(f.t), append(args, "--data", f.dir)...), client: &http.Client{}, ended: make(chan struct{})}
	p.cmd.Env = f.env
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	p.cmd.Stderr = &p.stderr
	if err := p.cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is for those who look
		close(p.ended)
	}()
	f.t.Cleanup(p.kill)
	return p
}

func (p *process) signal(s syscall.Signal) {
	p.f.t.Helper()
	if err := syscall.Kill(p.cmd.Process.Pid, s); err != nil {
		p.f.t.Fatal(err)
	}
}

// empty tells that no product is left.
func (p *process) empty() {
	p.f.t.Helper()
	var page struct{ Items []struct{ ID string } }
	if p.must(http.StatusOK, "GET", "/products", nil, &page); len(page.Items) > 0 {
		p.f.t.Errorf("%d products are left", len(page.Items))
	}
}

// whole asks doctor.
func (f *folder) whole() {
	f.t.Helper()
	r, err := doctor.File(f.t.Context(), app.Database(f.dir), doctor.Options{Replay: true})
	if err != nil || !r.OK {
		f.t.Errorf("doctor: %v %+v", err, r.Checks)
	}
}

// put sends bytes as they are.
func (p *process) put(path, part string) {
	p.f.t.Helper()
	r, err := http.NewRequest(http.MethodPut, p.base+"api"+path, bytes.NewReader([]byte(part)))
	if err != nil {
		p.f.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("Authorization", "Bearer "+p.f.token)
	a, err := p.client.Do(r)
	if err != nil {
		p.f.t.Fatal(err)
	}
	defer a.Body.Close()
	if a.StatusCode != http.StatusOK {
		p.f.t.Fatalf("PUT %s answered %d", path, a.StatusCode)
	}
}
