package vault

import (
	"bytes"
	"crypto/rand"
	"io"
	"testing"

	"filippo.io/age"

	"pishkhan/internal/errs"
)

func TestABackupOpensWithTheShopsKeyAndItsOwnTextOnly(t *testing.T) {
	key := bytes.Repeat([]byte{7}, KeySize)
	v, err := New("shop", key, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, err := New("shop", bytes.Repeat([]byte{8}, KeySize), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	to, err := v.Backup([]byte("about"))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	w, err := age.Encrypt(&file, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "everything"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	open := func(v *Vault, about string) (string, error) {
		k, err := v.Backup([]byte(about))
		if err != nil {
			t.Fatal(err)
		}
		r, err := age.Decrypt(bytes.NewReader(file.Bytes()), k)
		if err != nil {
			return "", err
		}
		b, err := io.ReadAll(r)
		return string(b), err
	}
	if got, err := open(v, "about"); err != nil || got != "everything" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := open(v, "About"); !errs.Is(err, "backup_key") {
		t.Errorf("with another text: %v", err)
	}
	if _, err := open(other, "about"); !errs.Is(err, "backup_key") {
		t.Errorf("with another key: %v", err)
	}
	if _, err := new(Vault).Backup(nil); !errs.Is(err, errs.SetupNeeded) {
		t.Errorf("an empty vault: %v", err)
	}
}

func TestAKeyIsLookedAtBeforeItIsKept(t *testing.T) {
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	_, recovery, wrapped, err := Create("first", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Unlock("moved", wrapped, recovery, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Load("moved", rand.Reader); !errs.Is(err, "key_missing") {
		t.Errorf("it was kept before anybody said so: %v", err)
	}
	if err := v.Keep(); err != nil {
		t.Fatal(err)
	}
	if _, err := Load("moved", rand.Reader); err != nil {
		t.Error(err)
	}
}
