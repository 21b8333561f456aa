// Package vault seals personal columns and finds them again without opening
// them. It owns the shop's key: where it is kept, how a value is bound to its
// place, and the recovery key that a backup is opened with on another
// computer. It refuses a value that was moved to another row or column, and
// to start with another shop's key.
//
// Values are XChaCha20-Poly1305 with "vault/table/id/column" as associated
// data; the blind index is an HMAC per column over the normalised value.
package vault

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/chacha20poly1305"

	"pishkhan/internal/errs"
)

// KeySize is the shop key's length in bytes.
const KeySize = 32

// version heads every sealed value, so that a later scheme can stand beside.
const version = 1

// Vault holds an opened shop key. The zero Vault is empty, as the program is
// before there is a shop: it refuses with errs.SetupNeeded until Adopt.
type Vault struct {
	shop atomic.Pointer[shopKey]
}

type shopKey struct {
	id        string
	raw       []byte // the shop key itself; the others are derived from it
	key       []byte
	index     []byte
	backup    []byte
	rand      io.Reader
	inKeyring bool
}

// Adopt takes over the key of a vault that was just made or found. It may be
// called while others seal and open.
func (v *Vault) Adopt(from *Vault) { v.shop.Store(from.shop.Load()) }

// opened is the key, or errs.SetupNeeded.
func (v *Vault) opened() (*shopKey, error) {
	if k := v.shop.Load(); k != nil {
		return k, nil
	}
	return nil, errs.New(errs.SetupNeeded)
}

// New makes a vault from a key; id is the shop key's name.
func New(id string, key []byte, rand io.Reader) (*Vault, error) {
	return newVault(id, key, rand, false)
}

func newVault(id string, key []byte, rand io.Reader, inKeyring bool) (*Vault, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("a shop key has %d bytes, not %d", KeySize, len(key))
	}
	seal, err := hkdf.Key(sha256.New, key, nil, "pishkhan seal", KeySize)
	if err != nil {
		return nil, err
	}
	index, err := hkdf.Key(sha256.New, key, nil, "pishkhan blind index", KeySize)
	if err != nil {
		return nil, err
	}
	backup, err := hkdf.Key(sha256.New, key, nil, "pishkhan backup", KeySize)
	if err != nil {
		return nil, err
	}
	v := &Vault{}
	v.shop.Store(&shopKey{id: id, raw: key, key: seal, index: index, backup: backup, rand: rand, inKeyring: inKeyring})
	return v, nil
}

// ID is the shop key's name, empty while there is none.
func (v *Vault) ID() string {
	if k := v.shop.Load(); k != nil {
		return k.id
	}
	return ""
}

// InKeyring tells whether the key is in the system's keyring; otherwise it is
// in a file of the user's, the weaker promise.
func (v *Vault) InKeyring() bool {
	k := v.shop.Load()
	return k != nil && k.inKeyring
}

func (k *shopKey) place(table, id, col string) []byte {
	return []byte(strings.Join([]string{k.id, table, id, col}, "/"))
}

// Seal encrypts a value for its place; empty text stays NULL (nil).
func (v *Vault) Seal(table, id, col, plain string) ([]byte, error) {
	if plain == "" {
		return nil, nil
	}
	k, err := v.opened()
	if err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(k.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1+aead.NonceSize(), 1+aead.NonceSize()+len(plain)+aead.Overhead())
	out[0] = version
	if _, err := io.ReadFull(k.rand, out[1:]); err != nil {
		return nil, err
	}
	return aead.Seal(out, out[1:], []byte(plain), k.place(table, id, col)), nil
}

// Open decrypts what Seal made for the same place; NULL is empty text.
func (v *Vault) Open(table, id, col string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	k, err := v.opened()
	if err != nil {
		return "", err
	}
	aead, err := chacha20poly1305.NewX(k.key)
	if err != nil {
		return "", err
	}
	n := 1 + aead.NonceSize()
	if len(sealed) < n || sealed[0] != version {
		return "", errs.Wrap("sealed_broken", fmt.Errorf("%s.%s of %s", table, col, id))
	}
	plain, err := aead.Open(nil, sealed[1:n], sealed[n:], k.place(table, id, col))
	if err != nil {
		return "", errs.Wrap("sealed_broken", fmt.Errorf("%s.%s of %s: %w", table, col, id, err))
	}
	return string(plain), nil
}

// Index is the blind index of a normalised value of one column: equal values
// have equal hashes, and nobody without the key can tell which value it is. An
// empty vault has no hash for anything (nil).
func (v *Vault) Index(col, normalised string) []byte {
	k := v.shop.Load()
	if k == nil {
		return nil
	}
	mac := hmac.New(sha256.New, k.index)
	mac.Write([]byte(col + "\x00" + normalised))
	return mac.Sum(nil)[:16]
}

// Proof is a known text sealed with the key: Fits tells a wrong key by it.
func (v *Vault) Proof() ([]byte, error) {
	return v.Seal("local_device", "1", "vault_check", "pishkhan")
}

// Fits tells whether this is the key that made the proof.
func (v *Vault) Fits(proof []byte) bool {
	text, err := v.Open("local_device", "1", "vault_check", proof)
	return err == nil && text == "pishkhan"
}
