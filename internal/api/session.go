package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/shop"
	"pishkhan/internal/staff"
	"pishkhan/internal/till"
	"pishkhan/internal/web"
)

// session is who is signed in, where.
type session struct {
	Staff staff.Staff `json:"staff"`
	Till  till.Till   `json:"till"`
	Tills int         `json:"tills" doc:"How many there are: of several one is chosen"`
	Shop  shop.Shop   `json:"shop"`
}

type signedIn struct {
	Token string      `json:"token" doc:"For the Authorization header, as Bearer"`
	Staff staff.Staff `json:"staff"`
}

type signIn struct {
	address string
	Body    struct {
		User     string `json:"user"`
		Password string `json:"password"`
		TillID   string `json:"till_id,omitempty" doc:"The till to work at; the first when left out"`
	}
}

type seat struct {
	TillID string `json:"till_id"`
}

// Resolve notes where a sign-in comes from.
func (s *signIn) Resolve(ctx huma.Context) []error {
	s.address = web.Peer(ctx.RemoteAddr())
	return nil
}

type stepIn struct {
	StaffID string `json:"staff_id" doc:"Whose PIN it is"`
	PIN     string `json:"pin"`
}

type pinNew struct {
	Password string `json:"password" doc:"One's own, again"`
	PIN      string `json:"pin" doc:"Four to eight digits"`
}

type proof struct {
	Password string `json:"password" doc:"One's own"`
}

type sessionPatch struct {
	Preferences staff.Preferences `json:"preferences"`
}

func (a *API) session() {
	s := a.Server
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/session", Right: actor.Public, Tag: "session", Summary: "Sign in", MaxBody: 16 << 10},
		a.signIn)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/session", Right: actor.SignedIn, Tag: "session", Summary: "Who is signed in, at which till, in which shop"},
		a.whoAmI)
	web.Handle(s, web.Route{Method: http.MethodPatch, Path: "/session", Right: actor.SignedIn, Tag: "session", Summary: "Change one's own preferences"},
		func(ctx context.Context, in *web.Body[sessionPatch]) (*web.Body[staff.Staff], error) {
			return web.Answer(a.rooms.Staff.Prefer(ctx, in.Body.Preferences))
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/session/till", Right: actor.SignedIn, Tag: "session", Summary: "Work at another till from now on"}, a.sit)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/session/people", Right: actor.SignedIn, Tag: "session", Summary: "Who may step in at a till with a PIN"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[staff.Colleague]], error) {
			list, err := a.rooms.Staff.Colleagues(ctx)
			return &web.Body[web.List[staff.Colleague]]{Body: web.List[staff.Colleague]{Items: append([]staff.Colleague{}, list...)}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/session/switch", Right: actor.SignedIn, Tag: "session", Summary: "Hand the till over: a session of whose PIN it is, at the same till, instead of one's own", MaxBody: 16 << 10},
		func(ctx context.Context, in *web.Body[stepIn]) (*web.Body[signedIn], error) {
			token, who, err := a.rooms.Staff.Switch(ctx, in.Body.StaffID, in.Body.PIN)
			return &web.Body[signedIn]{Body: signedIn{Token: token, Staff: who}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/session/proof", Right: actor.SignedIn, Tag: "session", Summary: "Say one's password after stepping in with a PIN: settings, people and exports are open then", Status: http.StatusNoContent, MaxBody: 16 << 10},
		func(ctx context.Context, in *web.Body[proof]) (*struct{}, error) {
			return nil, a.rooms.Staff.Prove(ctx, in.Body.Password)
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/session/pin", Right: actor.SignedIn, Tag: "session", Summary: "Give oneself a PIN, with one's password", MaxBody: 16 << 10},
		func(ctx context.Context, in *web.Body[pinNew]) (*web.Body[staff.Staff], error) {
			return web.Answer(a.rooms.Staff.SetPIN(ctx, in.Body.Password, in.Body.PIN))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/session/pin", Right: actor.SignedIn, Tag: "session", Summary: "Have no PIN any more"},
		func(ctx context.Context, _ *struct{}) (*web.Body[staff.Staff], error) {
			return web.Answer(a.rooms.Staff.DropPIN(ctx))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/session", Right: actor.SignedIn, Tag: "session", Summary: "Sign out", Status: http.StatusNoContent},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, a.rooms.Staff.SignOut(ctx)
		})
}

func (a *API) signIn(ctx context.Context, in *signIn) (*web.Body[signedIn], error) {
	var at till.Till
	err := a.rooms.Journal.DB.Read(ctx, func(tx *db.Tx) (err error) {
		if _, err = a.rooms.Shop.Plain(tx); err != nil {
			return err
		}
		at, err = a.till(tx, in.Body.TillID)
		return err
	})
	if err != nil {
		return nil, err
	}
	token, who, err := a.rooms.Staff.SignIn(ctx, in.Body.User, in.Body.Password, in.address, at.ID)
	return &web.Body[signedIn]{Body: signedIn{Token: token, Staff: who}}, err
}

// till is the one that is named, this device's first when none is.
func (a *API) till(tx *db.Tx, id string) (till.Till, error) {
	if id == "" {
		return till.At(tx, "")
	}
	t, err := a.rooms.Till.Get(tx, strings.ToLower(id))
	if errs.Is(err, errs.NotFound) {
		err = errs.At("till_id", errs.NotFound)
	}
	return t, err
}

// sit moves the asker to a till.
func (a *API) sit(ctx context.Context, in *web.Body[seat]) (*web.Body[session], error) {
	if in.Body.TillID == "" {
		return nil, errs.At("till_id", errs.Required)
	}
	var at till.Till
	err := a.rooms.Journal.DB.Read(ctx, func(tx *db.Tx) (err error) {
		at, err = a.till(tx, in.Body.TillID)
		return err
	})
	if err == nil {
		err = a.rooms.Staff.Sit(ctx, at.ID)
	}
	if err != nil {
		return nil, err
	}
	who := actor.From(ctx)
	who.TillID = at.ID
	return a.whoAmI(actor.With(ctx, who), nil)
}

func (a *API) whoAmI(ctx context.Context, _ *struct{}) (*web.Body[session], error) {
	var out session
	err := a.rooms.Journal.DB.Read(ctx, func(tx *db.Tx) (err error) {
		who := actor.From(ctx)
		if out.Staff, err = a.rooms.Staff.Get(tx, who.StaffID); err != nil {
			return err
		}
		if out.Shop, err = a.rooms.Shop.Get(tx); err != nil {
			return err
		}
		if out.Till, err = till.At(tx, who.TillID); err != nil {
			return err
		}
		out.Tills, err = a.rooms.Till.Count(tx)
		return err
	})
	return &web.Body[session]{Body: out}, err
}
