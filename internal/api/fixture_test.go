package api_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/notice"
)

// fixture holds ids that exist.
type fixture struct {
	as                                             *housetest.Client // who asks
	h                                              *housetest.House
	staff, product, customer, sale, order, invoice string
	fresh                                          func() string // a new UUID
	till, notice                                   string
}

func made(a *housetest.Answer) string {
	var made struct{ ID string }
	a.JSON(&made)
	return made.ID
}

// digits are four that stand in an id's last place, letters read as digits.
func digits(id string) string {
	return strings.Map(func(r rune) rune { return '0' + r%10 }, id[len(id)-4:])
}

// priceLevel is a level of a name of its own.
func priceLevel(f *fixture) string {
	return made(f.h.Owner.Post("/price-levels", object{"name": f.fresh()}))
}

// countSheet is a count that nobody posted.
func countSheet(f *fixture) string {
	return made(f.h.Owner.Post("/stock-sheets", object{"kind": "count"}))
}

func newOrder(f *fixture) any {
	return object{"id": f.fresh(), "customer_id": f.customer, "lines": []object{{"product_id": f.product, "quantity": "1"}}}
}

// broughtOrder is one that somebody has to find the way with.
func broughtOrder(f *fixture) string {
	o := newOrder(f).(object)
	o["delivery"], o["address"] = "courier", "Valiasr 12"
	return made(f.h.Owner.Post("/orders", o))
}

// put is a file of invoices that is finished.
func put(f *fixture) string {
	var last struct{ Items []struct{ ID, State string } }
	f.h.Owner.Get("/bulk").Want(http.StatusOK).JSON(&last)
	if len(last.Items) > 0 && last.Items[0].State == "done" {
		return last.Items[0].ID
	}
	id := f.fresh()
	if len(last.Items) > 0 && last.Items[0].State == "running" {
		id = last.Items[0].ID
	} else {
		f.h.Owner.Post("/bulk", object{"id": id}).Want(http.StatusCreated)
	}
	for state := "running"; state == "running"; {
		var job struct{ State string }
		f.h.Owner.Get("/bulk/" + id + "?wait=5").Want(http.StatusOK).JSON(&job)
		state = job.State
	}
	return id
}

func placedOrder(f *fixture) string { return made(f.h.Owner.Post("/orders", newOrder(f))) }

func heldCheque(f *fixture) string {
	return made(f.h.Owner.Post("/customers/"+f.customer+"/payments", object{"id": f.fresh(), "method": "cheque", "amount": 1000,
		"cheque": object{"number": "1", "due_on": f.h.Journal.DB.Now().Format("2006-01-02")}}))
}

// organisation makes one that nothing else knows of.
func organisation(f *fixture) string {
	return made(f.h.Owner.Post("/customers", object{"kind": "organisation", "name": "Noor"}))
}

// member is somebody of an organisation's people: both ids.
func member(f *fixture) string {
	id := organisation(f)
	return id + " " + made(f.h.Owner.Post("/customers/"+id+"/people", object{"name": "Sara"}))
}

// openShift is the id of the till's open shift; one is opened when there is none.
func openShift(f *fixture) string {
	var now struct{ Shift struct{ ID string } }
	f.h.Owner.Get("/shifts/current").Want(http.StatusOK).JSON(&now)
	if now.Shift.ID == "" {
		return made(f.h.Owner.Post("/shifts", object{"opening": 1000}))
	}
	return now.Shift.ID
}

func counted(f *fixture, shift string) string {
	return made(f.h.Owner.Post("/shifts/"+shift+"/counts", object{"notes": []object{}}))
}

func closeShift(f *fixture) { closedShift(f) }

// closedShift is the id of one that the asker opened and that is closed.
func closedShift(f *fixture) string {
	id := openShift(f)
	f.h.Owner.Post("/shifts/"+id+"/close", object{"count_id": counted(f, id)}).Want(http.StatusOK)
	id = made(f.as.Post("/shifts", object{"opening": 0}))
	if id != "" {
		f.h.Owner.Post("/shifts/"+id+"/close", object{"count_id": counted(f, id)}).Want(http.StatusOK)
	}
	return id
}

// upload begins a file of whoever asks next and, when whole, sends it.
func upload(f *fixture, whole bool) string {
	const list = "name,price,unit\nLamp,1000,rial\n"
	var begun struct{ ID string }
	f.as.Post("/uploads", object{"name": "list.csv", "size": len(list)}).JSON(&begun)
	if whole {
		f.as.Do(http.MethodPut, "/uploads/"+begun.ID+"?offset=0", []byte(list))
	}
	return begun.ID
}

