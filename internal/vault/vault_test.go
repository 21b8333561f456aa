package vault

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/zalando/go-keyring"

	"pishkhan/internal/errs"
)

func create(t *testing.T) (*Vault, string, string) {
	t.Helper()
	keyring.MockInit() // the machine's keyring must not fill with tests' keys
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	v, recovery, wrapped, err := Create("shop-1", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return v, recovery, wrapped
}

func TestASealedValueOpensOnlyInItsOwnPlace(t *testing.T) {
	v, _, _ := create(t)
	sealed, err := v.Seal("customers", "c1", "phone", "+989123456789")
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("912345")) {
		t.Error("the value stands in the sealed bytes")
	}
	if got, err := v.Open("customers", "c1", "phone", sealed); err != nil || got != "+989123456789" {
		t.Errorf("%q %v", got, err)
	}
	for _, place := range [][3]string{{"customers", "c2", "phone"}, {"customers", "c1", "email"}, {"staff", "c1", "phone"}} {
		if _, err := v.Open(place[0], place[1], place[2], sealed); !errs.Is(err, "sealed_broken") {
			t.Errorf("opened at %v: %v", place, err)
		}
	}
}

func TestTheSameValueIsSealedDifferentlyButIndexedAlike(t *testing.T) {
	v, _, _ := create(t)
	a, _ := v.Seal("t", "i", "c", "x")
	b, _ := v.Seal("t", "i", "c", "x")
	if bytes.Equal(a, b) {
		t.Error("two seals of a value are equal")
	}
	if !bytes.Equal(v.Index("phone", "1"), v.Index("phone", "1")) || bytes.Equal(v.Index("phone", "1"), v.Index("email", "1")) {
		t.Error("the index must be equal within a column and differ between them")
	}
}

func TestTheRecoveryKeyBringsTheShopKeyToAnotherComputer(t *testing.T) {
	v, recovery, wrapped := create(t)
	sealed, _ := v.Seal("t", "i", "c", "نشانی")
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	if _, err := Load("shop-1", rand.Reader); !errs.Is(err, "key_missing") {
		t.Fatalf("another computer has the key: %v", err)
	}
	if _, err := Unlock("shop-1", wrapped, "AGE-SECRET-KEY-1WRONG", rand.Reader); !errs.Is(err, "recovery_key") {
		t.Errorf("a wrong recovery key: %v", err)
	}
	found, err := Unlock("shop-1", wrapped, recovery[:20]+" \n"+recovery[20:], rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := found.Keep(); err != nil {
		t.Fatal(err)
	}
	w, err := Load("shop-1", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.Open("t", "i", "c", sealed); err != nil || got != "نشانی" {
		t.Errorf("%q %v", got, err)
	}
}

func TestAnEmptyVaultRefusesUntilItAdoptsAKey(t *testing.T) {
	var empty Vault
	if _, err := empty.Seal("t", "i", "c", "x"); !errs.Is(err, errs.SetupNeeded) {
		t.Errorf("sealed without a key: %v", err)
	}
	v, _, _ := create(t)
	sealed, _ := v.Seal("t", "i", "c", "x")
	empty.Adopt(v)
	if got, err := empty.Open("t", "i", "c", sealed); err != nil || got != "x" || empty.ID() != "shop-1" {
		t.Errorf("after adopting: %q %v, key %q", got, err, empty.ID())
	}
}

func TestWithoutAHomeAKeyIsKeptNowhereRatherThanInATemporaryFolder(t *testing.T) {
	keyring.MockInitWithError(keyring.ErrUnsupportedPlatform)
	for _, name := range []string{"PISHKHAN_KEYS", "HOME", "XDG_CONFIG_HOME", "AppData"} {
		t.Setenv(name, "")
	}
	if _, _, _, err := Create("shop-1", rand.Reader); err == nil {
		t.Error("a key was made and kept somewhere")
	}
}
