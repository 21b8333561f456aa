package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"pishkhan/internal/errs"
	"pishkhan/internal/sheet"
)

// rows reads a sheet of a file as "number: cell|cell", a number as #1.
func rows(t testing.TB, raw []byte, at int) ([]string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}()
	var got []string
	err = b.Each(at, func(r sheet.Row) error {
		var cells []string
		for _, c := range r.Cells {
			if c.Number {
				c.Text = "#" + c.Text
			}
			cells = append(cells, c.Text)
		}
		got = append(got, fmt.Sprintf("%d: %s", r.N, strings.Join(cells, "|")))
		return nil
	})
	return got, err
}

func expect(t *testing.T, what string, raw []byte, want ...string) {
	t.Helper()
	if got, err := rows(t, raw, 0); err != nil || !slices.Equal(got, want) {
		t.Errorf("%s: %q %v, want %q", what, got, err, want)
	}
}

func TestATextIsReadInWhicheverWayItIsWritten(t *testing.T) {
	const text = "نام,قیمت\r\n\r\nپیچ,\"۱,۲\nب\"\r\n"
	want := []string{"1: نام|قیمت", "2: پیچ|۱,۲\nب"}
	expect(t, "UTF-8", []byte(text), want...)
	expect(t, "with a mark", []byte("\ufeff"+text), want...)
	for _, c := range []struct {
		what string
		e    unicode.Endianness
		bom  unicode.BOMPolicy
	}{{"LE", unicode.LittleEndian, unicode.UseBOM}, {"BE", unicode.BigEndian, unicode.UseBOM}, {"LE bare", unicode.LittleEndian, unicode.IgnoreBOM}, {"BE bare", unicode.BigEndian, unicode.IgnoreBOM}} {
		raw, err := unicode.UTF16(c.e, c.bom).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, "UTF-16 "+c.what, raw, want...)
	}
	raw, err := charmap.Windows1256.NewEncoder().Bytes([]byte("نام;پول\nچاي;5\n"))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "Windows-1256", raw, "1: نام|پول", "2: چاي|5")
	expect(t, "tabs", []byte("a\tb\n1,5\t2;3\n"), "1: a|b", "2: 1,5|2;3")
	expect(t, "commas inside prices", []byte("نام;قیمت\nالف;1,250,000\nب;2,000\n"), "1: نام|قیمت", "2: الف|1,250,000", "3: ب|2,000")
	expect(t, "Excel says it", []byte("sep=;\na;b,c,d\n"), "1: sep=|", "2: a|b,c,d")
	expect(t, "an inch mark", []byte("a,لوله 2\" سفید\n"), `1: a|لوله 2" سفید`)
	expect(t, "blank rows", []byte("a\n , \n;\nb\n"), "1: a", "3: ;", "4: b")
	expect(t, "nothing", nil)
}

// book writes an Excel file with another hand than ours.
func book(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAWorkbookIsReadByWhatIsStored(t *testing.T) {
	raw := book(t, func(f *excelize.File) error {
		for at, v := range map[string]any{"A1": "نام کالا", "B2": 12.5, "C2": " <b> & \"x\" ", "D2": true, "A4": "تاریخ", "C4": 45923, "D4": 45923.5, "E4": 0.25} {
			if err := f.SetCellValue("Sheet1", at, v); err != nil {
				return err
			}
		}
		for at, format := range map[string]string{"C4": "yyyy/mm/dd", "D4": "[$-3000401]d mmmm h:mm", "E4": `0.00" day"`} {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				return err
			}
			if err := f.SetCellStyle("Sheet1", at, at, id); err != nil {
				return err
			}
		}
		if err := f.MergeCell("Sheet1", "A1", "D1"); err != nil {
			return err
		}
		if _, err := f.NewSheet("پنهان"); err != nil {
			return err
		}
		return f.SetSheetVisible("پنهان", false)
	})
	expect(t, "a workbook", raw, "1: نام کالا", "2: |#12.5| <b> & \"x\" |TRUE", "4: تاریخ||2025-09-23|2025-09-23 12:00:00|#0.25")
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if len(b.Sheets) != 2 || b.Sheets[0].Hidden || b.Sheets[1] != (sheet.Info{Name: "پنهان", Hidden: true}) {
		t.Errorf("%+v", b.Sheets)
	}
	n := 0
	if err := b.Each(0, func(sheet.Row) error { n++; return sheet.ErrStop }); err != nil || n != 1 {
		t.Errorf("%d rows before the stop: %v", n, err)
	}
}

