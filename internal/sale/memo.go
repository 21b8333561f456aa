package sale

import (
	"sync"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/level"
	"pishkhan/internal/product"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/till"
)

// memo is what sales look up: the shop, its tills and their open shifts, the day's tax rates, the
// goods. It is read from the file as it is asked for and remembered for the
// sales that follow. A price read from it is checked when the sale is written:
// once anything but a sale is in the journal since seq, the memo is thrown away.
type memo struct {
	seq int64
	day calendar.Date
	at  time.Time // whose taxes count

	mu    sync.Mutex
	shop  *shop.Shop
	tills map[string]till.Till // by id; "" is this device's first
	shift map[string]string    // a till's open shift, or ""
	rates map[string]int
	goods map[string]product.Product
	level map[string]level.Priced // by the customer's level
}

// mostGoods bounds the memory: some ten megabytes at the most.
const mostGoods = 10_000

func newMemo(seq int64, now time.Time) *memo {
	return &memo{seq: seq, day: calendar.FromTime(now), at: now, tills: map[string]till.Till{}, shift: map[string]string{}, rates: map[string]int{}, goods: map[string]product.Product{}, level: map[string]level.Priced{}}
}

// remembered is the memo of the moment.
func (r *Room) remembered(now time.Time) *memo {
	if m := r.memo.Load(); m != nil && m.day == calendar.FromTime(now) {
		return m
	}
	m := newMemo(r.j.Head(), now)
	r.memo.Store(m)
	return m
}

// through gives what is remembered, or reads and remembers it.
func through[K comparable, V any](m *memo, known map[K]V, key K, read func() (V, error)) (V, error) {
	m.mu.Lock()
	v, ok := known[key]
	m.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		m.mu.Lock()
		known[key] = v
		m.mu.Unlock()
	}
	return v, err
}

func (r *Room) shop(tx *db.Tx, m *memo) (shop.Shop, error) {
	m.mu.Lock()
	known := m.shop
	m.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	s, err := r.rooms.Shop.Plain(tx)
	if err == nil {
		m.mu.Lock()
		m.shop = &s
		m.mu.Unlock()
	}
	return s, err
}

// till is the one that the seller signed in at; this device's first for who
// sells without a session.
func (r *Room) till(tx *db.Tx, m *memo, id string) (till.Till, error) {
	return through(m, m.tills, id, func() (till.Till, error) { return till.At(tx, id) })
}

// openShift is the id of a till's open shift, or "".
func openShift(tx *db.Tx, m *memo, tillID string) (string, error) {
	return through(m, m.shift, tillID, func() (string, error) { return shift.Current(tx, tillID) })
}

func (r *Room) rate(tx *db.Tx, m *memo, class string) (int, error) {
	return through(m, m.rates, class, func() (int, error) { return r.rooms.Tax.Rate(tx, class, m.at) })
}

// pays is what a customer of a level pays; the list's prices without one.
func (r *Room) pays(tx *db.Tx, m *memo, levelID string) (level.Priced, error) {
	if levelID == "" {
		return level.Priced{}, nil
	}
	return through(m, m.level, levelID, func() (level.Priced, error) {
		p, err := r.rooms.Level.Of(tx, levelID)
		if errs.Is(err, errs.NotFound) { // taken away since
			err = nil
		}
		return p, err
	})
}

// goods gives the products of these ids; one that there is not is left out.
func goods(tx *db.Tx, m *memo, ids []string) (map[string]product.Product, error) {
	out := make(map[string]product.Product, len(ids))
	var missing []string
	m.mu.Lock()
	for _, id := range ids {
		if p, ok := m.goods[id]; ok {
			out[id] = p
		} else {
			missing = append(missing, id)
		}
	}
	m.mu.Unlock()
	if len(missing) == 0 {
		return out, nil
	}
	read, err := product.Several(tx, missing)
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.goods) > mostGoods {
		clear(m.goods)
	}
	for id, p := range read {
		out[id], m.goods[id] = p, p
	}
	return out, err
}
