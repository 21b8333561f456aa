package housetest_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

// TestRandomDaysAddUp lives whole days of a shop through the API: sold, held,
// paid, paid later, by cheques that are good, bounce and come late, sold by
// somebody's leave, ordered, delivered, returned, voided, exchanged, corrected,
// counted and closed in any order, some of it asked twice; some goods are
// bundles, of some each piece has a serial. What the shop says then is
// what the days' own reckoning says, and doctor has nothing to say.
//
// PISHKHAN_DAYS says how many (make days), PISHKHAN_SEED which ones.
func TestRandomDaysAddUp(t *testing.T) {
	days, seed := 8, uint64(time.Now().UnixNano())
	if n, err := strconv.Atoi(os.Getenv("PISHKHAN_DAYS")); err == nil {
		days = n
	}
	if testing.Short() {
		days = min(days, 2)
	}
	if n, err := strconv.ParseUint(os.Getenv("PISHKHAN_SEED"), 10, 64); err == nil {
		seed = n
	}
	if n, err := strconv.ParseUint(flag.Lookup("rapid.seed").Value.String(), 10, 64); err == nil && n != 0 {
		seed = n // as a failed day says that it can be had again
	}
	for name, value := range map[string]string{"rapid.checks": strconv.Itoa(days), "rapid.seed": strconv.FormatUint(seed, 10), "rapid.shrinktime": "20s", "rapid.nofailfile": "true"} {
		f := flag.Lookup(name)
		was := f.Value.String()
		if err := f.Value.Set(value); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Value.Set(was) }()
	}
	t.Logf("%d days, PISHKHAN_SEED=%d", days, seed)
	rapid.Check(t, func(r *rapid.T) {
		tb := &during{TB: t, r: r}
		defer tb.end()
		live(r, housetest.New(tb))
	})
}

// during lets a house be of one day: it fails as rapid fails, so that a bad day
// is made shorter, and is gone when the day is over.
type during struct {
	testing.TB
	r     *rapid.T
	after []func()
}

