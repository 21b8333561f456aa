package invoice

import "pishkhan/internal/persian"

// noteLines are the words at the foot.
func (s *sheet) noteLines(width float64) []string {
	var out []string
	for _, note := range []string{s.inv.Note, persian.Plain(s.o.Shop.Note), s.inv.Seller.Address} {
		if note != "" {
			out = append(out, s.Wrap(note, width, own(note, s.style(8)))...)
		}
	}
	return out
}

// The foot is as high as its QR code, or as the words beside it when the shop
// has many: they begin noteTop below the rule, footLine apart.
const (
	qrSide   = 23.0
	noteTop  = 5.2
	footLine = 4.8
)

func (s *sheet) footLines() []string { return s.noteLines(s.width() - (qrSide+6)*s.scale) }

func (s *sheet) footHeight() float64 {
	return max(31, 3+noteTop+6+footLine*float64(len(s.footLines()))+1) * s.scale
}

// shortFoot draws the QR code and the words beside it.
func (s *sheet) shortFoot(y float64) {
	k := s.scale
	s.rule(0, y, s.width(), 0.35, ink)
	size := qrSide * k
	s.QR(min(s.x(0), s.x(size)), y+3.2*k, size, s.reference(), ink)
	at := size + 6*k
	lines := s.footLines()
	yy := y + max(3.7*k+size/2-float64(len(lines))*2.5*k, noteTop*k)
	if s.inv.Credits == nil {
		s.put(at, yy, s.both("paper.thanks"), s.bold(10))
	} else {
		s.put(at, yy, s.both("paper.sign_buyer"), s.muted(8))
	}
	yy += 6 * k
	for _, line := range lines {
		s.put(at, yy, line, own(line, s.muted(8)))
		yy += footLine * k
	}
}
