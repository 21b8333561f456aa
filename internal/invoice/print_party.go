package invoice

import (
	"pishkhan/internal/i18n"
	"pishkhan/internal/pdf"
)

// partyRows is how a party's fields stand: rows of key and share of twelve.
func (s *sheet) partyRows(p *Party) [][]partyField {
	national := partyField{"paper.legal_id", s.code(p.NationalID), 2}
	if p.Kind == "person" {
		national.key = "paper.national_code"
	}
	name := p.LegalName
	if name == "" {
		name = p.Name
	}
	who := partyField{"paper.party_name", name, 5}
	economic := partyField{"paper.economic_code", s.code(p.EconomicCode), 3}
	registration := partyField{"paper.registration_no", s.code(p.RegistrationNo), 2}
	province, county, city := partyField{"paper.province", p.Province, 2}, partyField{"paper.county", p.County, 2}, partyField{"paper.city", p.City, 2}
	postal := partyField{"paper.postal_code", s.code(p.PostalCode), 3}
	phone := partyField{"paper.phone_fax", "", 3}
	if p.Phone != "" {
		phone.value = s.phone(p.Phone)
	}
	address := partyField{"paper.address", p.Address, 12}
	if s.o.Lang != LangBoth {
		return [][]partyField{{who, economic, registration, national}, {province, county, city, postal, phone}, {address}}
	}
	wide := func(f partyField, share float64) partyField { f.share = share; return f }
	return [][]partyField{
		{wide(who, 8), wide(economic, 4)}, {wide(registration, 4), wide(national, 4), wide(postal, 4)},
		{wide(province, 3), wide(county, 3), wide(city, 2.5), wide(phone, 3.5)}, {address},
	}
}

type partyField struct {
	key, value string
	share      float64 // of twelve
}

const partyLine = 5.5

func (s *sheet) partyHeight() float64 {
	return float64(len(s.partyRows(&s.inv.Seller)))*partyLine + 2
}

// party draws the seller's or buyer's block; a guest's is empty but for the
// word.
func (s *sheet) party(key string, p *Party, y float64) {
	if p == nil {
		p = &Party{Kind: "person", Name: s.both("paper.guest")}
	}
	const side = 9.0
	h := s.partyHeight()
	x := min(s.x(0), s.x(s.width()))
	s.Clip(x, y, s.width(), h, 1.4, func() {
		s.box(0, y, side, h, pdf.Box{Filled: true, Fill: tint})
	})
	s.upright(side, y, y+h, 0.3, ink)
	s.box(0, y, s.width(), h, pdf.Box{Stroke: 0.3, Border: ink, Radius: 1.4})
	mid := (s.x(0) + s.x(side)) / 2
	degrees := -90.0
	if !s.rtl {
		degrees = 90
	}
	s.Turned(degrees, mid, y+h/2, func() {
		names := []string{s.say(key)}
		if s.o.Lang == LangBoth {
			names = append(names, s.sayIn(i18n.English, key))
		}
		for i, name := range names {
			at := y + h/2 + 1 + float64(i)*4 - float64(len(names)-1)*2
			s.Text(mid, at, name, own(name, s.bold(8.2-float64(len(names)-1))).With(pdf.Center))
		}
	})
	room := s.width() - side - 4.8
	for r, fields := range s.partyRows(p) {
		base := y + 1 + float64(r)*partyLine + 3.9
		start := side + 2.4
		for _, f := range fields {
			width := room*f.share/12 - 2
			label := s.both(f.key) + ":"
			lst := s.Fit(label, width*0.7, 5, s.muted(8.2))
			s.put(start, base, label, lst)
			used := s.Width(label, lst) + 1.6
			s.put(start+used, base, f.value, s.Fit(f.value, width-used, 4, own(f.value, s.bold(8.2))))
			start += room * f.share / 12
		}
	}
}

// partiesAgain names both parties on a further page.
func (s *sheet) partiesAgain(y float64) {
	start := 0.0
	for _, one := range []struct {
		key   string
		party *Party
	}{{"paper.seller", &s.inv.Seller}, {"paper.buyer", s.inv.Buyer}} {
		name := s.both("paper.guest")
		if one.party != nil {
			name = one.party.Name
		}
		label := s.both(one.key) + ":"
		s.put(start, y, label, s.muted(8.2))
		used := s.Width(label, s.muted(8.2)) + 1.6
		s.put(start+used, y, name, s.Fit(name, s.width()/2-used-4, 4, own(name, s.bold(8.2))))
		start += s.width() / 2
	}
}
