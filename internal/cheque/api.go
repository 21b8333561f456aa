package cheque

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/cheques", Right: actor.InvoiceRead, Tag: "cheque", Summary: "Cheques, by the day on which they are due"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/cheques/states", Right: actor.SignedIn, Tag: "cheque", Summary: "The states, and what may follow what"}, r.states)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/cheques/sums", Right: actor.InvoiceRead, Tag: "cheque", Summary: "What the cheques come to with which something is still to be done"}, r.getSums)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/cheques/{id}", Right: actor.InvoiceRead, Tag: "cheque", Summary: "One cheque with its timeline"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/cheques/{id}", Right: actor.ChequeManage, Tag: "cheque", Summary: "Put right what is written on a cheque"}, r.patch)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/cheques/{id}/state", Right: actor.ChequeManage, Tag: "cheque", Summary: "Take a cheque a step further, or back; repeatable by the step's id"}, r.postState)
}

type listInput struct {
	web.Query
	CustomerID string `query:"customer_id"`
	State      string `query:"state" maxLength:"40"`
	Open       bool   `query:"open" doc:"Only those with which something is still to be done"`
	Due        string `query:"due" enum:"late,week,month" doc:"Gone by and still in hand, or within 7 or 30 days"`
	Sort       string `query:"sort" enum:"due,amount,created,-due,-amount,-created" doc:"By the day, the next first, when empty"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[web.List[Cheque]], error) {
	return web.Answer(r.Find(ctx, in.Query, in.Sort, Filter{CustomerID: web.ID{ID: in.CustomerID}.Row(), State: State(in.State), Open: in.Open, Due: in.Due}))
}

// Table is the table of states as screens read it.
type Table struct {
	States []State `json:"states" required:"true"`
	Open   []State `json:"open" required:"true" doc:"In which something is still to be done"`
	Steps  []Step  `json:"steps" required:"true"`
}

func (r *Room) states(context.Context, *struct{}) (*web.Body[Table], error) {
	return &web.Body[Table]{Body: Table{States: States, Open: open, Steps: Steps}}, nil
}

func (r *Room) getSums(ctx context.Context, _ *struct{}) (*web.Body[Sums], error) {
	return web.Answer(r.Sums(ctx))
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Whole], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

type patchInput struct {
	web.ID
	Body Patch
}

func (r *Room) patch(ctx context.Context, in *patchInput) (*web.Body[Whole], error) {
	return web.Answer(r.Change(ctx, in.Row(), in.Body))
}

type stateInput struct {
	web.ID
	Body struct {
		ID    string `json:"id,omitempty" doc:"UUID; makes the step repeatable"`
		State string `json:"state" required:"true" maxLength:"40"`
		Note  string `json:"note,omitempty" maxLength:"500"`
	}
}

func (r *Room) postState(ctx context.Context, in *stateInput) (*web.Body[Whole], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	return web.Answer(r.Move(ctx, in.Row(), id, State(in.Body.State), persian.TidyLines(in.Body.Note)))
}
