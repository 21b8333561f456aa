package network

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
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

// callers is a socket that many call from addresses of their own.
type callers struct {
	net.Listener
	from []string
}

type caller struct {
	net.Conn
	from net.Addr
}

func (c caller) RemoteAddr() net.Addr { return c.from }

func (c *callers) Accept() (net.Conn, error) {
	if len(c.from) == 0 {
		return nil, net.ErrClosed
	}
	at, err := net.ResolveTCPAddr("tcp", c.from[0])
	c.from = c.from[1:]
	here, there := net.Pipe()
	_ = there.Close()
	return caller{here, at}, err
}

func TestADeviceWithManyAddressesTakesNotEveryPlace(t *testing.T) {
	var from []string
	for i := range 300 {
		from = append(from, "[2001:db8::"+strconv.FormatInt(int64(i+1), 16)+"]:9")
	}
	from = append(from, "192.168.1.7:9", "[2001:db8:0:1::1]:9")
	b := bound(&callers{from: from})
	var in []net.Conn
	for {
		c, err := b.Accept()
		if err != nil {
			break
		}
		in = append(in, c)
	}
	if len(in) != mostOfNetwork+2 {
		t.Errorf("%d are in, not %d of one network and two others", len(in), mostOfNetwork)
	}
	for _, c := range in {
		_ = c.Close()
	}
	if b.open != 0 || len(b.of) != 0 {
		t.Errorf("%d and %v stay when all are gone", b.open, b.of)
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

func TestAListenerThatDiesBeforeItIsInItsPlaceIsNoListener(t *testing.T) {
	r := &Room{died: make(chan error, 1)}
	l := &listener{end: func() {}}
	r.lost(l, net.ErrClosed)
	if err := r.instead(nil, l); err == nil || r.open != nil || r.why == nil {
		t.Errorf("%v: answering %v, because of %v", err, r.open != nil, r.why)
	}
	had := &listener{end: func() { t.Error("the one that answers is closed for one that died") }}
	r.open, r.why = had, nil
	if err := r.instead(had, l); err == nil || r.open != had || r.why != nil {
		t.Errorf("%v: answering %v, because of %v", err, r.open == had, r.why)
	}
}
