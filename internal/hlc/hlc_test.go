package hlc

import (
	"errors"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestStampsAscendWhateverTheWallClockDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		wall := time.UnixMilli(1_790_000_000_000)
		c := New(func() time.Time { return wall }, 0)
		var last Stamp
		for _, step := range rapid.SliceOf(rapid.Int64Range(-100_000, 100_000)).Draw(t, "steps") {
			wall = wall.Add(time.Duration(step) * time.Millisecond)
			if step%3 == 0 {
				c.Merge(At(wall) + Stamp(step))
				last = max(last, At(wall)+Stamp(step))
			}
			next := c.Next()
			if next <= last || next < At(wall) || next.String() <= last.String() {
				t.Fatalf("%s after %s at %s", next, last, wall)
			}
			last = next
		}
	})
}

func TestAStampKeepsItsInstant(t *testing.T) {
	at := time.Date(2026, 11, 21, 18, 49, 0, 123e6, time.UTC)
	c := New(func() time.Time { return at }, 0)
	first, second := c.Next(), c.Next()
	if !first.Time().Equal(at) || !second.Time().Equal(at) || first.Counter() != 0 || second.Counter() != 1 || c.Last() != second {
		t.Error(first, second)
	}
	if back, err := Parse(second.String()); back != second || err != nil {
		t.Error(back, err)
	}
	for _, bad := range []string{"", "x", "ffffffffffffffff", "0X00000000000001", second.String() + "0"} {
		if _, err := Parse(bad); !errors.Is(err, ErrFormat) {
			t.Errorf("%q was read", bad)
		}
	}
	if At(time.Time{}) != 0 {
		t.Error("an instant before 1970 went below zero")
	}
}

func TestAFullCounterRunsIntoTheNextMillisecond(t *testing.T) {
	at := time.UnixMilli(1000)
	c := New(func() time.Time { return at }, At(at)+0xffff)
	if next := c.Next(); next.Time().UnixMilli() != 1001 || next.Counter() != 0 {
		t.Error(next)
	}
}

func TestStampsOfManyWritersDiffer(t *testing.T) {
	c := New(func() time.Time { return time.UnixMilli(1000) }, 0)
	var mu sync.Mutex
	var wg sync.WaitGroup
	seen := map[Stamp]bool{}
	for range 8 {
		wg.Go(func() {
			for range 200 {
				s := c.Next()
				mu.Lock()
				seen[s] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(seen) != 1600 {
		t.Errorf("%d stamps", len(seen))
	}
}
