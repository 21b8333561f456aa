package tax_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/tax"
)

type object = map[string]any

func rate(t *testing.T, h *housetest.House, class string, at time.Time) (bp int, err error) {
	t.Helper()
	_ = h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error {
		bp, err = h.Tax.Rate(tx, class, at)
		return nil
	})
	return bp, err
}

func tehran(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, calendar.Tehran)
}

func TestTheRateIsThatOfTheTehranDay(t *testing.T) {
	h := housetest.New(t)
	for _, c := range []struct {
		class string
		at    time.Time
		want  int
	}{
		{tax.Standard, tehran(2024, 3, 19, 23, 59), 900},
		{tax.Standard, tehran(2024, 3, 20, 0, 0), 1000},                  // 1403/01/01
		{tax.Standard, tehran(2024, 3, 20, 0, 1).UTC(), 1000},            // still the 19th in London
		{tax.Standard, tehran(2026, 11, 21, 12, 0), 1000},                // 1405, until the owner says otherwise
		{tax.Standard, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), 900}, // a computer that lost its clock
		{tax.Exempt, tehran(2026, 11, 21, 12, 0), 0},
	} {
		if bp, err := rate(t, h, c.class, c.at); err != nil || bp != c.want {
			t.Errorf("%s at %v: %d %v, not %d", c.class, c.at, bp, err, c.want)
		}
	}
	if _, err := rate(t, h, "luxury", tehran(2026, 1, 1, 0, 0)); !errs.Is(err, "unknown_tax_class") {
		t.Errorf("a class without a rate: %v", err)
	}
}

func TestTheOwnerAddsARateFromADayOn(t *testing.T) {
	h := housetest.New(t)
	body := object{"tax_class": "standard", "rate_bp": 1200, "effective_from": "2026-03-21"}
	h.Owner.Post("/tax-rates", body).Want(http.StatusCreated)
	for at, want := range map[time.Time]int{tehran(2026, 3, 20, 23, 0): 1000, tehran(2026, 3, 21, 1, 0): 1200} {
		if bp, err := rate(t, h, tax.Standard, at); err != nil || bp != want {
			t.Errorf("at %v: %d %v", at, bp, err)
		}
	}
	// A second of the same day takes the first one's place.
	body["rate_bp"] = 1100
	h.Owner.Post("/tax-rates", body).Want(http.StatusCreated)
	if bp, _ := rate(t, h, tax.Standard, tehran(2026, 4, 1, 0, 0)); bp != 1100 {
		t.Errorf("after the correction: %d", bp)
	}
	var list struct {
		Items []tax.Rate
		Next  string
	}
	h.Owner.Get("/tax-rates?limit=2").Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 2 || list.Items[0].Class != tax.Exempt || list.Items[1].BP != 1100 || list.Next == "" {
		t.Fatalf("%+v", list)
	}
	h.Owner.Get("/tax-rates?limit=2&cursor=" + list.Next).Want(http.StatusOK).JSON(&list)
	if len(list.Items) != 2 || list.Items[0].BP != 1000 || list.Items[1].BP != 900 || list.Next != "" {
		t.Errorf("the second page: %+v", list)
	}
}

func TestTheSameRateSentTwiceIsAddedOnce(t *testing.T) {
	h := housetest.New(t)
	body := object{"id": h.Journal.DB.NewID(), "tax_class": "food", "rate_bp": 100, "effective_from": "2026-03-21"}
	h.Owner.Post("/tax-rates", body).Want(http.StatusCreated)
	h.Owner.Post("/tax-rates", body).Want(http.StatusOK)
	body["rate_bp"] = 200
	h.Owner.Post("/tax-rates", body).Refused(http.StatusConflict, "conflict")
}

func TestWrongRatesAreRefusedAtTheirFields(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Post("/tax-rates", object{"tax_class": " ", "rate_bp": 10_001, "effective_from": "1405/01/01"}).
		Refused(http.StatusUnprocessableEntity, "required", "tax_class", "rate_bp", "effective_from")
	h.Owner.Post("/tax-rates", object{"tax_class": "Exempt", "rate_bp": 100, "effective_from": "2026-02-30"}).
		Refused(http.StatusUnprocessableEntity, "invalid", "rate_bp", "effective_from")
	h.Owner.Post("/tax-rates", object{"tax_class": "x"}).Refused(http.StatusUnprocessableEntity, "required", "rate_bp")
}
