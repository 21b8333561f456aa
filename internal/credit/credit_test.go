package credit_test

import (
	"bytes"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

type obj = map[string]any

type line struct {
	ID, Name, Quantity string
	Total              int
}

type sold struct {
	ID, Number string
	Total, Due int
	Lines      []line
}

// sell rings up and gives the invoice whole.
func sell(h *housetest.House, body obj) (out sold) {
	body["id"] = housetest.NewID(h.T)
	var a struct{ Invoice struct{ ID string } }
	h.Owner.Post("/sales", body).Want(http.StatusCreated).JSON(&a)
	h.Owner.Get("/invoices/" + a.Invoice.ID).Want(http.StatusOK).JSON(&out)
	return out
}

func paid(method string, amount int) []obj { return []obj{{"method": method, "amount": amount}} }

type note struct {
	ID, Number, Kind, Invoice_number, Tax_id string
	Gross, Discount, Net, Tax, Rounding      int
	Total, Refunded, Taken_off               int
	Lines                                    []struct{ Name, Quantity, Goes_to string }
	Refunds                                  []struct {
		Method string
		Amount int
	}
}

func stockOf(h *housetest.House, id string) string {
	var p struct{ Stock string }
	h.Owner.Get("/products/" + id).Want(http.StatusOK).JSON(&p)
	return p.Stock
}

func owes(h *housetest.House, id string) int {
	var c struct{ Balance int }
	h.Owner.Get("/customers/" + id).Want(http.StatusOK).JSON(&c)
	return c.Balance
}

func TestAVoidTakesTheWholeInvoiceBack(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 900_000)
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "3"}}, "payments": paid("cash", 3_000_000)})
	req := obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void", "refunds": paid("cash", inv.Total), "reason": "اشتباه صندوق"}
	var n, again note
	h.As(actor.Manager).Post("/credits", req).Want(http.StatusCreated).JSON(&n)
	if n.Total != 2_970_000 || n.Tax != 270_000 || n.Refunded != 2_970_000 || n.Taken_off != 0 || n.Invoice_number != inv.Number {
		t.Errorf("%+v", n)
	}
	if n.Number[:3] != "A-R" || n.Number[7:] != "-000001" {
		t.Errorf("number %s", n.Number)
	}
	if got := stockOf(h, lamp); got != "10" {
		t.Errorf("stock %s", got)
	}
	h.As(actor.Manager).Post("/credits", req).Want(http.StatusOK).JSON(&again)
	if again.Number != n.Number || len(again.Refunds) != 1 || again.Refunds[0].Amount != inv.Total {
		t.Errorf("%+v", again)
	}
	req["reason"] = "other"
	h.Owner.Post("/credits", req).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void", "refunds": paid("cash", 1)}).Refused(422, "returned_before", "kind")
	var now sold
	h.Owner.Get("/invoices/" + inv.ID).Want(200).JSON(&now)
	if now.Total != inv.Total || len(now.Lines) != 1 {
		t.Errorf("the invoice changed: %+v", now)
	}
}

