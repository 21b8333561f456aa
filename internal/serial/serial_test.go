package serial_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/housetest"
	"pishkhan/internal/serial"
)

type object = map[string]any

const bad = http.StatusUnprocessableEntity

// shop sells a drill with eighteen months of warranty that asks for its serial.
type shop struct {
	*housetest.House
	t     *testing.T
	drill string
}

func newShop(t *testing.T) shop {
	s := shop{House: housetest.New(t), t: t}
	s.drill = s.Goods("دریل", 1_000_000, object{"tax_class": "exempt", "asks_serial": true, "warranty_months": 18})
	return s
}

func (s shop) sale(quantity string, serials ...string) object {
	line := object{"product_id": s.drill, "quantity": quantity}
	if serials != nil {
		line["serials"] = serials
	}
	q := map[string]int{"1": 1, "2": 2, "3": 3}[quantity]
	return object{"id": housetest.NewID(s.t), "lines": []object{line}, "payments": []object{{"method": "cash", "amount": q * 1_000_000}}}
}

type sold struct {
	Invoice struct{ ID, Number string }
	Alerts  []struct{ Code, Detail string }
}

func (s shop) sell(quantity string, serials ...string) (out sold) {
	s.t.Helper()
	s.Owner.Post("/sales", s.sale(quantity, serials...)).Want(http.StatusCreated).JSON(&out)
	return out
}

type document struct {
	Lines []struct {
		ID      string
		Serials []struct {
			Serial        string
			WarrantyUntil string `json:"warranty_until"`
			Returned      bool
		}
	}
}

func (s shop) invoice(id string) (doc document) {
	s.Owner.Get("/invoices/" + id).Want(http.StatusOK).JSON(&doc)
	return doc
}

func (s shop) back(of sold, quantity string, serials ...string) *housetest.Answer {
	line := object{"line_id": s.invoice(of.Invoice.ID).Lines[0].ID, "quantity": quantity}
	if serials != nil {
		line["serials"] = serials
	}
	q := map[string]int{"1": 1, "2": 2, "3": 3}[quantity]
	return s.Owner.Post("/credits", object{"id": housetest.NewID(s.t), "invoice_id": of.Invoice.ID, "kind": "return", "lines": []object{line},
		"refunds": []object{{"method": "cash", "amount": q * 1_000_000}}})
}

func (s shop) left(of sold) string {
	var now struct{ Lines []struct{ Serials []string } }
	s.Owner.Get("/invoices/" + of.Invoice.ID + "/credits").Want(http.StatusOK).JSON(&now)
	return strings.Join(now.Lines[0].Serials, " ")
}

func TestASerialStandsOnTheInvoiceWithTheEndOfItsWarranty(t *testing.T) {
	s := newShop(t)
	one := s.sell("2", "SN-100", " ۲۰۰ ")
	doc := s.invoice(one.Invoice.ID)
	pieces := doc.Lines[0].Serials
	if len(pieces) != 2 || pieces[0].Serial != "SN-100" || pieces[1].Serial != "200" || pieces[0].WarrantyUntil == "" {
		t.Fatalf("the invoice says %+v", pieces)
	}
	if want := serial.Ends(s.Journal.DB.Now(), 18); pieces[0].WarrantyUntil != want {
		t.Errorf("under warranty until %s, not %s", pieces[0].WarrantyUntil, want)
	}
	for _, form := range []string{"short", "official", "receipt"} {
		for _, lang := range []string{"fa", "en"} {
			pdf := s.Owner.Get("/invoices/" + one.Invoice.ID + "/pdf?form=" + form + "&lang=" + lang).Want(http.StatusOK).Body
			if !bytes.HasPrefix(pdf, []byte("%PDF")) {
				t.Errorf("the %s form in %s is no PDF", form, lang)
			}
		}
	}
	var found struct{ Invoices []struct{ Number string } }
	s.Owner.Get("/search?q=sn-100").Want(http.StatusOK).JSON(&found)
	if len(found.Invoices) != 1 || found.Invoices[0].Number != one.Invoice.Number {
		t.Errorf("the one search finds %+v", found)
	}
}

