package cheque_test

import (
	"net/http"
	"testing"
)

func TestAReturnSaysWhatWasPaidByAChequeThatIsNotClearedYet(t *testing.T) {
	c := open(t)
	said := func(invoice, why string, own, uncleared int) {
		t.Helper()
		var quote struct{ Own, Uncleared int }
		c.Owner.Post("/credits/quote", object{"id": c.Journal.DB.NewID(), "invoice_id": invoice, "kind": "void"}).Want(http.StatusOK).JSON(&quote)
		if quote.Own != own || quote.Uncleared != uncleared {
			t.Errorf("%s: %+v, not %d with %d", why, quote, own, uncleared)
		}
	}
	cheque := func(amount int, number string) object {
		return object{"method": "cheque", "amount": amount, "cheque": written(object{"number": number, "sayad_id": ""})}
	}
	late := c.sold("5", object{"method": "cash", "amount": 1000})
	c.Owner.Post("/customers/"+c.customer+"/payments", object{"id": c.Journal.DB.NewID(), "method": "cheque", "amount": 3000,
		"cheque": written(object{"number": "2", "sayad_id": ""})}).Want(http.StatusCreated)
	said(late, "paid later", 4000, 3000)

	paid := c.sold("10", object{"method": "cash", "amount": 4000}, cheque(6000, "71"))
	id := c.cheques("?q=71")[0].ID
	said(paid, "in hand", 10_000, 6000)
	c.move(id, "deposited")
	said(paid, "at the bank", 10_000, 6000)
	c.move(id, "cleared")
	said(paid, "cleared", 10_000, 0)
	c.move(id, "deposited")
	c.move(id, "bounced")
	said(paid, "bounced", 4000, 0)
	c.move(id, "given_back")
	said(paid, "given back", 4000, 0)
	said(c.sold("3", object{"method": "cash", "amount": 3000}), "without one", 3000, 0)

	first := c.sold("10", cheque(10_000, "3"))
	said(c.traded(first, "10"), "exchanged", 10_000, 10_000)
}

func TestAChequeThatIsGivenBackAfterTheReturnLeavesNobodyOwing(t *testing.T) {
	c := open(t)
	paid := c.sold("7", object{"method": "cheque", "amount": 7000, "cheque": written(nil)})
	void := func(refunds ...object) object {
		return object{"id": c.Journal.DB.NewID(), "invoice_id": paid, "kind": "void", "refunds": refunds}
	}
	c.Owner.Post("/credits", void(object{"method": "cash", "amount": 7001})).Refused(http.StatusUnprocessableEntity, "refund_over_paid", "refunds[0].amount")
	c.Owner.Post("/credits", void()).Want(http.StatusCreated)
	c.stands(-7000)
	c.move(c.cheques("")[0].ID, "given_back")
	c.stands(0)
}
