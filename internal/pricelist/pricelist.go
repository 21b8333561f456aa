// Package pricelist takes in price lists: a CSV or XLSX file with one header
// row, read row by row, matched with the goods that are there, and written in
// pieces that the counter hardly notices.
//
// It owns the uploads, the reading of such files and the record of what was
// imported. It refuses a file that it can't read, that has no header with a
// name (or code) and a price, or that unfolds to more than it should; and a
// row that can't be right or says again, otherwise, what an earlier one said.
// A refused row never stops the good ones, and nothing is guessed: without a
// unit in the header, in the cell or from the asker, it asks.
//
// What is known by its code, else by a barcode, else by its name is changed;
// the rest is new. A known code under a name that has no word in common is
// refused: many suppliers count from 1. Only cells that are filled change something, barcodes are
// added, and stock counts for new goods alone: since it was counted, things
// were sold. So the same file again changes nothing.
package pricelist

import (
	"context"
	"slices"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
	"pishkhan/internal/web"
)

// The bounds of one list, and of what is told of it.
const (
	MaxBytes   = 100 << 20 // of the file
	maxRows    = 200_000
	maxRefused = 1000 // refused rows that are listed; all are counted
)

// Refused is a row that was not taken in. Row counts as a spreadsheet does:
// the header is row 1.
type Refused struct {
	Row     int    `json:"row"`
	Field   string `json:"field" doc:"name, price, code, barcode, unit, stock or category"`
	Code    string `json:"code"`
	Message string `json:"message" doc:"In the asker's language"`
}

// Result is what became of a list. New, Changed, Unchanged and RefusedCount
// add up to its rows.
type Result struct {
	New          int       `json:"new"`
	Changed      int       `json:"changed"`
	Unchanged    int       `json:"unchanged"`
	Refused      []Refused `json:"refused" doc:"The first 1 000 of them"`
	RefusedCount int       `json:"refused_count"`
	NeedsUnit    bool      `json:"needs_unit,omitempty" doc:"Nothing was taken in: ask whether the prices are in rial or toman"`
	Asks         []string  `json:"asks,omitempty" doc:"Nothing was taken in: unit or price_column must be said first"`
	Columns      []Column  `json:"-"` // those that were seen
}

// Room takes price lists in.
type Room struct {
	j       *change.Journal
	words   web.Words
	uploads *uploads
}

// New gives the room; dir is the data folder, in whose tmp/ uploads wait.
func New(j *change.Journal, words web.Words, dir string) *Room {
	return &Room{j: j, words: words, uploads: newUploads(j.DB, dir)}
}

// Import takes in the file at path; name is what it is called. What was
// written before an error stays, and the same file can be taken in again.
func (r *Room) Import(ctx context.Context, path, name string, opt Options) (Result, error) {
	list, err := r.read(path)
	if err != nil {
		return Result{}, err
	}
	return r.take(ctx, list, name, opt)
}

// Sample takes in a small list of goods to begin or to practise with, in the
// shop's language.
func (r *Room) Sample(ctx context.Context) (Result, error) {
	lang := r.words.Resolve("")
	list, err := sample(lang)
	if err != nil {
		return Result{}, err
	}
	return r.take(ctx, list, r.words.T(lang, "pricelist.sample_name", nil), Options{})
}

// take checks the rows, then writes them piece by piece.
func (r *Room) take(ctx context.Context, list table, name string, opt Options) (Result, error) {
	t := &taking{room: r, ctx: ctx, opt: opt, list: list, name: name, lang: actor.From(ctx).Lang}
	t.result.Refused = []Refused{}
	unit := list.unit
	if unit == "" {
		unit = opt.Unit
	}
	var lines []line
	for _, row := range list.rows {
		l, err := list.line(row, unit)
		if errs.Is(err, errNeedsUnit) {
			return Result{Refused: []Refused{}, NeedsUnit: true, Asks: []string{AskUnit}}, nil
		}
		if err != nil {
			t.refuse(row.n, err)
			continue
		}
		lines = append(lines, l)
	}
	lines = t.once(lines)
	for len(lines) > 0 {
		n := piece(lines)
		if err := t.write(lines[:n]); err != nil {
			return t.result, err
		}
		lines = lines[n:]
		t.done(len(lines))
	}
	slices.SortStableFunc(t.result.Refused, func(a, b Refused) int { return a.Row - b.Row })
	return t.result, nil
}

