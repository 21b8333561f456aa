package lookup

import "pishkhan/internal/persian"

// sortBytes is how much of a name's place in the alphabet is kept: some
// forty letters, and a cursor stays short.
const sortBytes = 96

// AtOnce is how many rows of an index one statement writes.
const AtOnce = 50

// SortKey is a name's place in the Persian alphabet, as indexes keep it.
func SortKey(name string) []byte {
	key := persian.SortKey(name)
	return key[:min(len(key), sortBytes)]
}
