package cheque

import (
	"slices"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
)

// State of a cheque.
type State string

// The states, in the order in which a cheque goes through them.
const (
	Held      State = "held"       // in the shop's hands
	Deposited State = "deposited"  // at the bank, which asks for the money
	Cleared   State = "cleared"    // the money came
	Bounced   State = "bounced"    // it didn't
	GivenBack State = "given_back" // with whoever drew it
)

// States lists them in that order.
var States = []State{Held, Deposited, Cleared, Bounced, GivenBack}

// open are the states in which something is still to be done.
var open = []State{Held, Deposited, Bounced}

// owes tells whether the customer owes what a cheque of this state should have
// paid.
func (s State) owes() bool { return s == Bounced || s == GivenBack }

// Step is one row of the table: from where to where, and who may. Back marks a
// step that takes another back, Owes one after which the customer owes again.
type Step struct {
	From  State       `json:"from"`
	To    State       `json:"to"`
	Right actor.Right `json:"right"`
	Back  bool        `json:"back"`
	Owes  bool        `json:"owes" doc:"The customer owes its amount again"`
}

// Steps is the table of what may follow what. The first step of a state is the
// one that people take most.
var Steps = []Step{
	step(Held, Deposited, false),
	step(Held, Cleared, false), // cashed at the bank's counter
	step(Held, GivenBack, false),
	step(Deposited, Cleared, false),
	step(Deposited, Bounced, false),
	step(Deposited, Held, true),
	step(Cleared, Deposited, true),
	step(Bounced, GivenBack, false),
	step(Bounced, Cleared, false), // the money came late
	step(Bounced, Deposited, true),
}

func step(from, to State, back bool) Step {
	return Step{From: from, To: to, Right: actor.ChequeManage, Back: back, Owes: to.owes() && !from.owes()}
}

// next lists the steps that can be taken from a state.
func (s State) next() []Step {
	out := []Step{}
	for _, one := range Steps {
		if one.From == s {
			out = append(out, one)
		}
	}
	return out
}

// may refuses a step that the table hasn't, or that who asks may not take.
func (s State) may(who actor.Actor, to State) error {
	if !slices.Contains(States, to) {
		return errs.At("state", errs.Invalid)
	}
	at := slices.IndexFunc(Steps, func(one Step) bool { return one.From == s && one.To == to })
	if at < 0 {
		return errs.At("state", "cheque_step")
	}
	if !who.May(Steps[at].Right) {
		return errs.New(errs.Forbidden)
	}
	return nil
}
