package order

import (
	"slices"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
)

// State of an order.
type State string

// The states, in the order in which an order goes through them.
const (
	Received  State = "received"
	Confirmed State = "confirmed"
	Preparing State = "preparing"
	Ready     State = "ready"
	Sent      State = "sent"      // given to a courier or the post
	Delivered State = "delivered" // in the customer's hands
	Done      State = "done"      // handed over and settled
	Cancelled State = "cancelled"
	Returned  State = "returned" // came back
)

// States lists them in that order.
var States = []State{Received, Confirmed, Preparing, Ready, Sent, Delivered, Done, Cancelled, Returned}

// open are the states in which something is still to be done.
var open = []State{Received, Confirmed, Preparing, Ready, Sent}

// holds tells whether an order of this state holds its goods back.
func (s State) holds() bool { return s != Sent && slices.Contains(open, s) }

// The needs of a step.
const (
	Nothing   = ""          // none
	Untouched = "untouched" // nothing was handed over yet
	Begun     = "begun"     // something was handed over; the rest is let go
	Handed    = "handed"    // everything was handed over
)

// Step is one row of the table: from where to where, who may, and what it
// needs. Back marks a step that takes another back.
type Step struct {
	From  State       `json:"from"`
	To    State       `json:"to"`
	Right actor.Right `json:"right"`
	Need  string      `json:"need" enum:",untouched,begun,handed"`
	Back  bool        `json:"back"`
}

// Steps is the table of what may follow what. The first step of a state is the
// one that people take most.
var Steps = []Step{
	{Received, Confirmed, actor.OrderWrite, Nothing, false},
	{Received, Preparing, actor.OrderWrite, Nothing, false},
	{Received, Cancelled, actor.OrderWrite, Untouched, false},
	{Confirmed, Preparing, actor.OrderWrite, Nothing, false},
	{Confirmed, Ready, actor.OrderWrite, Nothing, false},
	{Confirmed, Received, actor.OrderWrite, Nothing, true},
	{Confirmed, Cancelled, actor.OrderWrite, Untouched, false},
	{Preparing, Ready, actor.OrderWrite, Nothing, false},
	{Preparing, Confirmed, actor.OrderWrite, Nothing, true},
	{Preparing, Done, actor.OrderWrite, Begun, false},
	{Preparing, Cancelled, actor.OrderWrite, Untouched, false},
	{Ready, Delivered, actor.OrderWrite, Handed, false},
	{Ready, Sent, actor.OrderWrite, Handed, false},
	{Ready, Preparing, actor.OrderWrite, Nothing, true},
	{Ready, Done, actor.OrderWrite, Begun, false},
	{Ready, Cancelled, actor.OrderWrite, Untouched, false},
	{Sent, Delivered, actor.OrderWrite, Handed, false},
	{Sent, Done, actor.OrderWrite, Handed, false},
	{Sent, Returned, actor.Void, Handed, false},
	{Delivered, Done, actor.OrderWrite, Nothing, false},
	{Delivered, Returned, actor.Void, Handed, false},
	{Cancelled, Received, actor.OrderWrite, Nothing, true},
}

// met tells whether a step's need is met.
func (w Whole) met(need string) bool {
	begun, whole := false, len(w.Items) > 0
	for _, l := range w.Items {
		begun = begun || l.Delivered > 0
		whole = whole && l.Left() <= 0
	}
	switch need {
	case Untouched:
		return !begun
	case Begun:
		return begun && !whole
	case Handed:
		return whole
	}
	return true
}

// possible lists the steps that can be taken now.
func (w Whole) possible() []Step {
	out := []Step{}
	for _, s := range Steps {
		if s.From == w.State && w.met(s.Need) {
			out = append(out, s)
		}
	}
	return out
}

// may refuses a step that the table hasn't, that who asks may not take, or
// whose need isn't met.
func (w Whole) may(who actor.Actor, to State) error {
	if !slices.Contains(States, to) {
		return errs.At("state", errs.Invalid)
	}
	at := slices.IndexFunc(Steps, func(s Step) bool { return s.From == w.State && s.To == to })
	if at < 0 || len(w.Items) == 0 { // a sale at the counter is done for good
		return errs.At("state", "order_step")
	}
	if !who.May(Steps[at].Right) {
		return errs.New(errs.Forbidden).Needs(string(Steps[at].Right))
	}
	if need := Steps[at].Need; !w.met(need) {
		return errs.At("state", errs.Code("order_needs_"+need))
	}
	return nil
}
