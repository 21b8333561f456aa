package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/intake"
	"pishkhan/internal/pricelist"
)

type object = map[string]any

// send uploads a file and gives the upload's id.
func send(t testing.TB, c *housetest.Client, name, text string) string {
	t.Helper()
	var sent struct{ ID string }
	c.Post("/uploads", object{"name": name, "size": len(text)}).Want(http.StatusCreated).JSON(&sent)
	for at := 0; at < len(text); at += pricelist.MaxChunk {
		c.Do("PUT", fmt.Sprintf("/uploads/%s?offset=%d", sent.ID, at), []byte(text[at:min(len(text), at+pricelist.MaxChunk)])).Want(http.StatusOK)
	}
	return sent.ID
}

// begin uploads a list and begins to import it; more is what else is said.
func begin(t testing.TB, c *housetest.Client, text string, more object) intake.Import {
	t.Helper()
	body := object{"upload_id": send(t, c, "list.csv", text)}
	for k, v := range more {
		body[k] = v
	}
	var i intake.Import
	c.Post("/imports", body).Want(http.StatusOK).JSON(&i)
	return settle(t, c, i)
}

// settle waits until an import isn't busy any more.
func settle(t testing.TB, c *housetest.Client, i intake.Import) intake.Import {
	t.Helper()
	for range 5000 {
		if i.State != intake.Deciding && i.State != intake.Writing && i.State != intake.Undoing {
			return i
		}
		c.Get("/imports/" + i.ID + "?wait=5").Want(http.StatusOK).JSON(&i)
	}
	t.Fatalf("it goes on and on: %+v", i)
	return i
}

func step(t testing.TB, c *housetest.Client, id, name string) intake.Import {
	t.Helper()
	var i intake.Import
	c.Post("/imports/"+id+"/"+name, nil).Want(http.StatusOK).JSON(&i)
	return settle(t, c, i)
}

func want(t testing.TB, i intake.Import, state intake.State, counts string) {
	t.Helper()
	got := fmt.Sprintf("%d new %d changed %d unchanged %d refused", i.New, i.Changed, i.Unchanged, i.RefusedCount)
	if i.State != state || got != counts {
		t.Errorf("%s, %s; want %s, %s: %+v", i.State, got, state, counts, i)
	}
}

func rows(t testing.TB, c *housetest.Client, id, what string) (out []intake.Row) {
	t.Helper()
	for cursor := ""; ; {
		var page struct {
			Items []intake.Row
			Next  string
		}
		c.Get("/imports/" + id + "/rows?limit=2&what=" + what + "&cursor=" + cursor).Want(http.StatusOK).JSON(&page)
		out = append(out, page.Items...)
		if cursor = page.Next; cursor == "" {
			return out
		}
	}
}

// product finds the one with a name; nil when there is none.
func product(t testing.TB, h *housetest.House, code string) object {
	t.Helper()
	items := h.Owner.Get("/products?barcode=" + code).Want(http.StatusOK).Map()["items"].([]any)
	if len(items) == 0 {
		return nil
	}
	return items[0].(object)
}

const list = "code,name,price (rial),stock,barcode\nA1,Lamp,100,5,6260000000017\nA2,Cable,200,7,\nA3,Plug,300,,\nA4,,400,,\n"

func TestAPreviewChangesNothingAndIsTakenOnce(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", object{"name": "Lamp", "code": "A1", "price": 90}).Want(http.StatusCreated)
	i := begin(t, h.Owner, list, object{"dry_run": true})
	want(t, i, intake.Previewed, "2 new 1 changed 0 unchanged 1 refused")
	if product(t, h, "A2") != nil {
		t.Error("a preview wrote something")
	}
	if got := rows(t, h.Owner, i.ID, "new"); len(got) != 2 || got[0].Row != 3 || got[0].Name != "Cable" {
		t.Errorf("new: %+v", got)
	}
	changed := rows(t, h.Owner, i.ID, "changed")
	if len(changed) != 1 || !strings.Contains(fmt.Sprint(changed[0].Cells), "{price 90 100}") {
		t.Errorf("changed: %+v", changed)
	}
	if got := rows(t, h.Owner, i.ID, "refused"); len(got) != 1 || got[0].Field != "name" || got[0].Message == "" {
		t.Errorf("refused: %+v", got)
	}
	want(t, step(t, h.Owner, i.ID, "take"), intake.Taken, "2 new 1 changed 0 unchanged 1 refused")
	want(t, step(t, h.Owner, i.ID, "take"), intake.Taken, "2 new 1 changed 0 unchanged 1 refused")
	if p := product(t, h, "A1"); p["price"] != 100.0 {
		t.Errorf("%v", p)
	}
	var page struct{ Items []intake.Import }
	h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 1 || page.Items[0].ID != i.ID || page.Items[0].StaffName != "سارا" || !page.Items[0].Undoable {
		t.Errorf("%+v", page.Items)
	}
	want(t, begin(t, h.Owner, list, nil), intake.Taken, "0 new 0 changed 3 unchanged 1 refused")
}

