// Package display is the customer's screen on another device: it owns which
// devices are paired with which till (local_displays), the codes by which they
// are paired, and what each till shows just now, which is kept nowhere.
//
// A paired device sees what its till shows and nothing else of the shop; it
// asks with a token of its own that opens no session. It refuses a code that
// was used, is two minutes old or is guessed at, and who guesses.
package display

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/errs"
	"pishkhan/internal/handout"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
	"pishkhan/internal/shop"
	"pishkhan/internal/web"
)

// How devices are paired.
const (
	codeFor     = 2 * time.Minute
	mostGuesses = 10  // of one asker in a minute
	mostWrong   = 100 // of all together, until a code is good no more: there are a million
	mostScreens = 20  // of one till
)

// Shown is what a till shows its customer.
type Shown struct {
	Language string `json:"language,omitempty" enum:",fa,en" doc:"The customer's; empty for the device's own"`
	Quote    *Quote `json:"quote,omitempty" doc:"What is rung up; left out while there is nothing"`
	Paid     []Part `json:"paid,omitempty" maxItems:"50" doc:"What was handed over so far"`
	Done     *Done  `json:"done,omitempty" doc:"The sale that was just made, or what was taken back"`
}

// Part is a part of what was handed over.
type Part struct {
	Method string     `json:"method" enum:"cash,card,transfer,cheque,credit,deposit,exchange"`
	Amount money.Rial `json:"amount"`
}

// Quote is a basket as it stands.
type Quote struct {
	Lines    []Line     `json:"lines" required:"true" maxItems:"1000"`
	Gross    money.Rial `json:"gross"`
	Discount money.Rial `json:"discount"`
	Tax      money.Rial `json:"tax"`
	Rounding money.Rial `json:"rounding"`
	Total    money.Rial `json:"total"`
}

// Line is a row of it.
type Line struct {
	ID       string     `json:"id" maxLength:"40"`
	Name     string     `json:"name" maxLength:"300"`
	Quantity string     `json:"quantity" maxLength:"30"`
	Unit     string     `json:"unit" maxLength:"40"`
	Gross    money.Rial `json:"gross"`
	Discount money.Rial `json:"discount"`
}

// Done is a sale that was made, what goes back and what is still owed; or
// goods that came back.
type Done struct {
	ID       string     `json:"id" maxLength:"40" doc:"The invoice's, or the credit note's"`
	Number   string     `json:"number" maxLength:"40"`
	Total    money.Rial `json:"total"`
	Change   money.Rial `json:"change" doc:"Money that goes to the customer"`
	Due      money.Rial `json:"due"`
	Returned bool       `json:"returned,omitempty" doc:"Goods came back: total is their worth"`
}

// Screen is a paired device.
type Screen struct {
	ID       string    `json:"id"`
	PairedAt time.Time `json:"paired_at"`
}

// Code is what pairs one device with the asker's till.
type Code struct {
	Code    string    `json:"code" doc:"Six digits, good once"`
	Until   time.Time `json:"until"`
	URL     string    `json:"url" doc:"Where a device of the shop's network opens its screen with this code; empty while the network is not let in"`
	Picture string    `json:"picture" doc:"A data URI of the address's QR code, or empty"`
}

// Seen is what a paired device is answered.
type Seen struct {
	Paired bool   `json:"paired" doc:"False for a device that is not, or no longer, paired: the rest is empty then"`
	Seq    int64  `json:"seq"`
	Shop   string `json:"shop"`
	Unit   string `json:"unit" enum:"rial,toman"`
	Till   string `json:"till_id"`
	Shown  Shown  `json:"shown"`
	Code   string `json:"code" doc:"A data URI of the QR code that opens the document of the sale that was made, or empty"`
}

// Room keeps the screens.
type Room struct {
	j     *change.Journal
	rooms Rooms

	mu      sync.Mutex
	codes   map[string]*pairing // by code
	tills   map[string]*stage
	guesses web.Tries
}

// Rooms are those that it leans on. Address tells where the shop's network finds this
// computer.
type Rooms struct {
	Shop    *shop.Room
	Handout *handout.Room
	Address func(context.Context) string
}

type pairing struct {
	till  string
	until time.Time
	wrong int // guesses while it was good
}

// stage is what a till shows; moved is closed when that changes.
type stage struct {
	seq   int64
	shown Shown
	moved chan struct{}
}

// New makes the room.
func New(j *change.Journal, rooms Rooms) *Room {
	return &Room{j: j, rooms: rooms, codes: map[string]*pairing{}, tills: map[string]*stage{}, guesses: web.Tries{Most: mostGuesses, Failure: 1}}
}

