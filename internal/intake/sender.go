package intake

import (
	"context"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/pricelist"
)

// look reads a file as far as it takes to say how it would be understood. What
// was chosen for the same sender before is applied where the asker chooses
// nothing else; Sender is always the one that the file itself gives.
func (r *Room) look(ctx context.Context, path, name string, c pricelist.Choice) (l pricelist.Look, chosen pricelist.Choice, remembered bool, err error) {
	if l, err = r.lists.Look(path, name, c); err != nil {
		return l, c, false, err
	}
	sender := l.Sender
	if c.Kind != "" || c.Sheet != "" || c.Header != 0 || len(c.Columns) > 0 || c.Unit != "" || c.PriceColumn != "" {
		if plain, err := r.lists.Look(path, name, pricelist.Choice{}); err == nil { // what is chosen is remembered under what isn't
			sender = plain.Sender
		}
	}
	if l.Sender = sender; sender == "" || len(c.Columns) > 0 || c.Unit != "" || c.PriceColumn != "" {
		return l, c, false, nil
	}
	var before pricelist.Choice
	err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		before, err = choice(tx, sender)
		return err
	})
	switch {
	case errs.Is(err, errs.NotFound):
		return l, c, false, nil
	case err != nil:
		return l, c, false, err
	case c.Kind != "" && c.Kind != before.Kind, c.Sheet != "" && c.Sheet != before.Sheet, c.Header != 0 && c.Header != before.Header:
		return l, c, false, nil
	}
	again, err := r.lists.Look(path, name, before)
	if len(errs.All(err)) > 0 { // it was right for another list
		return l, c, false, nil
	}
	again.Sender = sender
	return again, before, true, err
}

// Look says how an uploaded file would be understood.
func (r *Room) Look(ctx context.Context, upload string, c pricelist.Choice) (pricelist.Look, pricelist.Choice, bool, error) {
	path, name, leave, err := r.lists.Upload(ctx, upload)
	if err != nil {
		return pricelist.Look{}, c, false, err
	}
	defer leave()
	return r.look(ctx, path, name, c)
}