func (d *during) Helper()                      {}
func (d *during) Errorf(f string, args ...any) { d.r.Errorf(f, args...) }
func (d *during) Error(args ...any)            { d.r.Error(args...) }
func (d *during) Fatalf(f string, args ...any) { d.r.Fatalf(f, args...) }
func (d *during) Fatal(args ...any)            { d.r.Fatal(args...) }
func (d *during) Cleanup(f func())             { d.after = append(d.after, f) }
func (d *during) TempDir() string {
	dir, err := os.MkdirTemp("", "pishkhan-day-")
	if err != nil {
		d.r.Fatal(err)
	}
	d.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func (d *during) end() {
	for i := len(d.after) - 1; i >= 0; i-- {
		d.after[i]()
	}
}

type obj = map[string]any

// day is what a day has come to, by its own reckoning.
type day struct {
	r        *rapid.T
	h        *housetest.House
	goods    []string       // that are counted
	bundle   string         // made of some of them
	recipe   []part         // of one of it
	device   string         // of which each piece has a serial
	people   []string       // "" is a guest
	stock    map[string]int // thousandths
	held     map[string]int // by open orders
	owed     map[string]int
	open     map[string]int // by invoice
	drawer   int            // cash in the open shift
	trade    Trade          // in the open shift
	coin     int            // what the shop rounds to; 0 is nothing
	shift    string         // "" while none is open
	invoices []*sold
	orders   []*placed
	baskets  []obj
	numbers  map[string]bool
	leaves   int    // given by the owner's PIN
	pieces   int    // sold with a serial
	returned int    // of them, came back
	owner    string // whose id it is
	last     func() // what was asked last, asked again
}

type sold struct {
	id, customer string
	total        int
	lines        []soldLine
	whole        bool // nothing came back yet
	money        int  // paid for it, at once or later, by what is still good
	gone         int  // of it, went back or paid for something else
	purse        *int // what was really paid less what really went back, of it and all it was exchanged for or instead of
	off, used    int  // taken off what is owed by credit notes, and of that off this document
}

type soldLine struct {
	id, product string
	left, whole int
	parts       []part   // of a bundle, in the whole line
	serials     []string // of the pieces that are with the customer
}

// part is how much of a product is in something.
type part struct {
	product  string
	quantity int
}

// moves gives what the shelf has to do with a piece of a line, from one of its
// quantities to another: of a bundle the parts, each half-up of the whole.
func (l soldLine) moves(from, to int) (out []part) {
	if l.parts == nil {
		return []part{{l.product, to - from}}
	}
	share := func(q, n int) int { return (2*q*n + l.whole) / (2 * l.whole) }
	for _, p := range l.parts {
		out = append(out, part{p.product, share(p.quantity, to) - share(p.quantity, from)})
	}
	return out
}

// takeLeft takes so much of what is left, and tells what that moves.
func (l *soldLine) takeLeft(n int) []part {
	from := l.whole - l.left
	l.left -= n
	return l.moves(from, from+n)
}

// line is a line of so much of a product.
func (d *day) line(id, product string, n int) soldLine {
	l := soldLine{id: id, product: product, left: n, whole: n}
	if product == d.bundle {
		for _, p := range d.recipe {
			l.parts = append(l.parts, part{p.product, (p.quantity*n + 500) / 1000})
		}
	}
	return l
}

type placed struct {
	id, customer, state string
	ahead, total        int
	touched             bool // something of it was handed over
	lines               []soldLine
}

// live lives one day.
func live(r *rapid.T, h *housetest.House) {
	d := &day{r: r, h: h, people: []string{"", h.Buyer(), ""}, stock: map[string]int{}, held: map[string]int{}, owed: map[string]int{}, open: map[string]int{}, numbers: map[string]bool{}}
	d.people[2] = h.Owner.Post("/customers", obj{"kind": "person", "name": "رضا"}).Want(http.StatusCreated).Map()["id"].(string)
	for i, price := range []int{95_005, 180_000, 33_333} {
		id := h.Goods(fmt.Sprint("کالا ", i), price, obj{"price_includes_tax": i == 2})
		d.goods, d.stock[id] = append(d.goods, id), 10_000
	}
	d.device = h.Goods("دستگاه", 450_000, obj{"asks_serial": true, "warranty_months": 12})
	d.recipe = []part{{d.goods[0], 2000}, {d.goods[2], 333}}
	d.goods, d.stock[d.device] = append(d.goods, d.device), 10_000
	d.bundle = h.Goods("بسته", 200_005, obj{"stock": ""})
	var parts []obj
	for _, p := range d.recipe {
		parts = append(parts, obj{"product_id": p.product, "quantity": quantity(p.quantity)})
	}
	h.Owner.Put("/products/"+d.bundle+"/parts", obj{"parts": parts}).Want(http.StatusOK)
	d.owner = withPIN(h)
	d.coin = rapid.SampledFrom([]int{0, 5_000, 10_000}).Draw(r, "coin")
	h.Owner.Patch("/shop", obj{"rounding": d.coin}).Want(http.StatusOK)
	acts := map[string]func(){
		"sell": d.sell, "hold": d.hold, "pay later": d.payLater, "give back": d.comesBack, "exchange": d.exchange, "order": d.order,
		"deposit": d.deposit, "deliver": d.deliver, "cancel": d.cancel, "open": d.openShift, "cash": d.cash, "close": d.closeShift,
		"cheque": d.chequeStep, "leave": d.byLeave,
		"again": func() {
			if d.last != nil {
				d.last()
			}
		},
	}
	names := []string{"sell", "sell", "hold", "pay later", "give back", "exchange", "order", "deposit", "deliver", "cancel", "open", "cash", "close", "cheque", "cheque", "cheque", "leave", "again"}
	for range rapid.IntRange(5, 30).Draw(r, "steps") {
		acts[rapid.SampledFrom(names).Draw(r, "what")]()
	}
	d.agree()
}

func (d *day) id() string                     { return housetest.NewID(d.h.T) }
func (d *day) upTo(most int, what string) int { return rapid.IntRange(1, max(1, most)).Draw(d.r, what) }
func quantity(n int) string                   { return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64) }

