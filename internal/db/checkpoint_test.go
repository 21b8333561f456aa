package db

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestTheWALIsBroughtInBesideTheWriter(t *testing.T) {
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), File), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Write(t.Context(), func(tx *Tx) error {
		return tx.Exec("INSERT INTO local_backoff VALUES(hex(randomblob(1000000)),0,'')")
	})
	if err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if at, err := os.Stat(d.Path()); err != nil || at.Size() > 2_000_000 {
			break
		}
		if time.Now().After(until) {
			t.Fatal("nothing was brought into the file")
		}
	}
}

// A load without pauses keeps the checkpoints from ever reaching the end by
// themselves.
func TestTheWALStaysBoundedUnderALoadWithoutPauses(t *testing.T) {
	if testing.Short() {
		t.Skip("writes some hundred megabytes; not in short runs")
	}
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), File), Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var wrote, longest int64
	for start := time.Now(); wrote < longest+100<<20; { // until it began anew
		err := d.Write(context.Background(), func(tx *Tx) error {
			return tx.Exec("INSERT OR REPLACE INTO local_backoff VALUES(?,0,hex(randomblob(100000)))", d.NewID()[:9])
		})
		if err != nil {
			t.Fatal(err)
		}
		wrote += 200_000
		wal, err := os.Stat(d.Path() + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		if longest = max(longest, wal.Size()); time.Since(start) > 3*time.Minute {
			t.Fatalf("a WAL of %d MB after %d MB", longest>>20, wrote>>20)
		}
	}
}
