package display_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/display"
	"pishkhan/internal/housetest"
)

type object = map[string]any

func code(t *testing.T, c *housetest.Client) (code display.Code) {
	t.Helper()
	c.Post("/displays/codes", nil).Want(http.StatusCreated).JSON(&code)
	return code
}

// screen pairs a device with the owner's till and gives its token.
func screen(t *testing.T, h *housetest.House) string {
	t.Helper()
	var made struct{ Token string }
	h.Nobody().Post("/displays", object{"code": code(t, h.Owner).Code}).Want(http.StatusCreated).JSON(&made)
	return made.Token
}

func basket(name string, total int) object {
	return object{"quote": object{"gross": total, "total": total, "lines": []object{{"id": "l", "name": name, "quantity": "1", "unit": "piece", "gross": total}}}}
}

func TestAScreenShowsWhatItsTillRingsUpAndNothingElse(t *testing.T) {
	h := housetest.New(t)
	token := screen(t, h)
	see := func(after int64, wait time.Duration) display.Seen {
		t.Helper()
		seen, err := h.Display.See(context.Background(), token, after, wait)
		if err != nil {
			t.Fatal(err)
		}
		return seen
	}
	first := see(-1, 0)
	if first.Shop != "روشنا" || first.Unit != "toman" || first.Shown.Quote != nil || first.Till == "" {
		t.Fatalf("%+v", first)
	}
	go func() {
		time.Sleep(30 * time.Millisecond)
		h.Owner.Put("/displays/shown", basket("لامپ", 95_000))
	}()
	next := see(first.Seq, 20*time.Second)
	if next.Seq == first.Seq || next.Shown.Quote == nil || next.Shown.Quote.Lines[0].Name != "لامپ" || next.Shown.Quote.Total != 95_000 {
		t.Fatalf("%+v", next)
	}
	if again := see(next.Seq, 10*time.Millisecond); again.Seq != next.Seq {
		t.Errorf("nothing new is told as %+v", again)
	}
	// Its token opens nothing else.
	for _, path := range []string{"/products", "/session", "/changes", "/invoices"} {
		h.Stranger(token).Get(path).Refused(http.StatusUnauthorized, "unauthenticated")
	}
	var none display.Seen
	h.Nobody().Get("/displays/shown").Want(http.StatusOK).JSON(&none)
	if none.Paired || none.Shop != "" || none.Shown.Quote != nil {
		t.Errorf("a device that is not paired sees %+v", none)
	}
}

func TestTheScreenShowsTheCodeOfTheDocument(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", object{"portal": "https://noor.example"}).Want(http.StatusOK)
	var product struct{ ID string }
	h.Owner.Post("/products", object{"name": "Lamp", "price": 1000}).Want(http.StatusCreated).JSON(&product)
	var sold struct {
		Invoice struct {
			ID, Number string
			Total      int
		}
	}
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": product.ID, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 2000}}}).Want(http.StatusCreated).JSON(&sold)
	token := screen(t, h)
	h.Owner.Put("/displays/shown", object{"done": object{"id": sold.Invoice.ID, "number": sold.Invoice.Number, "total": sold.Invoice.Total, "change": 900}}).Want(http.StatusNoContent)
	seen, err := h.Display.See(context.Background(), token, -1, 0)
	if err != nil || seen.Code == "" || seen.Shown.Done.Change != 900 {
		t.Errorf("%+v %v", seen, err)
	}
	h.Owner.Put("/displays/shown", object{"done": object{"id": h.Journal.DB.NewID()}}).Want(http.StatusNoContent)
	if seen, err = h.Display.See(context.Background(), token, -1, 0); err != nil || seen.Code != "" {
		t.Errorf("of no document: %+v %v", seen, err)
	}
}

func TestACodeIsGoodOnceAndForTwoMinutes(t *testing.T) {
	clock := db.NewClock(time.Now())
	h := housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now })
	c := code(t, h.Owner)
	if len(c.Code) != 6 || c.URL != "" {
		t.Fatalf("%+v", c)
	}
	pair := func(code string) *housetest.Answer { return h.Nobody().Post("/displays", object{"code": code}) }
	pair(c.Code).Want(http.StatusCreated)
	pair(c.Code).Refused(http.StatusUnprocessableEntity, "bad_display_code", "code")
	late := code(t, h.Owner)
	clock.Turn(2 * time.Minute)
	pair(late.Code).Refused(http.StatusUnprocessableEntity, "bad_display_code", "code")
	old, fresh := code(t, h.Owner), code(t, h.Owner)
	if old.Code != fresh.Code {
		pair(old.Code).Refused(http.StatusUnprocessableEntity, "bad_display_code", "code")
	}
	for range 20 {
		pair("none")
	}
	pair(fresh.Code).Refused(http.StatusTooManyRequests, "too_many")
	clock.Turn(time.Minute)
	pair(fresh.Code).Want(http.StatusCreated)
}

