// Package receipt is what comes out of the roll printers: which printer a till
// has, a test print that says why nothing comes, the receipts themselves and day
// prints; and shelf labels.
// It owns the table printers.
//
// It refuses to note a print that did not come, and to print on a printer that
// the owner has not set.
package receipt

import (
	"context"

	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/escpos"
	"pishkhan/internal/invoice"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/till"
)

// Printer is where a till's receipts come out.
type Printer struct {
	TillID  string `json:"till_id"`
	Kind    string `json:"kind" enum:"network,device,folder"`
	Address string `json:"address" doc:"host:port, the path of a device, or a folder"`
	Paper   string `json:"paper" enum:"80mm,58mm"`
}

// Room keeps the printers and prints.
type Room struct {
	j        *change.Journal
	tills    *till.Room
	shops    *shop.Room
	invoices *invoice.Room
	printers *escpos.Printers
	shifts   *shift.Room
}

// New makes the room.
func New(j *change.Journal, tills *till.Room, shops *shop.Room, invoices *invoice.Room, shifts *shift.Room) *Room {
	return &Room{j: j, tills: tills, shops: shops, invoices: invoices, printers: escpos.New(), shifts: shifts}
}

// List gives the printers of all tills.
func (r *Room) List(ctx context.Context) (list []Printer, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		list, err = all(tx)
		return err
	})
	return list, err
}

// checked is a printer as it is kept; errs.NotFound for a till that isn't there.
func (r *Room) checked(tx *db.Tx, p Printer) (Printer, error) {
	if _, err := r.tills.Get(tx, p.TillID); err != nil {
		return p, err
	}
	address, err := escpos.Address(p.Kind, p.Address)
	if err != nil {
		return p, err
	}
	p.Address = address
	return p, nil
}

// Set gives a till its printer.
func (r *Room) Set(ctx context.Context, p Printer) (Printer, error) {
	err := r.j.Write(ctx, func(tx *change.Tx) (err error) {
		if p, err = r.checked(tx.Tx, p); err != nil {
			return err
		}
		return put(tx, p)
	})
	return p, err
}

// Remove takes a till's printer away; its receipts are PDF again.
func (r *Room) Remove(ctx context.Context, till string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		if _, err := byTill(tx.Tx, till); err != nil {
			return err
		}
		return remove(tx, till)
	})
}

// Test prints a page on a printer as it was typed, before it is kept.
func (r *Room) Test(ctx context.Context, p Printer) error {
	var s shop.Shop
	opt := invoice.Options{Paper: p.Paper}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		if p, err = r.checked(tx, p); err == nil {
			s, err = r.shops.Get(tx)
		}
		return err
	})
	if err == nil {
		opt, err = r.invoices.Look(ctx, opt)
	}
	if err != nil {
		return err
	}
	page, err := invoice.TestPage(s, r.j.DB.Now(), p.Address, opt)
	if err != nil {
		return err
	}
	return r.printers.Send(ctx, p.Kind, p.Address, "test", escpos.Encode(page))
}

// printer is a till's; no_printer when it has none.
func (r *Room) printer(ctx context.Context, till string) (p Printer, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		p, err = byTill(tx, till)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		err = errs.New("no_printer")
	}
	return p, err
}

// Print prints a document's receipt on a till's printer and notes it;
// no_printer when the till has none.
func (r *Room) Print(ctx context.Context, id, till, lang string) error {
	p, err := r.printer(ctx, till)
	if err != nil {
		return err
	}
	doc, page, err := r.invoices.Roll(ctx, id, lang, p.Paper)
	if err != nil {
		return err
	}
	if err := r.printers.Send(ctx, p.Kind, p.Address, doc.Number, escpos.Encode(page)); err != nil {
		return err
	}
	return r.invoices.Printed(context.WithoutCancel(ctx), doc.ID, invoice.FormReceipt, lang) // the paper is there
}

// PrintShift prints a day print on a till's printer; no_printer when the till
// has none.
func (r *Room) PrintShift(ctx context.Context, id, till, lang string) error {
	p, err := r.printer(ctx, till)
	if err != nil {
		return err
	}
	number, page, err := r.shifts.Roll(ctx, id, lang, p.Paper)
	if err != nil {
		return err
	}
	return r.printers.Send(ctx, p.Kind, p.Address, number, escpos.Encode(page))
}
