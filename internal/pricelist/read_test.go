package pricelist

import (
	"testing"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

func TestAHeadingIsKnownHoweverItIsWritten(t *testing.T) {
	for _, c := range []struct {
		cells []string
		want  map[field]int
		unit  money.Unit
	}{
		{[]string{"نام", "قیمت"}, map[field]int{name: 0, price_: 1}, ""},
		{[]string{" قيمت (تومان) ", "كد كالا", "دسته‌بندي"}, map[field]int{price_: 0, code: 1, category: 2}, money.InToman},
		{[]string{"قیمت_خرید", "قیمت_فروش_به_ریال", "شرح‌کالا", "بارکد", "واحد", "موجودی"}, map[field]int{price_: 1, name: 2, barcode: 3, measure: 4, amount: 5}, money.InRial},
		{[]string{"قیمت", "قیمت فروش [ریال]", "عنوان", "نام کالا"}, map[field]int{price_: 1, name: 3}, money.InRial},
		{[]string{"SKU", "Unit Price/IRR", "EAN-13", "Qty"}, map[field]int{code: 0, price_: 1, barcode: 2, amount: 3}, money.InRial},
	} {
		got, unit, ok := columns(c.cells)
		if !ok || unit != c.unit || len(got) != len(c.want) {
			t.Errorf("%q: %v %q %v", c.cells, got, unit, ok)
		}
		for f, at := range c.want {
			if i, there := got[f]; !there || i != at {
				t.Errorf("%q: %s at %d, want %d", c.cells, f, i, at)
			}
		}
	}
	for _, cells := range [][]string{{"نام", "موجودی"}, {"قیمت", "واحد"}, {"لامپ", "12000"}, nil} {
		if _, _, ok := columns(cells); ok {
			t.Errorf("%q passed for a header", cells)
		}
	}
}

func TestAPriceIsReadAsPeopleAndSpreadsheetsWriteIt(t *testing.T) {
	for _, c := range []struct {
		text string
		unit money.Unit
		want money.Rial
		code errs.Code
	}{
		{"۱۲٬۵۰۰", money.InToman, 125_000, ""}, {"265,700", money.InRial, 265_700, ""}, {"10000.00", money.InRial, 10_000, ""},
		{"۱۲٬۵۰۰ تومان", "", 125_000, ""}, {"12500toman", money.InRial, 125_000, ""}, {"۵۰۰۰ ریال", money.InToman, 5_000, ""},
		{"1.25E+5", money.InRial, 125_000, ""}, {"12500.000000000002", money.InRial, 12_500, ""}, {"12.5", money.InToman, 125, ""}, {"0", money.InRial, 0, ""},
		{"", money.InRial, 0, errs.Required}, {"تماس بگیرید", money.InRial, 0, "invalid_amount"}, {"-5", money.InRial, 0, "price"},
		{"12.500", money.InToman, 0, "invalid_amount"}, {"12.55", money.InToman, 0, "too_precise"}, {"7222.222222222222", money.InRial, 0, "too_precise"},
		{"99999999999999999", money.InRial, 0, "out_of_range"}, {"5000", "", 0, errNeedsUnit}, {"x", "", 0, "invalid_amount"}, {"1e99", money.InRial, 0, "out_of_range"},
	} {
		got, err := price(c.text, c.unit)
		if got != c.want || (err == nil) != (c.code == "") || err != nil && !errs.Is(err, c.code) {
			t.Errorf("%q in %q: %d %v, want %d %q", c.text, c.unit, got, err, c.want, c.code)
		}
	}
}

func TestABarcodeThatTheSpreadsheetSpoiledIsRefused(t *testing.T) {
	list := table{columns: map[field]int{name: 0, barcode: 1, price_: 2}}
	read := func(b string) ([]string, error) {
		l, err := list.line(row{2, []string{"x", b, "1"}}, money.InRial)
		return l.barcodes, err
	}
	for _, text := range []string{"6.26E+12", "6.2601003E+12"} {
		if _, err := read(text); !errs.Is(err, "barcode") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]string{"6.260100320123E+12": "6260100320123", "۶۲۶ ۰۱۰۰ ۳۲۰۱۲۳": "6260100320123", "AB-1": "AB-1"} {
		if got, err := read(text); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	if got, err := read("6261\n6262،6263; "); err != nil || len(got) != 3 {
		t.Errorf("several: %q %v", got, err)
	}
}

func TestTheSampleHasAHeaderAndRightBarcodes(t *testing.T) {
	for _, lang := range []string{"fa", "en"} {
		list, err := sample(lang)
		if err != nil || len(list.columns) != len(fields) || list.unit != money.InToman || len(list.rows) < 24 {
			t.Fatalf("%s: %v %v %d", lang, err, list.columns, len(list.rows))
		}
		for _, r := range list.rows {
			l, err := list.line(r, list.unit)
			if err != nil || l.unit == "" || l.category == "" {
				t.Errorf("%s row %d: %+v %v", lang, r.n, l, err)
			}
			for _, b := range l.barcodes {
				if !ean13(b) {
					t.Errorf("%s row %d: %s", lang, r.n, b)
				}
			}
		}
	}
}

func ean13(b string) bool {
	sum := 0
	for i, d := range b {
		sum += int(d-'0') * (1 + i%2*2)
	}
	return len(b) == 13 && b[:3] == "626" && sum%10 == 0
}