func TestPartsThatComeBackOneAfterAnotherAddUpToTheWhole(t *testing.T) {
	h := housetest.New(t)
	wire, lamp := h.Goods("سیم", 385_005), h.Goods("لامپ", 333_333, obj{"price_includes_tax": true})
	inv := sell(h, obj{"lines": []obj{
		{"product_id": wire, "quantity": "7", "discount": obj{"amount": 100}},
		{"product_id": lamp, "quantity": "3"},
	}, "discount": obj{"amount": 1_003}, "payments": paid("cash", 9_000_000)})
	sum := note{}
	take := func(line string, q string, to string) {
		var left struct{ Refundable int }
		h.Owner.Get("/invoices/" + inv.ID + "/credits").Want(200).JSON(&left)
		body := obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": line, "quantity": q, "goes_to": to}}}
		// a guest gets all of it; how much that is, the refusal leaves to find: ask for too little first
		h.Owner.Post("/credits", body).Refused(422, "guest_refund", "refunds")
		var quoted note
		h.Owner.Post("/credits/quote", body).Want(200).JSON(&quoted)
		body["refunds"] = paid("card", quoted.Total)
		var n note
		h.Owner.Post("/credits", body).Want(201).JSON(&n)
		sum.Gross, sum.Discount, sum.Net, sum.Tax, sum.Rounding, sum.Total = sum.Gross+n.Gross, sum.Discount+n.Discount, sum.Net+n.Net, sum.Tax+n.Tax, sum.Rounding+n.Rounding, sum.Total+n.Total
	}
	take(inv.Lines[0].ID, "1.5", "stock")
	take(inv.Lines[1].ID, "1", "scrap")
	take(inv.Lines[0].ID, "0.333", "stock")
	take(inv.Lines[0].ID, "5.167", "stock")
	take(inv.Lines[1].ID, "2", "stock")
	var whole note
	h.Owner.Get("/invoices/" + inv.ID).Want(200).JSON(&whole)
	if sum.Gross != whole.Gross || sum.Discount != whole.Discount || sum.Net != whole.Net || sum.Tax != whole.Tax || sum.Rounding != whole.Rounding || sum.Total != whole.Total {
		t.Errorf("parts %+v\nwhole %+v", sum, whole)
	}
	if got := stockOf(h, wire); got != "10" {
		t.Errorf("wire %s", got)
	}
	if got := stockOf(h, lamp); got != "9" {
		t.Errorf("one lamp is scrap, %s are left", got)
	}
	var of struct {
		Credits    []note
		Lines      []struct{ Returned, Left string }
		Returned   int
		Refundable int
	}
	h.Owner.Get("/invoices/" + inv.ID + "/credits").Want(200).JSON(&of)
	if len(of.Credits) != 5 || of.Lines[0].Left != "0" || of.Lines[0].Returned != "7" || of.Returned != inv.Total || of.Refundable != 0 {
		t.Errorf("%+v", of)
	}
}

func TestWhatDoesNotGoBackAsMoneyIsTakenOffTheAccount(t *testing.T) {
	h := housetest.New(t)
	lamp, who := h.Goods("لامپ", 1_000_000), h.Buyer()
	inv := sell(h, obj{"customer_id": who, "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("card", 800_000)})
	if inv.Total != 2_200_000 || owes(h, who) != 1_400_000 {
		t.Fatalf("%+v", inv)
	}
	one := func(refunds []obj) obj {
		return obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "1"}}, "refunds": refunds}
	}
	h.Owner.Post("/credits", one(paid("cash", 800_001))).Refused(422, "refund_over_paid", "refunds[0].amount")
	h.Owner.Post("/credits", one([]obj{{"method": "cash", "amount": 500_000}, {"method": "card", "amount": 300_001}})).Refused(422, "refund_over_paid", "refunds[1].amount")
	h.Owner.Post("/credits", one(paid("cheque", 1))).Refused(422, "invalid", "refunds[0].method")
	h.Owner.Post("/credits", one(paid("cash", 0))).Refused(422, "out_of_range", "refunds[0].amount")
	if owes(h, who) != 1_400_000 || stockOf(h, lamp) != "8" {
		t.Error("a refusal left something behind")
	}
	var n note
	h.Owner.Post("/credits", one(paid("cash", 300_000))).Want(201).JSON(&n)
	if n.Taken_off != 800_000 || owes(h, who) != 600_000 {
		t.Errorf("%+v, owes %d", n, owes(h, who))
	}
	h.Owner.Post("/credits", one(paid("cash", 500_001))).Refused(422, "refund_over_paid", "refunds[0].amount")
	h.Owner.Post("/credits", one(nil)).Want(201)
	if got := owes(h, who); got != -500_000 { // what was paid and is held for them
		t.Errorf("owes %d", got)
	}
}

