// Package app puts the program together: Open builds every floor in order,
// Close takes them down in reverse, and the App between is a value that a
// test can start. It owns the data folder's lock and the outer door (which
// hosts and which sites may ask at all); it refuses a folder that another
// process holds and an address that others could listen in on.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"

	"pishkhan/frontend"
	"pishkhan/internal/account"
	"pishkhan/internal/api"
	"pishkhan/internal/bulk"
	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/cheque"
	"pishkhan/internal/credit"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/display"
	"pishkhan/internal/doclink"
	"pishkhan/internal/errs"
	"pishkhan/internal/find"
	"pishkhan/internal/handout"
	"pishkhan/internal/i18n"
	"pishkhan/internal/inbox"
	"pishkhan/internal/intake"
	"pishkhan/internal/invoice"
	"pishkhan/internal/level"
	"pishkhan/internal/network"
	"pishkhan/internal/notice"
	"pishkhan/internal/order"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/product"
	"pishkhan/internal/receipt"
	"pishkhan/internal/sale"
	"pishkhan/internal/scale"
	"pishkhan/internal/serial"
	"pishkhan/internal/setup"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/staff"
	"pishkhan/internal/stock"
	"pishkhan/internal/supply"
	"pishkhan/internal/tax"
	"pishkhan/internal/till"
	"pishkhan/internal/vault"
)

// Version of the program; the build sets it.
var Version = "dev"

// Config says which shop to open and how.
type Config struct {
	// DataDir is the data folder; DefaultDataDir when empty. It is made when
	// it is missing.
	DataDir string
	// Beside opens the folder without its lock, for commands that work next
	// to a running program (doctor, import, invoice, backup).
	Beside bool
	// As is what the lock tells others about this process: "serve", "window".
	As string
	// Hosts are names, besides the loopback ones, under which a proxy on this
	// computer passes requests on.
	Hosts []string
	// Locked opens the shop even where its key isn't on this computer; what is
	// sealed stays so. For commands that read no customer (doctor).
	Locked bool
	// DB and Cost are what tests inject: clock, faults, and cheap passwords.
	DB   db.Options
	Cost staff.Cost
	// Machine is what tests inject: the names and addresses of this computer.
	Machine network.Machine
}

// App is the open program.
type App struct {
	Dir       string // the data folder, absolute
	Words     *i18n.Catalogue
	Journal   *change.Journal
	Vault     *vault.Vault // empty until there is a shop
	Shop      *shop.Room
	Staff     *staff.Room
	Customer  *customer.Room
	Stock     *stock.Room
	Product   *product.Room
	Bundle    *bundle.Room
	Serial    *serial.Room
	Supply    *supply.Room
	Scale     *scale.Room
	Level     *level.Room
	Tax       *tax.Room
	Till      *till.Room
	Setup     *setup.Room
	Network   *network.Room
	Shift     *shift.Room
	Order     *order.Room
	Invoice   *invoice.Room
	Bulk      *bulk.Room
	Credit    *credit.Room
	Cheque    *cheque.Room
	Sale      *sale.Room
	Account   *account.Room
	Receipt   *receipt.Room
	Handout   *handout.Room
	Display   *display.Room
	Pricelist *pricelist.Room
	Notice    *notice.Room
	Intake    *intake.Room
	Find      *find.Room
	Routes    *api.API
	lock      *lock
	handler   http.Handler
	door      func(ours func(host string) bool) http.Handler
	closers   []func() error
}

