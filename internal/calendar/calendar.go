// Package calendar owns the Jalali calendar and Tehran's clock: which day an
// instant falls on in the shop, and how people read and write that day.
//
// It refuses days that do not exist (Esfand 30 of a common year) and keeps no
// holidays. Instants stay time.Time; a Date is only what the wall calendar says.
package calendar

import (
	"errors"
	"time"
	_ "time/tzdata" // Tehran's clock on machines without zone files
)

// Date is a day of the Jalali (solar Hijri) calendar; the zero Date is no day.
type Date struct{ Year, Month, Day int }

// The years for which the break-point table is right.
const (
	MinYear = 1
	MaxYear = 3176
)

// The reasons for refusing; test with errors.Is.
var (
	ErrFormat = errors.New("calendar: not a date")
	ErrDate   = errors.New("calendar: no such day")
)

// Tehran is the shop's time zone: +03:30 all year since 2022, with the summer
// times of the years before.
var Tehran = mustLoad("Asia/Tehran")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // cannot be: the zone data are embedded
	}
	return l
}

// New gives a day, or ErrDate when the calendar has no such day.
func New(year, month, day int) (Date, error) {
	if year < MinYear || year > MaxYear || month < 1 || month > 12 || day < 1 || day > MonthDays(year, month) {
		return Date{}, ErrDate
	}
	return Date{year, month, day}, nil
}

// FromTime is the day on which t falls in Tehran; the zero Date outside the
// table's years.
func FromTime(t time.Time) Date {
	y, m, d := t.In(Tehran).Date()
	return FromGregorian(y, m, d)
}

// ISO is the day on which t falls in Tehran, as the API and the file write it.
func ISO(t time.Time) string { return t.In(Tehran).Format(time.DateOnly) }

// FromISO is the instant at which such a day begins in Tehran.
func FromISO(text string) (time.Time, error) {
	return time.ParseInLocation(time.DateOnly, text, Tehran)
}

// Settable tells whether a text is such a day, and one that people may mean when
// they set a day to come or gone by: both calendars have it, and no year is a slip.
func Settable(text string) bool {
	day, err := FromISO(text)
	return err == nil && day.Year() >= 1900 && day.Year() <= 2100
}

// FromGregorian converts a day; the zero Date outside the table's years.
func FromGregorian(year int, month time.Month, day int) Date {
	jy := year - 621
	if jy < MinYear || jy > MaxYear+1 { // the last year's winter lies in the next of theirs
		return Date{}
	}
	n := dayNumber(year, month, day) - newYear(jy)
	if n < 0 {
		jy--
		n = dayNumber(year, month, day) - newYear(max(jy, MinYear))
	}
	if jy < MinYear || jy > MaxYear {
		return Date{}
	}
	if n < 186 {
		return Date{jy, 1 + n/31, 1 + n%31}
	}
	n -= 186
	return Date{jy, 7 + n/30, 1 + n%30}
}

// Gregorian is the same day in the Gregorian calendar.
func (d Date) Gregorian() (year int, month time.Month, day int) {
	n := newYear(d.Year) + (d.Month-1)*30 + min(d.Month-1, 6) + d.Day - 1
	return time.Unix(int64(n)*86400, 0).UTC().Date()
}

// Time is the day's first instant in Tehran.
func (d Date) Time() time.Time {
	y, m, day := d.Gregorian()
	return time.Date(y, m, day, 0, 0, 0, 0, Tehran)
}

// Weekday of the day; the shop's week begins on Saturday.
func (d Date) Weekday() time.Weekday {
	y, m, day := d.Gregorian()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Weekday()
}

// IsZero tells whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Leap tells whether Esfand of the year has 30 days.
func Leap(year int) bool { return newYear(year+1)-newYear(year) == 366 }

// MonthDays is the length of a month, 1 Farvardin to 12 Esfand.
func MonthDays(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month <= 11 || Leap(year):
		return 30
	}
	return 29
}

// breaks are the years where the 33-year rhythm of leap years starts anew
// (Borkowski's table, as in jalaali).
var breaks = [...]int{-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210,
	1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178}

// newYear is the day number of 1 Farvardin.
func newYear(jy int) int {
	leaps, from := -14, breaks[0] // leap years before jy, counted from the table's start
	for _, to := range breaks[1:] {
		if jump := to - from; jy >= to {
			leaps += jump/33*8 + jump%33/4
			from = to
			continue
		}
		n, jump := jy-from, to-from
		leaps += n/33*8 + (n%33+3)/4
		if jump%33 == 4 && jump-n == 4 {
			leaps++
		}
		break
	}
	gy := jy + 621
	return dayNumber(gy, time.March, 20+leaps-(gy/4-(gy/100+1)*3/4-150))
}

// dayNumber counts days since 1970-01-01 in the Gregorian calendar.
func dayNumber(year int, month time.Month, day int) int {
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}