func TestWhatCannotComeBackIsRefusedAtItsField(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 1_000_000)
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("cash", 2_200_000)})
	try := func(lines ...obj) *housetest.Answer {
		return h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": lines})
	}
	id := inv.Lines[0].ID
	try(obj{"line_id": id, "quantity": "2.001"}).Refused(422, "returned_over_sold", "lines[0].quantity")
	try(obj{"line_id": id, "quantity": "-1"}).Refused(422, "out_of_range", "lines[0].quantity")
	try(obj{"line_id": id, "quantity": "0"}).Refused(422, "out_of_range", "lines[0].quantity")
	try(obj{"line_id": id, "quantity": "two"}).Refused(422, "quantity", "lines[0].quantity")
	try(obj{"line_id": housetest.NewID(t), "quantity": "1"}).Refused(422, "not_found", "lines[0].line_id")
	try(obj{"line_id": id, "quantity": "1"}, obj{"line_id": id, "quantity": "1"}).Refused(409, "duplicate", "lines[1].line_id")
	try().Refused(422, "required", "lines")
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": housetest.NewID(t), "kind": "void"}).Refused(422, "not_found", "invoice_id")
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void"}).Refused(422, "guest_refund", "refunds")
	h.As(actor.Counter).Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void"}).Refused(403, "forbidden")
	h.Owner.Get("/credits/"+housetest.NewID(t)).Refused(404, "not_found")
}

func TestACreditNoteIsListedFoundAndPrinted(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/tills/"+tillID(h), obj{"memory_id": "DEF5GH"}).Want(200)
	lamp, who := h.Goods("لامپ", 1_000_000), h.Buyer()
	inv := sell(h, obj{"customer_id": who, "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("cash", 2_200_000)})
	var n note
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "1"}}, "refunds": paid("transfer", 1_100_000)}).Want(201).JSON(&n)
	if len(n.Tax_id) != 22 {
		t.Errorf("tax id %q", n.Tax_id)
	}
	for _, q := range []string{"", "?q=" + n.Number, "?q=" + inv.Number, "?q=سلیمانی", "?customer_id=" + who, "?kind=return"} {
		var list struct{ Items []note }
		h.Owner.Get("/credits" + q).Want(200).JSON(&list)
		if len(list.Items) != 1 || list.Items[0].ID != n.ID {
			t.Errorf("%q found %+v", q, list.Items)
		}
	}
	var none struct{ Items []note }
	h.Owner.Get("/credits?kind=void").Want(200).JSON(&none)
	if len(none.Items) != 0 {
		t.Errorf("%+v", none.Items)
	}
	for _, look := range []string{"?lang=fa&form=short", "?lang=en&form=official", "?lang=both&form=official", "?lang=both&form=short&paper=a4", "?lang=fa&form=receipt", "?lang=both&form=receipt"} {
		a := h.Owner.Get("/credits/" + n.ID + "/pdf" + look).Want(200)
		if !bytes.HasPrefix(a.Body, []byte("%PDF-")) || a.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%s is no PDF", look)
		}
	}
}

func tillID(h *housetest.House) string {
	var list struct{ Items []struct{ ID string } }
	h.Owner.Get("/tills").Want(200).JSON(&list)
	return list.Items[0].ID
}

func TestMoneyThatGoesBackComesOutOfTheOpenShift(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 1_000_000)
	h.Owner.Post("/shifts", obj{"id": housetest.NewID(t), "opening": 5_000_000}).Want(201)
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("card", 1_100_000)})
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "void", "refunds": paid("cash", 1_100_000)}).Want(201)
	var drawer int
	err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&drawer}, "SELECT sum(CASE kind WHEN 'refund' THEN -amount ELSE amount END) FROM payments WHERE method = 'cash' AND shift_id <> ''")
	})
	if err != nil || drawer != -1_100_000 {
		t.Errorf("%d %v", drawer, err)
	}
}

