package staff

import (
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"pishkhan/internal/errs"
)

func TestEasyPasswordsAreRefusedAndGoodOnesAreNot(t *testing.T) {
	for password, want := range map[string]errs.Code{
		"":                       errs.Required,
		"short":                  "too_short",
		"رمزکوتاه":               "too_short",
		"1234567890":             weakPassword,
		"۱۲۳۴۵۶۷۸۹۰":             weakPassword, // the same in Persian digits
		"9876543210":             weakPassword,
		"password123":            weakPassword,
		"Password!2026":          weakPassword,
		"qwertyuiop":             weakPassword,
		"ضصثقفغعهخح":             weakPassword, // the row of keys
		"aaaaaaaaaaaa":           weakPassword,
		"abcabcabcabc":           weakPassword,
		"abcdefghijklm":          weakPassword,
		"salam123456":            weakPassword,
		"سلام۱۲۳۴۵۶":             weakPassword,
		"sghl1234567":            weakPassword, // سلام with the keyboard in the other layout
		"doostetdaram":           weakPassword,
		"دوستت دارم ۱۴۰۵":        weakPassword,
		"pishkhan1405":           weakPassword,
		"khodayakomak":           weakPassword,
		"09123456789":            weakPassword, // a mobile number
		"0499370899":             weakPassword, // a national id
		"Roshana1405":            weakPassword, // the shop
		"روشنا۱۲۳۴۵۶":            weakPassword,
		"sarahosseini":           weakPassword, // the user
		"sarahosseini99":         weakPassword,
		strings.Repeat("چ", 201): "too_long",
		"anar-rooznameh-28":      "",
		"سه درخت انار":           "",
		"correct horse battery":  "",
		"kT9#mPq2vX":             "",
	} {
		shop := "Roshana"
		if strings.HasPrefix(password, "روشنا") {
			shop = "روشنا"
		}
		if got, _ := weak(password, shop, "sarahosseini", "سارا حسینی"); got != want {
			t.Errorf("%q: %q, not %q", password, got, want)
		}
	}
}

// From the reference implementation's own tests (argon2id, v=19).
func TestHashesAgreeWithTheReferenceImplementation(t *testing.T) {
	h := newHasher(Cost{Memory: 64, Time: 1, Threads: 1}, rand.Reader)
	for _, c := range []struct{ password, hash string }{
		{"password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"},
		{"password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"},
		{"differentpassword", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$C4TWUs9rDEvq7w3+J4umqA32aWKB1+DSiRuBfYxFj94"},
	} {
		if same, stale := h.check(c.password, c.hash); !same || !stale {
			t.Errorf("%s: same %v, stale %v", c.hash, same, stale)
		}
		if same, _ := h.check(c.password+"x", c.hash); same {
			t.Errorf("%s fits another password", c.hash)
		}
	}
}

func TestAHashThatCannotBeReadIsNobodys(t *testing.T) {
	h := newHasher(Cost{Memory: 64, Time: 1, Threads: 1}, rand.Reader)
	for _, hash := range []string{"", "x", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA", h.none,
		"$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
		"$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"} {
		if same, _ := h.check("password", hash); same {
			t.Errorf("%q fits", hash)
		}
	}
}

func TestTheSamePasswordUnderAnotherKeyboardIsTheSame(t *testing.T) {
	h := newHasher(Cost{Memory: 64, Time: 1, Threads: 1}, rand.Reader)
	hash, err := h.make(context.Background(), "كتاب يازده 12")
	if err != nil {
		t.Fatal(err)
	}
	if same, stale := h.check("کتاب یازده ۱۲", hash); !same || stale {
		t.Errorf("same %v, stale %v", same, stale)
	}
}

func TestARealHashCostsWhatWasPromised(t *testing.T) {
	if h := newHasher(Cost{}, rand.Reader); !strings.HasPrefix(h.none, "$argon2id$v=19$m=65536,t=3,p=2$") {
		t.Errorf("the shop's price is %s", h.none)
	}
}
