// Package practice makes a shop to practise in: goods, customers, staff of
// every role and half a year of sales, all of it through the real rooms under a
// clock that is wound through those weeks. It owns what such a shop is made
// of; it refuses to write into any folder but an empty one.
package practice

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/product"
	"pishkhan/internal/setup"
	"pishkhan/internal/shop"
	"pishkhan/internal/staff"
)

// Password is everybody's in a practice shop.
const Password = "anar-va-pesteh-28"

// User is somebody who works in a practice shop.
type User struct {
	User string
	Role actor.Role
	PIN  string // empty: none
}

// Users are who may sign in, the owner first.
var Users = []User{
	{"sara", actor.Owner, "7319"}, {"mehdi", actor.Manager, "4062"}, {"leila", actor.Support, ""}, {"reza", actor.Counter, "5840"}, {"narges", actor.Counter, "9173"},
}

// How much there is.
const (
	weeks     = 26
	busyWeeks = 6 // before them the shop was small
	customers = 40
	seed      = 1405 // the same shop on every computer and every day
)

// coin is what is payable rounded to, in rial: nobody carries coins for less.
const coin = 5_000

// Options of a practice shop.
type Options struct {
	Lang     string    // the shop's language, "fa" or "en"
	Now      time.Time // its last sale is a little before
	Progress func(done, total int)
	Cost     staff.Cost // what tests inject
}

// Fill makes the shop in dir, which must be empty or not there.
func Fill(ctx context.Context, dir string, opt Options) (err error) {
	if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return errs.New("folder_not_empty", "Dir", dir)
	}
	w := &world{lang: opt.Lang, rand: rand.New(rand.NewPCG(seed, 1)), lists: lists(opt.Lang)}
	today := opt.Now.In(calendar.Tehran)
	first := time.Date(today.Year(), today.Month(), today.Day(), 8, 30, 0, 0, calendar.Tehran).AddDate(0, 0, -7*weeks)
	w.clock.Set(first)
	w.app, err = app.Open(ctx, app.Config{DataDir: dir, As: "practice", Cost: opt.Cost, DB: db.Options{Now: w.clock.Now, NoSync: true}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.app.Close()) }()
	if err := w.open(ctx); err != nil {
		return err
	}
	total := 7 * weeks
	for day := range total + 1 {
		if opt.Progress != nil {
			opt.Progress(day, total)
		}
		if err := w.day(ctx, first.AddDate(0, 0, day), opt.Now.Add(-15*time.Minute)); err != nil {
			return err
		}
	}
	if err := w.limits(ctx); err != nil {
		return err
	}
	return w.setAside(ctx)
}

// world is the shop while it is made.
type world struct {
	app       *app.App
	clock     db.Clock
	rand      *rand.Rand
	lang      string
	lists     map[string][]string
	staff     []actor.Actor // as Users, at their tills
	goods     []good
	customers []buyer
	sales     int // at the counter, so far
	heard     int // of how many cheques the bank told what became of them
}

type good struct {
	item
	id string
}

type buyer struct {
	id           string
	organisation bool
}

// open sets the shop up: the shop, who works there, its goods and customers.
func (w *world) open(ctx context.Context) error {
	one := func(list string) string { return w.lists[list][0] }
	made, err := w.app.Setup.Run(ctx, setup.Request{
		Language: w.lang, Practice: true,
		Shop:  setup.NewShop{Name: one("shop"), Phone: "021 8800 1234", Address: one("address"), Unit: "toman"},
		Owner: setup.NewOwner{User: Users[0].User, Name: w.lists["staff"][0], Password: Password},
	})
	if err != nil {
		return err
	}
	owner := actor.Actor{StaffID: made.Staff.ID, Name: made.Staff.Name, Role: actor.Owner, Lang: w.lang}
	w.staff = []actor.Actor{owner}
	ctx = actor.With(ctx, owner)
	legal, note, place := w.legalID(), one("note"), one("province")
	postal := w.postalCode()
	name, rounding := one("shop"), int64(coin)
	_, err = w.app.Shop.Change(ctx, shop.Patch{LegalName: &name, NationalID: &legal, EconomicCode: &legal, Province: &place, City: &place,
		PostalCode: &postal, InvoiceNote: &note, Rounding: &rounding})
	if err != nil {
		return err
	}
	tills, err := w.app.Till.List(ctx)
	if err != nil {
		return err
	}
	if err := w.remembers(ctx, tills[0].ID, memories[0]); err != nil {
		return err
	}
	for i, u := range Users[1:] {
		s, _, err := w.app.Staff.Create(ctx, staff.New{User: u.User, Name: w.lists["staff"][i+1], Role: u.Role, Password: Password})
		if err != nil {
			return err
		}
		w.staff = append(w.staff, actor.Actor{StaffID: s.ID, Name: s.Name, Role: s.Role, Lang: w.lang})
	}
	for i, u := range Users {
		if u.PIN == "" {
			continue
		}
		if _, err := w.app.Staff.SetPIN(actor.With(ctx, w.staff[i]), Password, u.PIN); err != nil {
			return err
		}
	}
	for _, it := range goods(w.lang) {
		serial := it.warranty > 0
		p, _, err := w.app.Product.Create(ctx, "", product.Input{Name: &it.name, Price: &it.price, Code: &it.code, Unit: &it.unit,
			Category: &it.category, TaxClass: &it.class, Barcodes: it.barcodes(), MinStock: it.least(),
			AsksSerial: &serial, WarrantyMonths: &it.warranty}, it.stock)
		if err != nil {
			return err
		}
		w.goods = append(w.goods, good{it, p.ID})
		if err := w.bundle(ctx, p.ID, it.parts); err != nil {
			return err
		}
	}
	for i := range customers {
		in, organisation := w.customer(i)
		c, _, err := w.app.Customer.Create(ctx, "", in)
		if err != nil {
			return err
		}
		w.customers = append(w.customers, buyer{c.ID, organisation})
	}
	return w.levels(ctx)
}

// customer is the i-th: every organisation of the list, people between them.
func (w *world) customer(i int) (in customer.Input, organisation bool) {
	pick := func(list string) string { return w.lists[list][w.rand.IntN(len(w.lists[list]))] }
	text := func(s string) *string { return &s }
	phone := w.digits("0912", 7)
	street, place, postal := pick("street"), w.lists["province"][0], w.postalCode()
	in = customer.Input{Phone: &phone, Province: &place, City: &place, PostalCode: &postal}
	in.Address = text(w.app.Words.T(w.lang, "practice.address", map[string]any{"Street": street, "Number": i%80 + 10}))
	if i%4 == 3 {
		legal := w.legalID()
		in.Kind, in.Name = text(customer.Organisation), text(w.lists["organisation"][i/4])
		in.NationalID, in.EconomicCode, in.RegistrationNo = &legal, &legal, text(w.digits("", 6))
		in.Phone = text(w.digits("0218", 7))
		return in, true
	}
	in.Kind, in.Name = text(customer.Person), text(w.lists["first"][i%len(w.lists["first"])]+" "+pick("last"))
	if i%3 == 0 {
		in.NationalID = text(w.nationalID())
	}
	if i%8 == 1 { // a few whose paper and screen are in the other language
		in.Name, in.Language = text(w.lists["abroad"][i/8]), text(i18n.English)
		if w.lang == i18n.English {
			in.Language = text(i18n.Persian)
		}
	}
	return in, false
}
