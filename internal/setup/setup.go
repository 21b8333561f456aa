// Package setup makes a shop out of an empty file: this device, the shop, its
// first till, the tax rates and the owner, in one operation of the journal,
// and the shop's key with the recovery key that is shown once. It owns no
// table. It refuses to be done twice, and every wrong field at once.
package setup

import (
	"context"
	"sync"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/errs"
	"pishkhan/internal/shop"
	"pishkhan/internal/staff"
	"pishkhan/internal/tax"
	"pishkhan/internal/till"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// Request is what the first run asks.
type Request struct {
	Language string   `json:"language" doc:"The shop's language; Persian when left out"`
	Shop     NewShop  `json:"shop"`
	Owner    NewOwner `json:"owner"`
	Practice bool     `json:"-"` // a shop to practise in, which only the command line makes
}

// NewShop is what the first run asks of the shop.
type NewShop struct {
	Name    string `json:"name"`
	Phone   string `json:"phone,omitempty"`
	Address string `json:"address,omitempty"`
	Logo    string `json:"logo,omitempty" doc:"A data URI of a PNG or JPEG"`
	Unit    string `json:"unit,omitempty" doc:"rial or toman; toman when left out"`
}

// NewOwner is who the shop belongs to.
type NewOwner struct {
	User     string `json:"user"`
	Name     string `json:"name,omitempty" doc:"The user name when empty"`
	Password string `json:"password"`
}

// Result is a fresh shop, its owner signed in.
type Result struct {
	Token       string      `json:"token"`
	Staff       staff.Staff `json:"staff"`
	RecoveryKey string      `json:"recovery_key" doc:"Shown this once, for printing: it opens backups on another computer"`
}

// State is what a screen may know before anybody signs in.
type State struct {
	Done bool  `json:"done"`
	Shop Front `json:"shop"`
}

// Front is the shop as its sign-in screen shows it.
type Front struct {
	Name     string `json:"name"`
	Logo     string `json:"logo"`
	Language string `json:"language"`
	Practice bool   `json:"practice"`
}

// Room makes shops.
type Room struct {
	j     *change.Journal
	vault *vault.Vault
	words web.Words
	shop  *shop.Room
	staff *staff.Room
	tax   *tax.Room
	till  *till.Room
	one   sync.Mutex // a second setup waits, and finds the first one's shop
}

// New makes the room; the vault is the program's own, which setup fills.
func New(j *change.Journal, v *vault.Vault, w web.Words, sh *shop.Room, st *staff.Room, tx *tax.Room, ti *till.Room) *Room {
	return &Room{j: j, vault: v, words: w, shop: sh, staff: st, tax: tx, till: ti}
}

// State tells whether there is a shop, and its face.
func (r *Room) State(ctx context.Context) (State, error) {
	s, err := r.shop.Read(ctx)
	if errs.Is(err, errs.SetupNeeded) {
		return State{Shop: Front{Language: "fa"}}, nil
	}
	return State{Done: true, Shop: Front{Name: s.Name, Logo: s.Logo, Language: s.Language, Practice: s.Practice}}, err
}

// Run makes the shop; errs.SetupDone when there is one. The key is kept before
// the shop is written: a crash between the two leaves a key without a shop,
// never a shop without its key.
func (r *Room) Run(ctx context.Context, q Request) (out Result, err error) {
	r.one.Lock()
	defer r.one.Unlock()
	if state, err := r.State(ctx); err != nil {
		return out, err
	} else if state.Done {
		return out, errs.New(errs.SetupDone)
	}
	id := r.j.DB.NewID()
	s, owner, err := r.check(ctx, id, q)
	if err != nil {
		return out, err
	}
	key, recovery, wrapped, err := vault.Create(id, r.j.DB.Rand())
	if err != nil {
		return out, err
	}
	proof, err := key.Proof()
	if err != nil {
		return out, err
	}
	err = r.j.Write(actor.With(ctx, actor.System), func(tx *change.Tx) error {
		if err := r.till.Enrol(tx, till.Device{Vault: key.ID(), Proof: proof, Recovery: wrapped}); err != nil {
			return err
		}
		if err := r.shop.Create(tx, s); err != nil {
			return err
		}
		if err := r.tax.Seed(tx); err != nil {
			return err
		}
		first, err := r.till.Create(tx, r.words.T(s.Language, "till.first", nil))
		if err != nil {
			return err
		}
		if err := r.staff.Add(tx, &owner); err != nil {
			return err
		}
		out.Token, err = r.staff.Enter(tx.Tx, owner.ID, first.ID)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	r.vault.Adopt(key)
	out.Staff, out.RecoveryKey = owner, recovery
	return out, nil
}

// check looks at everything that was sent before it refuses any of it.
func (r *Room) check(ctx context.Context, id string, q Request) (s shop.Shop, owner staff.Staff, err error) {
	var bad errs.List
	if q.Language == "" {
		q.Language = "fa"
	}
	if q.Shop.Unit == "" {
		q.Shop.Unit = "toman"
	}
	patch := shop.Patch{Name: &q.Shop.Name, Phone: &q.Shop.Phone, Address: &q.Shop.Address, Logo: &q.Shop.Logo,
		Unit: &q.Shop.Unit, Language: &q.Language}
	s, err = patch.On(shop.Shop{ID: id, Practice: q.Practice})
	if err := within(&bad, "shop.", err); err != nil {
		return s, owner, err
	}
	owner, err = r.staff.Prepare(ctx, staff.New{User: q.Owner.User, Name: q.Owner.Name, Password: q.Owner.Password, Role: actor.Owner}, s.Name, "")
	if err := within(&bad, "owner.", err); err != nil {
		return s, owner, err
	}
	return s, owner, bad.Err()
}

// within collects a room's refusals under the object that they are in; an
// error of another kind is given back.
func within(bad *errs.List, object string, err error) error {
	list := errs.All(err)
	if err != nil && len(list) == 0 {
		return err
	}
	for _, e := range list {
		at := *e
		if at.Field = object + e.Field; at.Field == "shop.language" {
			at.Field = "language" // of the whole first run, where it was sent
		}
		*bad = append(*bad, &at)
	}
	return nil
}

// Unlock finds the shop's key on this computer and gives it to the program's
// vault; errs "key_missing" when it isn't here, or another shop's is. Without a shop it does nothing.
func (r *Room) Unlock(ctx context.Context) error {
	d, err := r.till.Paired(ctx)
	if errs.Is(err, errs.SetupNeeded) {
		return nil
	}
	if err != nil {
		return err
	}
	key, err := vault.Load(d.Vault, r.j.DB.Rand())
	if err != nil {
		return err
	}
	if !key.Fits(d.Proof) {
		return errs.New("key_missing")
	}
	r.vault.Adopt(key)
	return nil
}

// Recover opens the shop's key with the recovery key and keeps it on this
// computer; errs "recovery_key" when that is not the right one.
func (r *Room) Recover(ctx context.Context, recovery string) error {
	d, err := r.till.Paired(ctx)
	if err != nil {
		return err
	}
	key, err := vault.Unlock(d.Vault, d.Recovery, recovery, r.j.DB.Rand())
	if err != nil {
		return err
	}
	if !key.Fits(d.Proof) {
		return errs.New("recovery_key")
	}
	if err := key.Keep(); err != nil {
		return err
	}
	r.vault.Adopt(key)
	return nil
}

// Renew makes a new recovery key, for an owner whose old one is lost: backups
// from now on open with it. Those of before open with the old one.
func (r *Room) Renew(ctx context.Context) (recovery string, err error) {
	recovery, wrapped, err := r.vault.Renew()
	if err != nil {
		return "", err
	}
	return recovery, r.till.SetRecovery(ctx, wrapped)
}
