package customer_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/housetest"
)

func TestAMergeCountsWhatCameBackAndTheChequeThatBounced(t *testing.T) {
	h := housetest.New(t)
	lamp, who := h.Goods("Lamp", 1000, object{"tax_class": "exempt"}), h.Buyer()
	sell := func(quantity string, payment object) (id string) {
		t.Helper()
		var made struct{ Invoice struct{ ID string } }
		h.Owner.Post("/sales", object{"id": housetest.NewID(t), "customer_id": who, "lines": []object{{"product_id": lamp, "quantity": quantity}},
			"payments": []object{payment}}).Want(http.StatusCreated).JSON(&made)
		return made.Invoice.ID
	}
	back := sell("1", object{"method": "cash", "amount": 1000})
	h.Owner.Post("/credits", object{"id": housetest.NewID(t), "invoice_id": back, "kind": "void", "refunds": []object{{"method": "cash", "amount": 1000}}}).Want(http.StatusCreated)
	sell("3", object{"method": "cheque", "amount": 3000, "cheque": object{"number": "1234", "due_on": "2030-01-01"}})
	var cheques struct{ Items []struct{ ID string } }
	h.Owner.Get("/cheques").Want(http.StatusOK).JSON(&cheques)
	for _, state := range []string{"deposited", "bounced"} {
		h.Owner.Post("/cheques/"+cheques.Items[0].ID+"/state", object{"state": state}).Want(http.StatusOK)
	}
	var keep struct {
		ID      string
		Balance int
	}
	h.Owner.Post("/customers", object{"name": "Mary Soleimani"}).Want(http.StatusCreated).JSON(&keep)
	h.Owner.Post("/customers/merges", object{"keep_id": keep.ID, "other_id": who}).Want(http.StatusCreated)
	if h.Owner.Get("/customers/" + keep.ID).Want(http.StatusOK).JSON(&keep); keep.Balance != 3000 {
		t.Errorf("the one that stayed owes %d", keep.Balance)
	}
}
