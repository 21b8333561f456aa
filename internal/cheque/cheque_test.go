package cheque_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type object = map[string]any

type counter struct {
	*housetest.House
	clock             *time.Time
	product, customer string
}

func open(t *testing.T) *counter {
	clock := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	c := &counter{clock: &clock, House: housetest.New(t, func(cfg *app.Config) { cfg.DB.Now = func() time.Time { return clock } })}
	c.product = c.made("/products", object{"name": "Lamp", "price": 1000, "tax_class": "exempt", "stock": "500"})
	c.customer = c.made("/customers", object{"kind": "person", "name": "Nasrin"})
	return c
}

func (c *counter) made(path string, body object) string {
	c.T.Helper()
	var made struct{ ID string }
	c.Owner.Post(path, body).Want(http.StatusCreated).JSON(&made)
	return made.ID
}

// written is what is written on a cheque, with changes.
func written(change object) object {
	all := object{"number": "۱۲۳۴", "bank": "Mellat", "sayad_id": "1234 5678 9012 3456", "due_on": "2026-12-20"}
	for k, v := range change {
		all[k] = v
	}
	return all
}

func (c *counter) sell(quantity string, payments ...object) *housetest.Answer {
	return c.Owner.Post("/sales", object{"id": c.Journal.DB.NewID(), "customer_id": c.customer,
		"lines": []object{{"product_id": c.product, "quantity": quantity}}, "payments": payments})
}

func (c *counter) sold(quantity string, payments ...object) string {
	c.T.Helper()
	var sold struct{ Invoice struct{ ID string } }
	c.sell(quantity, payments...).Want(http.StatusCreated).JSON(&sold)
	return sold.Invoice.ID
}

type item struct {
	ID, Number, State string
	SayadID           string `json:"sayad_id"`
	InvoiceID         string `json:"invoice_id"`
	DueOn             string `json:"due_on"`
	Amount            int
	Late              bool
	Paid              []struct {
		ID   string
		Open int
	}
	Next   []struct{ To string }
	Events []struct {
		Kind, To, Note string
		Debt           int
	}
}

func (c *counter) cheques(query string) []item {
	c.T.Helper()
	var list struct{ Items []item }
	c.Owner.Get("/cheques" + query).Want(http.StatusOK).JSON(&list)
	return list.Items
}

func (c *counter) move(id, to string) item {
	c.T.Helper()
	var it item
	c.Owner.Post("/cheques/"+id+"/state", object{"state": to}).Want(http.StatusOK).JSON(&it)
	return it
}

// stands asks for what the customer owes and how much of it each document has
// open.
func (c *counter) stands(owed int, openOf ...int) {
	c.T.Helper()
	var a struct {
		Owed int
		Open []struct{ Open int }
	}
	c.Owner.Get("/customers/" + c.customer + "/account").Want(http.StatusOK).JSON(&a)
	var got []int
	for _, o := range a.Open {
		got = append(got, o.Open)
	}
	if a.Owed != owed || len(got) != len(openOf) {
		c.T.Fatalf("owes %d with %v open, not %d with %v", a.Owed, got, owed, openOf)
	}
	for i := range got {
		if got[i] != openOf[i] {
			c.T.Fatalf("open are %v, not %v", got, openOf)
		}
	}
}

