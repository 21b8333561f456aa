// Package credit owns credit notes: an issued invoice taken back, whole (void)
// or by lines and quantities (return), with a number of its own, what goes to
// the shelf and what to scrap, and the money that goes back.
//
// It refuses to take back more than was sold less what came back before, to
// void what was partly returned, to give back more than was paid, and to leave
// a guest's money with the shop. The invoice itself never changes.
package credit

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/shift"
	"pishkhan/internal/shop"
	"pishkhan/internal/stock"
	"pishkhan/internal/till"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

// The kinds of credit notes.
const (
	Void   = "void"   // the whole invoice is cancelled
	Return = "return" // goods came back
	// Correction takes a whole invoice out of the sums because another stands in
	// its place; goods and money go straight on to that one. It is no document of
	// the tax office's: there the other one corrects the first.
	Correction = "correction"
)

// How a number is written: A-R1405-000012.
const (
	prefix = "%s-R%d-"
	width  = 6
)

// Where goods go that came back.
const (
	ToStock = "stock"
	ToScrap = "scrap"
)

// Request is a credit note as it is asked for. Its own id makes it repeatable.
type Request struct {
	ID        string         `json:"id" required:"true" format:"uuid"`
	InvoiceID string         `json:"invoice_id" required:"true" format:"uuid"`
	Kind      string         `json:"kind" required:"true" enum:"void,return,correction" doc:"A correction only to be quoted: it is made by an exchange"`
	GoesTo    string         `json:"goes_to,omitempty" enum:"stock,scrap" doc:"Of a void, and of lines that don't say; stock when left out"`
	Lines     []RequestLine  `json:"lines,omitempty" maxItems:"500" doc:"Of a return: what came back"`
	Refunds   []payment.Part `json:"refunds,omitempty" doc:"What goes back at once, in cash, by card or transfer; the rest is taken off what the customer owes"`
	Reason    string         `json:"reason,omitempty" maxLength:"300"`
}

// RequestLine is one line that came back.
type RequestLine struct {
	LineID   string   `json:"line_id" required:"true" doc:"The invoice's line"`
	Quantity string   `json:"quantity" required:"true" maxLength:"30"`
	GoesTo   string   `json:"goes_to,omitempty" enum:"stock,scrap"`
	Serials  []string `json:"serials,omitempty" maxItems:"50" doc:"Which pieces came back; needed where only some of a line with serials do"`
}

// Line is a line that came back: the invoice's line with the figures of the
// quantity that came back.
type Line struct {
	invoice.Line
	LineID string `json:"line_id" doc:"The invoice's line"`
	GoesTo string `json:"goes_to" enum:"stock,scrap"`
	bundle bool   // it was sold as one: its parts come back, where rounding leaves any
}

// NoteHead is a credit note in a list.
type NoteHead struct {
	ID            string     `json:"id"`
	Number        string     `json:"number"`
	Kind          string     `json:"kind" enum:"void,return,correction"`
	InvoiceID     string     `json:"invoice_id"`
	InvoiceNumber string     `json:"invoice_number"`
	IssuedAt      time.Time  `json:"issued_at"`
	CustomerID    string     `json:"customer_id"`
	BuyerName     string     `json:"buyer_name" doc:"Empty for a guest"`
	StaffName     string     `json:"staff_name"`
	Reason        string     `json:"reason"`
	Total         money.Rial `json:"total"`
	Refunded      money.Rial `json:"refunded" doc:"Went back as money"`
	TakenOff      money.Rial `json:"taken_off" doc:"Was taken off what the customer owes; refunded + taken_off = total"`
	TaxID         string     `json:"tax_id"`
	ForID         string     `json:"for_id" doc:"The invoice that it was exchanged for, or empty"`
	ForNumber     string     `json:"for_number"`
}

