// Package hlc is the hybrid logical clock that stamps every journal record:
// the wall clock while it moves on, a counter while it does not, and never a
// step back. It owns stamps and their order; it refuses to read the time by
// itself and never makes a write wait for a clock.
package hlc

import "time"

// Stamp is 48 bits of milliseconds since 1970 UTC above 16 bits of counter:
// stamps compare as numbers. Zero is before everything.
type Stamp int64

// At is the first stamp of an instant; instants before 1970 count as 1970.
func At(t time.Time) Stamp { return Stamp(max(t.UnixMilli(), 0) << 16) }

// After is the stamp that follows last at the instant now: now, where that is
// later, else one count more. More than 65 536 in a millisecond run into the
// next one.
func After(last Stamp, now time.Time) Stamp { return max(At(now), last+1) }

// Time is the instant of the stamp, to the millisecond, in UTC.
func (s Stamp) Time() time.Time { return time.UnixMilli(int64(s) >> 16).UTC() }

// Counter tells stamps of one millisecond apart.
func (s Stamp) Counter() int { return int(s & 0xffff) }
