package pdf

import (
	"math"
	"strconv"

	"rsc.io/qr/coding"
)

// Line draws a straight line of a width.
func (d *Doc) Line(x1, y1, x2, y2, width float64, c Color) {
	d.mark(func(o *dots) { o.rule(x1, y1, x2, y2, width) })
	d.draw(func(p *pen) {
		p.strokeWith(width, c)
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
	d.mark(func(o *dots) { o.box(x, y, w, h, b) })
	d.draw(func(p *pen) {
		if b.Stroke > 0 {
			p.strokeWith(b.Stroke, b.Border)
		}
		if b.Filled {
			p.fillWith(b.Fill)
		}
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
	d.draw(func(p *pen) { p.ClipEnd(); p.forget() })
}

// Turned turns what draw draws by degrees, anticlockwise, about a point.
func (d *Doc) Turned(degrees, x, y float64, draw func()) {
	d.draw(func(p *pen) { p.TransformBegin(); p.TransformRotate(degrees, x, y) })
	draw()
	d.draw(func(p *pen) { p.TransformEnd(); p.forget() })
}

var codes memo[string, *coding.Code]

// QR draws a code of the content, as dark squares without a quiet margin:
// leave four squares' room around it. Content of more than some hundred bytes
// makes squares too small to read.
func (d *Doc) QR(x, y, size float64, content string, c Color) {
	code, err := codes.get(content, func() (*coding.Code, error) { return encodeQR(content) })
	if err != nil {
		d.fail(err)
		return
	}
	d.mark(func(o *dots) { o.squares(x, y, size, code.Size, code.Black) })
	step := size / float64(code.Size)
	path := make([]byte, 0, 16<<10) // one path of all bars
	num := func(mm float64) {
		path = strconv.AppendFloat(path, math.Round(mm*7200/25.4)/100, 'f', -1, 64)
		path = append(path, ' ')
	}
	for row := range code.Size {
		for to := 0; to < code.Size; to++ {
			from := to
			for code.Black(to, row) { // nothing is black beyond the edge
				to++
			}
			if to == from {
				continue
			}
			num(x + float64(from)*step)
			num(d.now.size.H - y - float64(row+1)*step)
			num(float64(to-from) * step)
			num(step)
			path = append(path, "re\n"...)
		}
	}
	path = append(path, 'f')
	d.draw(func(p *pen) {
		p.fillWith(c)
		p.RawWriteStr(string(path))
	})
}
