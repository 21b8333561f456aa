package tax

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type taxRateNew struct {
	ID            string `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Class         string `json:"tax_class"`
	BP            int64  `json:"rate_bp" required:"true"`
	EffectiveFrom string `json:"effective_from"`
}

type deadlineNew struct {
	ID            string `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Days          int    `json:"days" required:"true"`
	EffectiveFrom string `json:"effective_from"`
}

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/tax-rates", Right: actor.SignedIn, Tag: "tax", Summary: "Tax rates, by class and day"},
		func(ctx context.Context, in *web.Query) (*web.Body[web.List[Rate]], error) {
			return web.Answer(r.List(ctx, *in))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/tax-rates", Right: actor.ShopManage, Tag: "tax", Summary: "Add a tax rate from a day on", Status: http.StatusCreated},
		func(ctx context.Context, in *web.Body[taxRateNew]) (*web.Created[Rate], error) {
			rate, made, err := r.Create(ctx, Rate(in.Body))
			return web.MadeOrThere(rate, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/tax-deadlines", Right: actor.SignedIn, Tag: "tax", Summary: "Within how many days documents go to the tax system, by day"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Deadline]], error) {
			list, err := r.Deadlines(ctx)
			return &web.Body[web.List[Deadline]]{Body: web.List[Deadline]{Items: list}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/tax-deadlines", Right: actor.ShopManage, Tag: "tax", Summary: "Set a deadline from a day on", Status: http.StatusCreated},
		func(ctx context.Context, in *web.Body[deadlineNew]) (*web.Created[Deadline], error) {
			d, made, err := r.SetDeadline(ctx, Deadline(in.Body))
			return web.MadeOrThere(d, made), err
		})
}
