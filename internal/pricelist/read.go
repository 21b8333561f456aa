package pricelist

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
)

// The refusals of a whole file, besides those of the sheet.
const (
	errNoHeader errs.Code = "no_header"
	errNoSheet  errs.Code = "no_sheet"

	errEmptyFile errs.Code = "empty_file"
)

// The bounds of a list.
const (
	maxRows    = 200_000
	maxKept    = 96 << 20 // bytes of the cells that are kept
	headRows   = 60       // rows among which the header is looked for
	maxSamples = 5
	maxSample  = 60 // letters of a sample, or of a heading that is told
)

// row is one row under the header: its number, and the cells that are kept in
// the order of the table's fields.
type row struct {
	n     int
	cells []sheet.Cell
	total bool // it says «جمع» somewhere
}

// table is a list as it was read: how it is understood, and its rows.
type table struct {
	layout
	sheets  []SheetName
	sheet   string
	header  int // the row's number, or NoHeader
	title   said
	points  points
	rows    []row
	fields  []field // of the cells that are kept
	samples [][]string
	width   int
	kept    int // bytes
}

// read reads a file as the choice says.
func (r *Room) read(path string, c Choice) (t table, err error) {
	defer func() {
		if p := recover(); p != nil { // a broken file must not end the shop's day
			err = errs.Wrap(sheet.ErrUnreadable, fmt.Errorf("panic: %v", p))
		}
	}()
	b, err := sheet.Open(path)
	if err != nil {
		return table{}, err
	}
	defer func() { _ = b.Close() }() // it was only read
	at, t, err := choose(b, c)
	if err != nil {
		return table{}, err
	}
	return t, t.load(b, at)
}

// choose finds the sheet in which the most is recognised.
func choose(b *sheet.Book, c Choice) (at int, best table, err error) {
	at = -1
	var names []SheetName
	for i, s := range b.Sheets {
		names = append(names, SheetName{Name: s.Name})
		if c.Sheet != "" && persian.Fold(s.Name) != persian.Fold(c.Sheet) || c.Sheet == "" && s.Hidden && len(b.Sheets) > 1 {
			continue
		}
		head, err := readHead(b, i)
		if err != nil {
			return 0, table{}, err
		}
		if len(head) == 0 { // an empty sheet, or a chart
			continue
		}
		t, err := survey(head, c)
		if err != nil {
			return 0, table{}, err
		}
		if t.sheet = s.Name; at < 0 || t.score > best.score {
			at, best = i, t
		}
	}
	best.sheets = names
	if at < 0 && c.Sheet != "" {
		return 0, table{}, errs.At("sheet", errNoSheet, "Sheets", listed(names, func(s SheetName) string { return s.Name }))
	}
	if at < 0 {
		return 0, table{}, errs.New(errEmptyFile)
	}
	return at, best, nil
}

// listed names some things for a person.
func listed[T any](all []T, name func(T) string) string {
	var names []string
	for _, v := range all {
		if n := name(v); n != "" {
			names = append(names, "«"+short(n)+"»")
		}
	}
	if names == nil {
		return "—"
	}
	return strings.Join(names[:min(len(names), 20)], " ")
}

func short(text string) string {
	if text = persian.Tidy(text); utf8.RuneCountInString(text) > maxSample {
		return string([]rune(text)[:maxSample-1]) + "…"
	}
	return text
}

// readHead reads the first rows of a sheet.
func readHead(b *sheet.Book, at int) (head []sheet.Row, err error) {
	err = b.Each(at, func(r sheet.Row) error {
		r.Cells = slices.Clone(r.Cells)
		if head = append(head, r); len(head) == headRows {
			return sheet.ErrStop
		}
		return nil
	})
	return head, err
}

