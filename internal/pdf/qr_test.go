package pdf

import (
	"image"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// A reader that others wrote must read every length of content back.
func TestQRCodesAreReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی A-1405/\n۰۱۲")
	for n := 1; n <= 260; n += 1 + r.IntN(3) {
		var text strings.Builder
		for text.Len() < n {
			text.WriteRune(letters[r.IntN(len(letters))])
		}
		content := text.String()
		code, err := encodeQR(content)
		if len(content) > 251 {
			if err == nil {
				t.Fatalf("%d bytes were taken", len(content))
			}
			continue
		}
		if err != nil {
			t.Fatalf("%d bytes: %v", len(content), err)
		}
		const zoom, margin = 4, 4
		img := image.NewGray(image.Rect(0, 0, (code.Size+2*margin)*zoom, (code.Size+2*margin)*zoom))
		for y := range img.Rect.Max.Y {
			for x := range img.Rect.Max.X {
				if !code.Black(x/zoom-margin, y/zoom-margin) {
					img.SetGray(x, y, color.Gray{Y: 255})
				}
			}
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{
			gozxing.DecodeHintType_PURE_BARCODE: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"})
		if err != nil {
			t.Fatalf("%d bytes: %v", len(content), err)
		}
		if got.GetText() != content {
			t.Fatalf("%d bytes: %q read as %q", len(content), content, got.GetText())
		}
	}
}
