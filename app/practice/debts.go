package practice

import (
	"context"
	"time"

	"pishkhan/internal/account"
	"pishkhan/internal/actor"
	"pishkhan/internal/cheque"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/web"
)

// cheque is what is written on one that somebody draws.
func (w *world) cheque() *payment.Written {
	days := 10 + w.rand.IntN(8)*10
	return &payment.Written{Number: w.digits("", 6), SayadID: w.digits("", 16), Bank: w.lists["bank"][w.rand.IntN(len(w.lists["bank"]))],
		DueOn: w.clock.Now().AddDate(0, 0, days).Format(time.DateOnly)}
}

// bank takes the cheques that are due to the bank and hears what became of
// those that are there: most are cleared in two days, every sixth bounces, and
// one that bounced is always still open.
func (w *world) bank(ctx context.Context, morning time.Time) error {
	w.clock.Set(morning.Add(20 * time.Minute))
	ctx = actor.With(ctx, w.staff[1])
	list, err := w.app.Cheque.Find(ctx, web.Query{Limit: 200}, "", cheque.Filter{Open: true})
	if err != nil {
		return err
	}
	bounced := 0
	for _, c := range list.Items {
		if c.State == cheque.Bounced {
			bounced++
		}
	}
	since := func(days int) string { return morning.AddDate(0, 0, -days).Format(time.DateOnly) }
	for _, c := range list.Items {
		to := cheque.State("")
		switch {
		case c.State == cheque.Held && c.DueOn <= since(0) && w.rand.IntN(4) > 0:
			to = cheque.Deposited
		case c.State == cheque.Deposited && c.DueOn <= since(2) && w.heard%6 == 1:
			to = cheque.Bounced
			w.heard++
		case c.State == cheque.Deposited && c.DueOn <= since(2):
			to = cheque.Cleared
			w.heard++
		case c.State == cheque.Bounced && bounced > 1 && c.DueOn <= since(9) && w.rand.IntN(6) == 0:
			to = cheque.Cleared
			bounced--
		case c.State == cheque.Bounced && bounced > 1 && c.DueOn <= since(9) && w.rand.IntN(12) == 0:
			to = cheque.GivenBack
			bounced--
		default:
			continue
		}
		if _, err := w.app.Cheque.Move(ctx, c.ID, "", to, ""); err != nil {
			return err
		}
	}
	return nil
}

// debtors calls who owes: some promise, some pay, whole or in part.
func (w *world) debtors(ctx context.Context, morning time.Time) error {
	w.clock.Set(morning.Add(30 * time.Minute))
	ctx = actor.With(ctx, w.staff[1])
	debts, err := w.app.Account.Debts(ctx, 0, 40)
	if err != nil {
		return err
	}
	for _, d := range debts.Items {
		switch chance := w.rand.IntN(100); {
		case chance < 3:
			promises := w.lists["promise"]
			call := account.Call{ID: w.app.Journal.DB.NewID(), Note: promises[w.rand.IntN(len(promises))],
				PromisedOn: morning.AddDate(0, 0, 3+w.rand.IntN(20)).Format(time.DateOnly)}
			if _, err := w.app.Account.Note(ctx, d.CustomerID, call); err != nil {
				return err
			}
		case chance < 8:
			amount := d.Owed
			if w.rand.IntN(2) == 0 {
				amount = max((d.Owed / 2).RoundTo(100_000), min(d.Owed, money.Rial(100_000)))
			}
			part := payment.Part{Method: []string{payment.Cash, payment.Card, payment.Transfer, payment.Cheque}[w.rand.IntN(4)], Amount: amount}
			switch part.Method {
			case payment.Cheque:
				part.Cheque = w.cheque()
			case payment.Card, payment.Transfer:
				part.Reference = w.digits("", 6)
			}
			if _, _, err := w.app.Account.Pay(ctx, d.CustomerID, account.Payment{ID: w.app.Journal.DB.NewID(), Part: part}); err != nil {
				return err
			}
		}
	}
	return nil
}

// limits sets how much the largest debtors may owe: a little more than they do.
func (w *world) limits(ctx context.Context) error {
	ctx = actor.With(ctx, w.staff[0])
	debts, err := w.app.Account.Debts(ctx, 0, 3)
	if err != nil {
		return err
	}
	for _, d := range debts.Items {
		most := max((d.Owed * 5 / 4).RoundTo(10_000_000), 10_000_000)
		if _, err := w.app.Account.Limit(ctx, d.CustomerID, &most); err != nil {
			return err
		}
	}
	return nil
}
