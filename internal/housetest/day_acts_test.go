package housetest_test

import (
	"net/http"
	"slices"

	"pgregory.net/rapid"
)

// What may happen on a day: each act asks the shop and keeps its own book.

func (d *day) sell() {
	body := obj{"lines": d.lines()}
	who := rapid.SampledFrom(d.people).Draw(d.r, "who")
	if who != "" {
		body["customer_id"] = who
	}
	id := d.id()
	if len(d.baskets) > 0 && rapid.Bool().Draw(d.r, "recalled") { // what was held is sold under its own id
		kept := d.baskets[0]
		d.baskets = d.baskets[1:]
		id, body["lines"] = kept["id"].(string), kept["lines"]
	}
	total := d.quote(body)
	parts, paid := d.parts(total, who != "")
	body["id"], body["payments"] = id, parts
	var m made
	d.post("/sales", body, &m)
	d.issued(m.Invoice.ID, who, total-paid)
	d.owed[who] += total - paid
}

func (d *day) hold() {
	id, lines := d.id(), d.lines()
	kept := make([]obj, len(lines))
	for i, l := range lines {
		kept[i] = obj{"list_price": 1}
		for k, v := range l {
			kept[i][k] = v
		}
	}
	d.h.Owner.Put("/baskets/"+id, obj{"lines": kept}).Want(http.StatusOK)
	d.baskets = append(d.baskets, obj{"id": id, "lines": lines})
}

func (d *day) payLater() {
	who := d.people[rapid.IntRange(1, 2).Draw(d.r, "who")]
	body := obj{"id": d.id(), "method": rapid.SampledFrom([]string{"cash", "card"}).Draw(d.r, "method"), "amount": d.upTo(200_000, "amount")}
	if rapid.Bool().Draw(d.r, "by cheque") {
		for k, v := range d.cheque(body["amount"].(int)) {
			body[k] = v
		}
	}
	var got struct {
		Applied []struct {
			ID   string
			Open int
		}
	}
	d.post("/customers/"+who+"/payments", body, &got)
	amount := body["amount"].(int)
	if body["method"] == "cash" {
		d.money(amount)
	}
	d.owed[who] -= amount
	for _, a := range got.Applied {
		if d.open[a.ID] -= a.Open; d.open[a.ID] < 0 || a.Open > amount {
			d.r.Fatalf("%d of a payment of %d were applied to what had less open", a.Open, amount)
		}
		s := d.of(a.ID)
		s.money += a.Open
		*s.purse += a.Open
		amount -= a.Open
	}
}

// what of an invoice may come back, drawn; nil where there is nothing.
func (d *day) something() (s *sold, lines []obj, note func()) {
	var left []*sold
	for _, s := range d.invoices {
		for _, l := range s.lines {
			if l.left > 0 {
				left = append(left, s)
				break
			}
		}
	}
	if len(left) == 0 {
		return nil, nil, nil
	}
	s = rapid.SampledFrom(left).Draw(d.r, "of")
	taken := make([]int, len(s.lines))
	scrap := make([]bool, len(s.lines))
	pieces := make([][]string, len(s.lines))
	for i, l := range s.lines {
		if l.left > 0 && (len(lines) == 0 || rapid.Bool().Draw(d.r, "this too")) {
			taken[i] = rapid.SampledFrom([]int{l.left, min(l.left, 333), (l.left + 1) / 2}).Draw(d.r, "back")
			scrap[i] = rapid.Bool().Draw(d.r, "scrap")
			to := map[bool]string{true: "scrap", false: "stock"}[scrap[i]]
			one := obj{"line_id": l.id, "goes_to": to}
			if taken[i], pieces[i] = d.piecesOf(l, taken[i]); len(pieces[i]) > 0 {
				one["serials"] = pieces[i]
			}
			one["quantity"] = quantity(taken[i])
			lines = append(lines, one)
		}
	}
	return s, lines, func() {
		s.whole = false
		for i := range s.lines {
			l := &s.lines[i]
			if moves := l.takeLeft(taken[i]); !scrap[i] {
				d.shelve(moves, 1)
			}
			d.returned += len(pieces[i])
			l.serials = slices.DeleteFunc(l.serials, func(serial string) bool { return slices.Contains(pieces[i], serial) })
		}
	}
}

// piecesOf draws which pieces come back with so much of a line: at least those
// that no longer fit into what stays. A piece of which only a part would come
// back comes whole, with all of the line.
func (d *day) piecesOf(l soldLine, n int) (int, []string) {
	least := (max(0, len(l.serials)*1000-(l.left-n)) + 999) / 1000
	most := min(n/1000, len(l.serials))
	if n == l.left || least > most {
		return l.left, l.serials
	}
	return n, slices.Clone(l.serials[:rapid.IntRange(least, most).Draw(d.r, "pieces")])
}

// allOf notes that a whole invoice came back to the shelf.
func (d *day) allOf(s *sold) func() {
	return func() {
		s.whole = false
		for i := range s.lines {
			l := &s.lines[i]
			d.shelve(l.takeLeft(l.left), 1)
			d.returned += len(l.serials)
			l.serials = nil
		}
	}
}

