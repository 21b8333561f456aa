package pdf

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"pishkhan/internal/errs"
)

// FontsMissing is the refusal of a program that was built without its faces:
// make copies them into internal/pdf/fonts before it builds.
const FontsMissing errs.Code = "fonts_missing"

//go:embed fonts
var embedded embed.FS

// weight chooses a face.
type weight int

const (
	regular weight = iota
	bold
	weights
)

var fileNames = [weights]string{"Vazirmatn-Regular", "Vazirmatn-Bold"}

// faces parses the embedded faces once for the life of the program.
var faces = sync.OnceValues(func() ([weights]*face, error) { return loadFaces(embedded) })

func loadFaces(from fs.FS) (all [weights]*face, err error) {
	for w, name := range fileNames {
		data, err := fs.ReadFile(from, "fonts/"+name+".ttf")
		if err != nil {
			return all, errs.Wrap(FontsMissing, err)
		}
		if all[w], err = parseFace(name, data); err != nil {
			return all, fmt.Errorf("face %s: %w", name, err)
		}
	}
	return all, nil
}

// face is a parsed TrueType file; lengths are in its own units, perEm to the
// em. It is read by many documents at once and never changed.
type face struct {
	name     string
	perEm    int
	cmap     map[rune]uint16
	glyphs   [][]byte // outlines, as the file holds them
	advances []int
	bearings []int
	head     []byte
	hhea     []byte
	maxp     []byte
	prep     []byte
	ascent   int
	descent  int
	capital  int
}

var errFace = errors.New("not a TrueType face that this program can use")

// parseFace reads what drawing needs. The faces ship inside the program, so a
// broken one is a broken build: any index out of range becomes errFace.
func parseFace(name string, data []byte) (f *face, err error) {
	defer func() {
		if recover() != nil {
			f, err = nil, errFace
		}
	}()
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(data[4:])) {
		t := data[12+16*i:]
		at, size := be.Uint32(t[8:]), be.Uint32(t[12:])
		tables[string(t[:4])] = data[at : at+size]
	}
	f = &face{name: name, head: tables["head"], hhea: tables["hhea"], maxp: tables["maxp"], prep: tables["prep"]}
	f.perEm = int(be.Uint16(f.head[18:]))
	f.ascent, f.descent = signed(f.hhea[4:]), signed(f.hhea[6:])
	f.capital = signed(tables["OS/2"][88:])

	count := int(be.Uint16(f.maxp[4:]))
	loca, glyf, long := tables["loca"], tables["glyf"], be.Uint16(f.head[50:]) == 1
	at := func(i int) uint32 {
		if long {
			return be.Uint32(loca[4*i:])
		}
		return 2 * uint32(be.Uint16(loca[2*i:]))
	}
	metrics, hmtx := int(be.Uint16(f.hhea[34:])), tables["hmtx"]
	for i := range count {
		f.glyphs = append(f.glyphs, glyf[at(i):at(i+1)])
		if i < metrics {
			f.advances = append(f.advances, int(be.Uint16(hmtx[4*i:])))
			f.bearings = append(f.bearings, signed(hmtx[4*i+2:]))
		} else {
			f.advances = append(f.advances, f.advances[metrics-1])
			f.bearings = append(f.bearings, signed(hmtx[4*metrics+2*(i-metrics):]))
		}
	}
	f.cmap = parseCmap(tables["cmap"])
	if len(f.cmap) == 0 {
		return nil, errFace
	}
	return f, nil
}

// parseCmap reads the format 4 table, which holds the whole of Unicode's first
// plane.
func parseCmap(table []byte) map[rune]uint16 {
	be := binary.BigEndian
	out := map[rune]uint16{}
	for i := range int(be.Uint16(table[2:])) {
		sub := table[be.Uint32(table[4+8*i+4:]):]
		if be.Uint16(sub) != 4 {
			continue
		}
		segments := int(be.Uint16(sub[6:])) / 2
		ends, starts := sub[14:], sub[16+2*segments:]
		deltas, offsets := sub[16+4*segments:], sub[16+6*segments:]
		for s := range segments {
			start, end := int(be.Uint16(starts[2*s:])), int(be.Uint16(ends[2*s:]))
			for c := start; c <= end && c != 0xFFFF; c++ {
				gid := uint16(c)
				if off := int(be.Uint16(offsets[2*s:])); off != 0 {
					if gid = be.Uint16(offsets[2*s+off+2*(c-start):]); gid == 0 {
						continue
					}
				}
				if gid += be.Uint16(deltas[2*s:]); gid != 0 {
					out[rune(c)] = gid
				}
			}
		}
		return out
	}
	return out
}

func signed(b []byte) int { return int(int16(binary.BigEndian.Uint16(b))) }

// box is an outline's extent; an empty outline has none.
type box struct{ left, bottom, right, top int }

func (f *face) box(gid uint16) (box, bool) {
	g := f.glyphs[gid]
	if len(g) < 10 {
		return box{}, false
	}
	return box{signed(g[2:]), signed(g[4:]), signed(g[6:]), signed(g[8:])}, true
}
