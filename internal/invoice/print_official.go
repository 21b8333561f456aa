package invoice

import (
	"fmt"
	"strings"

	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf"
	"pishkhan/internal/persian"
)

// The official form is the tax authority's: eleven numbered columns in a fixed
// order, all money in rial, A4 on its side.

const (
	officialTop    = 8.0
	officialBottom = 203.0
	officialRow    = 6.9
	officialTotal  = 7.6
)

func (s *sheet) official() {
	t := s.officialTable()
	rows := s.officialRows()
	sums := s.officialSums(len(s.inv.Lines))
	t.fit(append(append([][]string(nil), rows...), sums))
	broken := make([][][]string, len(rows))
	heights := make([]float64, len(rows))
	for i, row := range rows {
		broken[i] = t.lines(row)
		heights[i] = t.height(broken[i])
	}
	head, titles := t.officialTitles(0, false)
	first := officialTop + 17.5 + 2*(s.partyHeight()+2)
	next := officialTop + 17.5 + 7
	closing := s.officialClosing(t, 0, false)
	pages := paginate(heights, officialBottom-first-head, officialBottom-next-head, officialRow, closing)

	for n, p := range pages {
		s.newPage()
		s.officialHead(n+1, len(pages))
		top := next
		if n == 0 {
			y := officialTop + 17.5
			s.party("paper.seller", &s.inv.Seller, y)
			s.party("paper.buyer", s.inv.Buyer, y+s.partyHeight()+2)
			top = first
		} else {
			s.partiesAgain(next - 3)
		}
		t.officialTitles(top, true)
		y := top + titles
		if n > 0 {
			y = t.officialCarry(y, "paper.carried_from", p[0])
		}
		for i := p[0]; i < p[1]; i++ {
			y += t.row(y, broken[i])
		}
		if n < len(pages)-1 {
			y = t.officialCarry(y, "paper.carried_to", p[1])
			s.box(0, top, s.width(), y-top, pdf.Box{Stroke: 0.3, Border: ink})
			continue
		}
		blank := t.lines(make([]string, len(t.columns)))
		for y+officialRow+closing <= officialBottom {
			y += t.row(y, blank)
		}
		end := s.officialClosing(t, y, true)
		s.box(0, top, s.width(), end-top, pdf.Box{Stroke: 0.3, Border: ink})
	}
}

func (s *sheet) officialTable() *table {
	t := &table{sheet: s, size: 8.2, leading: 4.5, pad: 1.4, air: 2.4, grid: true}
	for _, c := range []struct {
		width float64
		key   string
		kind  kind
	}{
		{9, "paper.row", centred}, {27, "paper.col_code", centred}, {0, "paper.col_item", words}, {15, "paper.col_quantity", amounts},
		{15, "paper.col_unit", centred}, {25, "paper.col_price", figures}, {27, "paper.col_gross", figures}, {22, "paper.col_discount", figures},
		{28, "paper.col_net", figures}, {25, "paper.col_tax", figures}, {29, "paper.col_total", figures},
	} {
		t.columns = append(t.columns, column{width: c.width, title: c.key, kind: c.kind})
	}
	t.columns[len(t.columns)-1].bold = true
	t.columns[2].width = s.width()
	for i, c := range t.columns {
		if i != 2 {
			t.columns[2].width -= c.width
		}
	}
	return t
}

func (s *sheet) officialRows() [][]string {
	var rows [][]string
	for i := range s.inv.Lines {
		l := &s.inv.Lines[i]
		code := l.TaxCode
		if code == "" {
			code = l.Code
		}
		rows = append(rows, []string{
			s.count(i + 1), s.code(code), s.noted(l.Name, l), l.Quantity.Format(s.lang), s.unit(l.Unit), s.amount(l.Price),
			s.amount(l.Gross), s.amount(l.Discount + l.DiscountShare), s.amount(l.Net), s.amount(l.Tax), s.amount(l.Total),
		})
	}
	return rows
}

// officialSums are the sums of columns 7 to 11 over the first n lines.
func (s *sheet) officialSums(n int) []string {
	var gross, discount, net, tax, total money.Rial
	for _, l := range s.inv.Lines[:n] {
		gross += l.Gross
		discount += l.Discount + l.DiscountShare
		net += l.Net
		tax += l.Tax
		total += l.Total
	}
	out := make([]string, 6, 11)
	for _, r := range []money.Rial{gross, discount, net, tax, total} {
		out = append(out, s.amount(r))
	}
	return out
}

