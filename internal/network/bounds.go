package network

import (
	"net"
	"sync"
	"sync/atomic"
	"time"

	"pishkhan/internal/web"
)

// What devices of the network may take of this computer.
const (
	mostConnections = 400
	mostOfPeer      = 40
	takeWithin      = 30 * time.Second // a piece of an answer, until who asked is let go
)

// bounded is a socket with bounds: so many connections in all and of one
// device, and who takes nothing of an answer is let go, however long the answer
// may be. Reading has its own bounds at the door.
type bounded struct {
	net.Listener
	all, each int
	within    time.Duration
	now       func() time.Time // the system's: deadlines are its own, not the shop's

	mu   sync.Mutex
	open int
	of   map[string]int
}

func bound(socket net.Listener) *bounded {
	return &bounded{Listener: socket, all: mostConnections, each: mostOfPeer, within: takeWithin, now: time.Now, of: map[string]int{}}
}

// Accept gives the next connection; one too many is closed at once, so that who
// is in goes on.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		peer := web.Peer(c.RemoteAddr().String())
		if b.enter(peer) {
			return &connection{Conn: c, until: func() time.Time { return b.now().Add(b.within) }, leave: sync.OnceFunc(func() { b.leave(peer) })}, nil
		}
		_ = c.Close() // whoever it is hears nothing
	}
}

func (b *bounded) enter(peer string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open >= b.all || b.of[peer] >= b.each {
		return false
	}
	b.open++
	b.of[peer]++
	return true
}

func (b *bounded) leave(peer string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open--
	if b.of[peer]--; b.of[peer] == 0 {
		delete(b.of, peer)
	}
}

// connection is one of them.
type connection struct {
	net.Conn
	until func() time.Time // a write may take
	leave func()
	set   atomic.Bool // the server has set a deadline of its own
}

func (c *connection) Write(p []byte) (int, error) {
	if !c.set.Load() {
		if err := c.Conn.SetWriteDeadline(c.until()); err != nil {
			return 0, err
		}
	}
	return c.Conn.Write(p)
}

func (c *connection) SetWriteDeadline(t time.Time) error {
	c.set.Store(!t.IsZero())
	return c.Conn.SetWriteDeadline(t)
}

func (c *connection) SetDeadline(t time.Time) error {
	c.set.Store(!t.IsZero())
	return c.Conn.SetDeadline(t)
}

func (c *connection) Close() error {
	c.leave()
	return c.Conn.Close()
}
