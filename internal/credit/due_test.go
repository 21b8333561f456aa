package credit_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/credit"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

func TestTheDeadlineIsCountedDownUntilDocumentsAreTakenOut(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 1, 10, 0, 0, 0, calendar.Tehran))
	h := housetest.New(t, func(cfg *app.Config) { cfg.DB.Now = clock.Now })
	h.Owner.Patch("/tills/"+tillID(h), obj{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	lamp := h.Goods("لامپ", 1_000_000)
	type waiting struct {
		Count int
		Upto  string
		Items []struct {
			Number, Kind, Due_on string
			Left                 int
		}
	}
	look := func() (w waiting) {
		h.Owner.Get("/tax-documents/waiting").Want(http.StatusOK).JSON(&w)
		return w
	}
	told := func() (n int) {
		t.Helper()
		if err := h.Credit.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		var page struct{ Items []struct{ Code string } }
		h.Owner.Get("/notices").Want(http.StatusOK).JSON(&page)
		for _, one := range page.Items {
			if one.Code == "tax_deadline" {
				n++
			}
		}
		return n
	}
	later := func(by time.Duration) {
		clock.Turn(by)
		h.Owner = h.SignIn("owner", housetest.Password) // a session doesn't last that long
	}
	h.As(actor.Counter).Get("/tax-documents/waiting").Refused(http.StatusForbidden, "forbidden")
	if w := look(); w.Count != 0 || told() != 0 {
		t.Errorf("%+v", w)
	}
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)})
	if w := look(); w.Count != 1 || w.Items[0].Number != inv.Number || w.Items[0].Due_on != "2026-11-13" || w.Items[0].Left != 12 {
		t.Errorf("%+v", w)
	}
	// the law gives seven days from tomorrow on; what was issued before keeps its twelve
	h.As(actor.Manager).Post("/tax-deadlines", obj{"days": 7, "effective_from": "2026-11-02"}).Refused(http.StatusForbidden, "forbidden")
	h.Owner.Post("/tax-deadlines", obj{"days": 0, "effective_from": "2026-11-31"}).Refused(http.StatusUnprocessableEntity, "out_of_range", "days", "effective_from")
	h.Owner.Post("/tax-deadlines", obj{"days": 7, "effective_from": "2026-11-02"}).Want(http.StatusCreated)
	later(9 * 24 * time.Hour)
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void", "refunds": paid("cash", 1_100_000)}).Want(http.StatusCreated)
	if w := look(); w.Count != 2 || w.Items[0].Left != 3 || w.Items[1].Kind != "void" || w.Items[1].Due_on != "2026-11-17" || w.Items[1].Left != 7 {
		t.Errorf("%+v", w)
	}
	for range 2 {
		if told() != 1 {
			t.Error("people are told once a day")
		}
	}
	later(4 * 24 * time.Hour)
	if w := look(); w.Items[0].Left != -1 || told() != 2 {
		t.Errorf("%+v", w)
	}
	var out struct{ Count int }
	var done struct{ Documents int }
	h.Owner.Get("/tax-documents?from=2026-11-01&to=2026-11-01").Want(http.StatusOK).JSON(&out)
	if w := look(); out.Count != 1 || w.Count != 2 {
		t.Errorf("a look at some days took them out: %+v", w)
	}
	waits := look().Upto
	file := "/tax-documents?upto=" + waits
	h.Owner.Get(file+"&from=2026-11-05").Refused(http.StatusUnprocessableEntity, "invalid", "upto")
	h.Owner.Get(file).Want(http.StatusOK).JSON(&out)
	if w := look(); out.Count != 2 || w.Count != 2 {
		t.Errorf("what was only looked at waits no longer: %d, %+v", out.Count, w)
	}
	send := obj{"id": housetest.NewID(t), "upto": waits}
	h.Owner.Post("/tax-sends", obj{"id": housetest.NewID(t), "upto": "A-1405-999999"}).Refused(http.StatusUnprocessableEntity, "invalid", "upto")
	h.Owner.Post("/tax-sends", obj{"id": housetest.NewID(t), "upto": "all of them"}).Refused(http.StatusUnprocessableEntity, "invalid", "upto")
	h.Owner.Post("/tax-sends", send).Want(http.StatusCreated).JSON(&done)
	h.Owner.Post("/tax-sends", send).Want(http.StatusOK)
	h.Owner.Post("/tax-sends", obj{"id": send["id"], "upto": inv.Number}).Refused(http.StatusConflict, "conflict", "id")
	if w := look(); done.Documents != 2 || w.Count != 0 {
		t.Errorf("%d, %+v", done.Documents, w)
	}
	h.Owner.Get(file).Refused(http.StatusUnprocessableEntity, "nothing_to_send")
	h.Owner.Post("/tax-sends", obj{"id": housetest.NewID(t), "upto": waits}).Refused(http.StatusUnprocessableEntity, "nothing_to_send")
	later(time.Minute)
	next := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)})
	if w := look(); w.Count != 1 || w.Items[0].Number != next.Number || w.Items[0].Left != 7 {
		t.Errorf("%+v", w)
	}
}

