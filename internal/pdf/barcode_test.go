package pdf

import (
	"image"
	"image/color"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"pgregory.net/rapid"
)

// scanned reads bars as a scanner does.
func scanned(t rapid.TB, b Barcode) string {
	img := image.NewGray(image.Rect(0, 0, b.Modules()*2, 60))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	at := b.quiet() * 2
	for i, w := range b.Widths {
		for x := at; i%2 == 0 && x < at+2*w; x++ {
			for y := range 60 {
				img.SetGray(x, y, color.Gray{})
			}
		}
		at += 2 * w
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	reader := oned.NewCode128Reader()
	if b.EAN {
		reader = oned.NewEAN13Reader()
	}
	read, err := reader.Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return read.GetText()
}

func TestEveryEAN13IsReadBackByAScanner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9]{12}`).Draw(t, "digits")
		sum := 0
		for i := range 12 {
			sum += int(text[i]-'0') * (1 + i%2*2)
		}
		text += string(rune('0' + (10-sum%10)%10))
		b, err := EncodeBarcode(text)
		if err != nil || !b.EAN {
			t.Fatalf("%s: %v, %v", text, b, err)
		}
		if got := scanned(t, b); got != text {
			t.Fatalf("%s is read as %s", text, got)
		}
	})
}

func TestEveryOtherCodeIsReadBackAsCode128(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~]{1,24}|[0-9]{2,14}`).Draw(t, "text")
		b, err := EncodeBarcode(text)
		if err != nil {
			t.Fatal(err)
		}
		if b.EAN {
			return
		}
		if got := scanned(t, b); got != text {
			t.Fatalf("%q is read as %q", text, got)
		}
	})
}

func TestWhatNoScannerKnowsIsNoBarcode(t *testing.T) {
	for _, text := range []string{"", "لامپ", "A\n", "کد12"} {
		if _, err := EncodeBarcode(text); err == nil {
			t.Errorf("%q became bars", text)
		}
	}
	if b, err := EncodeBarcode("6260000000017"); err != nil || b.EAN {
		t.Errorf("a wrong check digit: %v, %v", b.EAN, err) // is a Code 128 instead
	}
}
