package sheet

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"pishkhan/internal/errs"
)

// Format is how a sheet is written.
type Format string

// The formats.
const (
	CSV  Format = "csv"  // UTF-8 with a mark and CRLF, as Excel likes it
	XLSX Format = "xlsx" // one sheet, its first row bold and always in sight
)

// MediaType is the format's, for a download.
func (f Format) MediaType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// maxRows is Excel's.
const maxRows = 1 << 20

// Writer writes one sheet, row by row. No text in it is ever a formula: in
// XLSX a cell is typed as text, in CSV an apostrophe stands before what begins
// like one, which the reader takes off again.
type Writer struct {
	row   func(cells []Cell) error
	close func() error
}

// NewWriter begins a sheet; name is what its tab says, rtl lays its columns
// out from the right. Both are lost in CSV.
func NewWriter(w io.Writer, format Format, name string, rtl bool) (*Writer, error) {
	switch format {
	case CSV:
		return newCSV(w)
	case XLSX:
		return newXLSX(w, name, rtl)
	}
	return nil, fmt.Errorf("no format %q", format)
}

// Write writes a row; the first is the header.
func (w *Writer) Write(cells ...Cell) error { return w.row(cells) }

// Close ends the sheet and writes what was held back; the stream below stays
// open.
func (w *Writer) Close() error { return w.close() }

func newCSV(w io.Writer) (*Writer, error) {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return nil, err
	}
	out := bufio.NewWriter(w)
	row := func(cells []Cell) error {
		for i, cell := range cells {
			if i > 0 {
				out.WriteByte(',')
			}
			text := cell.Text
			if !cell.Number && armed(text) {
				text = "'" + text
			}
			if strings.ContainsAny(text, ",;\t\"\r\n") || strings.TrimLeftFunc(text, unicode.IsSpace) != text {
				text = `"` + doubled.Replace(text) + `"`
			}
			out.WriteString(text)
		}
		_, err := out.WriteString("\r\n")
		return err
	}
	return &Writer{row, out.Flush}, nil
}

// doubled is how a quoted cell is written. Whatever might be taken for a
// separator is quoted too (encoding/csv quotes commas alone): who opens the
// file guesses the separator, we among them.
var doubled = strings.NewReplacer(`"`, `""`, "\r", "", "\n", "\r\n")

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packNS  = "http://schemas.openxmlformats.org/package/2006/"
)

// parts are those of a workbook besides its sheet.
var parts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="` + packNS + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="` + packNS + `relationships"><Relationship Id="rId1" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packNS + `relationships"><Relationship Id="rId1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + relNS + `/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="` + mainNS + `"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`},
}

func newXLSX(w io.Writer, name string, rtl bool) (*Writer, error) {
	z := zip.NewWriter(w)
	book := `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="` + escaped(tabName(name)) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`
	for _, p := range append(parts, [2]string{"xl/workbook.xml", book}) {
		f, err := z.Create(p[0])
		if err == nil {
			_, err = io.WriteString(f, xmlHead+p[1])
		}
		if err != nil {
			return nil, err
		}
	}
	f, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriterSize(f, 64<<10)
	right := ""
	if rtl {
		right = ` rightToLeft="1"`
	}
	_, err = out.WriteString(xmlHead + `<worksheet xmlns="` + mainNS + `"><sheetViews><sheetView` + right + ` workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>`)
	n := 0
	row := func(cells []Cell) error {
		if n++; n > maxRows {
			return errs.New(ErrTooLarge)
		}
		return writeRow(out, n, cells)
	}
	end := func() error {
		_, err := out.WriteString("</sheetData></worksheet>")
		return errors.Join(err, out.Flush(), z.Close())
	}
	return &Writer{row, end}, err
}

// writeRow writes a row; an error of the stream is told at Flush too.
func writeRow(out *bufio.Writer, n int, cells []Cell) error {
	row := strconv.Itoa(n)
	_, _ = out.WriteString(`<row r="` + row + `">`)
	for i, c := range cells {
		at := Letter(i) + row
		switch {
		case c.Text == "":
		case c.Number:
			_, _ = out.WriteString(`<c r="` + at + `"><v>` + c.Text + `</v></c>`)
		default:
			style := "2"
			if n == 1 {
				style = "1"
			}
			_, _ = out.WriteString(`<c r="` + at + `" s="` + style + `" t="inlineStr"><is><t xml:space="preserve">` + escaped(c.Text) + `</t></is></c>`)
		}
	}
	_, err := out.WriteString("</row>")
	return err
}

// tabName is a sheet's name as Excel allows it.
func tabName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	letters := []rune(strings.Trim(name, " '"))
	if len(letters) == 0 {
		return "Sheet1"
	}
	return string(letters[:min(len(letters), 31)])
}

// escaped is a text as XML holds it; control characters, which it can't hold,
// are written as workbooks do.
func escaped(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '_' && unquoted(text[i:min(len(text), i+7)]) != text[i:min(len(text), i+7)]:
			b.WriteString("_x005F_") // a text that only looks like such a sign
		case r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff:
			fmt.Fprintf(&b, "_x%04X_", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
