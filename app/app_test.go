package app

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pishkhan/internal/errs"
)

func TestASecondProgramOnTheSameDataIsRefusedAndToldWhoHoldsIt(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(t.Context(), Config{DataDir: dir, As: "serve"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Config{DataDir: dir, As: "window"})
	if !errs.Is(err, InUse) {
		t.Fatalf("a second program: %v", err)
	}
	if p := errs.All(err)[0].Params; p["PID"] != os.Getpid() || p["As"] != "serve" {
		t.Errorf("the holder is not named: %v", p)
	}
	beside, err := Open(t.Context(), Config{DataDir: dir, Beside: true})
	if err != nil {
		t.Fatalf("a command beside it: %v", err)
	}
	if err := beside.Close(); err != nil {
		t.Error(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), Config{DataDir: dir})
	if err != nil {
		t.Fatalf("after the first closed: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestListsThatWereSentAreNotLeftInTheFolder(t *testing.T) {
	dir := t.TempDir()
	sent := filepath.Join(dir, "tmp", "upload-1")
	leave := func() {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(sent), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(sent, []byte("name,phone\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	there := func() bool { _, err := os.Stat(sent); return err == nil }
	leave() // by a program that was killed
	a, err := Open(t.Context(), Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if there() {
		t.Error("it is still there after the start")
	}
	leave()
	beside, err := Open(t.Context(), Config{DataDir: dir, Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := beside.Close(); err != nil || !there() {
		t.Errorf("a command beside it removed what is not its own: %v", err)
	}
	if err := a.Close(); err != nil || there() {
		t.Errorf("it is still there after the end: %v", err)
	}
}

func TestTheDataFolderIsForItsOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	a, err := Open(t.Context(), Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestAddressesThatOthersCouldHearAreRefused(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.168.1.5:0", "example.org:0"} {
		if l, err := Listen(address); !errs.Is(err, NotLoopback) {
			t.Errorf("%s: %v", address, err)
			if l != nil {
				l.Close()
			}
		}
	}
}

func TestServingAnswersUntilItIsToldToStop(t *testing.T) {
	dir := t.TempDir()
	a, err := Open(t.Context(), Config{DataDir: dir, As: "serve"})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- a.Serve(ctx, l) }()
	r, err := http.Get("http://" + l.Addr().String() + "/api/health")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var health struct{ Status string }
	if err := json.NewDecoder(r.Body).Decode(&health); err != nil || health.Status != "ok" {
		t.Errorf("health: %+v %v", health, err)
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("still serving")
	}
}
