package sale_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type followed struct {
	ID, Number, State, Phone, Address string
	Total, Deposit                    int
	Items                             []struct{ ID, Quantity, Delivered string }
	Timeline                          []struct{ Kind, From, To, StaffName string }
	Next                              []struct{ To string }
}

func placed(t *testing.T, h *housetest.House, body obj) followed {
	t.Helper()
	o := obj{"id": housetest.NewID(t), "source": "phone"}
	for k, v := range body {
		o[k] = v
	}
	var f followed
	h.As(actor.Counter).Post("/orders", o).Want(http.StatusCreated).JSON(&f)
	return f
}

func TestAnOrderIsTakenFollowedAndHandedOverInParts(t *testing.T) {
	h := housetest.New(t)
	counter := h.As(actor.Counter)
	lamp, wire, maryam := h.Goods("لامپ", 100_000), h.Goods("سیم", 50_000), h.Buyer()
	id := housetest.NewID(t)
	ask := obj{"id": id, "source": "phone", "customer_id": maryam, "promised_on": "2026-11-23", "promised_time": "۱۷:۳۰", "delivery": "courier",
		"address": "تهران، ولیعصر", "phone": "09121112233", "discount": obj{"amount": 45_000},
		"lines": []obj{{"product_id": lamp, "quantity": "4"}, {"product_id": wire, "quantity": "1"}}}
	var o followed
	counter.Post("/orders", ask).Want(http.StatusCreated).JSON(&o)
	if o.Number != "A-1001" || o.State != "received" || o.Total != 445_500 || len(o.Items) != 2 || o.Address != "••••" {
		t.Errorf("%+v", o)
	}
	counter.Post("/orders", ask).Want(http.StatusOK)
	ask["note"] = "another"
	counter.Post("/orders", ask).Refused(http.StatusConflict, "conflict", "id")

	step := obj{"id": housetest.NewID(t), "state": "preparing"}
	counter.Post("/orders/"+id+"/state", step).Want(http.StatusOK)
	counter.Post("/orders/"+id+"/state", step).Want(http.StatusOK).JSON(&o)
	if o.State != "preparing" || len(o.Timeline) != 2 || o.Timeline[0].From != "received" {
		t.Errorf("%+v", o)
	}
	step["state"] = "ready"
	counter.Post("/orders/"+id+"/state", step).Refused(http.StatusConflict, "conflict", "id")
	counter.Post("/orders/"+id+"/state", obj{"state": "sent"}).Refused(http.StatusUnprocessableEntity, "order_step", "state")

	// one of the four lamps, and then too many
	part := obj{"id": housetest.NewID(t), "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}, "payments": cash(99_000)}
	var a answer
	counter.Post("/orders/"+id+"/deliver", part).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Total != 99_000 || a.Invoice.Due != 0 || a.Order.Number != "A-1001" { // 100 000 less its tenth, and tax
		t.Errorf("%+v", a.Invoice)
	}
	counter.Post("/orders/"+id+"/deliver", part).Want(http.StatusOK)
	counter.Post("/orders/"+id+"/deliver", obj{"id": housetest.NewID(t), "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "3.5"}}, "payments": []obj{}}).
		Refused(http.StatusUnprocessableEntity, "more_than_ordered", "lines[0].quantity")
	counter.Post("/orders/"+id+"/state", obj{"state": "cancelled"}).Refused(http.StatusUnprocessableEntity, "order_needs_untouched", "state")

	counter.Post("/orders/"+id+"/deliver", obj{"id": housetest.NewID(t), "payments": []obj{}}).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Total != 346_500 || a.Invoice.Due != 346_500 {
		t.Errorf("%+v", a.Invoice)
	}
	h.Owner.Get("/orders/" + id).Want(http.StatusOK).JSON(&o)
	if o.State != "sent" || o.Items[0].Delivered != "4" || o.Address != "••••" {
		t.Errorf("%+v", o)
	}
	counter.Post("/orders/"+id+"/deliver", obj{"id": housetest.NewID(t), "payments": []obj{}}).Refused(http.StatusUnprocessableEntity, "order_not_open")
	counter.Post("/orders/"+id+"/state", obj{"state": "returned"}).Want(http.StatusForbidden)
	counter.Post("/orders/"+id+"/state", obj{"state": "done"}).Want(http.StatusOK)
	var c struct{ Balance int }
	h.Owner.Get("/customers/" + maryam).Want(http.StatusOK).JSON(&c)
	if c.Balance != 346_500 {
		t.Errorf("owes %d", c.Balance)
	}
}

func TestAnOrderIsRefusedAtItsFields(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	counter := h.As(actor.Counter)
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	for name, c := range map[string]struct {
		body  obj
		code  string
		field string
	}{
		"of nobody":                  {obj{"lines": lines}, "order_of_nobody", "customer_id"},
		"a day that there is not":    {obj{"customer_id": maryam, "lines": lines, "promised_on": "2026-02-30"}, "bad_date", "promised_on"},
		"a day out of all time":      {obj{"customer_id": maryam, "lines": lines, "promised_on": "9026-02-28"}, "bad_date", "promised_on"},
		"an hour that there is not":  {obj{"customer_id": maryam, "lines": lines, "promised_on": "2026-02-28", "promised_time": "25:00"}, "bad_time", "promised_time"},
		"an hour of no day":          {obj{"customer_id": maryam, "lines": lines, "promised_time": "12:00"}, "required", "promised_on"},
		"a phone that cannot be":     {obj{"customer_id": maryam, "lines": lines, "phone": "123"}, "invalid_phone", "phone"},
		"without goods":              {obj{"customer_id": maryam, "lines": []obj{}}, "required", "lines"},
		"less than nothing":          {obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "-1"}}}, "out_of_range", "lines[0].quantity"},
		"more than can be":           {obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "99999999999999"}}}, "invalid", "lines[0].quantity"},
		"a price beyond one's right": {obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1", "price": 1}}}, "price_override", "lines[0].price"},
	} {
		t.Run(name, func(t *testing.T) {
			c.body["id"] = housetest.NewID(t)
			counter.Post("/orders", c.body).Refused(http.StatusUnprocessableEntity, c.code, c.field)
		})
	}
	var page struct{ Items []obj }
	h.Owner.Get("/orders").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 0 {
		t.Errorf("something was written: %v", page.Items)
	}
}

