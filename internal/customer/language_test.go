package customer_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/housetest"
)

type object = map[string]any

// papers are the languages of an invoice's PDF and of what the document says of
// its customer.
func papers(t *testing.T, h *housetest.House, path string) (file, said string) {
	t.Helper()
	var doc struct{ Language string }
	h.Owner.Get(path).Want(http.StatusOK).JSON(&doc)
	name := h.Owner.Get(path + "/pdf").Want(http.StatusOK).Header.Get("Content-Disposition")
	_, file, _ = strings.Cut(name, "-short-")
	return strings.TrimSuffix(file, `.pdf"`), doc.Language
}

func TestACustomersPaperIsInTheirLanguageUnlessAnotherIsAskedFor(t *testing.T) {
	h := housetest.New(t)
	lamp, who := h.Goods("Lamp", 1000), h.Buyer()
	sell := func(customer any) string {
		t.Helper()
		var made struct{ Invoice struct{ ID string } }
		h.Owner.Post("/sales", object{"id": housetest.NewID(t), "customer_id": customer, "lines": []object{{"product_id": lamp, "quantity": "1"}},
			"payments": []object{{"method": "cash", "amount": 1100}}}).Want(http.StatusCreated).JSON(&made)
		return "/invoices/" + made.Invoice.ID
	}
	theirs, guests := sell(who), sell("")
	if file, said := papers(t, h, theirs); file != "fa" || said != "" {
		t.Errorf("a customer of no language: %q %q", file, said)
	}
	h.Owner.Patch("/customers/"+who, object{"language": "de"}).Refused(http.StatusUnprocessableEntity, "invalid", "language")
	var now struct{ Language string }
	h.Owner.Patch("/customers/"+who, object{"language": "en"}).Want(http.StatusOK).JSON(&now)
	if now.Language != "en" {
		t.Fatalf("%+v", now)
	}
	if file, said := papers(t, h, theirs); file != "en" || said != "en" {
		t.Errorf("a customer who reads English: %q %q", file, said)
	}
	if file, said := papers(t, h, guests); file != "fa" || said != "" {
		t.Errorf("a guest: %q %q", file, said)
	}
	if name := h.Owner.Get(theirs + "/pdf?lang=both").Want(http.StatusOK).Header.Get("Content-Disposition"); !strings.Contains(name, "-both.pdf") {
		t.Errorf("asked for both: %s", name)
	}
	account := func(query string) string {
		t.Helper()
		return h.Owner.Get("/customers/" + who + "/statement/pdf" + query).Want(http.StatusOK).Header.Get("Content-Disposition")
	}
	if name := account(""); !strings.Contains(name, "statement-en.pdf") {
		t.Errorf("their statement: %s", name)
	}
	if name := account("?lang=fa"); !strings.Contains(name, "statement-fa.pdf") {
		t.Errorf("their statement asked for in Persian: %s", name)
	}
	var list struct {
		Items []struct{ Language string }
	}
	if h.Owner.Get("/customers").Want(http.StatusOK).JSON(&list); len(list.Items) != 1 || list.Items[0].Language != "en" {
		t.Errorf("the list says %+v", list)
	}
	var note struct{ ID string }
	h.Owner.Post("/credits", object{"id": housetest.NewID(t), "invoice_id": strings.TrimPrefix(theirs, "/invoices/"), "kind": "void", "refunds": []object{{"method": "cash", "amount": 1100}}}).Want(http.StatusCreated).JSON(&note)
	if file, said := papers(t, h, "/credits/"+note.ID); file != "en" || said != "en" {
		t.Errorf("their credit note: %q %q", file, said)
	}

	// What was merged into another reads what the other does.
	var keep struct{ ID string }
	h.Owner.Post("/customers", object{"name": "Mary Soleimani", "language": "fa"}).Want(http.StatusCreated).JSON(&keep)
	h.Owner.Post("/customers/merges", object{"keep_id": keep.ID, "other_id": who}).Want(http.StatusCreated)
	if file, said := papers(t, h, theirs); file != "fa" || said != "fa" {
		t.Errorf("merged: %q %q", file, said)
	}
	if name := account(""); !strings.Contains(name, "statement-fa.pdf") {
		t.Errorf("the statement of what was merged: %s", name)
	}
	h.Owner.Patch("/customers/"+keep.ID, object{"language": ""}).Want(http.StatusOK)
	if _, said := papers(t, h, theirs); said != "" {
		t.Errorf("no language any more: %q", said)
	}
}
