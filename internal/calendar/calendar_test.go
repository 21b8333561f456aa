package calendar

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pishkhan/internal/vectors"
)

func gregorian(d Date) string {
	y, m, day := d.Gregorian()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

func mustSame(t *testing.T, jalali, greg string) {
	t.Helper()
	d, err := Parse(jalali)
	if err != nil {
		t.Errorf("%s: %v", jalali, err)
		return
	}
	if got := gregorian(d); got != greg {
		t.Errorf("%s = %s, want %s", jalali, got, greg)
	}
	g, err := time.Parse("2006-01-02", greg)
	if err != nil {
		t.Fatal(err)
	}
	if got := FromGregorian(g.Date()); got != d {
		t.Errorf("%s = %s, want %s", greg, got, jalali)
	}
}

func TestTellingDaysAreConvertedBothWays(t *testing.T) {
	for jalali, greg := range map[string]string{
		"1404/01/01": "2025-03-21", "1405/01/01": "2026-03-21", "1403/12/30": "2025-03-20",
		"1402/12/29": "2024-03-19", "1378/10/11": "2000-01-01", "1405/08/30": "2026-11-21", "1357/11/22": "1979-02-11",
	} {
		mustSame(t, jalali, greg)
	}
}

func TestPublishedDaysAreConvertedBothWays(t *testing.T) {
	for _, row := range vectors.Rows(t, "jalali_pairs.tsv") {
		mustSame(t, row["jalali"], row["gregorian"])
	}
	for _, row := range vectors.Rows(t, "jalali_months_computed_1395_1410.tsv") {
		mustSame(t, row["jalali_first_of_month"], row["gregorian"])
		if d, _ := Parse(row["jalali_first_of_month"]); Leap(d.Year) != (row["jalali_year_is_leap"] == "yes") {
			t.Errorf("leap %d", d.Year)
		}
	}
	for _, row := range vectors.Rows(t, "jalali_leap_years.tsv") {
		d, err := Parse(row["year"] + "/01/01")
		if err != nil || Leap(d.Year) != (row["is_leap"] == "yes") {
			t.Errorf("leap %s: %v, want %s (%v)", row["year"], Leap(d.Year), row["is_leap"], err)
		}
	}
}

func TestEveryDayComesBack(t *testing.T) {
	last := Date{}
	for day := time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2200; day = day.AddDate(0, 0, 1) {
		d := FromGregorian(day.Date())
		if gregorian(d) != day.Format("2006-01-02") || d.Weekday() != day.Weekday() {
			t.Fatalf("%s → %s → %s", day, d, gregorian(d))
		}
		if _, err := New(d.Year, d.Month, d.Day); err != nil {
			t.Fatalf("%s does not exist", d)
		}
		if !last.IsZero() && d.String() <= last.String() {
			t.Fatalf("%s after %s", d, last)
		}
		last = d
	}
	rapid.Check(t, func(t *rapid.T) {
		y, m := rapid.IntRange(MinYear, MaxYear).Draw(t, "y"), rapid.IntRange(1, 12).Draw(t, "m")
		d := Date{y, m, rapid.IntRange(1, MonthDays(y, m)).Draw(t, "d")}
		if back := FromGregorian(d.Gregorian()); back != d {
			t.Fatalf("%s → %s", d, back)
		}
	})
}

func TestTheLastYearsWinterIsStillADay(t *testing.T) {
	d := Date{MaxYear, 10, 12} // its Gregorian year begins in it
	if back := FromGregorian(d.Gregorian()); back != d {
		t.Errorf("%s → %s", d, back)
	}
}

func TestADayThatDoesNotExistIsRefused(t *testing.T) {
	for text, want := range map[string]error{
		"1404/12/30": ErrDate, "۱۴۰۴/۱۲/۳۰": ErrDate, "1405/07/31": ErrDate, "1405/13/01": ErrDate, "1405/00/10": ErrDate, "1405/01/32": ErrDate,
		"0000/01/01": ErrDate, "": ErrFormat, "1405/08": ErrFormat, "30/08/1405": ErrFormat, "1405/08/30/1": ErrFormat, "1405//1": ErrFormat,
		"1405/8/": ErrFormat, "14050830": ErrFormat, "1405/8/x": ErrFormat, "05/08/30": ErrFormat,
	} {
		if d, err := Parse(text); !errors.Is(err, want) {
			t.Errorf("%q = %s %v, want %v", text, d, err, want)
		}
	}
	for text, want := range map[string]Date{"1403/12/30": {1403, 12, 30}, "۱۴۰۴/۰۴/۸": {1404, 4, 8}, " 1405-8-3 ": {1405, 8, 3}, "١٤٠٥.٠٨.٣٠": {1405, 8, 30}} {
		if d, err := Parse(text); d != want || err != nil {
			t.Errorf("%q = %s %v", text, d, err)
		}
	}
}

func TestTheDayIsTehrans(t *testing.T) {
	for instant, want := range map[string]string{
		"2026-03-20T20:29:59Z": "1404/12/29", "2026-03-20T20:30:00Z": "1405/01/01", // +03:30 in winter and, since 2022, in summer
		"2026-07-01T20:29:59Z": "1405/04/10", "2026-07-01T20:30:00Z": "1405/04/11",
		"2020-07-01T19:30:00Z": "1399/04/12", // +04:30 then
	} {
		at, _ := time.Parse(time.RFC3339, instant)
		if got := FromTime(at).String(); got != want {
			t.Errorf("%s = %s, want %s", instant, got, want)
		}
	}
	d := Date{1405, 1, 1}
	if got := d.Time().UTC().Format(time.RFC3339); got != "2026-03-20T20:30:00Z" {
		t.Error(got)
	}
	if !FromTime(time.Time{}).IsZero() || !FromGregorian(9999, 1, 1).IsZero() {
		t.Error("a day outside the table was converted")
	}
}

func TestADayIsWrittenInBothCalendarsAndLanguages(t *testing.T) {
	at := time.Date(2025, 11, 22, 7, 38, 0, 0, time.UTC)
	for got, want := range map[string]string{
		Short(at, Jalali, "fa"): "۱۴۰۴/۰۹/۰۱", Short(at, Jalali, "en"): "1404/09/01", Short(at, Gregorian, "fa"): "۲۰۲۵/۱۱/۲۲", Short(at, Gregorian, "en"): "2025-11-22",
		Long(at, Jalali, "fa"): "شنبه ۱ آذر ۱۴۰۴", Long(at, Jalali, "en"): "Saturday 1 Azar 1404",
		Long(at, Gregorian, "fa"): "شنبه ۲۲ نوامبر ۲۰۲۵", Long(at, Gregorian, "en"): "Saturday 22 November 2025",
		Clock(at, "fa"): "۱۱:۰۸", Clock(at, "en"): "11:08",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
