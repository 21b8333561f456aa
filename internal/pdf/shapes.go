package pdf

import (
	"image/color"
	"math"
	"strconv"

	"github.com/boombuler/barcode/qr"
)

// Line draws a straight line of a width.
func (d *Doc) Line(x1, y1, x2, y2, width float64, c Color) {
	d.draw(func(p *pen) {
		p.SetDrawColor(int(c.R), int(c.G), int(c.B))
		p.SetLineWidth(width)
		p.Fpdf.Line(x1, y1, x2, y2)
	})
}

// Box is a rectangle's look: a border when Stroke > 0, a filling when Filled,
// corners rounded by Radius.
type Box struct {
	Stroke float64
	Border Color
	Filled bool
	Fill   Color
	Radius float64
}

// Rect draws a rectangle.
func (d *Doc) Rect(x, y, w, h float64, b Box) {
	how := ""
	if b.Filled {
		how = "F"
	}
	if b.Stroke > 0 {
		how += "D"
	}
	d.draw(func(p *pen) {
		p.SetDrawColor(int(b.Border.R), int(b.Border.G), int(b.Border.B))
		p.SetFillColor(int(b.Fill.R), int(b.Fill.G), int(b.Fill.B))
		p.SetLineWidth(b.Stroke)
		if b.Radius > 0 {
			p.RoundedRect(x, y, w, h, b.Radius, "1234", how)
		} else {
			p.Fpdf.Rect(x, y, w, h, how)
		}
	})
}

// Clip keeps what draw draws inside a rounded rectangle.
func (d *Doc) Clip(x, y, w, h, radius float64, draw func()) {
	d.draw(func(p *pen) { p.ClipRoundedRect(x, y, w, h, radius, false) })
	draw()
	d.draw(func(p *pen) { p.ClipEnd(); p.font = "" })
}

// Turned turns what draw draws by degrees, anticlockwise, about a point.
func (d *Doc) Turned(degrees, x, y float64, draw func()) {
	d.draw(func(p *pen) { p.TransformBegin(); p.TransformRotate(degrees, x, y) })
	draw()
	d.draw(func(p *pen) { p.TransformEnd(); p.font = "" })
}

// QR draws a code of the content, as dark squares without a quiet margin:
// leave four squares' room around it. Content of more than some hundred bytes
// makes squares too small to read.
func (d *Doc) QR(x, y, size float64, content string, c Color) {
	img, err := qr.Encode(content, qr.M, qr.Unicode)
	if err != nil {
		d.fail(err)
		return
	}
	n := img.Bounds().Dx()
	step := size / float64(n)
	// One path of bars, each a row's run of dark squares.
	var path []byte
	point := 72 / 25.4
	num := func(mm float64) {
		path = strconv.AppendFloat(path, math.Round(mm*point*100)/100, 'f', -1, 64)
		path = append(path, ' ')
	}
	for row := range n {
		for col := 0; col < n; col++ {
			from := col
			for col < n && img.At(col, row) == color.Black {
				col++
			}
			if col == from {
				continue
			}
			num(x + float64(from)*step)
			num(d.size.H - y - float64(row+1)*step)
			num(float64(col-from) * step)
			num(step)
			path = append(path, "re\n"...)
		}
	}
	path = append(path, 'f')
	d.draw(func(p *pen) {
		p.SetFillColor(int(c.R), int(c.G), int(c.B))
		p.RawWriteStr(string(path))
	})
}
