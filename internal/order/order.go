// Package order owns what a customer asked for, from the first word to the
// hand-over: its number, its lines, its state, and the timeline of who did
// what. A sale at the counter is an order that is done at once.
//
// It refuses a state that isn't in its table, a step that the table hasn't or
// whose need isn't met, an order of nobody known, and more handed over than was
// asked for.
package order

import (
	"context"
	"fmt"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/bundle"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/shop"
	"pishkhan/internal/vault"
)

// Order is an order's head. What a sale at the counter hasn't is empty.
type Order struct {
	ID           string     `json:"id"`
	Number       string     `json:"number" example:"A-1048"`
	Series       string     `json:"-"`
	Seq          int        `json:"-"`
	TillID       string     `json:"till_id"`
	CustomerID   string     `json:"customer_id"`
	CustomerName string     `json:"customer_name"`
	State        State      `json:"state"`
	Total        money.Rial `json:"total"`
	StaffID      string     `json:"staff_id"`
	CreatedAt    time.Time  `json:"created_at"`
	Source       string     `json:"source" enum:"counter,phone,portal"`
	PromisedOn   string     `json:"promised_on" example:"2026-11-23"`
	PromisedTime string     `json:"promised_time" example:"17:30"`
	Delivery     string     `json:"delivery" enum:",pickup,courier,post"`
	First        string     `json:"first" doc:"What the first line is called"`
	Lines        int        `json:"lines"`
	Deposit      money.Rial `json:"deposit" doc:"Paid ahead and not given back"`
	Delivered    bool       `json:"delivered" doc:"Something was handed over"`
	Paid         money.Rial `json:"paid" doc:"What was paid for it in all: ahead and not given back, and for what was handed over and did not come back"`
	Owed         money.Rial `json:"owed" doc:"Still open of its invoices"`
}

// Line is one line of an order. Price is of one, as the shelf says it;
// Discount is taken from the whole line.
type Line struct {
	ID               string         `json:"id"`
	Row              int            `json:"row"`
	ProductID        string         `json:"product_id"`
	Name             string         `json:"name"`
	Unit             string         `json:"unit"`
	Quantity         money.Quantity `json:"quantity"`
	Price            money.Rial     `json:"price"`
	PriceIncludesTax bool           `json:"price_includes_tax"`
	Discount         money.Rial     `json:"discount"`
	Delivered        money.Quantity `json:"delivered"`
	AsksSerial       bool           `json:"asks_serial" doc:"The product asks which piece is handed over"`
	Parts            []bundle.Part  `json:"parts,omitempty" doc:"Of a bundle: what the line is made of"`
}

// Left is what wasn't handed over yet.
func (l Line) Left() money.Quantity { return l.Quantity - l.Delivered }

// Event is one entry of the timeline.
type Event struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind" enum:"placed,state,changed,deposit,refund,delivery"`
	From      State      `json:"from"`
	To        State      `json:"to"`
	Amount    money.Rial `json:"amount"`
	RefID     string     `json:"ref_id"`
	Note      string     `json:"note"`
	Changes   []Change   `json:"changes" doc:"Of what was changed; what is sealed, and notes, without their texts"`
	StaffID   string     `json:"staff_id"`
	StaffName string     `json:"staff_name"`
	At        time.Time  `json:"at"`
}

// The kinds of events.
const (
	Placed   = "placed"
	Moved    = "state"
	Changed  = "changed"
	Deposit  = "deposit"
	Refunded = "refund" // of what was paid ahead; the reference is the step's event
	Delivery = "delivery"
)

// Details are how an order goes out. Phone and Address are hidden; who delivers
// asks for the contact.
type Details struct {
	Hash         []byte `json:"-"`
	Recipient    string `json:"recipient"`
	Phone        string `json:"phone"`
	Address      string `json:"address"`
	TrackingCode string `json:"tracking_code"`
	Note         string `json:"note"`
}

// Whole is an order with all that belongs to it. Next are the steps that can be
// taken now.
type Whole struct {
	Order
	Details
	Ahead     money.Rial `json:"ahead" doc:"Paid ahead, not given back, and not used by an invoice"`
	Invoiced  money.Rial `json:"invoiced" doc:"What was handed over of it comes to"`
	LeftToPay money.Rial `json:"left_to_pay" doc:"Of what is still to be handed over, what was not paid ahead: the most that a deposit may be"`
	Owing     []string   `json:"owing" required:"true" doc:"The invoices of which something is, the oldest first"`
	NoAddress bool       `json:"no_address" doc:"It is to be brought, and neither it nor its customer says where"`
	Items     []Line     `json:"items" required:"true"`
	Timeline  []Event    `json:"timeline" required:"true" doc:"The newest first"`
	Next      []Step     `json:"next" required:"true"`
}

// firstNumber keeps order numbers at four digits from the first day on, as
// people expect of one.
const firstNumber = 1000

// Number is how people read an order's place in a till's series: A-1048.
func Number(series string, seq int) string { return fmt.Sprintf("%s-%d", series, firstNumber+seq) }

// Insert writes a new order's head.
func Insert(tx *change.Tx, o Order) error { return insert(tx, o) }

