package pdf

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pishkhan/internal/errs"
	"pishkhan/internal/pdf/pdftest"
	"pishkhan/internal/persian"
	"pishkhan/internal/vectors"
)

// fresh begins a document, or skips the test in a clone without the faces.
func fresh(t testing.TB, size Size) *Doc {
	t.Helper()
	d, err := New(size, Info{Title: "آزمون", Created: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)})
	if errs.Is(err, FontsMissing) {
		t.Skip("the faces are not in internal/pdf/fonts: make copies them there")
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// readBack gives what pdftotext reads, without the direction marks that it and
// we put between the words.
func readBack(t testing.TB, d *Doc) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		t.Fatal(err)
	}
	return pdftest.Text(t, b.Bytes())
}

// drawLines draws each text on its own line; auto gives each its own direction.
func drawLines(d *Doc, texts []string, s Style, auto bool) {
	const step = 5.0
	size := d.Size()
	for i, text := range texts {
		perPage := int((size.H - 20) / step)
		if i%perPage == 0 {
			d.AddPage()
		}
		if auto {
			s.RTL = persian.HasRTL(text)
		}
		x := 5.0
		if s.Align == Right {
			x = size.W - 5
		}
		d.Text(x, 10+float64(i%perPage)*step, text, s)
	}
}

func missing(texts []string, read string) (out []string) {
	words := map[string]bool{}
	for _, w := range strings.Fields(read) {
		words[w] = true
	}
	for _, text := range texts {
		for _, w := range strings.Fields(persian.Plain(text)) {
			if !words[w] {
				out = append(out, w+" in "+text)
			}
		}
	}
	return out
}

// telling are the traps, kept here so that a clone without the data has them.
var telling = []string{
	"فروشگاه مهتاب", "لامپ LED حبابی ۱۲ وات آفتابی", "سیم افشان ۱×۲٫۵ مشکی (متر)",
	"چندراهی ۶ خانهٔ محافظ‌دار ۳ متری", "تخفیف −۱۹۰٬۰۰۰ تومان", "مالیات ۱۰٪ است",
	"شماره: ۱۴۰۳-۰۰۱۲۳۴ (پیش‌نویس)", "کد A-1405-000123 و تلفن +989121234567 است",
	"«سلام» [لا] کلاه علا اَلْکَتاب مُحَمَّد", "Sony گوشی 5G مدل (A54) خوب", "داکت شیاردار ۲۵×۲۵، ۲ متری",
	"−۵۰٬۰۰۰", "لاله‌زار، پلاک ۱۸، طبقهٔ همکف", "۱۰٪", "مبلغ (۱۲٬۰۰۰) ریال", "می‌خواهم 😀 بخرم",
	"باتری قلمی آلکالاین، بستهٔ ۴تایی: خوب", "A3K9PM04FB000000039D66", "Invoice for مریم سلیمانی (VIP)",
	"سلام؛ آیا ۲.۵ کیلو؟ بله!", "ک ك ی ي ة ئ ء آ أ إ ؤ لآ لأ لإ", "قیمت: ۱۲۳,۴۵۶/-", "https://shop.ir/a?b=1&c=2 نشانی",
	"۰۲۱ ۵۵۰۰ ۱۲۳۴", "IR580540105180021273113007", "ali@shop.ir ایمیل", "ـبـ کشیدهـــ", "دو «گیومه (و پرانتز)» تو در تو",
}

func TestEveryTellingWordIsReadBackAsItWasTyped(t *testing.T) {
	for _, s := range []Style{{Size: 10, RTL: true, Align: Right}, {Size: 10}, {Size: 10, RTL: true, Align: Right, Bold: true, Tabular: true}} {
		d := fresh(t, A5)
		drawLines(d, telling, s, !s.RTL)
		for _, m := range missing(telling, readBack(t, d)) {
			t.Errorf("rtl %v: not read back: %s", s.RTL, m)
		}
	}
}

func TestWordsOfNeighbouringColumnsStayApart(t *testing.T) {
	d := fresh(t, A5)
	d.AddPage()
	right := Style{Size: 9, RTL: true, Align: Right}
	var texts []string
	for i, name := range telling[:16] {
		y := 10 + float64(i)*8
		for k, cell := range []string{name, "۱۲٫۵", "عدد", "−۸۹٬۰۰۰", "(متر)", "A-1405-000123"} {
			d.Text(143-float64(k)*22-min(float64(k), 1)*22, y, cell, right)
			texts = append(texts, cell)
		}
	}
	for _, m := range missing(texts, readBack(t, d)) {
		t.Errorf("not read back: %s", m)
	}
}

func TestAPageOfEnglishWithSomePersianIsReadBack(t *testing.T) {
	d := fresh(t, A5)
	texts := []string{"Sales invoice no. A-1405-000123 (reprint), issued on Saturday 22 November 2025 to:", "باتری قلمی آلکالاین، بستهٔ ۴تایی: خوب",
		"Unit price", "−1,200.50", "10% of value (added)", "لامپ LED ۱۲ وات", "Thank you; come again: +98 912 345 6789"}
	drawLines(d, texts, Style{Size: 9}, true)
	for _, m := range missing(texts, readBack(t, d)) {
		t.Errorf("not read back: %s", m)
	}
}

func TestRealNamesAreReadBackAsTheyWereTyped(t *testing.T) {
	texts := realNames(t)
	total, wrong := 0, 0
	for _, rtl := range []bool{true, false} {
		s := Style{Size: 7, RTL: rtl}
		if rtl {
			s.Align = Right
		}
		d := fresh(t, Size{420, 297})
		drawLines(d, texts, s, !rtl)
		for _, text := range texts {
			total += len(strings.Fields(text))
		}
		for i, m := range missing(texts, readBack(t, d)) {
			wrong++
			if i < 20 {
				t.Errorf("rtl %v: not read back: %q", rtl, m)
			}
		}
	}
	t.Logf("%d of %d words read back", total-wrong, total)
}

// realNames are people, towns and goods of the shared data.
func realNames(t *testing.T) (texts []string) {
	dir := vectors.Dir(t)
	for _, name := range []string{"names/last_names.txt", "names/female_fa.txt", "names/male_fa.txt"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("the names are not here: %v", err)
		}
		for sc := bufio.NewScanner(f); sc.Scan(); {
			texts = append(texts, sc.Text())
		}
		f.Close()
	}
	for name, column := range map[string]int{"places/cities.csv": 2, "prices/torob_titles_small.csv": 0, "prices/khanoumi_cosmetics_noheader.csv": 0, "prices/digikala_products_rial.csv": 1, "prices/hardware_tools.csv": 5} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("the names are not here: %v", err)
		}
		r := csv.NewReader(f)
		r.FieldsPerRecord, r.LazyQuotes = -1, true
		rows, err := r.ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if column < len(row) && strings.TrimSpace(row[column]) != "" && len(row[column]) < 400 {
				texts = append(texts, strings.ReplaceAll(strings.TrimSpace(row[column]), "\n", " "))
			}
		}
	}
	return texts
}