// load reads the rows under the header.
func (t *table) load(b *sheet.Book, at int) error {
	err := b.Each(at, func(r sheet.Row) error {
		t.sheets[at].Rows++
		if t.header != NoHeader && r.N <= t.header {
			return nil
		}
		if len(t.rows) == maxRows || t.kept > maxKept {
			return errs.New(sheet.ErrTooLarge)
		}
		t.keep(r)
		return nil
	})
	if err != nil {
		return err
	}
	for i := range t.sheets {
		if i == at {
			continue
		}
		n := 0
		if err := b.Each(i, func(sheet.Row) error { n++; return nil }); err == nil { // it is only counted
			t.sheets[i].Rows = n
		}
	}
	t.learn()
	return nil
}

// learn finds out from all prices how points are used.
func (t *table) learn() {
	if _, ok := t.columns[price_]; !ok {
		return
	}
	for _, r := range t.rows {
		c := t.cell(r, price_)
		if c.Number || !strings.ContainsAny(c.Text, pointSigns) {
			continue
		}
		if f, ok := readFigure(c); ok {
			t.points.see(f, t.beside(r, f).scale)
		}
	}
}

// keep keeps what is wanted of a row.
func (t *table) keep(r sheet.Row) {
	one := row{n: r.N, cells: make([]sheet.Cell, len(t.fields)), total: saysTotal(r.Cells)}
	for i, f := range t.fields {
		if at := t.columns[f]; at < len(r.Cells) {
			one.cells[i] = r.Cells[at]
			t.kept += len(r.Cells[at].Text)
		}
	}
	t.kept += 48 * len(t.fields)
	t.rows = append(t.rows, one)
}

// saysTotal tells whether a row's cell says that it sums the others up.
func saysTotal(cells []sheet.Cell) bool {
	return slices.ContainsFunc(cells, func(c sheet.Cell) bool {
		return !c.Number && len(c.Text) > 0 && len(c.Text) < 40 && !strings.ContainsFunc(c.Text, unicode.IsDigit) && known.has("sum", squeeze(c.Text))
	})
}

// cell is what a row says in a field.
func (t *table) cell(r row, f field) sheet.Cell {
	if i := slices.Index(t.fields, f); i >= 0 {
		return r.cells[i]
	}
	return sheet.Cell{}
}

// beside is all that is said of a row's price: in its cell, in the cells of the
// unit and the currency, in the heading, in the title.
func (t *table) beside(r row, f figure) said {
	s := f.own
	for _, at := range []field{currency, measure} {
		if m, ok := onlyMoney(t.cell(r, at).Text); ok {
			if s.scale == 0 { // «۱٫۸ تومان» beside «میلیون»
				s.scale = m.scale
			}
			s = s.or(m)
		}
	}
	if at, ok := t.columns[price_]; ok && at < len(t.headings) {
		s = s.or(t.headings[at].money)
	}
	if s = s.or(t.title); f.dressed && s.unit == "" {
		s.foreign = true
	}
	return s
}

// ask is what must be said before the list can be taken in: which of several
// prices is meant.
func (t *table) ask() []string {
	if len(t.prices) > 1 {
		return []string{AskPriceColumn}
	}
	return nil
}

// check refuses a list whose rows can't be known by anything.
func (t *table) check(chosen bool) error {
	_, named := t.columns[name]
	if named || t.kind == Stock && t.keyed() || t.kind == Products && chosen && t.keyed() {
		return nil
	}
	return errs.New(errNoHeader, "Columns", t.seen())
}

// told are the columns as they are told.
func (t *table) told() []Column {
	all := make([]Column, t.width)
	for i := range all {
		all[i] = Column{At: i, Letter: sheet.Letter(i), Heading: short(t.headings[i].text), Samples: t.samples[i]}
		if all[i].Samples == nil {
			all[i].Samples = []string{}
		}
		if slices.Contains(t.prices, i) {
			all[i].Field = string(price_)
		}
	}
	for f, at := range t.columns {
		if at < len(all) {
			all[at].Field = string(f)
		}
	}
	return all
}

// sender is a signature of the headings and the kind.
func (t *table) sender() string {
	h := sha256.New()
	fmt.Fprintln(h, t.kind, len(t.headings))
	for _, one := range t.headings {
		fmt.Fprintln(h, squeeze(one.text))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
