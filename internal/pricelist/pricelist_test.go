package pricelist_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pricelist"
)

// send uploads a file in parts and gives the upload's id.
func send(t *testing.T, c *housetest.Client, name string, raw []byte) string {
	t.Helper()
	id := c.Post("/uploads", map[string]any{"name": name, "size": len(raw)}).Want(http.StatusCreated).Map()["id"].(string)
	for at := 0; at < len(raw); at += pricelist.MaxChunk {
		part := raw[at:min(len(raw), at+pricelist.MaxChunk)]
		c.Do("PUT", fmt.Sprintf("/uploads/%s?offset=%d", id, at), part).Want(http.StatusOK)
	}
	return id
}

// take uploads a list and takes it in.
func take(t *testing.T, c *housetest.Client, name string, raw []byte, unit string) (r pricelist.Result) {
	t.Helper()
	body := map[string]any{"upload_id": send(t, c, name, raw)}
	if unit != "" {
		body["unit"] = unit
	}
	c.Post("/pricelists", body).Want(http.StatusOK).JSON(&r)
	return r
}

func counts(r pricelist.Result) string {
	return fmt.Sprintf("%d new %d changed %d unchanged %d refused", r.New, r.Changed, r.Unchanged, r.RefusedCount)
}

func want(t *testing.T, r pricelist.Result, expected string) {
	t.Helper()
	if counts(r) != expected {
		t.Errorf("%s, want %s: %+v", counts(r), expected, r.Refused)
	}
}

func count(t *testing.T, h *housetest.House, query string) (n int) {
	t.Helper()
	if err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error { return tx.Row([]any{&n}, query) }); err != nil {
		t.Fatal(err)
	}
	return n
}

// product is the one that a barcode or code names.
func product(t *testing.T, h *housetest.House, key string) map[string]any {
	t.Helper()
	items := h.Owner.Get("/products?barcode=" + key).Want(http.StatusOK).Map()["items"].([]any)
	if len(items) != 1 {
		t.Fatalf("%s names %d products", key, len(items))
	}
	return items[0].(map[string]any)
}

const list = "\ufeffکد,نام,قیمت (تومان),واحد,موجودی,بارکد\r\n" +
	"L1,لامپ ۱۲ وات,۸۹٬۰۰۰,عدد,۱۲,6260000000017\r\n" +
	"\r\n" +
	"L2,سیم افشان,\"38,500.5\",متر,۴۱۲٫۵,\r\n" +
	",بی‌کد,1000,,,\r\n" +
	"L4,گران,تماس بگیرید,,,\r\n" +
	"L1,لامپ ۱۲ وات,۹۰٬۰۰۰,عدد,۱۲,\r\n" +
	"L2,سیم افشان,\"38,500.5\",متر,۴۱۲٫۵,\r\n" +
	"L7,,5000,,,\r\n" +
	"L 8,کد بد,5000,,,\r\n" +
	"L9,بی‌قیمت,-,,,\r\n" +
	",جمع کل,\"1,250,000\",,,\r\n"

