package supply

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type listInput struct {
	web.Query
	Kind  string `query:"kind" enum:"count,received"`
	State string `query:"state" enum:"open,posted"`
}

type sheetNew struct {
	ID   string `json:"id,omitempty" doc:"A UUID, to make the request repeatable"`
	Kind string `json:"kind" required:"true" enum:"count,received"`
	Name string `json:"name,omitempty"`
	Note string `json:"note,omitempty"`
}

type printInput struct {
	web.ID
	Category string `query:"category" maxLength:"200" doc:"Of an open count: only the goods of a category"`
	Lang     string `query:"lang" enum:"fa,en" doc:"The shop's language when left out"`
}

type callInput struct {
	web.ID
	Body struct {
		Name *string `json:"name,omitempty"`
		Note *string `json:"note,omitempty"`
	}
}

// LineID names a product of a sheet.
type LineID struct {
	ID      string `path:"id"`
	Product string `path:"product"`
}

type putInput struct {
	LineID
	Body Said
}

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/stock-sheets", Right: actor.StockCount, Tag: "supply", Summary: "Counts and goods received, the newest first; deliveries only for who may change prices"},
		func(ctx context.Context, in *listInput) (*web.Body[web.List[Sheet]], error) {
			return web.Answer(r.List(ctx, in.Query, in.Kind, in.State))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/stock-sheets", Right: actor.StockCount, Tag: "supply", Status: http.StatusCreated, Summary: "Begin a count, or to write down goods that come in"},
		func(ctx context.Context, in *web.Body[sheetNew]) (*web.Created[Sheet], error) {
			b := in.Body
			sheet, made, err := r.Begin(ctx, Sheet{ID: b.ID, Kind: b.Kind, Name: b.Name, Note: b.Note})
			return web.MadeOrThere(sheet, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/stock-sheets/{id}", Right: actor.StockCount, Tag: "supply", Summary: "One sheet with its lines"},
		func(ctx context.Context, in *web.ID) (*web.Body[Sheet], error) {
			return web.Answer(r.Read(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/stock-sheets/{id}/pdf", Right: actor.StockCount, Tag: "supply", Summary: "A sheet as PDF: of an open count paper to count on, else what it says"},
		func(ctx context.Context, in *printInput) (*web.Document, error) {
			body, err := r.Print(ctx, in.Row(), in.Category, in.Lang)
			return web.PDF("sheet.pdf", body), err
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/stock-sheets/{id}", Right: actor.StockCount, Tag: "supply", Summary: "Call a sheet otherwise"},
		func(ctx context.Context, in *callInput) (*web.Body[Sheet], error) {
			return web.Answer(r.Call(ctx, in.Row(), in.Body.Name, in.Body.Note))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/stock-sheets/{id}", Right: actor.StockCount, Tag: "supply", Status: http.StatusNoContent, Summary: "Throw a sheet away that moved nothing"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Drop(ctx, in.Row()) })
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/stock-sheets/{id}/lines/{product}", Right: actor.StockCount, Tag: "supply", Summary: "How much of a product was counted, or came in"},
		func(ctx context.Context, in *putInput) (*web.Body[Line], error) {
			return web.Answer(r.Put(ctx, web.ID{ID: in.ID}.Row(), web.ID{ID: in.Product}.Row(), in.Body))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/stock-sheets/{id}/lines/{product}", Right: actor.StockCount, Tag: "supply", Status: http.StatusNoContent, Summary: "Take a product off a sheet"},
		func(ctx context.Context, in *LineID) (*struct{}, error) {
			return nil, r.Take(ctx, web.ID{ID: in.ID}.Row(), web.ID{ID: in.Product}.Row())
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/stock-sheets/{id}/post", Right: actor.ProductWrite, Tag: "supply", Summary: "Let a sheet move the stock; it is never changed after that"},
		func(ctx context.Context, in *web.ID) (*web.Body[Sheet], error) {
			return web.Answer(r.Post(ctx, in.Row()))
		})
}
