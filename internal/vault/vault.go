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

	"golang.org/x/crypto/chacha20poly1305"

	"pishkhan/internal/errs"
)

// KeySize is the shop key's length in bytes.
const KeySize = 32

// version heads every sealed value, so that a later scheme can stand beside.
const version = 1

// Vault holds an opened shop key.
type Vault struct {
	id        string
	key       []byte
	index     []byte
	rand      io.Reader
	inKeyring bool
}

// New makes a vault from a key; id is the shop key's name.
func New(id string, key []byte, rand io.Reader) (*Vault, error) {
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
	return &Vault{id: id, key: seal, index: index, rand: rand}, nil
}

// ID is the shop key's name.
func (v *Vault) ID() string { return v.id }

// InKeyring tells whether the key is in the system's keyring; otherwise it is
// in a file of the user's, the weaker promise.
func (v *Vault) InKeyring() bool { return v.inKeyring }

func (v *Vault) place(table, id, col string) []byte {
	return []byte(strings.Join([]string{v.id, table, id, col}, "/"))
}

// Seal encrypts a value for its place; empty text stays NULL (nil).
func (v *Vault) Seal(table, id, col, plain string) ([]byte, error) {
	if plain == "" {
		return nil, nil
	}
	aead, err := chacha20poly1305.NewX(v.key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1+aead.NonceSize(), 1+aead.NonceSize()+len(plain)+aead.Overhead())
	out[0] = version
	if _, err := io.ReadFull(v.rand, out[1:]); err != nil {
		return nil, err
	}
	return aead.Seal(out, out[1:], []byte(plain), v.place(table, id, col)), nil
}

// Open decrypts what Seal made for the same place; NULL is empty text.
func (v *Vault) Open(table, id, col string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	aead, err := chacha20poly1305.NewX(v.key)
	if err != nil {
		return "", err
	}
	n := 1 + aead.NonceSize()
	if len(sealed) < n || sealed[0] != version {
		return "", errs.Wrap("sealed_broken", fmt.Errorf("%s.%s of %s", table, col, id))
	}
	plain, err := aead.Open(nil, sealed[1:n], sealed[n:], v.place(table, id, col))
	if err != nil {
		return "", errs.Wrap("sealed_broken", fmt.Errorf("%s.%s of %s: %w", table, col, id, err))
	}
	return string(plain), nil
}

// Index is the blind index of a normalised value of one column: equal values
// have equal hashes, and nobody without the key can tell which value it is.
func (v *Vault) Index(col, normalised string) []byte {
	mac := hmac.New(sha256.New, v.index)
	mac.Write([]byte(col + "\x00" + normalised))
	return mac.Sum(nil)[:16]
}
