package invoice

import (
	"slices"
	"strings"

	"pishkhan/internal/persian"
	"pishkhan/internal/serial"
)

// notes are what is said of a line in small type: what a bundle is made of, which
// pieces they are, and until when they are under warranty.
func (s *sheet) notes(l *Line) (out []string) {
	comma := ", "
	if s.rtl {
		comma = "، "
	}
	if len(l.Parts) > 0 {
		parts := make([]string, len(l.Parts))
		for i, p := range l.Parts {
			parts[i] = p.Quantity.Format(s.lang) + " " + persian.Isolate(s.unit(p.Unit)) + " " + persian.Isolate(p.Name)
		}
		out = append(out, s.say("paper.made_of", "Parts", strings.Join(parts, comma)))
	}
	for _, of := range byWarranty(l.Serials) {
		serials := make([]string, len(of))
		for i, p := range of {
			serials[i] = persian.IsolateLTR(p.Serial)
		}
		text := s.say("paper.serials", "Serials", strings.Join(serials, comma))
		if until := of[0].Until(); !until.IsZero() {
			text += comma + s.say("paper.warranty", "Day", s.date(until))
		}
		out = append(out, text)
	}
	return out
}

// byWarranty puts pieces together that are under warranty until the same day.
func byWarranty(pieces []serial.Piece) (out [][]serial.Piece) {
	for _, p := range pieces {
		at := slices.IndexFunc(out, func(of []serial.Piece) bool { return of[0].WarrantyUntil == p.WarrantyUntil })
		if at < 0 {
			out = append(out, []serial.Piece{p})
			continue
		}
		out[at] = append(out[at], p)
	}
	return out
}

// noted is a line's name with its notes, as a table's cell.
func (s *sheet) noted(name string, l *Line) string {
	if notes := s.notes(l); len(notes) > 0 {
		return name + noted + strings.Join(notes, betweenLanguages)
	}
	return name
}
