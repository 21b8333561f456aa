package bulk

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"pishkhan/internal/db"
	"pishkhan/internal/invoice"
)

// breath is the pause after each page, and giveWay the one while somebody
// writes: a sale takes a few milliseconds.
const (
	breath  = 3 * time.Millisecond
	giveWay = 20 * time.Millisecond
)

// pacer takes breath between pages.
type pacer struct {
	ctx  context.Context
	head func() int64
	last int64
}

func (p *pacer) pause() {
	long := breath
	if head := p.head(); head != p.last {
		p.last, long = head, giveWay
	}
	select {
	case <-p.ctx.Done():
	case <-time.After(long):
	}
}

// work writes the file.
func (r *Room) work(ctx context.Context, req Request, ids []string, opt invoice.Options) error {
	p := &pacer{ctx: ctx, head: r.j.Head}
	name := req.Of
	for _, day := range []string{req.From, req.To} {
		if day != "" {
			name += "-" + day
		}
	}
	if name += ".zip"; req.As == One {
		name = name[:len(name)-len(".zip")] + ".pdf"
	}
	f, err := os.OpenFile(filepath.Join(r.dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if req.As == One {
		err = r.together(ctx, f, req.Of, ids, opt, p)
	} else {
		err = r.apart(ctx, f, req.Of, ids, opt, p)
	}
	if err = errors.Join(err, f.Close()); ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	info, err := os.Stat(f.Name())
	if err != nil {
		return err
	}
	r.set(func(job *Job) { job.Name, job.Size = name, info.Size() })
	return nil
}

// apart writes a ZIP with a file for each; a PDF is packed already.
func (r *Room) apart(ctx context.Context, to io.Writer, of string, ids []string, opt invoice.Options, p *pacer) error {
	z := zip.NewWriter(to)
	for i, id := range ids {
		doc, err := r.read(ctx, of, id)
		if err != nil {
			return err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: invoice.FileName(doc, opt), Method: zip.Store, Modified: doc.IssuedAt})
		if err != nil {
			return err
		}
		if err := invoice.Print(w, []invoice.Invoice{doc}, opt); err != nil {
			return err
		}
		r.set(func(job *Job) { job.Done = i + 1 })
		p.pause()
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return z.Close()
}

// together writes one PDF of all.
func (r *Room) together(ctx context.Context, to io.Writer, of string, ids []string, opt invoice.Options, p *pacer) error {
	docs := make([]invoice.Invoice, 0, len(ids))
	for _, id := range ids {
		doc, err := r.read(ctx, of, id)
		if err != nil {
			return err
		}
		docs = append(docs, doc)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	steps := 0 // a page is drawn, written and packed
	opt.Pace = func() {
		steps++
		r.set(func(job *Job) { job.Done = min(steps/3, job.Total-1) })
		p.pause()
	}
	if err := invoice.Print(to, docs, opt); err != nil {
		return err
	}
	r.set(func(job *Job) { job.Done = job.Total })
	return nil
}

func (r *Room) read(ctx context.Context, of, id string) (doc invoice.Invoice, err error) {
	if of == Credits {
		return r.credits.Whole(ctx, id)
	}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		doc, err = invoice.Get(tx, r.vault, id)
		return err
	})
	return doc, err
}
