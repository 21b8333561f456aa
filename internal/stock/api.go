package stock

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/web"
)

// Routes declares /products/{id}/moves.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/products/{id}/moves", Right: actor.SignedIn,
		Summary: "A product's stock moves, the newest first", Tag: "stock"}, r.list)
	web.Handle(s, web.Route{Method: "POST", Path: "/products/{id}/moves", Right: actor.ProductWrite, Status: 201,
		Summary: "Put a product's stock right", Tag: "stock"}, r.post)
}

type movesInput struct {
	web.ID
	web.Query
}

func (r *Room) list(ctx context.Context, in *movesInput) (*web.Body[web.List[Entry]], error) {
	after, err := in.After(2)
	if err != nil {
		return nil, err
	}
	rows, err := r.Moves(ctx, in.Row(), after[0], after[1], in.Limit+1)
	if err != nil {
		return nil, err
	}
	return &web.Body[web.List[Entry]]{Body: web.Page(rows, in.Limit, func(e Entry) []string {
		return []string{e.At.Format(db.TimeFormat), e.ID}
	})}, nil
}

type moveInput struct {
	web.ID
	Body struct {
		ID       string `json:"id,omitempty" doc:"UUID; makes the move repeatable"`
		Quantity string `json:"quantity" doc:"Added to the stock; below zero takes away" example:"-2"`
		Reason   string `json:"reason,omitempty" doc:"In a few words; adjust when empty"`
		Sure     bool   `json:"sure,omitempty" doc:"The quantity is meant, however unusual it is"`
	}
}

type left struct {
	Stock money.Quantity `json:"stock"`
}

func (r *Room) post(ctx context.Context, in *moveInput) (*web.Created[left], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	q, made, err := r.AdjustBy(ctx, in.Row(), id, in.Body.Quantity, in.Body.Reason, in.Body.Sure)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(left{q}, made), nil
}