func TestOpenOrdersAreListedByStateAndPromise(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	lines := []obj{{"product_id": lamp, "quantity": "1"}}
	later := placed(t, h, obj{"customer_id": maryam, "lines": lines, "promised_on": "2099-01-01", "delivery": "post"})
	late := placed(t, h, obj{"customer_id": maryam, "lines": lines, "promised_on": "2020-01-01"})
	gone := placed(t, h, obj{"customer_id": maryam, "lines": lines})
	h.Owner.Post("/orders/"+gone.ID+"/state", obj{"state": "cancelled"}).Want(http.StatusOK)
	h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "lines": lines, "payments": cash(110_000)}).Want(http.StatusCreated)
	for query, want := range map[string][]string{
		"open=true&sort=promised": {late.Number, later.Number},
		"due=late&open=true":      {late.Number},
		"delivery=post":           {later.Number},
		"state=cancelled":         {gone.Number},
		"followed=true":           {gone.Number, late.Number, later.Number},
		"q=6789&followed=true":    {gone.Number, late.Number, later.Number},
		"state=done":              {"A-1004"},
	} {
		var page struct {
			Items []struct {
				Number       string
				CustomerName string `json:"customer_name"`
			}
		}
		h.Owner.Get("/orders?" + query).Want(http.StatusOK).JSON(&page)
		var got []string
		for _, o := range page.Items {
			got = append(got, o.Number)
		}
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", query, got, want)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", query, got, want)
			}
		}
	}
	h.Owner.Post("/orders/"+gone.ID+"/state", obj{"state": "received"}).Want(http.StatusOK) // taken back
}