// taking is one list under way.
type taking struct {
	room   *Room
	ctx    context.Context
	opt    Options
	list   table
	name   string
	lang   string
	begun  bool // the imports row is written
	result Result
}

func (t *taking) done(left int) {
	if t.opt.Progress != nil {
		t.opt.Progress(len(t.list.rows)-left, len(t.list.rows))
	}
}

// refuse notes a row's first refusal.
func (t *taking) refuse(row int, err error) {
	e := errs.All(err)[0]
	told := Refused{Row: row, Field: e.Field, Code: string(e.Code), Message: t.room.words.T(t.lang, e.Key(), e.Params)}
	t.result.RefusedCount++
	if len(t.result.Refused) < maxRefused {
		t.result.Refused = append(t.result.Refused, told)
	}
	t.tell(Change{Row: row, What: RowRefused, Refused: &told})
}

func (t *taking) tell(c Change) {
	if t.opt.Each != nil {
		t.opt.Each(c)
	}
}

// The bounds of one journal record, well inside change.MaxOps and MaxBytes: a
// sale at the counter waits for one piece at the most.
const (
	pieceOps   = 1000
	pieceBytes = 256 << 10
)

// piece is how many lines the next record takes.
func piece(lines []line) int {
	ops, bytes := 1, 0 // the imports row
	for i, l := range lines {
		ops += 2 + 2*len(l.barcodes)
		bytes += 300 + 2*l.size()
		if i > 0 && (ops > pieceOps || bytes > pieceBytes) {
			return i
		}
	}
	return len(lines)
}

// write decides about some lines and writes them as one record.
func (t *taking) write(lines []line) error {
	var got []Change
	begun := t.begun
	decide := func(tx *db.Tx, apply func(plan, *Change) error) error {
		for _, l := range lines {
			p, err := t.room.plan(tx, l)
			if all := errs.All(err); len(all) > 0 && all[0].Field != "" {
				t.refuse(l.row, err)
				continue
			}
			if err != nil {
				return err
			}
			c := p.change(l.row)
			if err := apply(p, &c); err != nil {
				return err
			}
			got = append(got, c)
		}
		return nil
	}
	var err error
	if t.opt.DryRun {
		err = t.room.j.DB.Read(t.ctx, func(tx *db.Tx) error { return decide(tx, func(plan, *Change) error { return nil }) })
	} else {
		err = t.room.j.Write(t.ctx, func(tx *change.Tx) error {
			if err := decide(tx.Tx, func(p plan, c *Change) error { return t.apply(tx, p, c) }); err != nil {
				return err
			}
			return t.keep(tx, got)
		})
	}
	if err != nil {
		t.begun = begun
		return err
	}
	for _, c := range got {
		switch c.What {
		case RowNew:
			t.result.New++
		case RowChanged:
			t.result.Changed++
		default:
			t.result.Unchanged++
		}
		t.tell(c)
	}
	return nil
}

// keep hands what a piece writes to the one who keeps it.
func (t *taking) keep(tx *change.Tx, got []Change) error {
	if t.opt.Keep == nil {
		return nil
	}
	written := slices.DeleteFunc(slices.Clone(got), func(c Change) bool { return c.What == RowUnchanged })
	if len(written) == 0 {
		return nil
	}
	return t.opt.Keep(tx, t.opt.ID, written)
}

// apply writes what a line makes or changes; the first that does writes the
// import down.
func (t *taking) apply(tx *change.Tx, p plan, c *Change) error {
	if c.What == RowUnchanged {
		return nil
	}
	if !t.begun {
		if t.opt.ID == "" {
			t.opt.ID = tx.NewID()
		}
		if err := insertImport(tx, t.opt.ID, t.name, len(t.list.rows)); err != nil {
			return err
		}
		t.begun = true
	}
	if p.old.ID != "" {
		_, err := product.Update(tx, p.old, p.new)
		return err
	}
	p.new.ID = tx.NewID()
	c.ID = p.new.ID
	_, err := product.Add(tx, p.new, p.opening, stock.Import, t.opt.ID)
	return err
}
