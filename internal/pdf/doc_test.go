package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"pishkhan/internal/errs"
)

func output(t testing.TB, d *Doc) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAProgramWithoutFacesSaysSo(t *testing.T) {
	_, err := loadFaces(fstest.MapFS{"fonts/placeholder.txt": {Data: []byte("x")}})
	if !errs.Is(err, FontsMissing) {
		t.Errorf("got %v", err)
	}
}

func TestABrokenFaceIsRefusedWithoutPanic(t *testing.T) {
	for _, data := range []string{"", "x", strings.Repeat("\xff", 4096)} {
		if f, err := parseFace("broken", []byte(data)); err == nil {
			t.Errorf("%.8q: parsed as %v", data, f.name)
		}
	}
}

func sample(t testing.TB) *Doc {
	d := fresh(t, A4)
	drawLines(d, telling, Style{Size: 10, RTL: true, Align: Right, Color: Color{20, 30, 40}}, false)
	d.Text(20, 200, "Total − (bold)", Style{Size: 12, Bold: true})
	d.Rect(10, 210, 50, 20, Box{Stroke: 0.3, Radius: 2, Filled: true, Fill: Color{240, 246, 246}})
	d.Line(10, 240, 100, 240, 0.2, Color{})
	d.QR(150, 240, 30, "مهتاب A-1405-000123", Color{})
	return d
}

func TestTheSameDocumentIsTheSameBytes(t *testing.T) {
	first := output(t, sample(t))
	for range 5 {
		if !bytes.Equal(first, output(t, sample(t))) {
			t.Fatal("two outputs differ")
		}
	}
	if len(first) > 50<<10 {
		t.Errorf("%d bytes for one page with two faces", len(first))
	}
}

func TestEveryObjectIsWhereTheTableSaysItIs(t *testing.T) {
	doc := output(t, sample(t))
	table, at, err := objects(doc)
	if err != nil {
		t.Fatal(err)
	}
	entries := regexp.MustCompile(`(\d{10}) 00000 n`).FindAllSubmatch(doc[table:], -1)
	if len(entries) != len(at)-1 {
		t.Fatalf("%d entries for %d objects", len(entries), len(at))
	}
	for i, e := range entries {
		at := 0
		for _, c := range e[1] {
			at = at*10 + int(c-'0')
		}
		if want := fmt.Appendf(nil, "%d 0 obj", i+1); !bytes.HasPrefix(doc[at:], want) {
			t.Errorf("object %d is not at %d: %.20q", i+1, at, doc[at:])
		}
	}
	if bytes.Contains(doc, []byte("WinAnsiEncoding")) || bytes.Count(doc, []byte("/ToUnicode")) != 2 {
		t.Error("a font without its map to text")
	}
}

func TestManyDifferentLettersFillMoreThanOneFont(t *testing.T) {
	d := fresh(t, A4)
	var all []string
	for r := rune(0x21); r < 0x17F; r++ {
		if r < 0x7F || r > 0xA0 && r != 0xAD {
			all = append(all, strings.Repeat(string(r), 3))
		}
	}
	var lines []string
	for i := 0; i < len(all); i += 20 {
		lines = append(lines, strings.Join(all[i:min(i+20, len(all))], " "))
	}
	drawLines(d, append(lines, telling...), Style{Size: 9}, true)
	read := readBack(t, d)
	if len(d.types[regular].fonts) < 2 {
		t.Error("one font held them all")
	}
	for _, m := range missing(all, read) {
		t.Errorf("not read back: %s", m)
	}
}

func TestNothingInTextActs(t *testing.T) {
	d := fresh(t, A5)
	d.AddPage()
	for i, text := range []string{")Tj ET /JS (app.alert(1)) << /S /URI >>", "\\) endstream endobj", "javascript:alert(1)", "\x00\u202e%PDF", strings.Repeat("وظیفه", 3000)} {
		d.Text(10, 20+float64(i)*10, text, Style{Size: 8})
	}
	doc := output(t, d)
	for _, bad := range []string{"/JS", "/URI", "/Annot", "/Launch", "/JavaScript"} {
		if bytes.Contains(doc, []byte(bad)) {
			t.Errorf("%s in the document", bad)
		}
	}
}

func TestLongTextWrapsAndLongWordsBreak(t *testing.T) {
	d := fresh(t, A5)
	s := Style{Size: 9, RTL: true}
	for _, text := range []string{"چندراهی ۶ خانهٔ محافظ‌دار ۳ متری با کلید جداگانه و فیوز", strings.Repeat("بسیار", 40), strings.Repeat("W", 200) + " ب", "ك"} {
		lines := d.Wrap(text, 30, s)
		if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Errorf("letters were lost: %q", lines)
		}
		for _, l := range lines {
			if w := d.Width(l, s); w > 30.01 {
				t.Errorf("%q is %.1f mm wide", l, w)
			}
		}
	}
	if got := d.Wrap("", 30, s); len(got) != 1 {
		t.Errorf("an empty text has %d lines", len(got))
	}
	if got := d.Fit(strings.Repeat("الف ", 20), 20, 6, s).Size; got != 6 {
		t.Errorf("fitted to %v points", got)
	}
}

func TestPicturesAreTakenAsPNGOrJPEGAndMadeSmall(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1500, 900))
	for x := range 1500 {
		for y := range 900 {
			img.Set(x, y, color.NRGBA{uint8(x * y), uint8(x), uint8(y * 7), uint8(x / 6)})
		}
	}
	var asPNG, asJPEG bytes.Buffer
	if err := png.Encode(&asPNG, img); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, img, nil); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{asPNG.Bytes(), asJPEG.Bytes()} {
		d := fresh(t, A5)
		d.AddPage()
		if err := d.Image(10, 10, 12, 12, data); err != nil {
			t.Fatal(err)
		}
		if n := len(output(t, d)); n > 120<<10 {
			t.Errorf("a logo of %d bytes made a document of %d", len(data), n)
		}
	}
	d := fresh(t, A5)
	d.AddPage()
	for _, bad := range []string{"", "<svg/>", asPNG.String()[:200], "\xff\xd8\xff"} {
		if err := d.Image(10, 10, 12, 12, []byte(bad)); err == nil {
			t.Errorf("%.10q was taken for a picture", bad)
		}
	}
}