func TestAListIsTakenInAndTheSameAgainChangesNothing(t *testing.T) {
	h := housetest.New(t)
	r := take(t, h.Owner, "list.csv", []byte(list), "")
	want(t, r, "3 new 0 changed 0 unchanged 6 refused")
	for i, e := range []pricelist.Refused{{Row: 5, Field: "price", Code: "invalid_amount"}, {Row: 6, Field: "code", Code: "duplicate"}, {Row: 7, Field: "code", Code: "duplicate"},
		{Row: 8, Field: "name", Code: "missing"}, {Row: 9, Field: "code", Code: "product_code"}, {Row: 10, Field: "price", Code: "missing"}} {
		got := r.Refused[i]
		if got.Message == "" || strings.HasPrefix(got.Message, "error.") {
			t.Errorf("no words for %+v", got)
		}
		if got.Message = ""; got != e {
			t.Errorf("%+v, want %+v", got, e)
		}
	}
	if p := product(t, h, "6260000000017"); p["price"] != 890_000.0 || p["stock"] != "12" || p["unit"] != "عدد" || p["code"] != "L1" {
		t.Errorf("%v", p)
	}
	if p := product(t, h, "l2"); p["price"] != 385_005.0 || p["stock"] != "412.5" {
		t.Errorf("%v", p)
	}
	before := count(t, h, "SELECT max(seq) FROM local_change")
	want(t, take(t, h.Owner, "list.csv", []byte(list), ""), "0 new 0 changed 3 unchanged 6 refused")
	if after := count(t, h, "SELECT max(seq) FROM local_change"); after != before {
		t.Error("the same file again wrote something")
	}
	if n := count(t, h, "SELECT count(*) FROM imports WHERE rows = 10"); n != 1 {
		t.Errorf("%d imports are written down", n)
	}
	if n := count(t, h, "SELECT count(*) FROM stock_moves WHERE reason = 'import' AND ref_id = (SELECT id FROM imports)"); n != 2 {
		t.Errorf("%d opening moves", n)
	}
	if files, _ := filepath.Glob(filepath.Join(h.Dir, "tmp", "*")); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestWhatIsKnownIsChangedByCodeThenBarcodeThenName(t *testing.T) {
	h := housetest.New(t)
	for _, p := range []map[string]any{
		{"name": "الف", "price": 10, "code": "A", "stock": "5"}, {"name": "ب", "price": 10, "barcodes": []string{"111"}},
		{"name": "پ‌تو", "price": 10}, {"name": "دو", "price": 10, "code": "D1"}, {"name": "دو", "price": 10, "code": "D2"}, {"name": "ت", "price": 10, "code": "T"},
	} {
		h.Owner.Post("/products", p).Want(http.StatusCreated)
	}
	r := take(t, h.Owner, "list.csv", []byte("code;name;price (rial);barcode;stock;category\n"+
		"a;الف تازه;20;222;99;\n"+ // by code: name, price, a barcode more; stock stays
		"X;;30;111;;ظرف\n"+ // by barcode: a code and a category, the name stays
		";پ تو;40;;;\n"+ // by name
		";دو;50;;;\n"+ // two of that name
		"T2;ت;60;;;\n"+ // that name under another code is another product
		"T;ت;10;111;;\n"+ // another product's barcode
		"D1;چیز دیگر;70;;;\n"), "") // a known code under quite another name
	want(t, r, "1 new 3 changed 0 unchanged 3 refused")
	if r.Refused[0].Code != "ambiguous_name" || r.Refused[0].Row != 5 || r.Refused[1].Row != 7 || r.Refused[2].Code != "code_of_another" {
		t.Errorf("%+v", r.Refused)
	}
	if p := product(t, h, "222"); p["name"] != "الف تازه" || p["price"] != 20.0 || p["stock"] != "5" || p["code"] != "a" {
		t.Errorf("by code: %v", p)
	}
	if p := product(t, h, "X"); p["name"] != "ب" || p["price"] != 30.0 || p["category"] != "ظرف" {
		t.Errorf("by barcode: %v", p)
	}
	if n := count(t, h, "SELECT count(*) FROM products WHERE price = 40"); n != 1 {
		t.Error("not found by name")
	}
}

func TestAListWithoutNamesIsTakenInOnlyWhenItsColumnsAreChosen(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", map[string]any{"name": "الف", "price": 10, "code": "A"}).Want(http.StatusCreated)
	path := filepath.Join(t.TempDir(), "prices.csv")
	if err := os.WriteFile(path, []byte("کد\tقیمت (ریال)\nA\t20\nB\t30\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := actor.With(t.Context(), actor.System)
	if _, err := h.Pricelist.Import(ctx, path, "prices.csv", pricelist.Options{}); !errs.Is(err, "no_header") || !strings.Contains(fmt.Sprint(errs.All(err)[0].Params["Columns"]), "«کد» «قیمت (ریال)»") {
		t.Errorf("%v", err)
	}
	r, err := h.Pricelist.Import(ctx, path, "prices.csv", pricelist.Options{Choice: pricelist.Choice{Columns: map[string]int{"code": 0, "price": 1}}})
	if err != nil {
		t.Fatal(err)
	}
	want(t, r, "0 new 1 changed 0 unchanged 1 refused")
	if p := product(t, h, "A"); p["price"] != 20.0 || p["name"] != "الف" {
		t.Errorf("%v", p)
	}
}

func TestAKnownProductKeepsItsPriceWhereTheListHasNone(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", map[string]any{"name": "الف", "price": 10, "code": "A"}).Want(http.StatusCreated)
	want(t, take(t, h.Owner, "list.csv", []byte("کد,نام,قیمت (ریال),دسته\nA,الف,—,ظرف\n,ب,,ظرف\n"), ""), "0 new 1 changed 0 unchanged 1 refused")
	if p := product(t, h, "A"); p["price"] != 10.0 || p["category"] != "ظرف" {
		t.Errorf("%v", p)
	}
}

func TestWhatWasCountedStands(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/products", map[string]any{"name": "الف", "price": 10, "code": "A", "stock": "5"}).Want(http.StatusCreated)
	h.Owner.Post("/products", map[string]any{"name": "ب", "price": 10, "barcodes": []string{"111"}}).Want(http.StatusCreated)
	raw := []byte("کد کالا,نام کالا,بارکد,تعداد\nA,الف,,۷٫۵\n,,111,-2\n,پ,,4\n,الف,,9\nA,,,-\n")
	r := take(t, h.Owner, "stock.csv", raw, "")
	want(t, r, "0 new 2 changed 0 unchanged 3 refused")
	if got := fmt.Sprint(r.Refused[0].Code, r.Refused[1].Code, r.Refused[2].Code); r.Kind != pricelist.Stock || got != "not_foundduplicatemissing" {
		t.Errorf("%s %s", r.Kind, got)
	}
	if a, b := product(t, h, "A"), product(t, h, "111"); a["stock"] != "7.5" || b["stock"] != "-2" {
		t.Errorf("%v %v", a["stock"], b["stock"])
	}
	if n := count(t, h, "SELECT count(*) FROM stock_moves WHERE reason = 'import' AND quantity IN (2500, -2000) AND ref_id = (SELECT id FROM imports)"); n != 2 {
		t.Errorf("%d moves", n)
	}
	before := count(t, h, "SELECT max(seq) FROM local_change")
	want(t, take(t, h.Owner, "stock.csv", raw, ""), "0 new 0 changed 2 unchanged 3 refused")
	if after := count(t, h, "SELECT max(seq) FROM local_change"); after != before {
		t.Error("the same count again wrote something")
	}
}

func TestANoughtInAListSaysThatThereIsNone(t *testing.T) {
	h := housetest.New(t)
	said := func(when string, uncounted map[string]bool, moves int) {
		t.Helper()
		for code, want := range uncounted {
			if p := product(t, h, code); p["uncounted"] != want || p["stock"] != "0" {
				t.Errorf("%s: %s: uncounted %v, stock %v", when, code, p["uncounted"], p["stock"])
			}
		}
		if n := count(t, h, "SELECT count(*) FROM stock_moves WHERE quantity = 0 AND reason = 'import' AND ref_id IN (SELECT id FROM imports)"); n != moves {
			t.Errorf("%s: %d moves", when, n)
		}
	}
	goods := []byte("کد,نام,قیمت (تومان),موجودی\nA,الف,10,۰\nB,ب,10,\nC,پ,10,-\n")
	want(t, take(t, h.Owner, "goods.csv", goods, ""), "3 new 0 changed 0 unchanged 0 refused")
	said("made", map[string]bool{"A": false, "B": true, "C": true}, 1)
	want(t, take(t, h.Owner, "stock.csv", []byte("کد کالا,تعداد\nA,\nB,\nC,-\nD,\n"), ""), "0 new 0 changed 2 unchanged 2 refused")
	said("nothing said", map[string]bool{"A": false, "B": true, "C": true}, 1)
	counted := []byte("کد کالا,تعداد\nA,0\nB,۰\nC,0\n")
	want(t, take(t, h.Owner, "stock.csv", counted, ""), "0 new 2 changed 1 unchanged 0 refused")
	said("counted", map[string]bool{"A": false, "B": false, "C": false}, 3)
	want(t, take(t, h.Owner, "stock.csv", counted, ""), "0 new 0 changed 3 unchanged 0 refused")
	said("counted again", nil, 3)
}

func TestAListThatDoesNotSayItsUnitIsAskedAbout(t *testing.T) {
	h := housetest.New(t)
	raw := []byte("نام,قیمت\nلامپ,5000\nسیم,نامعلوم\n")
	id := send(t, h.Owner, "list.csv", raw)
	var r pricelist.Result
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id}).Want(http.StatusOK).JSON(&r)
	if !r.NeedsUnit || r.New > 0 || r.Refused == nil || count(t, h, "SELECT count(*) FROM products") > 0 {
		t.Errorf("%+v", r)
	}
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id, "unit": "dollar"}).Refused(http.StatusUnprocessableEntity, "invalid", "unit")
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id, "unit": "toman", "dry_run": true}).Want(http.StatusOK).JSON(&r)
	want(t, r, "1 new 0 changed 0 unchanged 1 refused")
	if n := count(t, h, "SELECT count(*) FROM products"); n != 0 {
		t.Errorf("a trial wrote %d products", n)
	}
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id, "unit": "toman"}).Want(http.StatusOK).JSON(&r)
	want(t, r, "1 new 0 changed 0 unchanged 1 refused")
	if n := count(t, h, "SELECT price FROM products"); n != 50_000 {
		t.Errorf("the price is %d", n)
	}
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id, "unit": "toman"}).Refused(http.StatusUnprocessableEntity, "not_found", "upload_id")
}

