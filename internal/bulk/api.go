package bulk

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /bulk.
func (r *Room) Routes(s *web.Server) {
	route := func(method, path, summary string) web.Route {
		return web.Route{Method: method, Path: path, Right: actor.Export, Summary: summary, Tag: "bulk"}
	}
	begin := route(http.MethodPost, "/bulk", "Put a period's invoices or credit notes into one file, in the background; repeatable by its id")
	begin.Status = http.StatusCreated
	web.Handle(s, begin, r.post)
	last, far := route(http.MethodGet, "/bulk", "The last such work, if there was one"), route(http.MethodGet, "/bulk/{id}", "How far it is")
	last.Glance, far.Glance = true, true
	web.Handle(s, last, r.list)
	web.Handle(s, far, r.get)
	web.Handle(s, route(http.MethodPost, "/bulk/{id}/cancel", "Stop it; nothing is left of it"), r.cancel)
	web.Handle(s, route(http.MethodGet, "/bulk/{id}/file", "The finished file"), r.getFile)
}

func (r *Room) post(ctx context.Context, in *web.Body[Request]) (*web.Created[Job], error) {
	var err error
	if in.Body.ID, err = web.NewID("id", in.Body.ID); err != nil {
		return nil, err
	}
	job, made, err := r.Begin(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(job, made), nil
}

func (r *Room) list(context.Context, *struct{}) (*web.Body[web.List[Job]], error) {
	return &web.Body[web.List[Job]]{Body: web.List[Job]{Items: r.Last()}}, nil
}

type getInput struct {
	web.ID
	Wait int `query:"wait" minimum:"0" maximum:"25" default:"0" doc:"Seconds to wait until it moves on"`
}

func (r *Room) get(ctx context.Context, in *getInput) (*web.Body[Job], error) {
	return web.Answer(r.Wait(ctx, in.Row(), time.Duration(in.Wait)*time.Second))
}

func (r *Room) cancel(_ context.Context, in *web.ID) (*web.Body[Job], error) {
	return web.Answer(r.Cancel(in.Row()))
}

func (r *Room) getFile(_ context.Context, in *web.ID) (*huma.StreamResponse, error) {
	job, path, err := r.file(in.Row())
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	kind := "application/zip"
	if filepath.Ext(path) == ".pdf" {
		kind = "application/pdf"
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer f.Close()
		hc.SetHeader("Content-Type", kind)
		hc.SetHeader("Content-Length", strconv.FormatInt(job.Size, 10))
		hc.SetHeader("Content-Disposition", `attachment; filename="`+job.Name+`"`)
		_, _ = io.Copy(hc.BodyWriter(), f) // a reader that went away hears nothing
	}}, nil
}
