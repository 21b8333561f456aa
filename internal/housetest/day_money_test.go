package housetest_test

import (
	"encoding/json"
	"fmt"
	"net/http"

	"pgregory.net/rapid"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// Cheques, and what is done by somebody's leave.

// cheque is a part of a payment by one.
func (d *day) cheque(amount int) obj {
	number := fmt.Sprint(len(d.numbers)*100 + rapid.IntRange(0, 99).Draw(d.r, "number"))
	return obj{"method": "cheque", "amount": amount, "cheque": obj{"number": number, "due_on": d.h.Journal.DB.Now().Format("2006-01-02")}}
}

// of is an invoice of the day.
func (d *day) of(id string) *sold {
	for _, s := range d.invoices {
		if s.id == id {
			return s
		}
	}
	d.r.Fatalf("there is no invoice %s", id)
	return nil
}

// held is the money that may go back for an invoice: what was paid for it, as
// long as it lies in the purse that it shares with what it was exchanged for.
func (s *sold) held() int { return min(s.money-s.gone, *s.purse) }

func (d *day) openOf(who string) (sum int) {
	for _, s := range d.invoices {
		if s.customer == who {
			sum += d.open[s.id]
		}
	}
	return sum
}

type paper struct {
	ID, State   string
	Customer_id string
	Amount      int
	Paid        []struct {
		ID   string
		Open int
	}
	Next []struct {
		To   string
		Owes bool
	}
}

// chequeStep takes some cheque somewhere: what it had paid is open again, or
// paid after all.
func (d *day) chequeStep() {
	var list struct{ Items []paper }
	d.h.Owner.Get("/cheques?limit=100").Want(http.StatusOK).JSON(&list)
	if len(list.Items) == 0 {
		return
	}
	var before, after paper
	d.h.Owner.Get("/cheques/" + rapid.SampledFrom(list.Items).Draw(d.r, "cheque").ID).Want(http.StatusOK).JSON(&before)
	if len(before.Next) == 0 {
		return
	}
	step := obj{"id": d.id(), "state": rapid.SampledFrom(before.Next).Draw(d.r, "to").To}
	path := "/cheques/" + before.ID + "/state"
	d.h.Owner.Post(path, step).Want(http.StatusOK).JSON(&after)
	d.last = func() { d.h.Owner.Post(path, step).Want(http.StatusOK) }
	owes := func(state string) bool { return state == "bounced" || state == "given_back" }
	if owes(after.State) && !owes(before.State) {
		d.owed[before.Customer_id] += before.Amount
	} else if !owes(after.State) && owes(before.State) {
		d.owed[before.Customer_id] -= before.Amount
	}
	pays := map[string]int{}
	for _, p := range before.Paid {
		pays[p.ID] += p.Open
	}
	all := 0
	for _, p := range after.Paid {
		pays[p.ID] -= p.Open
		all += p.Open
	}
	if all > after.Amount || owes(after.State) && all != 0 {
		d.r.Fatalf("a cheque of %d that is %s pays %d", after.Amount, after.State, all)
	}
	for id, reopened := range pays {
		s := d.of(id)
		s.money -= reopened
		*s.purse -= reopened
		if d.open[id] += reopened; d.open[id] < 0 {
			d.r.Fatalf("a cheque paid %d more than was open", -d.open[id])
		}
		if reopened > 0 { // what credit notes took off what was paid by then
			used := min(s.off-s.used, d.open[id])
			d.open[id], s.used = d.open[id]-used, s.used+used
		}
	}
}

// withPIN gives the owner a PIN and tells who that is.
func withPIN(h *housetest.House) string {
	var me struct{ Staff struct{ ID string } }
	h.Owner.Put("/session/pin", obj{"password": housetest.Password, "pin": "7319"}).Want(http.StatusOK)
	h.Owner.Get("/session").Want(http.StatusOK).JSON(&me)
	return me.Staff.ID
}

// byLeave sells at a discount that only the owner may give: by their PIN, for
// this sale and no other.
func (d *day) byLeave() {
	c := d.h.As(actor.Counter)
	sale := func() obj {
		return obj{"id": d.id(), "lines": []obj{{"product_id": d.goods[0], "quantity": "1", "discount": obj{"percent": "50"}}}, "payments": []obj{{"method": "cash", "amount": 200_000}}}
	}
	body := sale()
	c.Post("/sales", body).Refused(http.StatusUnprocessableEntity, "discount_limit")
	text, err := json.Marshal(body)
	if err != nil {
		d.r.Fatal(err)
	}
	var lent struct{ Approval string }
	c.Post("/approvals", obj{"staff_id": d.owner, "pin": "7319", "right": "discount_over", "request": obj{"method": "POST", "path": "/api/sales", "body": string(text)}}).Want(http.StatusCreated).JSON(&lent)
	by := c.Lending(lent.Approval)
	by.Post("/sales", sale()).Refused(http.StatusUnprocessableEntity, "discount_limit")
	var m made
	by.Post("/sales", body).Want(http.StatusCreated).JSON(&m)
	by.Post("/sales", sale()).Refused(http.StatusUnprocessableEntity, "discount_limit")
	d.last = func() { c.Post("/sales", body).Want(http.StatusOK) }
	d.leaves++
	d.money(m.Invoice.Total)
	d.trade.Paid += m.Invoice.Total
	d.issued(m.Invoice.ID, "", 0)
}

// Trade is what was sold and taken back, and by what each was settled.
type Trade struct {
	Sold, Paid, Ahead, Traded, Owed           int
	Returned, Paid_out, Traded_for, Taken_off int
}

// back notes a credit note: what of it went back as money, and as other goods.
func (t *Trade) back(total, money, traded int) {
	t.Returned, t.Paid_out, t.Traded_for = t.Returned+total, t.Paid_out+money, t.Traded_for+traded
	t.Taken_off += total - money - traded
}

// drawerAddsUp follows the drawer of the shift from its float, line by line,
// and what was sold and taken back by what it was settled.
func (d *day) drawerAddsUp() {
	var s struct {
		Opening int
		Totals  struct {
			Expected  int
			Moved_in  int
			Moved_out int
			Flows     []struct{ Cash, Other int }
			Methods   []struct{ In, Back int }
			Trade
		}
	}
	d.h.Owner.Get("/shifts/" + d.shift).Want(http.StatusOK).JSON(&s)
	t := s.Totals.Trade
	if t != d.trade || t.Sold != t.Paid+t.Ahead+t.Traded+t.Owed || t.Returned != t.Paid_out+t.Traded_for+t.Taken_off {
		d.r.Fatalf("sold and taken back were settled by %+v, by the day %+v", t, d.trade)
	}
	sum, came := s.Opening+s.Totals.Moved_in-s.Totals.Moved_out, 0
	for _, f := range s.Totals.Flows {
		sum, came = sum+f.Cash, came+f.Cash+f.Other
	}
	for _, m := range s.Totals.Methods {
		came -= m.In - m.Back
	}
	if sum != d.drawer || sum != s.Totals.Expected || came != 0 {
		d.r.Fatalf("the drawer's lines come to %d, it should hold %d; what payments were for is %d off: %+v", sum, d.drawer, came, s)
	}
}