func TestOneChequeIsNotTakenTwiceInOnePaymentHoweverItIsWritten(t *testing.T) {
	c := open(t)
	twice := object{"method": "cheque", "amount": 1000, "cheque": written(object{"sayad_id": "۱۲۳۴-۵۶۷۸-۹۰۱۲-۳۴۵۶"})}
	c.sell("2", object{"method": "cheque", "amount": 1000, "cheque": written(nil)}, twice).Refused(http.StatusUnprocessableEntity, "cheque_twice", "payments[1].cheque.sayad_id")
	if list := c.cheques(""); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestAStepIsNotTakenUnderTheIdOfAnothersStep(t *testing.T) {
	c := open(t)
	var ids []string
	for _, sayad := range []string{"1111222233334444", "5555666677778888"} {
		c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(object{"sayad_id": sayad})})
	}
	for _, q := range c.cheques("") {
		ids = append(ids, q.ID)
	}
	step := object{"id": c.Journal.DB.NewID(), "state": "deposited"}
	c.Owner.Post("/cheques/"+ids[0]+"/state", step).Want(http.StatusOK)
	c.Owner.Post("/cheques/"+ids[1]+"/state", step).Refused(http.StatusConflict, "conflict", "id")
	for _, q := range c.cheques("?state=deposited") {
		if q.ID != ids[0] {
			t.Errorf("%+v", q)
		}
	}
}

func TestAChequeOfASaleThatBouncesOpensTheDebtAndTheMoneyThatComesLateClosesIt(t *testing.T) {
	c := open(t)
	invoice := c.sold("10", object{"method": "cash", "amount": 4000}, object{"method": "cheque", "amount": 6000, "cheque": written(nil)})
	c.stands(0)
	list := c.cheques("")
	if len(list) != 1 || list[0].State != "held" || list[0].Number != "1234" || list[0].SayadID != "1234567890123456" || list[0].InvoiceID != invoice || list[0].Amount != 6000 {
		t.Fatalf("%+v", list)
	}
	id := list[0].ID
	c.move(id, "deposited")
	c.stands(0)
	if it := c.move(id, "bounced"); it.Events[2].Debt != 6000 || len(it.Paid) != 0 {
		t.Errorf("%+v", it)
	}
	c.stands(6000, 6000)
	c.Owner.Post("/customers/"+c.customer+"/payments", object{"id": c.Journal.DB.NewID(), "method": "cash", "amount": 1000}).Want(http.StatusCreated)
	c.stands(5000, 5000)
	it := c.move(id, "cleared")
	c.stands(-1000)
	if len(it.Paid) != 1 || it.Paid[0].ID != invoice || it.Paid[0].Open != 5000 || len(it.Next) != 1 {
		t.Errorf("%+v", it)
	}
	var s struct {
		Closing int
		Lines   []struct {
			Kind, Reference string
			Balance         int
		}
	}
	c.Owner.Get("/customers/" + c.customer + "/statement").Want(http.StatusOK).JSON(&s)
	if s.Closing != -1000 || len(s.Lines) != 6 || s.Lines[3].Kind != "cheque_bounced" || s.Lines[3].Balance != 6000 || s.Lines[5].Kind != "cheque_good" || s.Lines[5].Reference != "1234" {
		t.Errorf("%+v", s)
	}
}

