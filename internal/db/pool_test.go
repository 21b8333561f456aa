package db

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestManyReadersMayAskSomethingNewAtOnce(t *testing.T) {
	d, err := Open(context.Background(), filepath.Join(t.TempDir(), File), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	n := cap(d.readers.slots)
	var inside, done sync.WaitGroup
	inside.Add(n)
	answers := make(chan error, n)
	for i := range n {
		done.Go(func() {
			answers <- d.Read(ctx, func(tx *Tx) error {
				inside.Done()
				inside.Wait() // every reader holds its transaction, and nobody has asked yet
				var got int
				return tx.Rows(func(r *sql.Rows) error { return r.Scan(&got) }, fmt.Sprintf("SELECT %d", i))
			})
		})
	}
	done.Wait()
	close(answers)
	for err := range answers {
		if err != nil {
			t.Fatal(err)
		}
	}
}
