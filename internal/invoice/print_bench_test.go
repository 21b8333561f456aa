package invoice

import (
	"fmt"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"
	"rsc.io/qr/coding"

	"pishkhan/internal/i18n"
	"pishkhan/internal/money"
)

// Both sides draw another document each time, as printing a day's invoices
// does: nothing can be remembered but the faces.

func BenchmarkPersianPage(b *testing.B) {
	words := i18n.Load("")
	doc := issued(b, 20)
	o := Options{Words: words, Paper: PaperA4, Shop: Display{Unit: money.InToman, Note: "تعویض تا ۷ روز با همین برگه"}}
	b.ReportAllocs()
	var size counter
	for n := 0; b.Loop(); n++ {
		another(&doc, n)
		size = 0
		if err := Print(&size, []Invoice{doc}, o); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/1024, "KiB")
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// another makes the document differ from the last in its number, its figures,
// and a letter of a name.
func another(doc *Invoice, n int) {
	doc.Number = fmt.Sprintf("A-1405-%06d", n)
	doc.Lines[n%20].Price = money.Rial(1_000_000 + n*70)
	doc.Lines[3].Name = "کالای " + string([]rune("ابپتثجچحخدذرزژسش")[n%16]) + "‌دار"
}

// BenchmarkCoreFontPage is the same page as plain gofpdf draws it in Latin: as
// many texts and lines, and a QR code, with a font that every reader has.
func BenchmarkCoreFontPage(b *testing.B) {
	doc := issued(b, 20)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		another(&doc, n)
		if err := corePage(&doc); err != nil {
			b.Fatal(err)
		}
	}
}

func corePage(doc *Invoice) error {
	p := coreFile()
	if err := coreDraw(p, doc); err != nil {
		return err
	}
	return p.Output(io.Discard)
}

// The floor has the same QR code, made the same way: a layout kept, then filled.
var corePlan = sync.OnceValues(func() (*coding.Plan, error) { return coding.NewPlan(5, coding.M, 0) })

func coreQR(content string) (*coding.Code, error) {
	plan, err := corePlan()
	if err != nil {
		return nil, err
	}
	return plan.Encode(coding.String(content))
}

func coreFile() *gofpdf.Fpdf {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCreationDate(time.Unix(0, 0))
	p.SetAutoPageBreak(false, 0)
	return p
}

func coreDraw(p *gofpdf.Fpdf, doc *Invoice) error {
	p.AddPage()
	text := func(x, y, size float64, style, s string) {
		p.SetFont("Helvetica", style, size)
		p.Text(x, y, s)
	}
	figure := func(x, y float64, style string, r money.Rial) {
		s := money.Format(r, money.InToman, "en")
		p.SetFont("Helvetica", style, 9)
		p.Text(x-p.GetStringWidth(s), y, s)
	}
	text(16, 16, 14, "B", "Mahtab store")
	text(16, 21, 9, "", "Phone 02155001234")
	text(140, 14, 9, "", "Sales invoice (amounts in toman)")
	text(140, 21, 13, "B", doc.Number)
	for i, s := range []string{"Buyer", "Pouya Sazeh Alborz", "Date", "Saturday 2026-11-21, 11:09", "Phone", "+98 912 345 6789", "Till", "A, Narges Ahmadi"} {
		text(16+float64(i%4)*45, 32+float64(i/4)*6, 9, "", s)
	}
	for i, s := range []string{"#", "Item", "Qty", "Unit price", "Discount", "Amount"} {
		text(16+float64(i)*28, 46, 8, "B", s)
	}
	p.SetLineWidth(0.15)
	y := 52.0
	for i, l := range doc.Lines {
		text(16, y, 9, "", fmt.Sprint(i+1))
		text(24, y, 9, "", "Miniature fuse, 16 ampere, white")
		text(100, y, 9, "", l.Quantity.Format("en"))
		figure(135, y, "", l.Price)
		figure(160, y, "", -l.Discount)
		figure(194, y, "B", l.Gross-l.Discount)
		p.Line(16, y+2, 194, y+2)
		y += 7.3
	}
	for i, r := range []money.Rial{doc.Gross, -doc.Discount, doc.Tax, doc.Rounding, doc.Total} {
		text(110, y+6+float64(i)*6, 9, "", "Value-added tax 10%")
		figure(194, y+6+float64(i)*6, "", r)
		text(16, y+6+float64(i)*6, 9, "", "Card ref. 882146")
		figure(90, y+6+float64(i)*6, "", r)
	}
	text(110, y+40, 8, "", "six million three hundred fifty thousand tomans")
	p.RoundedRect(110, y+28, 84, 10, 2, "1234", "D")
	code, err := coreQR("Mahtab store\n" + doc.Number + "\n1405/08/30\n" + money.Format(doc.Total, money.InRial, "en") + " IRR")
	if err != nil {
		return err
	}
	step := 24 / float64(code.Size)
	for row := range code.Size {
		for to := 0; to < code.Size; to++ {
			from := to
			for code.Black(to, row) {
				to++
			}
			if to > from {
				p.Rect(16+float64(from)*step, 260+float64(row)*step, float64(to-from)*step, step, "F")
			}
		}
	}
	for i, s := range []string{"Thank you for your purchase", "Exchange within 7 days", "Lalezar street, no. 18"} {
		text(48, 268+float64(i)*5, 9, "", s)
	}
	return nil
}

// hundred are a day's invoices, each another.
func hundred(b *testing.B, n int) []Invoice {
	docs := make([]Invoice, 100)
	for i := range docs {
		docs[i] = issued(b, 20)
		another(&docs[i], n*100+i)
	}
	return docs
}

// BenchmarkPersianHundred and BenchmarkCoreFontHundred put a hundred invoices
// into one file.

func BenchmarkPersianHundred(b *testing.B) {
	words := i18n.Load("")
	o := Options{Words: words, Paper: PaperA4, Shop: Display{Unit: money.InToman, Note: "تعویض تا ۷ روز با همین برگه"}}
	b.ReportAllocs()
	var size counter
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		docs := hundred(b, n)
		b.StartTimer()
		size = 0
		if err := Print(&size, docs, o); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/1024, "KiB")
}

func BenchmarkCoreFontHundred(b *testing.B) {
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		docs := hundred(b, n)
		b.StartTimer()
		p := coreFile()
		for i := range docs {
			if err := coreDraw(p, &docs[i]); err != nil {
				b.Fatal(err)
			}
		}
		if err := p.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