func TestADepositIsHeldForTheCustomerAndAppliedWhenGoodsAreHandedOver(t *testing.T) {
	h := housetest.New(t)
	counter := h.As(actor.Counter)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "2"}}}) // 220 000
	path := "/orders/" + o.ID
	balance := func(want int) {
		t.Helper()
		var c struct{ Balance int }
		h.Owner.Get("/customers/" + maryam).Want(http.StatusOK).JSON(&c)
		if c.Balance != want {
			t.Errorf("owes %d, want %d", c.Balance, want)
		}
	}
	counter.Post(path+"/deposits", obj{"method": "card", "amount": 220_001}).Refused(http.StatusUnprocessableEntity, "deposit_over_total", "amount")
	counter.Post(path+"/deposits", obj{"method": "card", "amount": 0}).Refused(http.StatusUnprocessableEntity, "out_of_range", "amount")
	counter.Post(path+"/deposits", obj{"method": "credit", "amount": 10}).Refused(http.StatusUnprocessableEntity, "invalid", "method")
	dep := obj{"id": housetest.NewID(t), "method": "card", "amount": 150_000}
	counter.Post(path+"/deposits", dep).Want(http.StatusOK)
	counter.Post(path+"/deposits", dep).Want(http.StatusOK).JSON(&o)
	if o.Deposit != 150_000 {
		t.Errorf("held %d", o.Deposit)
	}
	balance(-150_000)
	dep["amount"] = 10
	counter.Post(path+"/deposits", dep).Refused(http.StatusConflict, "conflict", "id")

	var a answer
	counter.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": []obj{}, "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}}).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Paid != 110_000 || a.Invoice.Due != 0 {
		t.Errorf("%+v", a.Invoice)
	}
	balance(-40_000)
	counter.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": []obj{{"method": "card", "amount": 70_001}}}).Refused(http.StatusUnprocessableEntity, "overpaid", "payments[0].amount")
	counter.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": cash(80_000)}).Want(http.StatusCreated).JSON(&a)
	if a.Invoice.Paid != 110_000 || a.Invoice.Change != 10_000 {
		t.Errorf("%+v", a.Invoice)
	}
	balance(0)
	h.Owner.Get(path).Want(http.StatusOK).JSON(&o)
	if o.State != "done" {
		t.Errorf("%s", o.State)
	}
	counter.Post(path+"/deposits", obj{"method": "cash", "amount": 1}).Refused(http.StatusUnprocessableEntity, "order_not_open")
}

func TestADepositIsNoMoreThanWhatIsStillToBeHandedOver(t *testing.T) {
	h := housetest.New(t)
	o := placed(t, h, obj{"customer_id": h.Buyer(), "lines": []obj{{"product_id": h.Goods("لامپ", 100_000), "quantity": "2"}}}) // 220 000
	path := "/orders/" + o.ID
	h.Owner.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": cash(110_000), "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}}).Want(http.StatusCreated)
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 110_001}).Refused(http.StatusUnprocessableEntity, "deposit_over_total", "amount")
	deposit := obj{"id": housetest.NewID(t), "method": "cash", "amount": 60_000}
	var w struct {
		State     string
		Invoiced  int
		LeftToPay int `json:"left_to_pay"`
	}
	if h.Owner.Post(path+"/deposits", deposit).Want(http.StatusOK).JSON(&w); w.LeftToPay != 50_000 || w.Invoiced != 110_000 {
		t.Errorf("%+v", w)
	}
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 50_001}).Refused(http.StatusUnprocessableEntity, "deposit_over_total", "amount")

	for _, state := range []string{"preparing", "done"} { // the rest is let go
		h.Owner.Post(path+"/state", obj{"state": state}).Want(http.StatusOK).JSON(&w)
	}
	if w.State != "done" || w.Invoiced != 110_000 || w.LeftToPay != 0 {
		t.Errorf("%+v", w)
	}

	other := placed(t, h, obj{"customer_id": h.Buyer(), "lines": []obj{{"product_id": h.Goods("سیم", 100_000), "quantity": "1"}}})
	h.Owner.Post("/orders/"+other.ID+"/deposits", deposit).Refused(http.StatusConflict, "conflict", "id") // the other order's
}

