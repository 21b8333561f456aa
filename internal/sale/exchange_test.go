package sale_test

import (
	"bytes"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

type exchanged struct {
	Invoice struct {
		ID, Number       string
		Total, Paid, Due int
		Change           int
	}
	Back *struct {
		ID, Number                         string
		Total, Traded, Refunded, Taken_off int
	}
}

// bought sells two of something and gives the invoice and its line.
func bought(h *housetest.House, body obj) (invoice, line string) {
	h.T.Helper()
	body["id"] = housetest.NewID(h.T)
	var a answer
	h.Owner.Post("/sales", body).Want(http.StatusCreated).JSON(&a)
	var doc struct{ Lines []struct{ ID string } }
	h.Owner.Get("/invoices/" + a.Invoice.ID).Want(http.StatusOK).JSON(&doc)
	return a.Invoice.ID, doc.Lines[0].ID
}

func left(h *housetest.House, product string) string {
	var p struct{ Stock string }
	h.Owner.Get("/products/" + product).Want(http.StatusOK).JSON(&p)
	return p.Stock
}

func TestGoodsAreExchangedAndTheDifferenceIsPaid(t *testing.T) {
	h := housetest.New(t)
	lamp, fan := h.Goods("لامپ", 100_000), h.Goods("پنکه", 300_000)
	h.Owner.Post("/shifts", obj{"opening": 1_000_000}).Want(http.StatusCreated)
	inv, line := bought(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": cash(220_000)})
	ask := obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": fan, "quantity": "1"}},
		"back":     obj{"invoice_id": inv, "lines": []obj{{"line_id": line, "quantity": "1", "goes_to": "scrap"}}, "reason": "نور کم"},
		"payments": cash(220_000)}
	h.As(actor.Counter).Post("/exchanges", ask).Refused(http.StatusForbidden, "forbidden")
	var x, again exchanged
	manager := h.As(actor.Manager)
	manager.Post("/exchanges", ask).Want(http.StatusCreated).JSON(&x)
	if x.Invoice.Total != 330_000 || x.Invoice.Paid != 330_000 || x.Invoice.Due != 0 || x.Back == nil || x.Back.Total != 110_000 || x.Back.Traded != 110_000 || x.Back.Refunded != 0 {
		t.Errorf("%+v %+v", x.Invoice, x.Back)
	}
	manager.Post("/exchanges", ask).Want(http.StatusOK).JSON(&again)
	if again.Invoice.Number != x.Invoice.Number || again.Back == nil || again.Back.Number != x.Back.Number {
		t.Errorf("%+v", again)
	}
	h.Owner.Get("/sales/" + ask["id"].(string)).Want(http.StatusOK).JSON(&again)
	if again.Back == nil || again.Back.Number != x.Back.Number {
		t.Errorf("%+v", again)
	}
	ask["note"] = "another"
	manager.Post("/exchanges", ask).Refused(http.StatusConflict, "conflict", "id")
	if left(h, lamp) != "8" || left(h, fan) != "9" { // the lamp went to scrap
		t.Errorf("lamps %s, fans %s", left(h, lamp), left(h, fan))
	}

	// each document names the other
	var doc struct {
		Payments []struct{ Method, Reference string }
		Back     struct {
			Number, Invoice_id string
			Lines              []struct{ Name string }
		}
	}
	h.Owner.Get("/invoices/" + x.Invoice.ID).Want(http.StatusOK).JSON(&doc)
	if len(doc.Payments) != 2 || doc.Payments[0].Method != "exchange" || doc.Payments[0].Reference != x.Back.Number || doc.Back.Number != x.Back.Number || doc.Back.Invoice_id != inv || len(doc.Back.Lines) != 1 {
		t.Errorf("%+v", doc)
	}
	var n struct {
		For_id, For_number string
		Refunds            []struct{ Method, Reference string }
	}
	h.Owner.Get("/credits/" + x.Back.ID).Want(http.StatusOK).JSON(&n)
	if n.For_id != x.Invoice.ID || n.For_number != x.Invoice.Number || len(n.Refunds) != 1 || n.Refunds[0].Reference != x.Invoice.Number {
		t.Errorf("%+v", n)
	}
	for _, look := range []string{"?lang=fa&form=receipt", "?lang=both&form=receipt&paper=58mm", "?lang=en&form=short"} {
		if a := h.Owner.Get("/invoices/" + x.Invoice.ID + "/pdf" + look).Want(http.StatusOK); !bytes.HasPrefix(a.Body, []byte("%PDF-")) {
			t.Errorf("%s is no PDF", look)
		}
	}
	// the drawer saw what was handed over, no more
	var s struct {
		Shift struct {
			Totals struct {
				Expected int
				Methods  []struct{ Method string }
			}
		}
	}
	h.Owner.Get("/shifts/current").Want(http.StatusOK).JSON(&s)
	if got := s.Shift.Totals; got.Expected != 1_440_000 || len(got.Methods) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestWhatIsWorthMoreThanTheNewGoodsGoesBack(t *testing.T) {
	h := housetest.New(t)
	lamp, fan := h.Goods("لامپ", 100_000), h.Goods("پنکه", 300_000)
	inv, line := bought(h, obj{"lines": []obj{{"product_id": fan, "quantity": "2"}}, "payments": cash(660_000)})
	ask := func(refunds ...obj) obj {
		return obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": []obj{},
			"back": obj{"invoice_id": inv, "lines": []obj{{"line_id": line, "quantity": "1"}}, "refunds": refunds}}
	}
	h.Owner.Post("/exchanges", ask()).Refused(http.StatusUnprocessableEntity, "guest_refund", "back.refunds")
	h.Owner.Post("/exchanges", ask(obj{"method": "cash", "amount": 220_001})).Refused(http.StatusUnprocessableEntity, "refund_over_paid", "back.refunds[0].amount")
	over := ask(obj{"method": "cash", "amount": 220_000})
	over["back"].(obj)["lines"] = []obj{{"line_id": line, "quantity": "2.5"}}
	h.Owner.Post("/exchanges", over).Refused(http.StatusUnprocessableEntity, "returned_over_sold", "back.lines[0].quantity")
	over["back"].(obj)["lines"] = []obj{{"line_id": line, "quantity": "1"}}
	over["lines"] = []obj{{"product_id": lamp, "quantity": "-1"}}
	h.Owner.Post("/exchanges", over).Refused(http.StatusUnprocessableEntity, "out_of_range", "lines[0].quantity")
	if left(h, fan) != "8" || left(h, lamp) != "10" {
		t.Error("a refusal left something behind")
	}
	var x exchanged
	h.Owner.Post("/exchanges", ask(obj{"method": "cash", "amount": 120_000}, obj{"method": "card", "amount": 100_000})).Want(http.StatusCreated).JSON(&x)
	if x.Back.Traded != 110_000 || x.Back.Refunded != 220_000 || x.Invoice.Total != 110_000 || left(h, fan) != "9" {
		t.Errorf("%+v %+v", x.Back, x.Invoice)
	}
}

func TestAnExchangeKeepsToTheAccountOfWhoBought(t *testing.T) {
	h := housetest.New(t)
	lamp, fan, maryam := h.Goods("لامپ", 100_000), h.Goods("پنکه", 300_000), h.Buyer()
	inv, line := bought(h, obj{"customer_id": maryam, "lines": []obj{{"product_id": fan, "quantity": "2"}}, "payments": cash(400_000)}) // owes 260 000
	ask := obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": []obj{},
		"back": obj{"invoice_id": inv, "lines": []obj{{"line_id": line, "quantity": "1"}}}}
	h.Owner.Post("/exchanges", ask).Refused(http.StatusUnprocessableEntity, "guest_owes", "payments")
	ask["payments"] = cash(40_000)
	h.Owner.Post("/exchanges", ask).Refused(http.StatusUnprocessableEntity, "exchange_customer", "customer_id")
	ask["customer_id"] = maryam
	var x exchanged
	h.Owner.Post("/exchanges", ask).Want(http.StatusCreated).JSON(&x)
	// 260 000 of the 330 000 pay the debt, 70 000 the lamp, 40 000 were handed over
	if x.Back.Taken_off != 260_000 || x.Back.Traded != 70_000 || x.Invoice.Paid != 110_000 {
		t.Errorf("%+v %+v", x.Back, x.Invoice)
	}
	var c struct{ Balance int }
	h.Owner.Get("/customers/" + maryam).Want(http.StatusOK).JSON(&c)
	if c.Balance != 0 {
		t.Errorf("owes %d", c.Balance)
	}
}