type quoted struct{ Total, Own, Refundable, Coin int }

// back gives so much money back: whole coins of it in cash, the rest on the card.
func (d *day) back(amount, coin int) (parts []obj) {
	odd := 0
	if coin > 0 {
		odd = amount % coin
	}
	if amount > odd {
		parts = append(parts, obj{"method": "cash", "amount": amount - odd})
		d.money(odd - amount)
	}
	if odd > 0 {
		parts = append(parts, obj{"method": "card", "amount": odd})
	}
	return parts
}

// off takes an amount off what an invoice has open, as far as it goes.
func (d *day) off(s *sold, amount int) {
	s.off += amount
	used := min(d.open[s.id], amount)
	d.open[s.id], s.used = d.open[s.id]-used, s.used+used
}

func (d *day) comesBack() {
	s, lines, note := d.something()
	if s == nil {
		return
	}
	body := obj{"id": d.id(), "invoice_id": s.id, "kind": "return", "lines": lines}
	if s.whole && rapid.Bool().Draw(d.r, "void") {
		body, note = obj{"id": d.id(), "invoice_id": s.id, "kind": "void"}, d.allOf(s)
	}
	var q quoted
	d.h.Owner.Post("/credits/quote", body).Want(http.StatusOK).JSON(&q)
	if most := min(max(0, s.held()), q.Total); q.Refundable != most {
		d.r.Fatalf("%d may go back, not the %d that were paid for it", q.Refundable, most)
	}
	back := q.Own
	if s.customer != "" {
		body["refunds"] = []obj{{"method": "cash", "amount": q.Refundable + 1}} // never more than was paid
		d.h.Owner.Post("/credits", body).Want(http.StatusUnprocessableEntity)
		delete(body, "refunds")
		back = rapid.IntRange(0, q.Refundable).Draw(d.r, "refunded")
	}
	if back > 0 {
		body["refunds"] = d.back(back, q.Coin)
	}
	var n struct{ Total int }
	d.post("/credits", body, &n)
	note()
	d.trade.back(n.Total, back, 0)
	s.gone += back
	*s.purse -= back
	if s.customer != "" {
		d.owed[s.customer] -= n.Total - back
		d.off(s, n.Total-back)
	}
}

// exchange trades lines for others, or puts another invoice in the place of a whole one.
func (d *day) exchange() {
	s, lines, note := d.something()
	if s == nil {
		return
	}
	body := obj{"lines": d.lines()}
	if s.customer != "" {
		body["customer_id"] = s.customer
	}
	back := obj{"invoice_id": s.id, "lines": lines}
	asked := obj{"id": d.id(), "invoice_id": s.id, "kind": "return", "lines": lines}
	if s.whole && rapid.Bool().Draw(d.r, "correct") {
		back, asked = obj{"invoice_id": s.id, "corrects": true}, obj{"id": d.id(), "invoice_id": s.id, "kind": "correction"}
		note = d.allOf(s)
	}
	var q quoted
	d.h.Owner.Post("/credits/quote", asked).Want(http.StatusOK).JSON(&q)
	total := d.quote(body)
	traded := min(q.Own, total)
	if rest := q.Own - traded; rest > 0 {
		back["refunds"] = d.back(rest, q.Coin)
	}
	parts, paid := d.parts(total-traded, s.customer != "")
	body["id"], body["payments"], body["back"] = d.id(), parts, back
	var m made
	d.post("/exchanges", body, &m)
	if m.Back == nil || m.Back.Traded != traded || m.Back.Refunded != q.Own-traded {
		d.r.Fatalf("%+v, of %+v against %d", m.Back, q, total)
	}
	note()
	d.trade.Traded += traded
	d.trade.back(q.Total, q.Own-traded, traded)
	s.gone += q.Own
	*s.purse += paid - (q.Own - traded)
	if s.customer != "" {
		d.owed[s.customer] -= q.Total - q.Own
		d.off(s, q.Total-q.Own)
	}
	instead := d.issued(m.Invoice.ID, s.customer, total-traded-paid)
	instead.purse = s.purse
	d.owed[s.customer] += total - traded - paid
}

func (d *day) order() {
	who := d.people[rapid.IntRange(1, 2).Draw(d.r, "who")]
	var o struct {
		ID    string
		Total int
		Items []struct{ ID, Product_id, Quantity string }
	}
	lines := d.lines()
	for _, l := range lines {
		delete(l, "serials") // which pieces they are is said when they are handed over
	}
	d.post("/orders", obj{"id": d.id(), "customer_id": who, "lines": lines}, &o)
	p := &placed{id: o.ID, customer: who, total: o.Total, state: "received"}
	for _, l := range o.Items {
		line := d.line(l.ID, l.Product_id, thousandths(d.r, l.Quantity))
		d.reserve(line.moves(0, line.whole), 1)
		p.lines = append(p.lines, line)
	}
	d.orders = append(d.orders, p)
}

// reserve holds goods back for an order, or lets go of them by -1.
func (d *day) reserve(moves []part, by int) {
	for _, m := range moves {
		d.held[m.product] += by * m.quantity
	}
}

