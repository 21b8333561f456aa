package network

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

// atDoor serves a handler behind bounds on a free port.
func atDoor(t *testing.T, change func(*bounded), h http.HandlerFunc) string {
	t.Helper()
	socket, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := bound(socket)
	change(b)
	s := &http.Server{Handler: h}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(b) }()
	t.Cleanup(func() { _ = s.Close(); <-ended })
	return socket.Addr().String()
}

func enter(t *testing.T, at string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		return c // it was closed already
	}
	return c
}

func answers(c net.Conn) bool {
	var first [4]byte
	_, err := io.ReadFull(c, first[:])
	return err == nil && string(first[:]) == "HTTP"
}

func TestOneConnectionTooManyIsClosedAndTheOthersGoOn(t *testing.T) {
	for name, change := range map[string]func(*bounded){
		"of one device": func(b *bounded) { b.each = 3 },
		"of all":        func(b *bounded) { b.all = 3 },
	} {
		t.Run(name, func(t *testing.T) {
			at := atDoor(t, change, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "here") })
			in := []net.Conn{enter(t, at), enter(t, at), enter(t, at)}
			for i, c := range in {
				if !answers(c) {
					t.Fatalf("connection %d is not answered", i)
				}
			}
			if answers(enter(t, at)) {
				t.Error("one too many is answered")
			}
			_ = in[0].Close()
			for end := time.Now().Add(10 * time.Second); ; { // its place is free once the server has seen it go
				if answers(enter(t, at)) {
					break
				}
				if time.Now().After(end) {
					t.Fatal("a place that was left stays taken")
				}
			}
		})
	}
}

func TestWhoTakesNothingOfAnAnswerIsLetGo(t *testing.T) {
	ended := make(chan error, 1)
	at := atDoor(t, func(b *bounded) { b.within = 200 * time.Millisecond }, func(w http.ResponseWriter, _ *http.Request) {
		piece := bytes.Repeat([]byte("x"), 1<<20)
		for range 1000 {
			if _, err := w.Write(piece); err != nil {
				ended <- err
				return
			}
		}
		ended <- nil
	})
	enter(t, at)
	select {
	case err := <-ended:
		if err == nil {
			t.Error("a thousand MiB went to nobody")
		}
	case <-time.After(20 * time.Second):
		t.Error("who takes nothing is waited for")
	}
}

func TestALongAnswerIsNoSlowOne(t *testing.T) {
	at := atDoor(t, func(b *bounded) { b.within = 300 * time.Millisecond }, func(w http.ResponseWriter, _ *http.Request) {
		for range 8 {
			time.Sleep(100 * time.Millisecond) // together more than a piece may take
			_, _ = io.WriteString(w, "piece")
			_ = http.NewResponseController(w).Flush()
		}
	})
	a, err := http.Get("http://" + at)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	if body, err := io.ReadAll(a.Body); err != nil || len(body) != 8*len("piece") {
		t.Errorf("%q %v", body, err)
	}
}