func TestAChequeThatComesLaterOpensWhatItHadPaidWhenItBouncesAndAgainTheSecondTime(t *testing.T) {
	c := open(t)
	c.sold("10")
	c.sold("5")
	pay := object{"id": c.Journal.DB.NewID(), "method": "cheque", "amount": 17000, "cheque": written(nil)}
	c.Owner.Post("/customers/"+c.customer+"/payments", pay).Want(http.StatusCreated)
	c.Owner.Post("/customers/"+c.customer+"/payments", pay).Want(http.StatusOK)
	c.stands(-2000)
	other := object{"id": pay["id"], "method": "cheque", "amount": 17000, "cheque": written(object{"due_on": "2026-12-21"})}
	c.Owner.Post("/customers/"+c.customer+"/payments", other).Refused(http.StatusConflict, "conflict", "id")
	id := c.cheques("")[0].ID
	for range 2 {
		c.move(id, "deposited")
		c.move(id, "bounced")
		c.stands(15000, 10000, 5000)
		c.move(id, "deposited")
		c.stands(-2000)
		c.move(id, "held")
	}
	c.move(id, "given_back")
	c.stands(15000, 10000, 5000)
	if got := c.cheques("?open=true"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	// the same paper may come again
	pay["id"] = c.Journal.DB.NewID()
	c.Owner.Post("/customers/"+c.customer+"/payments", pay).Want(http.StatusCreated)
	c.stands(-2000)
	var d struct {
		Items []struct{ Cheques, Bounced int }
	}
	c.sold("5")
	c.Owner.Get("/debts").Want(http.StatusOK).JSON(&d)
	if len(d.Items) != 1 || d.Items[0].Cheques != 17000 || d.Items[0].Bounced != 0 {
		t.Errorf("%+v", d)
	}
}

func TestAChequeThatCannotBeIsRefusedAtItsFieldAndNothingIsSold(t *testing.T) {
	c := open(t)
	part := func(change object) object {
		return object{"method": "cheque", "amount": 1000, "cheque": written(change)}
	}
	at := func(name string) string { return "payments[0].cheque." + name }
	c.sell("1", part(object{"number": " "})).Refused(http.StatusUnprocessableEntity, "required", at("number"))
	c.sell("1", part(object{"number": strings.Repeat("1", 21)})).Refused(http.StatusUnprocessableEntity, "too_long", at("number"))
	c.sell("1", part(object{"sayad_id": "123456789012345"})).Refused(http.StatusUnprocessableEntity, "sayad_id", at("sayad_id"))
	c.sell("1", part(object{"due_on": "2027-02-30"})).Refused(http.StatusUnprocessableEntity, "bad_date", at("due_on"))
	c.sell("1", part(object{"due_on": "2099-01-01"})).Refused(http.StatusUnprocessableEntity, "cheque_day", at("due_on"))
	for _, number := range []string{"12ab", "چک ۱۲", "1a2", "a12b", "-/", "12.5"} {
		c.sell("1", part(object{"number": number})).Refused(http.StatusUnprocessableEntity, "cheque_number", at("number"))
	}
	c.sell("1", object{"method": "cheque", "amount": 1000}).Refused(http.StatusUnprocessableEntity, "required", at("number"), at("due_on"))
	c.sell("1", object{"method": "cash", "amount": 1000, "cheque": written(nil)}).Refused(http.StatusUnprocessableEntity, "invalid", "payments[0].cheque")
	c.sell("2", part(nil), part(nil)).Refused(http.StatusUnprocessableEntity, "cheque_twice", "payments[1].cheque.sayad_id")
	c.Owner.Post("/sales", object{"id": c.Journal.DB.NewID(), "lines": []object{{"product_id": c.product, "quantity": "1"}}, "payments": []object{part(nil)}}).
		Refused(http.StatusUnprocessableEntity, "guest_cheque", "payments[0].method")
	c.sold("1", part(object{"number": "۱۲۳۴/۵۶۷۸۹۰-۱۲"}))
	c.sell("1", part(object{"number": "9"})).Refused(http.StatusUnprocessableEntity, "cheque_twice", at("sayad_id"))
	if got := c.cheques(""); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAChequeGoesOnlyWhereTheTableOfStatesLeads(t *testing.T) {
	c := open(t)
	c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(nil)})
	id := c.cheques("")[0].ID
	c.Owner.Post("/cheques/"+id+"/state", object{"state": "bounced"}).Refused(http.StatusUnprocessableEntity, "cheque_step", "state")
	c.Owner.Post("/cheques/"+id+"/state", object{"state": "lost"}).Refused(http.StatusUnprocessableEntity, "invalid", "state")
	c.Owner.Post("/cheques/"+c.Journal.DB.NewID()+"/state", object{"state": "cleared"}).Refused(http.StatusNotFound, "not_found")
	step := object{"id": c.Journal.DB.NewID(), "state": "deposited", "note": "by hand"}
	c.Owner.Post("/cheques/"+id+"/state", step).Want(http.StatusOK)
	c.Owner.Post("/cheques/"+id+"/state", step).Want(http.StatusOK)
	step["state"] = "cleared"
	c.Owner.Post("/cheques/"+id+"/state", step).Refused(http.StatusConflict, "conflict", "id")
	var it item
	c.As(actor.Counter).Get("/cheques/" + id).Want(http.StatusOK).JSON(&it)
	if it.State != "deposited" || len(it.Events) != 2 || it.Events[1].Note != "by hand" {
		t.Errorf("%+v", it)
	}
	c.As(actor.Counter).Post("/cheques/"+id+"/state", object{"state": "cleared"}).Refused(http.StatusForbidden, "forbidden")
}