func TestWhoGuessesCodesHoldsNobodyElseUp(t *testing.T) {
	h := housetest.New(t)
	from := func(peer string) *housetest.Client {
		c := h.Nobody()
		c.From = peer
		return c
	}
	c := code(t, h.Owner)
	for range 30 {
		from("192.168.1.66").Post("/displays", object{"code": "none"})
	}
	from("192.168.1.66").Post("/displays", object{"code": c.Code}).Refused(http.StatusTooManyRequests, "too_many")
	from("192.168.1.7").Post("/displays", object{"code": c.Code}).Want(http.StatusCreated)

	// Many who guess together find the code good no more; the next one is.
	c = code(t, h.Owner)
	for i := range 100 {
		from(fmt.Sprintf("192.168.2.%d", i)).Post("/displays", object{"code": "none"}).Refused(http.StatusUnprocessableEntity, "bad_display_code", "code")
	}
	from("192.168.1.7").Post("/displays", object{"code": c.Code}).Refused(http.StatusUnprocessableEntity, "bad_display_code", "code")
	from("192.168.1.7").Post("/displays", object{"code": code(t, h.Owner).Code}).Want(http.StatusCreated)
}

func TestTheScreenShowsWhatWasPaidInTheCustomersLanguage(t *testing.T) {
	h := housetest.New(t)
	token := screen(t, h)
	see := func() display.Shown {
		t.Helper()
		seen, err := h.Display.See(context.Background(), token, -1, 0)
		if err != nil {
			t.Fatal(err)
		}
		return seen.Shown
	}
	paid := []object{{"method": "card", "amount": 40_000}, {"method": "cash", "amount": 60_000}}
	h.Owner.Put("/displays/shown", object{"language": "en", "paid": paid, "done": object{"id": "i", "total": 95_000, "change": 5_000}}).Want(http.StatusNoContent)
	if s := see(); s.Language != "en" || len(s.Paid) != 2 || s.Paid[1].Method != "cash" || s.Paid[1].Amount != 60_000 || s.Done.Change != 5_000 {
		t.Errorf("%+v", s)
	}
	h.Owner.Put("/displays/shown", basket("لامپ", 1)).Want(http.StatusNoContent)
	if s := see(); s.Language != "" || len(s.Paid) != 0 || s.Done != nil {
		t.Errorf("the next customer sees %+v", s)
	}
	h.Owner.Put("/displays/shown", object{"language": "de"}).Refused(http.StatusUnprocessableEntity, "invalid")
	h.Owner.Put("/displays/shown", object{"paid": []object{{"method": "gold", "amount": 1}}}).Refused(http.StatusUnprocessableEntity, "invalid")
}

func TestTheScreenShowsTheCodeOfAReturn(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", object{"portal": "https://noor.example"}).Want(http.StatusOK)
	var sold struct{ Invoice struct{ ID string } }
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": h.Goods("Lamp", 1000), "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 1100}}}).Want(http.StatusCreated).JSON(&sold)
	var note struct{ ID string }
	h.Owner.Post("/credits", object{"id": h.Journal.DB.NewID(), "invoice_id": sold.Invoice.ID, "kind": "void", "refunds": []object{{"method": "cash", "amount": 1100}}}).Want(http.StatusCreated).JSON(&note)
	token := screen(t, h)
	for id, coded := range map[string]bool{note.ID: true, sold.Invoice.ID: false} {
		h.Owner.Put("/displays/shown", object{"done": object{"id": id, "total": 1100, "change": 1100, "returned": true}}).Want(http.StatusNoContent)
		seen, err := h.Display.See(context.Background(), token, -1, 0)
		if err != nil || !seen.Shown.Done.Returned || (seen.Code != "") != coded {
			t.Errorf("%s: %+v %v", id, seen, err)
		}
	}
	var invoice, credit struct{ URL string }
	h.Owner.Get("/invoices/" + sold.Invoice.ID + "/link").Want(http.StatusOK).JSON(&invoice)
	h.Owner.Get("/credits/" + note.ID + "/link").Want(http.StatusOK).JSON(&credit)
	if credit.URL == "" || credit.URL == invoice.URL {
		t.Errorf("the credit note is at %q, the invoice at %q", credit.URL, invoice.URL)
	}
}

func TestAPartedScreenSeesNothingMoreAndPairingOutlivesARestart(t *testing.T) {
	h := housetest.New(t)
	token := screen(t, h)
	var list struct{ Items []display.Screen }
	h.Owner.Get("/displays").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 1 || list.Items[0].PairedAt.IsZero() {
		t.Fatalf("%+v", list)
	}
	h.Reopen()
	seen, err := h.Display.See(context.Background(), token, -1, 0)
	if err != nil {
		t.Fatalf("after a restart: %v", err)
	}
	h.As(actor.Support).Delete("/displays/"+list.Items[0].ID).Refused(http.StatusForbidden, "forbidden")
	go func() {
		time.Sleep(30 * time.Millisecond)
		h.Owner.Delete("/displays/" + list.Items[0].ID)
	}()
	if _, err := h.Display.See(context.Background(), token, seen.Seq, 20*time.Second); err == nil {
		t.Error("a screen that waits is not told that it was parted")
	}
	h.Owner.Delete("/displays/"+list.Items[0].ID).Refused(http.StatusNotFound, "not_found")
}
