package backup_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/internal/backup"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/housetest"
	"pishkhan/internal/vault"
)

// kept is a shop with a product, and a backup of it.
type kept struct {
	*housetest.House
	recovery string
	file     string
	manifest backup.Manifest
}

func keep(t *testing.T) kept {
	t.Helper()
	k := kept{House: housetest.Empty(t), file: filepath.Join(t.TempDir(), "shop.backup")}
	var made struct {
		Token       string
		RecoveryKey string `json:"recovery_key"`
	}
	k.Nobody().Post("/setup", map[string]any{
		"language": "fa", "shop": map[string]any{"name": "روشنا", "unit": "toman"},
		"owner": map[string]any{"user": "owner", "password": housetest.Password},
	}).Want(http.StatusCreated).JSON(&made)
	k.recovery = made.RecoveryKey
	k.Owner = k.SignIn("owner", housetest.Password)
	k.Owner.Post("/products", map[string]any{"name": "لامپ", "price": 90_000, "stock": "5"}).Want(http.StatusCreated)
	own := filepath.Join(k.Dir, "locales")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "fa.json"), []byte(`{"app":{"name":"دخل"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	steps := map[backup.Step]bool{}
	m, err := backup.Create(t.Context(), k.Journal.DB, k.Vault, k.file, "test", func(s backup.Step, done, total int64) {
		steps[s] = true
		if done > total {
			t.Errorf("%s: %d of %d", s, done, total)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []backup.Step{"copy", "write", "trial", "check"} {
		if !steps[s] {
			t.Errorf("nothing was said of %q", s)
		}
	}
	k.manifest = m
	return k
}

// elsewhere makes this a computer without the shop's key.
func elsewhere(t *testing.T) {
	t.Helper()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	keyring.MockInit()
}

func restore(t *testing.T, file, dir string, change ...func(*backup.RestoreOptions)) (backup.Restored, error) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	opt := backup.RestoreOptions{Now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	for _, f := range change {
		f(&opt)
	}
	return backup.Restore(t.Context(), file, dir, opt)
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestABackupComesBackWholeAsACopyInANewSeries(t *testing.T) {
	k := keep(t)
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := restore(t, k.file, dir); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); fmt.Sprint(got) != "[instance locales shop.db]" {
		t.Errorf("the folder holds %v", got)
	}
	cfg := k.Config
	cfg.DataDir = dir
	a, err := app.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	tills, err := a.Till.List(t.Context())
	if err != nil || len(tills) != 1 || tills[0].Series != "B" {
		t.Errorf("the restored till: %+v %v", tills, err)
	}
	if got := a.Words.T("fa", "app.name", nil); got != "دخل" {
		t.Errorf("the shop's own wording: %q", got)
	}
	if _, err := a.Staff.Identify(context.Background(), k.Owner.Token); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("who was signed in at the backup still is: %v", err)
	}
}

func TestABackupIsOneFileWithoutTheShopInPlain(t *testing.T) {
	k := keep(t)
	b, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"روشنا", "لامپ", "SQLite format 3"} {
		if bytes.Contains(b, []byte(word)) {
			t.Errorf("%q can be read in it", word)
		}
	}
	if info, err := os.Stat(k.file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if got := names(t, filepath.Dir(k.file)); len(got) != 1 {
		t.Errorf("beside it is left %v", got)
	}
	for _, n := range names(t, k.Dir) {
		if strings.HasPrefix(n, ".") {
			t.Errorf("the data folder is left with %s", n)
		}
	}
	m, err := backup.Read(k.file)
	if err != nil || m != k.manifest || m.Vault != k.Vault.ID() || m.Schema != db.Version() || m.Program != "test" {
		t.Errorf("it says of itself %+v %v", m, err)
	}
}

func TestABackupNeverOverwrites(t *testing.T) {
	k := keep(t)
	_, err := backup.Create(t.Context(), k.Journal.DB, k.Vault, k.file, "test", nil)
	if !errs.Is(err, backup.FileThere) {
		t.Error(err)
	}
}

func TestAnotherComputerAsksForTheRecoveryKeyAndKeepsTheShops(t *testing.T) {
	k := keep(t)
	elsewhere(t)
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := restore(t, k.file, dir); !errs.Is(err, "key_missing") {
		t.Errorf("without asking: %v", err)
	}
	asked := 0
	ask := func(answer string) func(*backup.RestoreOptions) {
		return func(o *backup.RestoreOptions) {
			o.Recovery = func() (string, error) { asked++; return answer, nil }
		}
	}
	other := keep(t)
	elsewhere(t)
	for _, wrong := range []string{"", "AGE-SECRET-KEY-1", other.recovery} {
		if _, err := restore(t, k.file, dir, ask(wrong)); !errs.Is(err, "recovery_key") {
			t.Errorf("with %q: %v", wrong, err)
		}
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("the folder was touched: %v", got)
	}
	if _, err := vault.Load(k.manifest.Vault, rand.Reader); !errs.Is(err, "key_missing") {
		t.Errorf("a key was kept: %v", err)
	}
	typed := strings.ToLower(k.recovery[:20]) + " " + k.recovery[20:] // as people copy from paper
	if _, err := restore(t, k.file, dir, ask(typed)); err != nil {
		t.Fatal(err)
	}
	if asked != 4 {
		t.Errorf("asked %d times", asked)
	}
	cfg := k.Config
	cfg.DataDir = dir
	a, err := app.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Error(err)
	}
}

func TestAShopThatIsThereIsRefusedOrMovedAside(t *testing.T) {
	k := keep(t)
	dir := filepath.Join(t.TempDir(), "new")
	if _, err := restore(t, k.file, dir); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, "instance"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := restore(t, k.file, dir); !errs.Is(err, backup.ShopThere) {
		t.Errorf("a second time: %v", err)
	}
	out, err := restore(t, k.file, dir, func(o *backup.RestoreOptions) { o.Force = true })
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, out.Aside); fmt.Sprint(got) != "[instance locales shop.db]" {
		t.Errorf("moved aside: %v", got)
	}
	if moved, err := os.ReadFile(filepath.Join(out.Aside, "instance")); err != nil || !bytes.Equal(moved, before) {
		t.Errorf("the old shop isn't what is aside: %v", err)
	}
}

func TestAFolderInWhichTheProgramWasOnlyStartedTakesABackup(t *testing.T) {
	k := keep(t)
	dir := t.TempDir()
	d, err := db.Open(t.Context(), filepath.Join(dir, db.File), db.Options{}) // up to the first run, and no further
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := restore(t, k.file, dir)
	if err != nil || out.Aside == "" {
		t.Fatalf("%+v %v", out, err)
	}
	if err := os.WriteFile(filepath.Join(dir, db.File), []byte("not to be read"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := restore(t, k.file, dir); !errs.Is(err, backup.ShopThere) {
		t.Errorf("what can't be read was taken for empty: %v", err)
	}
}

func TestWhatIsCutShortOrAlteredIsRefusedWithAClearWord(t *testing.T) {
	k := keep(t)
	whole, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "new")
	try := func(name string, b []byte, want ...errs.Code) {
		t.Helper()
		file := filepath.Join(t.TempDir(), "broken")
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := restore(t, file, dir, func(o *backup.RestoreOptions) {
			o.Recovery = func() (string, error) { return k.recovery, nil }
		})
		for _, w := range want {
			if errs.Is(err, w) {
				if got := names(t, dir); len(got) > 0 {
					t.Errorf("%s: the folder was touched: %v", name, got)
				}
				return
			}
		}
		t.Errorf("%s: %v, want %v", name, err, want)
	}
	head := bytes.IndexByte(whole[len("pishkhan backup\n"):], '\n') + len("pishkhan backup\n") + 1
	for _, n := range []int{0, 5, len("pishkhan backup\n")} {
		try(fmt.Sprintf("cut at %d", n), whole[:n], backup.NotBackup, backup.Broken)
	}
	for n := head / 2; n < len(whole); n += len(whole)/40 + 1 {
		try(fmt.Sprintf("cut at %d of %d", n, len(whole)), whole[:n], backup.Broken)
	}
	try("a byte short", whole[:len(whole)-1], backup.Broken)
	try("a byte long", append(bytes.Clone(whole), 'x'), backup.Broken)
	for i := 0; i < len(whole); i += 1 + len(whole)/60 {
		b := bytes.Clone(whole)
		b[i] ^= 0x20
		// in the plain part a letter may change the key's name, its wrapping or the version
		try(fmt.Sprintf("byte %d flipped", i), b, backup.Broken, backup.NotBackup, backup.Newer, "backup_key", "recovery_key")
	}
	for i := head; i < head+400; i += 7 {
		b := bytes.Clone(whole)
		b[i] ^= 1
		try(fmt.Sprintf("byte %d flipped", i), b, backup.Broken, "backup_key")
	}
	try("a price list", []byte("name,price\nlamp,90000\n"), backup.NotBackup)
	newer := bytes.Replace(whole, []byte(`{"format":1,`), []byte(`{"format":2,`), 1)
	try("of a later version", newer, backup.Newer)
	renamed := bytes.Replace(whole, []byte(`"program":"test"`), []byte(`"program":"tost"`), 1)
	try("with another manifest", renamed, "backup_key")
}

func TestAShopWhoseJournalIsBrokenIsNotBackedUpButASmallerFaultIsOnlyTold(t *testing.T) {
	k := keep(t)
	break1 := func(q string) {
		t.Helper()
		if err := k.Journal.DB.Write(t.Context(), func(tx *db.Tx) error { return tx.Exec(q) }); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "b")
	break1("UPDATE local_change SET hlc = hlc + 1 WHERE seq = 1")
	if _, err := backup.Create(t.Context(), k.Journal.DB, k.Vault, file, "test", nil); !errs.Is(err, backup.Unsound) {
		t.Error(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it was published: %v", err)
	}
	break1("UPDATE local_change SET hlc = hlc - 1 WHERE seq = 1")
	break1("UPDATE local_stock SET quantity = quantity + 1")
	if m, err := backup.Create(t.Context(), k.Journal.DB, k.Vault, file, "test", nil); err != nil || m.Findings == 0 {
		t.Errorf("%+v %v", m, err)
	}
	break1("UPDATE local_stock SET quantity = quantity - 1")
}

func TestABackupIsMadeWhileOthersSell(t *testing.T) {
	k := keep(t)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan int)
	go func() {
		n := 0
		for ; ctx.Err() == nil; n++ {
			k.Owner.Post("/products", map[string]any{"name": fmt.Sprint("کالا ", n), "price": 1000, "stock": "1"}).Want(http.StatusCreated)
		}
		done <- n
	}()
	for i := range 3 {
		if _, err := backup.Create(t.Context(), k.Journal.DB, k.Vault, filepath.Join(t.TempDir(), fmt.Sprint(i)), "test", nil); err != nil {
			t.Error(err)
		}
	}
	stop()
	if n := <-done; n == 0 {
		t.Error("nobody wrote meanwhile")
	}
}

func TestABackupGivenUpLeavesNothing(t *testing.T) {
	k := keep(t)
	ctx, stop := context.WithCancel(t.Context())
	dir := t.TempDir()
	_, err := backup.Create(ctx, k.Journal.DB, k.Vault, filepath.Join(dir, "b"), "test", func(s backup.Step, _, _ int64) {
		if s == "trial" {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if got := names(t, dir); len(got) > 0 {
		t.Errorf("left: %v", got)
	}
}
