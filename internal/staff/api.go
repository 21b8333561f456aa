package staff

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
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
	web.ID
	Body staffPatch
}

// roleRights is one row of the table of who may do what.
type roleRights struct {
	Role          actor.Role `json:"role" enum:"owner,manager,support,counter"`
	Rights        []string   `json:"rights"`
	DiscountLimit int64      `json:"discount_limit" doc:"The largest discount this role may give, in percent"`
}

// roles is the table, from the widest rights to the narrowest.
func roles() []roleRights {
	var list []roleRights
	for _, role := range actor.Roles {
		list = append(list, roleRights{Role: role, Rights: rightsOf(role), DiscountLimit: actor.DiscountLimit[role]})
	}
	return list
}

type approvalNew struct {
	StaffID string      `json:"staff_id" doc:"Who lends the right"`
	PIN     string      `json:"pin" doc:"Theirs"`
	Right   actor.Right `json:"right" doc:"As the refusal names it"`
	Request refused     `json:"request" doc:"What was refused: it alone is allowed"`
}

// refused is a request that somebody may allow, as it is sent again.
type refused struct {
	Method string `json:"method"`
	Path   string `json:"path" doc:"From /api on, with the query"`
	Body   string `json:"body" doc:"To the letter"`
}

type approvalMade struct {
	Approval string `json:"approval" doc:"For the Approval header of that request, once, within two minutes"`
	ByName   string `json:"by_name"`
}

type approvalsInput struct {
	About []string `query:"about" doc:"The documents' ids, with commas"`
}

// Routes registers the room's routes. The session's own routes join several
// rooms and stand in api.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/roles", Right: actor.SignedIn, Tag: "staff", Summary: "What each role may do"},
		func(context.Context, *struct{}) (*web.Body[web.List[roleRights]], error) {
			return &web.Body[web.List[roleRights]]{Body: web.List[roleRights]{Items: roles()}}, nil
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/approvals", Right: actor.SignedIn, Tag: "staff", Status: http.StatusCreated, Summary: "Let somebody with the right allow one request by their PIN"},
		func(ctx context.Context, in *web.Body[approvalNew]) (*web.Body[approvalMade], error) {
			what := in.Body.Request
			if what.Method == "" || what.Path == "" {
				return nil, errs.At("request", errs.Required)
			}
			token, by, err := r.Approve(ctx, in.Body.StaffID, in.Body.PIN, in.Body.Right, web.DeedOf(what.Method, what.Path, []byte(what.Body)))
			return &web.Body[approvalMade]{Body: approvalMade{token, by.Name}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/approvals", Right: actor.InvoiceRead, Tag: "staff", Summary: "What was done to documents by somebody's leave"},
		func(ctx context.Context, in *approvalsInput) (*web.Body[web.List[Approval]], error) {
			list, err := r.Approvals(ctx, in.About)
			return &web.Body[web.List[Approval]]{Body: web.List[Approval]{Items: append([]Approval{}, list...)}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/staff", Right: actor.StaffManage, Glance: true, Tag: "staff", Summary: "People who work here"},
		func(ctx context.Context, in *web.Query) (*web.Body[web.List[Staff]], error) {
			return web.Answer(r.List(ctx, *in))
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/staff", Right: actor.StaffManage, Tag: "staff", Summary: "Take somebody on", Status: http.StatusCreated},
		func(ctx context.Context, in *web.Body[staffNew]) (*web.Created[Staff], error) {
			person, made, err := r.Create(ctx, New(in.Body))
			return web.MadeOrThere(person, made), err
		})
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/staff/{id}", Right: actor.StaffManage, Glance: true, Tag: "staff", Summary: "One person"},
		func(ctx context.Context, in *web.ID) (*web.Body[Staff], error) {
			return web.Answer(r.Read(ctx, in.Row()))
		})
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/staff/{id}", Right: actor.StaffManage, Tag: "staff", Summary: "Change a person's name, role or password, or switch the account off"},
		func(ctx context.Context, in *staffChange) (*web.Body[Staff], error) {
			return web.Answer(r.Change(ctx, in.Row(), Patch(in.Body)))
		})
}
