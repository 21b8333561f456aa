package change

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"pishkhan/internal/db"
)

func TestTwoProcessesWriteOneChain(t *testing.T) {
	a := open(t, db.Options{})
	d, err := db.Open(context.Background(), a.DB.Path(), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	b, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("no")
	for i := range 20 {
		for who, j := range []*Journal{a, b, a} {
			id := fmt.Sprint(i, "-", who)
			if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, id) }); err != nil {
				t.Fatal(err)
			}
			if err := j.Write(context.Background(), func(tx *Tx) error { return errors.Join(print1(tx, id+"x"), failed) }); !errors.Is(err, failed) {
				t.Fatal(err)
			}
		}
	}
	var both sync.WaitGroup
	for who, j := range []*Journal{a, b} {
		both.Go(func() {
			for i := range 30 {
				if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, fmt.Sprint("at once ", who, "-", i)) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	content(t, a)
	if got := count(t, a, "SELECT max(seq) FROM local_change"); got != 120 {
		t.Errorf("%d records", got)
	}
}

// still asks, inside a write that writes nothing.
func still(t *testing.T, j *Journal, seq int64, but ...string) (ok bool) {
	t.Helper()
	err := j.Write(context.Background(), func(tx *Tx) (err error) {
		ok, err = tx.Still(seq, but...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

func TestWhatWasReadHoldsUntilSomebodyWritesIt(t *testing.T) {
	j := open(t, db.Options{})
	write := func(j *Journal, t1 *Table, id string) {
		t.Helper()
		err := j.Write(context.Background(), func(tx *Tx) error {
			if t1 == testFacts {
				return print1(tx, id)
			}
			return tx.Insert(t1, id, Row{"product_id": "p", "barcode": id})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	write(j, testFacts, "1")
	seq := j.Head()
	if !still(t, j, seq) {
		t.Error("nothing was written")
	}
	write(j, testFacts, "2")
	if still(t, j, seq) || !still(t, j, seq, "prints") {
		t.Error("only prints were written")
	}
	write(j, testCells, "3")
	if still(t, j, seq, "prints") || !still(t, j, j.Head()) {
		t.Error("barcodes were written, before the head")
	}
	seq = j.Head()
	_ = j.Write(context.Background(), func(tx *Tx) error {
		return errors.Join(tx.Insert(testCells, "4", Row{"product_id": "p", "barcode": "4"}), errors.New("no"))
	})
	if !still(t, j, seq) {
		t.Error("what was undone changed nothing")
	}
	d, err := db.Open(context.Background(), filepath.Join(filepath.Dir(j.DB.Path()), "shop.db"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	other, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	write(other, testFacts, "5")
	if still(t, j, seq, "prints") {
		t.Error("another process may have written anything")
	}
}
