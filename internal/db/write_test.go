package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
)

// Whatever shares a commit, only what failed is missing, and everything that
// was answered is there once.
func TestWritesThatShareACommitFailAlone(t *testing.T) {
	d, err := Open(t.Context(), filepath.Join(t.TempDir(), File), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	failed := errors.New("no")
	for _, kind := range []struct {
		name  string
		write func(i int) func(context.Context, func(*Tx) error) error
	}{
		{"all may run again", func(int) func(context.Context, func(*Tx) error) error { return d.WriteAgain }},
		{"none may", func(int) func(context.Context, func(*Tx) error) error { return d.Write }},
		{"some may", func(i int) func(context.Context, func(*Tx) error) error {
			if i%3 == 0 {
				return d.Write
			}
			return d.WriteAgain
		}},
	} {
		hold := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() { // the others gather behind this one
			_ = d.Write(t.Context(), func(*Tx) error { <-hold; return nil })
		})
		for i := range 40 {
			wg.Go(func() {
				runs := 0
				err := kind.write(i)(t.Context(), func(tx *Tx) error {
					runs++
					if err := tx.Exec("INSERT INTO local_backoff VALUES(?,?,'')", fmt.Sprint(kind.name, i), i); err != nil {
						return err
					}
					if i%7 == 3 {
						return failed
					}
					if i == 20 {
						panic("broken")
					}
					return nil
				})
				if (err != nil) != (i%7 == 3 || i == 20) || runs > 2 || runs > 1 && kind.name == "none may" {
					t.Errorf("%s, write %d ran %d times: %v", kind.name, i, runs, err)
				}
			})
		}
		close(hold)
		wg.Wait()
		var rows, sum int
		if err := d.Read(t.Context(), func(tx *Tx) error {
			return tx.Row([]any{&rows, &sum}, "SELECT count(*), sum(fails) FROM local_backoff WHERE key LIKE ? || '%'", kind.name)
		}); err != nil {
			t.Fatal(err)
		}
		if rows != 40-6-1 || sum != 780-(3+10+17+24+31+38)-20 {
			t.Errorf("%s: %d rows, sum %d", kind.name, rows, sum)
		}
	}
}
