package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Kind is a calendar that a person may prefer.
type Kind string

// The calendars.
const (
	Jalali    Kind = "jalali"
	Gregorian Kind = "gregorian"
)

// Of is the calendar of a language.
func Of(lang string) Kind {
	if lang == "fa" {
		return Jalali
	}
	return Gregorian
}

// String is the day as documents and numbers carry it: 1405/08/30.
func (d Date) String() string { return fmt.Sprintf("%04d/%02d/%02d", d.Year, d.Month, d.Day) }

// Parse reads year, month and day with Latin, Persian or Arabic digits, parted
// by / - or . (1405/8/3, ۱۴۰۵-۰۸-۰۳). It gives ErrFormat, or ErrDate for a day
// that does not exist.
func Parse(text string) (Date, error) {
	var part [3]int
	n, digits := 0, 0
	for _, r := range strings.Trim(text, " \t\u00a0\u200e\u200f\u2066\u2067\u2068\u2069") {
		switch {
		case '0' <= r && r <= '9' || '۰' <= r && r <= '۹' || '٠' <= r && r <= '٩':
			if digits++; digits > 4 {
				return Date{}, ErrFormat
			}
			part[n] = part[n]*10 + int(r&0xf)
		case (r == '/' || r == '-' || r == '.') && digits > 0 && n < 2:
			if n == 0 && digits != 4 {
				return Date{}, ErrFormat // 30/8/1405, 05/8/30: which is the year?
			}
			n, digits = n+1, 0
		default:
			return Date{}, ErrFormat
		}
	}
	if n != 2 || digits == 0 || digits > 2 {
		return Date{}, ErrFormat
	}
	return New(part[0], part[1], part[2])
}

// Short writes t's day in Tehran with digits alone: ۱۴۰۵/۰۸/۳۰, 1405/08/30,
// ۲۰۲۶/۱۱/۲۱ or 2026-11-21.
func Short(t time.Time, kind Kind, lang string) string {
	if kind == Gregorian {
		layout := "2006-01-02"
		if lang == "fa" {
			layout = "2006/01/02"
		}
		return localDigits(t.In(Tehran).Format(layout), lang)
	}
	return localDigits(FromTime(t).String(), lang)
}

// Long writes t's day in Tehran with its names: «شنبه ۱ آذر ۱۴۰۴»,
// "Saturday 22 November 2025".
func Long(t time.Time, kind Kind, lang string) string {
	t = t.In(Tehran)
	day, month, year := t.Day(), GregorianMonthName(t.Month(), lang), t.Year()
	if kind != Gregorian {
		d := FromTime(t)
		day, month, year = d.Day, MonthName(d.Month, lang), d.Year
	}
	return WeekdayName(t.Weekday(), lang) + " " + localDigits(fmt.Sprint(day), lang) + " " + month + " " + localDigits(fmt.Sprint(year), lang)
}

// Clock writes t's time of day in Tehran: ۱۱:۰۸.
func Clock(t time.Time, lang string) string { return localDigits(t.In(Tehran).Format("15:04"), lang) }

func localDigits(s, lang string) string {
	if lang != "fa" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '۰'
		}
		return r
	}, s)
}

// MonthName names a Jalali month, 1 to 12; empty for any other.
func MonthName(month int, lang string) string {
	names := &monthsEn
	if lang == "fa" {
		names = &monthsFa
	}
	if month < 1 || month > 12 {
		return ""
	}
	return names[month-1]
}

// GregorianMonthName names a Gregorian month; empty for one that is none.
func GregorianMonthName(month time.Month, lang string) string {
	if month < 1 || month > 12 {
		return ""
	}
	if lang == "fa" {
		return gregorianFa[month-1]
	}
	return month.String()
}

// WeekdayName names a day of the week.
func WeekdayName(day time.Weekday, lang string) string {
	if lang == "fa" {
		return weekdaysFa[day]
	}
	return day.String()
}

var (
	monthsFa = [12]string{"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"}
	monthsEn = [12]string{"Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"}

	gregorianFa = [12]string{"ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"}
	weekdaysFa  = [7]string{"یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه"}
)
