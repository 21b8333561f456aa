package api_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestATillIsChosenAtSignInAndChangedLater(t *testing.T) {
	h := housetest.New(t)
	type at struct {
		Token string
		Till  struct{ ID, Name, Series string }
		Tills int
	}
	var second struct{ ID, Series string }
	h.Owner.Post("/tills", object{"name": ""}).Refused(422, "required", "name")
	h.Owner.Post("/tills", object{"name": "Door"}).Want(http.StatusCreated).JSON(&second)
	h.Owner.Post("/tills", object{"id": second.ID, "name": "Door"}).Want(http.StatusOK)
	h.Owner.Post("/tills", object{"id": second.ID, "name": "Yard"}).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post("/tills", object{"name": " Door "}).Refused(http.StatusConflict, "duplicate", "name")
	h.As(actor.Manager).Post("/tills", object{"name": "Yard"}).Refused(http.StatusForbidden, "forbidden")
	if second.Series != "B" {
		t.Errorf("the second till has series %s", second.Series)
	}

	in := func(more object) *housetest.Answer {
		body := object{"user": "owner", "password": housetest.Password}
		for k, v := range more {
			body[k] = v
		}
		return h.Nobody().Post("/session", body)
	}
	where := func(token string) (s at) {
		h.Stranger(token).Get("/session").Want(http.StatusOK).JSON(&s)
		return s
	}
	var first, there at
	in(nil).Want(http.StatusOK).JSON(&first)
	if got := where(first.Token); got.Till.Series != "A" || got.Tills != 2 {
		t.Errorf("a sign-in without a till is at %+v", got.Till)
	}
	in(object{"till_id": second.ID}).Want(http.StatusOK).JSON(&there)
	if got := where(there.Token); got.Till.ID != second.ID {
		t.Errorf("a sign-in at the door is at %+v", got.Till)
	}
	in(object{"till_id": h.Journal.DB.NewID()}).Refused(422, "not_found", "till_id")

	c := h.Stranger(first.Token)
	c.Put("/session/till", object{}).Refused(422, "required", "till_id")
	c.Put("/session/till", object{"till_id": h.Journal.DB.NewID()}).Refused(422, "not_found", "till_id")
	c.Put("/session/till", object{"till_id": second.ID}).Want(http.StatusOK)
	if got := where(first.Token); got.Till.ID != second.ID {
		t.Errorf("after moving: %+v", got.Till)
	}
}
