package credit_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/calendar"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/housetest"
)

func TestTheListOfInvoicesSaysWhatCameBackOfEach(t *testing.T) {
	h := housetest.New(t)
	lamp := h.Goods("لامپ", 100_000)
	var made []sold
	for range 5 {
		made = append(made, sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("cash", 220_000)}))
	}
	back := func(inv sold, kind string, quantity string, amount int) {
		body := obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": kind, "refunds": paid("cash", amount)}
		if quantity != "" {
			body["lines"] = []obj{{"line_id": inv.Lines[0].ID, "quantity": quantity}}
		}
		h.Owner.Post("/credits", body).Want(http.StatusCreated)
	}
	back(made[1], "return", "0.5", 55_000)
	back(made[2], "return", "0.5", 55_000)
	back(made[2], "return", "1.5", 165_000)
	back(made[3], "void", "", 220_000)
	h.Owner.Post("/exchanges", obj{"id": housetest.NewID(t), "lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": []obj{},
		"back": obj{"invoice_id": made[4].ID, "corrects": true}}).Want(http.StatusCreated)
	states := func(query string) (out []string) {
		var list struct{ Items []struct{ Returned string } }
		h.Owner.Get("/invoices" + query).Want(http.StatusOK).JSON(&list)
		for _, one := range list.Items {
			out = append(out, one.Returned)
		}
		return out
	}
	for query, want := range map[string][]string{
		"":                             {"", "corrected", "void", "whole", "part", ""},
		"?returned=true":               {"corrected", "void", "whole", "part"},
		"?returned=true&sort=number":   {"part", "whole", "void", "corrected"},
		"?q=" + made[3].Number:         {"void"},
		"?returned=true&to=2020-01-01": nil,
	} {
		if got := states(query); !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", query, got, want)
		}
	}
}

func TestCreditNotesAreFoundByTimeAndByTheCodeOnPaper(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 1, 10, 0, 0, 0, calendar.Tehran))
	h := housetest.New(t, func(cfg *app.Config) { cfg.DB.Now = clock.Now })
	lamp := h.Goods("لامپ", 100_000)
	inv := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "2"}}, "payments": paid("cash", 220_000)})
	var first, second note
	one := func(to *note) {
		h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "1"}},
			"refunds": paid("cash", 110_000)}).Want(http.StatusCreated).JSON(to)
	}
	one(&first)
	clock.Turn(48 * time.Hour)
	h.Owner = h.SignIn("owner", housetest.Password)
	one(&second)
	for query, want := range map[string][]string{
		"?from=2026-11-02":                                       {second.ID},
		"?to=2026-11-02":                                         {first.ID},
		"?from=2026-11-01&to=2026-11-03":                         {second.ID, first.ID},
		"?from=2026-11-02&to=2026-11-02":                         nil,
		"?q=" + doclink.Name(h.Vault, doclink.Credit, first.ID):  {first.ID},
		"?q=" + doclink.Name(h.Vault, doclink.Invoice, inv.ID):   {second.ID, first.ID},
		"?q=" + doclink.Name(h.Vault, doclink.Invoice, first.ID): nil,
	} {
		var list struct{ Items []note }
		var got []string
		h.Owner.Get("/credits" + query).Want(http.StatusOK).JSON(&list)
		for _, n := range list.Items {
			got = append(got, n.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, not %v", query, got, want)
		}
	}
	h.Owner.Get("/credits?from=2026-02-30").Want(http.StatusUnprocessableEntity)
	h.Owner.Get("/credits?to=soon").Want(http.StatusUnprocessableEntity)
}
