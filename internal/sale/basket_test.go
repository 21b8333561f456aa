package sale_test

import (
	"net/http"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/payment"
)

// secondTill gives a second till and somebody who sells there.
func secondTill(t *testing.T, h *housetest.House) (id string, there *housetest.Client) {
	t.Helper()
	var made struct{ ID, Series string }
	h.Owner.Post("/tills", obj{"name": "صندوق ۲"}).Want(http.StatusCreated).JSON(&made)
	var in struct{ Token string }
	h.Owner.Post("/staff", obj{"user": "omid", "role": "counter", "password": housetest.Password}).Want(http.StatusCreated)
	h.Nobody().Post("/session", obj{"user": "omid", "password": housetest.Password, "till_id": made.ID}).Want(http.StatusOK).JSON(&in)
	return made.ID, h.Stranger(in.Token)
}

type kept struct {
	ID, Till, Staff string
	TillID          string `json:"till_id"`
	Note            string
	Held, Free      bool
}

func waiting(t *testing.T, c *housetest.Client) []kept {
	t.Helper()
	var list struct{ Items []kept }
	c.Get("/baskets").Want(http.StatusOK).JSON(&list)
	return list.Items
}

func TestABasketThatWaitsIsSeenAndTakenOverAtAnotherTillAndSoldOnce(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	second, there := secondTill(t, h)
	here := h.As(actor.Counter)
	id := housetest.NewID(t)
	content := func(held bool) obj {
		return obj{"lines": []obj{{"product_id": lamp, "quantity": "2", "list_price": 100_000}}, "note": "خانم با چتر", "held": held}
	}
	here.Put("/baskets/"+id, content(false)).Want(http.StatusOK)
	there.Post("/baskets/"+id+"/take", obj{}).Refused(422, "basket_busy")
	here.Put("/baskets/"+id, content(true)).Want(http.StatusOK)
	h.Reopen() // a crash loses nothing
	list := waiting(t, there)
	if len(list) != 1 || !list[0].Free || list[0].Note != "خانم با چتر" || list[0].Staff != "counter" || list[0].Till == "" {
		t.Fatalf("%+v", list)
	}
	for range 2 { // asking again is the same
		there.Post("/baskets/"+id+"/take", obj{}).Want(http.StatusOK)
	}
	if list = waiting(t, here); len(list) != 1 || list[0].TillID != second || list[0].Free {
		t.Fatalf("%+v", list)
	}
	// What the first till still says of it is refused, and it can't sell it.
	here.Put("/baskets/"+id, content(false)).Refused(422, "basket_elsewhere")
	here.Delete("/baskets/"+id).Refused(422, "basket_elsewhere")
	sale := obj{"id": id, "payments": cash(220_000), "lines": []obj{{"product_id": lamp, "quantity": "2"}}}
	here.Post("/sales", sale).Refused(422, "basket_elsewhere")
	var sold struct{ Invoice struct{ Number string } }
	there.Post("/sales", sale).Want(http.StatusCreated).JSON(&sold)
	if sold.Invoice.Number[:2] != "B-" {
		t.Errorf("the second till numbers %s", sold.Invoice.Number)
	}
	if list = waiting(t, here); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	here.Post("/baskets/"+id+"/take", obj{}).Refused(404, "not_found")
}

func TestABasketThatWasLeftAloneIsFree(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	h := housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now })
	lamp := h.Goods("لامپ", 100_000)
	_, there := secondTill(t, h)
	id := housetest.NewID(t)
	h.As(actor.Counter).Put("/baskets/"+id, obj{"lines": []obj{{"product_id": lamp, "quantity": "1", "list_price": 100_000}}}).Want(http.StatusOK)
	there.Post("/baskets/"+id+"/take", obj{}).Refused(422, "basket_busy")
	clock.Turn(11 * time.Minute)
	there.Post("/baskets/"+id+"/take", obj{}).Want(http.StatusOK)
}

func TestSellingNeedsAShiftOnlyWhenTheOwnerSaysSo(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	c := h.As(actor.Counter)
	sell := func() *housetest.Answer {
		return c.Post("/sales", obj{"id": housetest.NewID(t), "payments": cash(110_000), "lines": []obj{{"product_id": lamp, "quantity": "1"}}})
	}
	sell().Want(http.StatusCreated)
	c.Patch("/shop", obj{"needs_shift": true}).Refused(http.StatusForbidden, "forbidden")
	h.Owner.Patch("/shop", obj{"needs_shift": true}).Want(http.StatusOK)
	sell().Refused(422, "shift_needed")
	c.Post("/shifts", obj{"opening": 0}).Want(http.StatusCreated)
	sell().Want(http.StatusCreated)
	h.Owner.Patch("/shop", obj{"needs_shift": false}).Want(http.StatusOK)
}

func TestMoneyThatComesLaterOrGoesBackNeedsTheShiftToo(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	inv, line := bought(h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": cash(110_000)})
	order := placed(t, h, obj{"customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1"}}}).ID
	h.Owner.Post("/orders/"+order+"/deposits", obj{"method": "cash", "amount": 10_000}).Want(http.StatusOK)
	h.Owner.Patch("/shop", obj{"needs_shift": true}).Want(http.StatusOK)
	alone := func() error { // at no till: at this device's first
		_, err := h.Order.PayAhead(actor.With(t.Context(), actor.Actor{Role: actor.Owner}), order, "", payment.Part{Method: payment.Cash, Amount: 1000})
		return err
	}
	if err := alone(); !errs.Is(err, "shift_needed") {
		t.Errorf("a deposit without a shift: %v", err)
	}
	later := obj{"id": housetest.NewID(t), "method": "cash", "amount": 50_000}
	back := obj{"id": housetest.NewID(t), "invoice_id": inv, "kind": "return", "lines": []obj{{"line_id": line, "quantity": "1"}}, "refunds": cash(10_000)}
	money := func(made, done int) {
		for _, one := range []struct {
			path string
			body obj
			want int
		}{
			{"/customers/" + maryam + "/payments", later, made},
			{"/orders/" + order + "/deposits", obj{"method": "cash", "amount": 10_000}, done},
			{"/orders/" + order + "/state", obj{"state": "cancelled", "refunds": cash(10_000)}, done},
			{"/credits", back, made},
		} {
			if a := h.Owner.Post(one.path, one.body).Want(one.want); one.want == 422 {
				a.Refused(422, "shift_needed")
			}
		}
	}
	money(422, 422)
	free := obj{"id": housetest.NewID(t), "invoice_id": inv, "kind": "return", "lines": []obj{{"line_id": line, "quantity": "1"}}}
	h.Owner.Post("/credits", free).Want(http.StatusCreated) // no money goes back
	h.Owner.Post("/shifts", obj{"opening": 0}).Want(http.StatusCreated)
	if err := alone(); err != nil {
		t.Errorf("a deposit with a shift: %v", err)
	}
	money(http.StatusCreated, http.StatusOK)
	h.Owner.Patch("/shop", obj{"needs_shift": false}).Want(http.StatusOK)
}
