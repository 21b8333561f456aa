package web_test

import (
	"strconv"
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
		"192.168.1.7:50412": "192.168.1.7", "[::ffff:192.168.1.7]:9": "192.168.1.7", "[fe80::1%eth0]:9": "fe80::/64",
		"[2001:db8::5]:443": "2001:db8::/64", "[2001:db8::ffff:0:0:1]:443": "2001:db8::/64", "[2001:db8:0:1::5]:443": "2001:db8:0:1::/64",
		"192.168.1.7": "192.168.1.7", "@": "@", "": "",
	} {
		if got := web.Peer(remote); got != want {
			t.Errorf("%s is %s, not %s", remote, got, want)
		}
	}
}

func TestManyAskersMakeNobodyForgotten(t *testing.T) {
	tries := web.Tries{Most: 2, Failure: 1}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for i := range 6_000 { // their minute is over when the others come
		tries.Wait("old "+strconv.Itoa(i), now.Add(-50*time.Second))
	}
	for range 3 {
		tries.Wait("a", now)
	}
	for i := range 7_000 {
		tries.Wait("new "+strconv.Itoa(i), now.Add(20*time.Second))
	}
	if wait := tries.Wait("a", now.Add(20*time.Second)); wait != 40 {
		t.Errorf("who has to wait: %d, when others' minutes were over", wait)
	}
	for i := range 2_500 {
		tries.Wait("more "+strconv.Itoa(i), now.Add(30*time.Second))
	}
	tries.Wait("last", now.Add(40*time.Second))
	tries.Wait("last", now.Add(40*time.Second))
	for i := range 2_000 { // one too many, although nobody's minute is over
		tries.Wait("and "+strconv.Itoa(i), now.Add(41*time.Second))
	}
	if wait := tries.Wait("last", now.Add(41*time.Second)); wait != 59 {
		t.Errorf("who came last: %d, when the oldest were forgotten", wait)
	}
}
