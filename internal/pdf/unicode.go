package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
)

var errLayout = errors.New("pdf: the document is not laid out as gofpdf lays them out")

// toUnicode is the map from a font's codes to the characters that were typed,
// which viewers and pdftotext use for copying and searching.
func (f *font) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n")
	const most = 100 // entries in one section, by the specification
	for from := 0; from < len(f.texts); from += most {
		part := f.texts[from:min(from+most, len(f.texts))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, r := range part {
			fmt.Fprintf(&b, "<%02X> <", firstCode+from+i)
			for _, u := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// finish packs the pages of a finished document and puts each font's ToUnicode
// map into it. gofpdf has no call for the map with simple fonts, and makes a new
// packer for each page, which costs more than the packing. The maps become new
// objects behind the last one; a font's dictionary names its map in the place,
// and in the length, of the encoding that a symbolic font does not use.
func finish(doc []byte, fonts []*font, pause func()) ([]byte, error) {
	table, at, err := objects(doc)
	if err != nil {
		return nil, err
	}
	size := len(at)
	if err := nameMaps(doc[:table], fonts, size); err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(doc)/2+1024*len(fonts)))
	begun := make([]int, size, size+len(fonts)) // where each object begins now
	inOrder := make([]int, 0, size)
	for n := 1; n < size; n++ {
		inOrder = append(inOrder, n)
	}
	slices.SortFunc(inOrder, func(a, b int) int { return at[a] - at[b] })
	out.Write(doc[:at[inOrder[0]]])
	for i, n := range inOrder {
		end := table
		if i+1 < len(inOrder) {
			end = at[inOrder[i+1]]
		}
		begun[n] = out.Len()
		object := doc[at[n]:end]
		if content, ok := pageStream(object, n); ok {
			writeStream(out, n, deflate(content))
			pause()
		} else {
			out.Write(object)
		}
	}
	for i, f := range fonts {
		begun = append(begun, out.Len())
		writeStream(out, size+i, f.made.toUnicode)
	}
	start := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(begun))
	for _, at := range begun[1:] {
		fmt.Fprintf(out, "%010d 00000 n \n", at)
	}
	trailer := bytes.Index(doc[table:], []byte("trailer"))
	end := bytes.LastIndex(doc, []byte("startxref"))
	if trailer < 0 || end < table+trailer {
		return nil, errLayout
	}
	out.Write(bytes.Replace(doc[table+trailer:end], fmt.Appendf(nil, "/Size %d", size), fmt.Appendf(nil, "/Size %d", len(begun)), 1))
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes(), nil
}

// nameMaps names each font's map, the object that will follow the size there are.
func nameMaps(doc []byte, fonts []*font, size int) error {
	const encoding = "/Encoding /WinAnsiEncoding"
	for i, f := range fonts {
		at := bytes.Index(doc, []byte("/Type /Font\n/BaseFont /"+f.name+"\n"))
		if at < 0 {
			return errLayout
		}
		enc := bytes.Index(doc[at:], []byte(encoding))
		if enc < 0 || enc > 300 {
			return errLayout
		}
		copy(doc[at+enc:], fmt.Sprintf("%-*s", len(encoding), fmt.Sprintf("/ToUnicode %d 0 R", size+i)))
	}
	return nil
}

// pageStream gives what an object holds that is nothing but an unpacked stream:
// a page's drawing.
func pageStream(object []byte, n int) ([]byte, bool) {
	rest, ok := bytes.CutPrefix(object, fmt.Appendf(nil, "%d 0 obj\n<</Length ", n))
	if !ok {
		return nil, false
	}
	length, rest, ok := bytes.Cut(rest, []byte(">>\nstream\n"))
	size, err := strconv.Atoi(string(length))
	if !ok || err != nil || size > len(rest) {
		return nil, false
	}
	return rest[:size], true
}

func writeStream(out *bytes.Buffer, n int, packed []byte) {
	fmt.Fprintf(out, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", n, len(packed), packed)
}

// objects finds where the table of objects stands and where each of them begins;
// there is no object 0.
func objects(doc []byte) (table int, at []int, err error) {
	end := bytes.LastIndex(doc, []byte("startxref\n"))
	if end < 0 {
		return 0, nil, errLayout
	}
	text, _, _ := bytes.Cut(doc[end+len("startxref\n"):], []byte("\n"))
	if table, err = strconv.Atoi(string(text)); err != nil || table >= end || !bytes.HasPrefix(doc[table:], []byte("xref\n0 ")) {
		return 0, nil, errLayout
	}
	count, rest, _ := bytes.Cut(doc[table+len("xref\n0 "):], []byte("\n"))
	size, err := strconv.Atoi(string(count))
	const entry = len("0000000000 65535 f \n")
	if err != nil || size < 2 || len(rest) < size*entry {
		return 0, nil, errLayout
	}
	at = make([]int, size)
	for n := 1; n < size; n++ {
		if at[n], err = strconv.Atoi(string(rest[n*entry : n*entry+10])); err != nil || at[n] >= table {
			return 0, nil, errLayout
		}
	}
	return table, at, nil
}