func TestWhatIsWrittenOnAChequeIsPutRightAndTheDayBeforeIsKept(t *testing.T) {
	c := open(t)
	c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(nil)})
	c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(object{"sayad_id": "6543210987654321", "due_on": "2026-12-01"})})
	list := c.cheques("")
	if len(list) != 2 || list[0].DueOn != "2026-12-01" {
		t.Fatalf("%+v", list)
	}
	id := list[0].ID
	c.Owner.Patch("/cheques/"+id, object{"sayad_id": "1234567890123456"}).Refused(http.StatusUnprocessableEntity, "cheque_twice", "sayad_id")
	c.Owner.Patch("/cheques/"+id, object{"number": "12ab"}).Refused(http.StatusUnprocessableEntity, "cheque_number", "number")
	c.Owner.Patch("/cheques/"+id, object{"due_on": "", "number": ""}).Refused(http.StatusUnprocessableEntity, "required", "number", "due_on")
	c.Owner.Patch("/cheques/"+id, object{"holder": strings.Repeat("x", 101)}).Refused(http.StatusUnprocessableEntity, "too_long", "holder")
	var it item
	c.Owner.Patch("/cheques/"+id, object{"due_on": "2027-01-05"}).Want(http.StatusOK).JSON(&it)
	if it.DueOn != "2027-01-05" || len(it.Events) != 2 || it.Events[1].Kind != "changed" || it.Events[1].Note != "2026-12-01" {
		t.Errorf("%+v", it)
	}
	c.Owner.Patch("/cheques/"+id, object{"due_on": "2027-01-05"}).Want(http.StatusOK).JSON(&it)
	if len(it.Events) != 2 {
		t.Errorf("nothing changed, and yet %+v", it.Events)
	}
}

func TestChequesAreFoundByNumberCustomerStateAndDay(t *testing.T) {
	c := open(t)
	for i, due := range []string{"2026-11-20", "2026-11-25", "2027-03-01"} {
		c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(object{"number": "55" + string(rune('0'+i)), "sayad_id": "", "due_on": due})})
	}
	for query, want := range map[string]int{"": 3, "?q=551": 1, "?q=۵۵": 3, "?q=Nasrin": 3, "?q=nobody": 0, "?due=late": 1, "?due=week": 1, "?due=month": 1,
		"?state=cleared": 0, "?open=true": 3, "?customer_id=" + c.customer: 3, "?limit=2&sort=-due": 2} {
		if got := c.cheques(query); len(got) != want {
			t.Errorf("%s: %d cheques, not %d", query, len(got), want)
		}
	}
	var s map[string]struct{ Count, Amount int }
	c.Owner.Get("/cheques/sums").Want(http.StatusOK).JSON(&s)
	if s["held"].Count != 3 || s["held"].Amount != 3000 || s["late"].Count != 1 || s["week"].Amount != 1000 || s["bounced"].Count != 0 {
		t.Errorf("%+v", s)
	}
}

