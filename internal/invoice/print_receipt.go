package invoice

import (
	"strings"

	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// The receipt is what a roll printer gives: one page as long as its text, in
// black alone, for such a printer knows no grey.

var black = pdf.Color{}

// Edge is what a roll's printer leaves blank on either side, in millimetres.
func Edge(paper string) float64 {
	if paper == Paper58 {
		return 5
	}
	return 4
}

// roll is the paper of a receipt; each page says its own height.
func roll(paper string) pdf.Size {
	if paper == Paper58 {
		return pdf.Size{W: 58, H: 100}
	}
	return pdf.Size{W: 80, H: 100}
}

// strip is a receipt being made: its blocks, one under the other.
type strip struct {
	*sheet
	blocks []block
	high   float64
}

// block is a part of a receipt that is drawn at a height.
type block struct {
	at   float64
	draw func(y float64)
}

func (r *strip) add(height float64, draw func(y float64)) {
	r.blocks = append(r.blocks, block{r.high, draw})
	r.high += height
}

func (r *strip) space(height float64) { r.high += height }

func (r *strip) plain(size float64, bold bool) pdf.Style {
	return pdf.Style{Size: size * r.scale, Bold: bold, Color: black, RTL: r.rtl}
}

// legible is the smallest type, in points, that a roll printer makes readable.
const legible = 6.5

// label fits a label into a width; one in two languages that would become too
// small keeps the first alone.
func (r *strip) label(text string, width float64, st pdf.Style) (string, pdf.Style) {
	fitted := r.Fit(text, width, 4.5, st)
	if first, _, two := strings.Cut(text, betweenLanguages); two && fitted.Size < legible {
		return first, r.Fit(first, width, 4.5, st)
	}
	return text, fitted
}

func (s *sheet) receipt() { s.roll((*strip).document) }

func (r *strip) document() {
	r.head()
	r.facts()
	r.lines()
	r.sums()
	r.back()
	r.foot()
}

// roll lays a strip out and draws it on a page of its length.
func (s *sheet) roll(fill func(*strip)) {
	edge := Edge(s.o.Paper) + 1.2
	s.left, s.right = edge, roll(s.o.Paper).W-edge
	if s.o.Paper == Paper58 {
		s.scale = 0.86
	}
	r := &strip{sheet: s}
	r.space(4)
	fill(r)
	r.space(5)
	s.AddPageOf(pdf.Size{W: roll(s.o.Paper).W, H: r.high})
	for _, b := range r.blocks {
		b.draw(b.at)
	}
}

// line is a rule across the roll with room above and below.
func (r *strip) line() {
	r.add(4*r.scale, func(y float64) { r.rule(0, y+1.6*r.scale, r.width(), 0.45, black) })
}

func (r *strip) dashes() {
	r.add(3.4*r.scale, func(y float64) {
		const dash, gap = 1.1, 0.6
		for at := 0.0; at < r.width(); at += dash + gap {
			r.rule(at, y+1*r.scale, min(dash, r.width()-at), 0.3, black)
		}
	})
}

// centred puts a text into the middle, wrapped.
func (r *strip) centred(text string, size, leading float64, bold bool) {
	if text == "" {
		return
	}
	st := own(text, r.plain(size, bold))
	for _, line := range r.Wrap(text, r.width(), st) {
		r.add(leading*r.scale, func(y float64) { r.middle(0, r.width(), y+leading*r.scale*0.74, line, st) })
	}
}

func (r *strip) head() {
	const side = 13.0
	if len(r.o.Shop.Logo) > 0 {
		r.add(side+1.5, func(y float64) {
			_ = r.Image(r.left+(r.width()-side)/2, y, side, side, r.o.Shop.Logo) // one that can't be read is left out
		})
	}
	seller := r.inv.Seller
	name := own(seller.Name, r.plain(17, true))
	if fitted := r.Fit(seller.Name, r.width(), 12*r.scale, name); r.Width(seller.Name, fitted) <= r.width() {
		name = fitted
	}
	r.centred(seller.Name, name.Size/r.scale, 8.5*name.Size/r.scale/17, true)
	r.space(1)
	r.centred(seller.Address, 8.5, 4.6, false)
	if seller.Phone != "" {
		r.centred(r.phone(seller.Phone), 8.5, 4.6, false)
	}
	if title := r.inv.called("paper.title"); title != "paper.title" { // it is no plain sale: that is said
		r.space(1)
		r.centred(r.both("paper.title"), 11, 6, true)
	}
	if r.o.Copy {
		r.space(1)
		r.add(6*r.scale, func(y float64) {
			st, text := r.plain(8, true), r.both("paper.reprint")
			w := r.Width(text, st) + 5*r.scale
			r.box((r.width()-w)/2, y, w, 5.4*r.scale, pdf.Box{Stroke: 0.3, Border: black, Radius: 1.2})
			r.middle(0, r.width(), y+3.8*r.scale, text, st)
		})
	}
	r.line()
}

func (r *strip) facts() {
	left, right := r.shortFacts()
	all := append([]fact{{label: r.both("paper.receipt_number"), value: r.code(r.inv.Number), strong: true}}, right...)
	for n, f := range append(all, left...) {
		height, size := 5.1*r.scale, 8.8
		if n == 0 {
			size, height = 11.5, 6*r.scale
		}
		name, ls := r.label(f.label, r.width()*0.42, r.plain(8.8, false))
		st := r.plain(size, f.strong || f.data)
		if f.data {
			st = own(f.value, st)
		}
		beside := r.Fit(f.value, r.width()-r.Width(name, ls)-2, 4.5, st)
		r.add(height, func(y float64) {
			r.put(0, y+height*0.74, name, ls)
			if beside.Size >= legible {
				r.putEnd(r.width(), y+height*0.74, f.value, beside)
			}
		})
		if beside.Size < legible { // it has a line of its own
			r.add(height, func(y float64) { r.putEnd(r.width(), y+height*0.74, f.value, r.Fit(f.value, r.width(), 4.5, st)) })
		}
	}
	r.line()
}

func (r *strip) lines() {
	inv := r.inv
	all := []money.Rial{inv.Gross, inv.Total, -inv.Discount, inv.Due, -inv.Change}
	for i := range inv.Lines {
		all = append(all, inv.Lines[i].afterOwn())
	}
	for _, p := range inv.Payments {
		all = append(all, p.Amount)
	}
	st := r.plain(9.2, true)
	st.Tabular, st.RTL = true, false
	for _, a := range all {
		r.amountColumn = max(r.amountColumn, r.Width(r.amount(a), st))
	}
	r.amountColumn = min(r.amountColumn, r.width()*0.46)
	unit := r.o.Shop.Unit.Name(r.lang)
	r.add(4.8*r.scale, func(y float64) {
		small := r.plain(8, false)
		r.put(0, y+3.4*r.scale, r.both("paper.item"), small)
		r.Text(max(r.x(r.width()-r.amountColumn), r.x(r.width())), y+3.4*r.scale, unit, small.With(pdf.Right))
	})
	for i := range inv.Lines {
		r.item(&inv.Lines[i])
	}
}

// item is what was bought, how much of it at which price, and what was taken
// off.
func (r *strip) item(l *Line) {
	k := r.scale
	st := own(l.Name, r.plain(9.2, true))
	for n, part := range r.Wrap(l.Name, r.width()-r.amountColumn-3, st) {
		r.add(4.9*k, func(y float64) {
			r.put(0, y+3.6*k, part, st)
			if n == 0 {
				r.sum(y+3.6*k, l.afterOwn(), r.plain(9.2, true))
			}
		})
	}
	text := l.Quantity.Format(r.lang)
	if l.Unit != "" {
		text += " " + persian.Isolate(r.unit(l.Unit))
	}
	if l.Quantity != money.One {
		text += " × " + r.amount(l.Price)
	}
	if l.Discount != 0 {
		comma := ", "
		if r.rtl {
			comma = "، "
		}
		text += comma + r.say("paper.discount") + " " + r.amount(l.Discount)
	}
	small := r.plain(8.2, false)
	notes := r.notes(l)
	height := 5.6 * k
	if len(notes) > 0 {
		height = 4.4 * k
	}
	r.add(height, func(y float64) { r.put(0, y+3.3*k, text, r.Fit(text, r.width(), 4.5, small)) })
	for n, note := range notes {
		st := own(note, r.plain(7.4, false))
		lines := r.Wrap(note, r.width(), st)
		for m, line := range lines {
			height := 4.0 * k
			if n == len(notes)-1 && m == len(lines)-1 {
				height = 5.4 * k
			}
			r.add(height, func(y float64) { r.put(0, y+3*k, line, st) })
		}
	}
}

// sum puts an amount into the column where all amounts end.
func (r *strip) sum(base float64, amount money.Rial, st pdf.Style) {
	text := r.amount(amount)
	r.figure(r.width()-r.amountColumn, r.amountColumn, base, text, r.fitFigure(text, r.amountColumn, st))
}

func (r *strip) pairs(ps []pair) {
	k := r.scale
	for _, p := range ps {
		r.add(5.2*k, func(y float64) {
			base := y + 3.8*k
			r.sum(base, p.amount, r.plain(9.2, true))
			text := p.label
			if p.aside != "" {
				comma := ", "
				if r.rtl {
					comma = "، "
				}
				text += comma + p.aside
			}
			text, st := r.label(text, r.width()-r.amountColumn-2, r.plain(8.8, p.bold))
			r.put(0, base, text, st)
		})
	}
}

func (r *strip) sums() {
	k := r.scale
	r.dashes()
	r.pairs(r.sheet.sums())
	total := "paper.total"
	if r.inv.Credits != nil {
		total = "paper.credited"
	}
	r.add(12.4*k, func(y float64) {
		top := y + 0.8*k
		r.box(0.25, top, r.width()-0.5, 10*k, pdf.Box{Stroke: 0.5, Border: black, Radius: 1.6 * k})
		label, unit, figure := r.both(total), r.o.Shop.Unit.Name(r.lang), r.amount(r.inv.Total)
		ls := r.Fit(label, 20*k, 6, r.plain(9.5, true))
		us := r.plain(8.8, true)
		r.put(2.6*k, top+6.4*k, label, ls)
		r.putEnd(r.width()-2.6*k, top+6.4*k, unit, us)
		from, to := 2.6*k+r.Width(label, ls)+1.5*k, r.width()-2.6*k-r.Width(unit, us)-1.5*k
		big := r.plain(16, true)
		big.RTL = false
		r.middle(from, to-from, top+7*k, figure, r.Fit(figure, to-from, 6, big))
	})
	for _, text := range r.words(r.inv.Total) {
		r.centred(text, 8.2, 4.5, false)
	}
	r.space(1.4 * k)
	paid := r.paid()
	for i := range r.inv.Payments {
		if r.inv.Credits != nil {
			paid[i].label = r.both("paper.given_back_by", "Method", r.method(r.inv.Payments[i].Method))
		}
	}
	r.pairs(paid)
	r.line()
}

func (r *strip) foot() {
	k := r.scale
	const side = 25.0
	high := side * k
	r.add(high+3*k, func(y float64) {
		y += 0.8 * k
		r.QR(min(r.x(0), r.x(high)), y, high, r.reference(), black)
		at := high + 4*k
		room := r.width() - at
		name, text := r.scan()
		name, ts := r.label(name, room, r.plain(9.2, true))
		st := r.plain(8.2, false)
		said := r.Wrap(text, room, st)
		yy := y + high/2 - float64(len(said))*2.25*k + 0.6*k // in the middle of the code's height
		r.put(at, yy, name, ts)
		for n, line := range said {
			r.put(at, yy+5.2*k+float64(n)*4.5*k, line, st)
		}
	})
	if id := r.inv.TaxID; id != "" {
		r.centred(r.both("paper.tax_id"), 8, 4.4, false)
		r.centred(id, 9.2, 5, true)
	}
	r.space(1)
	notes := []string{r.inv.Note}
	if r.inv.Credits == nil {
		for thanks := range strings.SplitSeq(r.both("paper.thanks"), betweenLanguages) {
			r.centred(thanks, 9.5, 5.4, true)
		}
		notes = append(notes, persian.Plain(r.o.Shop.Note))
	}
	for _, note := range notes {
		r.centred(note, 8.2, 4.5, false)
	}
}
