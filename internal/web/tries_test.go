package web_test

import (
	"testing"
	"time"

	"pishkhan/internal/web"
)

func TestOneAskersTriesHoldNobodyElseUp(t *testing.T) {
	tries := web.Tries{Most: 10, Failure: 4}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for range 3 { // a failure is four tries
		if wait := tries.Wait("a", now); wait != 0 {
			t.Fatalf("waits %d", wait)
		}
		tries.Failed("a", now)
	}
	if wait := tries.Wait("a", now.Add(20*time.Second)); wait != 40 {
		t.Errorf("after three failures: %d", wait)
	}
	for i := range 10 {
		if wait := tries.Wait("b", now); wait != 0 {
			t.Errorf("somebody else, time %d: %d", i, wait)
		}
	}
	if wait := tries.Wait("b", now); wait != 60 {
		t.Errorf("somebody else, once more: %d", wait)
	}
	if wait := tries.Wait("a", now.Add(time.Minute)); wait != 0 {
		t.Errorf("a minute later: %d", wait)
	}
	if wait := tries.Wait("b", now.Add(-time.Hour)); wait != 0 {
		t.Errorf("after the clock was put back: %d", wait)
	}
}

func TestAPeerIsItsAddressHoweverItIsWritten(t *testing.T) {
	for remote, want := range map[string]string{
		"192.168.1.7:50412": "192.168.1.7", "[::ffff:192.168.1.7]:9": "192.168.1.7", "[fe80::1%eth0]:9": "fe80::1",
		"[2001:db8::5]:443": "2001:db8::5", "192.168.1.7": "192.168.1.7", "@": "@", "": "",
	} {
		if got := web.Peer(remote); got != want {
			t.Errorf("%s is %s, not %s", remote, got, want)
		}
	}
}
