package pdf

import (
	"errors"
	"math/bits"
	"sync"
)

// A QR code of bytes with error correction M (a seventh of it may be lost), by
// ISO 18004. A row of modules is the bits of one word, so that weighing the
// eight masks, which is nearly all of the work, is counting bits.

// mostQR is the largest version made here: 61 modules a side, 251 bytes.
const mostQR = 11

var errQR = errors.New("pdf: too much for a QR code that a phone reads off paper")

// By version, from 1: error correction bytes of each block, and blocks.
var (
	qrCheck  = [...]int{0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30}
	qrBlocks = [...]int{0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5}
)

// qrBytes is how many bytes a version holds, error correction included.
func qrBytes(version int) int {
	n := (16*version+128)*version + 64
	if version >= 2 {
		marks := version/7 + 2
		n -= (25*marks-10)*marks - 55
	}
	if version >= 7 {
		n -= 36
	}
	return n / 8
}

// grid is a square of modules: row y, bit x. cols is the same turned over.
type grid struct {
	side       int
	rows, cols [4*mostQR + 17]uint64
}

func (g *grid) set(x, y int, dark bool) {
	if dark {
		g.rows[y] |= 1 << x
		g.cols[x] |= 1 << y
		return
	}
	g.rows[y] &^= 1 << x
	g.cols[x] &^= 1 << y
}

// frame is what all codes of a version share.
type frame struct {
	fixed grid     // the finders, the timing, the places
	taken grid     // where fixed and the format stand: no data
	data  [][2]int // the places of data, in order
	masks [8]grid  // as far as they lie on data
}

var frames [mostQR + 1]struct {
	once  sync.Once
	frame frame
}

func frameOf(version int) *frame {
	f := &frames[version]
	f.once.Do(func() { f.frame.make(version) })
	return &f.frame
}

func (f *frame) make(version int) {
	side := 4*version + 17
	f.fixed.side, f.taken.side = side, side
	put := func(x, y int, dark bool) {
		if x >= 0 && y >= 0 && x < side && y < side {
			f.fixed.set(x, y, dark)
			f.taken.set(x, y, true)
		}
	}
	square := func(cx, cy, reach int) { // rings about a middle
		for dy := -reach; dy <= reach; dy++ {
			for dx := -reach; dx <= reach; dx++ {
				ring := max(dx, -dx, dy, -dy)
				put(cx+dx, cy+dy, ring != 4 && (ring != 2 || reach == 2) && (ring != 1 || reach == 4))
			}
		}
	}
	for i := range side {
		put(6, i, i%2 == 0)
		put(i, 6, i%2 == 0)
	}
	square(3, 3, 4)
	square(side-4, 3, 4)
	square(3, side-4, 4)
	at := qrMarks(version)
	for i, x := range at {
		for j, y := range at {
			if last := len(at) - 1; i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0 {
				continue
			}
			square(x, y, 2)
		}
	}
	f.fixed.format(0, func(x, y int, _ bool) { put(x, y, false) })
	if version >= 7 {
		for i, v := 0, qrVersion(version); i < 18; i, v = i+1, v>>1 {
			put(side-11+i%3, i/3, v&1 == 1)
			put(i/3, side-11+i%3, v&1 == 1)
		}
	}
	for right := side - 1; right > 0; right -= 2 { // pairs of columns, up and down
		if right == 6 {
			right = 5
		}
		for i := range side {
			y := i
			if (right+1)&2 == 0 {
				y = side - 1 - i
			}
			for _, x := range [2]int{right, right - 1} {
				if f.taken.rows[y]>>x&1 == 0 {
					f.data = append(f.data, [2]int{x, y})
				}
			}
		}
	}
	for m := range f.masks {
		f.masks[m].side = side
		for _, p := range f.data {
			f.masks[m].set(p[0], p[1], qrMask(m, p[0], p[1]))
		}
	}
}

// qrMarks are the middles of the small squares, along either side.
func qrMarks(version int) []int {
	if version == 1 {
		return nil
	}
	n := version/7 + 2
	step := (version*4 + n*2 + 1) / (n*2 - 2) * 2
	at := make([]int, n)
	at[0] = 6
	for i, v := n-1, 4*version+10; i > 0; i, v = i-1, v-step {
		at[i] = v
	}
	return at
}

