package intake_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/intake"
	"pishkhan/internal/pricelist"
)

// people are the customers by name.
func people(t *testing.T, h *housetest.House) map[string]object {
	t.Helper()
	out := map[string]object{}
	for _, c := range h.Owner.Get("/customers").Want(http.StatusOK).Map()["items"].([]any) {
		c := c.(object)
		out[c["name"].(string)] = c
	}
	return out
}

func TestUndoOfACustomersListLeavesWhoWasEditedSinceOrBought(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/customers", object{"name": "Ali Rezaei", "phone": "09121234567", "city": "Shiraz"}).Want(http.StatusCreated)
	h.Owner.Post("/customers", object{"name": "Reza Karimi", "phone": "09131234567", "city": "Shiraz"}).Want(http.StatusCreated)
	i := begin(t, h.Owner, "name,phone,city\nAli Rezaei,09121234567,Tehran\nReza Karimi,09131234567,Qom\nSara Ahmadi,09127654321,Yazd\nMina Nouri,09127654322,Yazd\nOmid Rad,09127654323,Yazd\n", nil)
	want(t, i, intake.Taken, "3 new 2 changed 0 unchanged 0 refused")
	now := people(t, h)
	h.Owner.Patch("/customers/"+now["Reza Karimi"]["id"].(string), object{"city": "Rasht"}).Want(http.StatusOK)
	h.Owner.Patch("/customers/"+now["Mina Nouri"]["id"].(string), object{"phone": "09120000000"}).Want(http.StatusOK)
	lamp := h.Owner.Post("/products", object{"name": "Lamp", "price": 100}).Want(http.StatusCreated).Map()["id"]
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "customer_id": now["Omid Rad"]["id"], "lines": []object{{"product_id": lamp, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 100_000}}}).Want(http.StatusCreated)
	h.Reopen()
	i = step(t, h.Owner, i.ID, "undo")
	if i.State != intake.Undone || i.Undone != 2 || i.Kept != 3 {
		t.Errorf("%+v", i)
	}
	now = people(t, h)
	if len(now) != 4 || now["Sara Ahmadi"] != nil || now["Ali Rezaei"]["city"] != "Shiraz" || now["Reza Karimi"]["city"] != "Rasht" || now["Mina Nouri"]["phone"] != "+989120000000" {
		t.Errorf("%v", now)
	}
	kept := rows(t, h.Owner, i.ID, "kept")
	if len(kept) != 3 || kept[0].Code != "edited_since" || kept[0].Field != "city" || kept[1].Field != "phone" || kept[2].Code != "still_in_use" {
		t.Errorf("%+v", kept)
	}
	if found := h.Owner.Get("/customers?q=09127654321").Want(http.StatusOK).Map()["items"].([]any); len(found) != 0 {
		t.Error("who was taken out is still found")
	}
}

func TestUndoOfACountGivesBackWhatItMovedAndNothingThatWasSold(t *testing.T) {
	h := housetest.New(t)
	ids := map[string]any{}
	for _, code := range []string{"A1", "A2", "A3"} {
		ids[code] = h.Owner.Post("/products", object{"name": "Item " + code, "code": code, "price": 100, "stock": "10"}).Want(http.StatusCreated).Map()["id"]
	}
	i := begin(t, h.Owner, "code,quantity\nA1,4\nA2,25\nA3,10\nA9,1\n", object{"kind": "stock"})
	want(t, i, intake.Taken, "0 new 2 changed 1 unchanged 1 refused")
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": ids["A2"], "quantity": "3"}},
		"payments": []object{{"method": "cash", "amount": 100_000}}}).Want(http.StatusCreated)
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 2 || i.Kept != 0 {
		t.Errorf("%+v", i)
	}
	for code, stock := range map[string]string{"A1": "10", "A2": "7", "A3": "10"} {
		if p := product(t, h, code); p["stock"] != stock {
			t.Errorf("%s: %v, want %s", code, p["stock"], stock)
		}
	}
}

