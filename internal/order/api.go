package order

import (
	"context"
	"net/http"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/persian"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders", Right: actor.InvoiceRead, Tag: "order", Summary: "Orders, newest first"}, r.list)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/orders/{id}", Right: actor.InvoiceRead, Tag: "order", Summary: "One order"}, r.get)
}

func (r *Room) list(ctx context.Context, in *struct{ web.Query }) (*web.Body[web.List[Order]], error) {
	after, err := in.After(1)
	if err != nil {
		return nil, err
	}
	var rows []Order
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		rows, err = list(tx, strings.ToUpper(persian.LatinDigits(strings.TrimSpace(in.Q))), after[0], in.Limit+1)
		return err
	})
	return &web.Body[web.List[Order]]{Body: web.Page(rows, in.Limit, func(o Order) []string { return []string{o.ID} })}, err
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Order], error) {
	var o Order
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		o, err = get(tx, in.Row())
		return err
	})
	return &web.Body[Order]{Body: o}, err
}
