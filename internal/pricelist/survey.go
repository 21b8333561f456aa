package pricelist

import (
	"slices"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
)

// survey finds the header among the first rows, and what stands above it.
func survey(head []sheet.Row, c Choice) (table, error) {
	t := table{header: NoHeader}
	t.kind = c.Kind
	found := -1
	for i := range head {
		if c.Header != 0 && head[i].N != c.Header {
			continue
		}
		for _, h := range headers(head, i) {
			l := understand(h, c.Kind)
			if c.Header == head[i].N && found < 0 || l.score > t.score && (l.isHeader(i < 5) || c.Header != 0) {
				t.layout, t.header, found = l, head[i].N, i
			}
		}
	}
	if c.Header > 0 && found < 0 {
		return table{}, errs.At("header", errs.Invalid)
	}
	for _, r := range head {
		t.width = max(t.width, len(r.Cells))
	}
	if found >= 0 {
		t.title = titleOf(head[:found])
	} else {
		t.headings = make([]heading, t.width)
		if t.kind == "" {
			t.kind = Products
		}
	}
	t.samples = make([][]string, t.width)
	for _, r := range head[found+1:] {
		for i, cell := range r.Cells {
			if text := short(cell.Text); text != "" && len(t.samples[i]) < maxSamples {
				t.samples[i] = append(t.samples[i], text)
			}
		}
	}
	return t, t.decide(c)
}

// decide puts what the asker chose in the place of what was recognised.
func (t *table) decide(c Choice) error {
	for len(t.headings) < t.width {
		t.headings = append(t.headings, heading{})
	}
	if c.Columns != nil {
		if err := t.assign(c.Columns); err != nil {
			return err
		}
	}
	if c.PriceColumn != "" {
		at := t.column(c.PriceColumn)
		if at < 0 {
			return errs.At("price_column", "no_column", "Columns", t.seen())
		}
		for f, have := range t.columns {
			if have == at {
				delete(t.columns, f)
			}
		}
		if t.columns == nil {
			t.columns = map[field]int{}
		}
		t.columns[price_], t.prices = at, []int{at}
	}
	for _, f := range fields[t.kind] {
		if _, ok := t.columns[f]; ok {
			t.fields = append(t.fields, f)
		}
	}
	return nil
}

// column finds a column by its heading, else by its letter, else by a part of
// one heading alone («همکار» of two rows' «قیمت همکار»); -1 is none.
func (t *table) column(text string) int {
	key := squeeze(text)
	for _, is := range []func(h heading) bool{
		func(h heading) bool { return squeeze(h.text) == key },
		func(h heading) bool { return slices.Contains(h.forms, key) },
	} {
		if at := slices.IndexFunc(t.headings, func(h heading) bool { return h.text != "" && key != "" && is(h) }); at >= 0 {
			return at
		}
	}
	if at, ok := sheet.Column(strings.TrimSpace(text)); ok && at < t.width {
		return at
	}
	found := -1
	for i, h := range t.headings {
		if key != "" && strings.Contains(squeeze(h.text), key) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// assign takes the columns as they were chosen.
func (t *table) assign(columns map[string]int) error {
	t.columns, t.prices = map[field]int{}, nil
	for f, at := range columns {
		if !slices.Contains(fields[t.kind], field(f)) || at < 0 || at >= max(t.width, 1) {
			return errs.At("columns", errs.Invalid)
		}
		t.columns[field(f)] = at
		if field(f) == price_ {
			t.prices = []int{at}
		}
	}
	t.score = max(t.score, 1)
	return nil
}

// seen names the columns for a person: the headings, or where there are none
// what stands first in them.
func (t *table) seen() string {
	return listed(t.told(), func(c Column) string {
		if c.Heading == "" && len(c.Samples) > 0 {
			return c.Samples[0]
		}
		return c.Heading
	})
}

// headers are the ways to read row i as a header: alone, or as the second of
// two whose upper one names groups («قیمت» above «خرده | عمده»).
func headers(head []sheet.Row, i int) [][]heading {
	text := func(r sheet.Row, at int) string {
		if at >= len(r.Cells) || r.Cells[at].Number {
			return ""
		}
		return persian.Tidy(r.Cells[at].Text)
	}
	alone := make([]heading, len(head[i].Cells))
	for at := range alone {
		alone[at] = readHeading(text(head[i], at))
	}
	if i == 0 || head[i].N-head[i-1].N > 1 {
		return [][]heading{alone}
	}
	upper, group := head[i-1], ""
	two := make([]heading, max(len(alone), len(upper.Cells)))
	for at := range two {
		over, under := text(upper, at), text(head[i], at)
		if over != "" {
			group = over
		}
		switch {
		case under == "":
			two[at] = readHeading(over)
		case over == "" && understandsAlone(readHeading(under)): // beside the group, not in it
			two[at] = readHeading(under)
		default: // a merged group head has its text in its first cell alone
			two[at] = readHeading(strings.TrimSpace(group + " " + under))
		}
	}
	return [][]heading{alone, two}
}

// understandsAlone tells whether a heading names something by itself that is no
// price.
func understandsAlone(h heading) bool {
	for k, list := range fields {
		for _, f := range list {
			if f != price_ && h.names(k, f) < maybe {
				return true
			}
		}
	}
	return false
}

// titleOf finds what the rows above the header say of the prices' unit; where
// they say two things they say nothing.
func titleOf(above []sheet.Row) (s said) {
	for _, r := range above {
		for _, c := range r.Cells {
			_, one := moneyWords(strings.NewReplacer(":", " ", "-", " ", ".", " ").Replace(c.Text))
			if one.foreign || one.unit == "" {
				continue
			}
			if s.unit != "" && s != one {
				return said{}
			}
			s = one
		}
	}
	return s
}
