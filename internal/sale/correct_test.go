package sale_test

import (
	"bytes"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// draft is an invoice as the basket that would correct it.
func draft(h *housetest.House, invoice string) obj {
	h.T.Helper()
	d := h.Owner.Get("/invoices/" + invoice + "/basket").Want(http.StatusOK).Map()
	delete(d, "$schema")
	lines := d["lines"].([]any)
	for i := range lines {
		delete(lines[i].(obj), "list_price")
	}
	d["id"], d["payments"] = housetest.NewID(h.T), []obj{}
	return d
}

func TestAWrongInvoiceIsCorrectedByAnotherInItsPlace(t *testing.T) {
	h := housetest.New(t)
	var tills struct{ Items []struct{ ID string } }
	h.Owner.Get("/tills").Want(http.StatusOK).JSON(&tills)
	h.Owner.Patch("/tills/"+tills.Items[0].ID, obj{"memory_id": "DEF5GH"}).Want(http.StatusOK)
	lamp, fan := h.Goods("لامپ", 333_333, obj{"price_includes_tax": true}), h.Goods("پنکه", 300_000)
	inv, _ := bought(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "3", "discount": obj{"amount": 10_000}}, {"product_id": fan, "quantity": "2"}},
		"discount": obj{"percent": "5"}, "payments": cash(2_000_000)})
	var was, is struct {
		Number, Tax_id   string
		Total, Paid, Due int
		Customer_id      string
		Buyer            *struct{ Name string }
		Back             *struct {
			Invoice_id, Invoice_number, Tax_id string
			Corrects                           bool
		}
	}
	h.Owner.Get("/invoices/" + inv).Want(http.StatusOK).JSON(&was)
	h.As(actor.Counter).Post("/exchanges", draft(h, inv)).Refused(http.StatusForbidden, "forbidden")

	// it was sold to Maryam, and nothing else is wrong
	maryam := h.Buyer()
	ask := draft(h, inv)
	ask["customer_id"] = maryam
	var x exchanged
	h.As(actor.Manager).Post("/exchanges", ask).Want(http.StatusCreated).JSON(&x)
	h.As(actor.Manager).Post("/exchanges", ask).Want(http.StatusOK)
	h.Owner.Get("/invoices/" + x.Invoice.ID).Want(http.StatusOK).JSON(&is)
	if is.Total != was.Total || is.Paid != was.Total || is.Due != 0 || is.Buyer == nil || is.Back == nil || !is.Back.Corrects || is.Back.Invoice_id != inv || is.Back.Tax_id != was.Tax_id {
		t.Errorf("was %+v, is %+v %+v", was, is, is.Back)
	}
	if left(h, lamp) != "7" || left(h, fan) != "8" {
		t.Errorf("lamps %s, fans %s", left(h, lamp), left(h, fan))
	}
	for _, look := range []string{"?lang=fa&form=official", "?lang=both&form=short", "?lang=en&form=receipt"} {
		if a := h.Owner.Get("/invoices/" + x.Invoice.ID + "/pdf" + look).Want(http.StatusOK); !bytes.HasPrefix(a.Body, []byte("%PDF-")) {
			t.Errorf("%s is no PDF", look)
		}
	}
	// the tax office hears of the invoice and of its correction, no more
	var sent struct {
		Documents []struct {
			Number string
			Header struct {
				Ins     int
				Irtaxid string
			}
		}
	}
	h.Owner.Get("/tax-documents").Want(http.StatusOK).JSON(&sent)
	if d := sent.Documents; len(d) != 2 || d[1].Number != is.Number || d[1].Header.Ins != 2 || d[1].Header.Irtaxid != was.Tax_id {
		t.Errorf("%+v", sent)
	}
	// once is enough; what stands in its place may be corrected again
	again := draft(h, inv)
	h.Owner.Post("/exchanges", again).Refused(http.StatusUnprocessableEntity, "returned_before", "back.kind")
	second := draft(h, x.Invoice.ID)
	second["lines"].([]any)[1].(obj)["quantity"] = "1"
	h.Owner.Post("/exchanges", second).Want(http.StatusCreated).JSON(&x)
	if x.Back.Traded != x.Invoice.Total || x.Back.Taken_off <= 0 || left(h, fan) != "9" {
		t.Errorf("%+v %+v, fans %s", x.Invoice, x.Back, left(h, fan))
	}
	var c struct{ Balance int }
	h.Owner.Get("/customers/" + maryam).Want(http.StatusOK).JSON(&c)
	if c.Balance != -x.Back.Taken_off { // it is held for her
		t.Errorf("owes %d", c.Balance)
	}
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": x.Invoice.ID, "kind": "correction"}).Refused(http.StatusUnprocessableEntity, "invalid", "kind")
}

func TestADebtGoesToWhomTheCorrectionNames(t *testing.T) {
	h := housetest.New(t)
	fan, maryam := h.Goods("پنکه", 300_000), h.Buyer()
	reza := h.Owner.Post("/customers", obj{"kind": "person", "name": "رضا"}).Want(http.StatusCreated).Map()["id"].(string)
	inv, _ := bought(h, obj{"customer_id": maryam, "lines": []obj{{"product_id": fan, "quantity": "2"}}, "payments": cash(200_000)})
	ask := draft(h, inv)
	delete(ask, "customer_id")
	h.Owner.Post("/exchanges", ask).Refused(http.StatusUnprocessableEntity, "guest_owes", "payments")
	ask["customer_id"] = reza
	h.Owner.Post("/exchanges", ask).Want(http.StatusCreated)
	for who, want := range map[string]int{maryam: 0, reza: 460_000} {
		var c struct{ Balance int }
		h.Owner.Get("/customers/" + who).Want(http.StatusOK).JSON(&c)
		if c.Balance != want {
			t.Errorf("owes %d, not %d", c.Balance, want)
		}
	}
}
