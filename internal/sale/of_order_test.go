package sale_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestTheInvoiceOfAnOrderIsFoundByTheOrder(t *testing.T) {
	h := housetest.New(t)
	counter := h.As(actor.Counter)
	lamp := h.Goods("لامپ", 100_000)
	for range 2 {
		var a answer
		counter.Post("/sales", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": cash(110_000)}).
			Want(http.StatusCreated).JSON(&a)
		var page struct{ Items []struct{ ID string } }
		h.Owner.Get("/invoices?order_id=" + a.Order.ID).Want(http.StatusOK).JSON(&page)
		if len(page.Items) != 1 || page.Items[0].ID != a.Invoice.ID {
			t.Errorf("%s: %+v", a.Order.Number, page.Items)
		}
	}
	var none struct{ Items []struct{ ID string } }
	h.Owner.Get("/invoices?order_id=" + housetest.NewID(t)).Want(http.StatusOK).JSON(&none)
	if len(none.Items) != 0 {
		t.Errorf("of an order that is not there: %+v", none.Items)
	}
}

func TestAnInvoiceWhollyOnCreditHasAnEmptyListOfPayments(t *testing.T) {
	h := housetest.New(t)
	var a answer
	h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "customer_id": h.Buyer(), "lines": []obj{{"product_id": h.Goods("لامپ", 100_000), "quantity": "1"}}, "payments": []obj{}}).
		Want(http.StatusCreated).JSON(&a)
	var doc struct{ Payments *[]obj }
	h.Owner.Get("/invoices/" + a.Invoice.ID).Want(http.StatusOK).JSON(&doc)
	if doc.Payments == nil || len(*doc.Payments) != 0 { // null would not be read on the screen
		t.Errorf("payments: %v", doc.Payments)
	}
}