func TestAnOrderThatIsHandedOverInPartSaysWhatWasPaidOfItAndWhatIsOwed(t *testing.T) {
	h := housetest.New(t)
	maryam := h.Buyer()
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": h.Goods("لامپ", 100_000), "quantity": "3"}}}) // 330 000
	path := "/orders/" + o.ID
	type sums struct {
		ID                string
		Delivered         bool
		Paid, Owed, Ahead int
		LeftToPay         int `json:"left_to_pay"`
	}
	is := func(when string, delivered bool, paid, ahead, owed, left int) {
		t.Helper()
		var w sums
		h.Owner.Get(path).Want(http.StatusOK).JSON(&w)
		var page struct{ Items []sums }
		h.Owner.Get("/orders").Want(http.StatusOK).JSON(&page)
		if w.Delivered != delivered || w.Paid != paid || w.Ahead != ahead || w.Owed != owed || w.LeftToPay != left {
			t.Errorf("%s: %+v", when, w)
		}
		for _, row := range page.Items {
			if row.ID == o.ID && (row.Delivered != delivered || row.Paid != paid || row.Owed != owed) {
				t.Errorf("%s, in the list: %+v", when, row)
			}
		}
	}
	handOver := func(payments []obj) (a answer) {
		t.Helper()
		h.Owner.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": payments, "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}}).Want(http.StatusCreated).JSON(&a)
		return a
	}
	is("nothing is paid", false, 0, 0, 0, 330_000)
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 60_000}).Want(http.StatusOK)
	is("a deposit", false, 60_000, 60_000, 0, 270_000)
	handOver(cash(50_000))
	is("the deposit is used up", true, 110_000, 0, 0, 220_000)
	second := handOver([]obj{})
	is("a part on credit", true, 110_000, 0, 110_000, 110_000)
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 40_000}).Want(http.StatusOK)
	is("paid ahead for the rest", true, 150_000, 40_000, 110_000, 70_000)
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": second.Invoice.ID, "kind": "void", "reason": "x"}).Want(http.StatusCreated)
	is("what came back was not paid", true, 150_000, 40_000, 0, 70_000)
	handOver(cash(70_000))
	is("all of it", true, 220_000, 0, 0, 0)
}