// NewCode gives a code that pairs one device with the asker's till; the till's code
// before is good no more.
func (r *Room) NewCode(ctx context.Context) (c Code, err error) {
	till := actor.From(ctx).TillID
	now := r.j.DB.Now()
	r.mu.Lock()
	for code, p := range r.codes {
		if p.till == till || !now.Before(p.until) {
			delete(r.codes, code)
		}
	}
	for c.Code == "" || r.codes[c.Code] != nil {
		var raw [8]byte
		if _, err = io.ReadFull(r.j.DB.Rand(), raw[:]); err != nil {
			r.mu.Unlock()
			return c, err
		}
		c.Code = fmt.Sprintf("%06d", binary.BigEndian.Uint64(raw[:])%1_000_000)
	}
	c.Until = now.Add(codeFor)
	r.codes[c.Code] = &pairing{till: till, until: c.Until}
	r.mu.Unlock()
	if at := r.rooms.Address(ctx); at != "" {
		c.URL = at + "#/display?code=" + c.Code
		c.Picture, err = pdf.CodePicture(c.URL)
	}
	return c, err
}

// Pair takes a code and gives a device its token. Who guesses has to wait, and
// nobody else does; what many guess at together is soon good no more, and the till
// asks for another.
func (r *Room) Pair(ctx context.Context, peer, typed string) (token string, err error) {
	now := r.j.DB.Now()
	if wait := r.guesses.Wait(peer, now); wait > 0 {
		return "", errs.New(errs.TooMany, "Wait", int64(wait))
	}
	p := r.spent(persian.LatinDigits(typed), now)
	if p == nil {
		return "", errs.At("code", "bad_display_code")
	}
	raw := make([]byte, 32)
	if _, err := io.ReadFull(r.j.DB.Rand(), raw); err != nil {
		return "", err
	}
	token = base64.RawURLEncoding.EncodeToString(raw)
	err = r.j.DB.Write(ctx, func(tx *db.Tx) error {
		list, err := ofTill(tx, p.till)
		if err == nil && len(list) >= mostScreens {
			err = errs.At("code", "many_displays", "Max", mostScreens)
		}
		if err != nil {
			return err
		}
		return insert(tx, tx.NewID(), p.till, hashed(token))
	})
	return token, err
}

// spent takes a code away that is good and gives what it pairs; for another it is
// nil, and every code that is good has one guess less.
func (r *Room) spent(code string, now time.Time) *pairing {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.codes[code]; p != nil && now.Before(p.until) {
		delete(r.codes, code)
		return p
	}
	for code, p := range r.codes {
		if p.wrong++; p.wrong >= mostWrong {
			delete(r.codes, code)
		}
	}
	return nil
}

func hashed(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// List gives the screens of the asker's till.
func (r *Room) List(ctx context.Context) (list []Screen, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = ofTill(tx, actor.From(ctx).TillID)
		return err
	})
	return list, err
}

// Part ends the pairing of a screen of the asker's till; errs.NotFound when it
// has none such.
func (r *Room) Part(ctx context.Context, id string) error {
	till := actor.From(ctx).TillID
	err := r.j.DB.Write(ctx, func(tx *db.Tx) error {
		n, err := remove(tx, id, till)
		if err == nil && n == 0 {
			err = errs.New(errs.NotFound)
		}
		return err
	})
	if err == nil { // the screen hears of it at once
		r.mu.Lock()
		r.at(till).move()
		r.mu.Unlock()
	}
	return err
}

// Show tells the screens of the asker's till what to show.
func (r *Room) Show(ctx context.Context, s Shown) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := r.at(actor.From(ctx).TillID)
	at.shown = s
	at.move()
}

// at is a till's stage; the caller holds mu.
func (r *Room) at(till string) *stage {
	s := r.tills[till]
	if s == nil {
		// Screens that saw an earlier run of the program have other numbers.
		s = &stage{seq: r.j.DB.Now().UnixMilli(), moved: make(chan struct{})}
		r.tills[till] = s
	}
	return s
}

func (s *stage) move() {
	s.seq++
	close(s.moved)
	s.moved = make(chan struct{})
}

// See gives what the till of a paired device shows, when that is another than
// after, or else after the wait. errs.NotFound: the device is not paired (any
// more).
func (r *Room) See(ctx context.Context, token string, after int64, wait time.Duration) (seen Seen, err error) {
	till, err := r.till(ctx, token)
	if err != nil {
		return seen, err
	}
	r.mu.Lock()
	s := r.at(till)
	seq, moved := s.seq, s.moved
	r.mu.Unlock()
	if seq == after && wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-moved:
		case <-timer.C:
		case <-ctx.Done():
			return seen, ctx.Err()
		}
		if till, err = r.till(ctx, token); err != nil { // parted meanwhile
			return seen, err
		}
	}
	r.mu.Lock()
	seen.Seq, seen.Shown, seen.Till = s.seq, s.shown, till
	r.mu.Unlock()
	at, err := r.rooms.Shop.Read(ctx)
	if err != nil {
		return seen, err
	}
	seen.Paired, seen.Shop, seen.Unit = true, at.Name, at.Unit
	if done := seen.Shown.Done; done != nil {
		kind := doclink.Invoice
		if done.Returned {
			kind = doclink.Credit
		}
		link, err := r.rooms.Handout.Link(ctx, kind, done.ID)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return seen, err
		}
		seen.Code = link.Code
	}
	return seen, nil
}

func (r *Room) till(ctx context.Context, token string) (till string, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		till, err = byToken(tx, hashed(token))
		return err
	})
	return till, err
}
