package bulk_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

type obj = map[string]any

type job struct {
	ID, State, Name, Code string
	Done, Total           int
	Size                  int
}

// shop sells n lamps, one after the other.
func shop(t *testing.T, n int) *housetest.House {
	t.Helper()
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	for range n {
		h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}},
			"payments": []obj{{"method": "cash", "amount": 110_000}}}).Want(http.StatusCreated)
	}
	return h
}

// ended waits for a job's end.
func ended(t *testing.T, c *housetest.Client, id string) (j job) {
	t.Helper()
	for j.State = "running"; j.State == "running"; {
		c.Get("/bulk/" + id + "?wait=5").Want(http.StatusOK).JSON(&j)
	}
	if j.Code == "fonts_missing" {
		t.Skip("a clone before its first make")
	}
	return j
}

func TestAPeriodsInvoicesComeAsOneFileEachOrAllInOne(t *testing.T) {
	h := shop(t, 7)
	manager := h.As(actor.Manager)
	ask := obj{"id": housetest.NewID(t), "as": "each", "lang": "fa"}
	manager.Post("/bulk", ask).Want(http.StatusCreated)
	manager.Post("/bulk", ask).Want(http.StatusOK)
	j := ended(t, manager, ask["id"].(string))
	if j.State != "done" || j.Done != 7 || j.Total != 7 || j.Name != "invoices.zip" {
		t.Fatalf("%+v", j)
	}
	ask["as"] = "one"
	manager.Post("/bulk", ask).Refused(http.StatusConflict, "conflict", "id")
	file := manager.Get("/bulk/" + j.ID + "/file").Want(http.StatusOK)
	z, err := zip.NewReader(bytes.NewReader(file.Body), int64(len(file.Body)))
	if err != nil || len(z.File) != 7 || len(file.Body) != j.Size {
		t.Fatalf("%v: %d bytes of %d", err, len(file.Body), j.Size)
	}
	for _, f := range z.File {
		if f.UncompressedSize64 < 1000 || filepath.Ext(f.Name) != ".pdf" {
			t.Errorf("%s has %d bytes", f.Name, f.UncompressedSize64)
		}
	}

	ask["id"] = housetest.NewID(t)
	manager.Post("/bulk", ask).Want(http.StatusCreated)
	if j = ended(t, manager, ask["id"].(string)); j.State != "done" || j.Name != "invoices.pdf" {
		t.Fatalf("%+v", j)
	}
	if file := manager.Get("/bulk/" + j.ID + "/file").Want(http.StatusOK); !bytes.HasPrefix(file.Body, []byte("%PDF")) || bytes.Count(file.Body, []byte("/Type /Page\n")) != 7 {
		t.Errorf("%d pages", bytes.Count(file.Body, []byte("/Type /Page\n")))
	}
	var n int
	err = h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&n}, "SELECT count(*) FROM accesses WHERE action = 'export'")
	})
	if err != nil || n != 2 {
		t.Errorf("%d times written down: %v", n, err)
	}
}

func TestTheSameOneAskedForManyTimesAtOnceIsBegunOnce(t *testing.T) {
	h := shop(t, 3)
	ask := obj{"id": housetest.NewID(t)}
	var all sync.WaitGroup
	var begun atomic.Int32
	for range 8 {
		all.Go(func() {
			switch a := h.Owner.Post("/bulk", ask); a.Status {
			case http.StatusCreated:
				begun.Add(1)
			case http.StatusOK:
			default:
				t.Errorf("%d %s", a.Status, a.Body)
			}
		})
	}
	all.Wait()
	if begun.Load() != 1 {
		t.Errorf("begun %d times", begun.Load())
	}
	ended(t, h.Owner, ask["id"].(string))
}

func TestAStoppedOneLeavesNothingAndTheNextMayBegin(t *testing.T) {
	h := shop(t, 40)
	first := housetest.NewID(t)
	h.Owner.Post("/bulk", obj{"id": first}).Want(http.StatusCreated)
	h.Owner.Post("/bulk", obj{"id": housetest.NewID(t)}).Refused(http.StatusUnprocessableEntity, "bulk_running")
	h.Owner.Post("/bulk/"+first+"/cancel", obj{}).Want(http.StatusOK)
	if j := ended(t, h.Owner, first); j.State != "cancelled" {
		t.Fatalf("%+v", j)
	}
	h.Owner.Get("/bulk/"+first+"/file").Refused(http.StatusNotFound, "not_found")
	if _, err := os.Stat(filepath.Join(h.Dir, "tmp", "bulk")); err == nil {
		t.Error("something of it is left")
	}
	next := housetest.NewID(t)
	h.Owner.Post("/bulk", obj{"id": next}).Want(http.StatusCreated)
	var last struct{ Items []job }
	h.Owner.Get("/bulk").Want(http.StatusOK).JSON(&last)
	if len(last.Items) != 1 || last.Items[0].ID != next {
		t.Errorf("%+v", last)
	}
	h.Reopen() // while it runs
	h.Owner.Get("/bulk/"+next).Refused(http.StatusNotFound, "not_found")
}

func TestWhatCannotBePutTogetherIsRefusedAtItsField(t *testing.T) {
	h := shop(t, 1)
	for _, c := range []struct {
		body  obj
		code  string
		field string
	}{
		{obj{"from": "2026-02-30"}, "bad_date", "from"},
		{obj{"to": "soon"}, "bad_date", "to"},
		{obj{"from": "2026-02-20", "to": "2026-02-10"}, "bad_date", "to"},
		{obj{"from": "2019-01-01", "to": "2019-01-31"}, "bulk_nothing", "from"},
	} {
		c.body["id"] = housetest.NewID(t)
		h.Owner.Post("/bulk", c.body).Refused(http.StatusUnprocessableEntity, c.code, c.field)
	}
	h.As(actor.Counter).Post("/bulk", obj{"id": housetest.NewID(t)}).Want(http.StatusForbidden)
}

func TestCreditNotesOfAPeriodComeTheSameWay(t *testing.T) {
	h := shop(t, 2)
	h.Owner.Post("/bulk", obj{"id": housetest.NewID(t), "of": "credits"}).Refused(http.StatusUnprocessableEntity, "bulk_nothing", "from")
	var list struct{ Items []struct{ ID string } }
	h.Owner.Get("/invoices").Want(http.StatusOK).JSON(&list)
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": list.Items[0].ID, "kind": "void", "refunds": []obj{{"method": "cash", "amount": 110_000}}}).Want(http.StatusCreated)
	for as, name := range map[string]string{"each": "credits.zip", "one": "credits.pdf"} {
		ask := obj{"id": housetest.NewID(t), "of": "credits", "as": as}
		h.Owner.Post("/bulk", ask).Want(http.StatusCreated)
		if j := ended(t, h.Owner, ask["id"].(string)); j.State != "done" || j.Total != 1 || j.Name != name {
			t.Errorf("%+v", j)
		}
	}
}
