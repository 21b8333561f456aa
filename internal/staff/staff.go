// Package staff is who works here: their names, roles, passwords and PINs, and
// the sessions that they sign in to. It owns the tables staff, approvals, local_sessions
// and local_backoff; what a role may do is actor's table.
//
// It refuses an easy password or PIN, a second account under the same user name (case
// and digits don't make it another), a sign-in before its back-off is over, and
// to leave the shop without an owner.
package staff

import (
	"context"
	"sort"
	"strings"
	"sync"
	"time"
	"unicode"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// Staff is a member of staff as screens see one.
type Staff struct {
	ID            string      `json:"id"`
	User          string      `json:"user" doc:"What is typed to sign in"`
	Name          string      `json:"name"`
	Role          actor.Role  `json:"role" enum:"owner,manager,support,counter"`
	Rights        []string    `json:"rights"`
	DiscountLimit int64       `json:"discount_limit" doc:"The largest discount this person may give, in percent"`
	Active        bool        `json:"active"`
	HasPIN        bool        `json:"has_pin" doc:"May step in at a till with a PIN"`
	Preferences   Preferences `json:"preferences"`
	hash          string
	pin           string // hashed; empty without one
	createdAt     string
}

// New is what makes a member of staff.
type New struct {
	ID       string // a UUID, or empty for a fresh one
	User     string
	Name     string // the user name when empty
	Role     actor.Role
	Password string
}

// Patch is a change of some of a person's fields; nil leaves one as it is.
type Patch struct {
	Name     *string     `json:"name"`
	Role     *actor.Role `json:"role"`
	Active   *bool       `json:"active"`
	Password *string     `json:"password"`
}

// Room keeps the staff.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	shop  *shop.Room
	hash  *hasher
	pins  *hasher // in the same turn as passwords
	mu    sync.Mutex
	known map[[32]byte]known // sessions identified moments ago
	lent  map[[32]byte]lent  // approvals that wait, by their hashed token
	gen   int                // counts the times that known was emptied
}

// Open makes the room. cost is the price of a password's hash; the zero Cost
// is the real one.
func Open(j *change.Journal, v *vault.Vault, s *shop.Room, cost Cost) *Room {
	pins := cost
	if cost == (Cost{}) {
		pins = pinCost
	}
	r := &Room{j: j, vault: v, shop: s, hash: newHasher(cost, j.DB.Rand()), pins: newHasher(pins, j.DB.Rand()), known: map[[32]byte]known{}, lent: map[[32]byte]lent{}}
	j.Lent = r.written
	r.pins.turn = r.hash.turn
	return r
}

// Get gives one person; errs.NotFound when there is none.
func (r *Room) Get(tx *db.Tx, id string) (Staff, error) { return byID(tx, id) }

// Read is Get in a transaction of its own.
func (r *Room) Read(ctx context.Context, id string) (s Staff, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err = byID(tx, id)
		return err
	})
	return s, err
}

// List gives the people whose name or user name holds q, oldest first.
func (r *Room) List(ctx context.Context, q web.Query) (page web.List[Staff], err error) {
	after, err := q.After(1)
	if err != nil {
		return page, err
	}
	var rows []Staff
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err = all(tx)
		return err
	})
	if err != nil {
		return page, err
	}
	want := persian.Fold(q.Q)
	var found []Staff
	for _, s := range rows {
		if s.ID > after[0] && (strings.Contains(persian.Fold(s.Name), want) || strings.Contains(fold(s.User), want)) {
			found = append(found, s)
		}
	}
	return web.Page(found, q.Limit, func(s Staff) []string { return []string{s.ID} }), nil
}

// Create makes a member of staff and tells whether it was made now: the same
// id with the same content again is the same person.
func (r *Room) Create(ctx context.Context, n New) (s Staff, made bool, err error) {
	var known shop.Shop
	var old Staff
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if n.ID != "" {
			if n.ID, err = web.NewID("id", n.ID); err != nil {
				return err
			}
			if old, err = byID(tx, n.ID); err != nil && !errs.Is(err, errs.NotFound) {
				return err
			}
		}
		known, err = r.shop.Plain(tx)
		return err
	})
	if err != nil {
		return s, false, err
	}
	if s, err = r.Prepare(ctx, n, known.Name, old.hash); err != nil {
		return s, false, err
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if n.ID != "" {
			switch have, err := byID(tx.Tx, n.ID); {
			case err == nil && have.hash == s.hash && have.User == s.User && have.Name == s.Name && have.Role == s.Role:
				s, made = have, false
				return nil
			case err == nil:
				return errs.New(errs.Conflict)
			case !errs.Is(err, errs.NotFound):
				return err
			}
		}
		made = true
		return r.Add(tx, &s)
	})
	return s, made, err
}

