package sale_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// limited is a customer who may owe this much.
func limited(h *housetest.House, limit int) string {
	h.T.Helper()
	var c struct{ ID string }
	h.Owner.Post("/customers", obj{"kind": "person", "name": "نسرین"}).Want(http.StatusCreated).JSON(&c)
	h.Owner.Put("/customers/"+c.ID+"/limit", obj{"limit": limit}).Want(http.StatusOK)
	return c.ID
}

func TestACustomerOwesNoMoreThanTheirLimitUnlessSomebodyAllowsIt(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000) // 110 000 with its tax
	c, customer := h.As(actor.Counter), limited(h, 250_000)
	_, lend := lender(t, h)
	sale := func(quantity string, paid int) obj {
		return obj{"id": housetest.NewID(t), "customer_id": customer, "payments": cash(paid), "lines": []obj{{"product_id": lamp, "quantity": quantity}}}
	}
	c.Post("/sales", sale("2", 0)).Want(http.StatusCreated) // 220 000
	over := sale("1", 0)
	answer := c.Post("/sales", over)
	refusedFor(t, answer, http.StatusUnprocessableEntity, "credit_limit", "credit_over")
	if answer.Refused(http.StatusUnprocessableEntity, "credit_limit", "payments"); !strings.Contains(string(answer.Body), "3,000 toman") {
		t.Errorf("it says how much is left: %s", answer.Body)
	}
	c.Post("/sales", sale("1", 80_000)).Want(http.StatusCreated) // exactly the limit
	c.Post("/sales", sale("1", 110_000)).Want(http.StatusCreated)
	c.Lending(lend(c, "credit_over", "/sales", over)).Post("/sales", over).Want(http.StatusCreated)
	var a struct {
		Owed   int
		Credit struct {
			Limited bool
			Limit   int
			Left    int
		}
	}
	h.Owner.Get("/customers/" + customer + "/account").Want(http.StatusOK).JSON(&a)
	if a.Owed != 360_000 || !a.Credit.Limited || a.Credit.Limit != 250_000 || a.Credit.Left != -110_000 {
		t.Errorf("%+v", a)
	}
	var sold struct{ Invoice struct{ ID string } }
	h.Owner.Post("/sales", sale("1", 0)).Want(http.StatusCreated).JSON(&sold) // the owner has the right, and it is written down
	var doc struct {
		Limit_pass struct {
			Limit, Owed int
			Staff_name  string
		}
	}
	h.Owner.Get("/invoices/" + sold.Invoice.ID).Want(http.StatusOK).JSON(&doc)
	if doc.Limit_pass.Limit != 250_000 || doc.Limit_pass.Owed != 470_000 || doc.Limit_pass.Staff_name != "سارا" {
		t.Errorf("%+v", doc)
	}
	if n := h.Count("limit_passes"); n != 2 {
		t.Errorf("%d invoices passed the limit, not the two that did", n)
	}
	h.Owner.Put("/customers/"+customer+"/limit", obj{}).Want(http.StatusOK).JSON(&a)
	if a.Credit.Limited {
		t.Errorf("%+v", a.Credit)
	}
	c.Post("/sales", sale("5", 0)).Want(http.StatusCreated)
}

func TestADeliveryKeepsToTheLimitAndADepositHelps(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	c, customer := h.As(actor.Counter), limited(h, 50_000)
	var o struct{ ID string }
	c.Post("/orders", obj{"id": housetest.NewID(t), "customer_id": customer, "lines": []obj{{"product_id": lamp, "quantity": "1"}}}).Want(http.StatusCreated).JSON(&o)
	deliver := func(paid int) *housetest.Answer {
		return c.Post("/orders/"+o.ID+"/deliver", obj{"id": housetest.NewID(t), "payments": cash(paid)})
	}
	refusedFor(t, deliver(0), http.StatusUnprocessableEntity, "credit_limit", "credit_over")
	c.Post("/orders/"+o.ID+"/deposits", obj{"method": "card", "amount": 50_000}).Want(http.StatusOK)
	deliver(9_999).Refused(http.StatusUnprocessableEntity, "credit_limit", "payments")
	deliver(10_000).Want(http.StatusCreated)
}

func TestALimitThatCannotBeIsRefusedAndOnlyWhoFollowsDebtsSetsIt(t *testing.T) {
	h := housetest.New(t)
	customer := limited(h, 0)
	at := "/customers/" + customer + "/limit"
	h.Owner.Put(at, obj{"limit": -1}).Refused(http.StatusUnprocessableEntity, "out_of_range", "limit")
	h.Owner.Put(at, obj{"limit": 9_000_000_000_000_001}).Refused(http.StatusUnprocessableEntity, "out_of_range", "limit")
	h.Owner.Put("/customers/"+housetest.NewID(t)+"/limit", obj{"limit": 1}).Refused(http.StatusNotFound, "not_found")
	h.As(actor.Counter).Put(at, obj{"limit": 1}).Refused(http.StatusForbidden, "forbidden")
}

func TestWhatComesOffTheAccountMakesRoomForWhatIsSoldInItsPlace(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000) // 110 000 with its tax
	c, customer := h.As(actor.Counter), limited(h, 220_000)
	_, lend := lender(t, h)
	inv, line := bought(h, obj{"customer_id": customer, "payments": []obj{}, "lines": []obj{{"product_id": lamp, "quantity": "2"}}}) // the whole limit
	ask := obj{"id": housetest.NewID(t), "customer_id": customer, "payments": []obj{}, "lines": []obj{{"product_id": lamp, "quantity": "3"}},
		"back": obj{"invoice_id": inv, "lines": []obj{{"line_id": line, "quantity": "2"}}}}
	refusedFor(t, c.Lending(lend(c, "void", "/exchanges", ask)).Post("/exchanges", ask), http.StatusUnprocessableEntity, "credit_limit", "credit_over")
	ask["lines"] = []obj{{"product_id": lamp, "quantity": "2"}}
	c.Lending(lend(c, "void", "/exchanges", ask)).Post("/exchanges", ask).Want(http.StatusCreated)
}
