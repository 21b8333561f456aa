package shift_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pdf/pdftest"
)

type object = map[string]any

type shift struct {
	ID, Number string
	Opening    int
	Close      *struct{ Counted, Expected, Difference int }
	Moves      []struct{ Amount int }
	Counts     []struct{ Difference int }
	Totals     *struct {
		Expected, Sold, Owed, Returned, Invoices int
		Methods                                  []struct {
			Method string
			In     int
			Back   int
		}
		Paid, Ahead, Traded             int
		Paid_out, Traded_for, Taken_off int
		Rounding                        int
		Flows                           []flow
		Taxes                           []struct{ Net, Tax int }
		People                          []struct {
			Name  string
			Total int
		}
	}
}

type flow struct {
	What        string
	Cash, Other int
}

func open(c *housetest.Client, opening int) (s shift) {
	c.Post("/shifts", object{"opening": opening}).Want(http.StatusCreated).JSON(&s)
	return s
}

func current(c *housetest.Client) shift {
	var now struct{ Shift shift }
	c.Get("/shifts/current").Want(http.StatusOK).JSON(&now)
	return now.Shift
}

type counted struct {
	ID                            string
	Counted, Expected, Difference int
}

func count(c *housetest.Client, id string, value, pieces int) (n counted) {
	c.Post("/shifts/"+id+"/counts", object{"notes": []object{{"value": value, "count": pieces}}}).Want(http.StatusCreated).JSON(&n)
	return n
}

func TestAShiftIsItsFloatItsCashSalesAndItsMoves(t *testing.T) {
	h := housetest.New(t)
	seller := h.As(actor.Counter)
	var lamp struct{ ID string }
	h.Owner.Post("/products", object{"name": "Lamp", "price": 100_000, "stock": "50"}).Want(http.StatusCreated).JSON(&lamp)
	sell := func(parts ...object) {
		t.Helper()
		seller.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": lamp.ID, "quantity": "1"}}, "payments": parts}).Want(http.StatusCreated)
	}
	cash := func(amount int) object { return object{"method": "cash", "amount": amount} }
	sell(cash(110_000)) // before the shift: not its own
	s := open(seller, 500_000)
	if s.Number != "A-S1" {
		t.Errorf("the first shift is %s", s.Number)
	}
	sell(cash(200_000)) // 90 000 back
	sell(object{"method": "card", "amount": 60_000}, cash(50_000))
	for _, m := range []object{{"direction": "in", "amount": 30_000, "reason": "change"}, {"direction": "out", "amount": 70_000, "reason": "tea"}} {
		seller.Post("/shifts/"+s.ID+"/moves", m).Want(http.StatusCreated)
	}
	const want = 500_000 + 110_000 + 50_000 + 30_000 - 70_000
	if now := current(seller); now.Totals != nil || len(now.Moves) != 2 {
		t.Errorf("who counts blind is told: %+v", now.Totals)
	}
	if now := current(h.Owner); now.Totals == nil || now.Totals.Expected != want {
		t.Errorf("the owner sees %+v, not %d", now.Totals, want)
	}
	seller.Get("/shifts/"+s.ID+"/pdf").Refused(http.StatusForbidden, "forbidden") // not before it is counted
	n := count(seller, s.ID, 10_000, 60)
	if n.Expected != want || n.Counted != 600_000 || n.Difference != 600_000-want {
		t.Errorf("%+v", n)
	}
	sell(cash(110_000))
	seller.Post("/shifts/"+s.ID+"/close", object{"count_id": n.ID}).Refused(http.StatusUnprocessableEntity, "count_again")
	n = count(seller, s.ID, 10_000, 72)
	for range 2 { // a lost answer is asked for again
		seller.Post("/shifts/"+s.ID+"/close", object{"count_id": n.ID, "note": "late"}).Want(http.StatusOK)
	}
	var done shift
	seller.Get("/shifts/" + s.ID).Want(http.StatusOK).JSON(&done)
	if done.Close == nil || done.Close.Difference != -10_000 || len(done.Counts) != 2 {
		t.Fatalf("%+v", done)
	}
	x := done.Totals
	if x.Invoices != 3 || x.Sold != 330_000 || len(x.Methods) != 2 || x.Methods[0].Method != "cash" || x.Methods[0].In != 270_000 || x.Methods[1].In != 60_000 ||
		len(x.Taxes) != 1 || x.Taxes[0].Tax != 30_000 || len(x.People) != 1 || x.People[0].Total != 330_000 {
		t.Errorf("%+v", x)
	}
	for _, lang := range []string{"fa", "en", ""} {
		if a := seller.Get("/shifts/" + s.ID + "/pdf?lang=" + lang); !strings.Contains(string(a.Body), "fonts_missing") && !strings.HasPrefix(string(a.Want(http.StatusOK).Body), "%PDF-") {
			t.Errorf("the day print in %q begins with %.20q", lang, a.Body)
		}
	}
	sell(cash(110_000)) // selling needs no shift
	if now := current(seller); now.ID != "" {
		t.Errorf("a closed shift is current: %+v", now)
	}
	if next := open(seller, 0); next.Number != "A-S2" {
		t.Errorf("the second is %s", next.Number)
	}
}

