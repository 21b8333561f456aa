package find_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/housetest"
)

func TestThePeopleOfAMergedOrganisationAreStillFoundByName(t *testing.T) {
	h := housetest.New(t)
	make2 := func(name string) string {
		return make1(h, "/customers", obj{"kind": "organisation", "name": name})
	}
	noor, taban, first := make2("شرکت نورافزا"), make2("بازرگانی تابان"), make2("تابان قدیم")
	make1(h, "/customers/"+first+"/people", obj{"name": "سارا کاظمی"})
	lower := merge(h, taban, first)
	upper := merge(h, noor, taban)
	get(h.Owner, "/customers", "q", "کاظمی").is(t, "merged twice", "شرکت نورافزا")
	h.Owner.Delete("/customers/merges/" + upper).Want(http.StatusNoContent)
	get(h.Owner, "/customers", "q", "کاظمی").is(t, "separated once", "بازرگانی تابان")
	h.Owner.Delete("/customers/merges/" + lower).Want(http.StatusNoContent)
	get(h.Owner, "/customers", "q", "کاظمی").is(t, "separated", "تابان قدیم")
	merge(h, taban, first)
	lamp := make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	sell(h, taban, lamp, 5000)
	settle(h) // it moves up
	get(h.Owner, "/customers", "q", "کاظمی").is(t, "after it has bought", "بازرگانی تابان")
}

func TestAnIdThatSomebodyHasIsNotGivenToAnother(t *testing.T) {
	h := housetest.New(t)
	one := make1(h, "/customers", obj{"kind": "organisation", "name": "نور"})
	two := make1(h, "/customers", obj{"kind": "organisation", "name": "تابان"})
	id := make1(h, "/customers/"+one+"/people", obj{"name": "سارا"})
	again := obj{"id": id, "name": "سارا"}
	h.Owner.Post("/customers/"+two+"/people", again).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Delete("/customers/" + one + "/people/" + id).Want(http.StatusNoContent)
	h.Owner.Post("/customers/"+one+"/people", again).Refused(http.StatusConflict, "conflict", "id")
}

func TestAnOrganisationIsToldOnceForAllOfItsPeople(t *testing.T) {
	h := housetest.New(t)
	noor := make1(h, "/customers", obj{"kind": "organisation", "name": "نور"})
	taban := make1(h, "/customers", obj{"kind": "organisation", "name": "تابان"})
	for _, of := range []string{noor, noor, taban, noor} {
		make1(h, "/customers/"+of+"/people", obj{"name": "سارا کاظمی"})
	}
	var got list
	for cursor := ""; len(got.Items) < 9; {
		page := get(h.Owner, "/customers", "q", "کاظ", "limit", "1", "cursor", cursor)
		got.Items = append(got.Items, page.Items...)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	got.is(t, "page by page", "نور", "تابان")
}
