package intake

import (
	"context"
	"strings"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/web"
)

// Command takes in a file that the command line names and waits until it is
// through: all of it, or nothing. A trial writes nothing at all. Its caller
// holds what Alone waits for, so that nobody takes it for broken off.
func (r *Room) Command(ctx context.Context, path, name string, opt pricelist.Options) (pricelist.Result, error) {
	if !opt.DryRun {
		if err := r.takeBackKilled(ctx); err != nil {
			return pricelist.Result{}, err
		}
	}
	return r.straight(ctx, Command, name, opt, func(ctx context.Context, opt pricelist.Options) (pricelist.Result, error) {
		return r.lists.Import(ctx, path, name, opt)
	})
}

// takeBackKilled takes back what commands wrote that were killed: a list that
// comes in after them would find its rows there already and lose them when the
// program's next start takes them back. The caller holds what Alone waits for.
func (r *Room) takeBackKilled(ctx context.Context) error {
	var list []kept
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		list, err = broken(tx)
		return err
	})
	held := func(context.Context) (func() error, error) { return func() error { return nil }, nil }
	for _, k := range list {
		if err == nil && k.Source == Command && k.State == Writing { // an undo is its asker's
			err = r.mend(ctx, k, "", held)
		}
	}
	return err
}

// straight takes a list in without a preview and waits for it; when nobody
// waits any more, what it wrote is taken back.
func (r *Room) straight(ctx context.Context, where Source, name string, opt pricelist.Options, from source) (got pricelist.Result, err error) {
	if opt.DryRun {
		return from(ctx, opt)
	}
	j := r.add(ctx, kept{Import: Import{FileName: name, Source: where, State: Writing}})
	j.choice, j.asked = opt.Choice, opt.Progress
	ended := make(chan error, 1)
	err = r.start(ctx, j, func(ctx context.Context) {
		var err error
		got, err = r.write(ctx, j, from)
		ended <- err
	})
	if err != nil {
		return got, err
	}
	defer context.AfterFunc(ctx, func() {
		j.set(func(k *kept) { k.cancelled = true })
		j.stop()
	})()
	if err = <-ended; err != nil {
		got.New, got.Changed = 0, 0 // all that was written is taken back
	}
	return got, err
}

// pricelists declares /pricelists: lists that are taken in without a preview.
func (r *Room) pricelists(s *web.Server) {
	web.Handle(s, web.Route{Method: "POST", Path: "/pricelists", Right: actor.ProductImport, Summary: "Take in a price list", Tag: "pricelist"}, r.postList)
	web.Handle(s, web.Route{Method: "POST", Path: "/pricelists/sample", Right: actor.ProductImport, Summary: "Take in a small sample of goods", Tag: "pricelist"}, r.postSample)
}

type listInput struct {
	Body struct {
		UploadID string `json:"upload_id"`
		Unit     string `json:"unit,omitempty" doc:"rial or toman, of prices that don't say"`
		DryRun   bool   `json:"dry_run,omitempty" doc:"Say what would happen and write nothing"`
	}
}

func (r *Room) postList(ctx context.Context, in *listInput) (*web.Body[pricelist.Result], error) {
	unit := money.Unit(in.Body.Unit)
	if unit != "" && !unit.Valid() {
		return nil, errs.At("unit", errs.Invalid)
	}
	id := strings.ToLower(in.Body.UploadID)
	_, name, leave, err := r.lists.Upload(ctx, id)
	if err != nil {
		return nil, err
	}
	leave()
	got, err := r.straight(ctx, Window, name, pricelist.Options{Choice: pricelist.Choice{Unit: unit}, DryRun: in.Body.DryRun},
		func(ctx context.Context, opt pricelist.Options) (pricelist.Result, error) {
			return r.lists.ImportUpload(ctx, id, opt)
		})
	return &web.Body[pricelist.Result]{Body: got}, err
}

func (r *Room) postSample(ctx context.Context, _ *struct{}) (*web.Body[pricelist.Result], error) {
	return web.Answer(r.straight(ctx, Window, r.lists.SampleName(), pricelist.Options{}, r.lists.Sample))
}
