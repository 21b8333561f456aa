package hlc

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestStampsAscendWhateverTheWallClockDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wall := time.UnixMilli(1_790_000_000_000)
		var last Stamp
		for _, step := range rapid.SliceOf(rapid.Int64Range(-100_000, 100_000)).Draw(t, "steps") {
			wall = wall.Add(time.Duration(step) * time.Millisecond)
			next := After(last, wall)
			if next <= last || next < At(wall) {
				t.Fatalf("%d after %d at %s", next, last, wall)
			}
			last = next
		}
	})
}

func TestAStampKeepsItsInstant(t *testing.T) {
	at := time.Date(2026, 11, 21, 18, 49, 0, 123e6, time.UTC)
	first := After(0, at)
	second := After(first, at)
	if !first.Time().Equal(at) || !second.Time().Equal(at) || first.Counter() != 0 || second.Counter() != 1 {
		t.Error(first, second)
	}
	if At(time.Time{}) != 0 {
		t.Error("an instant before 1970 went below zero")
	}
}

func TestAFullCounterRunsIntoTheNextMillisecond(t *testing.T) {
	at := time.UnixMilli(1000)
	if next := After(At(at)+0xffff, at); next.Time().UnixMilli() != 1001 || next.Counter() != 0 {
		t.Error(next)
	}
}
