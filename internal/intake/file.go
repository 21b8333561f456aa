package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

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
	if j == nil {
		j = r.add(ctx, kept{Import: Import{FileName: name, Source: Inbox, State: Writing}, digest: digest})
	}
	ended := make(chan error, 1)
	err = r.start(ctx, j, func(ctx context.Context) {
		look, chosen, _, err := r.look(ctx, path, name, pricelist.Choice{})
		if err == nil {
			j.choice = chosen
			j.set(func(k *kept) { k.Kind, k.Total = string(look.Kind), look.Rows })
			_, err = r.writeFile(ctx, j, path)
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
	return r.shown(ctx, j.now()), err
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

// resumption tells that an import which a stop broke off is through.
func resumption(k kept) notice.News {
	return notice.News{Code: "import_resumed", Level: notice.Info, For: actor.ProductImport, RefTable: "imports", RefID: k.ID,
		Params: map[string]any{"File": k.FileName, "New": k.New, "Changed": k.Changed}}
}

// takenBack tells that it was undone instead.
func takenBack(k kept) notice.News {
	n := notice.News{Code: "import_undone", Level: notice.NeedsYou, For: actor.ProductImport, RefTable: "imports", RefID: k.ID,
		Params: map[string]any{"File": k.FileName}}
	if k.Kept > 0 {
		n.Code, n.Params["Kept"] = "import_undone_partly", k.Kept
	}
	return n
}

// Alone waits until no command of another process takes a list in beside this
// program, and keeps them waiting until it is let go.
type Alone func(ctx context.Context) (let func() error, err error)

// Settle puts right in the background what a stop broke off: an import of a
// file that still waits in the watched folder is left to it, the others are
// taken back and the people told; books too old to be used are dropped.
func (r *Room) Settle(watched string, alone Alone) {
	who := actor.System
	who.Lang = r.words.Resolve("")
	ctx := actor.With(context.Background(), who)
	var list []kept
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) { // before anybody may ask for an undo that would stand here too
		list, err = broken(tx)
		return err
	})
	slices.SortStableFunc(list, func(a, b kept) int { return cmp.Compare(waits(a), waits(b)) })
	j := &job{moved: make(chan struct{})} // only to be stopped by
	_ = r.start(ctx, j, func(ctx context.Context) {
		if err == nil {
			err = r.j.DB.Write(ctx, func(tx *db.Tx) error { return forget(tx, r.j.DB.Now().Add(-bookLives).Format(db.TimeFormat)) })
		}
		for _, k := range list {
			if err == nil {
				err = r.mend(ctx, k, watched, alone)
			}
		}
		if err != nil && ctx.Err() == nil {
			slog.Error("an import that was broken off could not be taken back", "error", err)
		}
	})
}

// waits is 1 for an import that perhaps has to be waited for.
func waits(k kept) int {
	if k.Source == Command {
		return 1
	}
	return 0
}

// mend goes on with one import that was broken off.
func (r *Room) mend(ctx context.Context, k kept, watched string, alone Alone) error {
	if k.State == Writing && k.Source == Inbox {
		sum, err := digest(filepath.Join(watched, filepath.Base(k.FileName)))
		if err == nil && sum == k.digest {
			return nil
		}
	}
	if k.Source == Command { // perhaps its process is still at it
		let, err := alone(ctx)
		if err != nil {
			return err
		}
		defer func() {
			if err := let(); err != nil {
				slog.Warn("the lock of imports", "error", err)
			}
		}()
		err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			k, err = find(tx, k.ID)
			return err
		})
		if err != nil || !busy(k.State) {
			return err
		}
	}
	leave, err := enter(ctx, r.writing)
	if err != nil {
		return err
	}
	defer leave()
	j := r.known(ctx, k)
	j.set(func(k *kept) { k.State, k.Total = Undoing, k.New+k.Changed; k.Done = k.Undone + k.Kept })
	if err := r.writeDown(ctx, j, j.now()); err != nil {
		return err
	}
	return r.unwind(ctx, j, takenBack)
}