func TestWhoTakesATillOverSeesItsOpenShiftAndCanCloseIt(t *testing.T) {
	h := housetest.New(t)
	s := open(h.Owner, 1000)
	seller := h.As(actor.Counter)
	listed := func() []shift {
		var list struct{ Items []shift }
		seller.Get("/shifts").Want(http.StatusOK).JSON(&list)
		return list.Items
	}
	if got := listed(); len(got) != 1 || got[0].ID != s.ID {
		t.Fatalf("the till's open shift is not among %+v", got)
	}
	seller.Post("/shifts/"+s.ID+"/moves", object{"direction": "in", "amount": 5, "reason": "x"}).Want(http.StatusCreated)
	seller.Post("/shifts/"+s.ID+"/close", object{"count_id": count(seller, s.ID, 1005, 1).ID}).Want(http.StatusOK)
	second := open(h.Owner, 0)
	h.Owner.Post("/shifts/"+second.ID+"/close", object{"count_id": count(h.Owner, second.ID, 1, 1).ID}).Want(http.StatusOK)
	if got := listed(); len(got) != 1 || got[0].ID != s.ID {
		t.Errorf("somebody else's closed shift is among %+v", got)
	}
}

func TestTheDayPrintHasTheCountThatTheShiftWasClosedOn(t *testing.T) {
	h := housetest.New(t)
	s := open(h.Owner, 10_000)
	first := count(h.Owner, s.ID, 10_000, 1)
	count(h.Owner, s.ID, 5_000, 3)
	h.Owner.Post("/shifts/"+s.ID+"/close", object{"count_id": first.ID}).Want(http.StatusOK)
	a := h.Owner.Get("/shifts/" + s.ID + "/pdf?lang=en")
	if strings.Contains(string(a.Body), "fonts_missing") {
		t.Skip("a clone before its first make")
	}
	if text := pdftest.Text(t, a.Want(http.StatusOK).Body); !strings.Contains(text, "1,000 × 1") || strings.Contains(text, "500 × 3") {
		t.Error(text)
	}
}

func TestMoneyThatWentBackIsMissingFromTheDrawerAndNamed(t *testing.T) {
	h := housetest.New(t)
	var lamp struct{ ID string }
	h.Owner.Post("/products", object{"name": "Lamp", "price": 100_000, "stock": "50"}).Want(http.StatusCreated).JSON(&lamp)
	s := open(h.Owner, 50_000)
	var sold struct{ Invoice struct{ ID string } }
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "lines": []object{{"product_id": lamp.ID, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 110_000}}}).Want(http.StatusCreated).JSON(&sold)
	h.Owner.Post("/credits", object{"id": h.Journal.DB.NewID(), "invoice_id": sold.Invoice.ID, "kind": "void", "reason": "x",
		"refunds": []object{{"method": "cash", "amount": 110_000}}}).Want(http.StatusCreated)
	now := current(h.Owner)
	if now.Totals.Expected != 50_000 || now.Totals.Returned != 110_000 || now.Totals.Methods[0].In != 110_000 || now.Totals.Methods[0].Back != 110_000 {
		t.Errorf("%+v", now.Totals)
	}
	if taxes := now.Totals.Taxes; len(taxes) != 1 || taxes[0].Net != 0 || taxes[0].Tax != 0 {
		t.Errorf("the tax of what was taken back still counts: %+v", taxes)
	}
	n := count(h.Owner, s.ID, 50_000, 1)
	h.Owner.Post("/shifts/"+s.ID+"/close", object{"count_id": n.ID}).Want(http.StatusOK)
}

