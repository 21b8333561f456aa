package till_test

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/till"
)

type object = map[string]any

func next(t *testing.T, h *housetest.House, kind, series string, year int) (used, seq int) {
	t.Helper()
	err := h.Journal.Write(context.Background(), func(tx *change.Tx) (err error) {
		used, seq, err = h.Till.Next(tx, kind, series, year)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return used, seq
}

// forget puts away counters that a test took numbers from without documents.
func forget(t *testing.T, h *housetest.House) {
	t.Helper()
	err := h.Journal.DB.Write(context.Background(), func(tx *db.Tx) error {
		tx.Forget()
		return tx.Exec("DELETE FROM local_counters")
	})
	if err != nil {
		t.Fatal(err)
	}
}

func here(t *testing.T, h *housetest.House) (x till.Till) {
	t.Helper()
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) (err error) {
		x, err = till.At(tx, "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestNumbersBeginAnewEachYearAndNeverGoBack(t *testing.T) {
	h := housetest.New(t)
	for i, c := range []struct{ year, used, seq int }{
		{1405, 1405, 1}, {1405, 1405, 2}, {1406, 1406, 1},
		{1405, 1406, 2}, // the clock shows an earlier year: the later one is kept
		{1406, 1406, 3}, {1407, 1407, 1},
	} {
		if used, seq := next(t, h, till.Invoices, "A", c.year); used != c.used || seq != c.seq {
			t.Errorf("%d. in %d: %d-%d, not %d-%d", i, c.year, used, seq, c.used, c.seq)
		}
	}
	if _, seq := next(t, h, till.Orders, "A", 0); seq != 1 {
		t.Errorf("orders are counted with invoices: %d", seq)
	}
	if _, seq := next(t, h, till.Invoices, "B", 1407); seq != 1 {
		t.Errorf("series B begins at %d", seq)
	}
	forget(t, h)
}

func TestANumberThatWasNotCommittedIsGivenAgain(t *testing.T) {
	h := housetest.New(t)
	next(t, h, till.Invoices, "A", 1405)
	broken := errors.New("broken")
	err := h.Journal.Write(context.Background(), func(tx *change.Tx) error {
		_, _, err := h.Till.Next(tx, till.Invoices, "A", 1405)
		return errors.Join(err, broken)
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	if _, seq := next(t, h, till.Invoices, "A", 1405); seq != 2 {
		t.Errorf("the next is %d", seq)
	}
	forget(t, h)
}

func TestManyAtOnceGetEachANumberOfTheirOwn(t *testing.T) {
	h := housetest.New(t)
	var mu sync.Mutex
	seen := map[int]bool{}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 25 {
				var seq int
				err := h.Journal.Write(context.Background(), func(tx *change.Tx) (err error) {
					_, seq, err = h.Till.Next(tx, till.Invoices, "A", 1405)
					return err
				})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				seen[seq] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(seen) != 200 || !seen[1] || !seen[200] {
		t.Errorf("%d different numbers", len(seen))
	}
	forget(t, h)
}

func sell(t *testing.T, h *housetest.House) (number string) {
	t.Helper()
	var product struct{ ID string }
	h.Owner.Post("/products", object{"name": "Lamp", "price": 1000}).Want(http.StatusCreated).JSON(&product)
	var sold struct{ Invoice struct{ Number string } }
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": product.ID, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 2000}}}).Want(http.StatusCreated).JSON(&sold)
	return sold.Invoice.Number
}

func TestLostCountersAreMadeFromTheDocumentsAgain(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/tills/"+here(t, h).ID, object{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	sell(t, h)
	second := sell(t, h)
	forget(t, h)
	if third := sell(t, h); third[:len(third)-1] != second[:len(second)-1] || third[len(third)-1] != '3' {
		t.Errorf("after %s comes %s", second, third)
	}
	var ids []string
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var id string
			err := r.Scan(&id)
			ids = append(ids, id[11:21])
			return err
		}, "SELECT tax_id FROM invoices ORDER BY seq")
	})
	if err != nil || strings.Join(ids, " ") != "0000000001 0000000002 0000000003" {
		t.Errorf("tax serials %v %v", ids, err)
	}
}

func TestACopyOfTheFileGoesOnInTheNextFreeSeries(t *testing.T) {
	h := housetest.New(t)
	first := sell(t, h)
	if here(t, h).Series != "A" || first[0] != 'A' {
		t.Fatalf("the first series is %s, the first number %s", here(t, h).Series, first)
	}
	h.Reopen()
	if here(t, h).Series != "A" {
		t.Fatal("a restart is no copy")
	}
	for i, lose := range []func(path string) error{
		os.Remove, // a restored backup comes without the token
		func(path string) error { return os.WriteFile(path, []byte("of another folder\n"), 0o600) },
	} {
		if err := lose(filepath.Join(h.Dir, "instance")); err != nil {
			t.Fatal(err)
		}
		h.Reopen()
		want := string(rune('B' + i))
		if s := here(t, h).Series; s != want {
			t.Errorf("the copy goes on in %s, not %s", s, want)
		}
		if n := sell(t, h); n[:1] != want || n[len(n)-6:] != "000001" {
			t.Errorf("the copy's first number is %s", n)
		}
		h.Reopen()
		if s := here(t, h).Series; s != want {
			t.Errorf("after another restart it is %s", s)
		}
	}
}

func TestACopyGivesNoTaxSerialThatTheOriginalGaveMeanwhile(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/tills/"+here(t, h).ID, object{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	sell(t, h)
	if err := os.Remove(filepath.Join(h.Dir, "instance")); err != nil { // a backup of this moment is restored
		t.Fatal(err)
	}
	h.Reopen()
	sell(t, h)
	sell(t, h)
	var ids []string
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error {
		return tx.Rows(func(r *sql.Rows) error {
			var id string
			err := r.Scan(&id)
			ids = append(ids, id[11:21])
			return err
		}, "SELECT tax_id FROM invoices ORDER BY id")
	})
	if err != nil || strings.Join(ids, " ") != "0000000001 00000F4242 00000F4243" {
		t.Errorf("tax serials %v %v", ids, err)
	}
}

func TestATillsNameAndMemoryAreChanged(t *testing.T) {
	h := housetest.New(t)
	id := here(t, h).ID
	var x till.Till
	h.Owner.Patch("/tills/"+id, object{"name": " Door ", "memory_id": "def ۵gh"}).Want(http.StatusOK).JSON(&x)
	if x.Name != "Door" || x.MemoryID != "DEF5GH" || x.Series != "A" {
		t.Errorf("%+v", x)
	}
	h.Owner.Patch("/tills/"+id, object{"name": " ", "memory_id": "DEF5G"}).
		Refused(http.StatusUnprocessableEntity, "required", "name", "memory_id")
	h.Owner.Patch("/tills/"+h.Journal.DB.NewID(), object{"name": "x"}).Refused(http.StatusNotFound, "not_found")
	err := h.Journal.Write(context.Background(), func(tx *change.Tx) (err error) {
		x, err = h.Till.Create(tx, "Second")
		return err
	})
	if err != nil || x.Series != "B" {
		t.Fatalf("%+v %v", x, err)
	}
	h.Owner.Patch("/tills/"+x.ID, object{"memory_id": "DEF5GH"}).Refused(http.StatusConflict, "duplicate", "memory_id")
	h.Owner.Patch("/tills/"+x.ID, object{"name": "Door", "memory_id": "DEF5GH"}).Refused(http.StatusConflict, "duplicate", "name", "memory_id")
	h.Owner.Patch("/tills/"+x.ID, object{"name": "Second"}).Want(http.StatusOK) // its own
}
