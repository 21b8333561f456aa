package find_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/persian"
)

type obj = map[string]any

type hit struct {
	ID, Name, Number, Phone, Person string
	CustomerID                      string `json:"customer_id"`
	MergedInto                      string `json:"merged_into"`
	BuyerName                       string `json:"buyer_name"`
	Balance                         int64
	City                            string
}

type list struct {
	Items  []hit
	Next   string
	ReadAs string `json:"read_as"`
	Meant  string
}

func (l list) names() (out []string) {
	for _, i := range l.Items {
		out = append(out, i.Name+i.Number)
	}
	return out
}

func get(c *housetest.Client, path string, params ...string) (l list) {
	v := url.Values{}
	for i := 0; i < len(params); i += 2 {
		v.Set(params[i], params[i+1])
	}
	c.Get(path + "?" + v.Encode()).Want(http.StatusOK).JSON(&l)
	return l
}

func make1(h *housetest.House, path string, body obj) string {
	h.T.Helper()
	return h.Owner.Post(path, body).Want(http.StatusCreated).Map()["id"].(string)
}

func sell(h *housetest.House, customer, product string, pay int64) {
	h.T.Helper()
	body := obj{"id": h.Journal.DB.NewID(), "lines": []obj{{"product_id": product, "quantity": "1"}}, "payments": []obj{}}
	if pay > 0 {
		body["payments"] = []obj{{"method": "cash", "amount": pay}}
	}
	if customer != "" {
		body["customer_id"] = customer
	}
	h.Owner.Post("/sales", body).Want(http.StatusCreated)
}

func (l list) is(t *testing.T, what string, want ...string) {
	t.Helper()
	if !slices.Equal(l.names(), want) {
		t.Errorf("%s: %q, want %q", what, l.names(), want)
	}
}

func TestAMisspeltFamilyNameIsFoundLastAndItIsSaidWhatWasMeant(t *testing.T) {
	h := housetest.New(t)
	for _, name := range []string{"مریم صدیقی", "علی رضایی", "زهرا طاهری", "احمد محمودی", "Sara Mohammadi", "حسین ذوالفقاری"} {
		make1(h, "/customers", obj{"kind": "person", "name": name})
	}
	for q, want := range map[string][2]string{
		"سدیقی": {"مریم صدیقی", "صدیقی"}, "رظایی": {"علی رضایی", "رضایی"}, "رضائی": {"علی رضایی", ""}, "تاهری": {"زهرا طاهری", "طاهری"},
		"مهمودی": {"احمد محمودی", "محمودی"}, "محموی": {"احمد محمودی", "محمودی"}, "محمدوی": {"احمد محمودی", "محمودی"}, "احمد محموذی": {"احمد محمودی", "احمد محمودی"},
		"mohamadi": {"Sara Mohammadi", "mohammadi"}, "زوالفقاری": {"حسین ذوالفقاری", "ذوالفقاری"},
	} {
		got := get(h.As(actor.Counter), "/customers", "q", q)
		if got.is(t, q, want[0]); got.Meant != want[1] {
			t.Errorf("%s meant %q, not %q", q, got.Meant, want[1])
		}
	}
	if got := get(h.Owner, "/customers", "q", "محمودی"); got.Meant != "" || len(got.Items) != 1 {
		t.Errorf("nothing was misspelt: %+v", got)
	}
	make1(h, "/customers", obj{"kind": "person", "name": "رضا مهمودی"})
	got := get(h.Owner, "/customers", "q", "مهمودی")
	got.is(t, "as it was typed comes first", "رضا مهمودی", "احمد محمودی")
	page := get(h.Owner, "/customers", "q", "مهمودی", "limit", "1")
	page.is(t, "page by page", "رضا مهمودی")
	if page.Next != "" {
		get(h.Owner, "/customers", "q", "مهمودی", "limit", "1", "cursor", page.Next)
	}
	make1(h, "/products", obj{"name": "لامپ رشته‌ای", "price": 1})
	if got := get(h.Owner, "/products", "q", "لامب رشته"); len(got.Items) != 1 || got.Meant == "" {
		t.Errorf("a product: %+v", got)
	}
}