// Room answers for orders.
type Room struct {
	j         *change.Journal
	vault     *vault.Vault
	customers *customer.Room
	shop      *shop.Room
}

// New makes the room.
func New(j *change.Journal, v *vault.Vault, customers *customer.Room, s *shop.Room) *Room {
	return &Room{j: j, vault: v, customers: customers, shop: s}
}

// Get reads an order's head.
func Get(tx *db.Tx, id string) (Order, error) { return get(tx, id) }

// Place writes a new order that will be followed, with its lines, and holds its
// goods back.
func (r *Room) Place(tx *change.Tx, w Whole) error {
	w.State = Received
	if err := insert(tx, w.Order); err != nil {
		return err
	}
	if err := r.insertDetails(tx, w); err != nil {
		return err
	}
	if err := board(tx.Tx, w.ID); err != nil {
		return err
	}
	if err := insertLines(tx, w.ID, w.Items); err != nil {
		return err
	}
	if err := reserve(tx.Tx, w.Items, 1); err != nil {
		return err
	}
	return insertEvent(tx, w.ID, Event{ID: tx.NewID(), Kind: Placed, To: Received, Amount: w.Total, Note: w.Note})
}

// Read gives an order whole, as the actor of the transaction may see it.
func (r *Room) Read(ctx context.Context, id string) (w Whole, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		w, err = r.whole(tx, id)
		return err
	})
	return w.shown(actor.From(ctx)), err
}

// Whole reads an order whole, with what is sealed.
func (r *Room) Whole(tx *db.Tx, id string) (Whole, error) { return r.whole(tx, id) }

func (r *Room) whole(tx *db.Tx, id string) (w Whole, err error) {
	w.Items, w.Timeline, w.Next = []Line{}, []Event{}, []Step{}
	rows := []listed{{}}
	if rows[0].Order, err = get(tx, id); err != nil {
		return w, err
	}
	if err = dress(tx, rows); err != nil {
		return w, err
	}
	w.Order = rows[0].Order
	if err = r.details(tx, &w); err != nil {
		return w, err
	}
	if w.Ahead, err = payment.Ahead(tx, id); err != nil {
		return w, err
	}
	if w.Invoiced, err = invoiced(tx, id); err != nil {
		return w, err
	}
	if w.LeftToPay = w.Total - w.Invoiced - w.Ahead; w.LeftToPay < 0 || !w.State.holds() {
		w.LeftToPay = 0
	}
	if _, w.Owing, err = owing(tx, id); err != nil {
		return w, err
	}
	if w.Items, err = lines(tx, id); err != nil {
		return w, err
	}
	if w.Timeline, err = events(tx, id); err != nil {
		return w, err
	}
	if w.brought() && w.Address == "" {
		who, err := r.customers.Get(tx, w.CustomerID)
		if err != nil {
			return w, err
		}
		w.NoAddress = who.Address == ""
	}
	w.Next = w.possible()
	return w, nil
}

// shown hides what is sealed, and the steps that the actor may not take.
func (w Whole) shown(who actor.Actor) Whole {
	const hidden = "••••"
	if w.Address != "" {
		w.Address = hidden
	}
	if n := len(w.Phone); n > 4 {
		w.Phone = hidden + w.Phone[n-4:]
	}
	next := []Step{}
	for _, s := range w.Next {
		if who.May(s.Right) {
			next = append(next, s)
		}
	}
	w.Next = next
	return w
}

// Move takes an order one step further (or back), where the table has the step
// and its need is met. Where that lets the order go, what was paid ahead may be
// given back; the rest stays the customer's. The event's own id makes it
// repeatable.
func (r *Room) Move(ctx context.Context, id, eventID string, to State, note string, refunds []payment.Part) (w Whole, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if w, err = r.whole(tx.Tx, id); err != nil {
			return err
		}
		for _, e := range w.Timeline {
			if e.ID != eventID {
				continue
			}
			if e.Kind != Moved || e.To != to || e.Note != note || !w.gave(eventID, refunds) {
				return errs.At("id", errs.Conflict)
			}
			return nil
		}
		if err := w.may(tx.Actor, to); err != nil {
			return err
		}
		if eventID == "" {
			eventID = tx.NewID()
		}
		if err := move(tx, w, Event{ID: eventID, Kind: Moved, To: to, Note: note}); err != nil {
			return err
		}
		if err := r.giveBack(tx, w, eventID, to, refunds); err != nil {
			return err
		}
		w, err = r.whole(tx.Tx, id)
		return err
	})
	return w.shown(actor.From(ctx)), err
}

// move changes the state, holds goods back or lets them go, and writes it down.
func move(tx *change.Tx, w Whole, e Event) error {
	e.From = w.State
	if err := insertEvent(tx, w.ID, e); err != nil {
		return err
	}
	if err := setState(tx, w.ID, e.To); err != nil {
		return err
	}
	switch was, is := w.State.holds(), e.To.holds(); {
	case was && !is:
		return reserve(tx.Tx, w.Items, -1)
	case !was && is:
		return reserve(tx.Tx, w.Items, 1)
	}
	return nil
}