func TestWhatGoesBackIsWholeTomansAndTheLastPieceTakesTheRest(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000, obj{"tax_class": "exempt"})
	pieces := func(unit string) (got []int, sum, total int) {
		h.Owner.Patch("/shop", obj{"unit": unit}).Want(http.StatusOK)
		inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "3", "discount": obj{"amount": 100_000}}}, "payments": paid("cash", 200_000)})
		for range 3 {
			ask := obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "1"}}}
			var q struct{ Total, Own int }
			h.Owner.Post("/credits/quote", ask).Want(http.StatusOK).JSON(&q)
			ask["refunds"] = paid("cash", q.Own)
			h.Owner.Post("/credits", ask).Want(http.StatusCreated)
			got, sum = append(got, q.Total), sum+q.Total
		}
		return got, sum, inv.Total
	}
	got, sum, total := pieces("toman")
	if sum != total || got[0] != 66_670 || got[1] != 66_660 || got[2] != 66_670 {
		t.Errorf("%v of %d", got, total)
	}
	if got, sum, total = pieces("rial"); sum != total || got[0] != 66_667 { // an odd rial is shown
		t.Errorf("%v of %d", got, total)
	}
}

func TestAStepOfAReturnIsWhatTheDrawerCanPay(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", obj{"rounding": 5_000}).Want(http.StatusOK) // 500 toman
	lamp, who := h.Goods("لامپ", 1_651_690, obj{"tax_class": "exempt"}), h.Buyer()
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "3"}}, "payments": paid("cash", 4_955_000)})
	if inv.Total != 4_955_000 {
		t.Fatalf("%+v", inv)
	}
	one := func(inv sold, refunds ...obj) obj {
		return obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "1"}}, "refunds": refunds}
	}
	var q struct{ Total, Own, Rounding, Coin int }
	var sum int
	for _, want := range []int{1_650_000, 1_655_000, 1_650_000} {
		h.Owner.Post("/credits/quote", one(inv)).Want(http.StatusOK).JSON(&q)
		if q.Total != want || q.Own != want || q.Coin != 5_000 {
			t.Errorf("%+v, not %d", q, want)
		}
		h.Owner.Post("/credits", one(inv, paid("cash", want-1_690)[0], paid("card", 1_690)[0])).Refused(http.StatusUnprocessableEntity, "refund_coins", "refunds[0].amount")
		h.Owner.Post("/credits", one(inv, paid("cash", want)[0])).Want(http.StatusCreated)
		sum += want
	}
	if sum != inv.Total {
		t.Errorf("%d of %d", sum, inv.Total)
	}
	// what a customer paid by card in part goes back on it to the rial; cash leaves the odd coins on the account
	part := sell(h, obj{"customer_id": who, "lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("card", 401_690)})
	whole := obj{"id": housetest.NewID(t), "invoice_id": part.ID, "kind": "void"}
	h.Owner.Post("/credits/quote", whole).Want(http.StatusOK).JSON(&q)
	if q.Own != 401_690 || q.Coin != 5_000 {
		t.Errorf("%+v", q)
	}
	whole["refunds"] = paid("cash", 401_690)
	h.Owner.Post("/credits", whole).Refused(http.StatusUnprocessableEntity, "refund_coins", "refunds[0].amount")
	whole["refunds"] = paid("card", 401_690)
	h.Owner.Post("/credits", whole).Want(http.StatusCreated)
	if got := owes(h, who); got != 0 {
		t.Errorf("owes %d", got)
	}
	// an invoice from before the shop rounded was paid to the toman, and so it goes back
	h.Owner.Patch("/shop", obj{"rounding": 0}).Want(http.StatusOK)
	old := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("cash", 3_303_380)})
	h.Owner.Patch("/shop", obj{"rounding": 5_000}).Want(http.StatusOK)
	h.Owner.Post("/credits", one(old, paid("cash", 1_651_690)[0])).Want(http.StatusCreated)
}
