package payment

import (
	"testing"

	"pgregory.net/rapid"

	"pishkhan/internal/errs"
	"pishkhan/internal/money"
)

func TestPartsSettleASum(t *testing.T) {
	for name, c := range map[string]struct {
		total             money.Rial
		parts             []Part
		known             bool
		paid, due, change money.Rial
		code              errs.Code
		field             string
	}{
		"exact cash":                     {total: 100, parts: []Part{{Method: Cash, Amount: 100}}, paid: 100},
		"cash gives change":              {total: 100, parts: []Part{{Method: Cash, Amount: 150}}, paid: 100, change: 50},
		"card and cash":                  {total: 100, parts: []Part{{Method: Card, Amount: 60}, {Method: Cash, Amount: 50}}, paid: 100, change: 10},
		"a known customer owes the rest": {total: 100, parts: []Part{{Method: Cash, Amount: 30}}, known: true, paid: 30, due: 70},
		"credit named":                   {total: 100, parts: []Part{{Method: Cash, Amount: 30}, {Method: Credit, Amount: 70}}, known: true, paid: 30, due: 70},
		"credit named in part":           {total: 100, parts: []Part{{Method: Credit, Amount: 20}}, known: true, due: 100},
		"nothing to pay":                 {total: 0},
		"a guest may not owe":            {total: 100, parts: []Part{{Method: Cash, Amount: 30}}, code: "guest_owes", field: "payments"},
		"a guest may not name credit":    {total: 100, parts: []Part{{Method: Credit, Amount: 100}}, code: "guest_owes", field: "payments[0].amount"},
		"a card gives no change":         {total: 100, parts: []Part{{Method: Card, Amount: 120}}, known: true, code: "overpaid", field: "payments[0].amount"},
		"nor do a card and a cheque":     {total: 100, parts: []Part{{Method: Card, Amount: 60}, {Method: Cheque, Amount: 60}}, code: "overpaid", field: "payments[1].amount"},
		"more credit than stays open":    {total: 100, parts: []Part{{Method: Cash, Amount: 80}, {Method: Credit, Amount: 30}}, known: true, code: "overpaid", field: "payments"},
		"less than nothing":              {total: 100, parts: []Part{{Method: Cash, Amount: -1}}, code: "out_of_range", field: "payments[0].amount"},
		"more than there is":             {total: 100, parts: []Part{{Method: Cash, Amount: money.Max + 1}}, code: "out_of_range", field: "payments[0].amount"},
		"more parts than paper shows":    {total: 100, parts: make([]Part, MaxParts+1), code: "too_many_payments", field: "payments"},
		"a method that isn't one":        {total: 100, parts: []Part{{Method: "gold", Amount: 100}}, code: errs.Invalid, field: "payments[0].method"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Settle(c.total, c.parts, c.known)
			if c.code != "" {
				if e := errs.All(err); len(e) != 1 || e[0].Code != c.code || e[0].Field != c.field {
					t.Fatalf("want %s at %s, got %v", c.code, c.field, err)
				}
				return
			}
			if err != nil || s.Paid != c.paid || s.Due != c.due || s.Change != c.change {
				t.Errorf("%+v %v", s, err)
			}
		})
	}
}

func TestPaidAndDueAlwaysMakeTheTotalAndChangeComesOutOfCash(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := money.Rial(rapid.Int64Range(0, 1e9).Draw(t, "total"))
		parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Part {
			return Part{Method: rapid.SampledFrom([]string{Cash, Card, Transfer, Cheque, Credit}).Draw(t, "method"),
				Amount: money.Rial(rapid.Int64Range(0, 1e9).Draw(t, "amount"))}
		}), 0, 5).Draw(t, "parts")
		s, err := Settle(total, parts, rapid.Bool().Draw(t, "known"))
		if err != nil {
			return
		}
		var cash, handed, given money.Rial
		for i, p := range parts {
			given += s.Given[i]
			if p.Method == Cash {
				cash += p.Amount
			} else if s.Given[i] != 0 {
				t.Fatalf("change out of %s", p.Method)
			}
			if p.Method != Credit {
				handed += p.Amount
			}
		}
		if s.Paid+s.Due != total || s.Paid != handed-s.Change || s.Change > cash || given != s.Change || s.Due < 0 || s.Paid < 0 {
			t.Fatalf("total %d, parts %v: %+v", total, parts, s)
		}
	})
}