// Open builds everything in order. It answers errs.Error data_in_use when
// another process holds the folder. Close gives everything back.
func Open(ctx context.Context, cfg Config) (*App, error) {
	dir, err := Folder(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	a := &App{Dir: dir}
	if err := a.build(ctx, cfg); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

func (a *App) build(ctx context.Context, cfg Config) error {
	if !cfg.Beside {
		l, err := acquire(a.Dir, cfg.As)
		if err != nil {
			return err
		}
		a.lock = l
		a.onClose(l.release)
		if err := a.leaveNothing(); err != nil {
			return err
		}
		a.onClose(a.leaveNothing)
	}
	a.Words = i18n.Load(a.Dir)
	d, err := db.Open(ctx, Database(a.Dir), cfg.DB)
	if err != nil {
		return err
	}
	a.onClose(d.Close)
	if a.Journal, err = change.New(d); err != nil {
		return err
	}
	a.rooms(cfg)
	if err := a.settle(ctx, cfg.Locked); err != nil {
		return err
	}
	a.Routes = api.New(api.Rooms{
		Journal: a.Journal, Words: a.Words, Shop: a.Shop, Staff: a.Staff, Tax: a.Tax, Till: a.Till, Setup: a.Setup,
		More: []api.Room{a.Network, a.Customer, a.Stock, a.Product, a.Bundle, a.Serial, a.Supply, a.Scale, a.Level, a.Shift, a.Order, a.Invoice, a.Bulk, a.Credit, a.Cheque, a.Sale, a.Account, a.Receipt, a.Handout, a.Display, a.Pricelist, a.Notice, a.Intake, a.Find},
	}, Version)
	a.onClose(a.Routes.Close)
	if !cfg.Beside {
		watching, end := context.WithCancel(context.WithoutCancel(ctx))
		ranked := make(chan struct{})
		a.onClose(func() error { end(); <-ranked; return nil })
		go func() { defer close(ranked); a.Find.Keep(watching) }()
		reminded := make(chan struct{})
		a.onClose(func() error { end(); <-reminded; return nil })
		go func() { defer close(reminded); notice.Hourly(watching, a.Cheque.Remind, a.Credit.Remind) }()
		if err := a.Words.Watch(watching, a.Routes.NewWording); err != nil {
			slog.Warn("the shop's own wording is not watched", "error", err) // worth no closed shop
		}
	}
	if !cfg.Beside {
		if err := a.watchInbox(ctx); err != nil {
			slog.Warn("the inbox is not watched", "error", err)
		}
	}
	pages := newStatic(frontend.Files(), a.Words)
	trust, papers := a.Network.Trust(), a.Handout.Pages()
	a.door = func(ours func(string) bool) http.Handler {
		return door(a.Words, ours, a.Routes, pages, map[string]http.Handler{network.TrustPath: trust, network.AuthorityPath: trust, doclink.Path: papers})
	}
	a.handler = behindProxy(cfg.Hosts, a.door(loopback(cfg.Hosts)))
	return nil
}

// leaveNothing removes lists that were sent and never taken in, at the start
// and at the end: they may be of customers, and say openly what the file seals.
// Only who holds the folder has such files.
func (a *App) leaveNothing() error { return os.RemoveAll(filepath.Join(a.Dir, "tmp")) }

// rooms builds the third floor, each room after those that it leans on.
func (a *App) rooms(cfg Config) {
	j := a.Journal
	a.Vault = &vault.Vault{}
	a.Shop = shop.New(j, a.Words.SetLanguage)
	a.Staff = staff.Open(j, a.Vault, a.Shop, cfg.Cost)
	a.Notice = notice.New(j, a.Words)
	a.Stock = stock.New(j, product.Exists, product.Counted)
	a.Tax = tax.New(j)
	a.Product = product.New(j, a.Words, a.Tax.Known)
	a.Bundle = bundle.New(j, a.Product)
	a.Serial = serial.New(j)
	a.Supply = supply.New(j, a.Shop, a.Words)
	a.Scale = scale.New(j)
	a.Level = level.New(j)
	a.Till = till.New(j, a.Dir)
	a.Setup = setup.New(j, a.Vault, a.Words, a.Shop, a.Staff, a.Tax, a.Till)
	a.Network = network.New(j, a.Vault, a.Shop, a.Words, a.Notice, cfg.Machine)
	a.Customer = customer.New(j, a.Vault)
	named := customer.Finder{IDs: a.Customer.IDs, Family: customer.Family}
	a.Shift = shift.New(j, a.Till, a.Shop, a.Words)
	a.Order = order.New(j, a.Vault, a.Customer, a.Shop)
	a.Invoice = invoice.New(j, a.Vault, a.Shop, a.Words, named, a.Network.Address)
	a.Credit = credit.New(j, a.Vault, a.Shop, a.Till, a.Invoice, named, a.Customer.TakenOut)
	a.Bulk = bulk.New(j, a.Vault, a.Invoice, a.Credit, a.Customer.TakenOut, a.Dir)
	a.onClose(a.Bulk.Close)
	a.Cheque = cheque.New(j, a.Shop, named)
	a.Sale = sale.New(j, a.Vault, sale.Rooms{Shop: a.Shop, Customer: a.Customer, Tax: a.Tax, Till: a.Till, Order: a.Order, Credit: a.Credit, Level: a.Level}, a.Words)
	a.Account = account.New(j, account.Rooms{Customer: a.Customer, Shop: a.Shop}, a.Words)
	a.Receipt = receipt.New(j, a.Till, a.Shop, a.Invoice, a.Shift)
	a.Handout = handout.New(j, a.Vault, handout.Rooms{Invoice: a.Invoice, Credit: a.Credit}, a.Words)
	a.Display = display.New(j, display.Rooms{Shop: a.Shop, Handout: a.Handout, Address: a.Network.Address})
	a.Pricelist = pricelist.New(j, a.Customer, a.Words, a.Dir)
	a.Intake = intake.New(j, intake.Rooms{Lists: a.Pricelist, Customer: a.Customer}, a.Words, a.Dir)
	a.onClose(a.Intake.Close)
	a.Find = find.New(j, a.Vault, find.Rooms{Customer: a.Customer, Product: a.Product, Invoice: a.Invoice, Order: a.Order, Credit: a.Credit, Cheque: a.Cheque})
}

// settle finds out which shop this is, before anything is sold in it.
func (a *App) settle(ctx context.Context, locked bool) error {
	moved, err := a.Till.Settle(ctx)
	if err != nil {
		return err
	}
	if moved {
		slog.Warn("this data folder is a copy: its tills go on in new series", "folder", a.Dir)
	}
	switch err := a.Setup.Unlock(ctx); {
	case err == nil, locked && errs.Is(err, "key_missing"):
	default:
		return err
	}
	s, err := a.Shop.Read(ctx)
	if errs.Is(err, errs.SetupNeeded) {
		return nil
	}
	if err == nil {
		a.Words.SetLanguage(s.Language)
	}
	return err
}

// watchInbox puts right what a stop broke off and begins to watch the inbox.
func (a *App) watchInbox(ctx context.Context) error {
	a.Intake.Settle(filepath.Join(a.Dir, inbox.Folder), a.alone)
	box, err := inbox.New(a.Dir, inbox.Rooms{Intake: a.Intake, Words: a.Words, Open: func(ctx context.Context) bool {
		_, err := a.Shop.Read(ctx)
		return err == nil
	}}, a.Journal.DB.Now)
	if err != nil {
		return err
	}
	watching, end := context.WithCancel(context.WithoutCancel(ctx))
	wait := box.Watch(watching)
	a.onClose(func() error {
		end()
		err := a.Intake.Close() // what the inbox waits for
		wait()
		return err
	})
	return nil
}

// onClose registers what Close undoes, in reverse.
func (a *App) onClose(f func() error) { a.closers = append(a.closers, f) }

// Close takes everything down, last built first.
func (a *App) Close() error {
	var failed []error
	for i := len(a.closers) - 1; i >= 0; i-- {
		failed = append(failed, a.closers[i]())
	}
	a.closers = nil
	return errors.Join(failed...)
}

// Handler is what a browser talks to: /api/ and the interface, behind the door.
func (a *App) Handler() http.Handler { return a.handler }

// OnNetwork answers on the shop's own network too while the owner wants it,
// until end is called.
func (a *App) OnNetwork(ctx context.Context) (end func()) { return a.Network.Answer(ctx, a.door) }

// API is /api/ alone, for the window, which nobody else can reach. Nothing is
// compressed there: a web view need not unpack what its own program answers.
func (a *App) API() http.Handler {
	plain := noStore(a.Routes)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		plain.ServeHTTP(w, r)
	})
}

// DefaultDataDir is PISHKHAN_DATA, or the platform's place for a program's
// data on this computer.
func DefaultDataDir() (string, error) {
	if dir := os.Getenv("PISHKHAN_DATA"); dir != "" {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "Pishkhan"), nil
		}
		return filepath.Join(home, "AppData", "Local", "Pishkhan"), nil
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "Pishkhan"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "pishkhan"), nil
	}
	return filepath.Join(home, ".local", "share", "pishkhan"), nil
}
