package network

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// networkPatch names the schema in the OpenAPI document.
type networkPatch Patch

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/network", Right: actor.ShopManage, Glance: true, Tag: "network", Summary: "How it stands with the shop's own network"},
		func(ctx context.Context, _ *struct{}) (*web.Body[State], error) {
			return web.Answer(r.State(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/network", Right: actor.ShopManage, Tag: "network", Summary: "Let devices of the shop's network in, or no longer"},
		func(ctx context.Context, in *web.Body[networkPatch]) (*web.Body[State], error) {
			return web.Answer(r.Change(ctx, Patch(in.Body)))
		})
}
