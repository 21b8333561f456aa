package inbox_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/inbox"
	"pishkhan/internal/pricelist"
)

// box is a watched folder of its own, with a clock that the test turns.
type box struct {
	t     *testing.T
	h     *housetest.House
	clock *db.Clock
	dir   string
	in    *inbox.Inbox
}

func newBox(t *testing.T) *box {
	t.Helper()
	b := &box{t: t, h: housetest.New(t), clock: db.NewClock(time.Now()), dir: t.TempDir()}
	b.open(b.clock.Now)
	return b
}

func (b *box) open(now func() time.Time) {
	b.t.Helper()
	in, err := inbox.New(b.dir, inbox.Rooms{Intake: b.h.Intake, Words: b.h.Words, Open: func(context.Context) bool { return true }}, now)
	if err != nil {
		b.t.Fatal(err)
	}
	b.in = in
}

func (b *box) put(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.in.Dir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// look lets the files lie still and looks.
func (b *box) look() {
	b.t.Helper()
	b.in.Look(b.t.Context())
	b.clock.Turn(3 * time.Second)
	b.in.Look(b.t.Context())
}

// want compares what lies in the folders.
func (b *box) want(names ...string) {
	b.t.Helper()
	var got []string
	for _, sub := range []string{"", "done", "refused"} {
		entries, err := os.ReadDir(filepath.Join(b.in.Dir(), sub))
		if err != nil {
			b.t.Fatal(err)
		}
		for _, e := range entries {
			if !e.IsDir() {
				got = append(got, filepath.ToSlash(filepath.Join(sub, e.Name())))
			}
		}
	}
	if !slices.Equal(got, names) {
		b.t.Errorf("%q, want %q", got, names)
	}
}

func (b *box) read(name string) string {
	b.t.Helper()
	text, err := os.ReadFile(filepath.Join(b.in.Dir(), name))
	if err != nil {
		b.t.Error(err)
	}
	return string(text)
}

// told is the newest notice, as a client reads it.
func told(c *housetest.Client) (code, level, text string) {
	var page struct {
		Items []struct{ Code, Level, Text string }
	}
	c.Get("/notices").Want(http.StatusOK).JSON(&page)
	if len(page.Items) == 0 {
		return "", "", ""
	}
	return page.Items[0].Code, page.Items[0].Level, page.Items[0].Text
}

const list = "code,name,price (rial)\nA1,Lamp,100\nA2,Cable,200\n"

func TestAListIsTakenInOnceItLiesStill(t *testing.T) {
	b := newBox(t)
	b.put("list.csv", list)
	b.in.Look(t.Context())
	b.clock.Turn(time.Second)
	b.in.Look(t.Context())
	b.want("list.csv") // a second only
	b.put("list.csv", list+"A3,Plug,300\n")
	b.clock.Turn(time.Second)
	if !b.in.Look(t.Context()) {
		t.Error("nobody looks again at a file that is still written")
	}
	b.clock.Turn(time.Second)
	b.in.Look(t.Context())
	b.want("list.csv")
	b.clock.Turn(time.Second)
	b.in.Look(t.Context())
	b.want("done/list.csv")
	if code, level, text := told(b.h.Owner); code != "inbox_taken" || level != "info" || !strings.Contains(text, "3 new") {
		t.Error(code, level, text)
	}
	if code, _, _ := told(b.h.As(actor.Counter)); code != "" {
		t.Error("the counter was told", code)
	}
	b.put("list.csv", list)
	b.look()
	b.want("done/list (2).csv", "done/list.csv")
	var page struct {
		Items []struct{ Source, State string }
	}
	b.h.Owner.Get("/imports").Want(http.StatusOK).JSON(&page)
	if len(page.Items) != 2 || page.Items[0].Source != "inbox" || page.Items[0].State != "taken" {
		t.Errorf("%+v", page.Items)
	}
}

func TestWhatIsRefusedIsPutAsideWithAReport(t *testing.T) {
	b := newBox(t)
	b.put("partly.csv", list+"A9,,300\n")
	b.put("asks.csv", "code,name,price\nB1,Lamp,100\n")
	b.put("nothing.csv", "hello\nworld\n")
	b.look()
	b.want("done/partly.csv", "done/partly.csv.txt", "refused/asks.csv", "refused/asks.csv.txt", "refused/nothing.csv", "refused/nothing.csv.txt")
	for name, words := range map[string]string{"done/partly.csv.txt": "ردیف ۴", "refused/asks.csv.txt": "واحد", "refused/nothing.csv.txt": "دوباره در پوشه"} {
		if text := b.read(name); !strings.Contains(text, words) || strings.Contains(text, "{{") || strings.Contains(text, "error.") {
			t.Errorf("%s: %s", name, text)
		}
	}
	var page struct {
		Items  []struct{ Code, Level, Text string }
		Unseen int
	}
	b.h.As(actor.Manager).Get("/notices").Want(http.StatusOK).JSON(&page)
	codes := map[string]string{}
	for _, n := range page.Items {
		codes[n.Code] = n.Level
		if strings.Contains(n.Text, "{{") || strings.HasPrefix(n.Text, "notice.") {
			t.Error(n.Text)
		}
	}
	if page.Unseen != 3 || codes["inbox_taken_partly"] != "needs_you" || codes["inbox_asks"] != "needs_you" || codes["inbox_refused"] != "wrong" {
		t.Errorf("%d unseen: %v", page.Unseen, codes)
	}
}

func TestOnlyPlainFilesThatAreReadyAreLookedAt(t *testing.T) {
	b := newBox(t)
	for _, name := range []string{".hidden.csv", "~$list.xlsx", "list.csv.part", "list.crdownload", "list.tmp"} {
		b.put(name, list)
	}
	outside := filepath.Join(t.TempDir(), "outside.csv")
	if err := os.WriteFile(outside, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(b.in.Dir(), "link.csv")); err != nil {
		t.Skip(err)
	}
	if err := os.Mkdir(filepath.Join(b.in.Dir(), "folder.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	b.look()
	b.want(".hidden.csv", "link.csv", "list.crdownload", "list.csv.part", "list.tmp", "~$list.xlsx")
	if code, _, _ := told(b.h.Owner); code != "" {
		t.Error(code)
	}
}

func TestWhatIsTooLargeIsRefusedUnread(t *testing.T) {
	b := newBox(t)
	path := b.put("huge.csv", list)
	if err := os.Truncate(path, pricelist.MaxBytes+1); err != nil {
		t.Fatal(err)
	}
	b.look()
	b.want("refused/huge.csv", "refused/huge.csv.txt")
}

func TestTheRealProgramWatchesItsFolder(t *testing.T) {
	h := housetest.New(t)
	if err := os.WriteFile(filepath.Join(h.Dir, inbox.Folder, "list.csv"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(30 * time.Second); time.Now().Before(until); {
		if code, _, _ := told(h.Owner); code == "inbox_taken" {
			return
		}
		h.Owner.Get("/changes?wait=1&after=0")
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("nobody took it in")
}

func TestAFileWhoseWriterOnlyPausedIsTakenInWhole(t *testing.T) {
	const people = "name,phone\nAli Rezaei,09121234567\n"
	b := newBox(t)
	more := ""
	b.open(func() time.Time { // asked between the look at the folder and the reading
		if more != "" {
			b.put("people.csv", people+more)
			more = ""
		}
		return b.clock.Now()
	})
	b.put("people.csv", people)
	b.in.Look(t.Context())
	b.clock.Turn(3 * time.Second)
	more = "Sara Ahmadi,0912"
	if !b.in.Look(t.Context()) {
		t.Error("nobody looks again")
	}
	b.want("people.csv") // not removed
	b.put("people.csv", people+"Sara Ahmadi,09127654321\n")
	b.look()
	b.want()
	var page struct {
		Items []struct{ Name, Phone string }
	}
	if b.h.Owner.Get("/customers").Want(http.StatusOK).JSON(&page); len(page.Items) != 2 {
		t.Errorf("%+v", page.Items)
	}
}

// imports is how many were taken in, and told of.
func (b *box) imports() (n, told int) {
	b.t.Helper()
	var history, notices struct{ Items []struct{ ID string } }
	b.h.Owner.Get("/imports").Want(http.StatusOK).JSON(&history)
	b.h.Owner.Get("/notices").Want(http.StatusOK).JSON(&notices)
	return len(history.Items), len(notices.Items)
}

func TestAFileThatAStopKeptFromBeingPutAwayIsNotTakenInAgain(t *testing.T) {
	b := newBox(t)
	system := actor.With(t.Context(), actor.System)
	for n, c := range []struct{ name, text, goes string }{
		{"list.csv", list, "done"},
		{"bad.csv", "hello\nworld\n", "refused"},
	} {
		path := b.put(c.name, c.text)
		if i, _ := b.h.Intake.File(system, path, c.name); i.ID == "" { // and there it stopped: nobody was told
			t.Fatal("not taken in")
		}
		if c.goes == "done" { // meanwhile somebody sets a price
			p := b.h.Owner.Get("/products?barcode=A1").Map()["items"].([]any)[0].(map[string]any)
			b.h.Owner.Patch("/products/"+p["id"].(string), map[string]any{"price": 555}).Want(http.StatusOK)
		}
		b.open(b.clock.Now)
		b.look()
		if made, told := b.imports(); made != n+1 || told != n+1 {
			t.Errorf("%s: %d imports, %d notices", c.name, made, told)
		}
	}
	b.want("done/list.csv", "refused/bad.csv", "refused/bad.csv.txt")
	if p := b.h.Owner.Get("/products?barcode=A1").Map()["items"].([]any)[0].(map[string]any); p["price"] != 555.0 {
		t.Error("the price was overwritten:", p["price"])
	}
	b.put("list.csv", list) // put in once more: this is meant
	b.look()
	if made, told := b.imports(); made != 3 || told != 3 {
		t.Errorf("%d imports, %d notices", made, told)
	}
	b.want("done/list (2).csv", "done/list.csv", "refused/bad.csv", "refused/bad.csv.txt")
}

func TestAFileThatCouldNotBeMovedWasToldOfOnce(t *testing.T) {
	b := newBox(t)
	people := "name,phone\nAli Rezaei,09121234567\n"
	b.put("list.csv", list)
	if err := os.Remove(filepath.Join(b.in.Dir(), "done")); err != nil { // so that it can't be moved
		t.Fatal(err)
	}
	b.look()
	if made, told := b.imports(); made != 1 || told != 1 {
		t.Fatalf("%d imports, %d notices", made, told)
	}
	b.open(b.clock.Now) // another start
	b.put("people.csv", people)
	b.look()
	b.want("done/list.csv")
	if made, told := b.imports(); made != 2 || told != 2 {
		t.Errorf("%d imports, %d notices", made, told)
	}
}

func TestAFileThatIsGoneAtTheNextStartIsNewWhenItComesAgain(t *testing.T) {
	b := newBox(t)
	path := b.put("list.csv", list)
	if _, err := b.h.Intake.File(actor.With(t.Context(), actor.System), path, "list.csv"); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	b.h.Reopen() // looks into its own folder, where there is none
	b.open(b.clock.Now)
	b.put("list.csv", list)
	b.look()
	if made, _ := b.imports(); made != 2 {
		t.Errorf("%d imports", made)
	}
}

func TestANameOfAnyLengthIsPutAside(t *testing.T) {
	b := newBox(t)
	for _, name := range []string{"a." + strings.Repeat("x", 250), strings.Repeat("ب", 125) + ".csv", "no point" + strings.Repeat("y", 247)} {
		b.put(name, list+"A9,,1\n")
	}
	looked := make(chan struct{})
	go func() { defer close(looked); b.look() }()
	select {
	case <-looked:
	case <-time.After(time.Minute):
		t.Fatal("it looks for a name for ever")
	}
	for sub, want := range map[string]int{"": 0, "done": 6} {
		entries, err := os.ReadDir(filepath.Join(b.in.Dir(), sub))
		if entries = slices.DeleteFunc(entries, os.DirEntry.IsDir); err != nil || len(entries) != want {
			t.Errorf("%q: %v %v", sub, entries, err)
		}
	}
}

func TestASendersListIsTakenInAsItWasChosenBefore(t *testing.T) {
	b := newBox(t)
	const list = "code,name,price\nA1,Lamp,100\n"
	var sent, made struct{ ID, State string }
	b.h.Owner.Post("/uploads", map[string]any{"name": "list.csv", "size": len(list)}).JSON(&sent)
	b.h.Owner.Do(http.MethodPut, "/uploads/"+sent.ID+"?offset=0", []byte(list))
	b.h.Owner.Post("/imports", map[string]any{"upload_id": sent.ID, "unit": "toman", "remember": true}).Want(http.StatusOK).JSON(&made)
	if made.State != "taken" {
		t.Fatal(made)
	}
	b.put("next.csv", "code,name,price\nA1,Lamp,150\n")
	b.look()
	b.want("done/next.csv")
	if p := b.h.Owner.Get("/products?barcode=A1").Map()["items"].([]any)[0].(map[string]any); p["price"] != 1500.0 {
		t.Error(p)
	}
}

func TestTheReportOfACustomersListThatWasRemovedSaysSo(t *testing.T) {
	b := newBox(t)
	b.put("people.csv", "name,phone\nAli Rezaei,09121234567\nSara Ahmadi,12\n")
	b.look()
	b.want("done/people.csv.txt")
	if text := b.read("done/people.csv.txt"); !strings.Contains(text, "ردیف ۳") || !strings.Contains(text, "پاک شد") || strings.Contains(text, "09121234567") {
		t.Error(text)
	}
}
