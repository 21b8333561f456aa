package scale

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type patternNew struct {
	ID         string `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Prefix     string `json:"prefix" required:"true"`
	ItemDigits int    `json:"item_digits" required:"true"`
	Holds      string `json:"holds" required:"true" enum:"weight,price"`
	Factor     int64  `json:"factor" required:"true"`
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/scale-patterns", Right: actor.SignedIn, Tag: "scale", Summary: "How the labels of scales are read"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Pattern]], error) {
			return web.Answer(r.List(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/scale-patterns", Right: actor.ShopManage, Tag: "scale", Status: http.StatusCreated, Summary: "Add a pattern of a scale's labels"},
		func(ctx context.Context, in *web.Body[patternNew]) (*web.Created[Pattern], error) {
			p, made, err := r.Create(ctx, Pattern(in.Body))
			return web.MadeOrThere(p, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/scale-patterns/{id}", Right: actor.ShopManage, Tag: "scale", Status: http.StatusNoContent, Summary: "Take a pattern away"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Remove(ctx, in.Row()) })
}
