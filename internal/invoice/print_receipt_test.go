package invoice

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/pdf/pdftest"
	"pishkhan/internal/persian"
)

// everyRoll is every receipt that one can ask for.
func everyRoll(visit func(name string, o Options)) {
	for _, lang := range []string{"fa", "en", "both"} {
		for _, paper := range []string{Paper80, Paper58} {
			visit(lang+" "+paper, Options{Lang: lang, Form: FormReceipt, Paper: paper, Copy: true})
		}
	}
}

func TestEveryNameAndFigureOfAReceiptIsReadBack(t *testing.T) {
	inv := issued(t, 7)
	everyRoll(func(name string, o Options) {
		read := strings.Join(strings.Fields(pdftest.Text(t, onPaper(t, o, inv))), " ")
		lang := o.Lang
		if lang == "both" {
			lang = "fa"
		}
		for _, want := range append(strings.Fields(inv.Seller.Name), persian.DigitsIn(inv.Number, lang), inv.TaxID,
			money.Format(inv.Total, money.InToman, lang), money.Format(inv.Tax, money.InToman, lang), money.Format(inv.Payments[0].Amount, money.InToman, lang)) {
			if !strings.Contains(read, want) {
				t.Errorf("%s: %q is not on it:\n%s", name, want, read)
			}
		}
	})
}

func TestAReceiptIsAsWideAsItsRollAndAsLongAsItsText(t *testing.T) {
	box := regexp.MustCompile(`/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)
	sides := func(doc []byte) (all [][2]float64) {
		for _, m := range box.FindAllSubmatch(doc, -1) {
			w, _ := strconv.ParseFloat(string(m[1]), 64)
			h, _ := strconv.ParseFloat(string(m[2]), 64)
			all = append(all, [2]float64{w * 25.4 / 72, h * 25.4 / 72})
		}
		return all
	}
	for paper, wide := range map[string]float64{Paper80: 80, Paper58: 58} {
		pages := sides(onPaper(t, Options{Form: FormReceipt, Paper: paper}, issued(t, 1), issued(t, 60)))
		if len(pages) < 2 { // the file says its usual page too
			t.Fatalf("%s: %d pages of two receipts", paper, len(pages))
		}
		short, long := pages[0], pages[1]
		if short[0]-wide > 0.1 || wide-short[0] > 0.1 || long[1] < short[1]+300 {
			t.Errorf("%s: %v and %v", paper, short, long)
		}
	}
}

func TestARollIsNoPaperOfAnotherForm(t *testing.T) {
	for _, o := range []Options{{Form: FormReceipt, Paper: PaperA5}, {Form: FormShort, Paper: Paper80}} {
		o.Words = i18n.Load("")
		if err := Print(&bytes.Buffer{}, []Invoice{issued(t, 1)}, o); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s on %s: %v", o.Form, o.Paper, err)
		}
	}
}

func TestNothingLeavesTheRoll(t *testing.T) {
	word := regexp.MustCompile(`<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">`)
	inv := issued(t, 12)
	inv.Lines[0].Name = strings.Repeat("نام‌بسیاردرازی‌که‌فاصله‌ای‌ندارد", 5)
	inv.Lines[1].Gross, inv.Gross, inv.Total = 9_000_000_000_000_000, 9_000_000_000_000_000, 9_000_000_000_000_000
	everyRoll(func(name string, o Options) {
		edge, wide := Edge(o.Paper)*72/25.4-1, (roll(o.Paper).W-Edge(o.Paper))*72/25.4+1
		for _, m := range word.FindAllStringSubmatch(pdftest.Text(t, onPaper(t, o, inv), "-bbox"), -1) {
			from, _ := strconv.ParseFloat(m[1], 64)
			to, _ := strconv.ParseFloat(m[3], 64)
			if from < edge || to > wide {
				t.Errorf("%s: a word from %.1f to %.1f, the roll prints %.1f to %.1f", name, from, to, edge, wide)
			}
		}
	})
}

func TestAReceiptSaysWhatItsCodeIsForAndSpellsTheTotalByTheTotal(t *testing.T) {
	inv := issued(t, 2)
	words := i18n.Load("")
	leads := func(Invoice) string { return "https://shop.example/d/abc" }
	for _, paper := range []string{Paper80, Paper58} {
		for name, o := range map[string]Options{"paper.check": {}, "paper.scan": {Address: leads}} {
			o.Lang, o.Form, o.Paper = i18n.English, FormReceipt, paper
			read := strings.Join(strings.Fields(pdftest.Text(t, onPaper(t, o, inv))), " ")
			for _, other := range []string{"paper.check", "paper.scan"} {
				if said := strings.Contains(read, words.T(i18n.English, other, nil)); said != (other == name) {
					t.Errorf("%s, %s: %q is on it: %v\n%s", paper, name, other, said, read)
				}
			}
			spelled := money.Words(inv.Total, money.InToman, i18n.English)
			if at := strings.Index(read, spelled); at < 0 || at > strings.Index(read, words.T(i18n.English, "paper.due", nil)) {
				t.Errorf("%s: the total is not spelled below itself:\n%s", paper, read)
			}
		}
	}
}

func TestACreditNotesReceiptSaysThatItIsOne(t *testing.T) {
	inv := issued(t, 2)
	sold := strings.Join(strings.Fields(pdftest.Text(t, onPaper(t, Options{Lang: i18n.English, Form: FormReceipt}, inv))), " ")
	inv.Credits = &Original{Number: "A-1405-000001", IssuedAt: inv.IssuedAt}
	back := strings.Join(strings.Fields(pdftest.Text(t, onPaper(t, Options{Lang: i18n.English, Form: FormReceipt}, inv))), " ")
	words := i18n.Load("")
	for _, key := range []string{"paper.credit_title", "paper.credited", "paper.given_back"} {
		text := words.T(i18n.English, key, nil)
		if !strings.Contains(back, text) || strings.Contains(sold, text) {
			t.Errorf("%q:\n%s\n%s", text, back, sold)
		}
	}
	if text := words.T(i18n.English, "paper.thanks", nil); strings.Contains(back, text) || !strings.Contains(sold, text) {
		t.Errorf("thanks for a purchase:\n%s", back)
	}
}