// Note is a credit note, whole.
type Note struct {
	NoteHead
	Series          string            `json:"series"`
	Year            int               `json:"year"`
	Seq             int               `json:"seq"`
	TillID          string            `json:"till_id"`
	StaffID         string            `json:"staff_id"`
	Lines           []Line            `json:"lines"`
	Refunds         []invoice.Payment `json:"refunds"`
	Gross           money.Rial        `json:"gross"`
	Discount        money.Rial        `json:"discount"`
	Net             money.Rial        `json:"net"`
	Tax             money.Rial        `json:"tax"`
	Rounding        money.Rial        `json:"rounding"`
	CurrencyVersion int               `json:"currency_version"`
	Language        string            `json:"language" enum:",fa,en" doc:"The customer's by now; empty without one"`
	hash            []byte
}

// Room answers for credit notes.
type Room struct {
	j        *change.Journal
	vault    *vault.Vault
	shop     *shop.Room
	tills    *till.Room
	invoices *invoice.Room
	named    customer.Finder
	takenOut func(context.Context) error
}

// New makes the room; takenOut writes down that customers' fields left the shop.
func New(j *change.Journal, v *vault.Vault, s *shop.Room, tills *till.Room, invoices *invoice.Room, named customer.Finder, takenOut func(context.Context) error) *Room {
	return &Room{j: j, vault: v, shop: s, tills: tills, invoices: invoices, named: named, takenOut: takenOut}
}

// Make issues a credit note, or finds it again: made tells which. The same id
// with other content is errs.Conflict.
func (r *Room) Make(ctx context.Context, req Request) (note Note, made bool, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		note, made, err = r.Issue(tx, req)
		return err
	})
	return note, made, err
}

// Issue is Make inside somebody's transaction.
func (r *Room) Issue(tx *change.Tx, req Request) (note Note, made bool, err error) {
	if req.Kind == Correction {
		return note, false, errs.At("kind", errs.Invalid)
	}
	return r.find(tx, req, Trade{})
}

// find finds a note again, or issues it.
func (r *Room) find(tx *change.Tx, req Request, trade Trade) (note Note, made bool, err error) {
	if req.ID == "" {
		return note, false, errs.At("id", errs.Required)
	}
	if req.ID, err = web.NewID("id", req.ID); err != nil {
		return note, false, err
	}
	req.InvoiceID = strings.ToLower(req.InvoiceID)
	text, err := json.Marshal(req)
	if err != nil {
		return note, false, err
	}
	hash := sha256.Sum256(text)
	if note, err = get(tx.Tx, req.ID); err == nil {
		if string(note.hash) != string(hash[:]) {
			err = errs.At("id", errs.Conflict)
		}
		return note, false, err
	} else if !errs.Is(err, errs.NotFound) {
		return note, false, err
	}
	note, err = r.issue(tx, req, hash[:], trade)
	return note, err == nil, err
}

// reckoned is a note before it is issued.
type reckoned struct {
	doc  invoice.Invoice // the original
	note Note
	coin money.Amount // what goes back in cash is a multiple of it
	most money.Rial   // that may go back as money
	own  money.Rial   // of it, what is the customer's own: more than this invoice leaves them owing
	wait money.Rial   // of own, what only cheques stand for that are not cleared yet
}

// reckon looks everything up and reckons: the invoice, the note's figures, and
// how much money may go back.
func (r *Room) reckon(tx *db.Tx, req Request) (k reckoned, err error) {
	k.doc, err = invoice.Get(tx, r.vault, strings.ToLower(req.InvoiceID))
	if errs.Is(err, errs.NotFound) {
		return k, errs.At("invoice_id", errs.NotFound)
	}
	if err != nil {
		return k, err
	}
	before, err := takenBack(tx, k.doc.ID)
	if err != nil {
		return k, err
	}
	wanted, err := wanted(k.doc, before, req)
	if err != nil {
		return k, err
	}
	s, err := r.shop.Plain(tx)
	if err != nil {
		return k, err
	}
	coin := coinOf(k.doc, s.Coin())
	if k.note, err = compute(k.doc, before, wanted, coin); err != nil {
		return k, err
	}
	if k.coin = s.Coin(); k.coin.Rial != coin || !whole(k.note.Total, coin) {
		k.coin.Rial = 0 // broken coins were paid, or came back before
	}
	left, came, err := refundable(tx, k.doc.ID)
	k.most = min(left, k.note.Total)
	k.own = max(0, min(k.most, k.note.Total-k.doc.Open))
	k.wait = max(0, k.own-came)
	return k, err
}

