package customer_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/vault"
	"pishkhan/internal/web"
)

type house struct {
	t    *testing.T
	path string
	now  time.Time
	j    *change.Journal
	room *customer.Room
}

var (
	owner   = as("o1", actor.Owner)
	support = as("s1", actor.Support)
	counter = as("c1", actor.Counter)
)

func as(id string, role actor.Role) context.Context {
	return actor.With(context.Background(), actor.Actor{StaffID: id, Role: role, Lang: "fa"})
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, path: filepath.Join(t.TempDir(), "shop.db"), now: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)}
	d, err := db.Open(context.Background(), h.path, db.Options{NoSync: true, Now: func() time.Time { return h.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	err = d.Write(context.Background(), func(tx *db.Tx) error {
		return tx.Exec("INSERT INTO local_device VALUES(1,'dev',1,'t','v',x'00','r')")
	})
	if err != nil {
		t.Fatal(err)
	}
	if h.j, err = change.New(d); err != nil {
		t.Fatal(err)
	}
	v, err := vault.New("shop", bytes.Repeat([]byte{7}, vault.KeySize), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	h.room = customer.New(h.j, v)
	return h
}

func (h *house) content() {
	h.t.Helper()
	found, err := change.VerifyChain(owner, h.j.DB)
	if err != nil || len(found) > 0 {
		h.t.Errorf("the chain: %v %v", found, err)
	}
	if found, err = change.Replay(owner, h.j.DB, func(int64) {}); err != nil || len(found) > 0 {
		h.t.Errorf("replay: %v %v", found, err)
	}
}

func (h *house) create(in customer.Input) customer.Customer {
	h.t.Helper()
	c, made, err := h.room.Create(owner, "", in)
	if err != nil || !made {
		h.t.Fatalf("made %v, %v", made, err)
	}
	return c
}

func (h *house) names(ctx context.Context, q string) (names []string) {
	h.t.Helper()
	page, err := h.room.Find(ctx, web.Query{Q: q, Limit: 50}, "", customer.Filter{})
	if err != nil {
		h.t.Fatalf("%q: %v", q, err)
	}
	for _, c := range page.Items {
		names = append(names, c.Name)
	}
	return names
}

func (h *house) accesses() (n int) {
	h.t.Helper()
	if err := h.j.DB.Read(owner, func(tx *db.Tx) error { return tx.Row([]any{&n}, "SELECT count(*) FROM accesses") }); err != nil {
		h.t.Fatal(err)
	}
	return n
}

func ptr[T any](v T) *T { return &v }

// company is a customer with every field.
func company() customer.Input {
	return customer.Input{Kind: ptr("organisation"), Name: ptr("شرکت نورافزا"), Phone: ptr("۰۲۱ ۸۸۰۰ ۱۲۳۴"), Email: ptr("Info@Noor.example"),
		NationalID: ptr("۱۰۳۸۰۲۸۴۷۹۰"), EconomicCode: ptr("10380284790"), RegistrationNo: ptr("۱۲۳-۴۵"), PostalCode: ptr("15-137-36311"),
		Province: ptr("تهران"), City: ptr("تهران"), Address: ptr("خیابان ولی‌عصر\nپلاک ۱۲"), Note: ptr("مشتری قدیمی")}
}

func TestACustomersFieldsAreKeptInTheirOneForm(t *testing.T) {
	h := open(t)
	c := h.create(company())
	got, err := h.room.Read(owner, c.ID)
	if err != nil || got != c {
		t.Errorf("read %+v, made %+v: %v", got, c, err)
	}
	if c.Phone != "+982188001234" || c.NationalID != "10380284790" || c.PostalCode != "1513736311" || c.RegistrationNo != "12345" || c.Masked {
		t.Errorf("%+v", c)
	}
	if p := h.create(customer.Input{Name: ptr("نسرین")}); p.Kind != customer.Person {
		t.Errorf("a customer with a name alone: %+v", p)
	}
	h.content()
}

func TestEveryWrongFieldOfACustomerIsSaidAtItsField(t *testing.T) {
	h := open(t)
	in := customer.Input{Name: ptr(" "), Phone: ptr("123"), Email: ptr("a@b"), NationalID: ptr("0499370898"), EconomicCode: ptr("1"),
		RegistrationNo: ptr("x"), PostalCode: ptr("0123456789"), City: ptr(strings.Repeat("ش", 101))}
	want := map[string]errs.Code{"name": "required", "phone": "invalid_phone", "email": "invalid_email", "national_id": "invalid_national_id",
		"economic_code": "invalid_economic_code", "registration_no": "invalid_registration_no", "postal_code": "invalid_postal_code", "city": "too_long"}
	check := func(err error) {
		t.Helper()
		got := map[string]errs.Code{}
		for _, e := range errs.All(err) {
			got[e.Field] = e.Code
		}
		for f, c := range want {
			if got[f] != c {
				t.Errorf("%s: %q, want %q", f, got[f], c)
			}
		}
		if len(got) != len(want) {
			t.Errorf("got %v", got)
		}
	}
	_, _, err := h.room.Create(counter, "", in)
	check(err)
	in.Kind = ptr("organisation")
	want["national_id"] = "invalid_legal_id"
	_, _, err = h.room.Create(counter, "", in)
	check(err)
	p := h.create(customer.Input{Name: ptr("مریم"), NationalID: ptr("0499370899")})
	want = map[string]errs.Code{"national_id": "invalid_legal_id"} // the number of a person is none of an organisation
	_, err = h.room.Change(owner, p.ID, customer.Input{Kind: ptr("organisation")})
	check(err)
	want = map[string]errs.Code{"kind": "invalid"}
	_, err = h.room.Change(owner, p.ID, customer.Input{Kind: ptr("x")})
	check(err)
	h.content()
}

func TestTheSameCustomerAgainIsAnsweredAndAnotherUnderTheIDIsAConflict(t *testing.T) {
	h := open(t)
	const id = "01940000-0000-7000-8000-000000000001"
	for i := range 2 {
		if c, made, err := h.room.Create(owner, id, company()); err != nil || made != (i == 0) || c.ID != id {
			t.Errorf("time %d: %v %v", i, made, err)
		}
		h.now = h.now.Add(time.Minute)
	}
	in := company()
	in.Phone = ptr("09123456789")
	if _, _, err := h.room.Create(owner, id, in); !errs.Is(err, errs.Conflict) {
		t.Errorf("another phone: %v", err)
	}
	h.content()
}

func TestNothingSealedStandsReadableInTheFile(t *testing.T) {
	h := open(t)
	c := h.create(company())
	if _, err := h.room.Change(owner, c.ID, customer.Input{Phone: ptr("09123456789"), Address: ptr("اصفهان، چهارباغ")}); err != nil {
		t.Fatal(err)
	}
	if err := h.j.DB.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{h.path, h.path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, secret := range []string{"9123456789", "2188001234", "10380284790", "1513736311", "noor.example", "Noor.example", "چهارباغ", "ولی‌عصر"} {
			if bytes.Contains(raw, []byte(secret)) {
				t.Errorf("%s holds %s", filepath.Base(name), secret)
			}
		}
	}
}

func TestWhoMayNotSeeSealedFieldsGetsThemMaskedEverywhereButMaySetThem(t *testing.T) {
	h := open(t)
	c, _, err := h.room.Create(counter, "", company())
	masked := func(c customer.Customer, phone string) {
		t.Helper()
		if !c.Masked || c.Phone != phone || c.Email != "••••" || c.NationalID != "••••" || c.EconomicCode != "••••" ||
			c.PostalCode != "••••" || c.Address != "••••" || c.Name != "شرکت نورافزا" || c.City != "تهران" {
			t.Errorf("%+v", c)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	masked(c, "••••1234")
	c, err = h.room.Read(counter, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	masked(c, "••••1234")
	c, err = h.room.Change(counter, c.ID, customer.Input{Phone: ptr("09123456789"), Address: ptr("••••"), Email: &c.Email})
	if err != nil {
		t.Fatal(err)
	}
	masked(c, "••••6789")
	list := func(ctx context.Context) customer.Customer {
		page, err := h.room.Find(ctx, web.Query{Limit: 50}, "", customer.Filter{})
		if err != nil || len(page.Items) != 1 {
			t.Fatalf("%v %v", page, err)
		}
		return page.Items[0]
	}
	masked(list(counter), "••••6789")
	masked(list(support), "+989123456789")
	if h.accesses() != 0 {
		t.Error("a masked answer was written down as seen")
	}
	if c, err = h.room.Read(support, c.ID); err != nil || c.Address != "خیابان ولی‌عصر\nپلاک ۱۲" || c.Email != "Info@Noor.example" || c.Masked {
		t.Errorf("the mask was stored: %+v %v", c, err)
	}
	h.content()
}

func TestWhoSeesACustomerWholeIsWrittenDownOnceADay(t *testing.T) {
	h := open(t)
	c, d := h.create(company()), h.create(customer.Input{Name: ptr("مریم"), Phone: ptr("09121112233")})
	see := func(ctx context.Context, id string, want int) {
		t.Helper()
		if _, err := h.room.Read(ctx, id); err != nil {
			t.Fatal(err)
		}
		if n := h.accesses(); n != want {
			t.Errorf("%d rows, want %d", n, want)
		}
	}
	see(counter, c.ID, 0)
	see(support, c.ID, 1)
	see(support, c.ID, 1)
	see(owner, c.ID, 2)
	see(owner, d.ID, 3)
	h.now = time.Date(2026, 11, 21, 20, 29, 59, 0, time.UTC) // a second before midnight in Tehran
	see(owner, c.ID, 3)
	h.now = h.now.Add(time.Second)
	see(owner, c.ID, 4)
	if _, err := h.room.Change(support, c.ID, customer.Input{City: ptr("ری")}); err != nil || h.accesses() != 5 {
		t.Errorf("a change shows the customer too: %v, %d", err, h.accesses())
	}
	h.content()
}

func TestCustomersAreFoundByAPartOfTheNameOrByTheirNumbers(t *testing.T) {
	h := open(t)
	h.create(company())
	h.create(customer.Input{Name: ptr("علی‌رضا محمدي"), Phone: ptr("09123456789"), NationalID: ptr("0499370899")})
	h.create(customer.Input{Name: ptr("زهرا علیزاده"), Phone: ptr("09351234567")})
	h.create(customer.Input{Name: ptr("Reza Ahmadi")})
	const noor, ali, zahra = "شرکت نورافزا", "علی‌رضا محمدي", "زهرا علیزاده"
	for q, want := range map[string][]string{
		"":    {"زهرا علیزاده", "شرکت نورافزا", "علی‌رضا محمدي", "Reza Ahmadi"},
		"علی": {ali, zahra}, "علیرضا": {ali}, "رضا محمدی": {ali}, "افزا": {noor}, "زاده": {zahra}, "ز": {zahra}, "ز ع": {zahra}, "هرا ع": nil,
		"حمد": {ali}, "REZ": {"Reza Ahmadi"}, "09123456789": {ali}, "+98 912 345 67 89": {ali}, "۶۷۸۹": {ali}, "56789": {ali}, "3456789": {ali},
		"23456789": nil, "789": nil, "4567": {zahra}, "0499370899": {ali}, "1513736311": {noor}, "10380284790": {noor}, "1038028479": nil,
		"info@noor.EXAMPLE": {noor}, "۱۲۳۴": {noor}, "'\"*": nil,
	} {
		got := h.names(counter, q)
		if q == "" {
			slices.Sort(got)
			slices.Sort(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", q, got, want)
		}
	}
	page, err := h.room.Find(counter, web.Query{Q: "ugd", Limit: 50}, "", customer.Filter{})
	if err != nil || len(page.Items) != 2 || page.ReadAs != "علی" {
		t.Errorf("the wrong layout: %+v %v", page, err)
	}
	c := page.Items[0]
	if _, err := h.room.Change(owner, c.ID, customer.Input{Name: ptr("کاوه"), Phone: ptr("")}); err != nil {
		t.Fatal(err)
	}
	if got := h.names(counter, "محمدی"); got != nil {
		t.Errorf("found by the old name: %v", got)
	}
	if got := h.names(counter, "09123456789"); got != nil {
		t.Errorf("found by the old phone: %v", got)
	}
	if got := h.names(counter, "0499370899"); !slices.Equal(got, []string{"کاوه"}) {
		t.Errorf("not found by the national id that stayed: %v", got)
	}
	h.content()
}

func TestTheListGoesByThePersianAlphabetPageByPage(t *testing.T) {
	h := open(t)
	want := []string{"آرش", "بابک", "پروین", "چمن", "ژاله", "کاوه", "گیتی", "یلدا"}
	for _, i := range []int{5, 2, 7, 0, 3, 6, 1, 4} {
		h.create(customer.Input{Name: &want[i]})
	}
	var got []string
	query := web.Query{Limit: 3}
	for {
		page, err := h.room.Find(owner, query, "", customer.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Items {
			got = append(got, c.Name)
		}
		if query.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if _, err := h.room.Find(owner, web.Query{Cursor: "x", Limit: 3}, "", customer.Filter{}); !errs.Is(err, errs.Invalid) {
		t.Errorf("a broken cursor: %v", err)
	}
}

func TestWhatACustomerOwesAddsUp(t *testing.T) {
	h := open(t)
	c := h.create(customer.Input{Name: ptr("رضا")})
	for _, delta := range []money.Rial{120_000, -20_000} {
		if err := h.j.Write(owner, func(tx *change.Tx) error { return customer.Owe(tx, c.ID, delta) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.j.Write(owner, func(tx *change.Tx) error { return customer.Owe(tx, c.ID, money.Max) }); !errs.Is(err, "out_of_range") {
		t.Errorf("owing beyond all: %v", err)
	}
	got, err := h.room.Read(owner, c.ID)
	if err != nil || got.Balance != 100_000 {
		t.Errorf("%v %v", got.Balance, err)
	}
}
