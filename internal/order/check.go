package order

import (
	"time"
	"unicode/utf8"

	"pishkhan/internal/calendar"
	"pishkhan/internal/errs"
	"pishkhan/internal/persian"
)

// The sources of orders, and how they go out.
const (
	Counter = "counter"
	Phone   = "phone"
	Portal  = "portal"

	Pickup  = "pickup"
	Courier = "courier"
	Post    = "post"
)

// The longest texts, in letters.
const (
	maxRecipient = 200
	maxAddress   = 500
	maxTracking  = 100
	maxNote      = 500
)

// Plan is what is said of how an order goes out; nil is not said.
type Plan struct {
	PromisedOn   *string `json:"promised_on,omitempty" doc:"YYYY-MM-DD; empty takes the promise back"`
	PromisedTime *string `json:"promised_time,omitempty" doc:"HH:MM in Tehran"`
	Delivery     *string `json:"delivery,omitempty" enum:"pickup,courier,post"`
	Recipient    *string `json:"recipient,omitempty"`
	Phone        *string `json:"phone,omitempty"`
	Address      *string `json:"address,omitempty"`
	TrackingCode *string `json:"tracking_code,omitempty"`
	Note         *string `json:"note,omitempty"`
}

// hour tells whether a text is an hour of the day.
func hour(text string) bool {
	_, err := time.Parse("15:04", text)
	return err == nil && len(text) == len("15:04")
}

// Put writes what is said into w, in the form that is stored, and collects
// what is refused.
func (p Plan) Put(w *Whole, list *errs.List) {
	text := func(field string, from, to *string, tidy func(string) string, most int) {
		if from == nil {
			return
		}
		if *to = tidy(*from); utf8.RuneCountInString(*to) > most {
			list.Add(field, "too_long", "Max", most)
		}
	}
	shaped := func(field string, from, to *string, right func(string) bool, code errs.Code) {
		if from == nil {
			return
		}
		if *to = persian.LatinDigits(persian.Tidy(*from)); *to == "" {
			return
		}
		if !right(*to) {
			list.Add(field, code)
		}
	}
	shaped("promised_on", p.PromisedOn, &w.PromisedOn, calendar.Settable, "bad_date")
	shaped("promised_time", p.PromisedTime, &w.PromisedTime, hour, "bad_time")
	if w.PromisedTime != "" && w.PromisedOn == "" {
		list.Add("promised_on", errs.Required)
	}
	if p.Delivery != nil {
		if w.Delivery = *p.Delivery; w.Delivery != Pickup && w.Delivery != Courier && w.Delivery != Post {
			list.Add("delivery", errs.Invalid)
		}
	}
	text("recipient", p.Recipient, &w.Recipient, persian.Tidy, maxRecipient)
	text("address", p.Address, &w.Address, persian.TidyLines, maxAddress)
	text("tracking_code", p.TrackingCode, &w.TrackingCode, func(s string) string { return persian.LatinDigits(persian.Tidy(s)) }, maxTracking)
	text("note", p.Note, &w.Note, persian.TidyLines, maxNote)
	if p.Phone != nil {
		if w.Phone = persian.Tidy(*p.Phone); w.Phone != "" {
			if phone, ok := persian.Phone(w.Phone); ok {
				w.Phone = phone
			} else {
				list.Add("phone", "invalid_phone")
			}
		}
	}
}
