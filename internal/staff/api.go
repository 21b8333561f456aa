package staff

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type staffNew struct {
	ID       string     `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	User     string     `json:"user"`
	Name     string     `json:"name" doc:"The user name when empty"`
	Role     actor.Role `json:"role"`
	Password string     `json:"password"`
}

type staffPatch Patch

type staffChange struct {
	ID   string `path:"id"`
	Body staffPatch
}

// Routes registers the room's routes. The session's own routes join several
// rooms and stand in api.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/staff", Right: actor.StaffManage, Tag: "staff", Summary: "People who work here"},
		func(ctx context.Context, in *web.Query) (*web.Body[web.List[Staff]], error) {
			page, err := r.List(ctx, *in)
			return &web.Body[web.List[Staff]]{Body: page}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/staff", Right: actor.StaffManage, Tag: "staff", Summary: "Take somebody on", Status: http.StatusCreated},
		func(ctx context.Context, in *web.Body[staffNew]) (*web.Created[Staff], error) {
			person, made, err := r.Create(ctx, New(in.Body))
			return web.MadeOrThere(person, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/staff/{id}", Right: actor.StaffManage, Tag: "staff", Summary: "One person"},
		func(ctx context.Context, in *web.ID) (*web.Body[Staff], error) {
			person, err := r.Read(ctx, in.ID)
			return &web.Body[Staff]{Body: person}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/staff/{id}", Right: actor.StaffManage, Tag: "staff", Summary: "Change a person's name, role or password, or switch the account off"},
		func(ctx context.Context, in *staffChange) (*web.Body[Staff], error) {
			person, err := r.Change(ctx, in.ID, Patch(in.Body))
			return &web.Body[Staff]{Body: person}, err
		})
}
