package sale_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

type changed struct {
	State, Address, Phone, Recipient, Delivery string
	PromisedOn                                 string `json:"promised_on"`
	PromisedTime                               string `json:"promised_time"`
	TrackingCode                               string `json:"tracking_code"`
	Ahead, Deposit                             int
	Timeline                                   []event
}

type event struct {
	Kind, Note string
	Amount     int
	Changes    []struct{ Field, From, To string }
}

func TestHowAnOrderGoesOutIsSaidOtherwiseAndStandsInTheTimeline(t *testing.T) {
	h := housetest.New(t)
	counter := h.As(actor.Counter)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "promised_on": "2026-11-23", "promised_time": "10:00"})
	path := "/orders/" + o.ID
	var c changed
	more := obj{"promised_on": "2026-11-25", "promised_time": "۱۸:۳۰", "delivery": "post", "recipient": "رضا کریمی", "phone": "0935 111 2233",
		"address": "شیراز، ملاصدرا ۴", "tracking_code": "TR-12", "note": "زنگ بزنید"}
	counter.Patch(path, more).Want(http.StatusOK).JSON(&c)
	if c.PromisedOn != "2026-11-25" || c.PromisedTime != "18:30" || c.Delivery != "post" || c.TrackingCode != "TR-12" || c.Address != "••••" || c.Phone != "••••2233" {
		t.Errorf("%+v", c)
	}
	counter.Patch(path, more).Want(http.StatusOK).JSON(&c) // the same again
	if len(c.Timeline) != 2 || c.Timeline[0].Kind != "changed" || c.Timeline[0].Note != "" || len(c.Timeline[0].Changes) != 7 {
		t.Fatalf("%+v", c.Timeline)
	}
	for _, ch := range c.Timeline[0].Changes {
		switch ch.Field {
		case "promised":
			if ch.From != "2026-11-23 10:00" || ch.To != "2026-11-25 18:30" {
				t.Errorf("%+v", ch)
			}
		case "phone", "address", "note":
			if ch.From+ch.To != "" {
				t.Errorf("the timeline tells what is sealed: %+v", ch)
			}
		}
	}
	for field, c := range map[string]struct {
		body obj
		code string
	}{
		"promised_on":   {obj{"promised_on": "2026-02-30"}, "bad_date"},
		"promised_time": {obj{"promised_time": "25:10"}, "bad_time"},
		"phone":         {obj{"phone": "12"}, "invalid_phone"},
	} {
		counter.Patch(path, c.body).Refused(http.StatusUnprocessableEntity, c.code, field)
	}
	counter.Patch(path, obj{"promised_on": ""}).Refused(http.StatusUnprocessableEntity, "required", "promised_on") // an hour of no day
	h.Owner.Get(path).Want(http.StatusOK).JSON(&c)
	if c.PromisedOn != "2026-11-25" || len(c.Timeline) != 2 {
		t.Errorf("a refusal changed something: %+v", c)
	}
	counter.Post(path+"/state", obj{"state": "cancelled"}).Want(http.StatusOK)
	counter.Patch(path, obj{"note": "x"}).Refused(http.StatusUnprocessableEntity, "order_closed")
}

func TestWhoDeliversAnOrderSeesTheAddressAndThatIsWrittenDown(t *testing.T) {
	h := housetest.New(t)
	counter := h.As(actor.Counter)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	h.Owner.Patch("/customers/"+maryam, obj{"address": "تهران، شریعتی"}).Want(http.StatusOK)
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	fetched := placed(t, h, obj{"customer_id": maryam, "lines": lines})
	brought := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "courier", "phone": "09351112233"})
	counter.Get("/orders/"+fetched.ID+"/contact").Refused(http.StatusForbidden, "forbidden")
	h.Owner.Get("/orders/" + fetched.ID + "/contact").Want(http.StatusOK)
	var c struct {
		Phone, Address  string
		CustomerAddress string `json:"customer_address"`
	}
	counter.Get("/orders/" + brought.ID + "/contact").Want(http.StatusOK).JSON(&c)
	counter.Get("/orders/" + brought.ID + "/contact").Want(http.StatusOK) // once a day is enough
	if c.Phone != "+989351112233" || c.Address != "" || c.CustomerAddress != "تهران، شریعتی" {
		t.Errorf("%+v", c)
	}
	var n int
	err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&n}, "SELECT count(*) FROM accesses WHERE subject = 'order_details' AND subject_id = ?", brought.ID)
	})
	if err != nil || n != 1 {
		t.Errorf("%d accesses were written down: %v", n, err)
	}
	counter.Post("/orders/"+brought.ID+"/state", obj{"state": "cancelled"}).Want(http.StatusOK)
	counter.Get("/orders/"+brought.ID+"/contact").Refused(http.StatusForbidden, "forbidden")
}

