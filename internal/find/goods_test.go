package find_test

import (
	"testing"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/product"
)

// takeOut takes a product out again, as the undo of a list does.
func takeOut(t *testing.T, h *housetest.House, id string) {
	t.Helper()
	err := h.Journal.Write(t.Context(), func(tx *change.Tx) error { return product.RemoveMany(tx, []string{id}) })
	if err != nil {
		t.Fatal(err)
	}
}

func TestAMisspeltWordIsKnownOfGoodsThatCameAfterAListWasTakenBack(t *testing.T) {
	h := housetest.New(t)
	make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	last := make1(h, "/products", obj{"name": "مهتابی", "price": 1000})
	settle(h)
	takeOut(t, h, last)
	make1(h, "/products", obj{"name": "پروژکتور", "price": 1000})
	settle(h)
	h.Reopen()
	get(h.Owner, "/products", "q", "پروژکطور").is(t, "misspelt", "پروژکتور")
}

func TestAProductFoundByItsCodeIsNotToldAgainForItsName(t *testing.T) {
	h := housetest.New(t)
	make1(h, "/products", obj{"name": "چراغ xled", "code": "led9", "price": 1000})
	for _, name := range []string{"led یک", "led دو", "xled سه"} {
		make1(h, "/products", obj{"name": name, "price": 1000})
	}
	var got []string
	for cursor := ""; ; {
		page := get(h.Owner, "/products", "q", "led", "limit", "1", "cursor", cursor)
		got = append(got, page.names()...)
		if cursor = page.Next; cursor == "" || len(got) > 9 {
			break
		}
	}
	if len(got) != 4 {
		t.Errorf("%q", got)
	}
}

func TestAMisspeltWordIsKnownOfWhatWasSoldBeforeItsWordsWereKept(t *testing.T) {
	h := housetest.New(t)
	make1(h, "/products", obj{"name": "لامپ", "price": 1000})
	make1(h, "/customers", obj{"kind": "person", "name": "علی"})
	settle(h)
	goods := make1(h, "/products", obj{"name": "پروژکتور", "price": 1000})
	buyer := make1(h, "/customers", obj{"kind": "person", "name": "صدیقی"})
	make1(h, "/products", obj{"name": "سیم", "price": 1000})
	make1(h, "/customers", obj{"kind": "person", "name": "رضا"})
	err := h.Journal.DB.Write(t.Context(), func(tx *db.Tx) error {
		if err := product.Sold(tx, map[string]int64{goods: 1}); err != nil {
			return err
		}
		return customer.Bought(tx, map[string]int64{buyer: 1})
	})
	if err != nil {
		t.Fatal(err)
	}
	settle(h)
	h.Reopen()
	get(h.Owner, "/products", "q", "پروژکطور").is(t, "goods", "پروژکتور")
	get(h.Owner, "/customers", "q", "سدیقی").is(t, "customers", "صدیقی")
}