// Every real family name of seven letters or less is found again with one
// letter that is wrong, missing, extra or swapped.
func TestRealNamesAreFoundThoughOneLetterIsWrong(t *testing.T) {
	file, err := os.Open("../../../shared/data/names/last_names.txt")
	if err != nil {
		t.Skip(err)
	}
	defer file.Close()
	h := housetest.New(t)
	var all []string
	for s := bufio.NewScanner(file); s.Scan() && len(all) < 80; {
		if name := persian.Tidy(s.Text()); len([]rune(name)) > 4 && !strings.ContainsAny(name, " \u200c") {
			all = append(all, name)
			make1(h, "/customers", obj{"kind": "person", "name": "سارا " + name})
		}
	}
	for i, name := range all {
		r := []rune(name)
		wrong := [][]rune{
			slices.Concat(r[:2], []rune{'ژ'}, r[3:]), slices.Concat(r[:2], r[3:]),
			slices.Concat(r[:2], []rune{'ژ'}, r[2:]), slices.Concat(r[:1], []rune{r[2], r[1]}, r[3:]),
		}[i%4]
		found := get(h.Owner, "/customers", "q", string(wrong), "limit", "100")
		if !slices.Contains(found.names(), "سارا "+name) {
			t.Errorf("%s does not find %s: %v", string(wrong), name, found.names())
		}
	}
}