func TestUndoGivesBackWhatNobodyEditedSince(t *testing.T) {
	h := housetest.New(t)
	for _, p := range []object{{"name": "Lamp", "code": "A1", "price": 90, "stock": "3"}, {"name": "Cable", "code": "A2", "price": 190}} {
		h.Owner.Post("/products", p).Want(http.StatusCreated)
	}
	list := list + "A5,Fuse,500,9,\nA6,Switch,600,2,\nA7,Bulb,700,4,\n"
	i := begin(t, h.Owner, list, nil)
	want(t, i, intake.Taken, "4 new 2 changed 0 unchanged 1 refused")
	h.Owner.Patch("/products/"+product(t, h, "A2")["id"].(string), object{"price": 222}).Want(http.StatusOK) // edited
	h.Owner.Patch("/products/"+product(t, h, "A5")["id"].(string), object{"price": 555}).Want(http.StatusOK)
	sold := product(t, h, "A6")["id"].(string)
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": sold, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 100_000}}}).Want(http.StatusCreated)
	h.Reopen() // the book is in the file
	i = step(t, h.Owner, i.ID, "undo")
	if i.State != intake.Undone || i.Undone != 3 || i.Kept != 3 || i.Undoable {
		t.Errorf("%+v", i)
	}
	if p := product(t, h, "A1"); p["price"] != 90.0 || len(p["barcodes"].([]any)) != 0 || p["stock"] != "3" {
		t.Errorf("not given back: %v", p)
	}
	if product(t, h, "A3") != nil || product(t, h, "A7") != nil {
		t.Error("new goods are still there")
	}
	if product(t, h, "A2")["price"] != 222.0 || product(t, h, "A5")["price"] != 555.0 || product(t, h, "A6")["stock"] != "1" {
		t.Error("what was edited since, or sold, was touched")
	}
	kept := rows(t, h.Owner, i.ID, "kept")
	if len(kept) != 3 || kept[0].Code != "edited_since" || kept[0].Field != "price" || kept[2].Code != "still_in_use" || strings.HasPrefix(kept[0].Message, "error.") {
		t.Errorf("%+v", kept)
	}
	h.Owner.Post("/imports/"+i.ID+"/undo", nil).Refused(http.StatusUnprocessableEntity, "import_no_undo")
	h.Owner.Post("/imports/"+i.ID+"/take", nil).Refused(http.StatusUnprocessableEntity, "import_not_ready")
	h.Content()
	want(t, begin(t, h.Owner, list, nil), intake.Taken, "2 new 3 changed 1 unchanged 1 refused")
}

func TestCancelTakesBackWhatWasWritten(t *testing.T) {
	h := housetest.New(t)
	var text strings.Builder
	text.WriteString("code,name,price (rial),stock\n")
	for n := range 20_000 {
		fmt.Fprintf(&text, "C%d,Item %d,%d,1\n", n, n, 1000+n)
	}
	id := send(t, h.Owner, "list.csv", text.String())
	began := make(chan intake.Import)
	go func() {
		var i intake.Import
		h.Owner.Post("/imports", object{"upload_id": id}).JSON(&i)
		began <- i
	}()
	var page struct{ Items []intake.Import }
	for range 10_000 { // until the first piece is in
		if len(page.Items) > 0 && page.Items[0].New > 0 {
			break
		}
		h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
	}
	if len(page.Items) == 0 || page.Items[0].State != intake.Writing {
		t.Fatalf("%+v", page.Items)
	}
	i := step(t, h.Owner, page.Items[0].ID, "cancel")
	if again := step(t, h.Owner, i.ID, "cancel"); again.State != intake.Cancelled || i.Undone == 0 || i.Undone != i.New {
		t.Errorf("%+v %+v", i, again)
	}
	if i.Total != i.New || i.Done != i.Total {
		t.Errorf("%d of %d rows went back, %d had come", i.Done, i.Total, i.New)
	}
	<-began
	if n := len(h.Owner.Get("/products").Want(http.StatusOK).Map()["items"].([]any)); n != 0 {
		t.Errorf("%d products are left", n)
	}
	p := begin(t, h.Owner, list, object{"dry_run": true})
	want(t, step(t, h.Owner, p.ID, "cancel"), intake.Cancelled, "3 new 0 changed 0 unchanged 1 refused")
	h.Owner.Post("/imports/"+p.ID+"/take", nil).Refused(http.StatusUnprocessableEntity, "import_not_ready")
}

func TestWhatIsWrongWithARequestIsSaidAtItsField(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Lang = "fa"
	for _, c := range []struct {
		body   object
		status int
		code   string
		field  string
	}{
		{object{"upload_id": h.Journal.DB.NewID()}, 422, "not_found", "upload_id"},
		{object{"upload_id": "x", "kind": "cars"}, 422, "invalid", "kind"},
		{object{"upload_id": "x", "unit": "euro"}, 422, "invalid", "unit"},
		{object{"upload_id": "x", "columns": object{"name": -1}}, 422, "invalid", "columns.name"},
		{object{"upload_id": "x", "header": -2}, 422, "invalid", "header"},
	} {
		for _, path := range []string{"/imports", "/imports/look"} {
			h.Owner.Post(path, c.body).Refused(c.status, c.code, c.field)
		}
	}
	h.Owner.Get("/imports/nothing").Refused(http.StatusNotFound, "not_found")
	h.Owner.Get("/imports/nothing/rows").Refused(http.StatusNotFound, "not_found")
	h.Owner.Get("/imports/nothing/rows?cursor=x").Refused(http.StatusUnprocessableEntity, "invalid", "cursor")
	asks := begin(t, h.Owner, "name,price\nLamp,100\n", nil)
	if asks.State != intake.Previewed || fmt.Sprint(asks.Asks) != "[unit]" {
		t.Errorf("%+v", asks)
	}
	h.Owner.Post("/imports/"+asks.ID+"/take", nil).Refused(http.StatusUnprocessableEntity, "required", "unit")
	another := send(t, h.Owner, "list.csv", list)
	h.As(actor.Manager).Post("/imports", object{"upload_id": another}).Refused(http.StatusUnprocessableEntity, "not_found", "upload_id")
}