func TestTheDifferenceOfAnExchangeIsWholeCoins(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", obj{"rounding": 5_000}).Want(http.StatusOK)
	lamp, fan := h.Goods("لامپ", 101_230), h.Goods("پنکه", 301_690)
	inv, line := bought(h, obj{"lines": []obj{{"product_id": fan, "quantity": "3"}}, "payments": cash(995_000)}) // 995 577 with tax
	ask := func(refunds ...obj) obj {
		return obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": []obj{},
			"back": obj{"invoice_id": inv, "lines": []obj{{"line_id": line, "quantity": "1"}}, "refunds": refunds}}
	}
	var q struct{ Own, Coin int }
	h.Owner.Post("/credits/quote", obj{"id": housetest.NewID(t), "invoice_id": inv, "kind": "return", "lines": []obj{{"line_id": line, "quantity": "1"}}}).Want(http.StatusOK).JSON(&q)
	if q.Own != 330_000 || q.Coin != 5_000 {
		t.Fatalf("%+v", q)
	}
	h.Owner.Post("/exchanges", ask(obj{"method": "cash", "amount": 219_000}, obj{"method": "card", "amount": 1_000})).Refused(http.StatusUnprocessableEntity, "refund_coins", "back.refunds[0].amount")
	var x exchanged
	h.Owner.Post("/exchanges", ask(obj{"method": "cash", "amount": 220_000})).Want(http.StatusCreated).JSON(&x)
	if x.Back.Total != 330_000 || x.Back.Traded != 110_000 || x.Back.Refunded != 220_000 {
		t.Errorf("%+v", x.Back)
	}
}
