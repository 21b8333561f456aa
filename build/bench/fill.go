package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/setup"
)

// owner signs in to every shop that fill makes.
const (
	ownerName     = "owner"
	ownerPassword = "a long bench password"
)

// size is how much there is in a shop.
type size struct{ products, customers, sales, orders int }

func (s size) String() string {
	name := fmt.Sprintf("-p%d-c%d-s%d", s.products, s.customers, s.sales)
	if s.orders > 0 {
		name += fmt.Sprintf("-o%d", s.orders)
	}
	return name
}

// shopAt is the folder of a filled shop: data and keys lie beside each other.
func (s size) shopAt(cache string) string {
	return filepath.Join(cache, fmt.Sprintf("schema%d%s", db.Version(), s))
}

// fillCommand makes a shop and measures nothing.
func fillCommand(args []string) {
	set := flag.NewFlagSet("fill", flag.ExitOnError)
	var s size
	set.IntVar(&s.products, "products", 1000, "products")
	set.IntVar(&s.customers, "customers", 1000, "customers")
	set.IntVar(&s.sales, "sales", 0, "sales; in whole thousands")
	set.IntVar(&s.orders, "orders", 0, "open orders")
	to := set.String("dir", "", "folder to make, with shop/ and keys/ in it; one of the cache (BENCH_CACHE) when empty")
	must(set.Parse(args))
	if *to == "" {
		fmt.Println(filled(s))
		return
	}
	must(fill(*to, s))
}

// cache keeps what takes minutes to make.
func cache() string {
	if dir := os.Getenv("BENCH_CACHE"); dir != "" {
		return dir
	}
	return "build/cache/bench"
}

// filled gives the folder of a shop of that size, made if it must be. One of
// an older schema is brought up to date by the program itself, as a shop's own
// file is; delete it where the newer program would write other rows.
func filled(s size) string {
	dir := s.shopAt(cache())
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	part := dir + ".part"
	must(os.RemoveAll(part))
	if old := older(s); old != "" {
		must(os.Rename(old, part))
		start := time.Now()
		must(update(part))
		log.Printf("%s brought up to date in %.0f s", filepath.Base(old), time.Since(start).Seconds())
	} else {
		must(fill(part, s))
	}
	must(os.Rename(part, dir))
	return dir
}

// older is the folder of a shop of that size and an earlier schema, or "".
func older(s size) string {
	for v := db.Version() - 1; v > 0; v-- {
		dir := filepath.Join(cache(), fmt.Sprintf("schema%d%s", v, s))
		if _, err := os.Stat(dir); err == nil {
			return dir
		}
	}
	return ""
}

// update opens the shop once and derives what the program derives by and by;
// beside it, or both would count the same invoices.
func update(dir string) error {
	keys, err := filepath.Abs(filepath.Join(dir, "keys"))
	if err != nil {
		return err
	}
	if err := os.Setenv("PISHKHAN_KEYS", keys); err != nil {
		return err
	}
	a, err := app.Open(context.Background(), app.Config{DataDir: filepath.Join(dir, "shop"), Beside: true, DB: db.Options{NoSync: true}})
	if err != nil {
		return err
	}
	return errors.Join(a.Find.Settle(context.Background()), a.Close())
}

// fill makes a shop in dir through the rooms that the program itself writes
// with; only the sync to disk is left out, and sales are copied from some
// that were really rung up. The same size makes the same goods and people.
func fill(dir string, s size) (err error) {
	keys, err := filepath.Abs(filepath.Join(dir, "keys"))
	if err != nil {
		return err
	}
	if err := errors.Join(os.MkdirAll(keys, 0o700), os.Setenv("PISHKHAN_KEYS", keys)); err != nil {
		return err
	}
	ctx := context.Background()
	clock := &db.Clock{}                                    // ids made together begin alike
	clock.Set(time.Date(2026, 3, 21, 6, 0, 0, 0, time.UTC)) // the first morning of 1405
	a, err := app.Open(ctx, app.Config{DataDir: filepath.Join(dir, "shop"), As: "bench", DB: db.Options{Now: clock.Now, NoSync: true}})
	if err != nil {
		return err
	}
	defer func() {
		if a != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	made, err := a.Setup.Run(ctx, setup.Request{Language: "fa", Shop: setup.NewShop{Name: "فروشگاه سنجش"},
		Owner: setup.NewOwner{User: ownerName, Password: ownerPassword}})
	if err != nil {
		return err
	}
	ctx = actor.With(ctx, actor.Actor{StaffID: made.Staff.ID, Name: made.Staff.Name, Role: actor.Owner, Lang: "fa"})
	goods, buyers := goodsNames(), buyersNames()
	products := make([]string, s.products)
	err = crowd("products", s.products, func(i int) error {
		name, code, price := goods.at(i), fmt.Sprintf("K%06d", i), money.Rial(10_000*(1+i*7919%5000))
		barcodes := []string{ean13(i)}
		p, _, err := a.Product.Create(ctx, "", product.Input{Name: &name, Code: &code, Price: &price, Barcodes: &barcodes}, fmt.Sprint(10+i%90))
		products[i] = p.ID
		return err
	})
	if err != nil {
		return err
	}
	people := make([]string, s.customers)
	err = crowd("customers", s.customers, func(i int) error {
		c, _, err := a.Customer.Create(ctx, "", buyers.at(i))
		people[i] = c.ID
		return err
	})
	if err == nil {
		err = fillOrders(ctx, a, s.orders, products, people)
	}
	if err != nil || s.sales == 0 {
		return errors.Join(err, a.Find.Settle(ctx))
	}
	clock.Set(clock.Now().Add(24 * time.Hour))
	if err := patterns(ctx, a, clock, products); err != nil {
		return err
	}
	path := app.Database(a.Dir)
	if err := a.Close(); err != nil {
		return err
	}
	a = nil
	return errors.Join(copySales(path, s.sales), update(dir))
}

// crowd does n things from as many callers as share a commit, and tells how
// far it is.
func crowd(what string, n int, do func(i int) error) error {
	var next, failed atomic.Int64
	var first error
	var once sync.Once
	var wg sync.WaitGroup
	start := time.Now()
	for range 64 {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || failed.Load() > 0 {
					return
				}
				if i > 0 && i%50_000 == 0 {
					log.Printf("%d of %d %s, %.0f s", i, n, what, time.Since(start).Seconds())
				}
				if err := do(i); err != nil {
					once.Do(func() { first = fmt.Errorf("%s %d: %w", what, i, err) })
					failed.Add(1)
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}

// at makes up the i-th customer: every twentieth an organisation, every
// tenth with a national id.
func (p buyers) at(i int) customer.Input {
	text := func(s string) *string { return &s }
	phone := fmt.Sprintf("09%09d", i*7_368_787%1_000_000_000)
	in := customer.Input{Kind: text(customer.Person), Phone: &phone, City: text(p.cities[i%len(p.cities)])}
	// every pair of names comes once before any comes twice
	first, last := p.first[i%len(p.first)], p.last[i/len(p.first)%len(p.last)]
	in.Name = text(first + " " + last)
	if i%20 == 19 {
		phone = fmt.Sprintf("021%08d", 20_000_000+i%60_000_000)
		in.Kind, in.Name = text(customer.Organisation), text(p.kinds[i/20%len(p.kinds)]+" "+last+" "+p.cities[i/40%len(p.cities)])
	}
	if i%10 == 3 {
		in.NationalID = text(nationalID(i))
	}
	return in
}