func TestWhatIsSoldOftenIsFoundFirst(t *testing.T) {
	h := housetest.New(t)
	var ids []string
	for i := range 6 {
		ids = append(ids, make1(h, "/products", obj{"name": fmt.Sprintf("لامپ %d", i), "price": 1000}))
	}
	for i := range 3 {
		make1(h, "/customers", obj{"kind": "person", "name": fmt.Sprintf("علی %d", i)})
	}
	often := get(h.Owner, "/customers", "q", "علی").Items[1].ID
	for range 3 {
		sell(h, often, ids[4], 5000)
	}
	sell(h, "", ids[2], 5000)
	settle(h)
	get(h.Owner, "/products", "q", "لامپ").is(t, "goods", "لامپ 4", "لامپ 2", "لامپ 0", "لامپ 1", "لامپ 3", "لامپ 5")
	get(h.Owner, "/customers", "q", "عل").is(t, "customers", "علی 1", "علی 0", "علی 2")
	var got []string
	for cursor := ""; ; {
		page := get(h.Owner, "/products", "q", "لام", "limit", "2", "cursor", cursor)
		got = append(got, page.names()...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if len(got) != 6 || got[0] != "لامپ 4" || got[5] != "لامپ 5" {
		t.Errorf("page by page: %v", got)
	}
	h.Owner.Patch("/products/"+ids[4], obj{"name": "مهتابی"}).Want(http.StatusOK)
	get(h.Owner, "/products", "q", "هتاب").is(t, "a part of the new name", "مهتابی")
	if got := get(h.Owner, "/products", "q", "لامپ"); len(got.Items) != 5 {
		t.Errorf("found by the old name: %v", got.names())
	}
	h.Reopen()
	settle(h)
	get(h.Owner, "/customers", "q", "عل").is(t, "after a new start", "علی 1", "علی 0", "علی 2")
}

func settle(h *housetest.House) {
	h.T.Helper()
	if err := h.Find.Settle(context.Background()); err != nil {
		h.T.Fatal(err)
	}
}

func TestTheRankIsKeptInAShopThatIsNeverQuiet(t *testing.T) {
	h := housetest.New(t)
	var ids []string
	for i := range 3 {
		ids = append(ids, make1(h, "/products", obj{"name": fmt.Sprintf("لامپ %d", i), "price": 1000}))
	}
	sell(h, "", ids[1], 5000)
	if err := h.Find.Piece(t.Context()); err != nil {
		t.Fatal(err)
	}
	get(h.Owner, "/products", "q", "لامپ").is(t, "goods", "لامپ 1", "لامپ 0", "لامپ 2")
}

func TestOneFieldFindsEverythingThatTheAskerMaySee(t *testing.T) {
	h := housetest.New(t)
	lamp := make1(h, "/products", obj{"name": "لامپ نور", "price": 1000})
	noor := make1(h, "/customers", obj{"kind": "organisation", "name": "نور", "phone": "02188001234"})
	sell(h, noor, lamp, 5000)
	type all struct {
		Customers, Products, Invoices, Orders []hit
		ReadAs                                string `json:"read_as"`
	}
	ask := func(q string) (a all) {
		h.As(actor.Counter).Get("/search?q=" + url.QueryEscape(q)).Want(http.StatusOK).JSON(&a)
		return a
	}
	a := ask("نور")
	if len(a.Customers) != 1 || len(a.Products) != 1 || len(a.Invoices) != 1 || len(a.Orders) != 1 || a.Invoices[0].BuyerName != "نور" {
		t.Errorf("%+v", a)
	}
	if a.Customers[0].Phone != "••••1234" {
		t.Errorf("the counter sees %q", a.Customers[0].Phone)
	}
	if a = ask("k,v"); len(a.Customers) != 1 || a.ReadAs != "نور" {
		t.Errorf("the other layout: %+v", a)
	}
	h.Owner.Post("/customers", map[string]any{"kind": "organisation", "name": "پنبه‌ریسان"}).Want(http.StatusCreated)
	if a = ask(`\kfi`); len(a.Customers) != 1 || a.ReadAs != "پنبه" { // where Windows' older keyboard has پ
		t.Errorf("the older layout: %+v", a)
	}
	if a = ask("1234"); len(a.Customers) != 1 || len(a.Invoices) != 1 {
		t.Errorf("a phone's last digits: %+v", a)
	}
	if a = ask("۱۰۰۱"); len(a.Orders) != 1 || len(a.Invoices) != 0 {
		t.Errorf("an order's number: %+v", a)
	}
	if a = ask(" "); len(a.Customers)+len(a.Products) != 0 {
		t.Errorf("nothing: %+v", a)
	}
	h.Nobody().Get("/search?q=x").Refused(http.StatusUnauthorized, "unauthenticated")
}

func TestListsAreSortedAndFilteredPageByPage(t *testing.T) {
	h := housetest.New(t)
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 3000, "code": "B", "category": "برق", "stock": "0.5"})
	make1(h, "/products", obj{"name": "آچار", "price": 1000, "category": "ابزار", "stock": "5"})
	screw := make1(h, "/products", obj{"name": "پیچ", "price": 2000, "code": "A", "category": "ابزار", "stock": "1"})
	h.Owner.Post("/products/"+screw+"/moves", obj{"quantity": "-1"}).Want(http.StatusCreated)
	owes := map[string]int{"علی": 2, "پروین": 0, "سارا": 1, "آرش": 0}
	for _, name := range []string{"علی", "پروین", "سارا", "آرش"} {
		city := "تهران"
		if name == "سارا" {
			city = "ری"
		}
		id := make1(h, "/customers", obj{"kind": "person", "name": name, "city": city})
		for range owes[name] {
			sell(h, id, lamp, 0)
		}
	}
	walk := func(path string, params ...string) (out []string) {
		for cursor := ""; ; {
			page := get(h.Owner, path, append(params, "limit", "1", "cursor", cursor)...)
			out = append(out, page.names()...)
			if cursor = page.Next; cursor == "" {
				return out
			}
			if len(out) > 20 {
				t.Fatalf("%s %v goes round", path, params)
			}
		}
	}
	for _, c := range []struct {
		path, params, want string
	}{
		{"/products", "sort=price", "آچار پیچ لامپ"}, {"/products", "sort=-price", "لامپ پیچ آچار"}, {"/products", "sort=code", "پیچ لامپ آچار"},
		{"/products", "sort=stock", "لامپ پیچ آچار"}, {"/products", "sort=name", "آچار پیچ لامپ"}, {"/products", "sort=-name", "لامپ پیچ آچار"},
		{"/products", "category=ابزار", "آچار پیچ"}, {"/products", "stock=in", "آچار"}, {"/products", "stock=below", "لامپ"}, {"/products", "stock=out", "پیچ لامپ"},
		{"/products", "category=ابزار&sort=-price", "پیچ آچار"}, {"/products", "q=چ&sort=-price", ""}, {"/products", "q=آ&sort=price", "آچار"},
		{"/customers", "sort=-balance", "علی سارا آرش پروین"}, {"/customers", "sort=balance", "پروین آرش سارا علی"}, {"/customers", "sort=created", "علی پروین سارا آرش"},
		{"/customers", "owing=true", "سارا علی"}, {"/customers", "owing=true&sort=-balance", "علی سارا"}, {"/customers", "city=تهران", "آرش پروین علی"},
		{"/customers", "city=تهران&sort=-name", "علی پروین آرش"}, {"/customers", "sort=city", "علی پروین آرش سارا"}, {"/customers", "kind=organisation", ""},
		{"/invoices", "sort=number", "A-1405-000001 A-1405-000002 A-1405-000003"}, {"/invoices", "sort=-due&owing=true", "A-1405-000003 A-1405-000002 A-1405-000001"},
		{"/invoices", "sort=buyer&q=سارا", "A-1405-000003"}, {"/invoices", "sort=-total&q=علی", "A-1405-000002 A-1405-000001"}, {"/invoices", "q=3", "A-1405-000003"},
		{"/invoices", "sort=buyer", "A-1405-000003 A-1405-000001 A-1405-000002"}, {"/invoices", "to=2020-01-01", ""},
		{"/orders", "q=1002", "A-1002"}, {"/orders", "q=علی&sort=number", "A-1001 A-1002"}, {"/orders", "state=done&sort=-number", "A-1003 A-1002 A-1001"},
	} {
		v, _ := url.ParseQuery(c.params)
		var params []string
		for k := range v {
			params = append(params, k, v.Get(k))
		}
		got := walk(c.path, params...)
		want := strings.Fields(c.want)
		if strings.Contains(c.params, "balance") { // those who owe nothing go by time
			slices.Sort(got[:0])
		}
		year := ""
		if len(got) > 0 && strings.HasPrefix(got[0], "A-1") && len(got[0]) > 10 {
			year = got[0][2:6]
		}
		for i := range want {
			want[i] = strings.Replace(want[i], "1405", either(year, "1405"), 1)
		}
		if !(len(got) == 0 && len(want) == 0) && !slices.Equal(got, want) {
			t.Errorf("%s?%s: %q, want %q", c.path, c.params, got, want)
		}
	}
	var counts struct {
		Items []struct {
			Value string
			Count int
		}
	}
	h.Owner.Get("/products/categories").Want(http.StatusOK).JSON(&counts)
	if len(counts.Items) != 2 || counts.Items[0].Value != "ابزار" || counts.Items[0].Count != 2 {
		t.Errorf("categories: %+v", counts)
	}
	h.Owner.Get("/customers/cities").Want(http.StatusOK).JSON(&counts)
	if len(counts.Items) != 2 || counts.Items[0].Value != "تهران" || counts.Items[0].Count != 3 {
		t.Errorf("cities: %+v", counts)
	}
	h.Owner.Get("/products?sort=colour").Refused(http.StatusUnprocessableEntity, "invalid", "sort")
	h.Owner.Get("/products?sort=price&cursor=eA").Refused(http.StatusUnprocessableEntity, "invalid", "cursor")
}

func either(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
