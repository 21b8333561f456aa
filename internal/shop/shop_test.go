package shop_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand"
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/shop"
)

type object = map[string]any

func uri(kind string, raw []byte) string {
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(raw)
}

// picture is noise, so that it doesn't shrink.
func picture(t *testing.T, side int) *image.NRGBA {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	r := rand.New(rand.NewSource(1))
	for i := range img.Pix {
		img.Pix[i] = byte(r.Intn(256))
	}
	img.Set(0, 0, color.White)
	return img
}

func pngOf(t *testing.T, side int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(t, side)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, side int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(t, side), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatTurnsTextOrATerminalIsNotKept(t *testing.T) {
	h := housetest.New(t)
	var s shop.Shop
	h.Owner.Patch("/shop", object{"name": "\u202eروشنا\u0000\u001b[2J", "address": "خیابان\nیوسف‌آباد\u2067"}).Want(http.StatusOK).JSON(&s)
	if s.Name != "روشنا  [2J" || s.Address != "خیابان\nیوسف‌آباد" {
		t.Errorf("%q, %q", s.Name, s.Address)
	}
	h.Owner.Patch("/shop", object{"name": "\u200f\u200e"}).Refused(http.StatusUnprocessableEntity, "required", "name")
	var p struct{ Name string }
	h.Owner.Post("/staff", object{"user": "mina", "name": "\u001b]0;Mina\u0007", "role": "counter", "password": housetest.Password}).
		Want(http.StatusCreated).JSON(&p)
	if p.Name != "]0;Mina" {
		t.Errorf("%q", p.Name)
	}
	h.Owner.Patch("/shop", object{"name": "روشنا"}).Want(http.StatusOK)
}

func TestIdentitiesAreKeptInTheirOneFormAndPhonesAsTyped(t *testing.T) {
	h := housetest.New(t)
	var s shop.Shop
	h.Owner.Patch("/shop", object{
		"name": " روشنا ", "phone": "۰۲۱ ۸۸۰۰  ۱۲۳۴", "postal_code": "۱۴۳۳۸ ۹۴۳۷۱", "national_id": "۱۰۳۸۰۲۸۴۷۹۰",
		"economic_code": "10380284790", "registration_no": "۴۵ ۶۷۸", "legal_name": "شرکت روشنا", "province": "تهران",
		"city": "تهران", "address": "یوسف‌آباد", "unit": "rial", "rounding": 1000, "invoice_note": "سپاس",
	}).Want(http.StatusOK).JSON(&s)
	want := shop.Shop{ID: s.ID, Name: "روشنا", Phone: "021 8800 1234", PostalCode: "1433894371", NationalID: "10380284790",
		EconomicCode: "10380284790", RegistrationNo: "45678", LegalName: "شرکت روشنا", Province: "تهران", City: "تهران",
		Address: "یوسف‌آباد", Unit: "rial", Rounding: 1000, InvoiceNote: "سپاس", Language: "fa"}
	if s != want {
		t.Errorf("%+v\nnot %+v", s, want)
	}
	h.Owner.Get("/shop").Want(http.StatusOK).JSON(&s)
	if s != want {
		t.Errorf("read back: %+v", s)
	}
	h.Owner.Patch("/shop", object{"national_id": "0499370899", "phone": "", "postal_code": ""}).Want(http.StatusOK).JSON(&s)
	if s.NationalID != "0499370899" || s.Phone != "" || s.PostalCode != "" || s.City != "تهران" {
		t.Errorf("after emptying: %+v", s)
	}
}

func TestEveryWrongFieldOfTheShopIsSaidAtOnceAndNothingIsChanged(t *testing.T) {
	h := housetest.New(t)
	var before, after shop.Shop
	h.Owner.Get("/shop").JSON(&before)
	h.Owner.Patch("/shop", object{
		"name": "  ", "phone": "12", "address": strings.Repeat("x", 301), "postal_code": "123", "economic_code": "1",
		"registration_no": "A1", "national_id": "1111111111", "invoice_note": strings.Repeat("x", 501),
		"language": "de", "unit": "dollar", "logo": "x", "rounding": -1,
	}).Refused(http.StatusUnprocessableEntity, "required", "name", "phone", "address", "postal_code", "economic_code",
		"registration_no", "national_id", "invoice_note", "language", "unit", "logo", "rounding")
	h.Owner.Get("/shop").JSON(&after)
	if before != after {
		t.Errorf("became %+v", after)
	}
}

func TestALogoIsAPictureOfAtMostAQuarterMegabyte(t *testing.T) {
	h := housetest.New(t)
	var s shop.Shop
	for _, logo := range []string{uri("png", pngOf(t, 200)), uri("jpeg", jpegOf(t, 300)), uri("png", jpegOf(t, 10))} {
		h.Owner.Patch("/shop", object{"logo": logo}).Want(http.StatusOK).JSON(&s)
		if !strings.HasPrefix(s.Logo, "data:image/") || s.Logo[len(s.Logo)-100:] != logo[len(logo)-100:] {
			t.Errorf("the logo came back as %.40s…", s.Logo)
		}
		if _, format, err := image.Decode(bytes.NewReader(s.LogoBytes())); err != nil || !strings.HasPrefix(s.Logo, "data:image/"+format+";") {
			t.Errorf("%.30s holds a %s: %v", s.Logo, format, err)
		}
	}
	whole := pngOf(t, 100)
	for name, logo := range map[string]string{
		"text":           "hello",
		"an svg":         uri("svg+xml", []byte("<svg/>")),
		"half a picture": uri("png", whole[:len(whole)/2]),
		"no base64":      "data:image/png;base64,###",
		"a web address":  "https://example.com/logo.png",
	} {
		a := h.Owner.Patch("/shop", object{"logo": logo})
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s is taken: %d", name, a.Status)
			continue
		}
		a.Refused(http.StatusUnprocessableEntity, "bad_logo", "logo")
	}
	h.Owner.Patch("/shop", object{"logo": uri("png", pngOf(t, 300))}).Refused(http.StatusUnprocessableEntity, "logo_too_large", "logo")
	h.Owner.Get("/shop").JSON(&s)
	if s.Logo == "" {
		t.Error("a refused logo took the old one away")
	}
	h.Owner.Patch("/shop", object{"logo": ""}).Want(http.StatusOK).JSON(&s)
	if s.Logo != "" {
		t.Error("the logo can't be taken away")
	}
}

func TestAPictureThatUnfoldsTooFarIsRefused(t *testing.T) {
	h := housetest.New(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 5000, 5000))); err != nil {
		t.Fatal(err)
	}
	h.Owner.Patch("/shop", object{"logo": uri("png", b.Bytes())}).Refused(http.StatusUnprocessableEntity, "bad_logo", "logo")
}

func TestOnlyWhatChangedIsWrittenToTheJournal(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", object{"logo": uri("png", pngOf(t, 100))}).Want(http.StatusOK)
	records := func() (n, size int) {
		err := h.Journal.DB.Read(context.Background(), func(tx *db.Tx) error {
			return tx.Row([]any{&n, &size}, "SELECT count(*), length((SELECT body FROM local_change ORDER BY seq DESC LIMIT 1)) FROM local_change")
		})
		if err != nil {
			t.Fatal(err)
		}
		return n, size
	}
	before, _ := records()
	h.Owner.Patch("/shop", object{"city": "Yazd"}).Want(http.StatusOK)
	h.Owner.Patch("/shop", object{"city": "Yazd"}).Want(http.StatusOK)
	if after, size := records(); after != before+1 || size > 1000 {
		t.Errorf("%d records, the last of %d bytes", after-before, size)
	}
}
