// Package pdf draws pages of Persian and English text: shaped, in order, and
// readable again by whoever copies or searches it. It owns the faces, the
// pages, and what is drawn on them: text, lines, boxes, pictures, QR codes.
//
// It refuses to know what a document is about, and everything in a PDF that
// acts by itself: no links, scripts or attachments can come from data, for
// text only ever passes through the font.
//
// Pages are recorded first and drawn by gofpdf at the end, when it is known
// which letters each font must hold; a page drawn earlier can be returned to.
// All lengths are millimetres from the top left corner, type sizes are points.
package pdf

import (
	"bytes"
	"io"
	"time"

	"github.com/jung-kurt/gofpdf"

	"pishkhan/internal/persian"
)

// Size is a page's width and height.
type Size struct{ W, H float64 }

// The papers.
var (
	A4          = Size{210, 297}
	A4Landscape = Size{297, 210}
	A5          = Size{148, 210}
)

// Info is what a document says about itself. Created must come from the
// caller, so that the same document is the same bytes.
type Info struct {
	Title   string
	Author  string
	Created time.Time
}

// Doc is a document being drawn.
type Doc struct {
	size   Size
	info   Info
	types  [weights]*typeface
	pages  []*page
	now    *page // the page that is drawn on
	lines  map[lineKey]*line
	failed error
	dotted bool // pages are kept as dots too
	// Pace is called between the pages when they are written, to let others
	// work; nil for none.
	Pace func()
}

// page is its size, what is drawn on it, in order, and how many letters of
// either direction.
type page struct {
	size     Size
	ops      []func(p *pen)
	marks    []func(o *dots) // the same, where the document is Dotted
	lines    []*line
	rtl, ltr int
}

// pen is gofpdf while it draws, and what it was last told, so that nothing is
// said twice.
type pen struct {
	*gofpdf.Fpdf
	told
}

type told struct {
	font               string
	size, thick        float64
	text, stroke, fill *Color
}

func (p *pen) textColor(c Color) {
	if p.text == nil || *p.text != c {
		p.SetTextColor(int(c.R), int(c.G), int(c.B))
		p.text = &c
	}
}

func (p *pen) strokeWith(thick float64, c Color) {
	if p.stroke == nil || *p.stroke != c {
		p.SetDrawColor(int(c.R), int(c.G), int(c.B))
		p.stroke = &c
	}
	if p.thick != thick {
		p.SetLineWidth(thick)
		p.thick = thick
	}
}

func (p *pen) fillWith(c Color) {
	if p.fill == nil || *p.fill != c {
		p.SetFillColor(int(c.R), int(c.G), int(c.B))
		p.fill = &c
	}
}

// forget is called where the PDF goes back to what it was told before. gofpdf
// decides by its filling whether a text needs a colour, so that is said anew.
func (p *pen) forget() {
	p.told = told{}
	p.fillWith(Color{})
}

// New begins a document without pages. It gives FontsMissing in a program
// that was built without its faces.
func New(size Size, info Info) (*Doc, error) {
	fs, err := faces()
	if err != nil {
		return nil, err
	}
	return newDoc(size, info, fs), nil
}

func newDoc(size Size, info Info, fs [weights]*face) *Doc {
	d := &Doc{size: size, info: info, lines: map[lineKey]*line{}}
	for w, f := range fs {
		d.types[w] = &typeface{face: f, codes: map[glyphKey]code{}, widths: map[measured]int{}}
	}
	return d
}

// Size gives the size of the page that is drawn on, before the first that of
// the document.
func (d *Doc) Size() Size {
	if d.now != nil {
		return d.now.size
	}
	return d.size
}

// AddPage adds a page and draws on it from now on.
func (d *Doc) AddPage() { d.AddPageOf(d.size) }

// AddPageOf adds a page of a size of its own: a roll is cut where its text ends.
func (d *Doc) AddPageOf(size Size) {
	d.now = &page{size: size}
	d.pages = append(d.pages, d.now)
}

// Pages counts the pages so far.
func (d *Doc) Pages() int { return len(d.pages) }

// SetPage returns to a page, the first being 1.
func (d *Doc) SetPage(n int) { d.now = d.pages[n-1] }

func (d *Doc) draw(op func(*pen)) { d.now.ops = append(d.now.ops, op) }

// fail keeps the first error for Output.
func (d *Doc) fail(err error) {
	if d.failed == nil {
		d.failed = err
	}
}

func (d *Doc) pause() {
	if d.Pace != nil {
		d.Pace()
	}
}

// Output writes the document, or tells what could not be drawn (a QR code of
// too much content).
func (d *Doc) Output(w io.Writer) error {
	if d.failed != nil {
		return d.failed
	}
	g := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: d.size.W, Ht: d.size.H}})
	g.SetCatalogSort(true)
	g.SetCreationDate(d.info.Created.UTC())
	g.SetModificationDate(d.info.Created.UTC())
	g.SetProducer("Pishkhan", true)
	g.SetTitle(persian.Plain(d.info.Title), true)
	g.SetAuthor(persian.Plain(d.info.Author), true)
	g.SetAutoPageBreak(false, 0)
	g.SetMargins(0, 0, 0)
	g.SetCompression(false) // finish packs the pages, with one packer for all

	for _, pg := range d.pages {
		for _, l := range pg.lines {
			l.runs(pg.rtl > 0) // every code has its place before the fonts are made
		}
		if marks := pg.sway(); marks != nil {
			l := &line{face: d.types[regular]}
			l.guarded = l.face.runs(marks, false)
			d.now = pg
			d.drawLine(l, 1, pg.size.H-1, Style{Size: 0.5})
		}
	}
	var fonts []*font
	for _, t := range d.types {
		for _, f := range t.fonts {
			f.register(g, t.face)
			fonts = append(fonts, f)
		}
	}
	for _, pg := range d.pages {
		g.AddPageFormat("P", gofpdf.SizeType{Wd: pg.size.W, Ht: pg.size.H})
		p := &pen{Fpdf: g}
		for _, op := range pg.ops {
			op(p)
		}
		d.pause()
	}
	var out bytes.Buffer
	if err := g.Output(&out); err != nil {
		return err
	}
	whole, err := finish(out.Bytes(), fonts, d.pause)
	if err != nil {
		return err
	}
	_, err = w.Write(whole)
	return err
}
