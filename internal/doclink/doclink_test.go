package doclink

import (
	"crypto/rand"
	"strings"
	"testing"

	"pishkhan/internal/persian"
	"pishkhan/internal/vault"
)

const id = "0192f0c1-7d3e-7a4b-8c5d-6e7f80910a1b"

func key(t *testing.T, fill byte) *vault.Vault {
	t.Helper()
	raw := make([]byte, vault.KeySize)
	for i := range raw {
		raw[i] = fill
	}
	v, err := vault.New("key", raw, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestANameIsReadBackHoweverItWasTyped(t *testing.T) {
	v := key(t, 9)
	for _, kind := range []string{Invoice, Credit} {
		name := Name(v, kind, id)
		if len(name) != length {
			t.Fatalf("%q has %d letters", name, len(name))
		}
		for _, text := range []string{name, strings.ToUpper(name), " " + name + "\n", "https://192.168.1.5:7443/d/" + name, "https://noor.example/d/" + name + "/",
			persian.PersianDigits(name), persian.PersianKeys(name)} {
			got, of, looks := Read(v, text)
			if got != kind || of != id || !looks {
				t.Errorf("%q: %q %q %v", text, got, of, looks)
			}
		}
	}
}

func TestAForgedNameIsNobodys(t *testing.T) {
	v := key(t, 9)
	name := Name(v, Invoice, id)
	other := Name(v, Invoice, "0192f0c1-7d3e-7a4b-8c5d-6e7f80910a1c")
	change := func(at int) string {
		b := []byte(name)
		b[at] = "ba"[map[bool]int{true: 1, false: 0}[b[at] == 'b']]
		return string(b)
	}
	for what, text := range map[string]string{
		"another shop's": Name(key(t, 8), Invoice, id), "another id": change(3), "another seal": change(40), "another ending": change(51),
		"one's id with another's seal": name[:26] + other[26:],
	} {
		if kind, _, looks := Read(v, text); kind != "" || !looks {
			t.Errorf("%s: %q %v", what, kind, looks)
		}
	}
	for what, text := range map[string]string{
		"a barcode": "6260000000017", "nothing": "", "cut short": name[1:], "a longer word": "x" + name, "with a blank": name[:20] + " " + name[20:],
	} {
		if _, _, looks := Read(v, text); looks {
			t.Errorf("%s looks like a name", what)
		}
	}
	if Name(v, Invoice, "i1") != "" || Name(&vault.Vault{}, Invoice, id) != "" {
		t.Error("a name without an id or a key")
	}
}

func FuzzNothingBreaksTheReader(f *testing.F) {
	f.Add("https://noor.example/d/aaaa")
	v, _ := vault.New("key", make([]byte, vault.KeySize), rand.Reader)
	f.Add(Name(v, Invoice, id))
	f.Fuzz(func(t *testing.T, text string) {
		if kind, of, _ := Read(v, text); kind != "" && Name(v, kind, of) == "" {
			t.Errorf("%q is read as %s of %s", text, kind, of)
		}
	})
}