func qrMask(m, x, y int) bool {
	switch m {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (x/3+y/2)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// qrVersion is the version's number with its own error correction.
func qrVersion(version int) int {
	rest := version
	for range 12 {
		rest = rest<<1 ^ rest>>11*0x1F25
	}
	return version<<12 | rest
}

// format puts the fifteen bits that tell the mask (and the correction M, which
// is 0) on both of their places, and the one module that is always dark.
func (g *grid) format(mask int, put func(x, y int, dark bool)) {
	rest := mask
	for range 10 {
		rest = rest<<1 ^ rest>>9*0x537
	}
	text := (mask<<10 | rest) ^ 0x5412
	for i := range 15 {
		dark := text>>i&1 == 1
		switch {
		case i < 6:
			put(8, i, dark)
		case i < 8:
			put(8, i+1, dark)
		case i == 8:
			put(7, 8, dark)
		default:
			put(14-i, 8, dark)
		}
		if i < 8 {
			put(g.side-1-i, 8, dark)
		} else {
			put(8, g.side-15+i, dark)
		}
	}
	put(8, g.side-8, true)
}

// encodeQR makes the smallest code of a content, with the mask that leaves the
// least to mistake.
func encodeQR(content string) (*grid, error) {
	version, room := 1, 0
	for ; ; version++ {
		if version > mostQR {
			return nil, errQR
		}
		head := 12 // bits of the kind and the length
		if version >= 10 {
			head = 20
		}
		room = qrBytes(version) - qrCheck[version]*qrBlocks[version]
		if head+8*len(content) <= 8*room {
			break
		}
	}
	f := frameOf(version)
	base := f.fixed
	for i, b := range qrInterleave(version, qrData(content, version, room)) {
		for bit := range 8 {
			if b>>(7-bit)&1 == 1 {
				p := f.data[8*i+bit]
				base.set(p[0], p[1], true)
			}
		}
	}
	var best grid
	least := -1
	for m := range f.masks {
		g := base
		for i := range g.side {
			g.rows[i] ^= f.masks[m].rows[i]
			g.cols[i] ^= f.masks[m].cols[i]
		}
		g.format(m, g.set)
		if p := g.penalty(); least < 0 || p < least {
			best, least = g, p
		}
	}
	return &best, nil
}

// qrData is the kind (bytes), the length, the content, and filling.
func qrData(content string, version, room int) []byte {
	out := make([]byte, 0, room+3)
	var held uint
	var n int
	put := func(v uint, width int) {
		held, n = held<<width|v, n+width
		for n >= 8 {
			n -= 8
			out = append(out, byte(held>>n))
		}
	}
	put(4, 4)
	if version >= 10 {
		put(uint(len(content)), 16)
	} else {
		put(uint(len(content)), 8)
	}
	for i := range len(content) {
		put(uint(content[i]), 8)
	}
	if len(out) < room {
		put(0, 4) // the end
	}
	for fill := byte(0xEC); len(out) < room; fill ^= 0xEC ^ 0x11 {
		out = append(out, fill)
	}
	return out[:room]
}

// qrInterleave cuts the data into blocks, gives each its error correction, and
// takes a byte of each in turn; the later blocks may be one byte longer.
func qrInterleave(version int, data []byte) []byte {
	n, check := qrBlocks[version], qrCheck[version]
	short := len(data) / n
	longer := n - len(data)%n // the first of the longer ones
	parts, checks := make([][]byte, n), make([][]byte, n)
	for i := range n {
		size := short
		if i >= longer {
			size++
		}
		parts[i], data = data[:size], data[size:]
		checks[i] = qrRemainder(parts[i], check)
	}
	out := make([]byte, 0, qrBytes(version))
	for i := range short + 1 {
		for _, p := range parts {
			if i < len(p) {
				out = append(out, p[i])
			}
		}
	}
	for i := range check {
		for _, c := range checks {
			out = append(out, c[i])
		}
	}
	return out
}

// The field of 256 elements over x^8+x^4+x^3+x^2+1, as powers of 2.
var qrExp, qrLog = func() (exp [510]byte, log [256]int) {
	v := 1
	for i := range 255 {
		exp[i], exp[i+255], log[v] = byte(v), byte(v), i
		if v <<= 1; v > 255 {
			v ^= 0x11D
		}
	}
	return exp, log
}()

func qrTimes(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return qrExp[qrLog[a]+qrLog[b]]
}

// qrRemainder is the Reed-Solomon correction of a block.
func qrRemainder(data []byte, degree int) []byte {
	divisor := make([]byte, degree) // without its leading 1
	divisor[degree-1] = 1
	root := byte(1)
	for range degree {
		for j := range divisor {
			divisor[j] = qrTimes(divisor[j], root)
			if j+1 < degree {
				divisor[j] ^= divisor[j+1]
			}
		}
		root = qrTimes(root, 2)
	}
	rest := make([]byte, degree)
	for _, b := range data {
		factor := b ^ rest[0]
		copy(rest, rest[1:])
		rest[degree-1] = 0
		for j, d := range divisor {
			rest[j] ^= qrTimes(d, factor)
		}
	}
	return rest
}

// penalty weighs what a reader could mistake: long runs, squares, what looks
// like a finder, and too much of one colour.
func (g *grid) penalty() (sum int) {
	all := uint64(1)<<g.side - 1
	dark := 0
	for i := range g.side {
		dark += bits.OnesCount64(g.rows[i])
		sum += linePenalty(g.rows[i], g.side) + linePenalty(g.cols[i], g.side)
		if i > 0 {
			a, b := g.rows[i-1], g.rows[i]
			sum += 3 * bits.OnesCount64(^(a^b) & ^(a>>1^b>>1) & ^(a^a>>1) & (all>>1))
		}
	}
	total := g.side * g.side
	off := max(20*dark-10*total, 10*total-20*dark)
	return sum + off/total*10
}

func linePenalty(r uint64, side int) int {
	same := ^(r ^ r>>1) & (1<<(side-1) - 1)
	runs := same & (same >> 1) & (same >> 2) & (same >> 3) // five alike begin here
	sum := bits.OnesCount64(runs) + 2*bits.OnesCount64(runs&^(runs<<1))
	one := r & ^(r >> 1) & (r >> 2) & (r >> 3) & (r >> 4) & ^(r >> 5) & (r >> 6) // 1011101
	finder := one & ^(r >> 7) & ^(r >> 8) & ^(r >> 9) & ^(r >> 10)
	before := one >> 4 & ^r & ^(r >> 1) & ^(r >> 2) & ^(r >> 3)
	places := uint64(1)<<(side-10) - 1
	return sum + 40*(bits.OnesCount64(finder&places)+bits.OnesCount64(before&places))
}
