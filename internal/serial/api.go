package serial

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type findInput struct {
	Serial string `query:"serial" required:"true" maxLength:"200" doc:"Whole; the case of letters is all one"`
}

// Routes declares /serials.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/serials", Right: actor.Sell, Tag: "serial", Summary: "Where a serial was sold, the newest first"},
		func(ctx context.Context, in *findInput) (*web.Body[web.List[Sold]], error) {
			page, err := r.Find(ctx, in.Serial)
			return &web.Body[web.List[Sold]]{Body: page}, err
		})
}
