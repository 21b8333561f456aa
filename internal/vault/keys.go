package vault

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/zalando/go-keyring"

	"pishkhan/internal/errs"
)

// service is the name under which the keyring lists our keys.
const service = "pishkhan"

// Create makes a new shop key and keeps it. recovery is the age identity that
// first run shows once for printing; wrapped is the shop key encrypted to it,
// to be stored in the file and so in every backup.
func Create(id string, rand io.Reader) (v *Vault, recovery, wrapped string, err error) {
	key := make([]byte, KeySize)
	if _, err = io.ReadFull(rand, key); err != nil {
		return nil, "", "", err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, "", "", err
	}
	if wrapped, err = wrap(key, identity.Recipient()); err != nil {
		return nil, "", "", err
	}
	inKeyring, err := keep(id, key)
	if err != nil {
		return nil, "", "", err
	}
	v, err = newVault(id, key, rand, inKeyring)
	if err != nil {
		return nil, "", "", err
	}
	return v, identity.String(), wrapped, nil
}

// Renew makes another recovery key for the same shop key, as Create does.
func (v *Vault) Renew() (recovery, wrapped string, err error) {
	k, err := v.opened()
	if err != nil {
		return "", "", err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	wrapped, err = wrap(k.raw, identity.Recipient())
	return identity.String(), wrapped, err
}

// Load finds a kept key; errs code "key_missing" when this computer has none.
func Load(id string, rand io.Reader) (*Vault, error) {
	text, err := keyring.Get(service, id)
	inKeyring := err == nil
	if err != nil {
		path, ferr := keyFile(id)
		if ferr != nil {
			return nil, ferr
		}
		data, ferr := os.ReadFile(path)
		if errors.Is(ferr, os.ErrNotExist) {
			return nil, errs.Wrap("key_missing", ferr)
		}
		if ferr != nil {
			return nil, ferr
		}
		text = string(data)
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return nil, errs.Wrap("key_missing", err)
	}
	return newVault(id, key, rand, inKeyring)
}

// Unlock opens the wrapped shop key with the printed recovery key and keeps it
// nowhere, for looking first whether it is the key that was meant; errs code
// "recovery_key" when it is not the right one.
func Unlock(id, wrapped, recovery string, rand io.Reader) (*Vault, error) {
	identity, err := age.ParseX25519Identity(strings.ToUpper(strings.Join(strings.Fields(recovery), "")))
	if err != nil {
		return nil, errs.Wrap("recovery_key", err)
	}
	r, err := age.Decrypt(armor.NewReader(strings.NewReader(wrapped)), identity)
	if err != nil {
		return nil, errs.Wrap("recovery_key", err)
	}
	key, err := io.ReadAll(r)
	if err != nil {
		return nil, errs.Wrap("recovery_key", err)
	}
	return newVault(id, key, rand, false)
}

// Keep puts the key where Load finds it on this computer.
func (v *Vault) Keep() error {
	k, err := v.opened()
	if err != nil {
		return err
	}
	kept := *k
	if kept.inKeyring, err = keep(k.id, k.raw); err != nil {
		return err
	}
	v.shop.Store(&kept)
	return nil
}

func wrap(key []byte, to age.Recipient) (string, error) {
	var out bytes.Buffer
	a := armor.NewWriter(&out)
	w, err := age.Encrypt(a, to)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(key); err != nil {
		return "", err
	}
	if err := errors.Join(w.Close(), a.Close()); err != nil {
		return "", err
	}
	return out.String(), nil
}

// keep puts a key into the system's keyring, else into a file that only the
// user can read, outside the data folder so that a copied folder has no key.
func keep(id string, key []byte) (inKeyring bool, err error) {
	text := base64.StdEncoding.EncodeToString(key)
	if keyring.Set(service, id, text) == nil {
		return true, nil
	}
	path, err := keyFile(id)
	if err != nil {
		return false, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return false, err
	}
	_, werr := fmt.Fprintln(f, text)
	return false, errors.Join(werr, f.Sync(), f.Close())
}

// keyFile is where a key is kept without a keyring. PISHKHAN_KEYS moves the
// folder, for users without a home (and for tests); without either there is no
// place for a key: a temporary folder would lose it, and all that it seals.
func keyFile(id string) (string, error) {
	dir := os.Getenv("PISHKHAN_KEYS")
	if dir == "" {
		base, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("no folder for the shop's key, set PISHKHAN_KEYS: %w", err)
		}
		dir = filepath.Join(base, "pishkhan", "keys")
	}
	return filepath.Join(dir, filepath.Base(id)+".key"), nil
}
