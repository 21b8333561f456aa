package pricelist

import (
	"context"
	"slices"
	"sync/atomic"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/level"
	"pishkhan/internal/money"
	"pishkhan/internal/product"
	"pishkhan/internal/stock"
)

// step is one row on its way: read, or refused.
type step struct {
	row     int
	err     error
	line    *line
	person  *person
	indexed *product.Indexed // where it is made already
}

// taking is one list under way.
type taking struct {
	room    *Room
	ctx     context.Context
	opt     Options
	list    *table
	name    string
	lang    string
	begun   bool // the imports row is written
	goods   *goods
	people  *people
	result  Result
	rows    int   // all of them
	waiting *step // read, and for the next piece
	// mostlyNew says that rows are worth preparing for the search before it is
	// known that they are new.
	mostlyNew atomic.Bool
}

// take reads the rows, then writes them piece by piece.
func (r *Room) take(ctx context.Context, list *table, name string, opt Options) (Result, error) {
	t := &taking{room: r, ctx: ctx, opt: opt, list: list, name: name, lang: actor.From(ctx).Lang, goods: newGoods(), people: newPeople()}
	t.result = Result{Refused: []Refused{}, Kind: list.kind, Asks: list.ask(), Columns: list.told()}
	if list.asksUnit(opt.Unit) {
		t.result.Asks, t.result.NeedsUnit = append(t.result.Asks, AskUnit), true
	}
	if len(t.result.Asks) > 0 {
		return t.result, nil
	}
	t.rows = len(list.rows)
	if opt.Known != nil {
		opt.Known(list.kind, t.rows)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for p := range t.pieces(ctx) {
		if err := t.write(p.steps); err != nil {
			return t.result, err
		}
		t.mostlyNew.Store(t.result.New > t.rows/100 && t.result.New > t.result.Changed+t.result.Unchanged)
		if opt.Progress != nil {
			opt.Progress(p.done, t.rows)
		}
	}
	return t.result, t.ctx.Err()
}

// asksUnit tells whether a price says nothing of its unit, nor does the asker.
func (t *table) asksUnit(unit money.Unit) bool {
	at, priced := t.columns[price_]
	if t.kind != Products || unit != "" || !priced || t.title.unit != "" || at < len(t.headings) && (t.headings[at].money.unit != "" || t.headings[at].money.foreign) {
		return false
	}
	for _, r := range t.rows {
		if t.skipped(r) {
			continue
		}
		if _, err := t.line(r, ""); errs.Is(err, errNeedsUnit) {
			return true
		}
	}
	return false
}

// read reads a row, and refuses it where an earlier one is about the same.
func (t *taking) read(r row) step {
	s := step{row: r.n}
	if t.list.kind == Customers {
		if s.person, s.err = t.list.person(r); s.err == nil {
			s.err = t.people.once(r.n, s.person.said)
		}
		return s
	}
	if s.line, s.err = t.list.line(r, t.opt.Unit); s.err == nil && (t.list.kind == Products || s.line.counted) {
		s.err = t.goods.once(r.n, s.line)
	}
	if l := s.line; s.err == nil && t.list.kind == Products && t.mostlyNew.Load() {
		x := product.Index(product.Product{Name: l.name, Code: l.code, Barcodes: l.barcodes})
		s.indexed = &x
	}
	return s
}

// deed is what a step does; it is told once it is on disk.
type deed struct {
	Change
	plan   *plan
	person *customer.Listed
	err    error
}

// write decides about some rows and writes them as one record.
func (t *taking) write(steps []step) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	var deeds []deed
	begun := t.begun
	var err error
	// where most is known already, it is looked at first: rows that change
	// nothing don't keep the counter waiting
	look := t.opt.DryRun || !t.mostlyNew.Load()
	if look {
		err = t.room.j.DB.Read(t.ctx, func(tx *db.Tx) error {
			deeds, err = t.decide(tx, steps)
			return err
		})
		look = t.opt.DryRun || !slices.ContainsFunc(deeds, deed.writes)
	}
	if err == nil && !look {
		err = t.room.j.Write(t.ctx, func(tx *change.Tx) error {
			t.begun = begun
			if deeds, err = t.decide(tx.Tx, steps); err != nil {
				return err
			}
			return t.apply(tx, deeds)
		})
	}
	if err != nil {
		t.begun = begun
		return err
	}
	for i := range deeds {
		t.tell(&deeds[i])
	}
	return nil
}

// writes tells whether a deed changes anything.
func (d deed) writes() bool { return d.err == nil && d.What != RowUnchanged }

// tell counts a row and tells of it.
func (t *taking) tell(d *deed) {
	switch {
	case d.err != nil:
		e := errs.All(d.err)[0]
		told := Refused{Row: d.Row, Field: e.Field, Code: string(e.Code), Message: t.room.words.T(t.lang, message(e), e.Params)}
		d.What, d.Refused = RowRefused, &told
		t.result.RefusedCount++
		if len(t.result.Refused) < maxRefused {
			t.result.Refused = append(t.result.Refused, told)
		}
	case d.What == RowNew:
		t.result.New++
	case d.What == RowChanged:
		t.result.Changed++
	default:
		t.result.Unchanged++
	}
	if t.opt.Each != nil {
		t.opt.Each(d.Change)
	}
}

