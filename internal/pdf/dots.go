package pdf

import (
	"image"
	"image/color"
	"math"
	"slices"
)

// dots draws a page as the black dots of a printer that knows no fonts: the
// same layout and the same letters as the PDF's, for what stands on receipts
// (text, lines, boxes, pictures and QR codes; nothing turned or clipped).
type dots struct {
	*image.Gray
	per  float64 // dots per millimetre
	left float64 // where the first dot lies on the page, in millimetres
}

// Dotted lets the pages that follow be drawn as dots too.
func (d *Doc) Dotted() *Doc {
	d.dotted = true
	return d
}

func (d *Doc) mark(op func(*dots)) {
	if d.dotted {
		d.now.marks = append(d.now.marks, op)
	}
}

// Dots draws the present page between two places as black (0) and white (255)
// dots, per of them to the millimetre.
func (d *Doc) Dots(from, to, per float64) (*image.Gray, error) {
	if d.failed != nil {
		return nil, d.failed
	}
	bounds := image.Rect(0, 0, int(math.Round((to-from)*per)), int(math.Ceil(d.now.size.H*per)))
	out := &dots{Gray: image.NewGray(bounds), per: per, left: from}
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for _, op := range d.now.marks {
		op(out)
	}
	return out.Gray, nil
}

func (o *dots) at(x, y float64) point { return point{(x - o.left) * o.per, y * o.per} }

type point struct{ x, y float64 }

// edge is a side of a figure, from its upper to its lower end; turn is +1 when
// it was drawn downwards.
type edge struct {
	top, bottom point
	turn        int
}

// figure is an area between sides; where its sides wind around a place, it is
// black.
type figure []edge

func (f *figure) side(a, b point) {
	switch {
	case a.y < b.y:
		*f = append(*f, edge{a, b, 1})
	case a.y > b.y:
		*f = append(*f, edge{b, a, -1})
	}
}

// bow is a quadratic curve, drawn as straight sides.
func (f *figure) bow(a, c, b point) {
	const parts = 6
	from := a
	for i := 1; i <= parts; i++ {
		t := float64(i) / parts
		u := 1 - t
		to := point{u*u*a.x + 2*u*t*c.x + t*t*b.x, u*u*a.y + 2*u*t*c.y + t*t*b.y}
		f.side(from, to)
		from = to
	}
}

// fill blackens every dot of which the figure covers nearly half.
func (o *dots) fill(f figure) {
	if len(f) == 0 {
		return
	}
	const rows, enough = 4, 0.45
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, e := range f {
		top, bottom = min(top, e.top.y), max(bottom, e.bottom.y)
	}
	wide := o.Rect.Dx()
	covered := make([]float64, wide)
	type crossing struct {
		x    float64
		turn int
	}
	var crossings []crossing
	for y := max(0, int(top)); y < min(o.Rect.Dy(), int(math.Ceil(bottom))); y++ {
		clear(covered)
		for sub := range rows {
			at := float64(y) + (float64(sub)+0.5)/rows
			crossings = crossings[:0]
			for _, e := range f {
				if e.top.y <= at && at < e.bottom.y {
					x := e.top.x + (at-e.top.y)/(e.bottom.y-e.top.y)*(e.bottom.x-e.top.x)
					crossings = append(crossings, crossing{x, e.turn})
				}
			}
			slices.SortFunc(crossings, func(a, b crossing) int {
				if a.x < b.x {
					return -1
				}
				return 1
			})
			winding := 0
			for i, c := range crossings {
				if winding != 0 {
					span(covered, crossings[i-1].x, c.x, 1.0/rows)
				}
				winding += c.turn
			}
		}
		for x, part := range covered {
			if part >= enough {
				o.Pix[y*o.Stride+x] = 0
			}
		}
	}
}

// span adds the part of each dot that lies between two places.
func span(covered []float64, from, to, weight float64) {
	from, to = max(0, from), min(float64(len(covered)), to)
	for x := int(from); float64(x) < to; x++ {
		covered[x] += weight * (min(to, float64(x+1)) - max(from, float64(x)))
	}
}

// dark tells whether a colour becomes a dot: tints and hairlines in grey don't.
func dark(c Color) bool { return int(c.R)+int(c.G)+int(c.B) < 3*128 }

