package sale_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

// lender is the owner with a PIN, and how they lend a right to somebody for what
// is posted.
func lender(t *testing.T, h *housetest.House) (id string, lend func(c *housetest.Client, right, path string, body obj) string) {
	t.Helper()
	var me struct{ Staff struct{ ID string } }
	h.Owner.Put("/session/pin", obj{"password": housetest.Password, "pin": "7319"}).Want(http.StatusOK)
	h.Owner.Get("/session").JSON(&me)
	return me.Staff.ID, func(c *housetest.Client, right, path string, body obj) string {
		t.Helper()
		var made struct{ Approval string }
		c.Post("/approvals", obj{"staff_id": me.Staff.ID, "pin": "7319", "right": right, "request": posted(t, path, body)}).Want(http.StatusCreated).JSON(&made)
		return made.Approval
	}
}

// posted is a request as an approval names it.
func posted(t *testing.T, path string, body obj) obj {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return obj{"method": "POST", "path": "/api" + path, "body": string(text)}
}

// refusedFor ends the test unless the answer names this right as what is missing.
func refusedFor(t *testing.T, a *housetest.Answer, status int, code, right string) {
	t.Helper()
	var p struct{ Right string }
	a.Refused(status, code).JSON(&p)
	if p.Right != right {
		t.Errorf("it needs %q, not %q", p.Right, right)
	}
}

func TestADiscountBeyondTheLimitIsGivenByLeaveAndBothNamesAreKept(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	owner, lend := lender(t, h)
	c := h.As(actor.Counter)
	sale := func(percent string) obj {
		return obj{"id": housetest.NewID(t), "payments": cash(1_000_000),
			"lines": []obj{{"product_id": lamp, "quantity": "1", "discount": obj{"percent": percent}}}}
	}
	one := sale("30")
	refusedFor(t, c.Post("/sales", one), 422, "discount_limit", "discount_over")
	token := lend(c, "discount_over", "/sales", one)
	var sold struct{ Invoice struct{ ID string } }
	c.Lending(token).Post("/sales", one).Want(http.StatusCreated).JSON(&sold)

	var list struct {
		Items []struct {
			Right      string `json:"right"`
			AboutTable string `json:"about_table"`
			AboutID    string `json:"about_id"`
			StaffName  string `json:"staff_name"`
			ByID       string `json:"by_id"`
			ByName     string `json:"by_name"`
		}
	}
	h.Owner.Get("/approvals?about=" + sold.Invoice.ID).Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 1 || list.Items[0].Right != "discount_over" || list.Items[0].StaffName != "counter" || list.Items[0].ByID != owner ||
		list.Items[0].ByName != "سارا" || list.Items[0].AboutTable != "invoices" {
		t.Errorf("%+v", list.Items)
	}
	// It was for one deed; asking for the same deed again finds it.
	refusedFor(t, c.Lending(token).Post("/sales", sale("30")), 422, "discount_limit", "discount_over")
	c.Post("/sales", one).Want(http.StatusOK)
}

func TestAnApprovalThatWasNotNeededIsNotUsed(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	_, lend := lender(t, h)
	c := h.As(actor.Counter)
	plain := obj{"id": housetest.NewID(t), "payments": cash(1_000_000), "lines": []obj{{"product_id": lamp, "quantity": "1"}}}
	c.Lending(lend(c, "discount_over", "/sales", plain)).Post("/sales", plain).Want(http.StatusCreated)
	if n := h.Count("approvals"); n != 0 {
		t.Errorf("%d approvals for a plain sale", n)
	}
	dear := obj{"id": housetest.NewID(t), "payments": cash(1_000_000), "lines": []obj{{"product_id": lamp, "quantity": "1", "price": 50_000}}, "discount": obj{"percent": "20"}}
	token := lend(c, "discount_over", "/sales", dear)
	refusedFor(t, c.Lending(token).Post("/sales", dear), 422, "price_override", "price_override") // what is refused uses nothing up
	c.Lending(token+","+lend(c, "price_override", "/sales", dear)).Post("/sales", dear).Want(http.StatusCreated)
}