func (s *sheet) officialHead(page, pages int) {
	at := s.logo(officialTop+1.5, 12)
	st := own(s.inv.Seller.Name, s.bold(11))
	title, base := s.say("paper.title_official"), officialTop+7
	big := s.bold(15)
	if s.o.Lang == LangBoth {
		base = officialTop + 5.4
		s.middle(0, s.width(), base+4.8, s.sayIn(i18n.English, "paper.title_official"), s.bold(9.5))
	}
	s.middle(0, s.width(), base, title, big)
	wide := s.Width(title, big)
	s.put(at, officialTop+8.6, s.inv.Seller.Name, s.Fit(s.inv.Seller.Name, (s.width()-wide)/2-at-4, 4, st))
	if s.inv.TaxID != "" {
		label := s.both("paper.tax_id")
		id := s.bold(9)
		id.RTL = false
		y := officialTop + 13.4
		if s.o.Lang == LangBoth {
			y += 1.8
		}
		w := s.Width(label, s.muted(8)) + 2 + s.Width(s.inv.TaxID, id)
		s.put((s.width()-w)/2, y, label, s.muted(8))
		s.putEnd((s.width()+w)/2, y, s.inv.TaxID, id)
	}
	if s.o.Copy {
		s.pill(s.width()-58, officialTop+6.8, s.both("paper.reprint"))
	}
	facts := []fact{
		{label: s.both("paper.serial"), value: s.code(s.inv.Number)},
		{label: s.both("paper.date"), value: s.date(s.inv.IssuedAt)},
		{label: s.both("paper.page"), value: s.say("paper.page_short", "Page", s.count(page), "Pages", s.count(pages))},
	}
	for i, f := range facts {
		y := officialTop + 4.2 + float64(i)*5.3
		label := s.muted(8.2)
		value := s.bold(8.2)
		s.putEnd(s.width(), y, f.value, value)
		room := 55 - s.Width(f.value, value) - 2
		s.put(s.width()-55, y, f.label, s.Fit(f.label, room, 5, label))
	}
}

// officialTitles draws the columns' names and numbers and gives their height,
// twice over: for measuring and for going on.
func (t *table) officialTitles(y float64, draw bool) (float64, float64) {
	var titles [][]string
	most := 1
	for _, c := range t.columns {
		st := t.bold(7.4)
		lines := t.Wrap(t.say(c.title), c.width-2.2, st)
		if t.o.Lang == LangBoth {
			st.RTL = false
			lines = append(lines, t.Wrap(t.sayIn(i18n.English, c.title), c.width-2.2, t.muted(6.4))...)
		}
		titles = append(titles, lines)
		most = max(most, len(lines))
	}
	const line, numbers = 3.8, 4.2
	h := float64(most)*line + 1.8
	if !draw {
		return h + numbers, h + numbers
	}
	t.box(0, y, t.width(), h, pdf.Box{Filled: true, Fill: tint})
	start := 0.0
	for i, c := range t.columns {
		top := y + (h-float64(len(titles[i]))*line)/2
		for k, text := range titles[i] {
			st := own(text, t.bold(7.4))
			if t.o.Lang == LangBoth && !st.RTL {
				st = own(text, t.muted(6.4))
			}
			t.middle(start, c.width, top+float64(k)*line+2.8, text, t.Fit(text, c.width-0.8, 4, st))
		}
		t.middle(start, c.width, y+h+3, t.count(i+1), t.muted(7))
		start += c.width
		if i < len(t.columns)-1 {
			t.upright(start, y, y+h+numbers, 0.15, hair)
		}
	}
	t.rule(0, y+h, t.width(), 0.15, ink)
	t.rule(0, y+h+numbers, t.width(), 0.3, ink)
	return h + numbers, h + numbers
}

// sumRow draws a label over the first six columns and sums under the others;
// an empty sum joins its field to the label's.
func (t *table) sumRow(y, h float64, label, aside string, sums []string) float64 {
	t.box(0, y, t.width(), h, pdf.Box{Filled: true, Fill: tint})
	if sums[6] != "" {
		t.rule(0, y, t.width(), 0.3, ink)
	} else {
		t.rule(0, y, t.width(), 0.15, hair)
	}
	start, base := 0.0, y+h/2+1.1
	t.put(1.6, base, label, t.bold(8.2))
	if aside != "" {
		t.put(1.6+t.Width(label, t.bold(8.2))+1.4, base, aside, t.style(8.2))
	}
	for i, c := range t.columns {
		if sums[i] != "" {
			t.upright(start, y, y+h, 0.15, hair)
			st := t.cellStyle(i)
			st.Bold, st.RTL = true, false
			t.Text(max(t.x(start), t.x(start+c.width))-t.pad, base, sums[i], t.Fit(sums[i], c.width-2*t.pad, 4, st).With(pdf.Right))
		}
		start += c.width
	}
	return y + h
}

// officialCarry draws the sums of the lines before line n.
func (t *table) officialCarry(y float64, key string, n int) float64 {
	end := t.sumRow(y, officialRow, t.both(key), "", t.officialSums(n))
	t.rule(0, end, t.width(), 0.15, hair)
	return end
}

