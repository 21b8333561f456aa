package sheet_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"pishkhan/internal/sheet"
)

func TestANumbersFormatIsToldInItsWords(t *testing.T) {
	f := excelize.NewFile()
	for i, code := range []string{`#,##0 "تومان"`, `[$$-409]#,##0.00;[Red]-0`, `0%`, `#,##0\ "ریال";-0`, `_(#,##0_)`, `#,##0.00 [$€-407]`, `General`, `#,##0 [$ریال]`, `[$-429]#,##0`, `[$ريال-429] #,##0`, `#,##0\ [$د.إ-3801]`} {
		at := fmt.Sprintf("A%d", i+1)
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err == nil {
			err = f.SetCellStyle("Sheet1", at, at, style)
		}
		if err == nil {
			err = f.SetCellValue("Sheet1", at, 12.5)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	b, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var got []string
	err = b.Each(0, func(r sheet.Row) error {
		got = append(got, r.Cells[0].Format)
		return nil
	})
	if want := []string{"تومان", "¤$", "%", "ریال", "", "¤€", "", "¤ریال", "", "¤ريال", "¤د.إ"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}
