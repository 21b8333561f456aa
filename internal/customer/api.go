package customer

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /customers.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "GET", Path: "/customers", Right: actor.SignedIn, Summary: "Find customers", Tag: "customer"}, r.list)
	web.Handle(s, web.Route{Method: "POST", Path: "/customers", Right: actor.CustomerWrite, Status: 201, Summary: "Make a customer", Tag: "customer"}, r.post)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/cities", Right: actor.SignedIn, Summary: "The cities there are, with how many customers each has", Tag: "customer"}, r.cities)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/alike", Right: actor.SignedIn, Summary: "Customers who may be the one that is being written", Tag: "customer"}, r.alike)
	web.Handle(s, web.Route{Method: "POST", Path: "/customers/merges", Right: actor.CustomerWrite, Status: 201, Summary: "Make two entries of one customer one", Tag: "customer"}, r.postMerge)
	web.Handle(s, web.Route{Method: "DELETE", Path: "/customers/merges/{id}", Right: actor.CustomerWrite, Status: 204, Summary: "Separate them again", Tag: "customer"}, r.deleteMerge)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/{id}", Right: actor.SignedIn,
		Summary: "One customer, whole to those who may see it; that is written down", Tag: "customer"}, r.get)
	web.Handle(s, web.Route{Method: "PATCH", Path: "/customers/{id}", Right: actor.CustomerWrite, Summary: "Change a customer", Tag: "customer"}, r.patch)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/{id}/merges", Right: actor.SignedIn, Summary: "What was merged into a customer", Tag: "customer"}, r.merges)
	web.Handle(s, web.Route{Method: "GET", Path: "/customers/{id}/people", Right: actor.SignedIn, Summary: "The people of an organisation", Tag: "customer"}, r.people)
	web.Handle(s, web.Route{Method: "POST", Path: "/customers/{id}/people", Right: actor.CustomerWrite, Status: 201, Summary: "Write down somebody of an organisation", Tag: "customer"}, r.postPerson)
	web.Handle(s, web.Route{Method: "PATCH", Path: "/customers/{id}/people/{person}", Right: actor.CustomerWrite, Summary: "Change what is said of somebody of an organisation", Tag: "customer"}, r.patchPerson)
	web.Handle(s, web.Route{Method: "DELETE", Path: "/customers/{id}/people/{person}", Right: actor.CustomerWrite, Status: 204, Summary: "Strike somebody of an organisation out", Tag: "customer"}, r.deletePerson)
}

type listInput struct {
	web.Query
	Kind    string `query:"kind" enum:"person,organisation"`
	Owing   bool   `query:"owing" doc:"Only those who owe"`
	City    string `query:"city" maxLength:"200"`
	LevelID string `query:"level_id" maxLength:"36" doc:"Only those who pay by a price level"`
	Sort    string `query:"sort" enum:"name,balance,created,city,-name,-balance,-created,-city" doc:"By the alphabet when empty, with q best first"`
}

func (r *Room) list(ctx context.Context, in *listInput) (*web.Body[Page], error) {
	return web.Answer(r.Find(ctx, in.Query, in.Sort, Filter{Kind: in.Kind, City: in.City, LevelID: web.ID{ID: in.LevelID}.Row(), Owing: in.Owing}))
}

func (r *Room) cities(ctx context.Context, _ *struct{}) (*web.Body[web.List[web.Count]], error) {
	return web.Answer(r.Cities(ctx))
}

type alikeInput struct {
	Name       string `query:"name" maxLength:"200"`
	Phone      string `query:"phone" maxLength:"50"`
	NationalID string `query:"national_id" maxLength:"50"`
	Except     string `query:"except" maxLength:"36" doc:"The customer itself, when it has an id"`
}

func (r *Room) alike(ctx context.Context, in *alikeInput) (*web.Body[web.List[Twin]], error) {
	return web.Answer(r.Alike(ctx, in.Name, in.Phone, in.NationalID, web.ID{ID: in.Except}.Row()))
}

type postInput struct {
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the creation repeatable"`
		Input
	}
}

func (r *Room) post(ctx context.Context, in *postInput) (*web.Created[Customer], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	c, made, err := r.Create(ctx, id, in.Body.Input)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(c, made), nil
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Customer], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

type patchInput struct {
	web.ID
	Body Input
}

func (r *Room) patch(ctx context.Context, in *patchInput) (*web.Body[Customer], error) {
	return web.Answer(r.Change(ctx, in.Row(), in.Body))
}

type mergeInput struct {
	Body struct {
		ID      string `json:"id,omitempty" doc:"UUID; makes the merge repeatable"`
		KeepID  string `json:"keep_id" required:"true" doc:"The one that stays"`
		OtherID string `json:"other_id" required:"true" doc:"The one that goes out of the lists"`
	}
}

func (r *Room) postMerge(ctx context.Context, in *mergeInput) (*web.Created[Merge], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	m, made, err := r.Merge(ctx, id, web.ID{ID: in.Body.KeepID}.Row(), web.ID{ID: in.Body.OtherID}.Row())
	return web.MadeOrThere(m, made), err
}

func (r *Room) deleteMerge(ctx context.Context, in *web.ID) (*struct{}, error) {
	return nil, r.Unmerge(ctx, in.Row())
}

func (r *Room) merges(ctx context.Context, in *web.ID) (*web.Body[web.List[Merge]], error) {
	return web.Answer(r.Merges(ctx, in.Row()))
}

func (r *Room) people(ctx context.Context, in *web.ID) (*web.Body[web.List[Member]], error) {
	return web.Answer(r.People(ctx, in.Row()))
}

type personInput struct {
	web.ID
	Body struct {
		ID string `json:"id,omitempty" doc:"UUID; makes the creation repeatable"`
		MemberInput
	}
}

func (r *Room) postPerson(ctx context.Context, in *personInput) (*web.Created[Member], error) {
	id, err := web.NewID("id", in.Body.ID)
	if err != nil {
		return nil, err
	}
	p, made, err := r.AddPerson(ctx, in.Row(), id, in.Body.MemberInput)
	return web.MadeOrThere(p, made), err
}

type personID struct {
	web.ID
	Person string `path:"person"`
}

type personPatch struct {
	web.ID
	Person string `path:"person"`
	Body   MemberInput
}

func (r *Room) patchPerson(ctx context.Context, in *personPatch) (*web.Body[Member], error) {
	return web.Answer(r.ChangePerson(ctx, in.Row(), web.ID{ID: in.Person}.Row(), in.Body))
}

func (r *Room) deletePerson(ctx context.Context, in *personID) (*struct{}, error) {
	return nil, r.RemovePerson(ctx, in.Row(), web.ID{ID: in.Person}.Row())
}