// Prepare checks a new person and hashes the password, outside any
// transaction, since that takes its time. A hash that the password already
// has is kept.
func (r *Room) Prepare(ctx context.Context, n New, shopName, hash string) (Staff, error) {
	s := Staff{ID: n.ID, User: strings.TrimSpace(n.User), Name: persian.Tidy(n.Name), Role: n.Role, Active: true}
	var bad errs.List
	checkUser(&bad, s.User)
	if s.Name == "" {
		s.Name = s.User
	}
	if s.Name != "" {
		checkName(&bad, s.Name)
	}
	checkRole(&bad, s.Role)
	if code, params := weak(n.Password, shopName, s.User, s.Name); code != "" {
		bad.Add("password", code, params...)
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	if hash != "" {
		if same, _, err := r.hash.verify(ctx, n.Password, hash); err != nil {
			return s, err
		} else if same {
			s.hash = hash
		}
	}
	var err error
	if s.hash == "" {
		s.hash, err = r.hash.make(ctx, n.Password)
	}
	s.dress()
	return s, err
}

// Add writes a prepared person; errs.Duplicate when the user name is taken.
func (r *Room) Add(tx *change.Tx, s *Staff) error {
	rows, err := all(tx.Tx)
	if err != nil {
		return err
	}
	for _, have := range rows {
		if fold(have.User) == fold(s.User) {
			return errs.At("user", errs.Duplicate, "Value", s.User)
		}
	}
	if s.ID == "" {
		s.ID = tx.NewID()
	}
	s.createdAt = tx.At()
	return insert(tx, *s)
}

// Change changes a person. A new password or role, and switching off, ends
// that person's sessions.
func (r *Room) Change(ctx context.Context, id string, p Patch) (s Staff, err error) {
	var known shop.Shop
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if s, err = byID(tx, id); err != nil {
			return err
		}
		known, err = r.shop.Plain(tx)
		return err
	})
	if err != nil {
		return s, err
	}
	var bad errs.List
	if p.Name != nil {
		*p.Name = persian.Tidy(*p.Name)
		checkName(&bad, *p.Name)
	}
	if p.Role != nil {
		checkRole(&bad, *p.Role)
	}
	var hash string
	if p.Password != nil {
		if code, params := weak(*p.Password, known.Name, s.User, s.Name); code != "" {
			bad.Add("password", code, params...)
		}
	}
	if err := bad.Err(); err != nil {
		return s, err
	}
	if p.Password != nil {
		if hash, err = r.hash.make(ctx, *p.Password); err != nil {
			return s, err
		}
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := byID(tx.Tx, id)
		if err != nil {
			return err
		}
		s = old
		if p.Name != nil {
			s.Name = *p.Name
		}
		if p.Role != nil {
			s.Role = *p.Role
		}
		if p.Active != nil {
			s.Active = *p.Active
		}
		if hash != "" { // who has a new password proves themselves by it before there is a PIN again
			s.hash, s.pin, s.HasPIN = hash, "", false
		}
		s.dress()
		if err := keepAnOwner(tx.Tx, old, s); err != nil {
			return err
		}
		if s.hash != old.hash || s.Role != old.Role || !s.Active {
			if err := endSessions(tx.Tx, id); err != nil {
				return err
			}
			tx.After(r.forget)
		}
		return update(tx, old, s)
	})
	return s, err
}

// SetPassword is Change by user name, for the owner at the console: it also
// forgets the failed sign-ins, so that nobody is locked out of their own shop.
func (r *Room) SetPassword(ctx context.Context, user, password string) error {
	var id string
	err := r.j.DB.Read(ctx, func(tx *db.Tx) error {
		s, err := byUser(tx, user)
		id = s.ID
		return err
	})
	if err != nil {
		return err
	}
	if _, err := r.Change(ctx, id, Patch{Password: &password}); err != nil {
		return err
	}
	return r.j.DB.Write(ctx, forgive)
}

// keepAnOwner refuses the change that would take away the last active owner.
func keepAnOwner(tx *db.Tx, old, s Staff) error {
	if !old.Active || old.Role != actor.Owner || s.Active && s.Role == actor.Owner {
		return nil
	}
	rows, err := all(tx)
	if err != nil {
		return err
	}
	for _, other := range rows {
		if other.ID != s.ID && other.Active && other.Role == actor.Owner {
			return nil
		}
	}
	if s.Role != actor.Owner {
		return errs.At("role", "last_owner")
	}
	return errs.At("active", "last_owner")
}

// dress fills in what the role gives.
func (s *Staff) dress() {
	s.Rights, s.DiscountLimit = rightsOf(s.Role), actor.DiscountLimit[s.Role]
}

// rightsOf lists what a role may do, by name.
func rightsOf(role actor.Role) []string {
	list := []string{}
	for right, roles := range actor.Rights {
		if roles[role] {
			list = append(list, string(right))
		}
	}
	sort.Strings(list)
	return list
}

// fold is the key under which user names are the same.
func fold(user string) string { return persian.Fold(user) }

func checkUser(bad *errs.List, user string) {
	switch n := len([]rune(user)); {
	case user == "":
		bad.Add("user", errs.Required)
		return
	case n > 40:
		bad.Add("user", "too_long", "Max", 40)
		return
	}
	for _, c := range user {
		if !unicode.In(c, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune("._-@ \u200c", c) {
			bad.Add("user", "bad_user")
			return
		}
	}
	if fold(user) == "" {
		bad.Add("user", "bad_user")
	}
}

func checkName(bad *errs.List, name string) {
	if name == "" {
		bad.Add("name", errs.Required)
	} else if len([]rune(name)) > 100 {
		bad.Add("name", "too_long", "Max", 100)
	}
}

func checkRole(bad *errs.List, role actor.Role) {
	if _, ok := actor.DiscountLimit[role]; !ok {
		bad.Add("role", errs.Invalid)
	}
}

// known is a session as it was a moment ago.
type known struct {
	who                actor.Actor
	at, seen, deadline time.Time
}
