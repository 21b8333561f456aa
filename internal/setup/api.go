package setup

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// The names of the schemas in the OpenAPI document.
type (
	setupRequest Request
	setupResult  Result
	setupState   State
)

// logoBody is room for a logo in base64 beside the rest.
const logoBody = 1 << 20

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/setup", Right: actor.Public, Tag: "setup", Summary: "Whether there is a shop, and its face"},
		func(ctx context.Context, _ *struct{}) (*web.Body[setupState], error) {
			state, err := r.State(ctx)
			return &web.Body[setupState]{Body: setupState(state)}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/setup", Right: actor.Public, Tag: "setup", Summary: "Make the shop and its owner, once", Status: http.StatusCreated, MaxBody: logoBody},
		func(ctx context.Context, in *web.Body[setupRequest]) (*web.Body[setupResult], error) {
			out, err := r.Run(ctx, Request(in.Body))
			return &web.Body[setupResult]{Body: setupResult(out)}, err
		})
}