func TestUndoTakesOutWhatWasMadeWithNoneOfItAndGoesThroughACountOfNone(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", object{"name": "Item A1", "code": "A1", "price": 100}).Want(http.StatusCreated)
	i := begin(t, h.Owner, "code,quantity\nA1,0\n", object{"kind": "stock"})
	want(t, i, intake.Taken, "0 new 1 changed 0 unchanged 0 refused")
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 1 || i.Kept != 0 {
		t.Errorf("the count: %+v", i)
	}
	i = begin(t, h.Owner, "code,name,price,quantity\nA2,Item A2,100,0\n", object{"unit": "rial"})
	want(t, i, intake.Taken, "1 new 0 changed 0 unchanged 0 refused")
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 1 || i.Kept != 0 {
		t.Errorf("the list: %+v", i)
	}
	if left := h.Owner.Get("/products").Want(http.StatusOK).Map()["items"].([]any); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

// history is what the interface lists.
func history(t *testing.T, h *housetest.House) []intake.Import {
	t.Helper()
	var page struct{ Items []intake.Import }
	h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
	return page.Items
}

func TestACommandsListIsInTheHistoryAndCanBeUndone(t *testing.T) {
	h := housetest.New(t)
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := actor.With(t.Context(), actor.System)
	for _, trial := range []bool{true, false} {
		got, err := h.Import(ctx, path, "list.csv", pricelist.Options{DryRun: trial})
		if err != nil || got.New != 3 || got.RefusedCount != 1 {
			t.Fatalf("%+v %v", got, err)
		}
		if n := len(history(t, h)); trial && n != 0 || !trial && n != 1 {
			t.Errorf("trial %v: %d in the history", trial, n)
		}
	}
	i := history(t, h)[0]
	if want(t, i, intake.Taken, "3 new 0 changed 0 unchanged 1 refused"); i.Source != intake.Command || i.Kind != "products" || i.FileName != "list.csv" || i.Total != 4 || !i.Undoable {
		t.Errorf("%+v", i)
	}
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 3 || product(t, h, "A1") != nil {
		t.Errorf("%+v", i)
	}
}

func TestTheFirstRunsListsAreInTheHistoryToo(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/pricelists/sample", object{}).Want(http.StatusOK)
	h.Owner.Post("/pricelists", object{"upload_id": send(t, h.Owner, "mine.csv", list)}).Want(http.StatusOK)
	got := history(t, h)
	if len(got) != 2 || got[0].FileName != "mine.csv" || got[0].Source != intake.Window || !got[0].Undoable || !got[1].Undoable {
		t.Fatalf("%+v", got)
	}
	if i := step(t, h.Owner, got[1].ID, "undo"); i.State != intake.Undone || i.Undone != i.New || i.Kept != 0 {
		t.Errorf("%+v", i)
	}
}

func TestUndoLeavesGoodsThatAnOrderASheetOrAPriceLevelHolds(t *testing.T) {
	h := housetest.New(t)
	i := begin(t, h.Owner, "code,name,price (rial),stock\nA1,Lamp,100,5\nA2,Cable,200,7\nA3,Plug,300,2\nA4,Fuse,400,1\nA5,Wire,500,3\n", nil)
	want(t, i, intake.Taken, "5 new 0 changed 0 unchanged 0 refused")
	id := func(code string) any { return product(t, h, code)["id"] }
	h.Owner.Post("/orders", object{"id": housetest.NewID(t), "source": "phone", "customer_id": h.Buyer(), "lines": []object{{"product_id": id("A1"), "quantity": "1"}}}).Want(http.StatusCreated)
	sheet := h.Owner.Post("/stock-sheets", object{"id": housetest.NewID(t), "kind": "count", "name": "shelf"}).Want(http.StatusCreated).Map()["id"].(string)
	h.Owner.Put("/stock-sheets/"+sheet+"/lines/"+id("A2").(string), object{"quantity": "7"}).Want(http.StatusOK)
	level := h.Owner.Post("/price-levels", object{"name": "friend", "percent": "10"}).Want(http.StatusCreated).Map()["id"].(string)
	h.Owner.Put("/products/"+id("A3").(string)+"/prices/"+level, object{"price": 250}).Want(http.StatusOK)
	h.Owner.Post("/products/"+id("A4").(string)+"/moves", object{"quantity": "-1", "reason": "broken"}).Want(http.StatusCreated)
	if i = step(t, h.Owner, i.ID, "undo"); i.State != intake.Undone || i.Undone != 1 || i.Kept != 4 {
		t.Errorf("%+v", i)
	}
	for n, row := range rows(t, h.Owner, i.ID, "kept") {
		if row.Row != n+2 || row.Code != "still_in_use" {
			t.Errorf("%+v", row)
		}
	}
	for _, code := range []string{"A1", "A2", "A3", "A4"} {
		if product(t, h, code) == nil {
			t.Errorf("%s is gone although something refers to it", code)
		}
	}
	if product(t, h, "A5") != nil {
		t.Error("A5 is still there although nothing refers to it")
	}
}

func TestUndoLeavesWhatWasOrderedAsABundle(t *testing.T) {
	h := housetest.New(t)
	tea := h.Goods("چای", 40_000, nil)
	i := begin(t, h.Owner, "code,name,price (rial)\nB1,Breakfast,900\nB2,Supper,900\n", nil)
	want(t, i, intake.Taken, "2 new 0 changed 0 unchanged 0 refused")
	made := product(t, h, "B1")["id"].(string)
	parts := func(list ...object) {
		h.Owner.Put("/products/"+made+"/parts", object{"parts": list}).Want(http.StatusOK)
	}
	parts(object{"product_id": tea, "quantity": "2"})
	h.Owner.Post("/orders", object{"id": housetest.NewID(t), "source": "phone", "customer_id": h.Buyer(), "lines": []object{{"product_id": made, "quantity": "1"}}}).Want(http.StatusCreated)
	parts() // a bundle no more: neither it nor the stock knows of the order
	if i = step(t, h.Owner, i.ID, "undo"); i.Undone != 1 || i.Kept != 1 || product(t, h, "B1") == nil {
		t.Errorf("%+v", i)
	}
}
