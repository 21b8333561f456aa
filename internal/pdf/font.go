package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"

	"pishkhan/internal/persian"
)

// A document's fonts are simple TrueType fonts of its own: each code is one
// drawing that this document uses, standing for one character. That keeps
// files small, spares gofpdf's slow parsing and subsetting, and lets each code
// name the character that was typed, whatever form it was drawn in.
const (
	firstCode = 32 // always the space
	lastCode  = 255
)

// glyphKey is what makes two glyphs the same code.
type glyphKey struct {
	form, text rune
	marks      string
	tabular    bool
}

// code is where a glyph went: which font of its weight, and what it measures
// in thousandths of the type size.
type code struct {
	font  int
	char  byte
	width int
}

// typeface is one weight within a document: its fonts, opened as they fill up.
type typeface struct {
	face   *face
	codes  map[glyphKey]code
	fonts  []*font
	widths map[measured]int // thousandths of the type size
}

// measured is a text whose width is known.
type measured struct {
	text    string
	tabular bool
}

type font struct {
	key      string // gofpdf's family name
	name     string // the name inside the file
	drawings []drawing
	texts    []rune
	widths   []int
	made     *file
	contents []byte // the codes' glyphs, one after the other: the memo's key
}

// code finds or makes the code of a glyph.
func (t *typeface) code(g persian.Glyph, tabular bool) code {
	k := glyphKey{form: g.Form, text: g.Text, tabular: tabular && g.Form >= '۰' && g.Form <= '۹'}
	if len(g.Marks) > 0 {
		k.marks = string(g.Marks)
	}
	if c, ok := t.codes[k]; ok {
		return c
	}
	if n := len(t.fonts); n == 0 || len(t.fonts[n-1].drawings) > lastCode-firstCode {
		f := &font{key: fmt.Sprintf("%s%d", t.face.name, n), name: fmt.Sprintf("PKHN%c%c+%s", 'A'+n/26%26, 'A'+n%26, t.face.name)}
		t.fonts = append(t.fonts, f)
		space := glyphKey{form: ' ', text: ' '}
		f.add(t.face, space)
		t.codes[space] = code{font: n, char: firstCode, width: f.widths[0]}
		if k == space {
			return t.codes[k]
		}
	}
	n := len(t.fonts) - 1
	f := t.fonts[n]
	f.add(t.face, k)
	last := len(f.drawings) - 1
	c := code{font: n, char: byte(firstCode + last), width: f.widths[last]}
	t.codes[k] = c
	return c
}

func (f *font) add(from *face, k glyphKey) {
	d := from.draw(k.form, k.marks, k.tabular)
	f.drawings = append(f.drawings, d)
	f.texts = append(f.texts, k.text)
	f.widths = append(f.widths, (d.advance*1000+from.perEm/2)/from.perEm)
	f.contents = utf8.AppendRune(utf8.AppendRune(f.contents, k.form), k.text)
	f.contents = append(f.contents, k.marks...)
	if k.tabular {
		f.contents = append(f.contents, 1)
	}
	f.contents = append(f.contents, 0)
}

// definition is the JSON in which gofpdf takes a font.
type definition struct {
	Tp           string
	Name         string
	Desc         gofpdf.FontDescType
	Up, Ut       int
	Cw           []int
	File         string
	OriginalSize int
}

// file is a font ready for a document.
type file struct {
	definition []byte
	ttf        []byte // compressed
	toUnicode  []byte // compressed
}

var files memo[string, *file]

// register hands a font to gofpdf.
func (f *font) register(g *gofpdf.Fpdf, from *face) {
	made, err := files.get(f.key+"\x00"+string(f.contents), func() (*file, error) { return f.build(from) })
	if err != nil {
		g.SetError(err)
		return
	}
	f.made = made
	g.AddFontFromBytes(f.key, "", made.definition, made.ttf)
}

func (f *font) build(from *face) (*file, error) {
	ttf := from.trueType(f.drawings)
	em := func(v int) int { return v * 1000 / from.perEm }
	head := from.head
	def := definition{
		Tp: "TrueType", Name: f.name, File: f.key + ".z", OriginalSize: len(ttf),
		Up: -100, Ut: 50, Cw: make([]int, 256),
		Desc: gofpdf.FontDescType{
			Ascent: em(from.ascent), Descent: em(from.descent), CapHeight: em(from.capital),
			Flags: 4, // symbolic: codes mean what the font's own table says
			StemV: 80,
		},
	}
	def.Desc.FontBBox.Xmin, def.Desc.FontBBox.Ymin = em(signed(head[36:])), em(signed(head[38:]))
	def.Desc.FontBBox.Xmax, def.Desc.FontBBox.Ymax = em(signed(head[40:])), em(signed(head[42:]))
	copy(def.Cw[firstCode:], f.widths)
	js, err := json.Marshal(def)
	return &file{definition: js, ttf: deflate(ttf), toUnicode: deflate(f.toUnicode())}, err
}

// spare keeps one deflater for the next font: making one costs more than a
// page's worth of work, and a sync.Pool is emptied too often to help.
var spare = make(chan *zlib.Writer, 1)

func deflate(data []byte) []byte {
	var out bytes.Buffer
	var z *zlib.Writer
	select {
	case z = <-spare:
		z.Reset(&out)
	default:
		z, _ = zlib.NewWriterLevel(&out, zlib.BestSpeed) // a level that there is
	}
	z.Write(data) //nolint:errcheck // a bytes.Buffer does not fail
	z.Close()     //nolint:errcheck
	select {
	case spare <- z:
	default:
	}
	return out.Bytes()
}