func TestASerialIsAskedAndMayBeLeftForLater(t *testing.T) {
	s := newShop(t)
	var q struct {
		Lines []struct {
			AsksSerial bool `json:"asks_serial"`
		}
	}
	s.Owner.Post("/sales/quote", object{"lines": []object{{"product_id": s.drill, "quantity": "1"}}}).Want(http.StatusOK).JSON(&q)
	if !q.Lines[0].AsksSerial {
		t.Error("the counter is not told to ask")
	}
	if one := s.sell("2", "A1"); len(s.invoice(one.Invoice.ID).Lines[0].Serials) != 1 {
		t.Error("one of two may be known")
	}
	none := s.sell("2")
	if len(s.invoice(none.Invoice.ID).Lines[0].Serials) != 0 {
		t.Error("none may be known")
	}
	s.back(none, "1").Want(http.StatusCreated)
}

func TestASerialThatCannotBeIsRefusedAtItsField(t *testing.T) {
	s := newShop(t)
	s.Owner.Post("/sales", s.sale("1", "A", "B")).Refused(bad, "serials_over", "lines[0].serials")
	s.Owner.Post("/sales", s.sale("2", "A", "a")).Refused(http.StatusConflict, "duplicate", "lines[0].serials[1]")
	s.Owner.Post("/sales", s.sale("1", " ")).Refused(bad, "serial", "lines[0].serials[0]")
	s.Owner.Post("/sales", s.sale("1", strings.Repeat("x", 65))).Refused(bad, "serial", "lines[0].serials[0]")
	s.Owner.Patch("/products/"+s.drill, object{"warranty_months": 241}).Refused(bad, "warranty_months", "warranty_months")
	s.Owner.Patch("/products/"+s.drill, object{"warranty_months": -1}).Refused(bad, "warranty_months", "warranty_months")
}

func TestAReturnNamesWhichPieceComesBack(t *testing.T) {
	s := newShop(t)
	one := s.sell("3", "A", "B", "C")
	s.back(one, "1").Refused(bad, "serials_needed", "lines[0].serials")
	s.back(one, "1", "A", "B").Refused(bad, "serials_over", "lines[0].serials")
	s.back(one, "1", "X").Refused(bad, "serial_not_here", "lines[0].serials[0]")
	s.back(one, "2", "A", "a").Refused(http.StatusConflict, "duplicate", "lines[0].serials[1]")
	var note struct{ ID string }
	s.back(one, "1", "b").Want(http.StatusCreated).JSON(&note)
	if left := s.left(one); left != "A C" {
		t.Errorf("left are %s", left)
	}
	var paper document
	s.Owner.Get("/credits/" + note.ID).Want(http.StatusOK).JSON(&paper)
	if p := paper.Lines[0].Serials; len(p) != 1 || p[0].Serial != "B" {
		t.Errorf("the credit note says %+v", p)
	}
	s.back(one, "1", "B").Refused(bad, "serial_not_here", "lines[0].serials[0]")
	s.back(one, "2").Want(http.StatusCreated) // all that is left
	if left := s.left(one); left != "" {
		t.Errorf("left are %s", left)
	}
}

func TestASerialSoldTwiceWithoutComingBackIsTold(t *testing.T) {
	s := newShop(t)
	one := s.sell("1", "A")
	if len(one.Alerts) != 0 {
		t.Errorf("the first sale says %+v", one.Alerts)
	}
	two := s.sell("1", "a")
	if len(two.Alerts) != 1 || two.Alerts[0].Code != "serial_sold" || !strings.Contains(two.Alerts[0].Detail, one.Invoice.Number) {
		t.Errorf("the second says %+v", two.Alerts)
	}
	var known struct{ Items []struct{ Returned bool } }
	s.Owner.Get("/serials?serial=A").Want(http.StatusOK).JSON(&known)
	if len(known.Items) != 2 || known.Items[0].Returned {
		t.Errorf("known of it is %+v", known.Items)
	}
	s.back(one, "1").Want(http.StatusCreated)
	s.back(two, "1").Want(http.StatusCreated)
	if three := s.sell("1", "A"); len(three.Alerts) != 0 {
		t.Errorf("after it came back: %+v", three.Alerts)
	}
}

