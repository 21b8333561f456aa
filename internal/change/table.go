package change

import (
	"fmt"
	"sort"
	"strings"
	"sync/atomic"
)

// Table is a synced table: its name and its columns after id, in the order in
// which they are written. Facts are only ever inserted; cells may change.
type Table struct {
	Name    string
	Fact    bool
	Cols    []string
	cols    map[string]bool
	inserts [mostRows + 1]atomic.Pointer[string] // by the number of rows
}

// Row is some of a table's columns by name. Values are int64, int, bool,
// string, []byte or nil (and named types of these).
type Row map[string]any

var tables = map[string]*Table{}

// Facts declares a table of facts: rows that are never changed nor deleted.
func Facts(name string, cols ...string) *Table { return declare(name, true, cols) }

// Cells declares a table whose columns are last-writer-wins cells. The column
// _del (0 or 1) is added: deleting is a cell too.
func Cells(name string, cols ...string) *Table { return declare(name, false, append(cols, "_del")) }

func declare(name string, fact bool, cols []string) *Table {
	if tables[name] != nil {
		panic("table declared twice: " + name)
	}
	t := &Table{Name: name, Fact: fact, Cols: cols, cols: map[string]bool{}}
	for _, c := range cols {
		t.cols[c] = true
	}
	tables[name] = t
	return t
}

// Tables lists every declared table by name.
func Tables() []*Table {
	all := make([]*Table, 0, len(tables))
	for _, t := range tables {
		all = append(all, t)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}

// insert is the statement that writes n rows. OR FAIL, because a statement that
// promises to undo its first rows when the last is refused makes SQLite copy
// every page that it touches; here the whole operation is undone anyway.
func (t *Table) insert(n int) string {
	if q := t.inserts[n].Load(); q != nil {
		return *q
	}
	row := ",(?" + strings.Repeat(",?", len(t.Cols)) + ")"
	q := fmt.Sprintf("INSERT OR FAIL INTO %s(id,%s) VALUES%s", t.Name, strings.Join(t.Cols, ","), strings.Repeat(row, n)[1:])
	t.inserts[n].Store(&q)
	return q
}

// update is the statement that sets the given columns, which are in the
// table's order; statements are few, since the same columns change together.
func (t *Table) update(cols []string) string {
	return fmt.Sprintf("UPDATE %s SET %s=? WHERE id=?", t.Name, strings.Join(cols, "=?,"))
}

// updateMany is update for the rows of a list of ids, OR FAIL as in insert.
func (t *Table) updateMany(cols []string) string {
	return fmt.Sprintf("UPDATE OR FAIL %s SET %s=? WHERE id IN (SELECT value FROM json_each(?))", t.Name, strings.Join(cols, "=?,"))
}

// cells are the columns that a row changes, in the table's order, and their
// values as they are kept.
func (t *Table) cells(row Row) (cols []string, vals []ColValue, err error) {
	if t.Fact {
		return nil, nil, fmt.Errorf("table %s holds facts: they don't change", t.Name)
	}
	if err := t.check(row); err != nil {
		return nil, nil, err
	}
	for _, c := range t.Cols {
		v, ok := row[c]
		if !ok {
			continue
		}
		if v, err = plain(v); err != nil {
			return nil, nil, fmt.Errorf("%s.%s: %w", t.Name, c, err)
		}
		cols, vals = append(cols, c), append(vals, ColValue{c, v})
	}
	return cols, vals, nil
}

// check refuses columns that the table doesn't have.
func (t *Table) check(row Row) error {
	for c := range row {
		if !t.cols[c] {
			return fmt.Errorf("table %s has no column %s", t.Name, c)
		}
	}
	return nil
}
