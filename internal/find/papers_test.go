package find_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestCreditNotesAndChequesAreFoundByWhatIsWrittenOnThem(t *testing.T) {
	h := housetest.New(t)
	lamp, maryam := h.Goods("لامپ", 100_000), h.Buyer()
	sold := func(payments ...obj) string {
		var a struct{ Invoice struct{ ID string } }
		h.Owner.Post("/sales", obj{"id": housetest.NewID(t), "customer_id": maryam, "lines": []obj{{"product_id": lamp, "quantity": "1"}},
			"payments": payments}).Want(http.StatusCreated).JSON(&a)
		return a.Invoice.ID
	}
	sold(obj{"method": "cheque", "amount": 110_000, "cheque": obj{"number": "۷۷۸۸۱۲", "bank": "ملت", "sayad_id": "1234567890123456", "due_on": "2026-12-20"}})
	var note hit
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": sold(), "kind": "void"}).Want(http.StatusCreated).JSON(&note)
	find := func(q string) (credits, cheques []string) {
		var found struct{ Credits, Cheques []hit }
		h.As(actor.Counter).Get("/search?q=" + url.QueryEscape(q)).Want(http.StatusOK).JSON(&found)
		return list{Items: found.Credits}.names(), list{Items: found.Cheques}.names()
	}
	for q, want := range map[string][2][]string{
		note.Number:        {{note.Number}, nil},
		"r1405-۰۰۰۰۰۱":     {{note.Number}, nil},
		"778812":           {nil, {"778812"}},
		"۸۸۱":              {nil, {"778812"}},
		"5678 9012":        {nil, {"778812"}},
		"A-R1405-000002":   {nil, nil},
		"مریم":             {nil, nil}, // whose they are leads to the customer
		"9999999999999999": {nil, nil},
	} {
		credits, cheques := find(q)
		if !slices.Equal(credits, want[0]) || !slices.Equal(cheques, want[1]) {
			t.Errorf("%s finds %v and %v, want %v", q, credits, cheques, want)
		}
	}
}
