package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
	"pishkhan/internal/pricelist"
)

// Asks is the refusal of a file that nobody is there to be asked about.
const Asks errs.Code = "import_asks"

// File takes in a file of the watched folder and waits until it is through,
// as its sender's lists were taken in before. One that a stop broke off goes
// on where it was. The error is the refusal of the whole file, or why it can't
// be taken in just now.
func (r *Room) File(ctx context.Context, path, name string) (Import, error) {
	digest, err := digest(path)
	if err != nil {
		return Import{}, err
	}
	var before []kept
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		before, err = broken(tx)
		return err
	})
	if err != nil {
		return Import{}, err
	}
	var j *job
	for _, k := range before {
		if k.Source == Inbox && k.State == Writing && k.digest == digest && r.job(k.ID) == nil {
			j = r.known(ctx, k)
			break
		}
	}
	resumed := j != nil
	if !resumed {
		j = r.add(ctx, kept{Import: Import{FileName: name, Source: Inbox, State: Writing}, digest: digest})
	}
	ended := make(chan error, 1)
	err = r.start(ctx, j, func(ctx context.Context) {
		look, chosen, _, err := r.look(ctx, path, name, pricelist.Choice{})
		if err == nil {
			j.choice = chosen
			j.set(func(k *kept) { k.Kind, k.Total = string(look.Kind), look.Rows })
			_, err = r.write(ctx, j, path)
		} else if j.fail(err); final(err) {
			err = errors.Join(err, r.writeDown(ctx, j, j.now()))
		}
		if err == nil && len(j.now().Asks) > 0 {
			err = errs.New(Asks)
			j.fail(err)
			err = errors.Join(err, r.writeDown(ctx, j, j.now()))
		}
		ended <- err
	})
	if err == nil {
		err = <-ended
	}
	i := r.shown(ctx, j.now())
	if err == nil && resumed {
		r.tell(ctx, notice.News{Code: "import_resumed", Level: notice.Info, RefID: i.ID, Params: map[string]any{"File": i.FileName, "New": i.New, "Changed": i.Changed}})
	}
	return i, err
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, io.LimitReader(f, pricelist.MaxBytes+1)); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// tell tells those who may import.
func (r *Room) tell(ctx context.Context, n notice.News) {
	n.For, n.RefTable = actor.ProductImport, "imports"
	if err := r.notices.Tell(context.WithoutCancel(ctx), n); err != nil {
		slog.Error("a notice was not written", "code", n.Code, "error", err)
	}
}

// alive is how long a silent import of another process may still be at work.
const alive = time.Minute

// Settle puts right in the background what a stop broke off: an import of a
// file that still waits in the watched folder is left to it, the others are
// taken back and the people told; books too old to be used are dropped.
func (r *Room) Settle(watched string) {
	who := actor.System
	who.Lang = r.words.Resolve("")
	ctx := actor.With(context.Background(), who)
	j := &job{moved: make(chan struct{})} // only to be stopped by
	_ = r.start(ctx, j, func(ctx context.Context) {
		var list []kept
		err := r.j.DB.Write(ctx, func(tx *db.Tx) (err error) {
			if list, err = broken(tx); err != nil {
				return err
			}
			return forget(tx, r.j.DB.Now().Add(-bookLives).Format(db.TimeFormat))
		})
		for _, k := range list {
			if err == nil {
				err = r.mend(ctx, k, watched)
			}
		}
		if err != nil && ctx.Err() == nil {
			slog.Error("an import that was broken off could not be taken back", "error", err)
		}
	})
}

// mend goes on with one import that was broken off.
func (r *Room) mend(ctx context.Context, k kept, watched string) error {
	if k.State == Writing && k.Source == Inbox {
		sum, err := digest(filepath.Join(watched, filepath.Base(k.FileName)))
		if err == nil && sum == k.digest {
			return nil
		}
	}
	for k.State == Writing && k.Source == Command && r.j.DB.Now().Sub(k.touched) < alive { // perhaps another process is at it
		select {
		case <-time.After(alive / 4):
		case <-ctx.Done():
			return ctx.Err()
		}
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			k, err = find(tx, k.ID)
			return err
		})
		if err != nil {
			return err
		}
	}
	if !busy(k.State) {
		return nil
	}
	leave, err := enter(ctx, r.writing)
	if err != nil {
		return err
	}
	defer leave()
	j := r.known(ctx, k)
	began := k.State == Undoing // somebody had asked for it, and knows
	j.set(func(k *kept) { k.State, k.Total = Undoing, k.New+k.Changed; k.Done = k.Undone + k.Kept })
	if err := r.writeDown(ctx, j, j.now()); err != nil {
		return err
	}
	if err := r.unwind(ctx, j); err != nil || began {
		return err
	}
	n := notice.News{Code: "import_undone", Level: notice.NeedsYou, RefID: k.ID, Params: map[string]any{"File": k.FileName}}
	if left := j.now().Kept; left > 0 {
		n.Code, n.Params["Kept"] = "import_undone_partly", left
	}
	r.tell(ctx, n)
	return nil
}
