package invoice

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
	"pishkhan/internal/payment"
	"pishkhan/internal/pdf"
	"pishkhan/internal/pdf/pdftest"
	"pishkhan/internal/persian"
	"pishkhan/internal/serial"
)

// goods are what the shop of these tests sells; prices in rial.
var goods = []struct {
	name     string
	quantity money.Quantity
	price    money.Rial
	discount money.Rial
	unit     string
}{
	{"لامپ LED حبابی ۱۲ وات آفتابی", 6000, 890_000, 0, "عدد"}, {"سیم افشان ۱×۲٫۵ مشکی", 12_500, 385_000, 0, "متر"},
	{"کتری برقی استیل ۱٫۷ لیتری", 1000, 21_900_000, 1_900_000, "عدد"}, {"چندراهی ۶ خانهٔ محافظ‌دار ۳ متری", 1000, 6_850_000, 0, "عدد"},
	{"باتری قلمی آلکالاین، بستهٔ ۴تایی", 2000, 1_450_000, 0, "بسته"}, {"کلید تک‌پل سفید", 4000, 720_000, 0, "عدد"},
	{"پریز ارت‌دار سفید", 5000, 840_000, 0, "عدد"}, {"چسب برق مشکی ۱۸ متری", 3000, 280_000, 0, "عدد"},
	{"داکت شیاردار ۲۵×۲۵، ۲ متری", 4000, 960_000, 0, "شاخه"}, {"فیوز مینیاتوری ۱۶ آمپر", 2000, 1_680_000, 0, "عدد"},
	{"Samsung Galaxy A54 (5G) case", 1000, 2_500_000, 0, "piece"},
	{"محافظ برق مسافرتی با کابل بلند سه‌متری و کلید جداگانه برای هر خانه مدل Power-Guard 3000", 1000, 9_990_000, 0, "عدد"},
}

// issued is a document of n lines, partly paid by card, the rest in cash.
func issued(t testing.TB, n int) Invoice {
	t.Helper()
	inv := Invoice{
		Number: "A-1405-000123", Series: "A", StaffName: "نرگس احمدی", TaxID: "A3K9PM04FB000000039D66",
		IssuedAt: time.Date(2026, 11, 21, 7, 39, 0, 0, time.UTC), CurrencyVersion: 1, Note: "تحویل در محل خریدار؛ سفارش ۱۰۳۳",
		Seller: Party{Kind: "organisation", Name: "فروشگاه مهتاب", LegalName: "بازرگانی مهتاب روشن (با مسئولیت محدود)", EconomicCode: "14003829177",
			RegistrationNo: "48217", NationalID: "14003829177", Province: "تهران", County: "تهران", City: "تهران", PostalCode: "1143876521",
			Address: "خیابان لاله‌زار، کوچهٔ باربد، پلاک ۱۸، طبقهٔ همکف", Phone: "02155001234"},
		Buyer: &Party{Kind: "organisation", Name: "شرکت پویا سازهٔ البرز (سهامی خاص)", EconomicCode: "10104938268", RegistrationNo: "331906",
			NationalID: "10104938268", Province: "البرز", County: "کرج", City: "کرج", PostalCode: "3134567821",
			Address: "بلوار طالقانی شمالی، خیابان یاس، پلاک ۴۲، واحد ۵", Phone: "+989123456789"},
	}
	items := make([]Item, n)
	for i := range n {
		g := goods[i%len(goods)]
		inv.Lines = append(inv.Lines, Line{Row: i + 1, Name: g.name, Unit: g.unit, Code: fmt.Sprintf("27100011%05d", i)})
		items[i] = Item{Quantity: g.quantity, Price: g.price, TaxRate: 1000}
		if g.discount > 0 {
			items[i].Discount = &Discount{Amount: g.discount}
		}
	}
	if err := Compute(&inv, items, &Discount{Amount: 12_345}, 500_000); err != nil {
		t.Fatal(err)
	}
	inv.Payments = []Payment{{Method: "card", Amount: inv.Total / 2, Reference: "882146"}, {Method: "cash", Amount: inv.Total - inv.Total/2 + 500_000, Change: 500_000}}
	inv.Paid, inv.Change = inv.Total, 500_000
	return inv
}

