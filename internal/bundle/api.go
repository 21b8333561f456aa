package bundle

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/product"
	"pishkhan/internal/web"
)

type setInput struct {
	web.ID
	Body struct {
		Parts []Input `json:"parts" required:"true" doc:"All of them; none makes it no bundle"`
	}
}

type newInput struct {
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the creation repeatable"`
		product.Input
		Parts []Input `json:"parts" required:"true" doc:"What one of it is made of, one at least"`
	}
}

func (r *Room) post(ctx context.Context, in *newInput) (*web.Created[product.Product], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	b, made, err := r.Make(ctx, id, in.Body.Input, in.Body.Parts)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(b, made), nil
}

// Routes declares /bundles and /products/{id}/parts.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/bundles", Right: actor.ProductWrite, Tag: "bundle", Status: http.StatusCreated, Summary: "Make a product that is made of others, with its parts or not at all"}, r.post)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/products/{id}/parts", Right: actor.SignedIn, Tag: "bundle", Summary: "What a bundle is made of; nothing of a product that is none"},
		func(ctx context.Context, in *web.ID) (*web.Body[web.List[Listed]], error) {
			return web.Answer(r.Read(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/products/{id}/parts", Right: actor.ProductWrite, Tag: "bundle", Summary: "Say what a bundle is made of: it has no stock, that of its parts moves"},
		func(ctx context.Context, in *setInput) (*web.Body[web.List[Listed]], error) {
			return web.Answer(r.Set(ctx, in.Row(), in.Body.Parts))
		})
}
