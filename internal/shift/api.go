package shift

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/money"
	"pishkhan/internal/web"
)

type shiftNew struct {
	ID      string     `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Opening money.Rial `json:"opening" required:"true" doc:"The cash that the till begins with"`
}

type moveNew struct {
	ID        string     `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Direction string     `json:"direction" required:"true" enum:"in,out"`
	Amount    money.Rial `json:"amount" required:"true"`
	Reason    string     `json:"reason"`
}

type moveInput struct {
	web.ID
	Body moveNew
}

type countInput struct {
	web.ID
	Body struct {
		ID    string  `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
		Notes []Notes `json:"notes" required:"true" doc:"How many of each denomination"`
	}
}

type closeInput struct {
	web.ID
	Body struct {
		CountID string `json:"count_id" required:"true" doc:"The count that it is closed on"`
		Note    string `json:"note,omitempty"`
	}
}

type printInput struct {
	web.ID
	Lang  string `query:"lang" enum:"fa,en" doc:"The shop's language when left out"`
	Paper string `query:"paper" enum:"a5,80mm,58mm" default:"a5"`
}

// currentShift is a till's open shift, if it has one.
type currentShift struct {
	Shift *Whole `json:"shift,omitempty" doc:"Missing when none is open"`
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/shifts", Right: actor.CashMove, Tag: "shift", Summary: "Shifts, the newest first: all, or one's own and the till's open one without the right to see all"},
		func(ctx context.Context, in *web.Query) (*web.Body[web.List[Shift]], error) {
			return web.Answer(r.List(ctx, *in))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/shifts", Right: actor.CashMove, Tag: "shift", Status: http.StatusCreated, Summary: "Open a shift at one's till, with its float"},
		func(ctx context.Context, in *web.Body[shiftNew]) (*web.Created[Shift], error) {
			shift, made, err := r.Open(ctx, in.Body.ID, in.Body.Opening)
			return web.MadeOrThere(shift, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/shifts/current", Right: actor.SignedIn, Tag: "shift", Summary: "The open shift of one's till, if there is one"},
		func(ctx context.Context, _ *struct{}) (*web.Body[currentShift], error) {
			shift, err := r.Here(ctx)
			return &web.Body[currentShift]{Body: currentShift{shift}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/shifts/{id}", Right: actor.CashMove, Tag: "shift", Summary: "One shift, with its moves and sums; an open one's sums only for who may see all"},
		func(ctx context.Context, in *web.ID) (*web.Body[Whole], error) {
			return web.Answer(r.Read(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/shifts/{id}/pdf", Right: actor.CashMove, Tag: "shift", Summary: "The day print: the drawer line by line, sums by method, tax and person, the count, the head of the journal's chain"},
		func(ctx context.Context, in *printInput) (*web.Document, error) {
			body, err := r.Print(ctx, in.Row(), in.Lang, in.Paper)
			return web.PDF("shift.pdf", body), err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/shifts/{id}/moves", Right: actor.CashMove, Tag: "shift", Status: http.StatusCreated, Summary: "Put cash into the till or take it out, beside sales"},
		func(ctx context.Context, in *moveInput) (*web.Created[Move], error) {
			b := in.Body
			move, made, err := r.Move(ctx, in.Row(), Move{ID: b.ID, Direction: b.Direction, Amount: b.Amount, Reason: b.Reason})
			return web.MadeOrThere(move, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/shifts/{id}/counts", Right: actor.ShiftClose, Tag: "shift", Status: http.StatusCreated, Summary: "Keep a count of the drawer, and hear only then what it should hold"},
		func(ctx context.Context, in *countInput) (*web.Created[Count], error) {
			count, made, err := r.Count(ctx, in.Row(), in.Body.ID, in.Body.Notes)
			return web.MadeOrThere(count, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/shifts/{id}/close", Right: actor.ShiftClose, Tag: "shift", Summary: "Close a shift on a count"},
		func(ctx context.Context, in *closeInput) (*web.Body[Shift], error) {
			return web.Answer(r.Close(ctx, in.Row(), in.Body.CountID, in.Body.Note))
		})
}