func onPaper(t testing.TB, o Options, docs ...Invoice) []byte {
	t.Helper()
	var err error
	o.Words = i18n.Load("")
	o.Words.Missing = func(lang, what string) { t.Errorf("%s: %s is missing", lang, what) }
	if o.Shop.Unit == "" {
		o.Shop = Display{Unit: money.InToman, Note: "تعویض تا ۷ روز با همین برگه"}
	}
	var b bytes.Buffer
	err = Print(&b, docs, o)
	if errs.Is(err, pdf.FontsMissing) {
		t.Skip("the faces are not in internal/pdf/fonts: make copies them there")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// everyWay is all that one can ask for.
func everyWay(visit func(name string, o Options)) {
	for _, lang := range []string{"fa", "en", "both"} {
		for _, form := range []string{"short a5", "short a4", "official a4"} {
			kind, paper, _ := strings.Cut(form, " ")
			visit(lang+" "+form, Options{Lang: lang, Form: kind, Paper: paper, Copy: true})
		}
	}
}

func TestEveryWordOfADocumentIsReadBackAsItStands(t *testing.T) {
	inv := issued(t, 30)
	everyWay(func(name string, o Options) {
		read := pdftest.Text(t, onPaper(t, o, inv))
		words := map[string]bool{}
		for _, w := range strings.Fields(read) {
			words[w] = true
		}
		lang, unit := o.Lang, money.InToman
		if lang == "both" {
			lang = "fa"
		}
		want := []string{inv.Seller.Name, inv.Buyer.Name, persian.DigitsIn(inv.Number, lang), inv.Note, "تعویض تا ۷ روز با همین برگه"}
		if o.Form == FormOfficial {
			unit = money.InRial
			want = append(want, inv.TaxID, inv.Seller.LegalName, inv.Seller.Address, inv.Buyer.Address, inv.Buyer.City)
		}
		want = append(want, money.Words(inv.Total, unit, lang))
		for _, l := range inv.Lines {
			want = append(want, l.Name, money.Format(l.Price, unit, lang), l.Quantity.Format(lang))
		}
		for _, r := range []money.Rial{inv.Total, inv.Rounding} {
			want = append(want, money.Format(r, unit, lang))
		}
		for _, text := range want {
			for _, w := range strings.Fields(text) {
				if !words[w] {
					t.Errorf("%s: %q of %q is not read back", name, w, text)
				}
			}
		}
	})
}

// word is a word and its place, in points.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMin float64 `xml:"yMin,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

type wordPage struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

func places(t testing.TB, doc []byte) []wordPage {
	var all struct {
		Pages []wordPage `xml:"body>doc>page"`
	}
	dec := xml.NewDecoder(strings.NewReader(pdftest.Text(t, doc, "-bbox")))
	dec.Strict, dec.Entity = false, xml.HTMLEntity
	if err := dec.Decode(&all); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return all.Pages
}

// uncut fails where a word reaches the edge or stands on another.
func uncut(t testing.TB, name string, doc []byte) {
	t.Helper()
	for n, p := range places(t, doc) {
		for i, a := range p.Words {
			if strings.TrimSpace(a.Text) == "" {
				continue
			}
			if a.XMin < 20 || a.XMax > p.Width-20 || a.YMin < 12 || a.YMax > p.Height-6 {
				t.Errorf("%s, page %d: %q reaches the edge: %+v", name, n+1, a.Text, a)
			}
			for _, b := range p.Words[i+1:] {
				w := min(a.XMax, b.XMax) - max(a.XMin, b.XMin)
				h := min(a.YMax, b.YMax) - max(a.YMin, b.YMin)
				if strings.TrimSpace(b.Text) != "" && w > 1 && h > 0.55*min(a.YMax-a.YMin, b.YMax-b.YMin) {
					t.Errorf("%s, page %d: %q stands on %q", name, n+1, a.Text, b.Text)
				}
			}
		}
	}
}

func TestNothingIsCutOffAndNothingStandsOnAnother(t *testing.T) {
	everyWay(func(name string, o Options) {
		for _, n := range []int{1, 14, 40} {
			uncut(t, fmt.Sprint(name, " ", n), onPaper(t, o, issued(t, n)))
		}
		guest := issued(t, 3)
		guest.Buyer, guest.StaffName, guest.TaxID, guest.Payments = nil, "", "", nil
		guest.Seller.Name = "فروشگاه بزرگ و زنجیره‌ای لوازم خانگی و برقی مهتاب روشن تهران شعبهٔ مرکزی"
		guest.Total = 987_654_321_012_345
		uncut(t, name+" guest", onPaper(t, o, guest))
	})
}

func TestLongNotesAndManyPaymentsStandOnPaperToTheLastWord(t *testing.T) {
	long := func(letters int, end string) string {
		text := strings.Repeat("تعویض کالا تا هفت روز با همین برگه و بستهٔ سالم. ", 20)
		return strings.TrimSpace(string([]rune(text)[:letters-len([]rune(end))-1])) + " " + end
	}
	inv := issued(t, 5)
	inv.Note, inv.Seller.Address = long(500, "پایانیک"), long(300, "پایاندو")
	inv.Payments = nil
	for i := range payment.MaxParts {
		inv.Payments = append(inv.Payments, Payment{Method: "cash", Amount: inv.Total / 10, Reference: fmt.Sprint(1000 + i)})
	}
	everyWay(func(name string, o Options) {
		o.Shop = Display{Unit: money.InRial, Note: long(500, "پایانسه")}
		doc := onPaper(t, o, inv)
		read := pdftest.Text(t, doc)
		for _, last := range []string{"پایانیک", "پایاندو", "پایانسه"} {
			if !strings.Contains(read, last) {
				t.Errorf("%s: %s is not on the paper", name, last)
			}
		}
		uncut(t, name, doc)
	})
}

func TestSumsAreCarriedFromPageToPage(t *testing.T) {
	inv := issued(t, 200)
	for _, o := range []Options{{Lang: "en"}, {Lang: "en", Form: FormOfficial}} {
		unit, row := money.InToman, func(l Line) money.Rial { return l.afterOwn() }
		if o.Form == FormOfficial {
			unit, row = money.InRial, func(l Line) money.Rial { return l.Total }
		}
		pages := strings.Split(strings.TrimSuffix(pdftest.Text(t, onPaper(t, o, inv)), "\f"), "\f")
		if len(pages) < 5 {
			t.Fatalf("%d pages", len(pages))
		}
		before := ""
		lines := 0
		var sum money.Rial
		for n, text := range pages {
			words := strings.Fields(text)
			if !strings.Contains(text, fmt.Sprintf("%d of %d", n+1, len(pages))) {
				t.Errorf("page %d does not say which it is", n+1)
			}
			if n > 0 && (!strings.Contains(text, "Carried from") || !slices.Contains(words, before)) {
				t.Errorf("page %d does not begin with the sum %s", n+1, before)
			}
			if n == len(pages)-1 {
				if strings.Contains(text, "Carried to") || !slices.Contains(words, money.Format(inv.Total, unit, "en")) {
					t.Error("the last page does not close")
				}
				continue
			}
			from := lines
			for before = ""; lines < len(inv.Lines) && before == ""; {
				sum += row(inv.Lines[lines])
				lines++
				if got := money.Format(sum, unit, "en"); slices.Contains(words, got) && lines-from > 3 {
					before = got
				}
			}
			if !strings.Contains(text, "Carried to") || before == "" || !slices.Contains(words, fmt.Sprint(lines)) {
				t.Errorf("page %d carries no sum that agrees", n+1)
			}
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	inv := issued(t, 2)
	inv.Lines[0].Name = "\u202eevil\x00 \u2066" + strings.Repeat("بسیاردراز", 300) + " 😀 )Tj /JS"
	inv.Lines[1].Name, inv.Lines[1].Code, inv.Lines[1].Unit = "", strings.Repeat("9", 90), strings.Repeat("واحد ", 20)
	inv.Buyer.Name = "<script>\u202ealert(1)</script>\n(\\)"
	inv.Note = strings.Repeat("یادداشت ", 400)
	inv.Number = "A\u202e-1"
	everyWay(func(name string, o Options) {
		doc := onPaper(t, o, inv)
		for _, bad := range []string{"/JS", "/URI", "/Annot"} {
			if bytes.Contains(doc, []byte(bad)) {
				t.Errorf("%s: %s in the document", name, bad)
			}
		}
		read := pdftest.Text(t, doc)
		if !strings.Contains(read, "evil") || !strings.Contains(persian.LatinDigits(read), "A-1") || strings.Contains(read, "\x00") {
			t.Errorf("%s: read %q", name, read)
		}
	})
}

func TestAPrintIsTheSameBytesAndSmall(t *testing.T) {
	everyWay(func(name string, o Options) {
		first := onPaper(t, o, issued(t, 20))
		if !bytes.Equal(first, onPaper(t, o, issued(t, 20))) {
			t.Errorf("%s: two prints differ", name)
		}
		if len(first) > 50<<10 {
			t.Errorf("%s: %d bytes", name, len(first))
		}
	})
}

func TestManyDocumentsCountTheirOwnPages(t *testing.T) {
	second := issued(t, 60)
	second.Number = "A-1405-000124"
	read := pdftest.Text(t, onPaper(t, Options{Lang: "en"}, issued(t, 40), issued(t, 2), second))
	pages := strings.Split(strings.TrimSuffix(read, "\f"), "\f")
	if !strings.Contains(pages[0], "Page 1 of 3") || strings.Contains(pages[3], "Page") || !strings.Contains(pages[4], "Page 1 of") || !strings.Contains(pages[4], second.Number) {
		t.Errorf("%d pages, the first: %.200q", len(pages), pages[0])
	}
}

func TestAnUnreadableLogoDoesNotKeepTheInvoiceBack(t *testing.T) {
	o := Options{Shop: Display{Unit: money.InToman, Logo: []byte("<svg/>")}}
	if read := pdftest.Text(t, onPaper(t, o, issued(t, 2))); !strings.Contains(read, "مهتاب") {
		t.Errorf("read %.100q", read)
	}
}

func TestOnlyAReprintIsMarked(t *testing.T) {
	for _, form := range []string{FormShort, FormOfficial} {
		if read := pdftest.Text(t, onPaper(t, Options{Form: form}, issued(t, 2))); strings.Contains(read, "چاپ دوباره") {
			t.Errorf("%s: the first print is marked", form)
		}
		if read := pdftest.Text(t, onPaper(t, Options{Form: form, Copy: true}, issued(t, 2))); !strings.Contains(read, "چاپ دوباره") {
			t.Errorf("%s: the reprint is not marked", form)
		}
	}
}

func TestWhatCannotBePrintedIsRefused(t *testing.T) {
	words := i18n.Load("")
	for field, o := range map[string]Options{"lang": {Lang: "de"}, "form": {Form: "long"}, "paper": {Paper: "a3"}} {
		o.Words = words
		err := Print(io.Discard, []Invoice{issued(t, 1)}, o)
		if all := errs.All(err); len(all) != 1 || all[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := Print(io.Discard, nil, Options{Words: words}); !errs.Is(err, errs.NotFound) {
		t.Errorf("nothing to print: %v", err)
	}
}

func TestPagesHoldEveryRowOnceAndNeverTooMuch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.Float64Range(5, 40), 0, 120).Draw(t, "heights")
		const first, next, carry, closing = 120.0, 160.0, 7.0, 80.0
		pages := paginate(heights, first, next, carry, closing)
		at := 0
		for n, p := range pages {
			if p[0] != at {
				t.Fatalf("page %d begins with row %d, not %d", n, p[0], at)
			}
			at = p[1]
			room, used := first, 0.0
			if n > 0 {
				room, used = next, carry
			}
			for _, h := range heights[p[0]:p[1]] {
				used += h
			}
			if n == len(pages)-1 {
				used += closing
			} else {
				used += carry
			}
			if used > room+1e-9 && p[1]-p[0] > 1 {
				t.Fatalf("page %d holds %.1f of %.1f", n, used, room)
			}
			if p[1] == p[0] && len(heights) > 0 && n < len(pages)-1 {
				t.Fatalf("page %d is empty", n)
			}
		}
		if at != len(heights) {
			t.Fatalf("%d of %d rows", at, len(heights))
		}
	})
}

func TestAPersianPaperHasLatinDigitsOnlyInWhatIsComparedSignBySign(t *testing.T) {
	inv := issued(t, 6)
	inv.Series, inv.Lines[0].Code, inv.Payments[0].Reference = "2", "W-12", "TRN882146"
	inv.Lines[1].Serials = []serial.Piece{{Serial: "SN-00417"}}
	back := inv
	back.Number, back.Credits = "2-R1405-000007", &Original{Number: inv.Number, IssuedAt: inv.IssuedAt, TaxID: "A3K9PM04FB000000012C41"}
	visit := func(name string, o Options) {
		if o.Lang != "fa" {
			return
		}
		for _, doc := range []Invoice{inv, back} {
			read := pdftest.Text(t, onPaper(t, o, doc))
			if !strings.Contains(read, "SN-00417") {
				t.Errorf("%s: the piece's serial is not as it stands on it", name)
			}
			for _, as := range []string{inv.TaxID, "A3K9PM04FB000000012C41", "SN-00417"} {
				read = strings.ReplaceAll(read, as, "")
			}
			for _, word := range strings.Fields(read) {
				if strings.ContainsAny(word, "0123456789") {
					t.Errorf("%s: %q stands beside Persian sums", name, word)
				}
			}
		}
	}
	everyWay(visit)
	everyRoll(visit)
}
