package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pishkhan/internal/housetest"
	"pishkhan/internal/i18n"
)

// run runs a command line as a terminal of that language would.
func run(t *testing.T, lang string, args ...string) (code int, out, err string) {
	t.Helper()
	words := i18n.Load("")
	var o, e bytes.Buffer
	s := &shell{in: strings.NewReader(""), out: &o, err: &e, words: words, lang: lang}
	code = s.run(t.Context(), args)
	return code, o.String(), e.String()
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportWorksBesideARunningProgramAndSaysWhatBecameOfTheRows(t *testing.T) {
	h := housetest.New(t) // it runs, and holds the folder
	good := file(t, "good.csv", "نام,قیمت (تومان)\nلامپ,5000\n")
	mixed := file(t, "mixed.csv", "نام,قیمت\nسیم,5000\nگران,؟\n")
	imports := func(lang string, args ...string) (int, string, string) {
		return run(t, lang, append([]string{"import", "--data", h.Dir}, args...)...)
	}
	code, out, errOut := imports("fa", good)
	if code != exitDone || !strings.Contains(out, "تازه ۱") || errOut != "" {
		t.Errorf("%d %q %q", code, out, errOut)
	}
	// a screen of the running program hears of it, though nothing woke it
	seq := h.Owner.Get("/changes?after=-1").Want(200).Map()["seq"].(float64)
	if changes := h.Owner.Get(fmt.Sprintf("/changes?after=%d&wait=10", int(seq))).Want(200).Map()["changes"].([]any); len(changes) == 0 {
		t.Error("no screen heard of the import")
	}
	code, out, errOut = imports("en", good, mixed)
	if code != exitUsage || !strings.Contains(out, "0 new, 0 changed, 1 unchanged") || !strings.Contains(errOut, "--unit toman") {
		t.Errorf("%d %q %q", code, out, errOut)
	}
	if code, out, _ = imports("en", "--unit", "rial", "--dry-run", mixed); code != exitFailed || !strings.Contains(out, "trial") {
		t.Errorf("%d %q", code, out)
	}
	code, out, _ = imports("en", "--unit", "rial", mixed)
	if code != exitFailed || !strings.Contains(out, "1 new, 0 changed, 0 unchanged, 1 refused") || !strings.Contains(out, "row 3, price: Write the amount in digits") {
		t.Errorf("%d %q", code, out)
	}
	same := file(t, "same.csv", "نام,قیمت\nالف,؟\nب,1\nپ,؟\nت,؟\nث,-5\nج,؟\nچ,؟\nح,؟\n")
	for lang, want := range map[string]string{"en": "  - rows 2, 4, 5 and 3 more, price: Write the amount", "fa": "  - ردیف‌های ۲، ۴، ۵ و ۳ ردیف دیگر، قیمت: مبلغ را"} {
		code, out, _ = imports(lang, "--unit", "rial", "--dry-run", same)
		if code != exitFailed || !strings.Contains(out, want) || strings.Count(out, "  - ") != 2 {
			t.Errorf("%d %q", code, out)
		}
	}
	code, out, errOut = imports("en", "--unit", "rial", filepath.Join(t.TempDir(), "none.csv"), good)
	if code != exitFailed || !strings.Contains(errOut, "could not be read") || !strings.Contains(out, "1 unchanged") {
		t.Errorf("one that is not there stopped the next: %d %q %q", code, out, errOut)
	}
	type answer struct {
		File         string
		New          int
		Asks         []string
		RefusedCount int `json:"refused_count"`
		Refused      []struct {
			Row     int
			Message string
		}
	}
	var told answer
	code, out, _ = imports("fa", "--json", "--unit", "rial", mixed)
	if err := json.Unmarshal([]byte(out), &told); err != nil || code != exitFailed || told.RefusedCount != 1 || told.Refused[0].Row != 3 {
		t.Errorf("%d %v %+v", code, err, told)
	}
	var several []answer
	code, out, _ = imports("fa", "--json", "--unit", "rial", mixed, good)
	if err := json.Unmarshal([]byte(out), &several); err != nil || code != exitFailed || len(several) != 2 || several[1].File != good || several[1].Refused == nil {
		t.Errorf("%d %v %+v", code, err, several)
	}
	two := file(t, "two.csv", "نام,قیمت خرده (ریال),قیمت عمده (ریال)\nسیم,5000,4000\n")
	if code, _, errOut = imports("fa", two); code != exitUsage || !strings.Contains(errOut, "B «قیمت خرده (ریال)»، C «قیمت عمده (ریال)»") || !strings.Contains(errOut, "--price-column") {
		t.Errorf("two prices: %d %q", code, errOut)
	}
	code, out, _ = imports("fa", "--json", "--price-column", "قیمت عمده", two)
	if err := json.Unmarshal([]byte(out), &told); err != nil || code != exitDone || told.Asks != nil {
		t.Errorf("%d %s", code, out)
	}
	items := h.Owner.Get("/products").Want(200).Map()["items"].([]any)
	if len(items) != 2 {
		t.Errorf("the running program sees %d products", len(items))
	}
}

func TestImportSaysWhatIsMissing(t *testing.T) {
	list := file(t, "list.csv", "name,price (rial)\nx,1\n")
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no file":    {[]string{"import"}, exitUsage, "name of a file"},
		"wrong unit": {[]string{"import", "--unit", "dollar", list}, exitUsage, "rial or toman"},
		"wrong kind": {[]string{"import", "--kind", "staff", list}, exitUsage, "products, customers or stock"},
		"no shop":    {[]string{"import", "--data", t.TempDir(), list}, exitFailed, "set-up"},
	} {
		if code, _, errOut := run(t, "en", c.args...); code != c.code || !strings.Contains(errOut, c.says) {
			t.Errorf("%s: %d %q", name, code, errOut)
		}
	}
}

func TestImportAndTheCounterWriteAtTheSameTime(t *testing.T) {
	h := housetest.New(t) // at its end the journal must be whole
	var b strings.Builder
	b.WriteString("code,name,price (rial),stock\n")
	rows := 1500
	if testing.Short() { // under the race detector
		rows = 150
	}
	for i := range rows {
		fmt.Fprintf(&b, "C%d,item %d,%d,1\n", i, i, 1000+i)
	}
	id := h.Owner.Post("/products", map[string]any{"name": "x", "price": 1}).Want(201).Map()["id"].(string)
	var wg sync.WaitGroup
	wg.Go(func() {
		if code, out, errOut := run(t, "en", "import", "--data", h.Dir, file(t, "list.csv", b.String())); code != exitDone {
			t.Errorf("%d %q %q", code, out, errOut)
		}
	})
	for i := range 60 {
		h.Owner.Patch("/products/"+id, map[string]any{"price": 2 + i}).Want(200)
	}
	wg.Wait()
	if items := h.Owner.Get(fmt.Sprint("/products?barcode=C", rows-1)).Want(200).Map()["items"].([]any); len(items) != 1 {
		t.Error("the last row is not there")
	}
}
