package scale_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/housetest"
)

type object = map[string]any

type page struct {
	Items   []struct{ Name string }
	Scanned string
}

func scan(h *housetest.House, code string) (p page) {
	h.Owner.Get("/products?barcode=" + code).Want(http.StatusOK).JSON(&p)
	return p
}

func TestALabelOfAScaleIsReadByThePatterns(t *testing.T) {
	h := housetest.New(t)
	h.Goods("پسته", 8_000_000, object{"code": "12345", "unit": "کیلوگرم"})
	h.Goods("بادام", 3_000_000, object{"code": "77", "unit": "کیلوگرم"})
	if p := scan(h, "2112345015002"); len(p.Items) != 0 {
		t.Fatalf("without a pattern it is %+v", p)
	}
	h.Owner.Post("/scale-patterns", object{"prefix": "۲۱", "item_digits": 5, "holds": "weight", "factor": 1}).Want(http.StatusCreated)
	h.Owner.Post("/scale-patterns", object{"prefix": "22", "item_digits": 5, "holds": "price", "factor": 1000}).Want(http.StatusCreated)
	for code, want := range map[string]page{
		"2112345015002": {Items: []struct{ Name string }{{"پسته"}}, Scanned: "1.5"},
		"۲۱۱۲۳۴۵۰۱۵۰۰۲": {Items: []struct{ Name string }{{"پسته"}}, Scanned: "1.5"},    // under a Persian layout
		"2112345015003": {},                                                            // a wrong check digit
		"2112345000008": {},                                                            // nothing was weighed
		"2100077012503": {Items: []struct{ Name string }{{"بادام"}}, Scanned: "1.25"},  // zeros before the code
		"2200077010006": {Items: []struct{ Name string }{{"بادام"}}, Scanned: "0.333"}, // a million rial of it
		"2199999015006": {},                                                            // no such product
	} {
		code = checked(code)
		if got := scan(h, code); got.Scanned != want.Scanned || len(got.Items) != len(want.Items) || len(got.Items) > 0 && got.Items[0] != want.Items[0] {
			t.Errorf("%s is %+v, not %+v", code, got, want)
		}
	}
	h.Goods("برچسب خودش", 10, object{"barcodes": []string{"2112345015002"}})
	if p := scan(h, "2112345015002"); p.Scanned != "" || p.Items[0].Name != "برچسب خودش" {
		t.Errorf("a product's own barcode comes first: %+v", p)
	}
}

// checked gives what is written here with its check digit reckoned, but for the
// two of which it matters.
func checked(code string) string {
	if code[0] != '2' || code == "2112345015003" {
		return code
	}
	sum := 0
	for i, d := range code[:12] {
		sum += int(d-'0') * (1 + i%2*2)
	}
	return code[:12] + string(rune('0'+(10-sum%10)%10))
}

func TestAPatternThatCannotBeIsRefusedAtItsField(t *testing.T) {
	h := housetest.New(t)
	const bad = http.StatusUnprocessableEntity
	good := func(change object) object {
		p := object{"prefix": "21", "item_digits": 5, "holds": "weight", "factor": 1}
		for k, v := range change {
			p[k] = v
		}
		return p
	}
	h.Owner.Post("/scale-patterns", good(object{"prefix": ""})).Refused(bad, "scale_prefix", "prefix")
	h.Owner.Post("/scale-patterns", good(object{"prefix": "2x"})).Refused(bad, "scale_prefix", "prefix")
	h.Owner.Post("/scale-patterns", good(object{"item_digits": 2})).Refused(bad, "scale_digits", "item_digits")
	h.Owner.Post("/scale-patterns", good(object{"item_digits": 8})).Refused(bad, "scale_digits", "item_digits")
	h.Owner.Post("/scale-patterns", good(object{"factor": 0})).Refused(bad, "out_of_range", "factor")
	var made struct{ ID string }
	id := housetest.NewID(t)
	h.Owner.Post("/scale-patterns", good(object{"id": id})).Want(http.StatusCreated).JSON(&made)
	h.Owner.Post("/scale-patterns", good(object{"id": id})).Want(http.StatusOK)
	h.Owner.Post("/scale-patterns", good(object{"id": id, "factor": 10})).Refused(http.StatusConflict, "conflict", "id")
	h.Owner.Post("/scale-patterns", good(object{"prefix": "2"})).Refused(bad, "scale_twice", "prefix")
	h.Owner.Delete("/scale-patterns/" + made.ID).Want(http.StatusNoContent)
	h.Owner.Delete("/scale-patterns/"+made.ID).Refused(http.StatusNotFound, "not_found")
}
