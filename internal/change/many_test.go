package change

import (
	"context"
	"fmt"
	"testing"

	"pishkhan/internal/db"
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
	if got := count(t, j, "SELECT count(*) FROM prints"); err == nil || got != 1 {
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
