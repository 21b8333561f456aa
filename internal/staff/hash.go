package staff

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost is the price of one argon2id hash. Tests lower it; a shop never does.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// realCost makes a guess dear without making the counter wait.
var realCost = Cost{Memory: 64 << 10, Time: 3, Threads: 2}

// The lengths of a salt and of a hash, in bytes.
const (
	saltSize = 16
	hashSize = 32
)

// dear is from where on a hash's memory (KiB) is worth a collection of its own.
const dear = 16 << 10

// hasher hashes one password at a time: fifty people signing in together must
// not take fifty times 64 MiB.
type hasher struct {
	cost Cost
	rand io.Reader
	turn chan struct{}
	none string // a hash that nobody's password has
}

func newHasher(cost Cost, rand io.Reader) *hasher {
	if cost == (Cost{}) {
		cost = realCost
	}
	h := &hasher{cost: cost, rand: rand, turn: make(chan struct{}, 1)}
	h.none = phc(cost, make([]byte, saltSize), make([]byte, hashSize))
	return h
}

// wait takes the turn; the returned function gives it on.
func (h *hasher) wait(ctx context.Context) (func(), error) {
	select {
	case h.turn <- struct{}{}:
		return func() { <-h.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// make hashes a password into a PHC string.
func (h *hasher) make(ctx context.Context, password string) (string, error) {
	done, err := h.wait(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return h.fresh(password)
}

// fresh is make for who has the turn already.
func (h *hasher) fresh(password string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(h.rand, salt); err != nil {
		return "", err
	}
	return phc(h.cost, salt, run(h.cost, password, salt)), nil
}

// verify tells whether the password has this hash, and whether the hash was
// made at another price than today's.
func (h *hasher) verify(ctx context.Context, password, hash string) (same, stale bool, err error) {
	done, err := h.wait(ctx)
	if err != nil {
		return false, false, err
	}
	defer done()
	same, stale = h.check(password, hash)
	return same, stale, nil
}

// check is verify for who has the turn already. A hash that can't be read
// costs the same time and is nobody's.
func (h *hasher) check(password, hash string) (same, stale bool) {
	cost, salt, want, ok := parse(hash)
	if !ok {
		cost, salt, want, _ = parse(h.none)
	}
	got := run(cost, password, salt)
	return subtle.ConstantTimeCompare(got, want) == 1 && ok, cost != h.cost
}

func run(cost Cost, password string, salt []byte) []byte {
	key := argon2.IDKey([]byte(typed(password)), salt, cost.Time, cost.Memory, cost.Threads, hashSize)
	if cost.Memory >= dear {
		debug.FreeOSMemory() // 64 MiB go back at once, not when the collector comes by
	}
	return key
}

func phc(c Cost, salt, hash []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads, b64.EncodeToString(salt), b64.EncodeToString(hash))
}

func parse(text string) (c Cost, salt, hash []byte, ok bool) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil || c.Time == 0 || c.Threads == 0 {
		return c, nil, nil, false
	}
	if c.Memory > 1<<20 || c.Time > 20 { // a hash that came with a sync must not take the machine
		return c, nil, nil, false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	hash, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	return c, salt, hash, err1 == nil && err2 == nil && len(hash) == hashSize
}
