package staff

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"math"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
)

// How long a session lives.
const (
	idleFor     = 12 * time.Hour      // without being used
	livesFor    = 30 * 24 * time.Hour // at the most
	knownFor    = 3 * time.Second     // believed without asking the file
	seenEvery   = 5 * time.Minute     // how exactly its last use is noted
	maxSessions = 10_000              // believed at once; more than any shop has
)

// The back-off: after so many free failures each further one doubles the
// wait, up to a quarter of an hour, and every quarter forgives one. Many
// people may sit behind one address.
const (
	freePerAccount = 4
	freePerAddress = 20
	longestWait    = 15 * time.Minute
)

// SignIn checks a password and opens a session at a till. It answers
// errs.WrongPassword without saying which of the two was wrong (and in the
// same time), or errs.TooMany with Wait in seconds.
func (r *Room) SignIn(ctx context.Context, user, password, address, tillID string) (token string, s Staff, err error) {
	var bad errs.List
	if strings.TrimSpace(user) == "" {
		bad.Add("user", errs.Required)
	}
	if password == "" {
		bad.Add("password", errs.Required)
	}
	if err := bad.Err(); err != nil {
		return "", s, err
	}
	account, place := backoffKey("account", fold(user)), backoffKey("address", address)
	if err := r.mayTry(ctx, map[string]int{account: freePerAccount, place: freePerAddress}); err != nil {
		return "", s, err
	}
	done, err := r.hash.wait(ctx)
	if err != nil {
		return "", s, err
	}
	defer done()
	// Whoever had the turn before may have failed on the same account.
	if err := r.mayTry(ctx, map[string]int{account: freePerAccount, place: freePerAddress}); err != nil {
		return "", s, err
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err = byUser(tx, user)
		return err
	})
	if err != nil && !errs.Is(err, errs.NotFound) {
		return "", s, err
	}
	same, stale := r.hash.check(password, s.hash)
	if !same || !s.Active {
		err := r.j.DB.Write(ctx, func(tx *db.Tx) error {
			return errors.Join(failed(tx, account), failed(tx, place))
		})
		return "", Staff{}, errors.Join(err, errs.New(errs.WrongPassword))
	}
	fresh := ""
	if stale {
		if fresh, err = r.hash.fresh(password); err != nil {
			return "", s, err
		}
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		now, err := byID(tx.Tx, s.ID)
		if err != nil {
			return err
		}
		if now.hash != s.hash || !now.Active { // changed while the hash was reckoned
			return errs.New(errs.WrongPassword)
		}
		if err := signedIn(tx.Tx, account); err != nil {
			return err
		}
		if fresh != "" {
			if err := rehash(tx, s.ID, fresh); err != nil {
				return err
			}
		}
		token, err = r.Enter(tx.Tx, s.ID, tillID)
		return err
	})
	return token, s, err
}

// Enter opens a session inside a transaction and gives its token, which
// stands in the file only hashed.
func (r *Room) Enter(tx *db.Tx, staffID, tillID string) (string, error) {
	return r.enter(tx, staffID, tillID, false)
}

func (r *Room) enter(tx *db.Tx, staffID, tillID string, byPIN bool) (string, error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(r.j.DB.Rand(), raw); err != nil {
		return "", err
	}
	token := base64.RawURLEncoding.EncodeToString(raw)
	hash := sha256.Sum256([]byte(token))
	return token, openSession(tx, hash, staffID, tillID, byPIN)
}

// Sit moves the asker's session to another till.
func (r *Room) Sit(ctx context.Context, tillID string) error {
	hash, err := hex.DecodeString(actor.From(ctx).Token)
	if err != nil {
		return err
	}
	err = r.j.DB.Write(ctx, func(tx *db.Tx) error { return moveSession(tx, hash, tillID) })
	if err == nil {
		r.forget()
	}
	return err
}

// SignOut ends the asker's session.
func (r *Room) SignOut(ctx context.Context) error {
	hash, err := hex.DecodeString(actor.From(ctx).Token)
	if err != nil {
		return err
	}
	defer r.forget()
	return r.j.DB.Write(ctx, func(tx *db.Tx) error { return endSession(tx, hash) })
}

// Identify tells who a token belongs to; errs.Unauthenticated when nobody.
// The answer may be a few seconds old if another process changed the person.
func (r *Room) Identify(ctx context.Context, token string) (actor.Actor, error) {
	hash := sha256.Sum256([]byte(token))
	now := r.j.DB.Now()
	r.mu.Lock()
	k, ok := r.known[hash]
	gen := r.gen
	r.mu.Unlock()
	if age := now.Sub(k.at); !ok || age < 0 || age > knownFor {
		if err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			k, err = session(tx, hash)
			return err
		}); errs.Is(err, errs.NotFound) {
			return actor.Actor{}, errs.New(errs.Unauthenticated)
		} else if err != nil {
			return actor.Actor{}, err
		}
		k.at = now
	}
	if now.After(k.deadline) || now.Sub(k.seen) > idleFor {
		return actor.Actor{}, errs.New(errs.Unauthenticated)
	}
	if now.Sub(k.seen) > seenEvery {
		k.seen = now
		go r.touch(context.WithoutCancel(ctx), hash) // whoever asks doesn't wait for it
	}
	r.mu.Lock()
	if r.gen == gen { // nothing ended since it was read
		if len(r.known) >= maxSessions {
			clear(r.known)
		}
		r.known[hash] = k
	}
	r.mu.Unlock()
	return k.who, nil
}

// touch notes that a session is in use. Nothing hangs on it: a failure only
// makes the session look idle for longer, and the next use notes it again.
func (r *Room) touch(ctx context.Context, hash [32]byte) {
	_ = r.j.DB.Write(ctx, func(tx *db.Tx) error { return seen(tx, hash) })
}

// forget makes every session be asked of the file again.
func (r *Room) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.known)
	r.gen++
}

// mayTry refuses while a back-off lasts; free is how many failures of each key
// cost nothing.
func (r *Room) mayTry(ctx context.Context, free map[string]int) error {
	var wait time.Duration
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		for key, costless := range free {
			fails, last, err := failures(tx, key)
			if err != nil {
				return err
			}
			wait = max(wait, last.Add(backoff(fails-costless)).Sub(tx.Now))
		}
		return nil
	})
	if err == nil && wait > 0 {
		err = errs.New(errs.TooMany, "Wait", int64(math.Ceil(wait.Seconds())))
	}
	return err
}

// backoff is how long to wait after so many failures beyond the free ones.
func backoff(beyond int) time.Duration {
	if beyond <= 0 {
		return 0
	}
	if beyond > 10 {
		return longestWait
	}
	return min(longestWait, time.Second<<beyond)
}

// backoffKey hides what was typed: people type passwords into the wrong field.
func backoffKey(kind, value string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + value))
	return kind + ":" + hex.EncodeToString(sum[:16])
}