func TestALongListGoesInPiecesOfFiveHundredOperations(t *testing.T) {
	h := housetest.New(t)
	var b strings.Builder
	b.WriteString("code,name,price (toman),stock,barcode\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "C%d,کالای شمارهٔ %d,%d,%d,%d\n", i, i, 1000+i, i%7+1, 626_000_000_000+i)
	}
	want(t, take(t, h.Owner, "long.csv", []byte(b.String()), ""), "3000 new 0 changed 0 unchanged 0 refused")
	if n := count(t, h, "SELECT max(json_array_length(body, '$.ops')) FROM local_change"); n > 500 || n < 300 {
		t.Errorf("the longest record has %d operations", n)
	}
	if n := count(t, h, "SELECT count(*) FROM imports"); n != 1 {
		t.Errorf("%d imports", n)
	}
	want(t, take(t, h.Owner, "long.csv", []byte(b.String()), ""), "0 new 0 changed 3000 unchanged 0 refused")
}

// book makes an Excel file.
func book(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	if _, err := f.NewSheet("فهرست"); err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if err := f.SetSheetRow("فهرست", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnExcelFileIsReadByItsNumbersNotByHowTheyAreShown(t *testing.T) {
	h := housetest.New(t)
	raw := book(t, []any{"نام کالا", "قیمت فروش (ریال)", "بارکد", "موجودی"}, []any{"برنج", 1250000, 6260100320123, 12.5},
		nil, []any{"روغن", "۲٬۵۰۰٬۰۰۰", "626-X", nil}, []any{"شکر", 10.25, nil, nil})
	r := take(t, h.Owner, "book.xlsx", raw, "")
	want(t, r, "2 new 0 changed 0 unchanged 1 refused")
	if r.Refused[0].Row != 5 || r.Refused[0].Code != "too_precise" {
		t.Errorf("%+v", r.Refused)
	}
	if p := product(t, h, "6260100320123"); p["price"] != 1_250_000.0 || p["stock"] != "12.5" {
		t.Errorf("%v", p)
	}
}

func TestAFileThatIsNoListIsRefusedAndNothingIsWritten(t *testing.T) {
	h := housetest.New(t)
	var empty bytes.Buffer
	if err := zip.NewWriter(&empty).Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		raw  []byte
		code string
	}{
		"text.csv":   {[]byte("سلام\nاین فهرست نیست\n"), "no_header"},
		"blank.csv":  {[]byte(" "), "empty_file"},
		"photo.jpg":  {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), "unreadable_file"},
		"old.xls":    {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "xls_file"},
		"cut.xlsx":   {book(t, []any{"نام", "قیمت"})[:300], "unreadable_file"},
		"none.xlsx":  {append([]byte("PK\x03\x04"), empty.Bytes()...), "unreadable_file"},
		"other.xlsx": {book(t, []any{"الف", "ب"}), "no_header"},
		"bomb.xlsx":  {bomb(t), "list_too_large"},
	} {
		id := send(t, h.Owner, name, c.raw)
		t.Log(name)
		h.Owner.Post("/pricelists", map[string]any{"upload_id": id, "unit": "rial"}).Refused(http.StatusUnprocessableEntity, c.code)
	}
	if n := count(t, h, "SELECT count(*) FROM products"); n != 0 {
		t.Errorf("%d products", n)
	}
	if files, _ := filepath.Glob(filepath.Join(h.Dir, "tmp", "*")); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

// bomb is a small archive that would unfold to very much.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, 20<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSampleFillsAShopOnce(t *testing.T) {
	h := housetest.New(t)
	var r pricelist.Result
	h.Owner.Post("/pricelists/sample", map[string]any{}).Want(http.StatusOK).JSON(&r)
	want(t, r, "25 new 0 changed 0 unchanged 0 refused")
	h.As(actor.Manager).Post("/pricelists/sample", map[string]any{}).Want(http.StatusOK).JSON(&r)
	want(t, r, "0 new 0 changed 25 unchanged 0 refused")
	if p := product(t, h, "6265142001375"); p["price"] != 890_000.0 || p["unit"] != "عدد" {
		t.Errorf("%v", p)
	}
}