// officialClosing draws the sums under the table and the block below it; it
// gives where the table ends, or, when only measuring, the whole height.
func (s *sheet) officialClosing(t *table, y float64, draw bool) float64 {
	spelled := s.words(s.inv.Total)
	const box, sign = 7.4, 20.0
	qr := 30.0
	inner := s.width() - qr - 2
	notes := s.officialNotes(inner - 10)
	foot := 2.2 + float64(len(spelled))*5.2 + box*2 + float64(max(0, len(notes)-1))*4.6 + sign
	height := officialTotal + foot
	if s.inv.Rounding != 0 {
		height += 2 * officialRow
	}
	if !draw {
		return height + 2
	}
	aside := ""
	if rates := s.rates(s.lang); rates != "" {
		aside = s.say("paper.total_taxed", "Rate", rates)
	}
	y = t.sumRow(y, officialTotal, s.both("paper.total"), aside, s.officialSums(len(s.inv.Lines)))
	if s.inv.Rounding != 0 {
		last := func(r money.Rial) []string {
			out := make([]string, len(t.columns))
			out[len(out)-1] = s.amount(r)
			return out
		}
		y = t.sumRow(y, officialRow, s.both("paper.rounding"), "", last(s.inv.Rounding))
		y = t.sumRow(y, officialRow, s.both("paper.payable"), "", last(s.inv.Total))
	}
	s.officialFoot(y+2, inner, qr, spelled, notes)
	return y
}

func (s *sheet) officialNotes(width float64) []string {
	var parts []string
	if of := s.original(); of != "" {
		parts = append(parts, s.both("paper.original")+": "+of)
	}
	for _, text := range []string{s.inv.Note, persian.Plain(s.o.Shop.Note)} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	text := strings.Join(parts, " — ")
	return s.Wrap(text, width-s.Width(s.both("paper.notes"), s.muted(8.2))-2, own(text, s.style(8.2)))
}

func (s *sheet) officialFoot(y, inner, qr float64, spelled, notes []string) {
	end, top := officialBottom, y
	s.box(0, y, inner, end-y, pdf.Box{Stroke: 0.3, Border: ink, Radius: 1.4})
	label := s.both("paper.in_words") + ":"
	s.put(2.4, y+4.6, label, s.muted(8.2))
	used := 2.4 + s.Width(label, s.muted(8.2)) + 3
	for i, text := range spelled {
		s.put(used, y+4.6+float64(i)*5.2, text, s.Fit(text, inner-used-3, 5, own(text, s.bold(8.2))))
	}
	y += 2.2 + float64(len(spelled))*5.2
	s.rule(0, y, inner, 0.15, hair)

	label = s.both("paper.terms") + ":"
	s.put(2.4, y+4.8, label, s.muted(8.2))
	at := 2.4 + s.Width(label, s.muted(8.2)) + 3
	now, later := s.terms()
	at = s.tick(at, y, "paper.in_cash", now, later)
	s.tick(at, y, "paper.on_credit", later, now)
	y += 7.4
	s.rule(0, y, inner, 0.15, hair)

	label = s.both("paper.notes") + ":"
	s.put(2.4, y+4.8, label, s.muted(8.2))
	used = 2.4 + s.Width(label, s.muted(8.2)) + 3
	for i, text := range notes {
		s.put(used, y+4.8+float64(i)*4.6, text, own(text, s.style(8.2)))
	}
	y += 7.4 + float64(max(0, len(notes)-1))*4.6
	s.rule(0, y, inner, 0.15, hair)
	s.upright(inner/2, y, end, 0.15, hair)
	s.put(2.4, y+5, s.both("paper.sign_seller"), s.muted(8.2))
	s.put(inner/2+2.4, y+5, s.both("paper.sign_buyer"), s.muted(8.2))

	start := inner + 2
	s.box(start, top, qr, end-top, pdf.Box{Stroke: 0.3, Border: ink, Radius: 1.4})
	const side = 23.0
	mid := (top + end - side - 5) / 2
	s.QR(min(s.x(start+(qr-side)/2), s.x(start+(qr+side)/2)), mid, side, s.reference(), ink)
	check, _ := s.scan()
	s.middle(start, qr, mid+side+4.2, check, s.Fit(check, qr-4, 4, s.muted(7)))
}

// terms are what was paid at once and what is paid later.
func (s *sheet) terms() (now, later money.Rial) {
	later = s.inv.Due
	for _, p := range s.inv.Payments {
		if p.Method == "cheque" {
			later += p.Amount
		}
	}
	return s.inv.Total - later, later
}

// tick draws a box with its word, ticked when there is an amount, and the
// amount where the other has one too. It gives where the next may stand.
func (s *sheet) tick(at, y float64, key string, amount, other money.Rial) float64 {
	const side = 3.4
	s.box(at, y+2, side, side, pdf.Box{Stroke: 0.25, Border: ink, Radius: 0.6})
	if amount != 0 {
		s.box(at+0.8, y+2.8, side-1.6, side-1.6, pdf.Box{Filled: true, Fill: ink, Radius: 0.3})
	}
	text := s.both(key)
	if amount != 0 && other != 0 {
		text = fmt.Sprintf("%s: %s", text, persian.IsolateLTR(s.amount(amount)))
	}
	s.put(at+side+1.4, y+4.8, text, s.style(8.2))
	return at + side + 1.4 + s.Width(text, s.style(8.2)) + 4
}