func TestAClockThatWasAheadLetsNoDocumentBeForgotten(t *testing.T) {
	for name, back := range map[string]time.Duration{"a year": 365 * 24 * time.Hour, "a minute": time.Minute} {
		t.Run(name, func(t *testing.T) {
			clock := db.NewClock(time.Date(2027, 11, 1, 10, 0, 0, 0, calendar.Tehran))
			h := housetest.New(t, func(cfg *app.Config) { cfg.DB.Now = clock.Now })
			h.Owner.Patch("/tills/"+tillID(h), obj{"memory_id": "DEF5GH"}).Want(http.StatusOK)
			lamp := h.Goods("لامپ", 1_000_000)
			sold := func() string {
				return sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)}).Number
			}
			var w struct {
				Upto  string
				Items []struct{ Number string }
			}
			waiting := func() { h.Owner.Get("/tax-documents/waiting").Want(http.StatusOK).JSON(&w) }
			sold()
			waiting()
			h.Owner.Post("/tax-sends", obj{"id": housetest.NewID(t), "upto": w.Upto}).Want(http.StatusCreated)
			clock.Turn(-back)
			h.Owner = h.SignIn("owner", housetest.Password)
			number := sold()
			if waiting(); len(w.Items) != 1 || w.Items[0].Number != number {
				t.Errorf("%s does not wait alone: %+v", number, w)
			}
		})
	}
}

func TestWhatWasTakenOutWhenOnlyATimeWasKeptStaysTakenOut(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 1, 10, 0, 0, 0, calendar.Tehran))
	h := housetest.New(t, func(cfg *app.Config) { cfg.DB.Now = clock.Now })
	h.Owner.Patch("/tills/"+tillID(h), obj{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	lamp := h.Goods("لامپ", 1_000_000)
	issue := func() sold {
		return sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)})
	}
	issue()
	back := issue()
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": back.ID, "kind": "void", "refunds": paid("cash", 1_100_000)}).Want(http.StatusCreated)
	earlier := func(upto time.Time) { // a row as it was before there were marks
		err := h.Journal.Write(actor.With(t.Context(), actor.System), func(tx *change.Tx) error {
			return tx.Insert(credit.TaxSends, tx.NewID(), change.Row{"upto": upto.UTC().Format(db.TimeFormat), "documents": 3, "staff_id": "", "at": tx.At(), "marks": ""})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	waits := func(want ...string) (upto string) {
		t.Helper()
		var w struct {
			Upto  string
			Items []struct{ Number string }
		}
		h.Owner.Get("/tax-documents/waiting").Want(http.StatusOK).JSON(&w)
		got := []string{}
		for _, one := range w.Items {
			got = append(got, one.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v wait, not %v", got, want)
		}
		return w.Upto
	}
	earlier(clock.Now())
	waits()
	clock.Turn(time.Minute)
	next := issue()
	earlier(clock.Now().Add(time.Hour)) // the clock was ahead then
	upto := waits(next.Number)
	h.Owner.Post("/tax-sends", obj{"id": housetest.NewID(t), "upto": upto}).Want(http.StatusCreated)
	waits()
}

func TestWhatTheTaxOfficeKnowsIsTakenBackAndCorrectedUnderTheMemoryOfItsTill(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 1_000_000)
	first := tillID(h)
	h.Owner.Patch("/tills/"+first, obj{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	ask := obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)}
	one, two, three, four := sell(h, ask), sell(h, ask), sell(h, ask), sell(h, ask)
	door := h.Owner.Post("/tills", obj{"name": "Door"}).Want(http.StatusCreated).Map()["id"]
	h.Owner.Put("/session/till", obj{"till_id": door}).Want(http.StatusOK) // which has no memory
	void := func(id string) obj {
		return obj{"id": housetest.NewID(t), "invoice_id": id, "kind": "void", "refunds": paid("cash", 1_100_000)}
	}
	if n := h.Owner.Post("/credits", void(one.ID)).Want(http.StatusCreated).Map(); !strings.HasPrefix(n["tax_id"].(string), "DEF5GH") {
		t.Errorf("a void that is never told: %v", n["tax_id"])
	}
	var made struct{ Invoice struct{ ID string } }
	h.Owner.Post("/exchanges", obj{"id": housetest.NewID(t), "lines": ask["lines"], "payments": []obj{}, "back": obj{"invoice_id": two.ID, "corrects": true}}).Want(http.StatusCreated).JSON(&made)
	if doc := h.Owner.Get("/invoices/" + made.Invoice.ID).Want(http.StatusOK).Map(); !strings.HasPrefix(doc["tax_id"].(string), "DEF5GH") {
		t.Errorf("a correction that is never told: %v", doc["tax_id"])
	}
	if plain := sell(h, ask); h.Owner.Get("/invoices/" + plain.ID).Map()["tax_id"] != "" {
		t.Error("a sale at a till without memory has a tax identifier")
	}
	// a memory that a till has by now, this one or that one, is not the invoice's
	h.Owner.Patch("/tills/"+first, obj{"memory_id": ""}).Want(http.StatusOK)
	h.Owner.Patch("/tills/"+door.(string), obj{"memory_id": "XYZ9AB"}).Want(http.StatusOK)
	if n := h.Owner.Post("/credits", void(three.ID)).Want(http.StatusCreated).Map(); !strings.HasPrefix(n["tax_id"].(string), "DEF5GH") {
		t.Errorf("a void under another memory: %v", n["tax_id"])
	}
	h.Owner.Post("/exchanges", obj{"id": housetest.NewID(t), "lines": ask["lines"], "payments": []obj{}, "back": obj{"invoice_id": four.ID, "corrects": true}}).Want(http.StatusCreated).JSON(&made)
	if doc := h.Owner.Get("/invoices/" + made.Invoice.ID).Want(http.StatusOK).Map(); !strings.HasPrefix(doc["tax_id"].(string), "DEF5GH") {
		t.Errorf("a correction under another memory: %v", doc["tax_id"])
	}
	if next := sell(h, ask); !strings.HasPrefix(h.Owner.Get("/invoices/" + next.ID).Map()["tax_id"].(string), "XYZ9AB") {
		t.Error("a sale is not under the memory of its till")
	}
}