// message is the catalogue's text of a refusal; a key that stands in the file
// twice is said with the row that has it first.
func message(e *errs.Error) string {
	if _, inFile := e.Params["Row"]; e.Code == errs.Duplicate && inFile {
		return "pricelist.row_again"
	}
	return e.Key()
}

// refusal tells a row's refusal from a failure of the whole.
func refusal(err error) bool {
	all := errs.All(err)
	return len(all) > 0 && all[0].Field != ""
}

// decide finds out what the steps do, and writes nothing.
func (t *taking) decide(tx *db.Tx, steps []step) ([]deed, error) {
	var lines []*line
	for _, s := range steps {
		if s.err == nil && s.line != nil {
			lines = append(lines, s.line)
		}
	}
	var m matcher
	var err error
	if lines != nil {
		if m, err = lookUp(tx, lines, t.goods); err != nil {
			return nil, err
		}
	}
	var prices levels
	if _, said := t.list.columns[level_]; said && t.list.kind == Customers {
		if prices, err = level.All(tx); err != nil {
			return nil, err
		}
	}
	blank := product.Blank(t.room.words)
	deeds := make([]deed, len(steps))
	for i, s := range steps {
		d := &deeds[i]
		d.Row, d.err = s.row, s.err
		switch {
		case d.err != nil:
			d.Name = s.called()
			continue
		case t.list.kind == Customers:
			var l customer.Listed
			if l, d.err = t.room.known(tx, s, t.people, prices); d.err == nil {
				d.person, d.Change = &l, personChange(s.row, l, prices)
			}
		case t.list.kind == Stock:
			d.plan, d.err = m.count(s.row, s.line)
		default:
			if d.plan, d.err = m.product(s.row, s.line, blank); d.err == nil {
				d.plan.indexed = s.indexed
			}
		}
		if d.err != nil {
			if !refusal(d.err) {
				return nil, d.err
			}
			d.Name = s.called()
			continue
		}
		if d.plan != nil {
			d.Change = d.plan.change(s.row)
			if t.opt.Each != nil || t.opt.Keep != nil {
				d.plan.put(&d.Change)
			}
		}
	}
	return deeds, nil
}

// called is the name that a row says.
func (s step) called() string {
	if s.line != nil {
		return s.line.name
	}
	if s.person != nil {
		return s.person.said.Name
	}
	return ""
}

// known decides about a customer, each only once in a file.
func (r *Room) known(tx *db.Tx, s step, seen *people, prices levels) (customer.Listed, error) {
	l, err := r.customers.FromList(tx, s.person.in, s.person.said)
	if err == nil && s.person.level != "" {
		l.New.LevelID, err = prices.called(s.person.level)
	}
	if err != nil || l.Old.ID == "" {
		return l, err
	}
	if at, ok := seen.ids[l.Old.ID]; ok && at != s.row {
		return l, again("name", at)
	}
	seen.ids[l.Old.ID] = s.row
	return l, nil
}

// apply writes what the steps make or change; the first that does writes the
// import down.
func (t *taking) apply(tx *change.Tx, deeds []deed) error {
	var kept []int
	var made []product.Made
	var people []*deed
	for i := range deeds {
		d := &deeds[i]
		if !d.writes() {
			continue
		}
		if err := t.begin(tx); err != nil {
			return err
		}
		kept = append(kept, i)
		switch p := d.plan; {
		case d.person != nil && d.What == RowNew:
			people = append(people, d)
		case d.person != nil:
			var err error
			if d.Was, d.Became, err = t.room.customers.ChangeListed(tx, d.person); err != nil {
				return err
			}
		case p.old.ID == "":
			p.new.ID = tx.NewID()
			d.ID = p.new.ID
			one := product.Made{Product: p.new, Indexed: p.indexed}
			if p.said {
				one.Opening = &p.moved
			}
			made = append(made, one)
		default:
			if err := p.apply(tx, t.opt.ID); err != nil {
				return err
			}
		}
	}
	if err := t.addPeople(tx, people); err != nil {
		return err
	}
	if err := product.AddMany(tx, made, stock.Import, t.opt.ID); err != nil {
		return err
	}
	if t.opt.Keep == nil || kept == nil {
		return nil
	}
	rows := make([]Change, len(kept))
	for i, at := range kept {
		rows[i] = deeds[at].Change
	}
	return t.opt.Keep(tx, t.opt.ID, rows)
}

// addPeople writes customers that are new.
func (t *taking) addPeople(tx *change.Tx, deeds []*deed) error {
	list := make([]*customer.Listed, len(deeds))
	for i, d := range deeds {
		list[i] = d.person
	}
	rows, err := t.room.customers.AddListed(tx, list)
	if err != nil {
		return err
	}
	for i, d := range deeds {
		d.ID, d.Became = d.person.New.ID, rows[i]
	}
	return nil
}

// apply changes a product that is known.
func (p *plan) apply(tx *change.Tx, importID string) error {
	if p.differs {
		if _, err := product.Update(tx, p.old, p.new); err != nil {
			return err
		}
	}
	if !p.said {
		return nil
	}
	_, err := stock.Move(tx, "", p.old.ID, p.moved, stock.Import, importID)
	return err
}

// begin writes the import down, once.
func (t *taking) begin(tx *change.Tx) error {
	if t.begun {
		return nil
	}
	if t.opt.ID == "" {
		t.opt.ID = tx.NewID()
	}
	t.begun = true
	return insertImport(tx, t.opt.ID, t.name, t.rows)
}
