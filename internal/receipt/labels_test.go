package receipt_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pdf/pdftest"
)

// made makes a product and gives its id.
func made(h *housetest.House, body object) string {
	h.T.Helper()
	var p struct{ ID string }
	h.Owner.Post("/products", body).Want(http.StatusCreated).JSON(&p)
	return p.ID
}

func TestLabelsSayNamePriceAndCodeAndBeginWhereTheSheetIsFree(t *testing.T) {
	h := housetest.New(t)
	ids := []string{
		made(h, object{"name": "لامپ LED حبابی", "price": 890_000, "barcodes": []string{"6260000000024"}}),
		made(h, object{"name": "سیم افشان", "price": 385_000, "code": "W-12"}),
		made(h, object{"name": "بی‌کد", "price": 1000}),
	}
	ask := url.Values{"products": {strings.Join(ids, ",")}, "copies": {"3"}, "skip": {"20"}, "sheet": {"3x8"}}
	doc := h.As(actor.Counter).Get("/labels?" + ask.Encode()).Want(http.StatusOK).Body
	text := pdftest.Text(t, doc)
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	if len(pages) != 2 { // four places were left on the first sheet
		t.Errorf("%d sheets", len(pages))
	}
	for word, times := range map[string]int{"6260000000024": 3, "W-12": 3, "۸۹٬۰۰۰": 3, "افشان": 3} {
		if got := strings.Count(text, word); got != times {
			t.Errorf("%q stands %d times, not %d:\n%s", word, got, times, text)
		}
	}
}

func TestLabelsThatCannotBeAreRefusedAtTheirField(t *testing.T) {
	h := housetest.New(t)
	long := made(h, object{"name": "x", "price": 1000, "barcodes": []string{"ABCDEFGHIJKLMNOPQRSTUVWX"}})
	for _, c := range []struct {
		ask    string
		status int
		code   string
		field  string
	}{
		{"products=", 422, "required", "products"},
		{"products=0190a000-0000-7000-8000-000000000001", 422, "not_found", "products"},
		{"copies=0&products=" + long, 422, "too_many_labels", "copies"},
		{"copies=2001&products=" + long, 422, "too_many_labels", "copies"},
		{"copies=4611686018427387904&products=" + strings.Join([]string{long, long, long, long}, ","), 422, "too_many_labels", "copies"}, // four times that is 0
		{"skip=24&products=" + long, 422, "invalid", "skip"},
		{"skip=-1&products=" + long, 422, "invalid", "skip"},
		{"sheet=4x10&products=" + long, 422, "label_too_narrow", "sheet"},
		{"sheet=9x9&products=" + long, 422, "invalid", "sheet"},
	} {
		t.Run(fmt.Sprint(c.ask), func(t *testing.T) { h.Owner.Get("/labels?"+c.ask).Refused(c.status, c.code, c.field) })
	}
}
