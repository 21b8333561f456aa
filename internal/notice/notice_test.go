package notice_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/notice"
)

type page struct {
	Items []struct {
		ID, Text string
		Seen     bool
	}
	Unseen int
}

func TestEachPersonSeesANoticeInTheirOwnWordsAndMarksItForThemselves(t *testing.T) {
	h := housetest.New(t)
	for range 2 {
		err := h.Notice.Tell(t.Context(), notice.News{Code: "inbox_refused", Level: notice.Wrong, For: actor.ProductImport,
			Why: errs.New("too_large"), Params: map[string]any{"File": "list.csv", "Report": "inbox/refused/list.csv.txt"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	read := func(c *housetest.Client) (p page) {
		c.Get("/notices").Want(http.StatusOK).JSON(&p)
		return p
	}
	p := read(h.Owner)
	if p.Unseen != 2 || len(p.Items) != 2 || strings.Contains(p.Items[0].Text, "{{") || strings.Contains(p.Items[0].Text, "error.") {
		t.Fatalf("%+v", p)
	}
	english := p.Items[0].Text
	for range 2 {
		h.Owner.Post("/notices/"+p.Items[0].ID+"/seen", nil).Want(http.StatusNoContent)
	}
	h.Owner.Lang = "fa"
	if p = read(h.Owner); p.Unseen != 1 || !p.Items[0].Seen || p.Items[1].Seen || p.Items[0].Text == english {
		t.Errorf("%+v", p)
	}
	manager := h.As(actor.Manager)
	if p := read(manager); p.Unseen != 2 {
		t.Errorf("one person's mark counts for another: %+v", p)
	}
	manager.Post("/notices/seen", nil).Want(http.StatusNoContent)
	if p := read(manager); p.Unseen != 0 || len(p.Items) != 2 {
		t.Errorf("%+v", p)
	}
	counter := h.As(actor.Counter)
	if q := read(counter); len(q.Items) != 0 || q.Unseen != 0 {
		t.Errorf("%+v", q)
	}
	counter.Post("/notices/"+p.Items[0].ID+"/seen", nil).Refused(http.StatusNotFound, "not_found")
}