func TestACorrectionKeepsTheSerialsAndAnExchangeNamesThem(t *testing.T) {
	s := newShop(t)
	one := s.sell("2", "A", "B")
	var basket struct{ Lines []struct{ Serials []string } }
	s.Owner.Get("/invoices/" + one.Invoice.ID + "/basket").Want(http.StatusOK).JSON(&basket)
	if got := strings.Join(basket.Lines[0].Serials, " "); got != "A B" {
		t.Errorf("the basket that corrects it has %q", got)
	}
	right := s.sale("2", "A", "B")
	right["payments"], right["back"] = []object{}, object{"invoice_id": one.Invoice.ID, "corrects": true}
	var res sold
	s.Owner.Post("/exchanges", right).Want(http.StatusCreated).JSON(&res)
	if len(res.Alerts) != 0 || s.left(one) != "" || s.left(res) != "A B" {
		t.Errorf("after the correction: %+v, left %q and %q", res.Alerts, s.left(one), s.left(res))
	}
	swap := s.sale("1", "C")
	swap["payments"] = []object{}
	line := s.invoice(res.Invoice.ID).Lines[0].ID
	swap["back"] = object{"invoice_id": res.Invoice.ID, "lines": []object{{"line_id": line, "quantity": "1"}}}
	s.Owner.Post("/exchanges", swap).Refused(bad, "serials_needed", "back.lines[0].serials")
	swap["back"] = object{"invoice_id": res.Invoice.ID, "lines": []object{{"line_id": line, "quantity": "1", "serials": []string{"A"}}}}
	s.Owner.Post("/exchanges", swap).Want(http.StatusCreated)
	if left := s.left(res); left != "B" {
		t.Errorf("after the exchange %q is left", left)
	}
}

func TestSerialsAreNamedWhenAnOrderIsHandedOver(t *testing.T) {
	s := newShop(t)
	var o struct {
		ID    string
		Items []struct {
			ID         string
			AsksSerial bool `json:"asks_serial"`
		}
	}
	s.Owner.Post("/orders", object{"id": housetest.NewID(t), "customer_id": s.Buyer(), "lines": []object{{"product_id": s.drill, "quantity": "2"}}}).Want(http.StatusCreated).JSON(&o)
	if !o.Items[0].AsksSerial {
		t.Error("the order does not say that it asks")
	}
	hand := func(serials ...string) *housetest.Answer {
		return s.Owner.Post("/orders/"+o.ID+"/deliver", object{"id": housetest.NewID(t), "lines": []object{{"line_id": o.Items[0].ID, "quantity": "1", "serials": serials}},
			"payments": []object{{"method": "cash", "amount": 1_000_000}}})
	}
	hand("A", "B").Refused(bad, "serials_over", "lines[0].serials")
	var res sold
	hand("A").Want(http.StatusCreated).JSON(&res)
	if left := s.left(res); left != "A" {
		t.Errorf("its invoice has %q", left)
	}
}

func TestAWarrantyEndsOnTheSameDayOfTheMonthOrItsLast(t *testing.T) {
	for _, c := range []struct {
		from   calendar.Date
		months int
		want   calendar.Date
	}{
		{calendar.Date{Year: 1405, Month: 8, Day: 30}, 12, calendar.Date{Year: 1406, Month: 8, Day: 30}},
		{calendar.Date{Year: 1405, Month: 6, Day: 31}, 1, calendar.Date{Year: 1405, Month: 7, Day: 30}},
		{calendar.Date{Year: 1405, Month: 11, Day: 30}, 1, calendar.Date{Year: 1405, Month: 12, Day: 29}}, // a common year
		{calendar.Date{Year: 1408, Month: 12, Day: 30}, 12, calendar.Date{Year: 1409, Month: 12, Day: 29}},
		{calendar.Date{Year: 1405, Month: 12, Day: 1}, 1, calendar.Date{Year: 1406, Month: 1, Day: 1}},
	} {
		got := serial.Ends(c.from.Time().Add(20*time.Hour), c.months)
		if want := c.want.Time().Format("2006-01-02"); got != want {
			t.Errorf("%d months from %s: %s, want %s", c.months, c.from, got, want)
		}
	}
	if serial.Ends(time.Now(), 0) != "" {
		t.Error("no months are no warranty")
	}
}

func TestAScannersSerialIsReadUnderAPersianKeyboard(t *testing.T) {
	for text, want := range map[string]string{" AB-12 ": "AB-12", "۱۲۳": "123", "شلا-۱۲": "agh-12"} {
		if got, ok := serial.Clean(text); !ok || got != want {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
