package staff

import (
	"context"
	"encoding/hex"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

// The length of a PIN, in digits.
const (
	minPIN = 4
	maxPIN = 8
)

// pinCost is less than a password's: what is hashed is first mixed with the
// shop's key, so that a stolen file alone allows no guess at all, and at the
// till the back-off, not the hash, holds guessing up.
var pinCost = Cost{Memory: 16 << 10, Time: 2, Threads: 1}

// freePerPIN is how many failures in a row cost nothing.
const freePerPIN = 3

const (
	wrongPIN errs.Code = "wrong_pin"
	weakPIN  errs.Code = "weak_pin"
	badPIN   errs.Code = "bad_pin"
	notYours errs.Code = "not_your_password"
)

// Colleague is somebody who may step in at a till with a PIN.
type Colleague struct {
	ID            string     `json:"id"`
	Name          string     `json:"name"`
	Role          actor.Role `json:"role" enum:"owner,manager,support,counter"`
	Rights        []string   `json:"rights"`
	DiscountLimit int64      `json:"discount_limit" doc:"The largest discount this person may give, in percent"`
}

// Colleagues lists the active people who have a PIN, oldest first.
func (r *Room) Colleagues(ctx context.Context) (list []Colleague, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := all(tx)
		for _, s := range rows {
			if s.Active && s.HasPIN {
				list = append(list, Colleague{s.ID, s.Name, s.Role, s.Rights, s.DiscountLimit})
			}
		}
		return err
	})
	return list, err
}

// SetPIN gives the asker a PIN. The password is asked again: who finds a till
// open must not make themselves a way in under another's name.
func (r *Room) SetPIN(ctx context.Context, password, pin string) (s Staff, err error) {
	me := actor.From(ctx).StaffID
	if s, err = r.Read(ctx, me); err != nil {
		return s, err
	}
	var bad errs.List
	if password == "" {
		bad.Add("password", errs.Required)
	}
	pin = digits(pin)
	if code := easyPIN(pin); code != "" {
		bad.Add("pin", code, "Min", minPIN, "Max", maxPIN)
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	hash := s.hash
	if err := r.own(ctx, s, password); err != nil {
		return s, err
	}
	mixed, err := r.mix(me, pin)
	if err != nil {
		return s, err
	}
	made, err := r.pins.make(ctx, mixed)
	if err != nil {
		return s, err
	}
	return s, r.keepPIN(ctx, &s, hash, made)
}

// DropPIN takes the asker's PIN away.
func (r *Room) DropPIN(ctx context.Context) (s Staff, err error) {
	if s, err = r.Read(ctx, actor.From(ctx).StaffID); err != nil {
		return s, err
	}
	return s, r.keepPIN(ctx, &s, s.hash, "")
}

// keepPIN writes it, unless the password has become another meanwhile.
func (r *Room) keepPIN(ctx context.Context, s *Staff, hash, pin string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := byID(tx.Tx, s.ID)
		if err != nil {
			return err
		}
		if old.hash != hash {
			return errs.At("password", notYours)
		}
		*s = old
		s.pin, s.HasPIN = pin, pin != ""
		return update(tx, old, *s)
	})
}

// Switch opens a session for the owner of a PIN at the asker's till and ends
// the asker's own: one till, one person. It is for the counter: what is the
// owner's and the manager's alone (actor.Owned) waits for Prove.
func (r *Room) Switch(ctx context.Context, staffID, pin string) (token string, s Staff, err error) {
	if s, err = r.prove(ctx, staffID, pin); err != nil {
		return "", Staff{}, err
	}
	who := actor.From(ctx)
	before, err := hex.DecodeString(who.Token)
	if err != nil {
		return "", s, err
	}
	err = r.j.DB.Write(ctx, func(tx *db.Tx) error {
		now, err := byID(tx, s.ID)
		if err != nil {
			return err
		}
		if now.pin != s.pin || !now.Active { // changed while the hash was reckoned
			return errs.At("pin", wrongPIN)
		}
		if token, err = r.enter(tx, s.ID, who.TillID, true); err != nil {
			return err
		}
		return endSession(tx, before)
	})
	if err == nil {
		r.forget()
	}
	return token, s, err
}