func TestWhatAShiftRefuses(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/shifts", object{"opening": -1}).Refused(http.StatusUnprocessableEntity, "out_of_range", "opening")
	h.Owner.Post("/shifts", object{"opening": 9_000_000_000_000_001}).Refused(http.StatusUnprocessableEntity, "out_of_range", "opening")
	s := open(h.Owner, 1000)
	h.As(actor.Counter).Post("/shifts", object{"opening": 0}).Refused(http.StatusUnprocessableEntity, "shift_open")
	at := "/shifts/" + s.ID
	h.Owner.Post(at+"/moves", object{"direction": "in", "amount": 0, "reason": " "}).Refused(http.StatusUnprocessableEntity, "out_of_range", "amount", "reason")
	h.Owner.Post(at+"/moves", object{"direction": "in", "amount": 9_000_000_000_000_000, "reason": "x"}).Refused(http.StatusUnprocessableEntity, "out_of_range", "amount")
	h.Owner.Post(at+"/counts", object{"notes": []object{{"value": 0, "count": 1}, {"value": 1000, "count": -1}}}).
		Refused(http.StatusUnprocessableEntity, "invalid", "notes[0].value", "notes[1].count")
	h.Owner.Post(at+"/close", object{"count_id": h.Journal.DB.NewID()}).Refused(http.StatusUnprocessableEntity, "not_found", "count_id")
	h.Owner.Post(at+"/close", object{"count_id": ""}).Refused(http.StatusUnprocessableEntity, "required", "count_id")
	h.Owner.Post(at+"/close", object{"count_id": count(h.Owner, s.ID, 1000, 1).ID}).Want(http.StatusOK)
	h.Owner.Post(at+"/moves", object{"direction": "in", "amount": 1, "reason": "x"}).Refused(http.StatusUnprocessableEntity, "shift_closed")
	h.Owner.Post(at+"/counts", object{"notes": []object{}}).Refused(http.StatusUnprocessableEntity, "shift_closed")
	h.Owner.Get("/shifts/"+h.Journal.DB.NewID()).Refused(http.StatusNotFound, "not_found")
	h.As(actor.Counter).Get(at).Refused(http.StatusNotFound, "not_found") // somebody else's
	if now := current(h.Owner); now.ID != "" {
		t.Error("it is still open")
	}
}

func TestTheSameRequestTwiceIsOneShiftOneMoveOneCount(t *testing.T) {
	h := housetest.New(t)
	id, move, n := h.Journal.DB.NewID(), h.Journal.DB.NewID(), h.Journal.DB.NewID()
	for i, status := range []int{http.StatusCreated, http.StatusOK} {
		h.Owner.Post("/shifts", object{"id": id, "opening": 5}).Want(status)
		h.Owner.Post("/shifts/"+id+"/moves", object{"id": move, "direction": "out", "amount": 3, "reason": "x"}).Want(status)
		var c counted
		h.Owner.Post("/shifts/"+id+"/counts", object{"id": n, "notes": []object{}}).Want(status).JSON(&c)
		if c.Expected != 2 {
			t.Errorf("time %d: %+v", i, c)
		}
	}
	h.Owner.Post("/shifts", object{"id": id, "opening": 6}).Refused(http.StatusConflict, "conflict")
	h.Owner.Post("/shifts/"+id+"/moves", object{"id": move, "direction": "out", "amount": 4, "reason": "x"}).Refused(http.StatusConflict, "conflict")
	h.Owner.Post("/shifts/"+id+"/counts", object{"id": n, "notes": []object{{"value": 1, "count": 1}}}).Refused(http.StatusConflict, "conflict")
}
