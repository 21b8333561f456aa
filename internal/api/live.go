package api

import (
	"context"
	"net/http"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/web"
)

// longestPoll is how long a screen may wait for a change, in seconds: less
// than what proxies and browsers give up after.
const longestPoll = 25

type changesInput struct {
	After int64 `query:"after" default:"-1" doc:"The seq of the answer before; -1 answers the present one at once"`
	Wait  int   `query:"wait" minimum:"0" maximum:"25" default:"0" doc:"Seconds to wait for a change"`
}

type changes struct {
	Seq     int64            `json:"seq"`
	Changes []change.Touched `json:"changes" doc:"Rows that were written; an empty id means the whole table. The table locales means the words"`
}

func (a *API) live() {
	web.Handle(a.Server, web.Route{Method: http.MethodGet, Path: "/changes", Right: actor.SignedIn, Tag: "program", Summary: "Wait for what changes"},
		a.changes)
}

func (a *API) changes(ctx context.Context, in *changesInput) (*web.Body[changes], error) {
	before := a.wording.n.Load()
	session, wait := actor.From(ctx).Token, time.Duration(min(in.Wait, longestPoll))*time.Second
	missed := !a.wording.heard(session) // new words came between two questions
	if missed {
		wait = 0
	}
	waiting, cancel := a.until(ctx)
	defer cancel()
	seq, rows, err := a.rooms.Journal.Wait(waiting, in.After, wait)
	if waiting.Err() != nil && ctx.Err() == nil { // the program is closing: nothing changed
		seq, rows, err = in.After, nil, nil
	}
	if err != nil {
		return nil, err
	}
	if rows == nil {
		rows = []change.Touched{}
	}
	if missed && in.After >= 0 || a.wording.n.Load() != before {
		a.wording.heard(session)
		rows = append(rows, change.Touched{Table: "locales"})
	}
	return &web.Body[changes]{Body: changes{Seq: seq, Changes: rows}}, nil
}
