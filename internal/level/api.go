package level

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/money"
	"pishkhan/internal/web"
)

type levelNew struct {
	ID      string        `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Name    string        `json:"name"`
	Percent money.Percent `json:"percent,omitempty"`
}

type patchInput struct {
	web.ID
	Body struct {
		Name    *string        `json:"name,omitempty"`
		Percent *money.Percent `json:"percent,omitempty"`
	}
}

type priceInput struct {
	ID    string `path:"id"`
	Level string `path:"level"`
	Body  struct {
		Price *money.Rial `json:"price,omitempty" doc:"In rial; left out the percentage counts"`
	}
}

type giveInput struct {
	web.ID
	Body struct {
		LevelID string `json:"level_id" required:"true" doc:"Empty for the list's price"`
	}
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/price-levels", Right: actor.SignedIn, Tag: "level", Summary: "The price levels"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Level]], error) {
			return web.Answer(r.List(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/price-levels", Right: actor.ProductWrite, Tag: "level", Status: http.StatusCreated, Summary: "Make a price level"},
		func(ctx context.Context, in *web.Body[levelNew]) (*web.Created[Level], error) {
			level, made, err := r.Create(ctx, Level(in.Body))
			return web.MadeOrThere(level, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/price-levels/{id}", Right: actor.ProductWrite, Tag: "level", Summary: "Change a price level"},
		func(ctx context.Context, in *patchInput) (*web.Body[Level], error) {
			return web.Answer(r.Change(ctx, in.Row(), in.Body.Name, in.Body.Percent))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/price-levels/{id}", Right: actor.ProductWrite, Tag: "level", Status: http.StatusNoContent, Summary: "Take a price level away: its customers pay the list's price"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Remove(ctx, in.Row()) })
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/products/{id}/prices", Right: actor.SignedIn, Tag: "level", Summary: "What a product costs at each level"},
		func(ctx context.Context, in *web.ID) (*web.Body[web.List[ProductPrice]], error) {
			return web.Answer(r.Prices(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/products/{id}/prices/{level}", Right: actor.ProductWrite, Tag: "level", Summary: "Give a product a price of its own at a level, or take it back"},
		func(ctx context.Context, in *priceInput) (*web.Body[web.List[ProductPrice]], error) {
			return web.Answer(r.SetPrice(ctx, web.ID{ID: in.ID}.Row(), web.ID{ID: in.Level}.Row(), in.Body.Price))
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/customers/{id}/level", Right: actor.ProductWrite, Tag: "level", Status: http.StatusNoContent, Summary: "Let a customer pay by a price level"},
		func(ctx context.Context, in *giveInput) (*struct{}, error) {
			return nil, r.Give(ctx, in.Row(), in.Body.LevelID)
		})
}
