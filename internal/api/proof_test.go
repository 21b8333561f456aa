package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

// TestAPINOpensTheCounterAndNotTheShop: who saw the owner's PIN being typed sells
// and allows as the owner; people, settings and lists stay shut to them.
func TestAPINOpensTheCounterAndNotTheShop(t *testing.T) {
	f := newFixture(t)
	var in struct{ Token string }
	f.h.As(actor.Counter).Post("/session/switch", object{"staff_id": withPIN(f), "pin": "7319"}).Want(http.StatusOK).JSON(&in)
	c := f.h.Stranger(in.Token)
	f.as = f.h.Owner
	shut := 0
	for _, r := range f.h.Routes.Routes() {
		if !actor.Owned[r.Right] {
			continue
		}
		path := walk[r.Method+" "+r.Path].path(f, r.Path)
		if r.Glance {
			if r.Method != http.MethodGet {
				t.Errorf("%s %s does more than show", r.Method, r.Path)
			}
			c.Get(path).Want(http.StatusOK)
			continue
		}
		shut++
		c.Do(r.Method, path, json.RawMessage(`{"id": [}`)).Refused(http.StatusForbidden, "password_needed")
	}
	if shut < 10 {
		t.Errorf("only %d routes ask for the password", shut)
	}
	c.Post("/sales", sale(f)).Want(http.StatusCreated) // the counter is open

	c.Post("/session/proof", object{}).Refused(http.StatusUnprocessableEntity, "required", "password")
	c.Post("/session/proof", object{"password": "7319"}).Refused(http.StatusUnprocessableEntity, "not_your_password", "password")
	c.Get("/exports/customers.csv").Refused(http.StatusForbidden, "password_needed")
	c.Post("/session/proof", object{"password": housetest.Password}).Want(http.StatusNoContent)
	c.Get("/exports/customers.csv").Want(http.StatusOK)
	c.Patch("/shop", object{"city": "Tehran"}).Want(http.StatusOK)
	f.h.Reopen()
	c.Patch("/shop", object{"city": "Qom"}).Want(http.StatusOK) // asked once
}
