package invoice

import (
	"strings"

	"pishkhan/internal/persian"
)

// notes are what is said of a line in small type: what a bundle is made of.
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
	return out
}

// noted is a line's name with its notes, as a table's cell.
func (s *sheet) noted(name string, l *Line) string {
	if notes := s.notes(l); len(notes) > 0 {
		return name + noted + strings.Join(notes, betweenLanguages)
	}
	return name
}
