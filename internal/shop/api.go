package shop

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/shop", Right: actor.SignedIn, Tag: "shop", Summary: "The shop"},
		func(ctx context.Context, _ *struct{}) (*web.Body[Shop], error) {
			return web.Answer(r.Read(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/shop", Right: actor.ShopManage, Tag: "shop", Summary: "Change the shop"},
		func(ctx context.Context, in *web.Body[shopPatch]) (*web.Body[Shop], error) {
			return web.Answer(r.Change(ctx, Patch(in.Body)))
		})
}

// shopPatch names the schema in the OpenAPI document.
type shopPatch Patch
