package intake

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
)

// Rows lists what becomes of an import's rows: from its preview while there is
// one, afterwards from the book, which has what was written. from and next are
// places in that; 0 is the beginning, and the end.
func (r *Room) Rows(ctx context.Context, id, what string, from, limit int) (out []Row, next int, err error) {
	if j := r.job(id); j != nil && what != "kept" {
		j.mu.Lock()
		shown := j.rows
		j.mu.Unlock()
		if shown != nil {
			return shown.read(what, from, limit)
		}
		if state := j.now().State; state == Deciding { // nothing yet
			return []Row{}, 0, nil
		}
	}
	all := []Row{}
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		k, err := find(tx, id)
		if errs.Is(err, errs.NotFound) && r.job(id) != nil {
			return nil // refused as a whole, or not begun
		}
		if err != nil {
			return err
		}
		switch what {
		case "kept":
			all, err = r.keptRows(ctx, tx, id)
		case "new", "changed":
			all, next, err = r.booked(ctx, tx, id, what, from, limit)
		case "refused", "":
			all, err = refusedRows(tx, k)
			if err == nil && what == "" && len(all) <= from+limit {
				var more []Row
				more, _, err = r.booked(ctx, tx, id, "", 0, 1<<30)
				all = append(all, more...)
				slices.SortStableFunc(all, func(a, b Row) int { return a.Row - b.Row })
			}
		}
		return err
	})
	if err != nil || what == "new" || what == "changed" {
		return all, next, err
	}
	if from > len(all) {
		from = len(all)
	}
	out = all[from:]
	if len(out) > limit {
		out, next = out[:limit], from+limit
	}
	return out, next, nil
}

func refusedRows(tx *db.Tx, k kept) ([]Row, error) {
	list, err := refused(tx, k.ID)
	out := []Row{}
	for _, e := range list {
		out = append(out, Row{Row: e.Row, What: pricelist.RowRefused, Cells: []pricelist.Cell{}, Field: e.Field, Code: e.Code, Message: e.Message})
	}
	return out, err
}

// keptRows are those that undo left, and why.
func (r *Room) keptRows(ctx context.Context, tx *db.Tx, id string) ([]Row, error) {
	list, err := pieces(tx, "AND kept <> '[]' ORDER BY piece", id)
	if err != nil {
		return nil, err
	}
	out := []Row{}
	for _, p := range list {
		var stays []left
		if err := json.Unmarshal([]byte(p.kept), &stays); err != nil {
			return nil, err
		}
		for _, l := range slices.Backward(stays) {
			row := Row{Row: l.Row, What: "kept", Name: l.Name, Code: l.Code, Cells: []pricelist.Cell{},
				Message: r.words.T(lang(ctx), "error."+l.Code, nil)}
			if len(l.Fields) > 0 {
				row.Field = fieldOf(l.Fields[0])
			}
			out = append(out, row)
		}
	}
	return out, nil
}

// booked reads rows from the book; from is the piece and the row in it.
func (r *Room) booked(ctx context.Context, tx *db.Tx, id, what string, from, limit int) (out []Row, next int, err error) {
	const most = 100_000 // rows of a piece: far more than a record takes
	out = []Row{}
	pays, err := levelNames(tx)
	if err != nil {
		return nil, 0, err
	}
	for piece, skip := from/most, from%most; ; skip = 0 {
		list, err := pieces(tx, "AND piece >= ? ORDER BY piece LIMIT 1", id, piece)
		if err != nil || len(list) == 0 {
			return out, 0, err
		}
		if list[0].n != piece {
			skip = 0
		}
		piece = list[0].n
		entries, err := read(list[0].rows)
		if err != nil {
			return nil, 0, err
		}
		for i := skip; i < len(entries); i++ {
			e := entries[i]
			if what != "" && e.What != what {
				continue
			}
			if len(out) == limit {
				return out, piece*most + i, nil
			}
			cells, err := r.cells(actor.From(ctx), e, pays)
			if err != nil {
				return nil, 0, err
			}
			out = append(out, Row{Row: e.Row, What: e.What, Name: e.Name, Cells: cells})
		}
		piece++
	}
}

// cells are what an entry of the book changed, as people read it.
func (r *Room) cells(who actor.Actor, e entry, pays map[string]string) ([]pricelist.Cell, error) {
	was, became, err := e.columns()
	if err != nil {
		return nil, err
	}
	out := []pricelist.Cell{}
	put := func(field, old, now string) {
		if old != now {
			out = append(out, pricelist.Cell{Field: field, Old: old, New: now})
		}
	}
	for _, col := range columnsOf(became) {
		text := func(v any) (string, error) {
			switch v := v.(type) {
			case string:
				if col == "level_id" {
					return pays[v], nil
				}
				return v, nil
			case int64:
				return strconv.FormatInt(v, 10), nil
			case []byte:
				if !who.May(actor.SealedRead) {
					return "••••", nil
				}
				return r.customers.Opened(e.ID, col, v)
			}
			return "", nil
		}
		old, err := text(was[col])
		if err != nil {
			return nil, err
		}
		now, err := text(became[col])
		if err != nil {
			return nil, err
		}
		switch col {
		case "created_at", "updated_at", "active", "tax_class", "price_includes_tax", "tax_code", "min_stock": // no list says them
			continue
		}
		put(fieldOf(col), old, now)
	}
	if e.Moved != 0 {
		put("stock", "", money.Quantity(e.Moved).String())
	}
	return out, nil
}