func TestAnApprovalIsForTheOneRequestThatWasRefused(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	owner, lend := lender(t, h)
	c := h.As(actor.Counter)
	void := func() (id string, body obj) {
		var sold struct{ Invoice struct{ ID string } }
		c.Post("/sales", obj{"id": housetest.NewID(t), "payments": cash(110_000), "lines": []obj{{"product_id": lamp, "quantity": "1"}}}).Want(http.StatusCreated).JSON(&sold)
		return sold.Invoice.ID, obj{"id": housetest.NewID(t), "invoice_id": sold.Invoice.ID, "kind": "void", "refunds": cash(110_000)}
	}
	invoice, one := void()
	_, another := void()
	token := lend(c, "void", "/credits", one)
	refusedFor(t, c.Lending(token).Post("/credits", another), http.StatusForbidden, "forbidden", "void")
	one["reason"] = "another than was shown"
	refusedFor(t, c.Lending(token).Post("/credits", one), http.StatusForbidden, "forbidden", "void")
	delete(one, "reason")
	exchange := obj{"id": housetest.NewID(t), "payments": []obj{}, "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "back": obj{"invoice_id": invoice}}
	refusedFor(t, c.Lending(token).Post("/exchanges", exchange), http.StatusForbidden, "forbidden", "void")
	refusedFor(t, c.Lending(token).Post("/credits?another=1", one), http.StatusForbidden, "forbidden", "void")
	c.Lending(token).Post("/credits", one).Want(http.StatusCreated)
	_, more := void()
	c.Lending(lend(c, "void", "/credits?another=1", more)).Post("/credits?another=1", more).Want(http.StatusCreated)
	c.Post("/approvals", obj{"staff_id": owner, "pin": "7319", "right": "void"}).Refused(http.StatusUnprocessableEntity, "required", "request")
}

func TestAnApprovalIsForTheRightTheSessionAndTwoMinutes(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	h := housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now })
	lamp := h.Goods("لامپ", 100_000)
	owner, lend := lender(t, h)
	c := h.As(actor.Counter)
	h.Owner.Post("/staff", obj{"user": "omid", "role": "counter", "password": housetest.Password}).Want(http.StatusCreated)
	another := h.SignIn("omid", housetest.Password)
	dear := obj{"id": housetest.NewID(t), "payments": cash(1_000_000), "lines": []obj{{"product_id": lamp, "quantity": "1", "price": 50_000}}}
	refusedFor(t, c.Lending(lend(c, "discount_over", "/sales", dear)).Post("/sales", dear), 422, "price_override", "price_override")
	refusedFor(t, another.Lending(lend(c, "price_override", "/sales", dear)).Post("/sales", dear), 422, "price_override", "price_override")
	refusedFor(t, c.Lending("forged, tokens").Post("/sales", dear), 422, "price_override", "price_override")
	token := lend(c, "price_override", "/sales", dear)
	clock.Turn(2*time.Minute + time.Second)
	refusedFor(t, c.Lending(token).Post("/sales", dear), 422, "price_override", "price_override")
	c.Lending(lend(c, "price_override", "/sales", dear)).Post("/sales", dear).Want(http.StatusCreated)

	ask := func(right, pin string) *housetest.Answer {
		return c.Post("/approvals", obj{"staff_id": owner, "pin": pin, "right": right, "request": posted(t, "/sales", dear)})
	}
	ask("price_override", "0000").Refused(422, "wrong_pin", "pin")
	ask("staff_manage", "7319").Refused(422, "invalid", "right") // four digits open no settings
	h.As(actor.Manager).Put("/session/pin", obj{"password": housetest.Password, "pin": "4062"}).Want(http.StatusOK)
	another.Put("/session/pin", obj{"password": housetest.Password, "pin": "4062"}).Want(http.StatusOK)
	var me struct{ Staff struct{ ID string } }
	another.Get("/session").JSON(&me)
	c.Post("/approvals", obj{"staff_id": me.Staff.ID, "pin": "4062", "right": "void", "request": posted(t, "/credits", obj{})}).Refused(422, "may_not_lend", "staff_id")
}

func TestAVoidByLeaveGivesItsMoneyBackToo(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	_, lend := lender(t, h)
	c := h.As(actor.Counter)
	var sold struct{ Invoice struct{ ID string } }
	c.Post("/sales", obj{"id": housetest.NewID(t), "payments": cash(110_000), "lines": []obj{{"product_id": lamp, "quantity": "1"}}}).Want(http.StatusCreated).JSON(&sold)
	void := obj{"id": housetest.NewID(t), "invoice_id": sold.Invoice.ID, "kind": "void", "refunds": []obj{{"method": "cash", "amount": 110_000}}}
	refusedFor(t, c.Post("/credits", void), http.StatusForbidden, "forbidden", "void")
	c.Lending(lend(c, "void", "/credits", void)).Post("/credits", void).Want(http.StatusCreated)
	var list struct{ Items []struct{ Right string } }
	c.Get("/approvals?about=" + void["id"].(string)).Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 1 || list.Items[0].Right != "void" {
		t.Errorf("%+v", list.Items)
	}
}

func TestAQuoteSaysWhatNeedsSomebodysLeave(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	var q struct {
		Total int
		Needs []struct{ Right, Field, Code, Detail string }
	}
	draft := obj{"lines": []obj{{"product_id": lamp, "quantity": "1", "price": 50_000}}}
	h.As(actor.Counter).Post("/sales/quote", draft).Want(http.StatusOK).JSON(&q)
	if q.Total != 55_000 || len(q.Needs) != 1 || q.Needs[0].Right != "price_override" || q.Needs[0].Field != "lines[0].price" || q.Needs[0].Detail == "" {
		t.Errorf("%+v", q)
	}
	q.Needs = nil
	h.As(actor.Manager).Post("/sales/quote", draft).Want(http.StatusOK).JSON(&q)
	if len(q.Needs) != 0 {
		t.Errorf("a manager needs %+v", q.Needs)
	}
}
