// Package hlc is the hybrid logical clock that stamps every journal record:
// the wall clock while it moves on, a counter while it does not, and never a
// step back. It owns stamps and their order; it refuses to read the time by
// itself and never makes a write wait for a clock.
package hlc

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// Stamp is 48 bits of milliseconds since 1970 UTC above 16 bits of counter:
// stamps compare as numbers. Zero is before everything.
type Stamp int64

// ErrFormat refuses a text that is no stamp.
var ErrFormat = errors.New("hlc: not a stamp")

// At is the first stamp of an instant; instants before 1970 count as 1970.
func At(t time.Time) Stamp { return Stamp(max(t.UnixMilli(), 0) << 16) }

// After is the stamp that follows last at the instant now: now, where that is
// later, else one count more. Whoever keeps the last stamp with its data needs
// no Clock. More than 65 536 in a millisecond run into the next one.
func After(last Stamp, now time.Time) Stamp { return max(At(now), last+1) }

// Time is the instant of the stamp, to the millisecond, in UTC.
func (s Stamp) Time() time.Time { return time.UnixMilli(int64(s) >> 16).UTC() }

// Counter tells stamps of one millisecond apart.
func (s Stamp) Counter() int { return int(s & 0xffff) }

// String is 16 hexadecimal digits, which sort as the stamps do.
func (s Stamp) String() string { return fmt.Sprintf("%016x", int64(s)) }

// Parse reads what String writes, or gives ErrFormat.
func Parse(text string) (Stamp, error) {
	n, err := strconv.ParseInt(text, 16, 64)
	if err != nil || n < 0 || Stamp(n).String() != text {
		return 0, ErrFormat
	}
	return Stamp(n), nil
}

// Clock gives ascending stamps; safe for use by many at once.
type Clock struct {
	mu   sync.Mutex
	now  func() time.Time
	last Stamp
}

// New starts a clock on now, after last (the newest stamp of the journal; zero
// when there is none).
func New(now func() time.Time, last Stamp) *Clock { return &Clock{now: now, last: last} }

// Next is a stamp after every one given or merged before.
func (c *Clock) Next() Stamp {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = After(c.last, c.now())
	return c.last
}

// Merge takes note of another device's stamp, so that what is written after
// seeing it also sorts after it.
func (c *Clock) Merge(seen Stamp) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last, seen)
}

// Last is the newest stamp given or merged.
func (c *Clock) Last() Stamp {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}
