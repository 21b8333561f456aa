//go:build unix

package app_test

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/gofrs/uuid/v5"

	"pishkhan/app"
	"pishkhan/internal/db"
	"pishkhan/internal/doctor"
	"pishkhan/internal/housetest"
)

// invoices reads which number each sale has, straight from the file.
func invoices(t *testing.T, dir string) map[string]string {
	t.Helper()
	d, err := db.Open(t.Context(), app.Database(dir), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	out := map[string]string{}
	err = d.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var sale, number string
			err := r.Scan(&sale, &number)
			if _, twice := out[sale]; twice {
				t.Errorf("the sale %s stands twice", sale)
			}
			out[sale] = number
			return err
		}, "SELECT sale_id, number FROM invoices")
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func cashSale(product string) map[string]any {
	return map[string]any{
		"id":       uuid.Must(uuid.NewV7()).String(),
		"lines":    []map[string]any{{"product_id": product, "quantity": "2"}},
		"payments": []map[string]any{{"method": "cash", "amount": 100_000_000}},
	}
}

// TestFaultNoAnswerLeavesBeforeTheDiskHasTheSale watches the system calls:
// between the last write into the WAL and the answer stands a finished sync of
// the WAL.
func TestFaultNoAnswerLeavesBeforeTheDiskHasTheSale(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not here")
	}
	f := newFolder(t, t.TempDir())
	trace := filepath.Join(t.TempDir(), "trace")
	if out, err := exec.Command(strace, "-f", "--seccomp-bpf", "-o", trace, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here: %v %s", err, out)
	}
	p := f.serve() // signing in is slow work to trace
	p.signIn()
	goods := p.goods()
	p.kill()
	p = f.serve(strace, "-f", "--seccomp-bpf", "-y", "-s", "40", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", trace)
	const n = 5
	before := lines(t, trace)
	for range n {
		if _, status, err := p.sell(cashSale(goods[0])); err != nil || status != http.StatusCreated {
			t.Fatal(status, err)
		}
	}
	text, answers, written, synced, asked := lines(t, trace)[len(before):], 0, false, false, map[string]bool{}
	for _, l := range text {
		pid, call, _ := strings.Cut(l, " ")
		call = strings.TrimSpace(call)
		wal := strings.Contains(call, db.File+"-wal")
		switch {
		case strings.HasPrefix(call, "pwrite64") && wal, strings.HasPrefix(call, "write(") && wal:
			written, synced = true, false
		case syncing.MatchString(call) && wal && strings.Contains(call, "<unfinished"):
			asked[pid] = true
		case syncing.MatchString(call) && wal, strings.Contains(call, "sync resumed>") && asked[pid]:
			if !strings.HasSuffix(call, "= 0") {
				t.Errorf("a sync failed: %s", l)
			}
			delete(asked, pid)
			synced = true
		case strings.Contains(call, `"HTTP/1.1 201`):
			answers++
			if !written || !synced {
				t.Errorf("answer %d: written %t, on disk %t", answers, written, synced)
			}
			written, synced = false, false
		}
	}
	if answers != n {
		t.Errorf("%d answers seen, %d sales made", answers, n)
	}
	t.Logf("%d sales, %d system calls looked at", n, len(text))
}

var syncing = regexp.MustCompile(`^f(data)?sync\(`)

