// Package order owns what a customer asked for, from the first word to the
// hand-over: its number and its state. A sale at the counter is an order that
// is done at once. It refuses a state that isn't in its table.
package order

import (
	"fmt"
	"time"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
)

// State of an order.
type State string

// Done is an order that was handed over and settled.
const Done State = "done"

// Order is an order's head.
type Order struct {
	ID         string     `json:"id"`
	Number     string     `json:"number" example:"A-1048"`
	Series     string     `json:"-"`
	Seq        int        `json:"-"`
	TillID     string     `json:"till_id"`
	CustomerID string     `json:"customer_id"`
	State      State      `json:"state"`
	Total      money.Rial `json:"total"`
	StaffID    string     `json:"staff_id"`
	CreatedAt  time.Time  `json:"created_at"`
}

// firstNumber keeps order numbers at four digits from the first day on, as
// people expect of one.
const firstNumber = 1000

// Number is how people read an order's place in a till's series: A-1048.
func Number(series string, seq int) string { return fmt.Sprintf("%s-%d", series, firstNumber+seq) }

// Insert writes a new order.
func Insert(tx *change.Tx, o Order) error { return insert(tx, o) }

// Room answers for orders.
type Room struct {
	j     *change.Journal
	named customer.Finder
}

// New makes the room.
func New(j *change.Journal, named customer.Finder) *Room { return &Room{j: j, named: named} }

// Get reads an order's head.
func Get(tx *db.Tx, id string) (Order, error) { return get(tx, id) }
