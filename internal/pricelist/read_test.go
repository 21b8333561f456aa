package pricelist

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/sheet"
)

// rowsOf are the rows of a sheet written line by line; "#" before a cell makes
// it a number, "|" parts cells.
func rowsOf(lines ...string) []sheet.Row {
	var rows []sheet.Row
	for i, line := range lines {
		if strings.Trim(line, "| ") == "" {
			continue
		}
		r := sheet.Row{N: i + 1}
		for text := range strings.SplitSeq(line, "|") {
			text = strings.TrimSpace(text)
			rest, number := strings.CutPrefix(text, "#")
			r.Cells = append(r.Cells, sheet.Cell{Text: rest, Number: number})
		}
		rows = append(rows, r)
	}
	return rows
}

// tableOf reads such rows as a list.
func tableOf(t *testing.T, c Choice, lines ...string) (table, error) {
	t.Helper()
	rows := rowsOf(lines...)
	list, err := survey(rows, c)
	if err != nil {
		return list, err
	}
	for _, r := range rows {
		if list.header == NoHeader || r.N > list.header {
			list.keep(r)
		}
	}
	list.learn()
	return list, list.check(c.Columns != nil)
}

// layoutText is what was recognised, as "kind header field=letter …".
func layoutText(l table) string {
	text := fmt.Sprint(l.kind, " ", l.header)
	for _, f := range fields[l.kind] {
		if at, ok := l.columns[f]; ok {
			text += fmt.Sprintf(" %s=%s", f, sheet.Letter(at))
		}
	}
	return text
}

func TestAHeaderIsFoundWhereverItStartsAndHoweverItIsWritten(t *testing.T) {
	for _, c := range []struct {
		what  string
		lines []string
		want  string
	}{
		{"plain", []string{"نام|قیمت"}, "products 1 name=A price=B"},
		{"arabic letters, unit", []string{" قيمت (تومان) |كد كالا|نام كالا|دسته‌بندي"}, "products 1 name=C price=A code=B category=D"},
		{"underscores", []string{"شرح‌کالا|قیمت_خرید|قیمت_فروش_به_ریال|بارکد|واحد|موجودی"}, "products 1 name=A price=C barcode=D unit=E stock=F"},
		{"English", []string{"SKU|Item Name|Unit Price/IRR|EAN-13|Qty"}, "products 1 name=B price=C code=A barcode=D stock=E"},
		{"titles and blanks above", []string{"فروشگاه بهار|", "", "لیست قیمت ۱۴۰۵|", "|", "ردیف|نام کالا|قیمت", "#1|الف|#5"}, "products 5 name=B price=C"},
		{"two rows, a merged group", []string{"ردیف|نام کالا|قیمت||موجودی", "||خرده|عمده|", "1|الف|5|4|3"}, "products 2 name=B price=C stock=E"},
		{"two rows, the unit below", []string{"نام|قیمت", "|(تومان)", "الف|5"}, "products 2 name=A price=B"},
		{"two rows, goods beside prices", []string{"|قیمت||", "نام|مصرف‌کننده|همکار|واحد", "الف|5|4|عدد"}, "products 2 name=A price=B unit=D"},
		{"a new price", []string{"شرح|قیمت جدید"}, "products 1 name=A price=B"},
		{"what isn't the price", []string{"نام|قیمت خرید|جمع کل|قیمت قبل از تخفیف|فی"}, "products 1 name=A price=E"},
		{"dollars beside tomans", []string{"نام|قیمت (دلار)|قیمت (تومان)"}, "products 1 name=A price=C"},
		{"a part's name", []string{"نام قطعه|کد کالا|پارت نامبر|تعداد|تاریخ ورود|قیمت|واحد|شماره سریال"}, "products 1 name=A price=F code=B unit=G stock=D"},
		{"camel case", []string{"ProductName|UnitPrice"}, "products 1 name=A price=B"},
		{"quantities are counted", []string{"کد کالا|نام کالا|تعداد"}, "stock 1 name=B code=A stock=C"},
		{"quantities are bought", []string{"Product_Name|Quantity|Purchase_Unit_Price|Target_Sales_Unit_Price"}, "products 1 name=A price=D stock=B"},
		{"customers", []string{"نام و نام خانوادگی|تلفن همراه|کد ملی|آدرس|شهر"}, "customers 1 name=A phone=B national_id=C city=E address=D"},
		{"customers without numbers", []string{"نام مشتری|نوع|استان|شهر|یادداشت"}, "customers 1 name=A kind=B province=C city=D note=E"},
		{"first and family name", []string{"First Name|Last Name|Mobile|E-mail"}, "customers 1 name=A family=B phone=C email=D"},
		{"a supplier's phone above", []string{"تلفن|021-1234", "نام|قیمت", "الف|5"}, "products 2 name=A price=B"},
		{"a name alone", []string{"link|name", "x|الف"}, "products 1 name=B"},
	} {
		if l, err := tableOf(t, Choice{}, c.lines...); err != nil || layoutText(l) != c.want {
			t.Errorf("%s: %s, %v; want %s", c.what, layoutText(l), err, c.want)
		}
	}
	for _, lines := range [][]string{{"کد|قیمت", "A|5"}, {"Date|Price", "x|5"}, {"الف|ب"}, {"لامپ|#12000", "سیم|#5"}, {"قیمت|واحد"}} {
		l, err := tableOf(t, Choice{}, lines...)
		seen := errs.All(err)
		if !errs.Is(err, errNoHeader) || !strings.Contains(fmt.Sprint(seen[0].Params["Columns"]), "«"+strings.Split(lines[0], "|")[0]+"»") {
			t.Errorf("%q: %s %v", lines, layoutText(l), err)
		}
	}
}