// parts packs a workbook whose sheet is given as it stands.
func parts(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func raw(t testing.TB, data string) []byte {
	t.Helper()
	return parts(t, map[string]string{
		"xl/workbook.xml":            `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="a &amp; b" r:id="R1"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="R1" Target="/xl/s.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>یک</t></si><si><r><t>د</t></r><r><t xml:space="preserve">و </t></r><rPh><t>no</t></rPh></si><si><t/></si></sst>`,
		"xl/s.xml":                   data,
	})
}

func TestTheElementsOfASheetAreReadHoweverTheyAreWritten(t *testing.T) {
	expect(t, "prefixes, no numbers, results", raw(t, `<?xml version="1.0"?><!-- > --><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:f>A1&gt;2</x:f><x:v>7222.25</x:v></x:c></x:row>`+
		`<x:row r='9' note="a>b"><x:c r="C9" t="str"><x:f>"="</x:f><x:v>=1_x000D_&#1575;</x:v></x:c><x:c t="inlineStr"><x:is><x:t><![CDATA[<&amp;>]]></x:t></x:is></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData>`),
		"1: دو |#7222.25", "9: ||=1\rا|<&amp;>|#N/A")
	expect(t, "references into nothing", raw(t, `<row r="x"><c r="??" t="s"><v>77</v></c><c t="s" s="99"><v>-</v></c><c s="5"><v>1</v></c></row><row/>`), "1: ||#1")
	for what, data := range map[string]string{"a document type": `<!DOCTYPE x [<!ENTITY a "b">]><row/>`, "cut": `<row><c`, "no end": `<row><c><v>1</v></c></row><!-- `, "an empty name": `<><row/>`} {
		if _, err := rows(t, raw(t, data), 0); !errs.Is(err, sheet.ErrUnreadable) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWhatIsNoSpreadsheetOrTooMuchIsRefused(t *testing.T) {
	huge := strings.Repeat("الف", 1<<18)
	for what, c := range map[string]struct {
		raw  []byte
		code errs.Code
	}{
		"an old Excel file":   {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), sheet.ErrXLS},
		"a picture":           {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), sheet.ErrUnreadable},
		"a printed page":      {[]byte("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<</Type /Catalog>>\n"), sheet.ErrUnreadable},
		"half an archive":     {raw(t, "<row/>")[:90], sheet.ErrUnreadable},
		"another archive":     {parts(t, map[string]string{"../../etc/passwd": "x", "content.xml": "y"}), sheet.ErrUnreadable},
		"a bomb":              {parts(t, map[string]string{"xl/workbook.xml": strings.Repeat(" ", 40<<20)}), sheet.ErrTooLarge},
		"a huge cell":         {raw(t, `<row><c t="inlineStr"><is><t>`+huge+`</t></is></c></row>`), sheet.ErrTooLarge},
		"a huge attribute":    {raw(t, `<row r="`+huge+`"/>`), sheet.ErrTooLarge},
		"a huge cell of text": {[]byte("a,b\n" + huge + ",1\n"), sheet.ErrTooLarge},
		"an open quote":       {[]byte("a,b\n\"" + strings.Repeat("x,1\n", 1<<20)), sheet.ErrTooLarge},
	} {
		if _, err := rows(t, c.raw, 0); !errs.Is(err, c.code) {
			t.Errorf("%s: %v, want %s", what, err, c.code)
		}
	}
	long := strings.Repeat("x", 200<<10)
	for what, raw := range map[string][]byte{"text": []byte("a,b\n" + long + ",1\n"), "workbook": raw(t, `<row r="2"><c t="str"><v>`+long+`</v></c><c><v>1</v></c></row>`)} {
		if got, err := rows(t, raw, 0); err != nil || len(got[len(got)-1]) > 140<<10 || !strings.HasSuffix(got[len(got)-1], "1") {
			t.Errorf("a long cell of a %s: %v", what, err)
		}
	}
	if _, err := sheet.Open(t.TempDir()); !errs.Is(err, sheet.ErrUnreadable) {
		t.Errorf("a folder: %v", err)
	}
	if got, err := rows(t, []byte(strings.Repeat(",", 5000)+"x\na\n"), 0); err != nil || len(got) != 1 {
		t.Errorf("far to the right: %v %v", got, err)
	}
}

func TestABrokenWorkbookIsReadOrRefused(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 9))
	whole := book(t, func(f *excelize.File) error {
		return f.SetSheetRow("Sheet1", "A1", &[]any{"نام", 1, 2.5, "قیمت"})
	})
	for range 400 {
		broken := bytes.Clone(whole)
		for range 1 + dice.IntN(8) {
			broken[dice.IntN(len(broken))] = byte(dice.UintN(256))
		}
		if _, err := rows(t, broken, 0); err != nil && len(errs.All(err)) == 0 {
			t.Fatalf("not a refusal: %v", err)
		}
		xml := []byte(`<row r="1"><c r="A1" t="s"><v>1</v></c><c r='B1'><v>&#65;&amp;</v></c><!-- a --><c t="inlineStr"><is><t><![CDATA[x]]></t></is></c></row>`)
		for range 1 + dice.IntN(6) {
			xml[dice.IntN(len(xml))] = `<>&"'/!-[]; x`[dice.IntN(13)]
		}
		if _, err := rows(t, raw(t, string(xml)), 0); err != nil && len(errs.All(err)) == 0 {
			t.Fatalf("%s: not a refusal: %v", xml, err)
		}
	}
}