func lines(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

// TestFaultAFullDiskIsSaidAndNothingIsLost fills a small disk of its own while
// the real program sells.
func TestFaultAFullDiskIsSaidAndNothingIsLost(t *testing.T) {
	binary(t)
	disk := t.TempDir()
	if err := mount(disk, "16m"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", disk).Run() })
	f := newFolder(t, filepath.Join(disk, "data"))
	p := f.serve()
	p.signIn()
	goods := p.goods()
	done := map[string]sold{}
	sell := func(sale map[string]any) (int, error) {
		got, status, err := p.sell(sale)
		if err == nil {
			done[sale["id"].(string)] = got
		}
		return status, err
	}
	for range 20 {
		if _, err := sell(cashSale(goods[0])); err != nil {
			t.Fatal(err)
		}
	}
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	var refused []map[string]any
	for i := 0; len(refused) < 5; i++ {
		if i > 5000 {
			t.Fatal("the disk never became full")
		}
		sale := cashSale(goods[i%len(goods)])
		status, err := sell(sale)
		if err == nil {
			continue // what was left of the WAL's pages took it
		}
		if status != http.StatusInsufficientStorage || !strings.Contains(err.Error(), `"code":"disk_full"`) || !strings.Contains(err.Error(), "دیسک") {
			t.Fatalf("a full disk is said as %d %v", status, err)
		}
		refused = append(refused, sale)
	}
	p.must(http.StatusOK, "GET", "/products", nil, nil) // who only looks is still answered
	for _, sale := range refused {
		if status, err := p.call("GET", "/sales/"+sale["id"].(string), nil, nil); err != nil || status != http.StatusNotFound {
			t.Errorf("a refused sale: %d %v", status, err)
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	for _, sale := range refused {
		if status, err := sell(sale); err != nil || status != http.StatusCreated {
			t.Errorf("after there is room again: %d %v", status, err)
		}
	}
	p.kill()
	s := &sales{t: t, answered: done}
	s.whole(f.dir, true)
	t.Logf("%d sales, %d refused for want of space and carried out later", len(done), len(refused))
}

func mount(dir, size string) error {
	if os.Getuid() != 0 {
		return errors.New("needs root")
	}
	return exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).Run()
}

// fill writes until nothing more fits.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestFaultAFileThatMayNotGrowIsSaid is the same inside one process, where no
// small disk can be had.
func TestFaultAFileThatMayNotGrowIsSaid(t *testing.T) {
	h := housetest.New(t)
	var product struct{ ID string }
	h.Owner.Post("/products", map[string]any{"name": "لامپ", "price": 90_000, "stock": "1000"}).Want(http.StatusCreated).JSON(&product)
	limit := func(pages string) {
		t.Helper()
		err := h.Journal.DB.Write(t.Context(), func(tx *db.Tx) error {
			var n int
			return tx.Row([]any{&n}, "PRAGMA max_page_count="+pages)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	limit("1") // SQLite takes the present size
	var refused map[string]any
	for range 200 {
		sale := cashSale(product.ID)
		if a := h.Owner.Post("/sales", sale); a.Status != http.StatusCreated {
			a.Refused(http.StatusInsufficientStorage, "disk_full")
			refused = sale
			break
		}
	}
	if refused == nil {
		t.Fatal("the file grew without bound")
	}
	limit("4294967294")
	h.Owner.Post("/sales", refused).Want(http.StatusCreated)
	h.Owner.Post("/sales", refused).Want(http.StatusOK)
}

// TestFaultAFailedCommitIsLookedUp fails COMMITs in both ways: after it
// reached the disk, and before.
func TestFaultAFailedCommitIsLookedUp(t *testing.T) {
	var mu sync.Mutex
	mode, failed := "", 0
	h := housetest.New(t, func(c *app.Config) {
		c.DB.Commit = func(commit func() error) error {
			mu.Lock()
			defer mu.Unlock()
			cut := errors.New("the cable was pulled")
			switch mode {
			case "after":
				failed++
				return errors.Join(commit(), cut)
			case "before":
				failed++
				return cut
			}
			return commit()
		}
	})
	set := func(to string) { mu.Lock(); mode = to; mu.Unlock() }
	var product struct{ ID string }
	h.Owner.Post("/products", map[string]any{"name": "لامپ", "price": 90_000, "stock": "1000"}).Want(http.StatusCreated).JSON(&product)

	set("after")
	var wg sync.WaitGroup
	sales, answers := make([]map[string]any, 8), make([]sold, 8)
	for i := range sales { // several share a commit
		sales[i] = cashSale(product.ID)
		wg.Go(func() { h.Owner.Post("/sales", sales[i]).Want(http.StatusCreated).JSON(&answers[i]) })
	}
	wg.Wait()
	set("")
	for i := range sales {
		var again sold
		if h.Owner.Post("/sales", sales[i]).Want(http.StatusOK).JSON(&again); again != answers[i] {
			t.Errorf("%+v and then %+v", answers[i], again)
		}
	}
	set("before")
	lost := cashSale(product.ID)
	h.Owner.Post("/sales", lost).Refused(http.StatusServiceUnavailable, "unavailable")
	h.Owner.Get("/sales/"+lost["id"].(string)).Refused(http.StatusNotFound, "not_found")
	set("")
	h.Owner.Post("/sales", lost).Want(http.StatusCreated)
	if failed < 2 {
		t.Errorf("%d commits failed", failed)
	}
	r, err := doctor.Run(t.Context(), h.Journal.DB, doctor.Options{})
	if err != nil || !r.OK {
		t.Errorf("doctor: %v %+v", err, r.Checks)
	}
	if n := len(invoices(t, h.Dir)); n != 9 {
		t.Errorf("%d invoices of 9 sales", n)
	}
}
