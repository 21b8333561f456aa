package account

import (
	"context"
	"net/http"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/customers/{id}/account", Right: actor.InvoiceRead, Tag: "account", Summary: "What a customer owes, and the documents that are still open"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/customers/{id}/payments", Right: actor.Sell, Tag: "account", Status: http.StatusCreated, Summary: "Take money later: for documents, the oldest first, or on account; repeatable by its id"}, r.post)
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Account], error) {
	a, err := r.Read(ctx, in.Row())
	return &web.Body[Account]{Body: a}, err
}

type payInput struct {
	web.ID
	Body Payment
}

func (r *Room) post(ctx context.Context, in *payInput) (*web.Created[Paid], error) {
	var err error
	if in.Body.ID, err = web.NewID("id", in.Body.ID); err != nil {
		return nil, err
	}
	if in.Body.ID == "" {
		return nil, errs.At("id", errs.Required)
	}
	for i, id := range in.Body.InvoiceIDs {
		in.Body.InvoiceIDs[i] = strings.ToLower(id)
	}
	paid, made, err := r.Pay(ctx, in.Row(), in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(paid, made), nil
}