func write(t rapid.TB, format sheet.Format, lines ...[]sheet.Cell) []byte {
	var b bytes.Buffer
	w, err := sheet.NewWriter(&b, format, "کالا/ها", true)
	for _, l := range lines {
		if err == nil {
			err = w.Write(l...)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenIsReadBackAsItWas(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"=1+1", "'=x", "''-5", "+98912", "@a", "\tx", "-", "'", "a\nb", "_x000D_", "_x00", "\x01", "۱۲٫۵", "a;b,c\"d", ";;", "\t\t"}))
	rapid.Check(t, func(rt *rapid.T) {
		cells := []string{"نام"}
		for range rapid.IntRange(0, 4).Draw(rt, "n") {
			cells = append(cells, strings.NewReplacer("\r", "", "\x00", "").Replace(strings.ToValidUTF8(texts.Draw(rt, "text"), "")))
		}
		var line []sheet.Cell
		for _, c := range cells {
			line = append(line, sheet.Text(c))
		}
		for _, format := range []sheet.Format{sheet.CSV, sheet.XLSX} {
			got, err := rows(t, write(rt, format, line), 0)
			want := "1: " + strings.Join(cells, "|")
			if err == nil && len(got) == 1 && format == sheet.XLSX { // empty cells at the end aren't written
				got[0], want = strings.TrimRight(got[0], "|"), strings.TrimRight(want, "|")
			}
			if err != nil || len(got) != 1 || got[0] != want {
				rt.Fatalf("%s: %q %v, want %q", format, got, err, want)
			}
		}
	})
}

func TestNothingWrittenIsAFormula(t *testing.T) {
	line := []sheet.Cell{sheet.Text("=cmd|' /C calc'!A0"), sheet.Text("+1"), sheet.Text("007"), sheet.Number("-5"), sheet.Number("12.5")}
	if got := string(write(t, sheet.CSV, line)); got != "\ufeff'=cmd|' /C calc'!A0,'+1,007,-5,12.5\r\n" {
		t.Errorf("%q", got)
	}
	f, err := excelize.OpenReader(bytes.NewReader(write(t, sheet.XLSX, line, line)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	name := f.GetSheetList()[0]
	for at, want := range map[string]string{"A2": "=cmd|' /C calc'!A0", "B2": "+1", "C2": "007", "D2": "-5", "E2": "12.5"} {
		v, _ := f.GetCellValue(name, at)
		formula, _ := f.GetCellFormula(name, at)
		typ, _ := f.GetCellType(name, at)
		if v != want || formula != "" || (typ == excelize.CellTypeInlineString) != (at < "D") {
			t.Errorf("%s: %q %q %v", at, v, formula, typ)
		}
	}
	view, err := f.GetSheetView(name, 0)
	if err != nil || view.RightToLeft == nil || !*view.RightToLeft || name != "کالا ها" {
		t.Errorf("%q %+v %v", name, view, err)
	}
}

func TestColumnsHaveLettersAsInASpreadsheet(t *testing.T) {
	for at, letter := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 255: "IV"} {
		if got := sheet.Letter(at); got != letter {
			t.Errorf("%d is %s", at, got)
		}
		if got, ok := sheet.Column(strings.ToLower(letter)); !ok || got != at {
			t.Errorf("%s is %d", letter, got)
		}
	}
	for _, text := range []string{"", "A1", "قیمت", "ZZZZZZZZZZZZZZ"} {
		if at, ok := sheet.Column(text); ok {
			t.Errorf("%q is column %d", text, at)
		}
	}
}
