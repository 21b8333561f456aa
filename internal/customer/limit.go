package customer

import (
	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

// Limit is the most that a customer may owe: without Limited there is none.
// Left is how much more that is; below zero they owe more than they may.
type Limit struct {
	Limited bool       `json:"limited"`
	Limit   money.Rial `json:"limit" doc:"Rial; 0 without one"`
	Left    money.Rial `json:"left" doc:"Until the limit; 0 without one"`
}

// LimitOf reads it; of a customer that was merged it is that of the one that
// stayed.
func LimitOf(tx *db.Tx, id string) (Limit, error) {
	root, err := Root(tx, id)
	if err != nil {
		return Limit{}, err
	}
	return limitOf(tx, root)
}

// SetLimit sets the most that a customer may owe; nil takes the limit away.
func SetLimit(tx *change.Tx, id string, most *money.Rial) error {
	if most != nil && (*most < 0 || most.Check() != nil) {
		return errs.At("limit", "out_of_range")
	}
	root, err := Root(tx.Tx, id)
	if err != nil {
		return err
	}
	before, err := limitOf(tx.Tx, root)
	if err != nil {
		return err
	}
	if before.Limited == (most != nil) && (most == nil || *most == before.Limit) {
		return nil
	}
	return setLimit(tx, root, most)
}

// Pass is a limit that was passed: who let it happen, and how far.
type Pass struct {
	Limit     money.Rial `json:"limit"`
	Owed      money.Rial `json:"owed" doc:"By the customer, with this document"`
	StaffName string     `json:"staff_name"`
}

// PassOf is the limit that an invoice passed; nil for most.
func PassOf(tx *db.Tx, invoiceID string) (*Pass, error) { return passOf(tx, invoiceID) }

// NotePass writes down that an invoice lets a customer owe more than they may, where
// it does: Within let it pass.
func NotePass(tx *change.Tx, id, invoiceID string, more money.Rial) error {
	l, err := LimitOf(tx.Tx, id)
	if err != nil || !l.Limited || more <= l.Left {
		return err
	}
	return insertPass(tx, id, invoiceID, l.Limit, l.Limit-l.Left+more)
}

// Within refuses what would let a customer owe more than they may; who has the
// right, or somebody who lends it, lets it pass. unit is in which the refusal
// says how much is left.
func Within(tx *db.Tx, who actor.Actor, id string, more money.Rial, unit money.Unit) error {
	l, err := LimitOf(tx, id)
	if err != nil || !l.Limited || more <= l.Left || who.May(actor.CreditOver) {
		return err
	}
	return errs.At("payments", "credit_limit", "Left", money.Amount{Rial: max(l.Left, 0), Unit: unit}).Needs(string(actor.CreditOver))
}
