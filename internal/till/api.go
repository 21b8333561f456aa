package till

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type tillNew struct {
	ID   string `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Name string `json:"name"`
}

type tillPatch Patch

type tillChange struct {
	web.ID
	Body tillPatch
}

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/tills", Right: actor.SignedIn, Tag: "till", Summary: "Tills, by series"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Till]], error) {
			list, err := r.List(ctx)
			return &web.Body[web.List[Till]]{Body: web.List[Till]{Items: list}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/tills", Right: actor.ShopManage, Tag: "till", Summary: "Another till, with a series of its own", Status: http.StatusCreated},
		func(ctx context.Context, in *web.Body[tillNew]) (*web.Created[Till], error) {
			t, made, err := r.Add(ctx, in.Body.ID, in.Body.Name)
			return web.MadeOrThere(t, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/tills/{id}", Right: actor.ShopManage, Tag: "till", Summary: "Change a till's name or memory id"},
		func(ctx context.Context, in *tillChange) (*web.Body[Till], error) {
			return web.Answer(r.Change(ctx, in.Row(), Patch(in.Body)))
		})
}
