package db

import (
	"sync"
	"time"
)

// Clock stands where it was put: for tests, and for shops that are made up of
// days gone by. Its methods may be called from any goroutine.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock starts at an instant.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is its time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set puts it to an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Turn moves it on (or back).
func (c *Clock) Turn(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}