// post asks and remembers how to ask the same again; nothing happens by that.
func (d *day) post(path string, body obj, into any) {
	d.h.Owner.Post(path, body).Want(http.StatusCreated).JSON(into)
	d.last = func() { d.h.Owner.Post(path, body).Want(http.StatusOK) }
}

// lines draws what is rung up.
func (d *day) lines() (out []obj) {
	sold := append([]string{d.bundle}, d.goods...)
	for range rapid.IntRange(1, 3).Draw(d.r, "lines") {
		n := rapid.SampledFrom([]int{1000, 2000, 333, 1500}).Draw(d.r, "quantity")
		one := obj{"product_id": rapid.SampledFrom(sold).Draw(d.r, "product"), "quantity": quantity(n)}
		if rapid.Bool().Draw(d.r, "discounted") {
			one["discount"] = obj{"amount": d.upTo(900, "discount")}
		}
		if one["product_id"] == d.device {
			d.say(one, n)
		}
		out = append(out, one)
	}
	return out
}

// say draws which pieces of a line's goods are said, as far as they are.
func (d *day) say(line obj, n int) {
	var serials []string
	for range rapid.IntRange(0, n/1000).Draw(d.r, "serials") {
		serials = append(serials, housetest.NewID(d.h.T))
	}
	if serials != nil {
		line["serials"] = serials
	}
}

// parts draws how a sum is paid; a guest pays all of it.
func (d *day) parts(due int, known bool) (parts []obj, paid int) {
	parts, rest := []obj{}, due
	if known && due > 0 && rapid.Bool().Draw(d.r, "on credit") {
		rest = rapid.IntRange(0, due).Draw(d.r, "paid")
	}
	paid = rest
	if known && rest > 1 && rapid.IntRange(0, 3).Draw(d.r, "by cheque") == 0 {
		part := d.upTo(rest, "cheque")
		parts, rest = append(parts, d.cheque(part)), rest-part
	}
	if rest > 1 && rapid.Bool().Draw(d.r, "by card") {
		card := d.upTo(rest, "card")
		parts, rest = append(parts, obj{"method": "card", "amount": card}), rest-card
	}
	if rest > 0 {
		handed := rest
		if paid == due {
			handed += rapid.SampledFrom([]int{0, 7_000}).Draw(d.r, "change")
		}
		parts = append(parts, obj{"method": "cash", "amount": handed})
		d.money(rest)
	}
	d.trade.Paid += paid
	return parts, paid
}

// money moves cash through the drawer.
func (d *day) money(amount int) {
	if d.shift != "" {
		d.drawer += amount
	}
}

// issued notes a document that came about; of is what bundles are made of in
// each of its lines, where that is not as they are made now.
func (d *day) issued(id, customer string, due int, of ...[]part) *sold {
	var doc struct {
		Number string
		Total  int
		Due    int
		Lines  []struct {
			ID, Product_id, Quantity string
			Serials                  []struct{ Serial string }
		}
	}
	d.h.Owner.Get("/invoices/" + id).Want(http.StatusOK).JSON(&doc)
	if d.numbers[doc.Number] || doc.Due != due {
		d.r.Fatalf("%s was there already (%v), or owes %d and not %d", doc.Number, d.numbers[doc.Number], doc.Due, due)
	}
	d.numbers[doc.Number] = true
	d.trade.Sold, d.trade.Owed = d.trade.Sold+doc.Total, d.trade.Owed+due
	s := &sold{id: id, customer: customer, total: doc.Total, whole: true, money: doc.Total - due}
	s.purse = new(s.money)
	for i, l := range doc.Lines {
		line := d.line(l.ID, l.Product_id, thousandths(d.r, l.Quantity))
		if of != nil {
			line.parts = of[i]
		}
		d.shelve(line.moves(0, line.whole), -1)
		for _, piece := range l.Serials {
			line.serials = append(line.serials, piece.Serial)
		}
		d.pieces += len(line.serials)
		s.lines = append(s.lines, line)
	}
	if due > 0 {
		d.open[id] = due
	}
	d.invoices = append(d.invoices, s)
	return s
}

