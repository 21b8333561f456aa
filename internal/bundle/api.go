package bundle

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type setInput struct {
	web.ID
	Body struct {
		Parts []Input `json:"parts" required:"true" doc:"All of them; none makes it no bundle"`
	}
}

// Routes declares /products/{id}/parts.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/products/{id}/parts", Right: actor.SignedIn, Tag: "bundle", Summary: "What a bundle is made of; nothing of a product that is none"},
		func(ctx context.Context, in *web.ID) (*web.Body[web.List[Listed]], error) {
			return web.Answer(r.Read(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/products/{id}/parts", Right: actor.ProductWrite, Tag: "bundle", Summary: "Say what a bundle is made of: it has no stock, that of its parts moves"},
		func(ctx context.Context, in *setInput) (*web.Body[web.List[Listed]], error) {
			return web.Answer(r.Set(ctx, in.Row(), in.Body.Parts))
		})
}
