package invoice

import (
	"strings"

	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/persian"
)

// pair is a label and an amount; a line above it where above is set.
type pair struct {
	label, aside string
	amount       money.Rial
	bold, above  bool
}

func (s *sheet) pairs(start, width, y float64, ps []pair) {
	k := s.scale
	for _, p := range ps {
		st := s.style(8.5)
		st.Bold = p.bold
		if p.above {
			s.rule(start, y+0.4*k, width, 0.15, hair)
			y += 0.6 * k
		}
		text := s.amount(p.amount)
		figure := s.fitFigure(text, s.amountColumn, st)
		// All amounts of a block end at the same place.
		s.figure(start+width-s.amountColumn, s.amountColumn, y+3.9*k, text, figure)
		room := width - s.amountColumn - 1.5*k
		if !s.rtl {
			room = width - s.Width(text, figure) - 1.5*k
		}
		label := p.label
		if s.Width(label, st)*6.5+s.Width(p.aside, st)*6 > room*8.5 { // too small in two languages
			label, _, _ = strings.Cut(label, betweenLanguages)
		}
		lst := s.Fit(label, room, 4, st)
		s.put(start, y+3.9*k, label, lst)
		if p.aside != "" {
			used := s.Width(label, lst) + 1.4*k
			s.put(start+used, y+3.9*k, p.aside, s.Fit(p.aside, room-used, 4, s.muted(8.5)))
		}
		y += 5.6 * k
	}
}

// sums are the steps from the lines' sum to what is payable.
func (s *sheet) sums() []pair {
	inv := s.inv
	var own, share money.Rial
	for _, l := range inv.Lines {
		own += l.Discount
		share += l.DiscountShare
	}
	out := []pair{{label: s.both("paper.rows", "Count", len(inv.Lines)), amount: inv.Gross}}
	switch {
	case own != 0 && share != 0:
		out = append(out, pair{label: s.both("paper.discount_lines"), amount: -own}, pair{label: s.both("paper.discount_whole"), amount: -share})
	case own+share != 0:
		out = append(out, pair{label: s.both("paper.discount"), amount: -own - share})
	}
	if inv.Tax != 0 {
		out = append(out, pair{label: s.tax(), amount: inv.Tax})
	}
	if inv.Rounding != 0 {
		out = append(out, pair{label: s.both("paper.rounding"), amount: inv.Rounding})
	}
	return out
}

func (s *sheet) tax() string {
	text := s.say("paper.tax", "Rate", s.rates(s.lang))
	if s.o.Lang == LangBoth {
		text += betweenLanguages + persian.IsolateLTR(s.sayIn(i18n.English, "paper.tax", "Rate", s.rates(i18n.English)))
	}
	return text
}

// paid are the payments, what was given back, and what is left.
func (s *sheet) paid() []pair {
	var out []pair
	for _, p := range s.inv.Payments {
		one := pair{label: s.method(p.Method), amount: p.Amount}
		if p.Method == payment.Exchange { // its reference is the other document's number
			one.aside = s.code(p.Reference)
		} else if p.Reference != "" {
			one.aside = s.say("paper.reference", "Number", s.code(p.Reference))
		}
		out = append(out, one)
	}
	if s.inv.Change != 0 {
		out = append(out, pair{label: s.both("paper.change"), amount: -s.inv.Change})
	}
	return append(out, pair{label: s.both("paper.due"), amount: s.inv.Due, bold: true, above: true})
}

func (s *sheet) method(name string) string {
	text := s.say("method." + name)
	if s.o.Lang == LangBoth {
		text += betweenLanguages + persian.IsolateLTR(s.sayIn(i18n.English, "method."+name))
	}
	return text
}
