package cheque_test

import (
	"net/http"
	"testing"
)

// traded exchanges all of an invoice for as much of the same, and gives the
// invoice of that.
func (c *counter) traded(invoice, quantity string) string {
	c.T.Helper()
	var made struct {
		Invoice struct{ ID string }
		Back    struct{ Traded int }
	}
	c.Owner.Post("/exchanges", object{"id": c.Journal.DB.NewID(), "customer_id": c.customer, "payments": []object{},
		"lines": []object{{"product_id": c.product, "quantity": quantity}},
		"back":  object{"invoice_id": invoice, "lines": []object{{"line_id": c.line(invoice), "quantity": quantity}}}}).Want(http.StatusCreated).JSON(&made)
	return made.Invoice.ID
}

func (c *counter) line(invoice string) string {
	c.T.Helper()
	var doc struct{ Lines []struct{ ID string } }
	c.Owner.Get("/invoices/" + invoice).Want(http.StatusOK).JSON(&doc)
	return doc.Lines[0].ID
}

func (c *counter) refundable(invoice string) int {
	c.T.Helper()
	var of struct{ Refundable int }
	c.Owner.Get("/invoices/" + invoice + "/credits").Want(http.StatusOK).JSON(&of)
	return of.Refundable
}

func TestNoMoneyGoesBackForGoodsThatABouncedChequePaid(t *testing.T) {
	c := open(t)
	first := c.sold("10", object{"method": "cash", "amount": 4000}, object{"method": "cheque", "amount": 6000, "cheque": written(nil)})
	second := c.traded(first, "10")
	third := c.traded(second, "10") // twice exchanged is no money either
	if got := c.refundable(third); got != 10_000 {
		t.Fatalf("%d may go back while the cheque is good", got)
	}
	id := c.cheques("")[0].ID
	c.move(id, "deposited")
	c.move(id, "bounced")
	c.stands(6000, 6000)
	if got := c.refundable(third); got != 4000 {
		t.Errorf("%d may go back, though 4000 were paid", got)
	}
	back := func(refund int) object {
		body := object{"id": c.Journal.DB.NewID(), "invoice_id": third, "kind": "return", "lines": []object{{"line_id": c.line(third), "quantity": "10"}}}
		if refund > 0 {
			body["refunds"] = []object{{"method": "cash", "amount": refund}}
		}
		return body
	}
	c.Owner.Post("/credits", back(4001)).Refused(http.StatusUnprocessableEntity, "refund_over_paid", "refunds[0].amount")
	c.Owner.Post("/credits", back(4000)).Want(http.StatusCreated)
	c.stands(0, 6000) // what came back is on account, against what the cheque left open
}

func TestWhatABouncedChequePaidIsMissingOnceInAllThatItWasExchangedFor(t *testing.T) {
	c := open(t)
	first := c.sold("10", object{"method": "cash", "amount": 4000}, object{"method": "cheque", "amount": 6000, "cheque": written(nil)})
	second, third := c.traded(first, "5"), c.traded(first, "5")
	id := c.cheques("")[0].ID
	c.move(id, "deposited")
	c.move(id, "bounced")
	for _, invoice := range []string{first, second, third} {
		if got, want := c.refundable(invoice), map[bool]int{true: 0, false: 4000}[invoice == first]; got != want {
			t.Errorf("%d may go back of the 4000 that were paid, not %d", got, want)
		}
	}
	back := func(invoice string, refund int) object {
		return object{"id": c.Journal.DB.NewID(), "invoice_id": invoice, "kind": "return", "lines": []object{{"line_id": c.line(invoice), "quantity": "5"}},
			"refunds": []object{{"method": "cash", "amount": refund}}}
	}
	c.Owner.Post("/credits", back(third, 3000)).Want(http.StatusCreated)
	if got := c.refundable(second); got != 1000 {
		t.Errorf("%d may go back of the 1000 that are left", got)
	}
	c.Owner.Post("/credits", back(second, 1001)).Refused(http.StatusUnprocessableEntity, "refund_over_paid", "refunds[0].amount")
	c.Owner.Post("/credits", back(second, 1000)).Want(http.StatusCreated)
}

func TestAChequeThatComesLateMakesTheExchangedGoodsPaidAgain(t *testing.T) {
	c := open(t)
	first := c.sold("10", object{"method": "cheque", "amount": 10_000, "cheque": written(nil)})
	second := c.traded(first, "10")
	id := c.cheques("")[0].ID
	c.move(id, "deposited")
	c.move(id, "bounced")
	if got := c.refundable(second); got != 0 {
		t.Errorf("%d may go back of a cheque that bounced", got)
	}
	c.move(id, "cleared")
	c.stands(0)
	if got := c.refundable(second); got != 10_000 {
		t.Errorf("%d may go back, though the money came", got)
	}
}
