package vault

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"io"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"

	"pishkhan/internal/errs"
)

// stanza is the kind of age header line that holds a backup's key.
const stanza = "pishkhan-shop"

const saltSize = 16

// BackupKey encrypts a backup to the shop's own key, as an age recipient and
// identity. It is bound to the text that stands in plain before the
// encrypted part: with another text it doesn't open.
type BackupKey struct {
	shop  *shopKey
	about []byte
}

var (
	_ age.Recipient = (*BackupKey)(nil)
	_ age.Identity  = (*BackupKey)(nil)
)

// Backup is the key for a backup that says about of itself;
// errs.SetupNeeded while the vault is empty.
func (v *Vault) Backup(about []byte) (*BackupKey, error) {
	k, err := v.opened()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(about)
	return &BackupKey{shop: k, about: sum[:]}, nil
}

// Wrap seals age's file key.
func (b *BackupKey) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(b.shop.rand, salt); err != nil {
		return nil, err
	}
	aead, err := b.cipher(salt)
	if err != nil {
		return nil, err
	}
	// the key is used for this one message, so its nonce may be constant
	body := aead.Seal(nil, make([]byte, aead.NonceSize()), fileKey, b.about)
	return []*age.Stanza{{Type: stanza, Args: []string{base64.RawStdEncoding.EncodeToString(salt)}, Body: body}}, nil
}

// Unwrap opens it; errs code "backup_key" when it was another shop's, or the
// text about the backup another one.
func (b *BackupKey) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != stanza || len(s.Args) != 1 {
			continue
		}
		salt, err := base64.RawStdEncoding.DecodeString(s.Args[0])
		if err != nil || len(salt) != saltSize {
			return nil, errs.New("backup_key")
		}
		aead, err := b.cipher(salt)
		if err != nil {
			return nil, err
		}
		key, err := aead.Open(nil, make([]byte, aead.NonceSize()), s.Body, b.about)
		if err != nil {
			return nil, errs.Wrap("backup_key", err)
		}
		return key, nil
	}
	return nil, age.ErrIncorrectIdentity
}

func (b *BackupKey) cipher(salt []byte) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, b.shop.backup, salt, "pishkhan backup file key", chacha20poly1305.KeySize)
	if err != nil {
		return nil, err
	}
	return chacha20poly1305.New(key)
}
