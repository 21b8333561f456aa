package setup_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/setup"
	"pishkhan/internal/vault"
)

type object = map[string]any

func request(user string) object {
	return object{"language": "en", "shop": object{"name": "Roshana", "unit": "rial"}, "owner": object{"user": user, "password": housetest.Password}}
}

func number(t *testing.T, h *housetest.House, query string) (n int) {
	t.Helper()
	err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error { return tx.Row([]any{&n}, query) })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAShopIsMadeInOneOperation(t *testing.T) {
	h := housetest.Empty(t)
	h.Nobody().Post("/setup", request("sara")).Want(http.StatusCreated)
	for query, want := range map[string]int{
		"SELECT count(*) FROM local_change": 1, "SELECT count(*) FROM shops": 1, "SELECT count(*) FROM staff": 1,
		"SELECT count(*) FROM tills": 1, "SELECT count(*) FROM tax_rates": 3, "SELECT count(*) FROM local_device": 1,
		"SELECT count(*) FROM local_sessions": 1,
	} {
		if n := number(t, h, query); n != want {
			t.Errorf("%s: %d, not %d", query, n, want)
		}
	}
}

func TestTheSecondSetupIsRefusedWithoutTellingAnything(t *testing.T) {
	h := housetest.New(t)
	h.Nobody().Post("/setup", request("intruder")).Refused(http.StatusConflict, "setup_done")
	h.Nobody().Post("/setup", object{"shop": object{}}).Refused(http.StatusConflict, "setup_done")
}

func TestOfManySetupsAtOnceOneMakesTheShop(t *testing.T) {
	h := housetest.Empty(t)
	var mu sync.Mutex
	answers := map[int]int{}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			a := h.Nobody().Post("/setup", request(fmt.Sprint("user", i)))
			mu.Lock()
			answers[a.Status]++
			mu.Unlock()
		})
	}
	all.Wait()
	if answers[http.StatusCreated] != 1 || answers[http.StatusConflict] != 7 {
		t.Errorf("answers by status: %v", answers)
	}
	if n := number(t, h, "SELECT count(*) FROM shops"); n != 1 {
		t.Errorf("%d shops", n)
	}
}

func TestEveryWrongFieldOfTheFirstRunIsSaidAtOnce(t *testing.T) {
	h := housetest.Empty(t)
	h.Nobody().Post("/setup", object{
		"language": "de",
		"shop":     object{"name": "", "phone": "1", "unit": "dollar", "logo": "x"},
		"owner":    object{"user": "", "password": "short"},
	}).Refused(http.StatusUnprocessableEntity, "required",
		"shop.name", "shop.phone", "language", "shop.unit", "shop.logo", "owner.user", "owner.password")
	h.Nobody().Post("/setup", object{"shop": object{"name": "Roshana"}, "owner": object{"user": "sara", "password": "Roshana1405"}}).
		Refused(http.StatusUnprocessableEntity, "weak_password", "owner.password")
	h.Nobody().Get("/session").Refused(http.StatusUnauthorized, "unauthenticated")
	h.Nobody().Post("/session", object{"user": "a", "password": "b"}).Refused(http.StatusConflict, "setup_needed")
	if n := number(t, h, "SELECT count(*) FROM local_device"); n != 0 {
		t.Error("a refused setup left a device")
	}
	h.Nobody().Post("/setup", request("sara")).Want(http.StatusCreated) // and it can be done after all
}

func TestTheRecoveryKeyOpensTheShopsKeyElsewhere(t *testing.T) {
	h := housetest.Empty(t)
	var made struct {
		RecoveryKey string `json:"recovery_key"`
	}
	h.Nobody().Post("/setup", request("sara")).Want(http.StatusCreated).JSON(&made)
	d, err := h.Till.Paired(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{db.File, db.File + "-wal"} {
		raw, err := os.ReadFile(filepath.Join(h.Dir, name))
		if err != nil || bytes.Contains(raw, []byte(made.RecoveryKey)) {
			t.Errorf("%s holds the recovery key (%v)", name, err)
		}
	}
	v, err := vault.Unlock(d.Vault, d.Recovery, made.RecoveryKey, h.Journal.DB.Rand())
	if err != nil || !v.Fits(d.Proof) {
		t.Fatalf("%v", err)
	}
	h.Reopen() // and the program finds the key again
	if h.Vault.ID() != d.Vault {
		t.Error("the vault is empty after a restart")
	}
}

func TestAShopWithoutItsKeyIsNotOpenedExceptLocked(t *testing.T) {
	h := housetest.New(t)
	d, err := h.Till.Paired(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	key, err := keyring.Get("pishkhan", d.Vault)
	if err != nil {
		t.Fatal(err)
	}
	if err := keyring.Delete("pishkhan", d.Vault); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Open(context.Background(), h.Config); !errs.Is(err, "key_missing") {
		t.Errorf("opened without the key: %v", err)
	}
	locked := h.Config
	locked.Locked = true
	a, err := app.Open(context.Background(), locked)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	// Another shop's key under the same name is no key either.
	if err := keyring.Set("pishkhan", d.Vault, strings.Repeat("A", 43)+"="); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Open(context.Background(), h.Config); !errs.Is(err, "key_missing") {
		t.Errorf("opened with another key: %v", err)
	}
	if err := keyring.Set("pishkhan", d.Vault, key); err != nil {
		t.Fatal(err)
	}
	h.Reopen()
}

func TestAPracticeShopSaysSo(t *testing.T) {
	h := housetest.Empty(t)
	_, err := h.Setup.Run(context.Background(), setup.Request{Practice: true, Language: "en",
		Shop: setup.NewShop{Name: "Practice"}, Owner: setup.NewOwner{User: "sara", Password: housetest.Password}})
	if err != nil {
		t.Fatal(err)
	}
	var state setup.State
	h.Nobody().Get("/setup").JSON(&state)
	if !state.Shop.Practice {
		t.Errorf("%+v", state)
	}
	h.Nobody().Post("/setup", object{"practice": true}).Refused(http.StatusUnprocessableEntity, "unknown_field")
}
