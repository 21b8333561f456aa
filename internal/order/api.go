package order

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders", Right: actor.InvoiceRead, Tag: "order", Summary: "Orders, newest first"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/{id}", Right: actor.InvoiceRead, Tag: "order", Summary: "One order"}, r.get)
}

type listInput struct {
	web.Query
	CustomerID string `query:"customer_id"`
	State      string `query:"state" maxLength:"40"`
	Sort       string `query:"sort" enum:"created,total,number,-created,-total,-number" doc:"Newest first when empty"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[web.List[Order]], error) {
	page, err := r.Find(ctx, in.Query, in.Sort, Filter{CustomerID: web.ID{ID: in.CustomerID}.Row(), State: State(in.State)})
	return &web.Body[web.List[Order]]{Body: page}, err
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Order], error) {
	var o Order
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		o, err = get(tx, in.Row())
		return err
	})
	return &web.Body[Order]{Body: o}, err
}