func TestAnOrderIsFoundByItsRecipient(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	o := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "post", "recipient": "رضا کریمی", "phone": "09351112233"})
	placed(t, h, obj{"customer_id": maryam, "lines": lines})
	found := func(q string) (numbers []string) {
		var page struct{ Items []struct{ Number string } }
		h.Owner.Get("/orders?q=" + q).Want(http.StatusOK).JSON(&page)
		for _, i := range page.Items {
			numbers = append(numbers, i.Number)
		}
		return numbers
	}
	for _, q := range []string{"09351112233", "۲۲۳۳", "112233", "%DA%A9%D8%B1%DB%8C%D9%85%DB%8C"} {
		if got := found(q); len(got) != 1 || got[0] != o.Number {
			t.Errorf("%s finds %v", q, got)
		}
	}
	h.Owner.Patch("/orders/"+o.ID, obj{"phone": "09359998877"}).Want(http.StatusOK)
	if got := found("112233"); len(got) != 0 {
		t.Errorf("the old phone still finds %v", got)
	}
	if got := found("998877"); len(got) != 1 {
		t.Errorf("the new phone finds %v", got)
	}
}

func TestABrokenDepositMayGoBackAsItCame(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", obj{"rounding": 5_000}).Want(http.StatusOK)
	o := placed(t, h, obj{"customer_id": h.Buyer(), "lines": []obj{{"product_id": h.Goods("لامپ", 100_000), "quantity": "2"}}})
	path := "/orders/" + o.ID
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 123_450}).Want(http.StatusOK)
	var c changed
	h.Owner.Post(path+"/state", obj{"id": housetest.NewID(t), "state": "cancelled", "refunds": []obj{{"method": "cash", "amount": 123_450}}}).
		Want(http.StatusOK).JSON(&c)
	if c.State != "cancelled" || c.Ahead != 0 {
		t.Errorf("%+v", c)
	}
}

func TestACancelledOrderGivesItsDepositBack(t *testing.T) {
	h := housetest.New(t)
	manager := h.As(actor.Manager)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	var s struct{ ID string }
	manager.Post("/shifts", obj{"opening": 0}).Want(http.StatusCreated).JSON(&s)
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "2"}}}) // 220 000
	path := "/orders/" + o.ID
	manager.Post(path+"/deposits", obj{"method": "cash", "amount": 150_000}).Want(http.StatusOK)

	back := func(method string, amount int) obj {
		return obj{"id": housetest.NewID(t), "state": "cancelled", "refunds": []obj{{"method": method, "amount": amount}}}
	}
	manager.Post(path+"/state", back("cash", 150_001)).Refused(http.StatusUnprocessableEntity, "refund_over_paid", "refunds[0].amount")
	manager.Post(path+"/state", back("cash", 0)).Refused(http.StatusUnprocessableEntity, "out_of_range", "refunds[0].amount")
	h.Owner.Patch("/shop", obj{"rounding": 5_000}).Want(http.StatusOK)
	manager.Post(path+"/state", back("cash", 101_000)).Refused(http.StatusUnprocessableEntity, "refund_coins", "refunds[0].amount")
	h.Owner.Patch("/shop", obj{"rounding": 0}).Want(http.StatusOK)
	manager.Post(path+"/state", back("credit", 10)).Refused(http.StatusUnprocessableEntity, "invalid", "refunds[0].method")
	h.As(actor.Counter).Post(path+"/state", back("cash", 10)).Want(http.StatusForbidden)
	manager.Post(path+"/state", obj{"state": "confirmed", "refunds": []obj{{"method": "cash", "amount": 10}}}).
		Refused(http.StatusUnprocessableEntity, "invalid", "refunds")
	var c changed
	h.Owner.Get(path).Want(http.StatusOK).JSON(&c)
	if c.State != "received" || c.Ahead != 150_000 {
		t.Errorf("a refusal changed something: %+v", c)
	}
	step := back("cash", 100_000)
	manager.Post(path+"/state", step).Want(http.StatusOK)
	manager.Post(path+"/state", step).Want(http.StatusOK).JSON(&c)
	if c.State != "cancelled" || c.Ahead != 50_000 || c.Deposit != 50_000 {
		t.Errorf("%+v", c)
	}
	if i := slices.IndexFunc(c.Timeline, func(e event) bool { return e.Kind == "refund" }); i < 0 || c.Timeline[i].Amount != 100_000 || c.Timeline[i].Note != "cash" {
		t.Errorf("%+v", c.Timeline)
	}
	step["refunds"] = []obj{{"method": "cash", "amount": 90_000}}
	manager.Post(path+"/state", step).Refused(http.StatusConflict, "conflict", "id")
	var m struct{ Balance int }
	h.Owner.Get("/customers/" + maryam).Want(http.StatusOK).JSON(&m)
	if m.Balance != -50_000 {
		t.Errorf("owes %d", m.Balance)
	}
	var count struct{ Expected int }
	manager.Post("/shifts/"+s.ID+"/counts", obj{"notes": []obj{{"value": 50_000, "count": 1}}}).Want(http.StatusCreated).JSON(&count)
	if count.Expected != 50_000 {
		t.Errorf("the drawer should hold %d", count.Expected)
	}
}

