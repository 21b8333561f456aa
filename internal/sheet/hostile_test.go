package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/errs"
	"pishkhan/internal/sheet"
)

// workbook packs a workbook of sheets that are given as they stand; more are
// other parts.
func workbook(t testing.TB, sheets int, sheet string, more map[string]string) []byte {
	t.Helper()
	list := ""
	for n := range sheets {
		list += fmt.Sprintf(`<sheet name="s%d" r:id="R"/>`, n)
	}
	files := map[string]string{"xl/workbook.xml": "<workbook><sheets>" + list + "</sheets></workbook>",
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="R" Target="/xl/s.xml"/></Relationships>`, "xl/s.xml": sheet}
	maps.Copy(files, more)
	return parts(t, files)
}

// withParts packs an archive of n empty parts.
func withParts(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("xl/worksheets/sheet%d.xml", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lying says another count of parts than the list has, which archive/zip only
// compares once it has read them all.
func lying(raw []byte) []byte {
	at := bytes.LastIndex(raw, []byte("PK\x05\x06"))
	if at >= 0 {
		binary.LittleEndian.PutUint16(raw[at+8:], 3)
		binary.LittleEndian.PutUint16(raw[at+10:], 3)
	}
	return raw
}

// noisy is a text that hardly packs, so that no bound of the ratio helps.
func noisy(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < n; {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "%08x", x)
	}
	return b.String()
}

// counted is a text two hundred thousand times, with a number in it.
func counted(format string) string {
	var b strings.Builder
	for n := range 200_000 {
		fmt.Fprintf(&b, format, n)
	}
	return b.String()
}

// everySheet reads a file as far as it goes.
func everySheet(t *testing.T, raw []byte) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(path)
	if err != nil {
		return err
	}
	defer b.Close()
	for n := range b.Sheets {
		if err := b.Each(n, func(sheet.Row) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

func TestAHostileWorkbookIsRefusedOrReadWithinItsBounds(t *testing.T) {
	noise := noisy(1<<20 - 100)
	run := strings.Repeat("x", 500<<10)
	si := "<si>" + strings.Repeat("<r><t>"+run+"</t></r>", 30) + "</si>" // 15 MB
	row := `<row><c t="s"><v>0</v></c></row>`
	relations := "<Relationships>" + counted(`<Relationship Id="%d" Target="x"/>`) + "</Relationships>"
	formats := "<styleSheet><numFmts>" + counted(`<numFmt numFmtId="%d" formatCode="0"/>`) + "</numFmts></styleSheet>"
	sheetA := `<workbook><sheets><sheet name="a" r:id="R"/></sheets></workbook>`
	for what, c := range map[string]struct {
		raw  []byte
		code errs.Code // empty: it is read
	}{
		"ten thousand parts":                       {withParts(t, 10_000), sheet.ErrTooLarge},
		"a hundred thousand, and said to be three": {lying(withParts(t, 100_000)), sheet.ErrTooLarge},
		"shared texts of a hundred megabytes":      {workbook(t, 1, row, map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>"+noise+"</t></si>", 80) + "</sst>"}), sheet.ErrTooLarge},
		"a long shared text in every row":          {workbook(t, 1, strings.Repeat(row, 5_000), map[string]string{"xl/sharedStrings.xml": "<sst>" + si + "</sst>", "noise": noise}), ""},
		"a cell of a hundred megabytes":            {workbook(t, 1, `<row><c t="inlineStr"><is>`+strings.Repeat("<t>"+run+"</t>", 200)+`</is></c></row>`, map[string]string{"noise": noise + noise}), sheet.ErrTooLarge},
		"nested entities":                          {workbook(t, 1, `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><row><c t="inlineStr"><is><t>&b;</t></is></c></row>`, nil), sheet.ErrUnreadable},
		"an entity of nobody":                      {workbook(t, 1, `<row><c t="inlineStr"><is><t>&lol9;</t></is></c></row>`, nil), ""},
		"a million columns":                        {workbook(t, 1, "<row>"+strings.Repeat("<c><v>1</v></c>", 1_000_000)+"</row>", map[string]string{"noise": noise}), sheet.ErrTooLarge},
		"a column beyond all letters":              {workbook(t, 1, `<row><c r="ZZZZZZZZZZZZ1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>`, nil), ""},
		"many sheets that are one part":            {workbook(t, 100, strings.Repeat("<row/>", 1<<20), map[string]string{"noise": noise}), sheet.ErrTooLarge},
		"references without end":                   {parts(t, map[string]string{"xl/workbook.xml": sheetA, "xl/_rels/workbook.xml.rels": relations}), sheet.ErrTooLarge},
		"number formats without end":               {workbook(t, 1, row, map[string]string{"xl/styles.xml": formats}), sheet.ErrTooLarge},
		"an attribute of brackets":                 {workbook(t, 1, `<row r="`+strings.Repeat(">", 1<<20-100)+`"><c><v>1</v></c></row>`, map[string]string{"noise": noise}), ""},
		"parts with paths":                         {workbook(t, 1, row, map[string]string{"../../../etc/cron.d/x": "x", "/etc/passwd": "y", `..\..\x`: "z", "xl/_rels/../../../s.xml": "w"}), ""},
		"a sheet that is a path":                   {parts(t, map[string]string{"xl/workbook.xml": sheetA, "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="R" Target="../../../../etc/passwd"/></Relationships>`}), ""},
		"wrong types of content":                   {workbook(t, 1, `<row><c t="n"><v>abc</v></c><c t="b"><v>maybe</v></c><c t="s"><v>1e9</v></c><c t="nothing"><v>NaN</v></c><c t="d"><v>x</v></c></row>`, map[string]string{"[Content_Types].xml": `<Types><Override PartName="/xl/workbook.xml" ContentType="application/x-msdownload"/></Types>`}), ""},
	} {
		err := everySheet(t, c.raw)
		if c.code == "" && err != nil || c.code != "" && !errs.Is(err, c.code) {
			t.Errorf("%s: %v, want %q", what, err, c.code)
		}
	}
}
