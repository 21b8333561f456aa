package invoice

import (
	"strings"

	"pishkhan/internal/calendar"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// The short form is what most customers take home: a half page with the lines,
// what was paid, and a QR code. Its measures are those of A5; A4 is the same,
// larger.

// afterOwn is what a short line says on its right: the gross less the line's
// own discount. What is taken off the whole stands among the sums.
func (l *Line) afterOwn() money.Rial { return l.Gross - l.Discount }

func (s *sheet) short() {
	t := s.shortTable()
	rows := s.shortRows(t)
	t.share(rows)
	t.fit(rows)
	s.amountColumn = t.columns[len(t.columns)-1].width - t.lastRoom()
	broken := make([][][]string, len(rows))
	heights := make([]float64, len(rows))
	for i, row := range rows {
		broken[i] = t.lines(row)
		heights[i] = t.height(broken[i])
	}
	k := s.scale
	bottom := s.Size().H - 9*k
	carry := 7 * k
	firstTop, nextTop := s.shortHead(false), 24*k
	head := s.shortTitlesHeight()
	pages := paginate(heights, bottom-firstTop-head, bottom-nextTop-head, carry, s.shortClosing(false, 0))

	var sum money.Rial
	for n, p := range pages {
		s.newPage()
		y := nextTop
		if n == 0 {
			y = s.shortHead(true)
		} else {
			s.shortHeadAgain()
		}
		y = s.shortTitles(t, y)
		if n > 0 {
			y = s.shortCarry(y, carry, "paper.carried_from", sum)
		}
		for i := p[0]; i < p[1]; i++ {
			y += t.row(y, broken[i])
			sum += s.inv.Lines[i].afterOwn()
		}
		if n < len(pages)-1 {
			s.shortCarry(y, carry, "paper.carried_to", sum)
		} else {
			s.shortClosing(true, y)
		}
	}
	if len(pages) > 1 {
		for n := range pages {
			s.SetPage(s.firstPage + n)
			s.middle(0, s.width(), s.Size().H-4.5*k, s.say("paper.page_of", "Page", s.count(n+1), "Pages", s.count(len(pages))), s.muted(7.5))
		}
		s.SetPage(s.Pages())
	}
}

// shortHead draws the shop, the number and who bought; it gives the height
// where the table begins. Measured first, without drawing.
func (s *sheet) shortHead(draw bool) float64 {
	inv, k, code := s.inv, s.scale, s.code(s.inv.Number)
	top := 9 * k
	left, right := s.shortFacts()
	end := top + 15.5*k + 5.0*k + float64(max(len(left), len(right)))*5.4*k
	if !draw {
		return end
	}
	at := s.logo(top, 12*k)
	name := s.bold(14)
	title := s.both("paper.title")
	amountsIn := "(" + s.say("paper.amounts_in", "Unit", s.o.Shop.Unit.Name(s.lang)) + ")"
	titleWidth := s.Width(title+" "+amountsIn, s.muted(8.5))
	headEnd := max(titleWidth, s.Width(code, s.bold(13))+28*k)
	base := s.shopName(at, top+5.6*k, s.width()-at-headEnd-4, own(inv.Seller.Name, name))
	if inv.Seller.Phone != "" {
		s.put(at, base+5.4*k, s.both("paper.phone")+" "+s.phone(inv.Seller.Phone), s.muted(8.5))
	}
	s.putEnd(s.width(), top+4.2*k, title+" "+amountsIn, s.muted(8.5))
	number := s.bold(13)
	number.RTL = false
	s.putEnd(s.width(), top+10.4*k, code, number)
	if s.o.Copy {
		s.pill(s.width()-s.Width(code, number)-3*k, top+10.4*k, s.both("paper.reprint"))
	}

	y := top + 15.5*k
	s.rule(0, y, s.width(), 0.35, ink)
	half := s.width()/2 + 1
	for i, facts := range [][]fact{left, right} {
		start := float64(i) * half
		label := 0.0
		for _, f := range facts {
			label = max(label, s.Width(f.label, s.muted(8.5))+3*k)
		}
		label = max(label, 15*k)
		for n, f := range facts {
			base := y + 2.4*k + float64(n)*5.4*k + 3.7*k
			s.put(start, base, f.label, s.muted(8.5))
			st := s.style(8.5)
			st.Bold = f.strong
			if f.data {
				st = own(f.value, st)
			}
			s.put(start+label, base, f.value, s.Fit(f.value, half-label-3, 5, st))
		}
	}
	s.rule(0, end-1.2*k, s.width(), 0.35, ink)
	return end
}

// shopName draws the seller's name, a long one smaller and in two lines, and
// gives its last baseline.
func (s *sheet) shopName(at, base, width float64, st pdf.Style) float64 {
	name, k := s.inv.Seller.Name, s.scale
	if fitted := s.Fit(name, width, 9*k, st); s.Width(name, fitted) <= width {
		s.put(at, base, name, fitted)
		return base
	}
	st.Size = 9 * k
	lines := s.Wrap(name, width, st)
	if len(lines) > 2 {
		lines = []string{lines[0], strings.Join(lines[1:], " ")}
	}
	for i, line := range lines {
		s.put(at, base-2*k+float64(i)*4.4*k, line, s.Fit(line, width, 4, st))
	}
	return base + 2.4*k
}

// fact is a label and what it says.
type fact struct {
	label, value string
	strong, data bool
}

// shortFacts are the document's facts beside the start and beside the middle.
func (s *sheet) shortFacts() (left, right []fact) {
	inv := s.inv
	buyer := fact{label: s.both("paper.buyer"), value: s.both("paper.guest"), strong: true}
	if inv.Buyer != nil {
		buyer.value, buyer.data = inv.Buyer.Name, true
	}
	left = append(left, buyer)
	if inv.Buyer != nil && inv.Buyer.Phone != "" {
		left = append(left, fact{label: s.both("paper.phone"), value: s.phone(inv.Buyer.Phone)})
	}
	comma := ", "
	if s.rtl {
		comma = "، "
	}
	clock := calendar.Clock(inv.IssuedAt, s.lang)
	when := calendar.WeekdayName(inv.IssuedAt.In(calendar.Tehran).Weekday(), s.lang) + " " + s.date(inv.IssuedAt) + comma + clock
	right = append(right, fact{label: s.both("paper.date"), value: when})
	till := s.code(inv.Series)
	if inv.StaffName != "" {
		till += comma + persian.Isolate(inv.StaffName)
	}
	if till != "" {
		right = append(right, fact{label: s.both("paper.till"), value: till})
	}
	if of := s.original(); of != "" {
		left = append(left, fact{label: s.both("paper.original"), value: of, strong: true})
	}
	return left, right
}

// shortHeadAgain is the head of every further page.
func (s *sheet) shortHeadAgain() {
	k := s.scale
	number, code := s.bold(10), s.code(s.inv.Number)
	number.RTL = false
	s.putEnd(s.width(), 14*k, code, number)
	room := s.width() - s.Width(code, number) - 3*k
	if s.o.Copy {
		room = s.pill(room, 14*k, s.both("paper.reprint")) - 3*k
	}
	s.put(0, 14*k, s.inv.Seller.Name, s.Fit(s.inv.Seller.Name, room, 4, own(s.inv.Seller.Name, s.bold(10))))
	s.put(0, 19*k, s.date(s.inv.IssuedAt), s.muted(8))
	s.rule(0, 21.5*k, s.width(), 0.35, ink)
}

// pill draws a framed word that ends at start, and gives where it begins.
func (s *sheet) pill(start, base float64, text string) float64 {
	k := s.scale
	st := s.bold(7.5)
	w := s.Width(text, st) + 4*k
	s.box(start-w, base-4*k, w, 5.4*k, pdf.Box{Stroke: 0.3, Border: ink, Radius: 1.2 * k})
	s.middle(start-w, w, base-0.35*k, text, st)
	return start - w
}

// shortTable has a column for discounts only where there are any.
func (s *sheet) shortTable() *table {
	k := s.scale
	t := &table{sheet: s, size: 8.5, leading: 4.6, pad: 1.9 * k, air: 2.3}
	t.columns = []column{
		{width: 7 * k, kind: words, muted: true},
		{title: "paper.item", kind: words},
		{title: "paper.quantity", kind: amounts},
		{title: "paper.price", kind: figures},
	}
	if s.hasOwnDiscount() {
		t.columns = append(t.columns, column{title: "paper.discount", kind: figures})
	}
	t.columns = append(t.columns, column{title: "paper.sum", kind: figures, bold: true})
	return t
}

// share gives the columns of figures the room that they need, within bounds,
// and the names what is left.
func (t *table) share(rows [][]string) {
	k := t.scale
	t.columns[1].width = t.width() - t.columns[0].width
	for i := 2; i < len(t.columns); i++ {
		least := 17 * k
		if t.columns[i].kind == amounts {
			least = 12 * k
		}
		widest := 0.0
		for _, title := range t.titles(i) {
			widest = max(widest, t.Width(title, t.titleStyle(title)))
		}
		for _, row := range rows {
			w := t.Width(row[i], t.cellStyle(i))
			if t.columns[i].kind == amounts { // room for the longest fraction behind the longest whole
				w += 3 * k
			}
			widest = max(widest, w)
		}
		if i == len(t.columns)-1 { // under it stand the sums
			for _, r := range []money.Rial{t.inv.Gross, t.inv.Total, -t.inv.Discount} {
				widest = max(widest, t.Width(t.amount(r), t.cellStyle(i)))
			}
		}
		t.columns[i].width = min(max(widest+2*t.pad, least), 28*k)
		t.columns[1].width -= t.columns[i].width
	}
}

func (s *sheet) hasOwnDiscount() bool {
	for _, l := range s.inv.Lines {
		if l.Discount != 0 {
			return true
		}
	}
	return false
}

func (s *sheet) shortRows(t *table) [][]string {
	var rows [][]string
	for i := range s.inv.Lines {
		l := &s.inv.Lines[i]
		name := l.Name
		if l.Unit != "" && l.Quantity%money.One != 0 {
			name += " (" + s.unit(l.Unit) + ")" // a fraction of what
		}
		row := []string{s.count(i + 1), s.noted(name, l), l.Quantity.Format(s.lang), s.amount(l.Price)}
		if s.hasOwnDiscount() {
			off := "–"
			if l.Discount != 0 {
				off = s.amount(-l.Discount)
			}
			row = append(row, off)
		}
		rows = append(rows, append(row, s.amount(l.afterOwn())))
	}
	return rows
}

// titles are what stands over a column: its title, and the English one below
// where both languages are wanted.
func (t *table) titles(i int) []string {
	key := t.columns[i].title
	switch {
	case key == "":
		return []string{"#"}
	case t.o.Lang == LangBoth:
		return []string{t.say(key), t.sayIn(i18n.English, key)}
	}
	return []string{t.say(key)}
}

func (t *table) titleStyle(title string) pdf.Style {
	st := t.muted(7.5)
	if st.Bold = t.o.Lang != LangBoth || persian.HasRTL(title); !st.Bold {
		st.Size = 6.8 * t.scale
	}
	return own(title, st)
}

const shortTitleLine = 3.6

func (s *sheet) shortTitlesHeight() float64 {
	if s.o.Lang == LangBoth {
		return (6.6 + shortTitleLine) * s.scale
	}
	return 6.6 * s.scale
}

func (s *sheet) shortTitles(t *table, y float64) float64 {
	k, start := s.scale, 0.0
	for i, c := range t.columns {
		for n, title := range t.titles(i) {
			base := y + (4.2+float64(n)*shortTitleLine)*k
			st := s.Fit(title, c.width-t.pad, 5, t.titleStyle(title))
			if c.kind == words {
				before := t.inset(i)
				if i == 0 {
					before = 0
				}
				s.put(start+before, base, title, st)
				continue
			}
			room := t.pad
			if i == len(t.columns)-1 {
				room = t.lastRoom()
			}
			s.Text(max(s.x(start), s.x(start+c.width))-room, base, title, st.With(pdf.Right))
		}
		start += c.width
	}
	end := y + s.shortTitlesHeight()
	s.rule(0, end-0.2*k, s.width(), 0.25, ink)
	return end
}

func (s *sheet) shortCarry(y, height float64, key string, sum money.Rial) float64 {
	k := s.scale
	s.box(0, y+0.1, s.width(), height-0.2, pdf.Box{Filled: true, Fill: tint})
	s.put(1.5*k, y+height*0.66, s.both(key), s.bold(8))
	s.figure(s.width()-s.amountColumn, s.amountColumn, y+height*0.66, s.amount(sum), s.fitFigure(s.amount(sum), s.amountColumn, s.bold(8.5)))
	return y + height
}

// shortClosing draws the sums, the payments and the foot under y, and gives
// the height that they take.
func (s *sheet) shortClosing(draw bool, y float64) float64 {
	k := s.scale
	sums, paid := s.sums(), s.paid()
	sumWidth := 62 * k
	spelled := s.words(s.inv.Total)
	var wordLines []string
	for i, text := range spelled {
		st := s.muted(7.5)
		st.RTL = s.rtl && i == 0
		wordLines = append(wordLines, s.Wrap(text, sumWidth, st)...)
	}
	row := 5.6 * k
	sumsHeight := float64(len(sums))*row + 12.8*k + float64(len(wordLines))*4.2*k
	paidHeight := float64(len(paid)+1)*row + 2*k
	foot := s.footHeight()
	height := 4*k + max(sumsHeight, paidHeight) + 2*k + foot
	if !draw {
		return height
	}
	y += 4 * k
	at := s.width() - sumWidth
	s.pairs(at, sumWidth, y, sums)
	yy := y + float64(len(sums))*row + 1*k
	s.box(at, yy, sumWidth, 10*k, pdf.Box{Stroke: 0.5, Border: ink, Filled: true, Fill: tint, Radius: 2 * k})
	label, unit, total := s.both("paper.payable"), s.o.Shop.Unit.Name(s.lang), s.amount(s.inv.Total)
	labelStyle := s.Fit(label, 26*k, 6, s.bold(8.5))
	s.put(at+3*k, yy+6.3*k, label, labelStyle)
	unitWidth := s.Width(unit, s.style(7.2))
	s.putEnd(s.width()-3*k, yy+6.5*k, unit, s.style(7.2))
	big := s.bold(14)
	big.RTL = false
	big = s.Fit(total, sumWidth-8.5*k-unitWidth-s.Width(label, labelStyle), 6, big)
	s.putEnd(s.width()-4.2*k-unitWidth, yy+6.8*k, total, big)
	yy += 10*k + 4.6*k
	for _, line := range wordLines {
		st := s.muted(7.5)
		st.RTL = persian.HasRTL(line)
		s.put(at, yy, line, st)
		yy += 4.2 * k
	}
	s.put(0, y+3.9*k, s.both("paper.received"), s.bold(8.5))
	s.pairs(0, s.width()-sumWidth-6*k, y+row+0.6*k, paid)
	s.shortFoot(s.Size().H - 9*k - foot + 3*k)
	return height
}
