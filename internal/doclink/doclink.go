// Package doclink is the unguessable name of a document that was handed over:
// what the code on its paper leads to. It owns how the name is made and read;
// it keeps nothing, since the name holds the document's id and a seal of 128
// bits that only the shop's key makes.
//
// It refuses a name whose seal is another's, and a text that is no name. Names
// are small letters and digits only: a scanner is a keyboard, and any layout
// and any case of it must give the same document.
package doclink

import (
	"crypto/hmac"
	"encoding/base32"
	"encoding/hex"
	"strings"

	"pishkhan/internal/persian"
)

// The kinds of documents, by their table.
const (
	Invoice = "invoices"
	Credit  = "credit_notes"
)

// Path is where a document is opened, with its name behind it.
const Path = "/d/"

// Vault is what makes seals; nil while there is no key.
type Vault interface {
	Index(col, normalised string) []byte
}

const (
	idSize   = 16
	sealSize = 16
	length   = 52 // of a name, in letters
)

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Name is a document's; empty when its id is no UUID or the shop's key isn't
// here.
func Name(v Vault, kind, id string) string {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(raw) != idSize {
		return ""
	}
	seal := v.Index("link/"+kind, strings.ToLower(id))
	if len(seal) != sealSize {
		return ""
	}
	return letters.EncodeToString(append(raw, seal...))
}

// Read finds the document whose name a text is or ends with (as the address on
// paper does), under any layout of the keyboard. looks tells whether the text
// has the form of a name, though it may be nobody's: then kind is empty.
func Read(v Vault, text string) (kind, id string, looks bool) {
	name, looks := ending(text)
	if !looks {
		return "", "", false
	}
	raw, err := letters.DecodeString(name)
	if err != nil || len(raw) != idSize+sealSize {
		return "", "", true
	}
	h := hex.EncodeToString(raw[:idSize])
	id = strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
	for _, kind := range []string{Invoice, Credit} {
		if seal := v.Index("link/"+kind, id); len(seal) == sealSize && hmac.Equal(seal, raw[idSize:]) && Name(v, kind, id) == name {
			return kind, id, true
		}
	}
	return "", "", true
}

// ending is the name that a text ends with.
func ending(text string) (string, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), "/")
	for _, read := range append([]string{text}, persian.OtherLayouts(text)...) {
		read = strings.ToLower(persian.LatinDigits(read))
		if len(read) < length {
			continue
		}
		before, name := read[:len(read)-length], read[len(read)-length:]
		if (before == "" || strings.HasSuffix(before, "/")) && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz234567") == "" {
			return name, true
		}
	}
	return "", false
}
