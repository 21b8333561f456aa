package staff

import (
	"context"
	"encoding/json"
	"maps"

	"pishkhan/internal/change"
	"pishkhan/internal/errs"
)

// Preferences are what a person chose for their screens; empty is not chosen.
type Preferences struct {
	Language string `json:"language,omitempty" enum:"fa,en"`
	Theme    string `json:"theme,omitempty" enum:"system,light,dark"`
	Digits   string `json:"digits,omitempty" enum:"auto,persian,latin"`
	Calendar string `json:"calendar,omitempty" enum:"auto,jalali,gregorian"`
	// Lists holds what somebody made of each list: its columns, its order and
	// the views they named. Only the screens know what it means.
	Lists map[string]any `json:"lists,omitempty" doc:"By list; one that is given replaces what was kept for it, null forgets it"`
}

// maxList is how much of one list is kept, in bytes of JSON; maxLists how many,
// and maxListName how long the name of one may be.
const (
	maxList     = 16 << 10
	maxLists    = 20
	maxListName = 100
)

// Prefer changes the asker's own preferences; empty ones stay as they are.
func (r *Room) Prefer(ctx context.Context, p Preferences) (s Staff, err error) {
	err = r.j.Write(ctx, func(tx *change.Tx) error {
		old, err := byID(tx.Tx, tx.Actor.StaffID)
		if err != nil {
			return err
		}
		s = old
		for _, f := range []struct {
			to   *string
			from string
		}{
			{&s.Preferences.Language, p.Language}, {&s.Preferences.Theme, p.Theme},
			{&s.Preferences.Digits, p.Digits}, {&s.Preferences.Calendar, p.Calendar},
		} {
			if f.from != "" {
				*f.to = f.from
			}
		}
		if s.Preferences.Lists, err = keepLists(s.Preferences.Lists, p.Lists); err != nil {
			return err
		}
		return update(tx, old, s)
	})
	return s, err
}

// keepLists puts what is given in the place of what was kept, list by list.
func keepLists(old, given map[string]any) (map[string]any, error) {
	kept := maps.Clone(old)
	for name, list := range given {
		if list == nil {
			delete(kept, name)
			continue
		}
		raw, err := json.Marshal(list)
		if err != nil || len(name) > maxListName || len(raw) > maxList || len(kept) >= maxLists && kept[name] == nil {
			return nil, errs.At("preferences.lists", errs.Invalid)
		}
		if kept == nil {
			kept = map[string]any{}
		}
		kept[name] = list
	}
	return kept, nil
}
