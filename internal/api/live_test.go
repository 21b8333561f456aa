package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"pishkhan/internal/housetest"
	"pishkhan/internal/i18n"
)

type heard struct {
	Seq     int64
	Changes []struct{ Table, ID string }
}

func (h heard) has(table string) bool {
	for _, c := range h.Changes {
		if c.Table == table {
			return true
		}
	}
	return false
}

func listen(t *testing.T, c *housetest.Client, after int64, wait int) heard {
	t.Helper()
	var got heard
	c.Get("/changes?after=" + strconv.FormatInt(after, 10) + "&wait=" + strconv.Itoa(wait)).Want(http.StatusOK).JSON(&got)
	return got
}

// within runs fn beside the test and gives what it answers, or fails after limit.
func within[T any](t *testing.T, limit time.Duration, fn func() T) T {
	t.Helper()
	done := make(chan T, 1)
	go func() { done <- fn() }()
	select {
	case v := <-done:
		return v
	case <-time.After(limit):
		t.Fatal("it took too long")
		panic("unreachable")
	}
}

func TestAWaitingScreenHearsOfAChangeAtOnce(t *testing.T) {
	h := housetest.New(t)
	at := listen(t, h.Owner, -1, 0)
	if at.Seq < 1 || len(at.Changes) != 0 {
		t.Fatalf("the present is %+v", at)
	}
	go func() {
		time.Sleep(50 * time.Millisecond)
		h.Owner.Patch("/shop", object{"city": "Tehran"})
	}()
	got := within(t, 10*time.Second, func() heard { return listen(t, h.Owner, at.Seq, 20) })
	if got.Seq != at.Seq+1 || !got.has("shops") {
		t.Errorf("heard %+v after %d", got, at.Seq)
	}
}

func TestNothingNewIsAnsweredWhenTheWaitIsOver(t *testing.T) {
	h := housetest.New(t)
	at := listen(t, h.Owner, -1, 0)
	if got := listen(t, h.Owner, at.Seq, 0); got.Seq != at.Seq || len(got.Changes) != 0 {
		t.Errorf("heard %+v", got)
	}
	h.Owner.Get("/changes?after=0&wait=26").Refused(http.StatusUnprocessableEntity, "invalid", "wait")
}

func TestTheShopsOwnWordsShowAtOnce(t *testing.T) {
	h := housetest.New(t)
	at := listen(t, h.Owner, -1, 0)
	reworded := func(text string) {
		t.Helper()
		body, err := json.Marshal(map[string]any{"app": map[string]any{"name": text}})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(h.Dir, "locales", "en.json"), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	go func() {
		time.Sleep(50 * time.Millisecond)
		reworded("Roshana’s desk")
	}()
	if got := within(t, 10*time.Second, func() heard { return listen(t, h.Owner, at.Seq, 20) }); !got.has("locales") {
		t.Fatalf("heard %+v", got)
	}
	said := func() string {
		var words map[string]string
		h.Nobody().Get("/locales/en").Want(http.StatusOK).JSON(&words)
		return words["app.name"]
	}
	if got := said(); got != "Roshana’s desk" {
		t.Errorf("the shop says %q", got)
	}
	// New words that come between two questions are heard of at the next one.
	reworded("The desk")
	for i := 0; said() != "The desk"; i++ {
		if i > 200 {
			t.Fatal("the new words were not read")
		}
		time.Sleep(20 * time.Millisecond)
	}
	if got := listen(t, h.Owner, at.Seq, 0); !got.has("locales") {
		t.Errorf("the second time: %+v", got)
	}
	if got := listen(t, h.Owner, at.Seq, 0); got.has("locales") {
		t.Error("the same words are told twice")
	}
}

func TestClosingEndsTheWaiting(t *testing.T) {
	h := housetest.New(t)
	at := listen(t, h.Owner, -1, 0)
	go func() {
		time.Sleep(50 * time.Millisecond)
		_ = h.Routes.Close()
	}()
	got := within(t, 10*time.Second, func() heard { return listen(t, h.Owner, at.Seq, 25) })
	if got.Seq != at.Seq || len(got.Changes) != 0 {
		t.Errorf("heard %+v", got)
	}
}

func TestAScreenThatGoesAwayStopsWaiting(t *testing.T) {
	h := housetest.New(t)
	at := listen(t, h.Owner, -1, 0)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	within(t, 10*time.Second, func() int {
		return h.Owner.DoContext(ctx, http.MethodGet, "/changes?wait=25&after="+strconv.FormatInt(at.Seq, 10), nil).Status
	})
}

func TestBothLanguagesAreServedAndNoOther(t *testing.T) {
	h := housetest.Empty(t)
	for _, lang := range []string{"fa", "en", i18n.Pseudo} {
		var words map[string]any
		h.Nobody().Get("/locales/" + lang).Want(http.StatusOK).JSON(&words)
		if pseudo := lang == i18n.Pseudo; pseudo == (words["app.name"] == nil) {
			t.Errorf("%s: of its own it says %v", lang, words["app.name"])
		}
	}
	h.Nobody().Get("/locales/de").Refused(http.StatusNotFound, "not_found")
}

func TestRefusalsSpeakTheAskersLanguageElseTheShops(t *testing.T) {
	h := housetest.New(t)
	said := func(lang string) string {
		c := h.Nobody()
		c.Lang = lang
		var p struct{ Detail string }
		c.Get("/shop").Want(http.StatusUnauthorized).JSON(&p)
		return p.Detail
	}
	fa, en := said("fa-IR,fa;q=0.9"), said("en")
	if fa == en || said("de") != fa {
		t.Errorf("fa %q, en %q, de %q", fa, en, said("de"))
	}
	h.Owner.Patch("/shop", object{"language": "en"}).Want(http.StatusOK)
	if said("de") != en {
		t.Error("the shop's own language is not the one for those who name none")
	}
	h.Reopen()
	if said("de") != en {
		t.Error("it was forgotten at the restart")
	}
}

func TestTheProgramSaysThatItRuns(t *testing.T) {
	h := housetest.Empty(t)
	if m := h.Nobody().Get("/health").Want(http.StatusOK).Map(); m["status"] != "ok" || m["version"] == "" {
		t.Errorf("%v", m)
	}
}
