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
	mostOfDevice    = 40
	mostOfNetwork   = 200              // of one IPv6 network: a device there has as many addresses as it likes
	takeWithin      = 30 * time.Second // a piece of an answer, until who asked is let go
)

// bounded is a socket with bounds: so many connections in all, of one device and
// of one IPv6 network, and who takes nothing of an answer is let go, however long the answer
// may be. Reading has its own bounds at the door.
type bounded struct {
	net.Listener
	all, each, near int
	within          time.Duration
	now             func() time.Time // the system's: deadlines are its own, not the shop's

	mu   sync.Mutex
	open int
	of   map[string]int // by address and by network
}

func bound(socket net.Listener) *bounded {
	return &bounded{Listener: socket, all: mostConnections, each: mostOfDevice, near: mostOfNetwork, within: takeWithin, now: time.Now, of: map[string]int{}}
}

// Accept gives the next connection; one too many is closed at once, so that who
// is in goes on.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		device, near := c.RemoteAddr().String(), web.Peer(c.RemoteAddr().String())
		if at, ok := web.Address(device); ok {
			device = at.String()
		}
		if b.enter(device, near) {
			return &connection{Conn: c, until: func() time.Time { return b.now().Add(b.within) }, leave: sync.OnceFunc(func() { b.leave(device, near) })}, nil
		}
		_ = c.Close() // whoever it is hears nothing
	}
}

// enter counts a connection of a device on a network; of IPv4 the two are one.
func (b *bounded) enter(device, near string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open >= b.all || b.of[device] >= b.each || device != near && b.of[near] >= b.near {
		return false
	}
	b.open++
	b.of[device]++
	if device != near {
		b.of[near]++
	}
	return true
}

func (b *bounded) leave(device, near string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.open--
	for _, of := range []string{device, near} {
		if b.of[of]--; b.of[of] <= 0 {
			delete(b.of, of)
		}
		if device == near {
			return
		}
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
