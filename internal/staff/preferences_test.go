package staff_test

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
	"pishkhan/internal/staff"
)

func TestPreferencesAreOnesOwnAndStay(t *testing.T) {
	h := housetest.New(t)
	c := h.As(actor.Counter)
	c.Patch("/session", object{"preferences": object{"theme": "dark", "digits": "latin"}}).Want(http.StatusOK)
	c.Patch("/session", object{"preferences": object{"calendar": "gregorian"}}).Want(http.StatusOK)
	c.Patch("/session", object{"preferences": object{"theme": "pink"}}).Want(http.StatusUnprocessableEntity)
	var in struct{ Staff staff.Staff }
	c.Get("/session").JSON(&in)
	if want := (staff.Preferences{Theme: "dark", Digits: "latin", Calendar: "gregorian"}); !reflect.DeepEqual(in.Staff.Preferences, want) {
		t.Errorf("%+v", in.Staff.Preferences)
	}
	in.Staff = staff.Staff{}
	h.Owner.Get("/session").JSON(&in)
	if !reflect.DeepEqual(in.Staff.Preferences, staff.Preferences{}) {
		t.Errorf("the owner's became %+v", in.Staff.Preferences)
	}
}

func TestEachListIsKeptWholeAndTheOthersStay(t *testing.T) {
	h := housetest.New(t)
	keep := func(lists object) *housetest.Answer {
		return h.Owner.Patch("/session", object{"preferences": object{"lists": lists}})
	}
	keep(object{"products": object{"sort": "-price", "columns": []string{"name"}}}).Want(http.StatusOK)
	keep(object{"customers": object{"sort": "name"}}).Want(http.StatusOK)
	keep(object{"products": object{"sort": "stock"}}).Want(http.StatusOK)
	keep(object{"invoices": strings.Repeat("x", 17<<10)}).Want(http.StatusUnprocessableEntity)
	keep(object{strings.Repeat("x", 101): object{}}).Want(http.StatusUnprocessableEntity)
	many := object{}
	for i := range 19 { // with the two that are kept
		many[fmt.Sprint(i)] = object{}
	}
	keep(many).Want(http.StatusUnprocessableEntity)
	var in struct{ Staff staff.Staff }
	h.Owner.Get("/session").JSON(&in)
	want := map[string]any{"products": map[string]any{"sort": "stock"}, "customers": map[string]any{"sort": "name"}}
	if !reflect.DeepEqual(in.Staff.Preferences.Lists, want) {
		t.Errorf("kept %v", in.Staff.Preferences.Lists)
	}
	keep(object{"products": nil}).Want(http.StatusOK)
	in.Staff = staff.Staff{}
	h.Owner.Get("/session").JSON(&in)
	if _, there := in.Staff.Preferences.Lists["products"]; there {
		t.Errorf("still kept: %v", in.Staff.Preferences.Lists)
	}
}