// waiting draws an order that is still to be handed over.
func (d *day) waiting() *placed {
	var open []*placed
	for _, o := range d.orders {
		if o.state == "received" {
			open = append(open, o)
		}
	}
	if len(open) == 0 {
		return nil
	}
	return rapid.SampledFrom(open).Draw(d.r, "order")
}

func (d *day) deposit() {
	o := d.waiting()
	if o == nil || o.total <= o.ahead || o.touched {
		return
	}
	amount := d.upTo(o.total-o.ahead, "deposit")
	body := obj{"id": d.id(), "method": "cash", "amount": amount}
	d.h.Owner.Post("/orders/"+o.id+"/deposits", body).Want(http.StatusOK)
	d.last = func() { d.h.Owner.Post("/orders/"+o.id+"/deposits", body).Want(http.StatusOK) }
	d.money(amount)
	d.owed[o.customer] -= amount
	o.ahead += amount
}

func (d *day) deliver() {
	o := d.waiting()
	if o == nil {
		return
	}
	body := obj{"id": d.id(), "payments": []obj{}}
	taken := make([]int, len(o.lines))
	var lines []obj
	for i, l := range o.lines {
		if l.left > 0 && (len(lines) == 0 || rapid.Bool().Draw(d.r, "this too")) {
			taken[i] = rapid.SampledFrom([]int{l.left, (l.left + 1) / 2}).Draw(d.r, "handed")
			one := obj{"line_id": l.id, "quantity": quantity(taken[i])}
			if l.product == d.device {
				d.say(one, taken[i])
			}
			lines = append(lines, one)
		}
	}
	body["lines"] = lines
	var q struct{ Total, Ahead, Due int }
	d.h.Owner.Post("/orders/"+o.id+"/deliver/quote", obj{"lines": lines}).Want(http.StatusOK).JSON(&q)
	if q.Ahead != min(o.ahead, q.Total) || q.Due != q.Total-q.Ahead {
		d.r.Fatalf("%+v, with %d paid ahead", q, o.ahead)
	}
	parts, paid := d.parts(q.Due, true)
	body["payments"] = parts
	var m made
	d.post("/orders/"+o.id+"/deliver", body, &m)
	var of [][]part
	left := 0
	for i := range o.lines {
		l := &o.lines[i]
		moves := l.takeLeft(taken[i])
		d.reserve(moves, -1)
		if left += l.left; taken[i] == 0 {
			continue
		}
		if l.parts == nil {
			moves = nil // it moves itself
		}
		of = append(of, moves)
	}
	d.issued(m.Invoice.ID, o.customer, q.Due-paid, of...)
	o.ahead -= q.Ahead
	d.trade.Ahead += q.Ahead
	o.touched = true
	d.owed[o.customer] += q.Total - paid
	if left == 0 {
		o.state = "handed over"
	}
}

func (d *day) cancel() {
	o := d.waiting()
	if o == nil || o.touched {
		return
	}
	body := obj{"id": d.id(), "state": "cancelled"}
	if o.ahead > 0 {
		body["refunds"] = d.back(o.ahead, d.coin)
	}
	d.h.Owner.Post("/orders/"+o.id+"/state", body).Want(http.StatusOK)
	d.owed[o.customer] += o.ahead
	for i := range o.lines {
		l := &o.lines[i]
		d.reserve(l.takeLeft(l.left), -1)
	}
	o.ahead, o.state = 0, "cancelled"
}

func (d *day) openShift() {
	if d.shift != "" {
		return
	}
	d.shift, d.drawer, d.trade = d.id(), d.upTo(1_000_000, "float"), Trade{}
	d.h.Owner.Post("/shifts", obj{"id": d.shift, "opening": d.drawer}).Want(http.StatusCreated)
}

func (d *day) cash() {
	if d.shift == "" {
		return
	}
	body := obj{"id": d.id(), "direction": rapid.SampledFrom([]string{"in", "out"}).Draw(d.r, "direction"), "amount": d.upTo(50_000, "amount"), "reason": "چای"}
	var m struct{ ID string }
	d.post("/shifts/"+d.shift+"/moves", body, &m)
	if body["direction"] == "in" {
		d.drawer += body["amount"].(int)
	} else {
		d.drawer -= body["amount"].(int)
	}
}

func (d *day) closeShift() {
	if d.shift == "" {
		return
	}
	counted := rapid.IntRange(0, 3).Draw(d.r, "notes") * 500_000
	var c struct {
		ID                            string
		Counted, Expected, Difference int
	}
	d.h.Owner.Post("/shifts/"+d.shift+"/counts", obj{"notes": []obj{{"value": 500_000, "count": counted / 500_000}}}).Want(http.StatusCreated).JSON(&c)
	if c.Expected != d.drawer || c.Difference != counted-d.drawer {
		d.r.Fatalf("the drawer should hold %d, not %d (%d)", d.drawer, c.Expected, c.Difference)
	}
	d.h.Owner.Post("/shifts/"+d.shift+"/close", obj{"count_id": c.ID}).Want(http.StatusOK)
	d.drawerAddsUp()
	d.shift, d.last = "", nil
}
