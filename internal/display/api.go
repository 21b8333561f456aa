package display

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/web"
)

type pair struct {
	Code string `json:"code" required:"true" maxLength:"20"`
}

type pairInput struct {
	peer string
	Body pair
}

// Resolve notes who pairs.
func (in *pairInput) Resolve(ctx huma.Context) []error {
	in.peer = web.Peer(ctx.RemoteAddr())
	return nil
}

type paired struct {
	Token string `json:"token" doc:"For the header Display"`
}

type seeInput struct {
	Display string `header:"Display" doc:"The device's token"`
	After   int64  `query:"after" default:"-1" doc:"The seq of the answer before"`
	Wait    int    `query:"wait" minimum:"0" maximum:"25" default:"0" doc:"Seconds to wait for something else"`
}

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/displays/codes", Right: actor.Sell, Tag: "display", Status: http.StatusCreated, Summary: "A code that pairs a device with the asker's till"},
		func(ctx context.Context, _ *struct{}) (*web.Body[Code], error) {
			return web.Answer(r.NewCode(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/displays", Right: actor.Public, Tag: "display", Status: http.StatusCreated, Summary: "Pair this device as a customer's screen", MaxBody: 1 << 10},
		func(ctx context.Context, in *pairInput) (*web.Body[paired], error) {
			token, err := r.Pair(ctx, in.peer, in.Body.Code)
			return &web.Body[paired]{Body: paired{Token: token}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/displays", Right: actor.Sell, Tag: "display", Summary: "The customers' screens of the asker's till"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Screen]], error) {
			list, err := r.List(ctx)
			return &web.Body[web.List[Screen]]{Body: web.List[Screen]{Items: list}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/displays/{id}", Right: actor.Sell, Tag: "display", Status: http.StatusNoContent, Summary: "End the pairing of a screen"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Part(ctx, in.Row()) })
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/displays/shown", Right: actor.Sell, Tag: "display", Status: http.StatusNoContent, Summary: "What the asker's till shows its customer"},
		func(ctx context.Context, in *web.Body[Shown]) (*struct{}, error) {
			r.Show(ctx, in.Body)
			return nil, nil
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/displays/shown", Right: actor.Public, Tag: "display", Summary: "What the till of a paired device shows"},
		func(ctx context.Context, in *seeInput) (*web.Body[Seen], error) {
			seen, err := r.See(ctx, in.Display, in.After, time.Duration(in.Wait)*time.Second)
			if errs.Is(err, errs.NotFound) {
				return &web.Body[Seen]{Body: Seen{Unit: string(money.InRial)}}, nil
			}
			return &web.Body[Seen]{Body: seen}, err
		})
}
