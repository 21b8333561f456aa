package pricelist_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/pricelist"
)

func TestAnUploadComesInPartsInOrderFromOnePerson(t *testing.T) {
	h := housetest.New(t)
	raw := []byte("نام,قیمت (ریال)\n" + strings.Repeat(strings.Repeat("الف", 1<<16)+",1\n", 4))
	id := h.Owner.Post("/uploads", map[string]any{"name": "list.csv", "size": len(raw)}).Want(http.StatusCreated).Map()["id"].(string)
	put := func(c *housetest.Client, at, to int) *housetest.Answer {
		return c.Do("PUT", fmt.Sprintf("/uploads/%s?offset=%d", id, at), raw[at:to])
	}
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id}).Refused(http.StatusUnprocessableEntity, "incomplete", "upload_id")
	put(h.Owner, 1000, 2000).Refused(http.StatusConflict, "conflict", "offset")
	put(h.As(actor.Manager), 0, 1000).Refused(http.StatusNotFound, "not_found")
	put(h.Owner, 0, 1<<20+1).Refused(http.StatusRequestEntityTooLarge, "too_large")
	for range 2 { // an answer that got lost: the part comes again
		if got := put(h.Owner, 0, 1<<20).Want(http.StatusOK).Map()["received"]; got != 1048576.0 {
			t.Errorf("received %v", got)
		}
	}
	put(h.Owner, 1<<20, len(raw)).Want(http.StatusOK)
	h.Owner.Do("PUT", fmt.Sprintf("/uploads/%s?offset=%d", id, len(raw)), []byte("x")).Refused(http.StatusUnprocessableEntity, "list_too_large")
	h.As(actor.Manager).Post("/pricelists", map[string]any{"upload_id": id}).Refused(http.StatusUnprocessableEntity, "not_found", "upload_id")
	var r pricelist.Result
	h.Owner.Post("/pricelists", map[string]any{"upload_id": id}).Want(http.StatusOK).JSON(&r)
	want(t, r, "0 new 0 changed 0 unchanged 4 refused")
	h.Owner.Post("/uploads", map[string]any{"name": " ", "size": 101 << 20}).Refused(http.StatusUnprocessableEntity, "required", "name", "size")
	h.Owner.Post("/uploads", map[string]any{"name": "x.csv", "size": 0}).Refused(http.StatusUnprocessableEntity, "empty_file", "size")
	for _, role := range []actor.Role{actor.Support, actor.Counter} {
		h.As(role).Post("/uploads", map[string]any{}).Refused(http.StatusForbidden, "forbidden")
		h.As(role).Post("/pricelists", map[string]any{}).Refused(http.StatusForbidden, "forbidden")
		h.As(role).Post("/pricelists/sample", nil).Refused(http.StatusForbidden, "forbidden")
	}
	h.Nobody().Post("/pricelists", map[string]any{}).Refused(http.StatusUnauthorized, "unauthenticated")
}

func TestUploadsThatNobodyGoesOnWithMakeRoom(t *testing.T) {
	clock := db.NewClock(time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC))
	h := housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now })
	begin := func() string {
		clock.Turn(time.Second)
		return h.Owner.Post("/uploads", map[string]any{"name": "x.csv", "size": 1}).Want(http.StatusCreated).Map()["id"].(string)
	}
	left := func() int {
		files, err := filepath.Glob(filepath.Join(h.Dir, "tmp", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	first := begin()
	for range 8 {
		begin()
	}
	h.Owner.Do("PUT", "/uploads/"+first+"?offset=0", []byte("x")).Refused(http.StatusNotFound, "not_found")
	if n := left(); n != 8 {
		t.Errorf("%d files wait", n)
	}
	clock.Turn(2 * time.Hour)
	begin()
	if n := left(); n != 1 {
		t.Errorf("%d files wait after two hours", n)
	}
}
