package pdf

import (
	"bytes"
	"errors"
	"fmt"
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

// withText puts each font's ToUnicode map into a finished document, which
// gofpdf has no call for with simple fonts. The maps become new objects behind
// the last one; the font's dictionary names its map in the place, and in the
// length, of the encoding that a symbolic font does not use; so no object
// moves, and only the table of objects at the end is written anew.
func withText(doc []byte, fonts []*font) ([]byte, error) {
	table, size, err := tail(doc)
	if err != nil {
		return nil, err
	}
	const encoding = "/Encoding /WinAnsiEncoding"
	out := bytes.NewBuffer(make([]byte, 0, len(doc)+1024*len(fonts)))
	out.Write(doc[:table])
	var offsets []int
	for i, f := range fonts {
		at := bytes.Index(doc[:table], []byte("/Type /Font\n/BaseFont /"+f.name+"\n"))
		if at < 0 {
			return nil, errLayout
		}
		enc := bytes.Index(doc[at:table], []byte(encoding))
		if enc < 0 || enc > 300 {
			return nil, errLayout
		}
		entry := fmt.Sprintf("/ToUnicode %d 0 R", size+i)
		copy(out.Bytes()[at+enc:], fmt.Sprintf("%-*s", len(encoding), entry))

		stream := f.made.toUnicode
		offsets = append(offsets, out.Len())
		fmt.Fprintf(out, "%d 0 obj\n<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream\nendobj\n", size+i, len(stream), stream)
	}
	start := out.Len()
	old, trailer := doc[table:], bytes.Index(doc[table:], []byte("trailer"))
	first := bytes.Index(old, []byte("\n0000000000 65535 f"))
	if trailer < 0 || first < 0 {
		return nil, errLayout
	}
	fmt.Fprintf(out, "xref\n0 %d%s", size+len(fonts), old[first:trailer])
	for _, at := range offsets {
		fmt.Fprintf(out, "%010d 00000 n \n", at)
	}
	rest := bytes.Replace(old[trailer:], fmt.Appendf(nil, "/Size %d", size), fmt.Appendf(nil, "/Size %d", size+len(fonts)), 1)
	rest = rest[:bytes.Index(rest, []byte("startxref"))]
	fmt.Fprintf(out, "%sstartxref\n%d\n%%%%EOF\n", rest, start)
	return out.Bytes(), nil
}

// tail finds where the table of objects starts and how many objects it has.
func tail(doc []byte) (table, size int, err error) {
	at := bytes.LastIndex(doc, []byte("startxref\n"))
	if at < 0 {
		return 0, 0, errLayout
	}
	text, _, _ := bytes.Cut(doc[at+len("startxref\n"):], []byte("\n"))
	if table, err = strconv.Atoi(string(text)); err != nil || table >= at || !bytes.HasPrefix(doc[table:], []byte("xref\n0 ")) {
		return 0, 0, errLayout
	}
	text, _, _ = bytes.Cut(doc[table+len("xref\n0 "):], []byte("\n"))
	if size, err = strconv.Atoi(string(text)); err != nil {
		return 0, 0, errLayout
	}
	return table, size, nil
}
