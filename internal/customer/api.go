package customer

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /customers.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/customers", Right: actor.SignedIn, Summary: "Find customers", Tag: "customer"}, r.list)
	web.Handle(s, web.Route{Method: "POST", Path: "/customers", Right: actor.CustomerWrite, Status: 201, Summary: "Make a customer", Tag: "customer"}, r.post)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/{id}", Right: actor.SignedIn,
		Summary: "One customer, whole to those who may see it; that is written down", Tag: "customer"}, r.get)
	web.Handle(s, web.Route{Method: "PATCH", Path: "/customers/{id}", Right: actor.CustomerWrite, Summary: "Change a customer", Tag: "customer"}, r.patch)
}

func (r *Room) list(ctx context.Context, in *web.Query) (*web.Body[Page], error) {
	page, err := r.Find(ctx, *in)
	return &web.Body[Page]{Body: page}, err
}

type postInput struct {
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the creation repeatable"`
		Input
	}
}

func (r *Room) post(ctx context.Context, in *postInput) (*web.Created[Customer], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	c, made, err := r.Create(ctx, id, in.Body.Input)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(c, made), nil
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Customer], error) {
	c, err := r.Read(ctx, in.Row())
	return &web.Body[Customer]{Body: c}, err
}

type patchInput struct {
	web.ID
	Body Input
}

func (r *Room) patch(ctx context.Context, in *patchInput) (*web.Body[Customer], error) {
	c, err := r.Change(ctx, in.Row(), in.Body)
	return &web.Body[Customer]{Body: c}, err
}
