package pricelist

import (
	"context"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

// Routes declares /uploads.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: "POST", Path: "/uploads", Right: actor.ProductImport, Status: 201, Summary: "Begin to send a file", Tag: "pricelist"}, r.postUpload)
	web.Handle(s, web.Route{Method: "PUT", Path: "/uploads/{id}", Right: actor.ProductImport, MaxBody: MaxChunk + 1, // the first size that is too much
		Summary: "Send a part of a file, up to 1 MiB", Tag: "pricelist"}, r.putUpload)
}

type uploadInput struct {
	Body struct {
		Name string `json:"name" doc:"The file's name"`
		Size int64  `json:"size" doc:"In bytes, up to 100 MiB"`
	}
}

type begun struct {
	ID string `json:"id"`
}

func (r *Room) postUpload(ctx context.Context, in *uploadInput) (*web.Body[begun], error) {
	id, err := r.uploads.begin(actor.From(ctx), in.Body.Name, in.Body.Size)
	return &web.Body[begun]{Body: begun{id}}, err
}

type partInput struct {
	web.ID
	Offset  int64  `query:"offset" minimum:"0" doc:"Where the part begins, in bytes"`
	RawBody []byte `contentType:"application/octet-stream"`
}

type received struct {
	Received int64 `json:"received" doc:"Bytes from the beginning on"`
}

func (r *Room) putUpload(ctx context.Context, in *partInput) (*web.Body[received], error) {
	n, err := r.uploads.put(actor.From(ctx), in.Row(), in.Offset, in.RawBody)
	return &web.Body[received]{Body: received{n}}, err
}