func TestAHandOverSaysWhatIsStillOwedBeforeAndAfter(t *testing.T) {
	h := housetest.New(t)
	lamp, wire, maryam := h.Goods("لامپ", 100_000), h.Goods("سیم", 50_000), h.Buyer()
	o := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "2"}, {"product_id": wire, "quantity": "1"}}}) // 275 000
	path := "/orders/" + o.ID
	h.Owner.Post(path+"/deposits", obj{"method": "cash", "amount": 60_000}).Want(http.StatusOK)
	quote := func(lines ...obj) (q struct{ Total, Ahead, Due, Owed int }) {
		t.Helper()
		h.Owner.Post(path+"/deliver/quote", obj{"lines": lines}).Want(http.StatusOK).JSON(&q)
		return q
	}
	if q := quote(); q.Total != 275_000 || q.Ahead != 60_000 || q.Due != 215_000 || q.Owed != -60_000 {
		t.Errorf("%+v", q)
	}
	part := []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}
	if q := quote(part...); q.Total != 110_000 || q.Due != 50_000 {
		t.Errorf("%+v", q)
	}
	h.Owner.Post(path+"/deliver/quote", obj{"lines": []obj{{"line_id": o.Items[0].ID, "quantity": "3"}}}).Refused(http.StatusUnprocessableEntity, "more_than_ordered", "lines[0].quantity")
	cheque := obj{"method": "cheque", "amount": 40_000, "cheque": obj{"number": "12", "due_on": "2099-01-01"}}
	ask := obj{"id": housetest.NewID(t), "lines": part, "payments": []obj{cheque}}
	h.Owner.Post(path+"/deliver", ask).Refused(http.StatusUnprocessableEntity, "cheque_day", "payments[0].cheque.due_on")
	cheque["cheque"] = obj{"number": "12", "due_on": h.Journal.DB.Now().Format("2006-01-02")}
	var sold answer
	h.Owner.Post(path+"/deliver", ask).Want(http.StatusCreated).JSON(&sold)
	stands := func() (w struct {
		Owed  int
		Owing []string
	}) {
		t.Helper()
		h.Owner.Get(path).Want(http.StatusOK).JSON(&w)
		return w
	}
	if w := stands(); w.Owed != 10_000 || len(w.Owing) != 1 || w.Owing[0] != sold.Invoice.ID {
		t.Errorf("%+v", w)
	}
	h.Owner.Post("/customers/"+maryam+"/payments", obj{"id": housetest.NewID(t), "method": "cash", "amount": 10_000, "invoice_ids": stands().Owing}).Want(http.StatusCreated)
	if w := stands(); w.Owed != 0 || w.Owing == nil || len(w.Owing) != 0 {
		t.Errorf("%+v", w)
	}
	if q := quote(); q.Total != 165_000 || q.Ahead != 0 || q.Due != 165_000 || q.Owed != 0 {
		t.Errorf("what was paid ahead is used up: %+v", q)
	}
	h.Owner.Post(path+"/deliver", obj{"id": housetest.NewID(t), "payments": cash(165_000)}).Want(http.StatusCreated)
	h.Owner.Post(path+"/deliver/quote", obj{}).Refused(http.StatusUnprocessableEntity, "order_not_open")
}

func TestAHandOverSaysWhatWasPaidAheadApartFromTheDebt(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	of := func(quantity string) followed {
		return placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": quantity}}})
	}
	h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "5"}}, "payments": []obj{}}).Want(http.StatusCreated) // owes 550 000
	o, other := of("4"), of("1")
	h.Owner.Post("/orders/"+o.ID+"/deposits", obj{"method": "cash", "amount": 400_000}).Want(http.StatusOK)
	h.Owner.Post("/orders/"+other.ID+"/deposits", obj{"method": "card", "amount": 30_000}).Want(http.StatusOK)
	ask := func(quantity string) (q struct{ Total, Ahead, Due, Held, Other, Owed int }) {
		t.Helper()
		h.Owner.Post("/orders/"+o.ID+"/deliver/quote", obj{"lines": []obj{{"line_id": o.Items[0].ID, "quantity": quantity}}}).Want(http.StatusOK).JSON(&q)
		return q
	}
	q := ask("1") // less than was paid ahead
	if q.Total != 110_000 || q.Ahead != 110_000 || q.Due != 0 || q.Held != 400_000 || q.Other != 30_000 || q.Owed+q.Held+q.Other != 550_000 {
		t.Errorf("%+v", q)
	}
	step := func(to string) {
		h.Owner.Post("/orders/"+other.ID+"/state", obj{"id": housetest.NewID(t), "state": to}).Want(http.StatusOK)
	}
	step("cancelled") // and nothing given back
	if now := ask("1"); now.Other != 0 || now.Held != 400_000 || now.Owed != q.Owed {
		t.Errorf("what a cancelled order left belongs to what was before: %+v", now)
	}
	step("received")
	if now := ask("1"); now != q {
		t.Errorf("taken up again: %+v", now)
	}
	h.Owner.Post("/orders/"+o.ID+"/deliver", obj{"id": housetest.NewID(t), "lines": []obj{{"line_id": o.Items[0].ID, "quantity": "1"}}, "payments": []obj{}}).Want(http.StatusCreated)
	if q = ask("3"); q.Held != 290_000 || q.Ahead != 290_000 || q.Due != 40_000 || q.Owed+q.Held+q.Other != 550_000 {
		t.Errorf("%+v", q)
	}
}
