package web

import (
	"math"
	"net"
	"net/netip"
	"sync"
	"time"
)

// window is the time in which tries are counted.
const window = time.Minute

// mostKnown bounds how many askers are remembered.
const mostKnown = 10_000

// Tries counts who asks how often, by Peer, where nobody signs in: in a minute
// Most times, a failure counting as Failure of them. Many people may sit behind
// one address, so Most is no small number; one asker's tries hold nobody else
// up.
type Tries struct {
	Most, Failure int

	mu    sync.Mutex
	known map[string]*count
}

type count struct {
	since time.Time
	n     int
}

// Wait counts a try, and gives the seconds to wait, 0 when there is no need.
func (t *Tries) Wait(from string, now time.Time) int {
	c, unlock := t.of(from, now)
	defer unlock()
	if c.n >= t.Most {
		return max(1, int(math.Ceil(c.since.Add(window).Sub(now).Seconds())))
	}
	c.n++
	return 0
}

// Failed makes the try before count as a failure.
func (t *Tries) Failed(from string, now time.Time) {
	c, unlock := t.of(from, now)
	defer unlock()
	c.n += t.Failure - 1
}

func (t *Tries) of(from string, now time.Time) (*count, func()) {
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

// Peer is who asks, as far as tries are counted: the address at the other end
// of the connection, without its port. No header changes it; behind a proxy
// that the owner named (serve --host) the door has put the asker's address
// there, which that proxy wrote.
func Peer(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	if at, err := netip.ParseAddr(host); err == nil {
		return at.Unmap().WithZone("").String()
	}
	return host
}
