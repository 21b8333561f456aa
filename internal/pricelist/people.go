package pricelist

import (
	"slices"
	"strings"
	"unicode"

	"pishkhan/internal/customer"
	"pishkhan/internal/errs"
	"pishkhan/internal/level"
	"pishkhan/internal/persian"
	"pishkhan/internal/sheet"
)

// person is a row of customers, read.
type person struct {
	in    customer.Input
	said  customer.Customer
	level string // the name of a price level; "" when nothing is said of it
}

func (p *person) size() int {
	return len(p.said.Name) + len(p.said.Address) + len(p.said.Note) + 600 // what is sealed is longer
}

// person reads one row of customers.
func (t *table) person(r row) (*person, error) {
	p := &person{}
	text := func(f field) *string {
		c := t.cell(r, f)
		v := persian.TidyLines(c.Text)
		if c.Number || f == phone || f == nationalID || f == economicCode || f == postalCode {
			v = whole(persian.LatinDigits(v), true)
		}
		if nothing(v) {
			return nil
		}
		return &v
	}
	put := func(f field, to **string) { *to = text(f) }
	put(name, &p.in.Name)
	if last := text(family); last != nil {
		full := *last
		if p.in.Name != nil {
			full = *p.in.Name + " " + full
		}
		p.in.Name = &full
	}
	put(phone, &p.in.Phone)
	put(nationalID, &p.in.NationalID)
	put(economicCode, &p.in.EconomicCode)
	put(registrationNo, &p.in.RegistrationNo)
	put(postalCode, &p.in.PostalCode)
	put(province, &p.in.Province)
	put(city, &p.in.City)
	put(address, &p.in.Address)
	put(email, &p.in.Email)
	put(note, &p.in.Note)
	if l := text(level_); l != nil {
		p.level = *l
	}
	if k := text(kind_); k != nil {
		if v := kindOf(*k); v != "" {
			p.in.Kind = &v
		}
	}
	if p.in == (customer.Input{}) || p.in.Name == nil && p.in.Phone == nil && p.in.NationalID == nil && p.in.EconomicCode == nil {
		return p, errs.At("name", errMissing)
	}
	p.in.NationalID = zeroed(t.cell(r, nationalID), p.in.NationalID)
	var err error
	p.said, err = p.in.Read()
	return p, err
}

// zeroed gives a national id the zeros back that a spreadsheet took from its
// front when it made a number of it; its check digit guards the guess.
func zeroed(c sheet.Cell, text *string) *string {
	if text == nil || !c.Number {
		return text
	}
	if v := *text; len(v) >= 8 && len(v) < 10 {
		v = strings.Repeat("0", 10-len(v)) + v
		return &v
	}
	return text
}

// kindOf reads who a customer is; "" for a word of the shop's own.
func kindOf(text string) string {
	words := strings.FieldsFunc(persian.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) })
	in := func(list string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return known.has(list, w) })
	}
	switch { // «شخص حقوقی» is an organisation
	case in("organisation"):
		return customer.Organisation
	case in("person"):
		return customer.Person
	}
	return ""
}

// people are the customers of a file that were seen.
type people struct {
	numbers map[string]int // row
	phones  map[string][]seenPerson
	names   map[string][]seenPerson
	ids     map[string]int
}

type seenPerson struct {
	row  int
	said customer.Customer
}

func newPeople() *people {
	return &people{map[string]int{}, map[string][]seenPerson{}, map[string][]seenPerson{}, map[string]int{}}
}

// once refuses a row about the same customer as an earlier one.
func (s *people) once(row int, c customer.Customer) error {
	numbers := [][2]string{{"national_id", c.NationalID}, {"economic_code", c.EconomicCode}}
	for _, n := range numbers {
		if at, ok := s.numbers[n[0]+n[1]]; ok && n[1] != "" {
			return again(n[0], at)
		}
	}
	if c.Phone != "" {
		for _, o := range s.phones[c.Phone] {
			if !c.Contradicts(o.said) && (c.Name == "" || o.said.Name == "" || shareWord(c.Name, o.said.Name)) {
				return again("phone", o.row)
			}
		}
		s.phones[c.Phone] = append(s.phones[c.Phone], seenPerson{row, c})
	}
	if folded := persian.Fold(c.Name); folded != "" {
		for _, o := range s.names[folded] {
			if !c.Contradicts(o.said) {
				return again("name", o.row)
			}
		}
		s.names[folded] = append(s.names[folded], seenPerson{row, c})
	}
	for _, n := range numbers {
		if n[1] != "" {
			s.numbers[n[0]+n[1]] = row
		}
	}
	return nil
}

// levels are the shop's price levels.
type levels []level.Level

// called finds a level by its name.
func (all levels) called(name string) (id string, err error) {
	for _, l := range all {
		if persian.Fold(l.Name) == persian.Fold(name) {
			return l.ID, nil
		}
	}
	return "", errs.At("level", "unknown_level", "Name", name)
}

// name is what a level is called; "" for the list's price.
func (all levels) name(id string) string {
	for _, l := range all {
		if l.ID == id {
			return l.Name
		}
	}
	return ""
}

// personChange is what a list does to a customer, as it is told.
func personChange(row int, l customer.Listed, all levels) Change {
	c := Change{Row: row, What: RowUnchanged, Table: "customers", ID: l.Old.ID, Name: l.New.Name}
	if !l.Differs() {
		return c
	}
	if c.What = RowChanged; l.Old.ID == "" {
		c.What = RowNew
	}
	put := func(f field, old, now string) {
		if old != now {
			c.Cells = append(c.Cells, Cell{string(f), old, now})
		}
	}
	o, n := l.Old, l.New
	put(name, o.Name, n.Name)
	put(phone, o.Phone, n.Phone)
	put(kind_, o.Kind, n.Kind)
	put(nationalID, o.NationalID, n.NationalID)
	put(economicCode, o.EconomicCode, n.EconomicCode)
	put(registrationNo, o.RegistrationNo, n.RegistrationNo)
	put(postalCode, o.PostalCode, n.PostalCode)
	put(province, o.Province, n.Province)
	put(city, o.City, n.City)
	put(address, o.Address, n.Address)
	put(email, o.Email, n.Email)
	put(note, o.Note, n.Note)
	put(level_, all.name(o.LevelID), all.name(n.LevelID))
	return c
}