func TestWhatIsChosenGoesBeforeWhatIsRecognised(t *testing.T) {
	lines := []string{"لیست", "الف|نام|قیمت خرده|قیمت عمده", "x|لامپ|5|4"}
	l, err := tableOf(t, Choice{PriceColumn: "قیمت‌عمده"}, lines...)
	if err != nil || layoutText(l) != "products 2 name=B price=D" || l.ask() != nil {
		t.Errorf("by heading: %s %v", layoutText(l), err)
	}
	if l, err = tableOf(t, Choice{PriceColumn: " d "}, lines...); err != nil || layoutText(l) != "products 2 name=B price=D" {
		t.Errorf("by letter: %s %v", layoutText(l), err)
	}
	if l, err = tableOf(t, Choice{PriceColumn: "عمده"}, lines...); err != nil || layoutText(l) != "products 2 name=B price=D" {
		t.Errorf("by a part of its heading: %s %v", layoutText(l), err)
	}
	if _, err = tableOf(t, Choice{PriceColumn: "قیمت"}, lines...); !errs.Is(err, "no_column") {
		t.Errorf("a part of two headings: %v", err)
	}
	if _, err = tableOf(t, Choice{PriceColumn: "Z"}, lines...); !errs.Is(err, "no_column") {
		t.Errorf("no such column: %v", err)
	}
	if l, err = tableOf(t, Choice{}, lines...); err != nil || !slices.Equal(l.ask(), []string{AskPriceColumn}) {
		t.Errorf("two prices: %v %v", l.ask(), err)
	}
	if l, err = tableOf(t, Choice{Columns: map[string]int{"code": 0, "price": 2}}, lines...); err != nil || layoutText(l) != "products 2 price=C code=A" {
		t.Errorf("by columns: %s %v", layoutText(l), err)
	}
	if l, err = tableOf(t, Choice{Header: NoHeader, Columns: map[string]int{"name": 0, "price": 2}}, lines...); err != nil || layoutText(l) != "products -1 name=A price=C" || len(l.rows) != 3 {
		t.Errorf("no header: %s %v", layoutText(l), err)
	}
	if l, err = tableOf(t, Choice{Header: 1}, lines...); !errs.Is(err, errNoHeader) {
		t.Errorf("another row: %s %v", layoutText(l), err)
	}
	if l, err = tableOf(t, Choice{Kind: Stock}, "نام|قیمت|تعداد", "x|5|4"); err != nil || layoutText(l) != "stock 1 name=A stock=C" {
		t.Errorf("a stock list: %s %v", layoutText(l), err)
	}
	for _, c := range []Choice{{Header: 7}, {Columns: map[string]int{"name": 99}}, {Columns: map[string]int{"phone": 0}}, {Columns: map[string]int{"name": -1}}} {
		if _, err = tableOf(t, c, lines...); !errs.Is(err, errs.Invalid) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// prices reads the cells of a price column, headed as given.
func prices(t *testing.T, heading string, unit money.Unit, cells ...string) string {
	t.Helper()
	lines := []string{"نام|" + heading + "|واحد"}
	for i, c := range cells {
		lines = append(lines, fmt.Sprintf("n%d|%s", i, c))
	}
	list, err := tableOf(t, Choice{}, lines...)
	if err != nil {
		return err.Error()
	}
	var got []string
	for _, r := range list.rows {
		l, err := list.line(r, unit)
		switch {
		case err != nil:
			got = append(got, string(errs.All(err)[0].Code))
		case !l.priced:
			got = append(got, "-")
		default:
			got = append(got, fmt.Sprint(int64(l.price)))
		}
	}
	return strings.Join(got, " ")
}

func TestAPriceIsReadAsPeopleAndSpreadsheetsWriteIt(t *testing.T) {
	for _, c := range []struct {
		text string
		unit money.Unit
		want string
	}{
		{"۳.۱۴۹.۰۰۰ تومان", "", "31490000"}, {"۱۲٬۵۰۰", money.InToman, "125000"}, {"265,700", money.InRial, "265700"}, {"10000.00", money.InRial, "10000"},
		{"۱۲٬۵۰۰ تومان", "", "125000"}, {"12500toman", money.InRial, "125000"}, {"۵۰۰۰ ریال", money.InToman, "5000"}, {"٥٬٠٠٠﷼", "", "5000"}, {"12,500/-", money.InRial, "12500"},
		{"1 250 000", money.InRial, "1250000"}, {"1'250'000", money.InRial, "1250000"}, {"۱/۲۵۰/۰۰۰", money.InRial, "1250000"}, {"1.250.000,00", money.InRial, "1250000"}, {"1,250,000.00", money.InRial, "1250000"},
		{"1.8 میلیون", money.InToman, "18000000"}, {"۱٫۸ میلیون تومان", "", "18000000"}, {"1,5 میلیون ریال", "", "1500000"}, {"850 هزار تومان", "", "8500000"}, {"1.800 میلیون", money.InRial, "1800000"}, {"2 میلیارد ریال", "", "2000000000"},
		{"۱ میلیون و ۲۰۰ هزار", money.InToman, "12000000"}, {"۱میلیون و۲۰۰هزار تومان", "", "12000000"}, {"1 million and 200 thousand rial", "", "1200000"}, {"قیمت: ۲ میلیارد و ۳۵ میلیون و ۱۲ هزار ریال", "", "2035012000"}, {"۱ میلیون ۲۵۰ هزار", money.InRial, "1250000"}, {"۱۲ هزار و ۵۰۰ تومان", "", "125000"},
		{"۲ میلیون و ۳۵۰ تومان", "", "invalid_amount"}, {"۲۰۰ هزار و ۱ میلیون", money.InRial, "invalid_amount"}, {"۱ میلیون و ۱۲۰۰ هزار", money.InRial, "invalid_amount"}, {"۱ میلیون و ۲۰۰ هزار تا ۳ میلیون", money.InRial, "invalid_amount"}, {"۱۲ هزار و ۱۵۰۰", money.InRial, "invalid_amount"}, {"5 و 6", money.InRial, "invalid_amount"}, {"99999999999999999999 میلیون و 1 هزار", money.InRial, "invalid_amount"},
		{"۱ میلیون و ۲۰۰ هزار|میلیون تومان", "", "12000000"}, {"1.250.000|میلیون", money.InToman, "scale_unclear"},
		{"#1.25E+5", money.InRial, "125000"}, {"1.25E+5", money.InRial, "125000"}, {"12500.000000000002", money.InRial, "12500"}, {"12.5", money.InToman, "125"}, {"0", "", "0"}, {"#12.125", money.InToman, "too_precise"},
		{"-", money.InRial, "-"}, {"—", money.InRial, "-"}, {"", money.InRial, "-"}, {"ندارد", money.InRial, "-"}, {"قیمت: 5000 تومان", "", "50000"},
		{"تماس بگیرید", money.InRial, "invalid_amount"}, {"-5", money.InRial, "price"}, {"(500)", money.InRial, "price"}, {"(5 تومان)", money.InRial, "50"}, {"500 ریال تومان", money.InRial, "invalid_amount"}, {"۲۵٪", money.InRial, "invalid_amount"}, {"12,000 - 15,000", money.InRial, "invalid_amount"}, {"1404/04/07", money.InRial, "invalid_amount"},
		{"1,5", money.InRial, "invalid_amount"}, {"12.55", money.InToman, "too_precise"}, {"7222.222222222222", money.InRial, "too_precise"}, {"5 عدد", money.InRial, "invalid_amount"}, {"1.250,000.000", money.InRial, "invalid_amount"},
		{"99999999999999999", money.InRial, "out_of_range"}, {"5000", "", "unit_needed"}, {"x", "", "invalid_amount"}, {"1e99", money.InRial, "out_of_range"}, {"9999999999 میلیارد", money.InRial, "out_of_range"},
		{"$5", money.InRial, "foreign_currency"}, {"5 دلار", money.InRial, "foreign_currency"}, {"USD 12.50", "", "foreign_currency"}, {"۱۲ درهم", "", "foreign_currency"}, {"€5", "", "foreign_currency"},
		{"4000|دلار", money.InRial, "foreign_currency"}, {"1.8|میلیون", money.InToman, "18000000"}, {"۱۲|هزار تومان", "", "120000"}, {"12|کیلو", money.InRial, "12"},
	} {
		if got := prices(t, "قیمت", c.unit, c.text); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.text, c.unit, got, c.want)
		}
	}
}

