package credit

import (
	"context"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/notice"
	"pishkhan/internal/tax"
	"pishkhan/internal/web"
)

// Waiting is a document that has to be sent and was not taken out yet.
type Waiting struct {
	ID       string     `json:"id"`
	Number   string     `json:"number"`
	Kind     string     `json:"kind" enum:"invoice,void,return"`
	IssuedAt time.Time  `json:"issued_at"`
	Total    money.Rial `json:"total"`
	DueOn    string     `json:"due_on" doc:"The last day, YYYY-MM-DD; empty where no deadline is set"`
	Left     int        `json:"left" doc:"Days until then; below zero it is past"`
}

// ToSend is what waits to be sent, the oldest first.
type ToSend struct {
	Items []Waiting `json:"items"`
	Count int       `json:"count" doc:"All of them, also those that are not listed"`
	Sent  time.Time `json:"sent" doc:"When documents were last taken out"`
	Upto  string    `json:"upto" doc:"The last number of each series, with commas: it names what waits now, for /tax-documents and /tax-sends"`
}

// Send says that documents were taken out; its own id makes it repeatable.
type Send struct {
	ID        string    `json:"id"`
	Upto      string    `json:"upto"`
	Documents int       `json:"documents"`
	At        time.Time `json:"at"`
}

// SendRequest is one as it is told, once the file is where it should be.
type SendRequest struct {
	ID   string `json:"id" required:"true" format:"uuid"`
	Upto string `json:"upto" required:"true" maxLength:"10000" doc:"As /tax-documents/waiting gave it"`
}

// most that is listed of what waits.
const mostWaiting = 200

func (r *Room) waiting(ctx context.Context, _ *struct{}) (*web.Body[ToSend], error) {
	return web.Answer(r.Unsent(ctx))
}

// Unsent lists what waits to be sent.
func (r *Room) Unsent(ctx context.Context) (s ToSend, err error) {
	err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		s, err = toBeTakenOut(tx)
		return err
	})
	return s, err
}

// toBeTakenOut lists what waits, with the days that are left.
func toBeTakenOut(tx *db.Tx) (s ToSend, err error) {
	taken, at, err := sends(tx)
	if err != nil {
		return s, err
	}
	if at != "" {
		s.Sent = db.ParseTime(at)
	}
	upto, err := issued(tx)
	if err != nil {
		return s, err
	}
	s.Upto = upto.String()
	if s.Items, s.Count, err = since(tx, stretches(taken, upto), mostWaiting); err != nil {
		return s, err
	}
	today := calendar.FromTime(tx.Now).Time()
	for i := range s.Items {
		w := &s.Items[i]
		due, known, err := tax.DueOn(tx, w.IssuedAt)
		if err != nil {
			return s, err
		}
		if !known {
			continue
		}
		day, err := time.Parse(time.DateOnly, due)
		if err != nil {
			return s, errs.Wrap(errs.Internal, err)
		}
		w.DueOn, w.Left = due, int(day.Sub(time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)).Hours()/24)
	}
	return s, nil
}

func (r *Room) postSent(ctx context.Context, in *web.Body[SendRequest]) (*web.Created[Send], error) {
	s, made, err := r.Sent(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(s, made), nil
}

// Sent notes that what waited up to some numbers was taken out: it waits no
// longer. errs.Conflict for the same id with others.
func (r *Room) Sent(ctx context.Context, req SendRequest) (s Send, made bool, err error) {
	if req.ID, err = web.NewID("id", req.ID); err != nil {
		return s, false, err
	}
	upto, err := readMarks(req.Upto)
	if err != nil {
		return s, false, errs.Under("upto", err)
	}
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		if s, err = sendOf(tx.Tx, req.ID); err == nil && s.Upto != upto.String() {
			return errs.At("id", errs.Conflict)
		}
		if made = errs.Is(err, errs.NotFound); !made {
			return err
		}
		last, err := issued(tx.Tx)
		if err != nil {
			return err
		}
		if !upto.within(last) {
			return errs.At("upto", errs.Invalid)
		}
		taken, _, err := sends(tx.Tx)
		if err != nil {
			return err
		}
		_, count, err := since(tx.Tx, stretches(taken, upto), 0)
		if err == nil && count == 0 {
			err = errs.New("nothing_to_send")
		}
		if err != nil {
			return err
		}
		s = Send{ID: req.ID, Upto: upto.String(), Documents: count, At: tx.Now}
		return insertSend(tx, s.ID, upto, count)
	})
	return s, made, err
}

// ahead is how many days before the deadline people are told.
const ahead = 3

// Remind tells once a day of documents whose deadline comes.
func (r *Room) Remind(ctx context.Context) error {
	s, err := r.Unsent(ctx)
	if err != nil || len(s.Items) == 0 || s.Items[0].DueOn == "" || s.Items[0].Left > ahead {
		return err
	}
	first := s.Items[0]
	return r.j.Write(actor.With(ctx, actor.System), func(tx *change.Tx) error {
		now := tx.Now.In(calendar.Tehran)
		told, err := notice.Told(tx.Tx, "tax_deadline", "", time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, calendar.Tehran))
		if err != nil || told {
			return err
		}
		return notice.Tell(tx, notice.News{Code: "tax_deadline", Level: notice.NeedsYou, For: actor.Export, RefTable: "tax_sends",
			Params: map[string]any{"Number": first.Number, "Day": first.DueOn, "Count": s.Count}})
	})
}
