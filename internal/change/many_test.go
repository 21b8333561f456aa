package change

import (
	"context"
	"fmt"
	"testing"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

func TestManyRowsAreWrittenAndJournalledAsOneByOne(t *testing.T) {
	for _, n := range []int{0, 1, 5, mostRows, mostRows + 1, 3*mostRows - 1} {
		j := open(t, db.Options{})
		rows := make([]NewRow, n)
		for i := range rows {
			rows[i] = NewRow{fmt.Sprint("b", i), Row{"product_id": "p", "barcode": fmt.Sprint(i)}}
		}
		if err := j.Write(context.Background(), func(tx *Tx) error { return tx.InsertMany(testCells, rows) }); err != nil {
			t.Fatal(err)
		}
		if got := count(t, j, "SELECT count(*) FROM barcodes WHERE barcode = substr(id, 2) AND _del = 0"); got != n {
			t.Errorf("%d of %d rows", got, n)
		}
		content(t, j)
	}
}

func TestOneOfManyRowsThatIsThereAlreadyUndoesAll(t *testing.T) {
	j := open(t, db.Options{})
	ctx := context.Background()
	if err := j.Write(ctx, func(tx *Tx) error { return print1(tx, "b") }); err != nil {
		t.Fatal(err)
	}
	row := Row{"invoice_id": "i", "form": "short", "lang": "fa", "staff_id": "", "at": ""}
	err := j.Write(ctx, func(tx *Tx) error {
		return tx.InsertMany(testFacts, []NewRow{{"a", row}, {"b", row}, {"c", row}})
	})
	if got := count(t, j, "SELECT count(*) FROM prints"); !errs.Is(err, errs.Conflict) || got != 1 {
		t.Errorf("%d rows, error %v", got, err)
	}
	content(t, j)
}

func TestManyRowsWantTheTablesColumns(t *testing.T) {
	j := open(t, db.Options{})
	for _, row := range []Row{
		{"product_id": "p"},
		{"product_id": "p", "barcode": "1", "colour": "red"},
		{"product_id": "p", "barcode": 1.5},
	} {
		err := j.Write(context.Background(), func(tx *Tx) error { return tx.InsertMany(testCells, []NewRow{{"a", row}}) })
		if err == nil {
			t.Errorf("%v was taken", row)
		}
	}
	content(t, j)
}

func TestTheSameCellsOfManyRowsAreSetAndJournalledAsOneByOne(t *testing.T) {
	j := open(t, db.Options{})
	ctx := context.Background()
	rows := make([]NewRow, 2*mostRows)
	ids := make([]string, 0, mostRows)
	for i := range rows {
		rows[i] = NewRow{fmt.Sprint("b", i), Row{"product_id": "p", "barcode": fmt.Sprint(i)}}
		if i%2 == 0 {
			ids = append(ids, rows[i].ID)
		}
	}
	if err := j.Write(ctx, func(tx *Tx) error { return tx.InsertMany(testCells, rows) }); err != nil {
		t.Fatal(err)
	}
	if err := j.Write(ctx, func(tx *Tx) error { return tx.SetMany(testCells, ids, Row{"product_id": "q", "_del": true}) }); err != nil {
		t.Fatal(err)
	}
	if got := count(t, j, "SELECT count(*) FROM barcodes WHERE product_id = 'q' AND _del = 1 AND barcode % 2 = 0"); got != len(ids) {
		t.Errorf("%d of %d rows", got, len(ids))
	}
	if got := count(t, j, "SELECT count(*) FROM barcodes WHERE product_id = 'p' AND _del = 0"); got != len(rows)-len(ids) {
		t.Errorf("%d rows were left alone, not %d", got, len(rows)-len(ids))
	}
	content(t, j)
}

func TestManyRowsOfWhichOneIsNotThereAreNotSet(t *testing.T) {
	j := open(t, db.Options{})
	ctx := context.Background()
	if err := j.Write(ctx, func(tx *Tx) error { return tx.Insert(testCells, "a", Row{"product_id": "p", "barcode": "1"}) }); err != nil {
		t.Fatal(err)
	}
	err := j.Write(ctx, func(tx *Tx) error { return tx.SetMany(testCells, []string{"a", "b"}, Row{"_del": true}) })
	if got := count(t, j, "SELECT count(*) FROM barcodes WHERE _del = 0"); !errs.Is(err, errs.NotFound) || got != 1 {
		t.Errorf("%d rows, error %v", got, err)
	}
	if err := j.Write(ctx, func(tx *Tx) error { return tx.SetMany(testFacts, []string{"a"}, Row{"form": "short"}) }); err == nil {
		t.Error("facts were changed")
	}
	content(t, j)
}