func TestPeopleAreRemindedOnceOfAChequeWhoseDayComesAndAgainWhenItWasPutOff(t *testing.T) {
	c := open(t)
	c.sold("1", object{"method": "cheque", "amount": 1000, "cheque": written(nil)})
	id := c.cheques("")[0].ID
	told := func() (texts []string) {
		t.Helper()
		for range 2 {
			if err := c.Cheque.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		var page struct {
			Items []struct {
				Text  string
				RefID string `json:"ref_id"`
			}
		}
		c.Owner = c.SignIn("owner", housetest.Password)
		c.Owner.Get("/notices").Want(http.StatusOK).JSON(&page)
		for _, n := range page.Items {
			if n.RefID == id {
				texts = append(texts, n.Text)
			}
		}
		return texts
	}
	if got := told(); len(got) != 0 {
		t.Errorf("weeks before: %v", got)
	}
	*c.clock = time.Date(2026, 12, 17, 8, 0, 0, 0, time.UTC)
	if got := told(); len(got) != 1 || !strings.Contains(got[0], "1234") || !strings.Contains(got[0], "2026-12-20") || !strings.Contains(got[0], "100 toman") {
		t.Errorf("three days before: %v", got)
	}
	c.Owner.Patch("/cheques/"+id, object{"due_on": "2027-01-20"}).Want(http.StatusOK)
	*c.clock = time.Date(2027, 1, 18, 8, 0, 0, 0, time.UTC)
	if got := told(); len(got) != 2 {
		t.Errorf("after it was put off: %v", got)
	}
	c.move(id, "cleared")
}

func TestTwoTillsAtOnceTakeAChequeOnlyOnce(t *testing.T) {
	c := open(t)
	for range 5 {
		var all sync.WaitGroup
		answers := make([]int, 6)
		for i := range answers {
			all.Go(func() {
				answers[i] = c.sell("1", object{"method": "cheque", "amount": 1000, "cheque": written(nil)}).Status
			})
		}
		all.Wait()
		list, made := c.cheques("?state=held"), 0
		for _, status := range answers {
			if status == http.StatusCreated {
				made++
			}
		}
		if made != 1 || len(list) != 1 {
			t.Fatalf("%d sales took it, and %d are held: %v", made, len(list), answers)
		}
		c.move(list[0].ID, "given_back")
	}
}

func TestWhatCameBackOfAnInvoiceStaysTakenOffWhenItsChequeComesToNothing(t *testing.T) {
	c := open(t)
	void := func(invoice string) {
		t.Helper()
		c.Owner.Post("/credits", object{"id": c.Journal.DB.NewID(), "invoice_id": invoice, "kind": "void"}).Want(http.StatusCreated)
	}
	void(c.sold("10", object{"method": "cheque", "amount": 10000, "cheque": written(nil)}))
	c.stands(-10000)
	c.move(c.cheques("?state=held")[0].ID, "given_back")
	c.stands(0)

	// Of one that was paid by a cheque, some comes back, and the rest is owed.
	invoice := c.sold("10", object{"method": "cheque", "amount": 10000, "cheque": written(nil)})
	var whole struct{ Lines []struct{ ID string } }
	c.Owner.Get("/invoices/" + invoice).Want(http.StatusOK).JSON(&whole)
	back := func(quantity string, refunds ...object) *housetest.Answer {
		return c.Owner.Post("/credits", object{"id": c.Journal.DB.NewID(), "invoice_id": invoice, "kind": "return", "refunds": refunds,
			"lines": []object{{"line_id": whole.Lines[0].ID, "quantity": quantity}}})
	}
	back("4").Want(http.StatusCreated)
	c.stands(-4000)
	id := c.cheques("?state=held")[0].ID
	c.move(id, "deposited")
	for range 2 { // it bounces, and is presented again
		c.move(id, "bounced")
		c.stands(6000, 6000)
		c.move(id, "deposited")
		c.stands(-4000)
	}
	c.move(id, "bounced")
	back("6", object{"method": "cash", "amount": 1}).Refused(422, "refund_over_paid", "refunds[0].amount")
	back("6").Want(http.StatusCreated)
	c.stands(0)
}
