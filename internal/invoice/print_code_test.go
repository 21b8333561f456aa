package invoice

import (
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"pishkhan/internal/i18n"
)

// A reader that others wrote must read the code off the dots that a roll printer gets.
func TestTheCodeOfAReceiptLeadsToItsDocument(t *testing.T) {
	const name = "agmrwu2ebj5e3q7mkz2tlxyn4oabcdefghijklmnopqrstuvwxyz"
	for _, address := range []string{
		"https://192.168.100.250:7443/d/" + name, "https://customers.a-shop-with-a-long-name.example/portal/d/" + name,
	} {
		for _, paper := range []string{Paper80, Paper58} {
			page, err := Dots(issued(t, 2), Options{Words: i18n.Load(""), Lang: "fa", Form: FormReceipt, Paper: paper, Address: func(Invoice) string { return address }})
			if err != nil {
				t.Fatal(err)
			}
			bitmap, err := gozxing.NewBinaryBitmapFromImage(page)
			if err != nil {
				t.Fatal(err)
			}
			got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
			if err != nil || got.GetText() != address {
				t.Errorf("%s: %v %v", paper, got, err)
			}
		}
	}
}