func TestADepositGoesBackByAColleaguesLeave(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	_, lend := lender(t, h)
	c := h.As(actor.Counter)
	path := "/orders/" + placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1"}}}).ID
	c.Post(path+"/deposits", obj{"method": "cash", "amount": 50_000}).Want(http.StatusOK)
	step := obj{"id": housetest.NewID(t), "state": "cancelled", "refunds": []obj{{"method": "cash", "amount": 50_000}}}
	refusedFor(t, c.Post(path+"/state", step), http.StatusForbidden, "forbidden", "refund")
	var o changed
	c.Lending(lend(c, "refund", path+"/state", step)).Post(path+"/state", step).Want(http.StatusOK).JSON(&o)
	if o.State != "cancelled" || o.Ahead != 0 {
		t.Errorf("%+v", o)
	}
}

func TestWhatOpenOrdersHoldBackStandsBesideTheStock(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	reserved := func(want string) {
		t.Helper()
		var p struct{ Stock, Reserved string }
		h.Owner.Get("/products/" + lamp).Want(http.StatusOK).JSON(&p)
		if p.Reserved != want {
			t.Errorf("%+v, want %s reserved", p, want)
		}
	}
	reserved("0")
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "3"}}})
	reserved("3")
	h.Owner.Post("/orders/"+o.ID+"/deliver", obj{"id": housetest.NewID(t), "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}, "payments": cash(110_000)}).Want(http.StatusCreated)
	reserved("2")
	h.Owner.Post("/orders/"+o.ID+"/state", obj{"state": "preparing"}).Want(http.StatusOK)
	h.Owner.Post("/orders/"+o.ID+"/state", obj{"state": "done"}).Want(http.StatusOK)
	reserved("0")
}

func TestWhereAnOrderIsIsAnsweredByWhateverIsKnownOfIt(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	o := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "post"})
	var a answer
	h.Owner.Post("/orders/"+o.ID+"/deliver", obj{"id": housetest.NewID(t), "payments": cash(110_000)}).Want(http.StatusCreated).JSON(&a)
	h.Owner.Patch("/orders/"+o.ID, obj{"tracking_code": "rp 4471"}).Want(http.StatusOK)
	h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "lines": lines, "payments": cash(110_000)}).Want(http.StatusCreated)
	for what, q := range map[string]string{"name": "مریم", "phone": "6789", "whole phone": "0912 345 6789", "number": "۱۰۰۱", "invoice": a.Invoice.Number,
		"invoice, typed": strings.ToLower(a.Invoice.Number), "tracking code": "RP 4471"} {
		var found struct {
			Orders []struct{ Number, State string }
		}
		h.As(actor.Counter).Get("/search?q=" + url.QueryEscape(q)).Want(http.StatusOK).JSON(&found)
		if len(found.Orders) != 1 || found.Orders[0].Number != "A-1001" || found.Orders[0].State != "sent" {
			t.Errorf("%s (%s): %+v", what, q, found.Orders)
		}
	}
	for query, want := range map[string]int{"closed=true&followed=true": 0, "closed=true": 1, "open=true": 1} {
		var page struct{ Items []obj }
		h.Owner.Get("/orders?" + query).Want(http.StatusOK).JSON(&page)
		if len(page.Items) != want {
			t.Errorf("%s: %d orders", query, len(page.Items))
		}
	}
}

func TestAnOrderThatIsBroughtTellsWhenNobodySaidWhere(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	h.Owner.Patch("/customers/"+maryam, obj{"address": ""}).Want(http.StatusOK)
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	missing := func(id string) bool {
		var o struct {
			NoAddress bool `json:"no_address"`
		}
		h.Owner.Get("/orders/" + id).Want(http.StatusOK).JSON(&o)
		return o.NoAddress
	}
	fetched := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "pickup"})
	brought := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "courier"})
	said := placed(t, h, obj{"customer_id": maryam, "lines": lines, "delivery": "post", "address": "تهران، ولیعصر"})
	if missing(fetched.ID) || !missing(brought.ID) || missing(said.ID) {
		t.Errorf("fetched %v, brought %v, said %v", missing(fetched.ID), missing(brought.ID), missing(said.ID))
	}
	h.Owner.Patch("/customers/"+maryam, obj{"address": "تهران، شریعتی"}).Want(http.StatusOK)
	if missing(brought.ID) {
		t.Error("the customer's address does not count")
	}
}
