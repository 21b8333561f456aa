package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/uuid/v5"
	"github.com/zalando/go-keyring"

	"pishkhan/app"
	"pishkhan/app/practice"
	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/pdf"
	"pishkhan/internal/product"
	"pishkhan/internal/sale"
	"pishkhan/internal/setup"
	"pishkhan/internal/staff"
)

// said is what a command printed and how it ended.
type said struct {
	out, err string
	code     int
}

// command runs the command line as somebody would, on a folder.
func command(t *testing.T, lang, stdin string, args ...string) said {
	t.Helper()
	words := i18n.Load("")
	words.Missing = func(lang, what string) { t.Errorf("%s: not in the catalogue: %s", lang, what) }
	var out, errs bytes.Buffer
	s := &shell{in: strings.NewReader(stdin), out: &out, err: &errs, words: words, lang: lang}
	code := s.run(context.Background(), args)
	return said{out.String(), errs.String(), code}
}

// shopFolder is a data folder with a shop, whose program is running; the
// recovery key comes with it.
func shopFolder(t *testing.T) (dir, recovery string) {
	t.Helper()
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	dir = t.TempDir()
	a, err := app.Open(t.Context(), app.Config{DataDir: dir, As: "serve", Cost: staff.Cost{Memory: 64, Time: 1, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	made, err := a.Setup.Run(t.Context(), setup.Request{
		Shop:  setup.NewShop{Name: "روشنا"},
		Owner: setup.NewOwner{User: "owner", Password: "rooznameh-28-anar"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, made.RecoveryKey
}

func TestDoctorLooksBesideARunningProgramInBothLanguages(t *testing.T) {
	dir, _ := shopFolder(t)
	for lang, want := range map[string]string{"fa": "همه چیز درست است.", "en": "Everything is in order."} {
		if r := command(t, lang, "", "doctor", "--replay", "--data", dir); r.code != exitDone || !strings.Contains(r.out, want) {
			t.Errorf("%s: %+v", lang, r)
		}
	}
}

func TestDoctorNamesWhatIsWrongAndEndsWithOne(t *testing.T) {
	dir, _ := shopFolder(t)
	d, err := db.Open(t.Context(), app.Database(dir), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return tx.Exec("INSERT INTO local_stock VALUES('x',1000)") }); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "en", "", "doctor", "--data", dir); r.code != exitFailed || !strings.Contains(r.out, "its moves add up to 0") || r.err != "" {
		t.Errorf("%+v", r)
	}
	r := command(t, "en", "", "doctor", "--json", "--data", dir)
	var answer struct {
		OK     bool
		Checks []struct {
			Name     string
			Findings []struct {
				Code, Text string
				Params     map[string]any
			}
		}
	}
	if err := json.Unmarshal([]byte(r.out), &answer); err != nil || r.code != exitFailed || answer.OK {
		t.Fatalf("%v %+v", err, r)
	}
	for _, c := range answer.Checks {
		if c.Name == "stock" && (len(c.Findings) != 1 || c.Findings[0].Code != "stock" || c.Findings[0].Text == "" || c.Findings[0].Params["ID"] != "x") {
			t.Errorf("%+v", c)
		}
	}
}

func TestAnEmptyFolderHasNoShopToLookAtOrToKeep(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"doctor"}, {"backup", "create", filepath.Join(dir, "b")}} {
		if r := command(t, "en", "", append(args, "--data", dir)...); r.code != exitFailed || !strings.Contains(r.err, "There is no shop yet") {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) > 0 {
		t.Errorf("looking made %v %v", list, err)
	}
}

func TestABackupGoesToAnotherComputerWithTheRecoveryKey(t *testing.T) {
	dir, recovery := shopFolder(t)
	file := filepath.Join(t.TempDir(), "shop.backup")
	if r := command(t, "fa", "", "backup", "create", file, "--data", dir); r.code != exitDone || !strings.Contains(r.out, file) {
		t.Fatalf("%+v", r)
	}
	if r := command(t, "en", "", "backup", "create", file, "--data", dir); r.code != exitFailed || !strings.Contains(r.err, "already") {
		t.Errorf("a second time: %+v", r)
	}
	if r := command(t, "en", "", "backup", "restore", file, "--data", dir, "--force"); r.code != exitInUse {
		t.Errorf("under a running program: %+v", r)
	}
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	to := filepath.Join(t.TempDir(), "new")
	if r := command(t, "en", "", "backup", "restore", file, "--data", to); r.code != exitFailed || !strings.Contains(r.err, "--recovery-key-stdin") {
		t.Errorf("without a key: %+v", r)
	}
	if r := command(t, "en", "AGE-SECRET-KEY-1\n", "backup", "restore", file, "--data", to, "--recovery-key-stdin"); r.code != exitFailed || !strings.Contains(r.err, "recovery key isn’t right") {
		t.Errorf("with a wrong one: %+v", r)
	}
	if r := command(t, "en", recovery+"\n", "backup", "restore", file, "--data", to, "--recovery-key-stdin"); r.code != exitDone {
		t.Fatalf("with the right one: %+v", r)
	}
	if r := command(t, "en", "", "doctor", "--replay", "--data", to); r.code != exitDone {
		t.Errorf("the restored shop: %+v", r)
	}
	if r := command(t, "en", "", "backup", "restore", file, "--data", to); r.code != exitFailed || !strings.Contains(r.err, "--force") {
		t.Errorf("over a shop: %+v", r)
	}
	if r := command(t, "en", "", "backup", "restore", file, "--data", to, "--force"); r.code != exitDone || !strings.Contains(r.out, "before-restore") {
		t.Errorf("with force: %+v", r)
	}
}

func TestInvoicesAreWrittenAsFilesBesideARunningProgram(t *testing.T) {
	dir, _ := shopFolder(t)
	out := filepath.Join(t.TempDir(), "invoices")
	for _, args := range [][]string{{"--out", out}, {"--all", "A-1405-000001", "--out", out}, {"--all"}, {"--all", "--out", out, "--one", out + ".pdf"}} {
		if r := command(t, "en", "", append([]string{"invoice", "pdf", "--data", dir}, args...)...); r.code != exitUsage {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := command(t, "fa", "", "invoice", "pdf", "--data", dir, "--out", out, "A-1405-000009"); r.code != exitFailed || !strings.Contains(r.err, "A-1405-000009") {
		t.Errorf("one that isn't there: %+v", r)
	}
	number := sellOne(t, dir)
	if r := command(t, "en", "", "invoice", "pdf", "--data", dir, "--out", out, "--lang", "xx", number); r.code != exitFailed || !strings.Contains(r.err, "--lang") {
		t.Errorf("in no language: %+v", r)
	}
	if _, err := pdf.New(pdf.A5, pdf.Info{}); errs.Is(err, pdf.FontsMissing) {
		if r := command(t, "en", "", "invoice", "pdf", "--data", dir, "--out", out, "--all"); r.code != exitFailed || !strings.Contains(r.err, "typeface") {
			t.Errorf("without fonts: %+v", r)
		}
		if _, err := os.Stat(out); err == nil {
			t.Error("something was written")
		}
		t.Skip("no faces in this build: make fonts")
	}
	for _, form := range []string{"short", "official", "receipt"} {
		for _, lang := range []string{"fa", "en", "both"} {
			r := command(t, "en", "", "invoice", "pdf", "--data", dir, "--out", out, "--all", "--lang", lang, "--form", form)
			if r.code != exitDone || !strings.Contains(r.out, "One invoice was written") {
				t.Errorf("%s %s: %+v", form, lang, r)
			}
		}
	}
	second, together := sellOne(t, dir), filepath.Join(filepath.Dir(out), "day.pdf")
	if r := command(t, "en", "", "invoice", "pdf", "--data", dir, "--one", together, number, second); r.code != exitDone || !strings.Contains(r.out, "2 invoices were written") {
		t.Errorf("in one file: %+v", r)
	}
	if text, err := os.ReadFile(together); err != nil || strings.Count(string(text), "/Type /Page\n") != 2 {
		t.Errorf("the one file has %d pages (%v)", strings.Count(string(text), "/Type /Page\n"), err)
	}
	files, err := os.ReadDir(out)
	if err != nil || len(files) != 9 || strings.HasPrefix(files[0].Name(), ".") {
		t.Errorf("%v %v", files, err)
	}
}

// sellOne sells a lamp in the folder, beside the program that runs on it.
func sellOne(t *testing.T, dir string) (number string) {
	t.Helper()
	a, err := app.Open(t.Context(), app.Config{DataDir: dir, Beside: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	ctx := actor.With(t.Context(), actor.System)
	name := "لامپ"
	price := money.Rial(90_000)
	p, _, err := a.Product.Create(ctx, "", product.Input{Name: &name, Price: &price}, "5")
	if err != nil {
		t.Fatal(err)
	}
	res, _, err := a.Sale.Sell(ctx, sale.Request{
		ID:       uuid.Must(uuid.NewV7()).String(),
		Draft:    sale.Draft{Lines: []sale.Line{{ProductID: p.ID, Quantity: "1"}}},
		Payments: []payment.Part{{Method: payment.Cash, Amount: 500_000}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return res.Invoice.Number
}

func TestAPracticeShopIsKeptUntilAFreshOneIsWanted(t *testing.T) {
	if testing.Short() {
		t.Skip("some weeks of sales; not in short runs")
	}
	keyring.MockInit()
	t.Setenv("PISHKHAN_KEYS", t.TempDir())
	dir := t.TempDir()
	shopID := func() string {
		t.Helper()
		a, err := app.Open(t.Context(), app.Config{DataDir: filepath.Join(dir, "practice")})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		s, err := a.Shop.Read(t.Context())
		if err != nil || !s.Practice {
			t.Errorf("%+v %v", s, err)
		}
		return s.ID
	}
	// an address that is refused ends the command after the shop is there
	open := []string{"practice", "--data", dir, "--listen", "0.0.0.0:0"}
	r := command(t, "fa", "", open...)
	for _, want := range []string{"sara", "narges", "مدیر", practice.Password, filepath.Join(dir, "practice")} {
		if !strings.Contains(r.out, want) {
			t.Errorf("%q isn't said: %+v", want, r)
		}
	}
	first := shopID()
	command(t, "en", "", open...)
	if again := shopID(); again != first {
		t.Error("the second time it was made anew")
	}
	command(t, "en", "", append(open, "--fresh")...)
	if fresh := shopID(); fresh == first {
		t.Error("with --fresh it was kept")
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("beside it is left %v %v", files, err)
	}
}

func TestARealShopIsNeverThrownAwayForPractice(t *testing.T) {
	dir, _ := shopFolder(t)
	held := filepath.Join(t.TempDir(), "held")
	if err := os.MkdirAll(held, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(held, "practice")); err != nil {
		t.Skip(err)
	}
	if r := command(t, "en", "", "practice", "--fresh", "--data", held, "--listen", "0.0.0.0:0"); r.code != exitInUse {
		t.Errorf("while it is open: %+v", r)
	}
	copied := filepath.Join(t.TempDir(), "copied")
	if err := os.CopyFS(filepath.Join(copied, "practice"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "en", "", "practice", "--fresh", "--data", copied, "--listen", "0.0.0.0:0"); r.code != exitFailed || !strings.Contains(r.err, "isn’t for practice") {
		t.Errorf("a real one: %+v", r)
	}
	if _, err := os.Stat(app.Database(filepath.Join(copied, "practice"))); err != nil {
		t.Error(err)
	}
}

func TestACommandLineThatMakesNoSenseEndsWithTwo(t *testing.T) {
	for _, args := range [][]string{{"backup", "create"}, {"backup", "restore"}, {"doctor", "now"}, {"doctor", "--nonsense"}} {
		if r := command(t, "en", "", args...); r.code != exitUsage {
			t.Errorf("%v: %+v", args, r)
		}
	}
}
