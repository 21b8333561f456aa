package find_test

import (
	"net/http"
	"net/url"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func merge(h *housetest.House, keep, other string) string {
	h.T.Helper()
	return make1(h, "/customers/merges", obj{"keep_id": keep, "other_id": other})
}

func TestTwoEntriesOfOneCustomerAreMergedAndSeparatedAgain(t *testing.T) {
	h := housetest.New(t)
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	keep := make1(h, "/customers", obj{"kind": "person", "name": "مریم سلیمانی", "phone": "09121112233", "city": "تهران"})
	other := make1(h, "/customers", obj{"kind": "person", "name": "سلیمانی مریم", "phone": "09354445566", "national_id": "0499370899", "address": "پلاک ۱", "note": "خوش‌حساب"})
	sell(h, keep, lamp, 0)
	sell(h, other, lamp, 0)
	sell(h, other, lamp, 0)
	owed := func(id string) int64 {
		var c hit
		h.Owner.Get("/customers/" + id).Want(http.StatusOK).JSON(&c)
		return c.Balance
	}
	one := owed(keep)
	id := merge(h, keep, other)
	h.Owner.Post("/customers/merges", obj{"id": id, "keep_id": keep, "other_id": other}).Want(http.StatusOK)
	h.Owner.Post("/customers/merges", obj{"id": id, "keep_id": other, "other_id": keep}).Refused(http.StatusConflict, "conflict", "id")
	get(h.Owner, "/customers").is(t, "the list", "مریم سلیمانی")
	get(h.Owner, "/customers", "q", "سلیمانی").is(t, "by name", "مریم سلیمانی")
	get(h.Owner, "/customers", "q", "5566").is(t, "by the other's phone", "مریم سلیمانی")
	if got := owed(keep); got != 3*one || one == 0 {
		t.Errorf("together they owe %d, not %d", got, 3*one)
	}
	c := h.Owner.Get("/customers/" + other).Want(http.StatusOK).Map()
	if c["id"] != keep || c["merged_into"] != keep || c["national_id"] != "0499370899" || c["phone"] != "+989121112233" || c["address"] != "پلاک ۱" {
		t.Errorf("the one that stayed: %v", c)
	}
	if got := get(h.Owner, "/invoices", "customer_id", keep); len(got.Items) != 3 {
		t.Errorf("invoices: %v", got.names())
	}
	if got := get(h.Owner, "/orders", "customer_id", keep); len(got.Items) != 3 {
		t.Errorf("orders: %v", got.names())
	}
	sell(h, other, lamp, 0) // an open basket may still name it
	if got := get(h.Owner, "/invoices", "customer_id", keep); got.Items[0].CustomerID != keep || owed(keep) != 4*one {
		t.Errorf("a sale to the merged one: %+v", got.Items[0])
	}
	var done struct {
		Items []struct {
			OtherName string `json:"other_name"`
			StaffName string `json:"staff_name"`
			Undone    bool
		}
	}
	h.Owner.Get("/customers/" + keep + "/merges").Want(http.StatusOK).JSON(&done)
	if len(done.Items) != 1 || done.Items[0].OtherName != "سلیمانی مریم" || done.Items[0].StaffName != "سارا" || done.Items[0].Undone {
		t.Errorf("%+v", done)
	}
	h.Content()

	h.Owner.Patch("/customers/"+keep, obj{"address": "پلاک ۲"}).Want(http.StatusOK)
	h.Owner.Delete("/customers/merges/" + id).Want(http.StatusNoContent)
	h.Owner.Delete("/customers/merges/" + id).Want(http.StatusNoContent)
	c = h.Owner.Get("/customers/" + keep).Want(http.StatusOK).Map()
	if c["national_id"] != "" || c["note"] != "" || c["address"] != "پلاک ۲" || c["merged_into"] != nil {
		t.Errorf("what was filled in goes, what was edited stays: %v", c)
	}
	if owed(keep) != 2*one || owed(other) != 2*one {
		t.Errorf("apart they owe %d and %d", owed(keep), owed(other))
	}
	get(h.Owner, "/customers", "q", "سلیمانی").is(t, "both again", "مریم سلیمانی", "سلیمانی مریم")
	get(h.Owner, "/customers", "q", "0499370899").is(t, "its own number", "سلیمانی مریم")
}

func TestMergesMakeChainsAndRefuseCircles(t *testing.T) {
	h := housetest.New(t)
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	var id [3]string
	for i, name := range []string{"الف", "ب", "پ"} {
		id[i] = make1(h, "/customers", obj{"kind": "person", "name": name})
		sell(h, id[i], lamp, 0)
	}
	first := merge(h, id[1], id[0])
	ask := func(keep, other string) *housetest.Answer {
		return h.Owner.Post("/customers/merges", obj{"keep_id": keep, "other_id": other})
	}
	ask(id[1], id[1]).Refused(http.StatusUnprocessableEntity, "merge_itself", "other_id")
	ask(id[0], id[2]).Refused(http.StatusUnprocessableEntity, "merged_already", "keep_id")
	ask(id[2], id[0]).Refused(http.StatusUnprocessableEntity, "merged_already", "other_id")
	ask(id[2], "none").Refused(http.StatusUnprocessableEntity, "not_found", "other_id")
	second := merge(h, id[2], id[1])
	if c := h.Owner.Get("/customers/" + id[0]).Want(http.StatusOK).Map(); c["id"] != id[2] {
		t.Errorf("the end of the chain: %v", c)
	}
	if got := get(h.Owner, "/invoices", "customer_id", id[2]); len(got.Items) != 3 {
		t.Errorf("%v", got.names())
	}
	h.Content()
	h.Owner.Delete("/customers/merges/" + first).Want(http.StatusNoContent)
	h.Content()
	h.Owner.Delete("/customers/merges/" + second).Want(http.StatusNoContent)
	get(h.Owner, "/customers").is(t, "all apart", "الف", "ب", "پ")
}

func TestACustomerThatIsThereAlreadyIsNoticedWhileTyping(t *testing.T) {
	h := housetest.New(t)
	id := make1(h, "/customers", obj{"kind": "person", "name": "مریم صدیقی", "phone": "09121112233", "national_id": "0499370899"})
	make1(h, "/customers", obj{"kind": "person", "name": "مریم صادقی"})
	for params, why := range map[string]string{
		"name=صدیقی مریم": "name", "name=مریم سدیقی": "name", "phone=+98 912 111 2233": "phone", "national_id=۰۴۹۹۳۷۰۸۹۹": "national_id",
		"name=مریم": "", "name=صدیقی": "", "phone=09121112234": "", "name=مریم صدیقی&except=" + id: "",
	} {
		v, _ := url.ParseQuery(params)
		var got struct {
			Items []struct {
				Customer hit
				Why      []string
			}
		}
		h.As(actor.Counter).Get("/customers/alike?" + v.Encode()).Want(http.StatusOK).JSON(&got)
		switch {
		case why == "" && len(got.Items) == 0:
		case why != "" && len(got.Items) == 1 && got.Items[0].Customer.ID == id && got.Items[0].Why[0] == why && got.Items[0].Customer.Phone == "••••2233":
		default:
			t.Errorf("%s: %+v", params, got.Items)
		}
	}
}

func TestAnOrganisationIsFoundByItsPeople(t *testing.T) {
	h := housetest.New(t)
	noor := make1(h, "/customers", obj{"kind": "organisation", "name": "شرکت نورافزا", "phone": "02188001234"})
	omid := make1(h, "/customers", obj{"kind": "person", "name": "امید"})
	people := "/customers/" + noor + "/people"
	sara := make1(h, people, obj{"name": "سارا کاظمی", "position": "خرید", "phone": "09123334455"})
	h.Owner.Post(people, obj{"id": sara, "name": "سارا کاظمی", "position": "خرید", "phone": "09123334455"}).Want(http.StatusOK)
	h.Owner.Post(people, obj{"name": " ", "phone": "1"}).Refused(http.StatusUnprocessableEntity, "required", "name", "phone")
	h.Owner.Post("/customers/"+omid+"/people", obj{"name": "سارا"}).Refused(http.StatusUnprocessableEntity, "people_of_person")
	h.Owner.Get("/customers/none/people").Refused(http.StatusNotFound, "not_found")
	for _, q := range []string{"کاظمی", "ارا ک", "اظم", "4455", "09123334455"} {
		got := get(h.As(actor.Counter), "/customers", "q", q)
		if q == "ارا ک" {
			got.is(t, q)
			continue
		}
		if got.is(t, q, "شرکت نورافزا"); len(got.Items) == 1 && got.Items[0].Person != "سارا کاظمی" {
			t.Errorf("%s: found is %+v", q, got.Items[0])
		}
	}
	if got := get(h.Owner, "/customers", "q", "نور"); got.Items[0].Person != "" {
		t.Errorf("by its own name: %+v", got.Items[0])
	}
	if got := get(h.As(actor.Counter), people); len(got.Items) != 1 || got.Items[0].Phone != "••••4455" {
		t.Errorf("%+v", got.Items)
	}
	h.Owner.Patch(people+"/"+sara, obj{"name": "سارا نادری", "phone": "09125556677"}).Want(http.StatusOK)
	get(h.Owner, "/customers", "q", "کاظمی").is(t, "the old name")
	get(h.Owner, "/customers", "q", "4455").is(t, "the old phone")
	get(h.Owner, "/customers", "q", "نادری").is(t, "the new name", "شرکت نورافزا")
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	make1(h, "/customers", obj{"kind": "person", "name": "رضا"})
	sell(h, noor, lamp, 0)
	settle(h) // the organisation moves up, and its people with it
	get(h.Owner, "/customers", "q", "نادری").is(t, "after it has bought", "شرکت نورافزا")
	h.Content()
	h.Owner.Delete(people + "/" + sara).Want(http.StatusNoContent)
	h.Owner.Delete(people+"/"+sara).Refused(http.StatusNotFound, "not_found")
	get(h.Owner, "/customers", "q", "نادری").is(t, "gone")
	get(h.Owner, "/customers", "q", "6677").is(t, "gone, the phone too")
}
