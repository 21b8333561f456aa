package customer_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestCustomersOverTheAPI(t *testing.T) {
	h := housetest.New(t)
	const id = "01940000-0000-7000-8000-000000000001"
	body := map[string]any{"id": id, "kind": "organisation", "name": "شرکت نورافزا", "phone": "۰۲۱ ۸۸۰۰ ۱۲۳۴", "national_id": "10380284790",
		"economic_code": "10380284790", "postal_code": "1513736311", "address": "ولی‌عصر", "email": "a@noor.example"}
	made := h.Owner.Post("/customers", body).Want(http.StatusCreated).Map()
	if made["phone"] != "+982188001234" || made["masked"] != false || made["balance"] != 0.0 || made["kind"] != "organisation" {
		t.Errorf("%v", made)
	}
	h.Owner.Post("/customers", body).Want(http.StatusOK)
	body["city"] = "قم"
	h.Owner.Post("/customers", body).Refused(http.StatusConflict, "conflict", "id")

	counter := h.As(actor.Counter)
	for _, path := range []string{"/customers?q=1234", "/customers?q=%D9%86%D9%88%D8%B1", "/customers?q=10380284790", "/customers"} {
		items := counter.Get(path).Want(http.StatusOK).Map()["items"].([]any)
		if len(items) != 1 {
			t.Fatalf("%s: %v", path, items)
		}
		c := items[0].(map[string]any)
		if c["phone"] != "••••1234" || c["address"] != "••••" || c["email"] != "••••" || c["masked"] != true {
			t.Errorf("%s: %v", path, c)
		}
	}
	if c := counter.Patch("/customers/"+id, map[string]any{"phone": "09123456789"}).Want(http.StatusOK).Map(); c["phone"] != "••••6789" {
		t.Errorf("%v", c)
	}
	if c := h.As(actor.Support).Get("/customers/" + id).Want(http.StatusOK).Map(); c["phone"] != "+989123456789" || c["address"] != "ولی‌عصر" || c["masked"] != false {
		t.Errorf("%v", c)
	}
	h.Owner.Get("/customers/none").Refused(http.StatusNotFound, "not_found")
	h.Nobody().Get("/customers").Refused(http.StatusUnauthorized, "unauthenticated")
	h.Nobody().Get("/customers/"+id).Refused(http.StatusUnauthorized, "unauthenticated")
}

func TestWhatIsWrongWithACustomerIsSaidAtItsFieldOverTheAPI(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/customers", map[string]any{}).Refused(http.StatusUnprocessableEntity, "required", "name")
	h.Owner.Post("/customers", map[string]any{"kind": "organisation", "name": "", "phone": "12", "email": "x", "national_id": "1", "economic_code": "2",
		"registration_no": "y", "postal_code": "3"}).Refused(http.StatusUnprocessableEntity, "required",
		"name", "phone", "email", "national_id", "economic_code", "registration_no", "postal_code")
	h.Owner.Post("/customers", map[string]any{"id": "x", "name": "y"}).Refused(http.StatusUnprocessableEntity, "invalid", "id")
}
