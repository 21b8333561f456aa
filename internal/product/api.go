package product

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /products.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/products", Right: actor.SignedIn, Summary: "Find goods", Tag: "product"}, r.list)
	web.Handle(s, web.Route{Method: "POST", Path: "/products", Right: actor.ProductWrite, Status: 201, Summary: "Make a product", Tag: "product"}, r.post)
	web.Handle(s, web.Route{Method: "GET", Path: "/products/categories", Right: actor.SignedIn, Summary: "The categories there are, with how many goods each has", Tag: "product"}, r.categories)
	web.Handle(s, web.Route{Method: "GET", Path: "/products/{id}", Right: actor.SignedIn, Summary: "One product", Tag: "product"}, r.get)
	web.Handle(s, web.Route{Method: "PATCH", Path: "/products/{id}", Right: actor.ProductWrite, Summary: "Change a product", Tag: "product"}, r.patch)
}

type listInput struct {
	web.Query
	Barcode  string `query:"barcode" maxLength:"200" doc:"A scan: a barcode or code, whole, under either keyboard layout"`
	Active   string `query:"active" enum:"true,false" doc:"Only those in use, or out of use"`
	Category string `query:"category" maxLength:"200"`
	Counted  bool   `query:"counted" doc:"Only what has a stock of its own: no bundles"`
	Bundle   bool   `query:"bundle" doc:"Only what is made of others"`
	Stock    string `query:"stock" enum:"below,out,in,low" doc:"Below zero, nothing left (or less), some left, less than the least there should be"`
	Sort     string `query:"sort" enum:"name,code,price,stock,category,updated,popular,-name,-code,-price,-stock,-category,-updated" doc:"By the alphabet when empty, with q best first; popular: what is sold most first"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[Page], error) {
	return web.Answer(r.Find(ctx, in.Query, in.Barcode, in.Sort, Filter{Active: in.Active, Category: in.Category, Stock: in.Stock, Counted: in.Counted, Bundle: in.Bundle}))
}

func (r *Room) categories(ctx context.Context, _ *struct{}) (*web.Body[web.List[web.Count]], error) {
	return web.Answer(r.Categories(ctx))
}

// postInput is the description of a new product: Input, an id and its stock.
type postInput struct {
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the creation repeatable"`
		Input
		Stock string `json:"stock,omitempty" doc:"What there is of it now, a decimal"`
	}
}

func (r *Room) post(ctx context.Context, in *postInput) (*web.Created[Product], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	p, made, err := r.Create(ctx, id, in.Body.Input, in.Body.Stock)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(p, made), nil
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Product], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

type patchInput struct {
	web.ID
	Body Input
}

func (r *Room) patch(ctx context.Context, in *patchInput) (*web.Body[Product], error) {
	return web.Answer(r.Change(ctx, in.Row(), in.Body))
}
