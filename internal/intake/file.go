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
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/notice"
	"pishkhan/internal/pricelist"
)

// Asks is the refusal of a file that nobody is there to be asked about.
const Asks errs.Code = "import_asks"

// File takes in a file of the watched folder and waits until it is through,
// as its sender's lists were taken in before. One that a stop broke off goes
// on where it was; one that is through and was only not put away is no second
// time. The error is the refusal of the whole file, or why it can't
// be taken in just now.
func (r *Room) File(ctx context.Context, path, name string) (Import, error) {
	digest, err := digest(path)
	if err != nil {
		return Import{}, err
	}
	var before, through []kept
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if before, err = broken(tx); err != nil {
			return err
		}
		if through, err = ofFile(tx, digest); err != nil || len(through) == 0 {
			return err
		}
		through[0].Refused, err = refused(tx, through[0].ID)
		return err
	})
	if err != nil {
		return Import{}, err
	}
	if len(through) > 0 && through[0].isThrough() {
		return r.shown(ctx, through[0]), through[0].problem.err()
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

// isThrough tells of an import that is written down as ended whether it ended
// with what is to be said of its file; a failure of the program, and an undo at
// a start that found the file gone, are not.
func (k kept) isThrough() bool {
	return k.Place != "" || k.State == Taken || k.State == Cancelled || k.State == Refused && final(k.problem.err())
}

// Told tells the people what became of a file of the watched folder, and notes
// where it goes, in one operation: it is told once, however often it takes to
// put the file away.
func (r *Room) Told(ctx context.Context, id, place string, news notice.News) error {
	return r.j.Write(context.WithoutCancel(ctx), func(tx *change.Tx) error {
		if err := setPlace(tx.Tx, id, place); err != nil {
			return err
		}
		return notice.Tell(tx, news)
	})
}

// PutAway notes that an import's file lies in the watched folder no more, or is
// another one by now: the same list there again is a new one.
func (r *Room) PutAway(ctx context.Context, id string) error {
	return r.j.DB.Write(context.WithoutCancel(ctx), func(tx *db.Tx) error { return putAway(tx, id) })
}

// goneMeanwhile notes that of the files which a stop kept from being put away
// and that lie there no more.
func (r *Room) goneMeanwhile(ctx context.Context, watched string) error {
	return r.j.DB.Write(ctx, func(tx *db.Tx) error {
		list, err := notPutAway(tx)
		for _, k := range list {
			if sum, unread := digest(filepath.Join(watched, filepath.Base(k.FileName))); err == nil && (unread != nil || sum != k.digest) {
				err = putAway(tx, k.ID)
			}
		}
		return err
	})
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
	if err == nil {
		err = r.goneMeanwhile(ctx, watched)
	}
	slices.SortStableFunc(list, func(a, b kept) int { return cmp.Compare(waits(a), waits(b)) })
	j := &job{moved: make(chan struct{})} // only to be stopped by
	_ = r.start(ctx, j, func(ctx context.Context) {
		defer r.watchCommands(ctx, alone)
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

// noticed is how soon a command that was killed is noticed.
const noticed = 3 * time.Second

// watchCommands takes back what commands beside this program wrote that were
// killed, until ctx ends.
func (r *Room) watchCommands(ctx context.Context, alone Alone) {
	tick := time.NewTicker(noticed)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var list []kept
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			list, err = broken(tx)
			return err
		})
		for _, k := range list {
			if j := r.job(k.ID); k.Source != Command || j != nil && busy(j.now().State) { // ours
				continue
			}
			if err == nil {
				err = r.mend(ctx, k, "", alone)
			}
		}
		if err != nil && ctx.Err() == nil {
			slog.Error("what a killed command took in could not be taken back", "error", err)
		}
	}
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
