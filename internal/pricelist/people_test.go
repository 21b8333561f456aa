package pricelist_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pricelist"
)

const customers = "فهرست مشتریان\r\n" +
	"نام,نام خانوادگی,تلفن همراه,کد ملی,شهر,آدرس,ایمیل\r\n" +
	"علی,احمدی,۰۹۱۲۳۴۵۶۷۸۹,0499370899,تهران,\"خ آزادی\nپلاک ۲\",\r\n" + // 3
	"شرکت,آفتاب,021-88001122,10380284790,قم,-,info@aftab.ir\r\n" + // 4: an organisation by its number
	"علی,احمدی,09123456789,,,,\r\n" + // 5: row 3's phone
	"رضا,احمدی,09123456789,,,,\r\n" + // 6: of the same family, the name shares a word: the same for us
	"مریم,کریمی,09123456789,,,,\r\n" + // 7: the phone, another name: another person
	"حسن,رضایی,12,,,,\r\n" + // 8
	",,,,شیراز,,\r\n" + // 9
	"سارا,موسوی,,0499370899,,,\r\n" // 10: row 3's national id

func TestCustomersAreTakenInSealedAndTheSameListAgainChangesNothing(t *testing.T) {
	h := housetest.New(t)
	r := take(t, h.Owner, "customers.csv", []byte(customers), "")
	want(t, r, "3 new 0 changed 0 unchanged 5 refused")
	var why []string
	for _, e := range r.Refused {
		why = append(why, fmt.Sprint(e.Row, " ", e.Code, " ", e.Field))
	}
	if got := strings.Join(why, ", "); r.Kind != pricelist.Customers || got != "5 duplicate phone, 6 duplicate phone, 8 invalid_phone phone, 9 missing name, 10 duplicate national_id" {
		t.Errorf("%s: %s", r.Kind, got)
	}
	one := func(q string) map[string]any {
		t.Helper()
		items := h.Owner.Get("/customers?q=" + q).Want(http.StatusOK).Map()["items"].([]any)
		if len(items) != 1 {
			t.Fatalf("%s finds %d", q, len(items))
		}
		return h.Owner.Get("/customers/" + items[0].(map[string]any)["id"].(string)).Want(http.StatusOK).Map()
	}
	if c := one("0499370899"); c["name"] != "علی احمدی" || c["address"] != "خ آزادی\nپلاک ۲" || c["kind"] != "person" || c["phone"] != "+989123456789" {
		t.Errorf("%v", c)
	}
	if c := one("10380284790"); c["kind"] != "organisation" || c["email"] != "info@aftab.ir" || c["address"] != "" {
		t.Errorf("%v", c)
	}
	if n := count(t, h, "SELECT count(*) FROM customers WHERE instr(phone, '912') OR instr(national_id, '0499') OR instr(address, 'پلاک')"); n != 0 {
		t.Errorf("%d rows are not sealed", n)
	}
	before := count(t, h, "SELECT max(seq) FROM local_change")
	want(t, take(t, h.Owner, "customers.csv", []byte(customers), ""), "0 new 0 changed 3 unchanged 5 refused")
	if after := count(t, h, "SELECT max(seq) FROM local_change"); after != before {
		t.Error("the same list again wrote something")
	}
}

func TestACustomerIsKnownByNumberThenPhoneThenName(t *testing.T) {
	h := housetest.New(t)
	for _, c := range []map[string]any{
		{"name": "علی احمدی", "national_id": "0499370899", "phone": "09121111111"}, {"name": "مریم کریمی", "phone": "09122222222"},
		{"name": "رضا"}, {"name": "دو"}, {"name": "دو"}, {"name": "پری", "phone": "09123333333"},
	} {
		h.Owner.Post("/customers", c).Want(http.StatusCreated)
	}
	path := filepath.Join(t.TempDir(), "c.csv")
	raw := "name;mobile;national id;city\n" +
		"علي احمدي;09125555555;۰۴۹۹۳۷۰۸۹۹;تهران\n" + // by number: name as typed, phone, city
		"م کریمی;09122222222;;قم\n" + // by phone
		"رضا;09124444444;;\n" + // by name: the phone is new
		"دو;;;یزد\n" + // two of that name
		"پری;09126666666;;\n" // that name under another phone is another customer
	if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	var told []pricelist.Change
	r, err := h.Pricelist.Import(actor.With(t.Context(), actor.System), path, "c.csv", pricelist.Options{Each: func(c pricelist.Change) { told = append(told, c) }})
	if err != nil {
		t.Fatal(err)
	}
	want(t, r, "1 new 3 changed 0 unchanged 1 refused")
	if r.Refused[0].Row != 5 || r.Refused[0].Code != "ambiguous_customer" {
		t.Errorf("%+v", r.Refused)
	}
	if c := told[0]; c.Table != "customers" || c.Was["city"] != "" || c.Became["city"] != "تهران" || c.Was["national_id"] != nil || len(c.Became["phone"].([]byte)) < 20 ||
		fmt.Sprint(c.Cells) != "[{name علی احمدی علي احمدي} {phone +989121111111 +989125555555} {city  تهران}]" {
		t.Errorf("%+v", c)
	}
	if n := count(t, h, "SELECT count(*) FROM customers"); n != 7 {
		t.Errorf("%d customers", n)
	}
}

func TestAPriceLevelIsTakenInByItsNameAndAnUnknownOneIsRefused(t *testing.T) {
	h := housetest.New(t)
	level := h.Owner.Post("/price-levels", map[string]any{"name": "همکار", "percent": "10"}).Want(http.StatusCreated).Map()["id"]
	list := "نام مشتری,تلفن,سطح قیمت\r\nعلی رضایی,09121234567,همكار\r\nسارا موسوی,09121234568,\r\nرضا کریمی,09121234569,عمده\r\n"
	r := take(t, h.Owner, "people.csv", []byte(list), "")
	want(t, r, "2 new 0 changed 0 unchanged 1 refused")
	if e := r.Refused[0]; r.Kind != pricelist.Customers || e.Row != 4 || e.Code != "unknown_level" || e.Field != "level" || !strings.Contains(e.Message, "عمده") {
		t.Errorf("%s: %+v", r.Kind, e)
	}
	pays := func() (out []any) {
		for _, c := range h.Owner.Get("/customers?level_id=" + level.(string)).Want(http.StatusOK).Map()["items"].([]any) {
			out = append(out, c.(map[string]any)["name"])
		}
		return out
	}
	if got := pays(); len(got) != 1 || got[0] != "علی رضایی" {
		t.Errorf("the level's customers: %v", got)
	}
	want(t, take(t, h.Owner, "again.csv", []byte(strings.Replace(list, "همكار", "", 1)), ""), "0 new 0 changed 2 unchanged 1 refused") // what is not said stays
	want(t, take(t, h.Owner, "more.csv", []byte("customer,phone,price level\r\nسارا موسوی,09121234568,همکار\r\n"), ""), "0 new 1 changed 0 unchanged 0 refused")
	if got := pays(); len(got) != 2 {
		t.Errorf("the level's customers: %v", got)
	}
}