// Prove takes the asker's password, after a PIN opened the session: from then on
// it is as if they had signed in. errs not_your_password at the field.
func (r *Room) Prove(ctx context.Context, password string) error {
	who := actor.From(ctx)
	token, err := hex.DecodeString(who.Token)
	if err != nil {
		return err
	}
	if password == "" {
		return errs.At("password", errs.Required)
	}
	s, err := r.Read(ctx, who.StaffID)
	if err != nil {
		return err
	}
	if err := r.own(ctx, s, password); err != nil {
		return err
	}
	err = r.j.DB.Write(ctx, func(tx *db.Tx) error {
		now, err := byID(tx, s.ID)
		if err == nil && now.hash != s.hash { // changed while it was reckoned
			err = errs.At("password", notYours)
		}
		if err != nil {
			return err
		}
		return proveSession(tx, token)
	})
	if err == nil {
		r.forget()
	}
	return err
}

// own refuses a password that isn't this person's.
func (r *Room) own(ctx context.Context, s Staff, password string) error {
	return r.tried(ctx, backoffKey("account", fold(s.User)), freePerAccount, errs.At("password", notYours), func() bool {
		same, _ := r.hash.check(password, s.hash)
		return same
	})
}

// prove tells whose PIN this is; errs wrong_pin at the field when it isn't
// that person's, and errs.TooMany while their back-off lasts.
func (r *Room) prove(ctx context.Context, staffID, pin string) (s Staff, err error) {
	var bad errs.List
	staffID = strings.ToLower(staffID)
	if staffID == "" {
		bad.Add("staff_id", errs.Required)
	}
	if pin = digits(pin); pin == "" {
		bad.Add("pin", errs.Required)
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	if s, err = r.Read(ctx, staffID); errs.Is(err, errs.NotFound) || err == nil && (!s.Active || !s.HasPIN) {
		return s, errs.At("staff_id", "no_pin")
	} else if err != nil {
		return s, err
	}
	mixed, err := r.mix(staffID, pin)
	if err != nil {
		return s, err
	}
	return s, r.tried(ctx, backoffKey("pin", staffID), freePerPIN, errs.At("pin", wrongPIN), func() bool {
		same, _ := r.pins.check(mixed, s.pin)
		return same
	})
}

// tried lets somebody try a secret when their back-off allows it, one after
// the other, and counts the failure.
func (r *Room) tried(ctx context.Context, key string, free int, wrong error, right func() bool) error {
	done, err := r.hash.wait(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := r.mayTry(ctx, map[string]int{key: free}); err != nil {
		return err
	}
	if !right() {
		if err := r.j.DB.Write(ctx, func(tx *db.Tx) error { return failed(tx, key) }); err != nil {
			return err
		}
		return wrong
	}
	return r.j.DB.Write(ctx, func(tx *db.Tx) error { return signedIn(tx, key) })
}

// mix binds a PIN to its owner and to the shop's key.
func (r *Room) mix(staffID, pin string) (string, error) {
	if r.vault.ID() == "" {
		return "", errs.New("key_missing")
	}
	return hex.EncodeToString(r.vault.Index("pin", staffID+"\x00"+pin)), nil
}

// digits are a PIN's, however they were typed.
func digits(pin string) string { return persian.LatinDigits(strings.TrimSpace(pin)) }

// easyPIN tells what is wrong with a PIN, "" when nothing is. Refused is what
// guessers try first: rows, repetitions, pairs, the keypad's middle, and years
// that somebody may be born in.
func easyPIN(pin string) errs.Code {
	if pin == "" {
		return errs.Required
	}
	if len(pin) < minPIN || len(pin) > maxPIN || strings.Trim(pin, "0123456789") != "" {
		return badPIN
	}
	by := (pin[1] - pin[0] + 10) % 10
	same, pairs := by <= 2 || by >= 8, len(pin)%2 == 0 // 1111, 1234, 9753
	for i := 1; i < len(pin); i++ {
		same = same && (pin[i]-pin[i-1]+10)%10 == by
		pairs = pairs && (i%2 == 0 || pin[i] == pin[i-1])
	}
	year := len(pin) == 4 && (pin >= "1300" && pin <= "1420" || pin >= "1920" && pin <= "2040")
	if same || pairs || repeats(pin) || year || pin == "2580" || pin == "0852" {
		return weakPIN
	}
	return ""
}