func TestAPriceIsReadWithTheWordsOfItsNumberFormat(t *testing.T) {
	for _, c := range []struct {
		format, heading string
		unit            money.Unit
		want            string
	}{
		{"تومان", "price", "", "125000"}, {"ریال", "price", money.InToman, "12500"}, {"تومان", "price (rial)", "", "125000"},
		{"$", "price", money.InToman, "foreign_currency"}, {"$", "price (rial)", "", "12500"}, {"%", "price", money.InRial, "invalid_amount"},
		{"عدد", "price", money.InRial, "12500"}, {"¤ريال", "price", "", "12500"}, {"¤ تومان", "price", money.InRial, "125000"}, {"¤﷼", "price", "", "12500"}, {"¤IRR", "price", money.InToman, "12500"},
		{"¤$", "price", money.InToman, "foreign_currency"}, {"¤US$", "price", money.InRial, "foreign_currency"}, {"¤€", "price", "", "foreign_currency"}, {"¤د.إ", "price", money.InRial, "foreign_currency"}, {"¤CHF", "price", money.InRial, "foreign_currency"}, {"¤CHF", "price (rial)", "", "12500"},
	} {
		l, err := tableOf(t, Choice{}, "name|"+c.heading, "Lamp|#12500")
		if err != nil {
			t.Fatal(err)
		}
		l.rows[0].cells[slices.Index(l.fields, price_)].Format = c.format
		got := ""
		if one, err := l.line(l.rows[0], c.unit); err != nil {
			got = string(errs.All(err)[0].Code)
		} else {
			got = fmt.Sprint(int64(one.price))
		}
		if got != c.want {
			t.Errorf("%q under %q: %s, want %s", c.format, c.heading, got, c.want)
		}
	}
}

