//go:build unix

package app_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/uuid/v5"

	"pishkhan/app"
	"pishkhan/internal/doctor"
)

// TestKilledAtAnyMomentNoAnsweredSaleIsLost kills the real program with sales
// in flight, over and over. PISHKHAN_KILLS says how often (40), PISHKHAN_SEED
// plays a run again.
func TestKilledAtAnyMomentNoAnsweredSaleIsLost(t *testing.T) {
	f := newFolder(t, t.TempDir())
	kills, seed := number("PISHKHAN_KILLS", 40), uint64(number("PISHKHAN_SEED", int(time.Now().UnixNano()&0xffffff)))
	t.Logf("%d kills, PISHKHAN_SEED=%d", kills, seed)
	p := f.serve()
	p.signIn()
	s := &sales{t: t, answered: map[string]sold{}, open: map[string]map[string]any{}, goods: p.goods()}
	var made struct{ ID string }
	p.must(http.StatusCreated, "POST", "/customers", map[string]any{"kind": "person", "name": "رضا", "phone": "09121234567"}, &made)
	s.customer = made.ID

	started, early := time.Now(), 0
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range kills {
		var wg sync.WaitGroup
		running := p
		for c := range 4 {
			r := rand.New(rand.NewPCG(seed, uint64(i*4+c+2)))
			wg.Go(func() { s.until(running, r) })
		}
		time.Sleep(time.Duration(random.IntN(120_000)) * time.Microsecond)
		p.kill()
		wg.Wait()
		for random.IntN(6) == 0 { // killed again while it starts
			dying, _ := f.launch()
			time.Sleep(time.Duration(random.IntN(80_000)) * time.Microsecond)
			dying.kill()
			early++
		}
		p = f.serve()
		s.settle(p)
		if i%10 == 9 {
			s.whole(f.dir, false)
		}
		if t.Failed() {
			t.Fatalf("after kill %d", i+1)
		}
	}
	p.kill()
	s.whole(f.dir, true)
	t.Logf("%d sales answered, %d of them only when sent again (%d had been carried out); %d more kills while starting; %s",
		len(s.answered), s.again, s.there, early, time.Since(started).Round(time.Second))
	if s.again == 0 || len(s.answered) < kills {
		t.Errorf("the kills met nothing: %d sales, %d sent again", len(s.answered), s.again)
	}
}

func number(env string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(env)); err == nil {
		return n
	}
	return otherwise
}

// sales is what the clients know: which sales were answered and how, and
// which are open.
type sales struct {
	t        *testing.T
	goods    []string
	customer string
	mu       sync.Mutex
	answered map[string]sold
	open     map[string]map[string]any
	fresh    []string // answered since the last start
	again    int      // sent again after a kill
	there    int      // of these, how many had been carried out
}

// draw makes a sale of up to four lines.
func (s *sales) draw(r *rand.Rand) map[string]any {
	lines := []map[string]any{}
	for range 1 + r.IntN(4) {
		l := map[string]any{"product_id": s.goods[r.IntN(len(s.goods))], "quantity": fmt.Sprintf("%d.%d", 1+r.IntN(3), r.IntN(1000))}
		if r.IntN(3) == 0 {
			l["discount"] = map[string]any{"percent": "2.5"}
		}
		lines = append(lines, l)
	}
	sale := map[string]any{"id": uuid.Must(uuid.NewV7()).String(), "lines": lines}
	if r.IntN(3) == 0 {
		sale["customer_id"] = s.customer
		sale["payments"] = []map[string]any{{"method": "card", "amount": 1000, "reference": "۱۲"}}
	} else {
		sale["payments"] = []map[string]any{{"method": "card", "amount": 500}, {"method": "cash", "amount": 100_000_000}}
	}
	return sale
}

// until sells until nobody answers any more.
func (s *sales) until(p *process, r *rand.Rand) {
	for {
		sale := s.draw(r)
		id := sale["id"].(string)
		s.mu.Lock()
		s.open[id] = sale
		s.mu.Unlock()
		got, status, err := p.sell(sale)
		if errors.Is(err, errNoAnswer) {
			return
		}
		if err != nil || status != http.StatusCreated {
			s.t.Errorf("sale %s: %d %v", id, status, err)
			return
		}
		s.mu.Lock()
		s.note(id, got)
		s.mu.Unlock()
	}
}

func (s *sales) note(id string, got sold) {
	s.answered[id] = got
	s.fresh = append(s.fresh, id)
	delete(s.open, id)
}

// settle sends what is open again, from two clients at once, and asks for
// what was answered since the last start.
func (s *sales) settle(p *process) {
	s.t.Helper()
	for _, id := range s.fresh {
		var now sold
		p.must(http.StatusOK, "GET", "/sales/"+id, nil, &now)
		if now != s.answered[id] {
			s.t.Errorf("sale %s was answered %+v and is now %+v", id, s.answered[id], now)
		}
	}
	s.fresh = nil
	for id, sale := range s.open {
		var one, two sold
		var first, second int
		var err1, err2 error
		var wg sync.WaitGroup
		wg.Go(func() { one, first, err1 = p.sell(sale) })
		wg.Go(func() { two, second, err2 = p.sell(sale) })
		wg.Wait()
		if err1 != nil || err2 != nil || one != two || first == 201 && second == 201 {
			s.t.Errorf("sale %s sent again twice: %d %+v %v, %d %+v %v", id, first, one, err1, second, two, err2)
			continue
		}
		s.again++
		if first == 200 && second == 200 {
			s.there++
		}
		s.note(id, one)
	}
}

// whole asks doctor, and that there is one invoice for each answered sale.
func (s *sales) whole(dir string, replay bool) {
	s.t.Helper()
	r, err := doctor.File(s.t.Context(), app.Database(dir), doctor.Options{Replay: replay})
	if err != nil || !r.OK {
		s.t.Errorf("doctor: %v %+v", err, r.Checks)
	}
	numbers := map[string]string{}
	for id, got := range s.answered {
		for _, n := range []string{got.Invoice.Number, got.Order.Number, got.Invoice.ID, got.Order.ID} {
			if other, ok := numbers[n]; ok {
				s.t.Errorf("%s was given to the sales %s and %s", n, other, id)
			}
			numbers[n] = id
		}
	}
	have := invoices(s.t, dir)
	for id, got := range s.answered {
		if have[id] != got.Invoice.Number {
			s.t.Errorf("sale %s was answered as %s and stands as %q", id, got.Invoice.Number, have[id])
		}
	}
	if len(have) != len(s.answered) {
		s.t.Errorf("%d invoices for %d answered sales", len(have), len(s.answered))
	}
}
