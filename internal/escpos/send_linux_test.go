package escpos

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"pishkhan/internal/errs"
)

// device is a pipe with a name, which hangs as a printer without paper does
// when nobody reads it.
func device(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lp0")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// reader opens the other end; nothing is read yet.
func reader(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // of this test
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// hasty printers give up soon.
func hasty() *Printers {
	p := New()
	p.Reach, p.Take = 50*time.Millisecond, 300*time.Millisecond
	return p
}

func refused(t *testing.T, err error, code errs.Code) {
	t.Helper()
	if !errs.Is(err, code) {
		t.Errorf("it says %v, not %s", err, code)
	}
}

// there is what the device holds now.
func there(t *testing.T, f *os.File) []byte {
	t.Helper()
	var all bytes.Buffer
	for buf := make([]byte, 4096); ; {
		set := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}} //nolint:gosec // small
		if n, err := unix.Poll(set, 0); err != nil || n == 0 {
			return all.Bytes()
		}
		n, err := f.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(buf[:n])
	}
}

var long = bytes.Repeat([]byte("a long receipt\n"), 20_000) // more than a pipe holds

func TestADeviceWithNothingBehindItIsSilentAndNothingFollowsLater(t *testing.T) {
	path := device(t)
	refused(t, hasty().Send(t.Context(), Device, path, "1", []byte("late")), "printer_silent")
	if got := there(t, reader(t, path)); len(got) != 0 {
		t.Errorf("%q came late", got)
	}
}

func TestADeviceThatHangsEndsThePrintAndTheRestNeverComes(t *testing.T) {
	path, p := device(t), hasty()
	f := reader(t, path)
	refused(t, p.Send(t.Context(), Device, path, "1", long), "printer_broke")
	refused(t, p.Send(t.Context(), Device, path, "1", long), "printer_silent") // it is full: not a byte is taken
	if got := there(t, f); len(got) == 0 || len(got) >= len(long) {
		t.Errorf("it took %d of %d", len(got), len(long))
	}
	if err := p.Send(t.Context(), Device, path, "1", []byte("again")); err != nil {
		t.Error(err)
	}
	if got := there(t, f); string(got) != "again" {
		t.Errorf("there came %q", got)
	}
}

func TestASlowDeviceGetsAllOfItOnce(t *testing.T) {
	path, p := device(t), hasty()
	p.Take = time.Minute
	f, got := reader(t, path), make(chan []byte)
	go func() {
		all := make([]byte, len(long))
		for at := 0; at < len(all); at += 10_000 {
			if _, err := io.ReadFull(f, all[at:min(at+10_000, len(all))]); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Millisecond)
		}
		got <- all
	}()
	if err := p.Send(t.Context(), Device, path, "1", long); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(<-got, long) {
		t.Error("it is another receipt")
	}
	if more := there(t, f); len(more) != 0 {
		t.Errorf("%q came, too", more)
	}
}

func TestADeviceThatIsSlowButMovesIsWaitedForLongerThanOneThatHangs(t *testing.T) {
	path, p := device(t), hasty()
	f, got := reader(t, path), make(chan []byte, 1)
	go func() {
		all := make([]byte, len(long))
		for at, part := 0, len(all)/20; at < len(all); at += part {
			time.Sleep(60 * time.Millisecond)
			if _, err := io.ReadFull(f, all[at:at+part]); err != nil {
				return
			}
		}
		got <- all
	}()
	begun := time.Now()
	if err := p.Send(t.Context(), Device, path, "1", long); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took < 2*p.Take {
		t.Errorf("it took only %s", took)
	}
	if !bytes.Equal(<-got, long) {
		t.Error("it is another receipt")
	}
}

func TestADeviceThatTricklesForEverEndsAfterATimeByTheLength(t *testing.T) {
	path, p := device(t), hasty()
	p.Slowest = len(long) // a second
	f, stop := reader(t, path), make(chan struct{})
	defer close(stop)
	go func() {
		for buf := make([]byte, 4096); ; {
			select {
			case <-stop:
				return
			case <-time.After(100 * time.Millisecond):
				_, _ = f.Read(buf)
			}
		}
	}()
	begun := time.Now()
	refused(t, p.Send(t.Context(), Device, path, "1", long), "printer_broke")
	if took := time.Since(begun); took < p.Take+time.Second || took > p.Take+time.Second+p.Reach+500*time.Millisecond {
		t.Errorf("it ended after %s", took)
	}
}

func TestWhoAsksTwiceOrLeavesIsNotPrintedTwice(t *testing.T) {
	path, p := device(t), hasty()
	p.Take = time.Minute
	f := reader(t, path)
	ctx, leave := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { first <- p.Send(ctx, Device, path, "1", long) }()
	set := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}} //nolint:gosec // small
	if n, err := unix.Poll(set, 10_000); n == 0 || err != nil {
		t.Fatal("it doesn't begin", err)
	}
	refused(t, p.Send(t.Context(), Device, path, "1", long), "printer_busy")
	leave() // it is begun, and goes on to its end
	gone, now := context.WithCancel(t.Context())
	now()
	if err := p.Send(gone, Device, path, "2", []byte("of who left")); !errors.Is(err, context.Canceled) {
		t.Errorf("who left before the print began hears %v", err)
	}
	all := make([]byte, len(long))
	if _, err := io.ReadFull(f, all); err != nil || !bytes.Equal(all, long) {
		t.Error("the first is not whole", err)
	}
	if err := <-first; err != nil {
		t.Error(err)
	}
	if more := there(t, f); len(more) != 0 {
		t.Errorf("%d more came", len(more))
	}
}

func TestAPrintWaitsForTheOneBeforeItOnlyForAWhile(t *testing.T) {
	path, p := device(t), hasty()
	f := reader(t, path)
	leave, err := p.enter(t.Context(), path, "1")
	if err != nil {
		t.Fatal(err)
	}
	refused(t, p.Send(t.Context(), Device, path, "2", []byte("late")), "printer_busy")
	leave()
	if err := p.Send(t.Context(), Device, path, "2", []byte("now")); err != nil {
		t.Error(err)
	}
	if got := there(t, f); string(got) != "now" {
		t.Errorf("there came %q", got)
	}
}
