package pdf

import (
	"math"
	"math/bits"
	"strconv"
)

// Line draws a straight line of a width.
func (d *Doc) Line(x1, y1, x2, y2, width float64, c Color) {
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

var codes memo[string, *grid]

// QR draws a code of the content, as dark squares without a quiet margin:
// leave four squares' room around it. Content of more than some hundred bytes
// makes squares too small to read.
func (d *Doc) QR(x, y, size float64, content string, c Color) {
	code, err := codes.get(content, func() (*grid, error) { return encodeQR(content) })
	if err != nil {
		d.fail(err)
		return
	}
	step := size / float64(code.side)
	path := make([]byte, 0, 16<<10) // one path of all bars
	num := func(mm float64) {
		path = strconv.AppendFloat(path, math.Round(mm*7200/25.4)/100, 'f', -1, 64)
		path = append(path, ' ')
	}
	for row := range code.side {
		for rest, from := code.rows[row], 0; rest != 0; {
			skip := bits.TrailingZeros64(rest)
			length := bits.TrailingZeros64(^(rest >> skip))
			from += skip
			num(x + float64(from)*step)
			num(d.size.H - y - float64(row+1)*step)
			num(float64(length) * step)
			num(step)
			path = append(path, "re\n"...)
			rest >>= skip + length
			from += length
		}
	}
	path = append(path, 'f')
	d.draw(func(p *pen) {
		p.fillWith(c)
		p.RawWriteStr(string(path))
	})
}
