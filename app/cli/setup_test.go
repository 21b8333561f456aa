package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/internal/i18n"
)

const secret = "rooznameh-28-anar"

func TestAShopIsSetUpByOneCommand(t *testing.T) {
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	dir := filepath.Join(t.TempDir(), "shop")
	set := []string{"setup", "--data", dir, "--shop", "روشنا", "--owner", "sara", "--password-stdin", "--lang", "en", "--unit", "rial"}
	s := command(t, "en", secret+"\r\n", set...)
	if s.code != exitDone || !strings.Contains(s.out, "روشنا") || strings.Contains(s.out, "AGE-SECRET-KEY") {
		t.Fatalf("%+v", s)
	}
	lines := strings.Split(strings.TrimSpace(s.err), "\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "AGE-SECRET-KEY-1") {
		t.Errorf("the recovery key stands alone on the last line: %q", s.err)
	}
	if s = command(t, "fa", secret, set...); s.code != exitFailed || s.err == "" || s.out != "" {
		t.Errorf("a second time: %+v", s)
	}
	a, err := app.Open(t.Context(), app.Config{DataDir: dir, As: "serve"})
	if err != nil {
		t.Fatal(err)
	}
	shop, err := a.Shop.Read(t.Context())
	if err != nil || shop.Language != "en" || shop.Unit != "rial" || shop.Name != "روشنا" {
		t.Errorf("%+v %v", shop, err)
	}
	if _, _, err := a.Staff.SignIn(t.Context(), "sara", secret, "", ""); err != nil {
		t.Errorf("the owner's password: %v", err)
	}
	// Beside the running program: who works here, and a new password.
	if s = command(t, "en", "", "staff", "--data", dir); s.code != exitDone || !strings.HasPrefix(s.out, "sara\t") {
		t.Errorf("%+v", s)
	}
	if s = command(t, "fa", "another-28-anar", "staff", "password", "SARA", "--password-stdin", "--data", dir); s.code != exitDone {
		t.Errorf("%+v", s)
	}
	if _, _, err := a.Staff.SignIn(t.Context(), "sara", "another-28-anar", "", ""); err != nil {
		t.Errorf("the new password: %v", err)
	}
	if s = command(t, "en", "another-28-anar", "staff", "password", "nobody", "--password-stdin", "--data", dir); s.code != exitFailed {
		t.Errorf("somebody who isn't there: %+v", s)
	}
	if s = command(t, "en", secret, set...); s.code != exitInUse || !strings.Contains(s.err, "serve") {
		t.Errorf("set up beside a running program: %+v", s)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSetupSaysWhatIsWrongAtItsFlag(t *testing.T) {
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	dir := t.TempDir()
	for _, lang := range []string{"fa", "en"} {
		s := command(t, lang, "short\n", "setup", "--data", dir, "--unit", "dollar", "--phone", "12", "--password-stdin")
		if s.code != exitFailed {
			t.Fatalf("%+v", s)
		}
		for _, flag := range []string{"--shop: ", "--phone: ", "--unit: ", "--owner: ", "--password-stdin: "} {
			if !strings.Contains(s.err, flag) {
				t.Errorf("%s: nothing about %q in %q", lang, flag, s.err)
			}
		}
	}
	if s := command(t, "en", "", "setup", "--data", dir, "--shop", "x", "--owner", "y"); s.code != exitUsage {
		t.Errorf("without a password: %+v", s)
	}
	if s := command(t, "en", "", "staff", "password", "--password-stdin"); s.code != exitUsage {
		t.Errorf("without a user: %+v", s)
	}
	if s := command(t, "en", "", "staff", "--data", dir); s.code != exitDone || s.out != "" {
		t.Errorf("before there is a shop: %+v", s)
	}
}

func TestEveryCommandHelpsInBothLanguages(t *testing.T) {
	words := i18n.Load("")
	var walk func(lang string, c *cobra.Command, path []string)
	walk = func(lang string, c *cobra.Command, path []string) {
		s := command(t, lang, "", append(slices.Clone(path), "--help")...)
		if s.code != exitDone || !strings.Contains(s.out, "--data") || s.err != "" || c.Short == "" {
			t.Errorf("%v in %s: %+v", path, lang, s)
		}
		for _, below := range c.Commands() {
			walk(lang, below, append(slices.Clone(path), below.Name()))
		}
	}
	for _, lang := range i18n.Languages {
		walk(lang, (&shell{words: words, lang: lang}).root(), nil)
	}
}

func TestTheRecoveryKeyBringsALostShopKeyBack(t *testing.T) {
	dir, recovery := shopFolder(t)
	s := command(t, "en", "", "key", "renew", "--data", dir)
	if s.code != exitDone || s.out != "" {
		t.Fatalf("%+v", s)
	}
	lines := strings.Split(strings.TrimSpace(s.err), "\n")
	renewed := lines[len(lines)-1]

	keyring.MockInit() // another computer
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	if s = command(t, "fa", "", "staff", "--data", dir); s.code != exitFailed || !strings.Contains(s.err, "pishkhan key recover") {
		t.Errorf("without the key: %+v", s)
	}
	if s = command(t, "en", "", "key", "recover", "--data", dir); s.code != exitFailed {
		t.Errorf("nobody types and nothing is piped: %+v", s)
	}
	for _, wrong := range []string{recovery, "AGE-SECRET-KEY-1WRONG", ""} { // the first is of before the renewal
		if s = command(t, "en", wrong+"\n", "key", "recover", "--recovery-key-stdin", "--data", dir); s.code != exitFailed {
			t.Errorf("%q: %+v", wrong, s)
		}
	}
	if s = command(t, "fa", renewed, "key", "recover", "--recovery-key-stdin", "--data", dir); s.code != exitDone {
		t.Fatalf("%+v", s)
	}
	if s = command(t, "en", "", "staff", "--data", dir); s.code != exitDone {
		t.Errorf("with the key: %+v", s)
	}
}
