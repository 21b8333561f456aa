package web

import (
	"maps"
	"math"
	"net"
	"net/netip"
	"slices"
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
	if t.known == nil {
		t.known = map[string]*count{}
	}
	c := t.known[from]
	if c == nil {
		t.makeRoom(now)
	}
	if c == nil || c.over(now) {
		c = &count{since: now}
		t.known[from] = c
	}
	return c, t.mu.Unlock
}

// over tells whether its minute is gone by, or the clock was put back.
func (c *count) over(now time.Time) bool {
	return now.Sub(c.since) >= window || now.Before(c.since)
}

// makeRoom forgets those whose minute is over when too many are remembered, and
// the oldest quarter when nobody's is: who has to wait goes on waiting.
func (t *Tries) makeRoom(now time.Time) {
	if len(t.known) < mostKnown {
		return
	}
	maps.DeleteFunc(t.known, func(_ string, c *count) bool { return c.over(now) })
	if len(t.known) < mostKnown {
		return
	}
	oldest := slices.SortedFunc(maps.Keys(t.known), func(a, b string) int { return t.known[a].since.Compare(t.known[b].since) })
	for _, from := range oldest[:mostKnown/4] {
		delete(t.known, from)
	}
}

// Peer is who asks, as far as tries are counted: the address at the other end
// of the connection, of IPv6 its network (/64), of which one device has as many
// addresses as it likes. No header changes it; behind a proxy that the owner
// named (serve --host) the door has put the asker's address there, which that
// proxy wrote.
func Peer(remote string) string {
	at, ok := Address(remote)
	if !ok {
		return remote
	}
	if at.Is6() {
		if network, err := at.Prefix(64); err == nil {
			return network.String()
		}
	}
	return at.String()
}

// Address reads the address at the other end of a connection, without its port.
func Address(remote string) (netip.Addr, bool) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	at, err := netip.ParseAddr(host)
	return at.Unmap().WithZone(""), err == nil
}
