package order

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders", Right: actor.InvoiceRead, Tag: "order", Summary: "Orders, newest first"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/states", Right: actor.SignedIn, Tag: "order", Summary: "The states, and what may follow what"}, r.states)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/counts", Right: actor.InvoiceRead, Tag: "order", Summary: "How many orders stand in each state that isn't done"}, r.counts)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/{id}", Right: actor.InvoiceRead, Tag: "order", Summary: "One order with its lines and its timeline"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/orders/{id}", Right: actor.OrderWrite, Tag: "order", Summary: "Say otherwise how an order goes out"}, r.patch)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/{id}/contact", Right: actor.OrderWrite, Tag: "order",
		Summary: "To whom an order goes, whole: to those who may see it, and to who delivers it; that is written down"}, r.contact)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/orders/{id}/state", Right: actor.OrderWrite, Tag: "order", Summary: "Take an order a step further, or back"}, r.postState)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/orders/{id}/deposits", Right: actor.Sell, Tag: "order", Summary: "Take a deposit; repeatable by its id"}, r.postDeposit)
}

type listInput struct {
	web.Query
	CustomerID string `query:"customer_id"`
	State      string `query:"state" maxLength:"40"`
	Open       bool   `query:"open" doc:"Only those with which something is still to be done"`
	Closed     bool   `query:"closed" doc:"Only those with which nothing is to be done any more"`
	Followed   bool   `query:"followed" doc:"Without sales at the counter, which are done at once"`
	Due        string `query:"due" enum:"late,today" doc:"By the promise: gone by, or for today"`
	Delivery   string `query:"delivery" enum:"pickup,courier,post"`
	Sort       string `query:"sort" enum:"created,total,number,promised,-created,-total,-number,-promised" doc:"Newest first when empty"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[web.List[Order]], error) {
	page, err := r.Find(ctx, in.Query, in.Sort, Filter{CustomerID: web.ID{ID: in.CustomerID}.Row(), State: State(in.State),
		Open: in.Open, Closed: in.Closed, Followed: in.Followed, Due: in.Due, Delivery: in.Delivery})
	return &web.Body[web.List[Order]]{Body: page}, err
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

func (r *Room) counts(ctx context.Context, _ *struct{}) (*web.Body[web.List[web.Count]], error) {
	return web.Answer(r.Counts(ctx))
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Whole], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

type stateInput struct {
	web.ID
	Body struct {
		ID      string         `json:"id,omitempty" doc:"UUID; makes the step repeatable"`
		State   string         `json:"state" required:"true" maxLength:"40"`
		Note    string         `json:"note,omitempty" maxLength:"500"`
		Refunds []payment.Part `json:"refunds,omitempty" doc:"Given back of what was paid ahead, where the step lets the order go"`
	}
}

func (r *Room) postState(ctx context.Context, in *stateInput) (*web.Body[Whole], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	return web.Answer(r.Move(ctx, in.Row(), id, State(in.Body.State), persian.TidyLines(in.Body.Note), in.Body.Refunds))
}
