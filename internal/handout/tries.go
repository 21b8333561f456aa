package handout

import (
	"math"
	"net"
	"net/http"
	"sync"
	"time"
)

// Who asks how often: a document is looked at some times in a minute, names
// are not tried out. Many customers may sit behind one address.
const (
	window    = time.Minute
	perWindow = 60
	ofFailure = 6 // what a name that is nobody's counts
	mostKnown = 10_000
)

// tries counts by address. The zero value is ready.
type tries struct {
	mu    sync.Mutex
	known map[string]*count
}

type count struct {
	since time.Time
	n     int
}

// wait counts a try, and gives the seconds to wait, 0 when there is no need.
func (t *tries) wait(from string, now time.Time) int {
	c, unlock := t.of(from, now)
	defer unlock()
	if c.n >= perWindow {
		return max(1, int(math.Ceil(c.since.Add(window).Sub(now).Seconds())))
	}
	c.n++
	return 0
}

// failed makes a try count for more.
func (t *tries) failed(from string, now time.Time) {
	c, unlock := t.of(from, now)
	defer unlock()
	c.n += ofFailure - 1
}

func (t *tries) of(from string, now time.Time) (*count, func()) {
	t.mu.Lock()
	if t.known == nil || len(t.known) > mostKnown {
		t.known = map[string]*count{}
	}
	c := t.known[from]
	if c == nil || now.Sub(c.since) >= window || now.Before(c.since) {
		c = &count{since: now}
		t.known[from] = c
	}
	return c, t.mu.Unlock
}

// asker is the connection's own address, not what a header claims.
func asker(q *http.Request) string {
	if host, _, err := net.SplitHostPort(q.RemoteAddr); err == nil {
		return host
	}
	return q.RemoteAddr
}
