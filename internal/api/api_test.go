package api_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/housetest"
)

func TestAShopIsSetUpAndItsOwnerSignsIn(t *testing.T) {
	h := housetest.Empty(t)
	var state struct {
		Done bool
		Shop struct{ Name, Language string }
	}
	h.Nobody().Get("/setup").Want(http.StatusOK).JSON(&state)
	if state.Done {
		t.Fatal("an empty folder has a shop")
	}
	var made struct {
		Token       string
		RecoveryKey string `json:"recovery_key"`
		Staff       struct{ User, Role string }
	}
	h.Nobody().Post("/setup", map[string]any{
		"language": "en",
		"shop":     map[string]any{"name": "Roshana", "unit": "rial"},
		"owner":    map[string]any{"user": "Sara", "password": housetest.Password},
	}).Want(http.StatusCreated).JSON(&made)
	if made.Token == "" || made.RecoveryKey == "" || made.Staff.User != "Sara" || made.Staff.Role != "owner" {
		t.Fatalf("setup answered %+v", made)
	}
	h.Nobody().Get("/setup").Want(http.StatusOK).JSON(&state)
	if !state.Done || state.Shop.Name != "Roshana" || state.Shop.Language != "en" {
		t.Fatalf("after setup: %+v", state)
	}
	c := h.SignIn("SARA", housetest.Password)
	var in struct {
		Staff struct {
			Name   string
			Rights []string
		}
		Till struct{ Name, Series string }
		Shop struct{ Name, Unit string }
	}
	c.Get("/session").Want(http.StatusOK).JSON(&in)
	if in.Staff.Name != "Sara" || len(in.Staff.Rights) == 0 || in.Till.Series != "A" || in.Till.Name != "Till 1" || in.Shop.Unit != "rial" {
		t.Fatalf("the session is %+v", in)
	}
	c.Delete("/session").Want(http.StatusNoContent)
	c.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")
}
