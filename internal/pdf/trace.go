package pdf

import "encoding/binary"

// trace adds an outline's sides, its points put where place says. The faces
// are parsed already, so an outline is as it should be.
func (f *face) trace(gid uint16, place func(x, y float64) point, out *figure) {
	g := f.glyphs[gid]
	if len(g) < 10 {
		return
	}
	be := binary.BigEndian
	contours := signed(g)
	if contours < 0 {
		f.traceParts(g[10:], place, out)
		return
	}
	ends := make([]int, contours)
	for i := range ends {
		ends[i] = int(be.Uint16(g[10+2*i:]))
	}
	if contours == 0 {
		return
	}
	n := ends[contours-1] + 1
	at := 10 + 2*contours
	at += 2 + int(be.Uint16(g[at:]))
	flags := make([]byte, 0, n)
	for len(flags) < n {
		flag := g[at]
		at++
		flags = append(flags, flag)
		if flag&8 != 0 {
			for range int(g[at]) {
				flags = append(flags, flag)
			}
			at++
		}
	}
	along := func(short, same byte) []int {
		all, v := make([]int, n), 0
		for i, flag := range flags[:n] {
			switch {
			case flag&short != 0 && flag&same != 0:
				v += int(g[at])
				at++
			case flag&short != 0:
				v -= int(g[at])
				at++
			case flag&same == 0:
				v += signed(g[at:])
				at += 2
			}
			all[i] = v
		}
		return all
	}
	xs, ys := along(2, 16), along(4, 32)
	from := 0
	for _, end := range ends {
		contour(from, end, flags, xs, ys, place, out)
		from = end + 1
	}
}

// contour adds one closed line: between two points off the curve lies one on it.
func contour(from, end int, flags []byte, xs, ys []int, place func(x, y float64) point, out *figure) {
	n := end - from + 1
	if n < 2 {
		return
	}
	get := func(i int) (point, bool) {
		k := from + i%n
		return place(float64(xs[k]), float64(ys[k])), flags[k]&1 != 0
	}
	middle := func(a, b point) point { return point{(a.x + b.x) / 2, (a.y + b.y) / 2} }
	first, on := get(0)
	start := 1
	if !on {
		if last, onCurve := get(n - 1); onCurve {
			first = last
		} else {
			first = middle(first, last)
		}
		start = 0
	}
	now := first
	var bend *point
	for i := start; i < n+start; i++ {
		p, onCurve := get(i)
		if i == n {
			p, onCurve = first, true
		}
		switch {
		case bend == nil && onCurve:
			out.side(now, p)
			now = p
		case bend == nil:
			bend = &p
		case onCurve:
			out.bow(now, *bend, p)
			now, bend = p, nil
		default:
			mid := middle(*bend, p)
			out.bow(now, *bend, mid)
			now, bend = mid, &p
		}
	}
	if bend != nil {
		out.bow(now, *bend, first)
	} else {
		out.side(now, first)
	}
}

// traceParts adds an outline that is made of others.
func (f *face) traceParts(g []byte, place func(x, y float64) point, out *figure) {
	be := binary.BigEndian
	fraction := func(b []byte) float64 { return float64(signed(b)) / (1 << 14) }
	for {
		flags, gid := int(be.Uint16(g)), be.Uint16(g[2:])
		g = g[4:]
		var dx, dy float64
		if flags&argsAreWords != 0 {
			dx, dy = float64(signed(g)), float64(signed(g[2:]))
			g = g[4:]
		} else {
			dx, dy = float64(int8(g[0])), float64(int8(g[1]))
			g = g[2:]
		}
		a, b, c, d := 1.0, 0.0, 0.0, 1.0
		switch {
		case flags&hasScale != 0:
			a = fraction(g)
			d, g = a, g[2:]
		case flags&hasXYScale != 0:
			a, d = fraction(g), fraction(g[2:])
			g = g[4:]
		case flags&hasMatrix != 0:
			a, b, c, d = fraction(g), fraction(g[2:]), fraction(g[4:]), fraction(g[6:])
			g = g[8:]
		}
		f.trace(gid, func(x, y float64) point { return place(a*x+c*y+dx, b*x+d*y+dy) }, out)
		if flags&moreParts == 0 {
			return
		}
	}
}