// shelve puts goods on the shelf, or takes them from it by -1.
func (d *day) shelve(moves []part, by int) {
	for _, m := range moves {
		d.stock[m.product] += by * m.quantity
	}
}

func thousandths(r *rapid.T, text string) int {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		r.Fatal(err)
	}
	return int(f*1000 + 0.5)
}

func (d *day) quote(body obj) (total int) {
	var q struct{ Total int }
	d.h.Owner.Post("/sales/quote", body).Want(http.StatusOK).JSON(&q)
	return q.Total
}

type made struct {
	Invoice struct {
		ID         string
		Due, Total int
	}
	Back *struct{ Traded, Refunded, Taken_off int }
}

// agree compares what the shop says with what the day came to.
func (d *day) agree() {
	for _, who := range d.people[1:] {
		var c struct{ Balance int }
		d.h.Owner.Get("/customers/" + who).Want(http.StatusOK).JSON(&c)
		var st struct{ Closing int }
		d.h.Owner.Get("/customers/" + who + "/statement").Want(http.StatusOK).JSON(&st)
		if open := d.openOf(who); open < c.Balance {
			d.r.Errorf("a customer owes %d, and of all invoices only %d are open", c.Balance, open)
		}
		if c.Balance != d.owed[who] || st.Closing != d.owed[who] {
			d.r.Errorf("a customer owes %d by the day, %d by the shop, %d by the statement", d.owed[who], c.Balance, st.Closing)
		}
	}
	if d.owed[""] != 0 {
		d.r.Errorf("guests owe %d", d.owed[""])
	}
	for _, id := range d.goods {
		var p struct{ Stock, Reserved string }
		d.h.Owner.Get("/products/" + id).Want(http.StatusOK).JSON(&p)
		if p.Stock != quantity(d.stock[id]) || p.Reserved != quantity(d.held[id]) {
			d.r.Errorf("on the shelf %s of it %s held, by the day %s and %s", p.Stock, p.Reserved, quantity(d.stock[id]), quantity(d.held[id]))
		}
	}
	if sold, back := d.h.Count("serials"), d.h.Count("serial_returns"); sold != d.pieces || back != d.returned {
		d.r.Errorf("%d pieces with a serial were sold and %d came back, by the day %d and %d", sold, back, d.pieces, d.returned)
	}
	if n := d.h.Count("approvals"); n != d.leaves {
		d.r.Errorf("%d approvals are kept, %d were given and used", n, d.leaves)
	}
	for _, s := range d.invoices {
		var doc struct{ Total, Open int }
		d.h.Owner.Get("/invoices/" + s.id).Want(http.StatusOK).JSON(&doc)
		if doc.Total != s.total || doc.Open != d.open[s.id] {
			d.r.Errorf("an invoice of %d (%d) has %d open, by the day %d", s.total, doc.Total, doc.Open, d.open[s.id])
		}
	}
	var numbers int
	err := d.h.Journal.DB.Read(d.h.T.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&numbers}, "SELECT coalesce(max(seq), 0) FROM invoices")
	})
	if err != nil || numbers != len(d.invoices) {
		d.r.Errorf("%d invoices, the last is number %d (%v)", len(d.invoices), numbers, err)
	}
}