// begun imports a list of goods that aren't there yet, as far as a state.
func begun(f *fixture, state string) string {
	list := "name,price\nLamp " + f.fresh() + ",1000\n"
	var sent, made struct{ ID, State string }
	f.as.Post("/uploads", object{"name": "list.csv", "size": len(list)}).JSON(&sent)
	f.as.Do(http.MethodPut, "/uploads/"+sent.ID+"?offset=0", []byte(list))
	f.as.Post("/imports", object{"upload_id": sent.ID, "unit": "rial", "dry_run": state == "previewed"}).JSON(&made)
	if f.as.Token == f.h.Owner.Token && made.State != state {
		f.h.T.Errorf("an import is %q, not %q", made.State, state)
	}
	return made.ID
}

func text(s string) func(*fixture) string { return func(*fixture) string { return s } }

func as(body any) func(*fixture) any { return func(*fixture) any { return body } }

func basket(f *fixture) any {
	return object{"lines": []object{{"product_id": f.product, "quantity": "1", "list_price": 1000}}}
}

func sale(f *fixture) any {
	return object{"id": f.fresh(), "lines": []object{{"product_id": f.product, "quantity": "1"}},
		"payments": []object{{"method": "cash", "amount": 100_000}}}
}

// sold sells a lamp to nobody in particular and gives the invoice.
func sold(f *fixture) string {
	var sold struct{ Invoice struct{ ID string } }
	body := object{"id": f.fresh(), "lines": []object{{"product_id": f.product, "quantity": "1"}}, "payments": []object{{"method": "cash", "amount": 1100}}}
	f.h.Owner.Post("/sales", body).JSON(&sold)
	return sold.Invoice.ID
}

func firstLine(f *fixture, invoice string) string {
	var doc struct{ Lines []struct{ ID string } }
	f.h.Owner.Get("/invoices/" + invoice).JSON(&doc)
	return doc.Lines[0].ID
}

func credited(f *fixture) string {
	return made(f.h.Owner.Post("/credits", object{"id": f.fresh(), "invoice_id": sold(f), "kind": "void", "refunds": []object{{"method": "cash", "amount": 1100}}}))
}

// waiting names what waits for the tax office.
func waiting(f *fixture) string {
	var w struct{ Upto string }
	f.h.Owner.Get("/tax-documents/waiting").JSON(&w)
	return w.Upto
}

// withPIN is somebody who may step in with 7319.
func withPIN(f *fixture) string {
	var me struct{ Staff struct{ ID string } }
	f.h.Owner.Put("/session/pin", object{"password": housetest.Password, "pin": "7319"}).Want(http.StatusOK)
	f.h.Owner.Get("/session").Want(http.StatusOK).JSON(&me)
	return me.Staff.ID
}

func newFixture(t *testing.T) *fixture {
	h := housetest.New(t)
	f := &fixture{h: h, fresh: h.Journal.DB.NewID}
	id := func(a *housetest.Answer) string {
		t.Helper()
		var made struct{ ID string }
		a.Want(http.StatusCreated).JSON(&made)
		return made.ID
	}
	f.staff = id(h.Owner.Post("/staff", object{"user": "mina", "role": "support", "password": housetest.Password}))
	f.product = id(h.Owner.Post("/products", object{"name": "Lamp", "price": 1000, "stock": "50"}))
	f.customer = id(h.Owner.Post("/customers", object{"kind": "person", "name": "Nasrin"}))
	var tills struct{ Items []struct{ ID string } }
	h.Owner.Get("/tills").Want(http.StatusOK).JSON(&tills)
	f.till = tills.Items[0].ID
	h.Owner.Patch("/tills/"+f.till, object{"memory_id": "DEF5GH"}).Want(http.StatusOK) // its documents have tax identifiers
	var sold struct{ Order, Invoice struct{ ID string } }
	s := sale(f).(object)
	h.Owner.Post("/sales", s).Want(http.StatusCreated).JSON(&sold)
	err := h.Notice.Tell(t.Context(), notice.News{Code: "import_resumed", Level: notice.Info, For: actor.SignedIn, Params: object{"File": "list.csv", "New": 1, "Changed": 0}})
	if err != nil {
		t.Fatal(err)
	}
	var notices struct{ Items []struct{ ID string } }
	h.Owner.Get("/notices").Want(http.StatusOK).JSON(&notices)
	f.notice = notices.Items[0].ID
	f.sale, f.order, f.invoice = s["id"].(string), sold.Order.ID, sold.Invoice.ID
	return f
}
