package intake_test

import (
	"fmt"
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

func TestAnUndoTakesShortPieces(t *testing.T) {
	h := housetest.New(t)
	list := "name,price (rial)\n"
	for n := range 150 {
		list += fmt.Sprintf("Item %d,%d\n", n, 100+n)
	}
	i := begin(t, h.Owner, list, nil)
	err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		pieces, most := 0, 0
		err := tx.Row([]any{&pieces, &most}, "SELECT count(*), max(json_array_length(rows)) FROM local_import_rows WHERE import_id = ?", i.ID)
		if pieces != 3 || most > 60 {
			t.Errorf("%d pieces of up to %d rows", pieces, most)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 150 || i.Kept != 0 {
		t.Errorf("%+v", i)
	}
}

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