func (r *Room) issue(tx *change.Tx, req Request, hash []byte, trade Trade) (n Note, err error) {
	k, err := r.reckon(tx.Tx, req)
	if err != nil {
		return n, err
	}
	doc, n := k.doc, k.note
	back, err := payment.Refunds(req.Refunds, k.most-trade.Amount, k.coin)
	if err != nil {
		return n, err
	}
	if back > 0 && !tx.Actor.May(actor.Refund) {
		return n, errs.At("refunds", errs.Forbidden).Needs(string(actor.Refund))
	}
	n.Refunded = back + trade.Amount
	if n.TakenOff = n.Total - n.Refunded; doc.CustomerID == "" && n.TakenOff != 0 {
		return n, errs.At("refunds", "guest_refund")
	}
	t, err := till.At(tx.Tx, tx.Actor.TillID)
	if err != nil {
		return n, err
	}
	n.ID, n.Kind, n.InvoiceID, n.InvoiceNumber, n.hash = req.ID, req.Kind, doc.ID, doc.Number, hash
	n.CustomerID, n.Reason, n.IssuedAt, n.CurrencyVersion = doc.CustomerID, persian.TidyLines(req.Reason), tx.Now, doc.CurrencyVersion
	n.StaffID, n.StaffName, n.TillID, n.Series = tx.Actor.StaffID, tx.Actor.Name, t.ID, t.Series
	if doc.Buyer != nil {
		n.BuyerName = doc.Buyer.Name
	}
	if n.Year, n.Seq, err = r.tills.Next(tx, till.Credits, t.Series, calendar.FromTime(tx.Now).Year); err != nil {
		return n, err
	}
	n.Number = fmt.Sprintf(prefix+"%0*d", n.Series, n.Year, width, n.Seq)
	if req.Kind != Correction {
		if n.TaxID, err = invoice.Identify(tx, r.tills, invoice.WithMemory(t, doc)); err != nil {
			return n, err
		}
	}
	return n, r.write(tx, &n, append(trade.parts(), req.Refunds...))
}

// write writes the note with what follows from it: stock, money, balance.
func (r *Room) write(tx *change.Tx, n *Note, refunds []payment.Part) error {
	for i := range n.Lines {
		n.Lines[i].ID = tx.NewID()
	}
	var open string
	if len(refunds) > 0 {
		var err error
		if open, err = shift.ForMoney(tx.Tx, n.TillID); err != nil {
			return err
		}
	}
	ids, err := payment.GiveBack(tx, payment.Payment{InvoiceID: n.InvoiceID, CustomerID: n.CustomerID, TillID: n.TillID, ShiftID: open, StaffID: n.StaffID}, refunds)
	if err != nil {
		return err
	}
	if err := insert(tx, *n, ids); err != nil {
		return err
	}
	n.Refunds = []invoice.Payment{}
	for _, p := range refunds {
		n.Refunds = append(n.Refunds, invoice.Payment{Method: p.Method, Amount: p.Amount, Reference: persian.Tidy(p.Reference), At: tx.Now})
	}
	var moves []stock.Moved
	for _, l := range n.Lines {
		switch {
		case l.GoesTo != ToStock:
		case l.bundle:
			for _, p := range l.Parts {
				moves = append(moves, stock.Moved{ProductID: p.ProductID, Quantity: p.Quantity})
			}
		default:
			moves = append(moves, stock.Moved{ProductID: l.ProductID, Quantity: l.Quantity})
		}
	}
	if len(moves) > 0 {
		if _, err := stock.MoveAll(tx, moves, stock.Return, n.ID); err != nil {
			return err
		}
	}
	if n.CustomerID == "" || n.TakenOff == 0 {
		return nil
	}
	if _, err := invoice.Reduce(tx, n.InvoiceID, n.TakenOff); err != nil {
		return err
	}
	return customer.Owe(tx, n.CustomerID, -n.TakenOff)
}
