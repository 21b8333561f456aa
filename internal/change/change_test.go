package change

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// Two tables of the real schema stand for all: one of facts, one of cells.
var (
	testFacts = Facts("prints", "invoice_id", "form", "lang", "staff_id", "at")
	testCells = Cells("barcodes", "product_id", "barcode")
)

func open(t *testing.T, opt db.Options) *Journal {
	t.Helper()
	d, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "shop.db"), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	err = d.Write(context.Background(), func(tx *db.Tx) error {
		return tx.Exec("INSERT INTO local_device VALUES(1,'dev',1,'t','v',x'00','r')")
	})
	if err != nil {
		t.Fatal(err)
	}
	j, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func print1(tx *Tx, id string) error {
	return tx.Insert(testFacts, id, Row{"invoice_id": "i", "form": "short", "lang": "fa", "staff_id": "", "at": tx.At()})
}

func count(t *testing.T, j *Journal, query string) (n int) {
	t.Helper()
	if err := j.DB.Read(context.Background(), func(tx *db.Tx) error { return tx.Row([]any{&n}, query) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func content(t *testing.T, j *Journal) {
	t.Helper()
	found, err := VerifyChain(context.Background(), j.DB)
	if err != nil || len(found) > 0 {
		t.Errorf("the chain: %v %v", found, err)
	}
	found, err = Replay(context.Background(), j.DB, func(int64) {})
	if err != nil || len(found) > 0 {
		t.Errorf("replay: %v %v", found, err)
	}
}

func TestAnOperationIsOneRecordAndReplaysToTheSameRows(t *testing.T) {
	j := open(t, db.Options{})
	ctx := context.Background()
	err := j.Write(ctx, func(tx *Tx) error {
		return errors.Join(print1(tx, "a"),
			tx.Insert(testCells, "b", Row{"product_id": "p", "barcode": "لامپ \"۱۲\" <&>\u2028\x01"}),
			tx.Set(testCells, "b", Row{"_del": true}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, j, "SELECT count(*) FROM local_change"); n != 1 {
		t.Errorf("%d records for one operation", n)
	}
	content(t, j)
}

func TestTextThatIsNoUTF8IsTheSameInRowAndJournal(t *testing.T) {
	j := open(t, db.Options{})
	type named string
	err := j.Write(context.Background(), func(tx *Tx) error {
		return errors.Join(tx.Insert(testCells, "b", Row{"product_id": named("p\xff"), "barcode": "\xe1\xee list.csv"}),
			tx.Set(testCells, "b", Row{"barcode": "\xe1\xee"}))
	})
	if err != nil {
		t.Fatal(err)
	}
	content(t, j)
}

func TestAFailedOperationLeavesNothingAndItsNeighboursStay(t *testing.T) {
	j := open(t, db.Options{})
	var wg sync.WaitGroup
	for i := range 40 {
		wg.Go(func() {
			err := j.Write(context.Background(), func(tx *Tx) error {
				if err := print1(tx, fmt.Sprint(i)); err != nil {
					return err
				}
				if i%3 == 0 {
					return errs.New("refused")
				}
				if i%7 == 0 {
					panic("broken")
				}
				return nil
			})
			if (i%3 == 0 || i%7 == 0) != (err != nil) {
				t.Errorf("operation %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if n, m := count(t, j, "SELECT count(*) FROM prints"), count(t, j, "SELECT count(*) FROM local_change"); n != 22 || m != n {
		t.Errorf("%d rows and %d records, want 22", n, m)
	}
	content(t, j)
}

func TestACommitThatFailedButIsOnDiskIsFoundAndNotRepeated(t *testing.T) {
	fail := errors.New("the cable was pulled")
	mode := ""
	j := open(t, db.Options{Commit: func(commit func() error) error {
		switch mode {
		case "after":
			_ = commit()
			return fail
		case "before":
			return fail
		}
		return commit()
	}})
	write := func(id string) error {
		return j.Write(context.Background(), func(tx *Tx) error { return print1(tx, id) })
	}
	mode = "after"
	if err := write("a"); err != nil {
		t.Errorf("the write is on disk, yet: %v", err)
	}
	mode = "before"
	if err := write("b"); !errs.Is(err, errs.Unavailable) {
		t.Errorf("the write is lost, yet: %v", err)
	}
	mode = ""
	if err := write("c"); err != nil {
		t.Error(err)
	}
	if n := count(t, j, "SELECT count(*) FROM prints"); n != 2 {
		t.Errorf("%d rows, want a and c", n)
	}
	content(t, j)
}

func TestAFullDiskIsSaidAndTheNextWriteGoesOn(t *testing.T) {
	j := open(t, db.Options{})
	pages := count(t, j, "PRAGMA page_count")
	limit := func(n int) {
		_ = j.DB.Write(context.Background(), func(tx *db.Tx) error { return tx.Exec(fmt.Sprintf("PRAGMA max_page_count=%d", n)) })
	}
	limit(pages + 2)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = j.Write(context.Background(), func(tx *Tx) error { return print1(tx, fmt.Sprint("x", i)) })
	}
	if !errs.Is(err, errs.DiskFull) {
		t.Fatalf("want disk_full, got %v", err)
	}
	limit(1 << 30)
	if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, "y") }); err != nil {
		t.Error(err)
	}
	content(t, j)
}

func TestAChangedDroppedOrMovedRecordIsNoticed(t *testing.T) {
	for name, sql := range map[string]string{
		"changed": "UPDATE local_change SET body=replace(CAST(body AS TEXT),'short','small') WHERE seq=2",
		"dropped": "DELETE FROM local_change WHERE seq=2",
		"swapped": "UPDATE local_change SET seq = CASE seq WHEN 2 THEN -3 ELSE seq END",
	} {
		j := open(t, db.Options{})
		for i := range 3 {
			if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, fmt.Sprint(i)) }); err != nil {
				t.Fatal(err)
			}
		}
		if err := j.DB.Write(context.Background(), func(tx *db.Tx) error { return tx.Exec(sql) }); err != nil {
			t.Fatal(err)
		}
		if found, err := VerifyChain(context.Background(), j.DB); err != nil || len(found) == 0 {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
}

func TestARowWrittenBesideTheJournalIsNoticedByReplay(t *testing.T) {
	j := open(t, db.Options{})
	for _, sql := range []string{
		"INSERT INTO barcodes(id,product_id,barcode) VALUES('x','p','1')",
	} {
		if err := j.DB.Write(context.Background(), func(tx *db.Tx) error { return tx.Exec(sql) }); err != nil {
			t.Fatal(err)
		}
	}
	found, err := Replay(context.Background(), j.DB, func(int64) {})
	if err != nil || len(found) != 1 || found[0].Code != "replay_missing" {
		t.Errorf("%v %v", found, err)
	}
}

func TestAScreenThatWaitsHearsOfARowAtOnce(t *testing.T) {
	j := open(t, db.Options{})
	seq, _, _ := j.Wait(context.Background(), -1, 0)
	got := make(chan []Touched)
	go func() {
		_, rows, err := j.Wait(context.Background(), seq, 10*time.Second)
		if err != nil {
			t.Error(err)
		}
		got <- rows
	}()
	if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, "a") }); err != nil {
		t.Fatal(err)
	}
	if rows := <-got; len(rows) != 1 || rows[0] != (Touched{"prints", "a"}) {
		t.Errorf("heard %v", rows)
	}
}

func TestTheClockNeverStepsBack(t *testing.T) {
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	j := open(t, db.Options{Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return at }})
	for i := range 3 {
		if err := j.Write(context.Background(), func(tx *Tx) error { return print1(tx, fmt.Sprint(i)) }); err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		at = at.Add(-365 * 24 * time.Hour)
		mu.Unlock()
	}
	content(t, j)
}
