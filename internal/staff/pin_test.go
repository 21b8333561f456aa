package staff_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
)

type me struct {
	Staff struct {
		ID     string `json:"id"`
		Name   string `json:"name"`
		HasPIN bool   `json:"has_pin"`
	} `json:"staff"`
	Till struct {
		ID string `json:"id"`
	} `json:"till"`
	Token string `json:"token"`
}

// withPIN is somebody with a PIN of their own: their id, and they themselves.
func withPIN(t *testing.T, h *housetest.House, user string, role actor.Role, pin string) (string, *housetest.Client) {
	t.Helper()
	id := take(t, h, user, role)
	c := h.SignIn(user, housetest.Password)
	c.Put("/session/pin", object{"password": housetest.Password, "pin": pin}).Want(http.StatusOK)
	return id, c
}

func TestAPINHandsTheTillOverAndEndsTheSessionBefore(t *testing.T) {
	h := housetest.New(t)
	mina, _ := withPIN(t, h, "mina", actor.Counter, "۷۳۱۹")
	c := h.SignIn("owner", housetest.Password)
	var before, after me
	c.Get("/session").Want(http.StatusOK).JSON(&before)
	c.Post("/session/switch", object{"staff_id": strings.ToUpper(mina), "pin": " 7319 "}).Want(http.StatusOK).JSON(&after)
	if after.Staff.ID != mina {
		t.Fatalf("%s stepped in", after.Staff.Name)
	}
	c.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")
	var now me
	h.Stranger(after.Token).Get("/session").Want(http.StatusOK).JSON(&now)
	if now.Staff.ID != mina || now.Till.ID != before.Till.ID {
		t.Errorf("%+v at the till of %+v", now, before)
	}
}

func TestOnlyActivePeopleWithAPINStandInTheList(t *testing.T) {
	h := housetest.New(t)
	mina, c := withPIN(t, h, "mina", actor.Counter, "7319")
	take(t, h, "omid", actor.Counter)
	names := func() string {
		var list struct {
			Items []struct{ Name, User string }
		}
		h.As(actor.Support).Get("/session/people").Want(http.StatusOK).JSON(&list)
		out := ""
		for _, p := range list.Items {
			out += p.Name + p.User + " "
		}
		return out
	}
	if got := names(); got != "mina " {
		t.Errorf("%q may step in", got)
	}
	c.Delete("/session/pin").Want(http.StatusOK)
	if got := names(); got != "" {
		t.Errorf("%q without a PIN", got)
	}
	c.Put("/session/pin", object{"password": housetest.Password, "pin": "7319"}).Want(http.StatusOK)
	h.Owner.Patch("/staff/"+mina, object{"active": false}).Want(http.StatusOK)
	if got := names(); got != "" {
		t.Errorf("%q is switched off", got)
	}
	h.Owner.Post("/session/switch", object{"staff_id": mina, "pin": "7319"}).Refused(http.StatusUnprocessableEntity, "no_pin", "staff_id")
}

func TestAPINIsSetWithThePasswordAndNotAnEasyOne(t *testing.T) {
	h := housetest.New(t)
	c := h.As(actor.Counter)
	set := func(password, pin string) *housetest.Answer {
		return c.Put("/session/pin", object{"password": password, "pin": pin})
	}
	set("", "").Refused(http.StatusUnprocessableEntity, "required", "password", "pin")
	set("wrong-password", "7319").Refused(http.StatusUnprocessableEntity, "not_your_password", "password")
	for pin, code := range map[string]string{"731": "bad_pin", "731912345": "bad_pin", "73a9": "bad_pin",
		"1111": "weak_pin", "1234": "weak_pin", "۴۳۲۱": "weak_pin", "8901": "weak_pin", "2468": "weak_pin", "1212": "weak_pin",
		"7788": "weak_pin", "123123": "weak_pin", "1367": "weak_pin", "1988": "weak_pin", "2580": "weak_pin"} {
		set(housetest.Password, pin).Refused(http.StatusUnprocessableEntity, code, "pin")
	}
	for _, pin := range []string{"7319", "40718", "90210358"} {
		set(housetest.Password, pin).Want(http.StatusOK)
	}
	// Another's doing with the password takes the PIN away.
	var who me
	c.Get("/session").JSON(&who)
	h.Owner.Patch("/staff/"+who.Staff.ID, object{"password": housetest.Password + "!"}).Want(http.StatusOK)
	h.Owner.Post("/session/switch", object{"staff_id": who.Staff.ID, "pin": "90210358"}).Refused(http.StatusUnprocessableEntity, "no_pin", "staff_id")
}

func TestGuessingAPINWaitsLongerAndLongerForThatPersonAlone(t *testing.T) {
	h, clock := timed(t)
	mina, _ := withPIN(t, h, "mina", actor.Counter, "7319")
	omid, _ := withPIN(t, h, "omid", actor.Counter, "5082")
	try := func(id, pin string) *housetest.Answer {
		return h.Owner.Post("/session/switch", object{"staff_id": id, "pin": pin})
	}
	try(mina, "").Refused(http.StatusUnprocessableEntity, "required", "pin")
	guesses := 0
	for began := clock.Now(); clock.Now().Sub(began) < 6*time.Hour; clock.Turn(30 * time.Second) {
		if a := try(mina, "5082"); a.Status != http.StatusTooManyRequests {
			a.Refused(http.StatusUnprocessableEntity, "wrong_pin", "pin")
			guesses++
		}
	}
	if guesses > 45 {
		t.Errorf("%d guesses in six hours", guesses)
	}
	clock.Turn(24 * time.Hour)
	h.SignIn("owner", housetest.Password).Post("/session/switch", object{"staff_id": mina, "pin": "7319"}).Want(http.StatusOK)
	h.Owner = h.SignIn("owner", housetest.Password)
	for range 5 {
		try(mina, "0000")
	}
	try(mina, "7319").Refused(http.StatusTooManyRequests, "too_many")
	h.SignIn("mina", housetest.Password) // the password still opens
	try(omid, "5082").Want(http.StatusOK)
}

func TestTheFileHoldsNoPINThatItAloneCouldProve(t *testing.T) {
	h := housetest.New(t)
	withPIN(t, h, "mina", actor.Counter, "73194068")
	raw, err := os.ReadFile(h.Dir + "/" + db.File + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "73194068") {
		t.Error("the PIN stands in the file")
	}
	if n := number(t, h, "SELECT count(*) FROM staff WHERE pin_hash LIKE '$argon2id$%'"); n != 1 {
		t.Errorf("%d hashes", n)
	}
}
