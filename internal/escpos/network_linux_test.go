package escpos

import (
	"bytes"
	"context"
	"io"
	"net"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// onNetwork is a printer with a small memory; do is what it does with a call.
func onNetwork(t *testing.T, do func(c net.Conn)) (address string) {
	t.Helper()
	small := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) (err error) {
		_ = raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_RCVBUF, 4096) })
		return err
	}}
	l, err := small.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go do(c)
		}
	}()
	return l.Addr().String()
}

var receipt = bytes.Repeat([]byte("a line of dots\n"), 4_600) // less than the system keeps for the network

func TestANetworkPrinterThatAnswersTheCallAndHangsIsSaidAndTheRestNeverComes(t *testing.T) {
	calls := make(chan net.Conn, 1)
	address := onNetwork(t, func(c net.Conn) { calls <- c })
	refused(t, hasty().Send(t.Context(), Network, address, "1", receipt), "printer_broke")
	c := <-calls
	_ = c.SetReadDeadline(time.Now().Add(time.Minute))
	got, err := io.ReadAll(c) // it wakes
	if err == nil || len(got) >= len(receipt) {
		t.Errorf("%d of %d came, and it ended with %v", len(got), len(receipt), err)
	}
}

func TestASlowNetworkPrinterThatNeverEndsTheCallGetsAllOfIt(t *testing.T) {
	prints := make(chan []byte, 1)
	address := onNetwork(t, func(c net.Conn) {
		all := make([]byte, len(receipt))
		for at := 0; at < len(all); at += 1000 {
			time.Sleep(15 * time.Millisecond) // a second in all
			if _, err := io.ReadFull(c, all[at:min(at+1000, len(all))]); err != nil {
				t.Error(err)
			}
		}
		prints <- all
	})
	begun, p := time.Now(), hasty()
	if err := p.Send(t.Context(), Network, address, "1", receipt); err != nil {
		t.Error(err)
	}
	if took := time.Since(begun); took < 2*p.Take {
		t.Errorf("after %s it can't have all of it", took)
	}
	if !bytes.Equal(<-prints, receipt) {
		t.Error("it is another receipt")
	}
}

func TestANetworkPrinterThatHangsUpIsSaidAtOnce(t *testing.T) {
	address, p := onNetwork(t, func(c net.Conn) {
		_, _ = io.ReadFull(c, make([]byte, 1000))
		_ = c.Close()
	}), hasty()
	p.Take = time.Hour
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- p.Send(ctx, Network, address, "1", receipt) }()
	select {
	case err := <-done:
		refused(t, err, "printer_broke")
	case <-ctx.Done():
		t.Error("it waits")
	}
}
