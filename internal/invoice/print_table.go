package invoice

import (
	"strings"

	"pishkhan/internal/pdf"
)

// kind says how a column's cells stand.
type kind int

const (
	words   kind = iota // from the start, wrapped
	centred             // in the middle, shrunk where too wide
	figures             // at the right end, in digits of one width
	amounts             // figures that leave room for their fraction
)

// column is one column of a table; its width is in millimetres.
type column struct {
	width float64
	title string
	kind  kind
	bold  bool
	muted bool
}

// table draws rows under columns, with lines between all cells (grid) or only
// between rows.
type table struct {
	*sheet
	columns  []column
	size     float64 // of type
	leading  float64 // height of a line of type
	pad      float64 // beside a cell's text
	air      float64 // above and below a row's text together
	grid     bool
	sizes    []float64 // of each column, when its widest cell asks for less
	fraction float64   // room for the longest fraction
}

// noted parts a cell's words from what is said of them in small type below, and
// begins each line of that.
const noted = "\n"

// mostLines is where a name is cut: no honest name is so long.
const mostLines = 12

// fit lowers the type of those columns that hold a wider cell than their room.
func (t *table) fit(rows [][]string) {
	t.sizes = make([]float64, len(t.columns))
	for i, c := range t.columns {
		t.sizes[i] = t.size
		if c.kind != figures && c.kind != amounts {
			continue
		}
		for _, row := range rows {
			st := t.cellStyle(i)
			if c.kind == amounts {
				t.fraction = max(t.fraction, t.Width(fractionOf(row[i]), st))
			}
			t.sizes[i] = min(t.sizes[i], t.Fit(row[i], c.width-2*t.inset(i), 4, st).Size/t.scale)
		}
	}
}

// inset is the room beside a cell's text: without a grid the outermost cells
// stand flush with the page.
func (t *table) inset(i int) float64 {
	if !t.grid && (i == 0 || i == len(t.columns)-1) {
		return t.pad / 2
	}
	return t.pad
}

func fractionOf(text string) string {
	for _, point := range []string{"٫", "."} {
		if at := strings.LastIndex(text, point); at >= 0 {
			return text[at:]
		}
	}
	return ""
}

func (t *table) cellStyle(i int) pdf.Style {
	size := t.size
	if i < len(t.sizes) {
		size = t.sizes[i]
	}
	st := t.style(size)
	st.Bold = t.columns[i].bold
	st.Tabular = t.columns[i].kind == figures || t.columns[i].kind == amounts
	if t.columns[i].muted {
		st.Color = mute
	}
	return st
}

// noteStyle is that of what is said in small type.
func (t *table) noteStyle(text string) pdf.Style { return own(text, t.muted(t.size-1.4)) }

// lines breaks the cells of a row.
func (t *table) lines(row []string) [][]string {
	out := make([][]string, len(row))
	for i, cell := range row {
		out[i] = []string{cell}
		if c := t.columns[i]; c.kind == words {
			room := c.width - 2*t.inset(i)
			text, note, _ := strings.Cut(cell, noted)
			out[i] = t.Wrap(text, room, own(text, t.cellStyle(i)))
			if len(out[i]) > mostLines {
				out[i] = append(out[i][:mostLines-1], out[i][mostLines-1]+"…")
			}
			if note != "" {
				for _, line := range t.Wrap(note, room, t.noteStyle(note)) {
					out[i] = append(out[i], noted+line)
				}
			}
		}
	}
	return out
}

// height of a row that is broken into lines.
func (t *table) height(lines [][]string) float64 {
	most := 1
	for _, cell := range lines {
		most = max(most, len(cell))
	}
	return float64(most)*t.leading*t.scale + t.air*t.scale
}

// row draws cells at y and gives the row's height.
func (t *table) row(y float64, lines [][]string) float64 {
	h := t.height(lines)
	start := 0.0
	for i, c := range t.columns {
		t.cell(i, start, y, h, lines[i])
		start += c.width
	}
	t.frame(y, h)
	return h
}

// baseline is where a line of type stands in a row whose text begins at top.
func (t *table) baseline(top float64) float64 { return top + t.leading*t.scale*0.69 }

func (t *table) cell(i int, start, y, h float64, lines []string) {
	c := t.columns[i]
	st := t.cellStyle(i)
	inset := t.inset(i)
	before := inset
	if !t.grid && i == 0 {
		before = 0
	}
	top := y + (h-float64(len(lines))*t.leading*t.scale)/2
	if !t.grid {
		top = y + t.air*t.scale/2
	}
	for k, line := range lines {
		if line == "" {
			continue
		}
		at := t.baseline(top + float64(k)*t.leading*t.scale)
		switch c.kind {
		case words:
			if note, small := strings.CutPrefix(line, noted); small {
				t.put(start+before, at, note, t.noteStyle(note))
				continue
			}
			t.put(start+before, at, line, own(line, st))
		case centred:
			t.middle(start, c.width, at, line, t.Fit(line, c.width-inset, 4, own(line, st)))
		default:
			shift := 0.0
			if c.kind == amounts {
				shift = t.fraction - t.Width(fractionOf(line), st)
			}
			// The figures' end is the right one, wherever reading starts.
			room := t.pad
			if i == len(t.columns)-1 {
				room = t.lastRoom()
			}
			right := max(t.x(start), t.x(start+c.width)) - room - shift
			st.RTL = false
			t.Text(right, at, line, st.With(pdf.Right))
		}
	}
}

// lastRoom is the room right of the last column's figures: none at the edge of
// a page without a grid.
func (t *table) lastRoom() float64 {
	if !t.grid && !t.rtl {
		return 0
	}
	return t.pad
}

// frame draws the lines around a row.
func (t *table) frame(y, h float64) {
	t.rule(0, y+h, t.width(), 0.15, hair)
	if !t.grid {
		return
	}
	start := 0.0
	for _, c := range t.columns[:len(t.columns)-1] {
		start += c.width
		t.upright(start, y, y+h, 0.15, hair)
	}
}
