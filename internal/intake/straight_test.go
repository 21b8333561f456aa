package intake_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/intake"
	"pishkhan/internal/pricelist"
)

func TestWhatAKilledCommandWroteIsTakenBackBeforeTheNextList(t *testing.T) {
	h := housetest.New(t)
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("code,name,price (rial)\nA1,Lamp,100\nA2,Cable,200\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	take := func() {
		t.Helper()
		got, err := h.Intake.Command(actor.With(t.Context(), actor.System), path, "list.csv", pricelist.Options{})
		if err != nil || got.New != 2 {
			t.Fatalf("%+v %v", got, err)
		}
	}
	take()
	err := h.Journal.DB.Write(t.Context(), func(tx *db.Tx) error { // as a kill leaves it
		return tx.Exec("UPDATE local_imports SET state = 'writing'")
	})
	if err != nil {
		t.Fatal(err)
	}
	take() // not "unchanged": the next start would take them away
	var page struct{ Items []intake.Import }
	h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 2 || page.Items[0].State != intake.Taken || page.Items[1].State != intake.Undone {
		t.Errorf("%+v", page.Items)
	}
}
