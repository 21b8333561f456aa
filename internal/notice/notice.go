// Package notice tells the people of the shop what happened without them: a
// list that came in by itself, one that was refused, work that a power cut
// broke off and that was put right.
//
// It owns the notices and who has seen which. A notice is a code with its
// facts; the words are the catalogue's, in the reader's language, at the time
// of reading. It refuses to show one to a role without the right that the
// notice names.
package notice

import (
	"context"
	"encoding/json"
	"maps"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/web"
)

// Level is how much a notice asks of its reader.
type Level string

// The levels.
const (
	Info     Level = "info"      // good to know
	NeedsYou Level = "needs_you" // something waits for a decision
	Wrong    Level = "wrong"     // something failed
)

// News is what is told: the text is "notice.<Code>" with Params, for whoever
// has the right For. RefTable and RefID name the row that it is about.
type News struct {
	Code            string
	Params          map[string]any
	Level           Level
	For             actor.Right
	Why             *errs.Error // a refusal, said as {{.Why}} in the reader's language
	RefTable, RefID string
}

// Notice is one as its reader sees it.
type Notice struct {
	ID       string    `json:"id"`
	Code     string    `json:"code" doc:"Stable, the same in every language"`
	Text     string    `json:"text" doc:"In the asker's language"`
	Level    Level     `json:"level" enum:"info,needs_you,wrong"`
	RefTable string    `json:"ref_table" doc:"The table of what it is about, such as imports"`
	RefID    string    `json:"ref_id"`
	At       time.Time `json:"at"`
	Seen     bool      `json:"seen" doc:"By the asker"`
	params   map[string]any
}

// Room answers for the notices.
type Room struct {
	j     *change.Journal
	words web.Words
}

// New gives the room.
func New(j *change.Journal, words web.Words) *Room { return &Room{j: j, words: words} }

// why is a refusal among a notice's params.
type why struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

// Tell writes a notice within an operation.
func Tell(tx *change.Tx, n News) error {
	all := maps.Clone(n.Params)
	if n.Why != nil {
		if all == nil {
			all = map[string]any{}
		}
		all["Why"] = why{Code: string(n.Why.Code), Params: n.Why.Params}
	}
	params, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return insert(tx, n, string(params))
}

// Tell writes a notice by itself.
func (r *Room) Tell(ctx context.Context, n News) error {
	return r.j.Write(ctx, func(tx *change.Tx) error { return Tell(tx, n) })
}

// Page is a part of the list, and how many the asker has not seen at all.
type Page struct {
	web.List[Notice]
	Unseen int `json:"unseen" required:"true"`
}

// List gives the notices for the asker, the newest first.
func (r *Room) List(ctx context.Context, q web.Query) (p Page, err error) {
	after, err := q.After(1)
	if err != nil {
		return p, err
	}
	who := actor.From(ctx)
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err := list(tx, audiences(who), who.StaffID, after[0], q.Limit+1)
		if err != nil {
			return err
		}
		for i := range rows {
			params := rows[i].params
			if w, ok := params["Why"].(map[string]any); ok {
				code, _ := w["code"].(string)
				inner, _ := w["params"].(map[string]any)
				params["Why"] = r.words.T(who.Lang, "error."+code, whole(inner))
			}
			said(params, who.Lang)
			rows[i].Text = r.words.T(who.Lang, "notice."+rows[i].Code, params)
		}
		p.List = web.Page(rows, q.Limit, func(n Notice) []string { return []string{n.ID} })
		p.Unseen, err = unseen(tx, audiences(who), who.StaffID)
		return err
	})
	return p, err
}

// said writes a day and an amount among the params (Day as YYYY-MM-DD, Amount in
// rial, Unit the shop's) as the reader does.
func said(params map[string]any, lang string) {
	if text, ok := params["Day"].(string); ok {
		if day, err := calendar.FromISO(text); err == nil {
			params["Day"] = calendar.Short(day, calendar.Of(lang), lang)
		}
	}
	if text, ok := params["Unit"].(string); ok {
		unit := money.Unit(text)
		params["Unit"] = unit.Name(lang)
		if amount, ok := params["Amount"].(int); ok {
			params["Amount"] = money.Format(money.Rial(amount), unit, lang)
		}
	}
}

// Told tells whether a notice of a kind about a row was written since.
func Told(tx *db.Tx, code, refID string, since time.Time) (bool, error) {
	return told(tx, code, refID, since)
}

// Seen notes that the asker has seen a notice; again is no second mark.
func (r *Room) Seen(ctx context.Context, id string) error {
	return r.j.Write(ctx, func(tx *change.Tx) error {
		seen, err := isSeen(tx.Tx, audiences(tx.Actor), tx.Actor.StaffID, id)
		if err != nil || seen {
			return err
		}
		return mark(tx, id)
	})
}

// atOnce is how many are marked in one record.
const atOnce = 500

// AllSeen notes that the asker has seen all that there are.
func (r *Room) AllSeen(ctx context.Context) error {
	for {
		n := 0
		err := r.j.Write(ctx, func(tx *change.Tx) error {
			ids, err := unseenIDs(tx.Tx, audiences(tx.Actor), tx.Actor.StaffID, atOnce)
			if n = len(ids); err != nil {
				return err
			}
			for _, id := range ids {
				if err := mark(tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || n < atOnce {
			return err
		}
	}
}

// audiences are the rights of an asker, as a JSON list.
func audiences(who actor.Actor) string {
	var rights []string
	for right := range actor.Rights {
		if who.May(right) {
			rights = append(rights, `"`+string(right)+`"`)
		}
	}
	return "[" + strings.Join(rights, ",") + "]"
}

// facts reads a notice's params: whole numbers are counts again.
func facts(text string) (map[string]any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var params map[string]any
	if err := d.Decode(&params); err != nil {
		return nil, errs.Wrap(errs.Internal, err)
	}
	return whole(params), nil
}

func whole(params map[string]any) map[string]any {
	for k, v := range params {
		if n, ok := v.(json.Number); ok {
			if i, err := n.Int64(); err == nil {
				params[k] = int(i)
			}
		}
	}
	return params
}
