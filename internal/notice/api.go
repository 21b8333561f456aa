package notice

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /notices.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/notices", Right: actor.SignedIn, Summary: "What the asker should know, the newest first", Tag: "notice"}, r.list)
	web.Handle(s, web.Route{Method: "POST", Path: "/notices/{id}/seen", Right: actor.SignedIn, Status: 204, Summary: "Note that a notice was seen", Tag: "notice"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Seen(ctx, in.Row()) })
	web.Handle(s, web.Route{Method: "POST", Path: "/notices/seen", Right: actor.SignedIn, Status: 204, Summary: "Note that all notices were seen", Tag: "notice"},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) { return nil, r.AllSeen(ctx) })
}

func (r *Room) list(ctx context.Context, in *web.Query) (*web.Body[Page], error) {
	return web.Answer(r.List(ctx, *in))
}