func (o *dots) text(l *line, x, y, size float64) {
	em := size * mmPerPoint / float64(l.face.face.perEm)
	for _, g := range l.glyphs {
		marks := ""
		if len(g.Marks) > 0 {
			marks = string(g.Marks)
		}
		d := l.face.face.draw(g.Form, marks, l.tabular)
		var f figure
		for _, p := range d.parts {
			l.face.face.trace(p.gid, func(gx, gy float64) point {
				return o.at(x+(gx+float64(p.dx))*em, y-(gy+float64(p.dy))*em)
			}, &f)
		}
		o.fill(f)
		x += float64(d.advance) * em
	}
}

// rounded is a rectangle's edge; the other way round it cuts a hole.
func (o *dots) rounded(f *figure, x, y, w, h, r float64, hole bool) {
	r = max(0, min(r, w/2, h/2))
	var from point
	begun := false
	to := func(px, py float64) {
		p := o.at(px, py)
		if begun {
			if hole {
				f.side(p, from)
			} else {
				f.side(from, p)
			}
		}
		from, begun = p, true
	}
	const parts = 8
	for corner, c := range [4]point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		for i := range parts + 1 {
			turn := (float64(corner) - 1 + float64(i)/parts) * math.Pi / 2
			to(c.x+r*math.Cos(turn), c.y+r*math.Sin(turn))
		}
	}
	to(x+w-r, y)
}

func (o *dots) box(x, y, w, h float64, b Box) {
	if b.Filled && dark(b.Fill) {
		var f figure
		o.rounded(&f, x, y, w, h, b.Radius, false)
		o.fill(f)
	}
	if b.Stroke > 0 && dark(b.Border) {
		var f figure
		s := max(b.Stroke, 1.5/o.per) / 2
		o.rounded(&f, x-s, y-s, w+2*s, h+2*s, b.Radius+s, false)
		o.rounded(&f, x+s, y+s, w-2*s, h-2*s, b.Radius-s, true)
		o.fill(f)
	}
}

// rule is a straight line along or across the page, never thinner than a dot
// and a half.
func (o *dots) rule(x1, y1, x2, y2, thick float64) {
	s := max(thick, 1.5/o.per) / 2
	var f figure
	if y1 == y2 {
		o.rounded(&f, min(x1, x2), y1-s, math.Abs(x2-x1), 2*s, 0, false)
	} else {
		o.rounded(&f, x1-s, min(y1, y2), 2*s, math.Abs(y2-y1), 0, false)
	}
	o.fill(f)
}

// squares draws a QR code with squares of whole dots: a scanner reads no half ones.
func (o *dots) squares(x, y, size float64, n int, black func(x, y int) bool) {
	side := int(size * o.per / float64(n))
	if side < 1 {
		return
	}
	corner := o.at(x, y)
	rest := (size*o.per - float64(side*n)) / 2
	left, top := int(math.Round(corner.x+rest)), int(math.Round(corner.y+rest))
	for row := range n * side {
		for col := range n * side {
			if p := (image.Point{X: left + col, Y: top + row}); black(col/side, row/side) && p.In(o.Rect) {
				o.SetGray(p.X, p.Y, color.Gray{})
			}
		}
	}
}

// picture draws an image, its greys as more or fewer dots.
func (o *dots) picture(img image.Image, x, y, w, h float64) {
	corner := o.at(x, y)
	wide, high := int(math.Round(w*o.per)), int(math.Round(h*o.per))
	b := img.Bounds()
	owed := make([]float64, wide+2)
	next := make([]float64, wide+2)
	for row := range high {
		for col := range wide {
			g := color.GrayModel.Convert(img.At(b.Min.X+col*b.Dx()/wide, b.Min.Y+row*b.Dy()/high)).(color.Gray)
			value := float64(g.Y) + owed[col+1]
			drawn := 255.0
			if value < 128 {
				drawn = 0
			}
			off := value - drawn
			owed[col+2] += off * 7 / 16
			next[col] += off * 3 / 16
			next[col+1] += off * 5 / 16
			next[col+2] += off / 16
			p := image.Point{X: int(math.Round(corner.x)) + col, Y: int(math.Round(corner.y)) + row}
			if drawn == 0 && p.In(o.Rect) {
				o.SetGray(p.X, p.Y, color.Gray{})
			}
		}
		owed, next = next, owed
		clear(next)
	}
}
