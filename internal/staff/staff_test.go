package staff_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/staff"
)

type object = map[string]any

var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// timed starts a shop whose clock the test turns.
func timed(t *testing.T) (*housetest.House, *db.Clock) {
	clock := db.NewClock(start)
	return housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now }), clock
}

func take(t *testing.T, h *housetest.House, user string, role actor.Role) string {
	t.Helper()
	var made struct{ ID string }
	h.Owner.Post("/staff", object{"user": user, "name": user, "role": role, "password": housetest.Password}).
		Want(http.StatusCreated).JSON(&made)
	return made.ID
}

func number(t *testing.T, h *housetest.House, query string, args ...any) (n int) {
	t.Helper()
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error { return tx.Row([]any{&n}, query, args...) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestUserNamesAreTheSameInAnyCaseAndDigits(t *testing.T) {
	h := housetest.New(t)
	take(t, h, "Nasrin 12", actor.Counter)
	h.SignIn("nasrin ۱۲", housetest.Password)
	h.Owner.Post("/staff", object{"user": "NASRIN ۱۲", "role": "counter", "password": housetest.Password}).
		Refused(http.StatusConflict, "duplicate", "user")
}

func TestEveryWrongFieldOfANewPersonIsSaidAtOnce(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/staff", object{}).Refused(http.StatusUnprocessableEntity, "required", "user", "role", "password")
	h.Owner.Post("/staff", object{"user": "a<b>", "name": strings.Repeat("n", 101), "role": "king", "password": "x"}).
		Refused(http.StatusUnprocessableEntity, "bad_user", "user", "name", "role", "password")
}

func TestTheSameNewPersonSentTwiceIsMadeOnce(t *testing.T) {
	h := housetest.New(t)
	id := h.Journal.DB.NewID()
	body := object{"id": id, "user": "mina", "role": "counter", "password": housetest.Password}
	h.Owner.Post("/staff", body).Want(http.StatusCreated)
	h.Owner.Post("/staff", body).Want(http.StatusOK)
	body["role"] = "manager"
	h.Owner.Post("/staff", body).Refused(http.StatusConflict, "conflict")
	body["role"], body["password"] = "counter", housetest.Password+"!"
	h.Owner.Post("/staff", body).Refused(http.StatusConflict, "conflict")
	body["id"] = "not-a-uuid"
	h.Owner.Post("/staff", body).Refused(http.StatusUnprocessableEntity, "invalid", "id")
}

func TestTheLastOwnerStays(t *testing.T) {
	h := housetest.New(t)
	var me struct{ Staff staff.Staff }
	h.Owner.Get("/session").JSON(&me)
	path := "/staff/" + me.Staff.ID
	h.Owner.Patch(path, object{"role": "manager"}).Refused(http.StatusUnprocessableEntity, "last_owner", "role")
	h.Owner.Patch(path, object{"active": false}).Refused(http.StatusUnprocessableEntity, "last_owner", "active")
	second := take(t, h, "second", actor.Owner)
	h.Owner.Patch("/staff/"+second, object{"active": false}).Want(http.StatusOK)
	h.Owner.Patch(path, object{"role": "manager"}).Refused(http.StatusUnprocessableEntity, "last_owner", "role")
	h.Owner.Patch("/staff/"+second, object{"active": true}).Want(http.StatusOK)
	h.Owner.Patch(path, object{"role": "manager"}).Want(http.StatusOK)
	h.Owner.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated") // another role, another session
}

func TestANewPasswordRoleOrSwitchingOffEndsTheSessions(t *testing.T) {
	h := housetest.New(t)
	id := take(t, h, "mina", actor.Counter)
	for _, change := range []object{{"password": housetest.Password + "!"}, {"role": "support"}, {"active": false}} {
		h.Owner.Patch("/staff/"+id, object{"active": true, "password": housetest.Password}).Want(http.StatusOK)
		a, b := h.SignIn("mina", housetest.Password), h.SignIn("mina", housetest.Password)
		a.Get("/session").Want(http.StatusOK)
		h.Owner.Patch("/staff/"+id, object{"name": "Mina"}).Want(http.StatusOK)
		b.Get("/session").Want(http.StatusOK) // a name ends nothing
		h.Owner.Patch("/staff/"+id, change).Want(http.StatusOK)
		for _, c := range []*housetest.Client{a, b} {
			c.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")
		}
	}
	h.Nobody().Post("/session", object{"user": "mina", "password": housetest.Password}).Refused(http.StatusUnauthorized, "wrong_password")
}

func TestWhoIsSwitchedOffWhileSigningInStaysOut(t *testing.T) {
	h := housetest.New(t)
	id := take(t, h, "mina", actor.Counter)
	set := func(active int, before func()) {
		err := h.Journal.DB.Write(context.Background(), func(tx *db.Tx) error {
			before()
			return tx.Exec("UPDATE staff SET active = ? WHERE id = ?", active, id)
		})
		if err != nil {
			t.Error(err)
		}
	}
	held, release, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		set(0, func() { close(held); <-release })
	}()
	<-held // whoever signs in now finds the account as it was, and waits to write
	time.AfterFunc(500*time.Millisecond, func() { close(release) })
	h.Nobody().Post("/session", object{"user": "mina", "password": housetest.Password}).Refused(http.StatusUnauthorized, "wrong_password")
	<-done
	if n := number(t, h, "SELECT count(*) FROM local_sessions WHERE staff_id = ?", id); n != 0 {
		t.Errorf("%d sessions", n)
	}
	set(1, func() {})
}

func TestASessionEndsWhenItIsIdleAndAtTheMostAfterThirtyDays(t *testing.T) {
	h, clock := timed(t)
	c := h.SignIn("owner", housetest.Password)
	clock.Turn(11 * time.Hour)
	c.Get("/session").Want(http.StatusOK)
	clock.Turn(11 * time.Hour) // used meanwhile: not idle
	// its use is noted behind the answer's back
	for i := 0; number(t, h, "SELECT count(*) FROM local_sessions WHERE seen_at > ?", start.Add(time.Hour).Format(db.TimeFormat)) == 0; i++ {
		if i > 200 {
			t.Fatal("the session's use was not noted")
		}
		time.Sleep(10 * time.Millisecond)
	}
	c.Get("/session").Want(http.StatusOK)
	clock.Turn(12*time.Hour + time.Minute)
	c.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")

	c = h.SignIn("owner", housetest.Password)
	for range 100 {
		clock.Turn(7 * time.Hour)
		if c.Get("/session").Status == http.StatusUnauthorized {
			break
		}
		waitForNote(t, h, clock.Now())
	}
	if lived := clock.Now().Sub(start.Add(34*time.Hour + time.Minute)); lived < 29*24*time.Hour || lived > 31*24*time.Hour {
		t.Errorf("the session lived for %v", lived)
	}
}

func waitForNote(t *testing.T, h *housetest.House, at time.Time) {
	t.Helper()
	for range 500 {
		if number(t, h, "SELECT count(*) FROM local_sessions WHERE seen_at >= ?", at.Format(db.TimeFormat)) > 0 {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatal("the session's use was not noted")
}

func TestTheFileHoldsNoTokenAndNoPassword(t *testing.T) {
	h := housetest.New(t)
	h.Nobody().Post("/session", object{"user": "a-secret-in-the-wrong-field", "password": "x"}).Want(http.StatusUnauthorized)
	token := h.SignIn("owner", housetest.Password).Token
	for _, name := range []string{db.File, db.File + "-wal"} {
		raw, err := os.ReadFile(h.Dir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{token, housetest.Password, "a-secret-in-the-wrong-field"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
}

func TestGuessingAnAccountWaitsLongerAndLongerUpToAQuarter(t *testing.T) {
	h, clock := timed(t)
	take(t, h, "mina", actor.Counter)
	try := func(user, password string) *housetest.Answer {
		return h.Nobody().Post("/session", object{"user": user, "password": password})
	}
	for _, user := range []string{"mina", "nobody-of-this-name"} { // no telling which of them there is
		var waits []time.Duration
		for range 18 {
			try(user, "wrong-password").Refused(http.StatusUnauthorized, "wrong_password")
			var p struct{ Params struct{ Wait int64 } }
			a := try(user, housetest.Password)
			if a.Status != http.StatusTooManyRequests {
				if len(waits) > 0 {
					t.Fatalf("%s: no wait after %v: %d", user, waits, a.Status)
				}
				if user == "mina" { // a right password in time forgives all
					a.Want(http.StatusOK)
					for range 4 {
						try(user, "wrong-password").Want(http.StatusUnauthorized)
					}
				}
				continue
			}
			a.Refused(http.StatusTooManyRequests, "too_many").JSON(&p)
			if a.Header.Get("Retry-After") != fmt.Sprint(p.Params.Wait) || p.Params.Wait < 1 {
				t.Fatalf("Retry-After %q, wait %d", a.Header.Get("Retry-After"), p.Params.Wait)
			}
			waits = append(waits, time.Duration(p.Params.Wait)*time.Second)
			clock.Turn(waits[len(waits)-1])
		}
		for i := 1; i < len(waits); i++ {
			if waits[i] < waits[i-1] {
				t.Errorf("%s: the waits are %v", user, waits)
			}
		}
		if last := waits[len(waits)-1]; last != 15*time.Minute {
			t.Errorf("%s: the longest wait is %v", user, last)
		}
		clock.Turn(24 * time.Hour)
	}
	try("mina", housetest.Password).Want(http.StatusOK) // nobody is locked out for good
}

func TestGuessingFromOneAddressHoldsUpThatAddressAlone(t *testing.T) {
	h, _ := timed(t)
	from := func(address, user, password string) *housetest.Answer {
		c := h.Nobody()
		c.From = address
		return c.Post("/session", object{"user": user, "password": password})
	}
	for i := range 21 {
		from("10.0.0.66", fmt.Sprint("user", i), "wrong-password").Want(http.StatusUnauthorized)
	}
	from("10.0.0.66", "owner", housetest.Password).Refused(http.StatusTooManyRequests, "too_many")
	from("10.0.0.7", "owner", housetest.Password).Want(http.StatusOK)
}

func TestTheOwnerAtTheConsoleIsNeverLockedOut(t *testing.T) {
	h, _ := timed(t)
	for range 6 {
		h.Nobody().Post("/session", object{"user": "owner", "password": "wrong-password"})
	}
	h.Nobody().Post("/session", object{"user": "owner", "password": housetest.Password}).Want(http.StatusTooManyRequests)
	if err := h.Staff.SetPassword(context.Background(), "OWNER", "three-new-words"); err != nil {
		t.Fatal(err)
	}
	h.SignIn("owner", "three-new-words")
	h.Owner.Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")
}

func TestAHashOfAnotherPriceIsMadeAnewAtSignIn(t *testing.T) {
	h := housetest.New(t)
	h.Config.Cost = staff.Cost{Memory: 128, Time: 2, Threads: 1}
	h.Reopen()
	count := func() int {
		return number(t, h, "SELECT count(*) FROM staff WHERE password_hash LIKE '$argon2id$v=19$m=128,t=2,p=1$%'")
	}
	if count() != 0 {
		t.Fatal("upgraded before the sign-in")
	}
	h.SignIn("owner", housetest.Password)
	if count() != 1 {
		t.Error("not upgraded")
	}
	h.SignIn("owner", housetest.Password)
}

func TestASessionTellsItsRightsAndDiscountLimit(t *testing.T) {
	h := housetest.New(t)
	for _, role := range actor.Roles {
		var in struct{ Staff staff.Staff }
		h.As(role).Get("/session").Want(http.StatusOK).JSON(&in)
		for right, roles := range actor.Rights {
			if has := strings.Contains(" "+strings.Join(in.Staff.Rights, " ")+" ", " "+string(right)+" "); has != roles[role] {
				t.Errorf("%s: right %s %v", role, right, has)
			}
		}
		if in.Staff.DiscountLimit != actor.DiscountLimit[role] {
			t.Errorf("%s: discount %d", role, in.Staff.DiscountLimit)
		}
	}
}

func TestIdentifyingWritesNothingToTheFile(t *testing.T) {
	h := housetest.New(t)
	before := number(t, h, "SELECT coalesce(max(seq),0) FROM local_change")
	for range 50 {
		h.Owner.Get("/session").Want(http.StatusOK)
	}
	if after := number(t, h, "SELECT coalesce(max(seq),0) FROM local_change"); after != before {
		t.Errorf("%d records for reading", after-before)
	}
}

// One hash at a time, and its memory given back; a quarter of the real price.
func TestFiftyTogetherSignInWithinBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("seconds of argon2")
	}
	h := housetest.New(t, func(c *app.Config) { c.Cost = staff.Cost{Memory: 16 << 10, Time: 1, Threads: 2} })
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			a := h.Nobody().Post("/session", object{"user": "owner", "password": housetest.Password})
			if a.Status != http.StatusOK {
				t.Errorf("%d: %s", a.Status, a.Body)
			}
		})
	}
	all.Wait()
	close(stop)
	if most := <-peak; most > 100<<20 {
		t.Errorf("%d MiB at the most", most>>20)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapInuse > 32<<20 {
		t.Errorf("%d MiB stay", m.HeapInuse>>20)
	}
}