func TestAPointIsReadByTheWholeColumn(t *testing.T) {
	for _, c := range []struct {
		what, heading, want string
		cells               []string
	}{
		{"all have three digits after it", "قیمت", "12500 3149000 800 950000", []string{"12.500", "3.149.000", "800", "950.000"}},
		{"one shows that it is a decimal point", "قیمت (تومان)", "invalid_amount 125 31490000", []string{"12.500", "12.5", "3.149.000"}},
		{"zeros behind it", "قیمت", "10000 12", []string{"10000.00", "12.00"}},
		{"strokes", "قیمت", "12500 1250000", []string{"۱۲/۵۰۰", "۱/۲۵۰/۰۰۰"}},
		{"a spreadsheet's own numbers tell nothing", "قیمت (تومان)", "125000 125", []string{"12.500", "#12.5"}},
		{"the heading's scale", "قیمت (میلیون ریال)", "1800000 12500000", []string{"1.8", "12.500"}},
		{"all the digits below a heading that counts in millions", "قیمت (میلیون ریال)", "1250000000 scale_unclear scale_unclear scale_unclear 1200000 1250000", []string{"1,250", "1.250.000", "1250000", "#1250000", "۱ میلیون و ۲۰۰ هزار", "۱٬۲۵۰٬۰۰۰ ریال"}},
		{"all the digits below thousands", "قیمت (هزار تومان)", "12500000 scale_unclear", []string{"1,250", "1,250,000"}},
		{"the heading's unit, the cell's own", "قیمت (هزار ریال)", "5000 125000", []string{"5", "۱۲٬۵۰۰ تومان"}},
		{"another currency above all", "قیمت (دلار)", "foreign_currency 50", []string{"5", "۵ تومان"}},
	} {
		if got := prices(t, c.heading, money.InRial, c.cells...); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestTheUnitMayStandInTheTitle(t *testing.T) {
	for title, want := range map[string]money.Unit{
		"لیست قیمت تیر ماه (قیمت‌ها به تومان)": money.InToman, "مبالغ به ریال است": money.InRial, "Prices in IRR": money.InRial,
		"لیست قیمت": "", "قیمت به تومان|قیمت به ریال": "",
	} {
		l, err := tableOf(t, Choice{}, title, "نام|قیمت", "الف|5")
		if err != nil || l.title.unit != want || l.asksUnit("") != (want == "") {
			t.Errorf("%s: %q %v", title, l.title.unit, err)
		}
	}
}

func TestAQuantityMayHaveItsUnitBesideIt(t *testing.T) {
	for text, want := range map[string]string{"متر4": "4 متر", "12.5 کیلو": "12.5 کیلو", "۳": "3 ", "#1.5": "1.5 ", "4 m": "4 m", "2 x 3": "quantity", "4٪": "quantity", "نو": "quantity"} {
		list, err := tableOf(t, Choice{}, "کد|موجودی", "A|"+text)
		if err != nil {
			t.Fatal(err)
		}
		l, err := list.line(list.rows[0], "")
		got := l.stock.String() + " " + l.unit
		if err != nil {
			got = string(errs.All(err)[0].Code)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestASumBelowIsNoProduct(t *testing.T) {
	l, err := tableOf(t, Choice{}, "ردیف|کد|نام|قیمت (ریال)", "1|A|الف|5", "||جمع کل:|5", "جمع|||5", "|جمع||5", "Total|||5", "|B|جمع|5", "2|C|جمع آوری|5")
	if err != nil {
		t.Fatal(err)
	}
	var kept []int
	for _, r := range l.rows {
		if !l.skipped(r) {
			kept = append(kept, r.n)
		}
	}
	if !slices.Equal(kept, []int{2, 7, 8}) {
		t.Errorf("rows %v", kept)
	}
}

func TestABarcodeThatTheSpreadsheetSpoiledIsRefused(t *testing.T) {
	read := func(b string) ([]string, error) {
		list := table{layout: layout{kind: Products, columns: map[field]int{name: 0, barcode: 1}}, fields: []field{name, barcode}}
		list.keep(sheet.Row{N: 2, Cells: []sheet.Cell{{Text: "x"}, {Text: b}}})
		l, err := list.line(list.rows[0], money.InRial)
		return l.barcodes, err
	}
	for _, text := range []string{"6.26E+12", "6.2601003E+12"} {
		if _, err := read(text); !errs.Is(err, "barcode") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]string{"6.260100320123E+12": "6260100320123", "۶۲۶ ۰۱۰۰ ۳۲۰۱۲۳": "6260100320123", "AB-1": "AB-1", "1e5": "1e5", "2E10": "2E10", `"A,1"`: "A,1", `19"`: `19"`} {
		if got, err := read(text); err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	if _, err := read(`"A 1"`); !errs.Is(err, "barcode") {
		t.Error("a blank in quotes:", err)
	}
	if got, err := read("6261\n6262،6263; -"); err != nil || len(got) != 3 {
		t.Errorf("several: %q %v", got, err)
	}
}

func TestTheSampleHasAHeaderAndRightBarcodes(t *testing.T) {
	for _, lang := range []string{"fa", "en"} {
		list, err := sample(lang)
		if err != nil || len(list.columns) != 7 || list.asksUnit("") || len(list.rows) < 24 {
			t.Fatalf("%s: %v %v %d", lang, err, list.columns, len(list.rows))
		}
		for _, r := range list.rows {
			l, err := list.line(r, "")
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

// What the program calls a column, in messages and at the head of its exports,
// it knows again.
func TestTheProgramsOwnNamesOfColumnsAreRecognised(t *testing.T) {
	for _, lang := range []string{"fa", "en"} {
		raw, err := os.ReadFile("../../locales/" + lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]map[string]any
		if err := json.Unmarshal(raw, &all); err != nil {
			t.Fatal(err)
		}
		for k, list := range fields {
			for _, f := range list {
				text, ok := all["pricelist"]["column_"+string(f)].(string)
				if best := readHeading(text).names(k, f); !ok || best >= maybe {
					t.Errorf("%s: %s of %s is called %q", lang, f, k, text)
				}
			}
		}
	}
}
