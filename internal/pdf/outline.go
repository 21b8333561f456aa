package pdf

import (
	"encoding/binary"
	"strings"
)

// part is an outline of the face put at a place.
type part struct {
	gid    uint16
	dx, dy int
}

// drawing is what one code of a document's font draws: outlines, and how far
// the pen moves on. Lengths are in the face's units.
type drawing struct {
	parts   []part
	advance int
}

// replacement is drawn, visibly, for a character that the face does not have.
const replacement = '\uFFFD'

// tabularWidth is the width of a Persian digit in a column, as a fraction of
// the em: every digit the same, so that columns stand, and a little closer
// than the widest digit's own width.
const tabularWidth = 0.6

// draw composes a character or presentation form with its marks.
func (f *face) draw(form rune, marks string, tabular bool) drawing {
	if form == 0 {
		return drawing{advance: f.advance(0, false)}
	}
	gid, ok := f.cmap[form]
	if !ok {
		gid = f.cmap[replacement]
	}
	d := drawing{parts: []part{{gid: gid}}, advance: f.advances[gid]}
	if tabular && form >= '۰' && form <= '۹' {
		width := int(tabularWidth * float64(f.perEm))
		d.parts[0].dx = (width - d.advance) / 2
		d.advance = width
	}
	f.putMarks(&d, marks)
	return d
}

// hair is the width of an undrawn glyph, as a fraction of the em: nothing to
// the eye, but readers that sort by place need every glyph to have its own.
const hair = 0.002

// advance is how far the pen moves on after a character or form.
func (f *face) advance(form rune, tabular bool) int {
	if form == 0 {
		return int(hair * float64(f.perEm))
	}
	if tabular && form >= '۰' && form <= '۹' {
		return int(tabularWidth * float64(f.perEm))
	}
	gid, ok := f.cmap[form]
	if !ok {
		gid = f.cmap[replacement]
	}
	return f.advances[gid]
}

// putMarks centres each mark over or under the letter and stacks them, clear
// of the letter's own ink.
func (f *face) putMarks(d *drawing, marks string) {
	if marks == "" {
		return
	}
	const gap = 60
	ink, ok := f.box(d.parts[0].gid)
	if !ok {
		ink = box{0, 0, d.advance, 0}
	}
	for _, m := range marks {
		gid, ok := f.cmap[m]
		if !ok {
			continue
		}
		b, ok := f.box(gid)
		if !ok {
			continue
		}
		p := part{gid: gid, dx: (ink.left+ink.right)/2 - (b.left+b.right)/2}
		if b.top > 0 {
			p.dy = max(0, ink.top+gap-b.bottom)
			ink.top = b.top + p.dy
		} else {
			p.dy = min(0, ink.bottom-gap-b.top)
			ink.bottom = b.bottom + p.dy
		}
		d.parts = append(d.parts, p)
	}
}

// TrueType composite flags.
const (
	argsAreWords = 1 << 0
	argsAreXY    = 1 << 1
	moreParts    = 1 << 5
	hasScale     = 1 << 3
	hasXYScale   = 1 << 6
	hasMatrix    = 1 << 7
)

// subsetter collects the outlines of one small font: the drawings in the order
// of their codes, then the outlines that they are composed of.
type subsetter struct {
	face    *face
	glyphs  [][]byte
	metrics []byte         // hmtx
	index   map[uint16]int // face glyph → glyph of the subset
	pending []uint16       // face glyphs still to be copied
	first   int            // number of the first copied outline
}

// trueType builds a font file that holds just the drawings: code 32+i draws
// drawing i. It carries the tables that PDF asks for and no others.
func (f *face) trueType(ds []drawing) []byte {
	s := &subsetter{face: f, index: map[uint16]int{}, first: len(ds) + 1}
	s.add(nil, 0, 0)
	for _, d := range ds {
		s.addDrawing(d)
	}
	for i := 0; i < len(s.pending); i++ {
		gid := s.pending[i]
		s.add(s.renumber(f.glyphs[gid]), f.advances[gid], f.bearings[gid])
	}
	return s.file(len(ds))
}

func (s *subsetter) add(outline []byte, advance, bearing int) {
	s.glyphs = append(s.glyphs, outline)
	s.metrics = binary.BigEndian.AppendUint16(s.metrics, uint16(advance))
	s.metrics = binary.BigEndian.AppendUint16(s.metrics, uint16(bearing))
}

func (s *subsetter) addDrawing(d drawing) {
	if len(d.parts) == 0 {
		s.add(nil, d.advance, 0)
		return
	}
	if p := d.parts[0]; len(d.parts) == 1 && p.dx == 0 && p.dy == 0 {
		s.add(s.renumber(s.face.glyphs[p.gid]), d.advance, s.face.bearings[p.gid])
		return
	}
	be := binary.BigEndian
	var all box
	var body []byte
	for i, p := range d.parts {
		b, _ := s.face.box(p.gid)
		b = box{b.left + p.dx, b.bottom + p.dy, b.right + p.dx, b.top + p.dy}
		if i == 0 {
			all = b
		}
		all = box{min(all.left, b.left), min(all.bottom, b.bottom), max(all.right, b.right), max(all.top, b.top)}
		flags := argsAreWords | argsAreXY
		if i < len(d.parts)-1 {
			flags |= moreParts
		}
		for _, v := range []int{flags, s.number(p.gid), p.dx, p.dy} {
			body = be.AppendUint16(body, uint16(v))
		}
	}
	outline := []byte{0xFF, 0xFF} // -1 contours: a composite
	for _, v := range []int{all.left, all.bottom, all.right, all.top} {
		outline = be.AppendUint16(outline, uint16(v))
	}
	s.add(append(outline, body...), d.advance, all.left)
}

// number gives a face glyph its number in the subset and queues its outline.
func (s *subsetter) number(gid uint16) int {
	n, ok := s.index[gid]
	if !ok {
		n = s.first + len(s.pending)
		s.index[gid] = n
		s.pending = append(s.pending, gid)
	}
	return n
}

// renumber gives the parts of a composite outline their subset numbers.
func (s *subsetter) renumber(outline []byte) []byte {
	if len(outline) < 10 || outline[0]&0x80 == 0 {
		return outline
	}
	be := binary.BigEndian
	out := append([]byte(nil), outline...)
	for at := 10; ; {
		flags := be.Uint16(out[at:])
		be.PutUint16(out[at+2:], uint16(s.number(be.Uint16(out[at+2:]))))
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasXYScale != 0:
			at += 4
		case flags&hasMatrix != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return out
		}
	}
}

// file assembles the tables; codes is how many codes are in use.
func (s *subsetter) file(codes int) []byte {
	be := binary.BigEndian
	var loca, glyf []byte
	for _, g := range s.glyphs {
		loca = be.AppendUint16(loca, uint16(len(glyf)/2))
		glyf = append(glyf, g...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = be.AppendUint16(loca, uint16(len(glyf)/2))

	head, hhea, maxp := clone(s.face.head), clone(s.face.hhea), clone(s.face.maxp)
	be.PutUint32(head[8:], 0)  // the file's checksum, which PDF readers leave alone
	be.PutUint16(head[50:], 0) // short loca
	be.PutUint16(hhea[34:], uint16(len(s.glyphs)))
	be.PutUint16(maxp[4:], uint16(len(s.glyphs)))
	be.PutUint16(maxp[28:], 16) // parts of a composite, at most
	be.PutUint16(maxp[30:], 8)  // and how deep
	tables := []struct {
		tag  string
		data []byte
	}{{"cmap", cmapTable(codes)}, {"glyf", glyf}, {"head", head}, {"hhea", hhea}, {"hmtx", s.metrics}, {"loca", loca}, {"maxp", maxp}, {"prep", s.face.prep}}

	n := len(tables)
	out := be.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 128, 3, 16*n - 128} {
		out = be.AppendUint16(out, uint16(v))
	}
	offset := 12 + 16*n
	for _, t := range tables {
		out = append(out, t.tag...)
		for _, v := range []uint32{checksum(t.data), uint32(offset), uint32(len(t.data))} {
			out = be.AppendUint32(out, v)
		}
		offset += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, strings.Repeat("\x00", -len(t.data)&3)...)
	}
	return out
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }

func checksum(data []byte) (sum uint32) {
	for i, b := range data {
		sum += uint32(b) << (24 - 8*(i%4))
	}
	return sum
}

// cmapTable maps code 32+i to glyph 1+i, for readers that look for the
// Macintosh table and for those that look for Microsoft's symbol table.
func cmapTable(codes int) []byte {
	be := binary.BigEndian
	out := make([]byte, 0, 320)
	put := func(vs ...int) {
		for _, v := range vs {
			out = be.AppendUint16(out, uint16(v))
		}
	}
	first, last := 0xF000+firstCode, 0xF000+firstCode+codes-1
	put(0, 2, 1, 0, 0, 20, 3, 0, 0, 20+262)
	put(0, 262, 0)
	for c := range 256 {
		if c >= firstCode && c < firstCode+codes {
			out = append(out, byte(c-firstCode+1))
		} else {
			out = append(out, 0)
		}
	}
	put(4, 32, 0, 4, 4, 1, 0, last, 0xFFFF, 0, first, 0xFFFF, 1-first, 1, 0, 0)
	return out
}
