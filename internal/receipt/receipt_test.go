package receipt_test

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"pishkhan/internal/actor"
	"pishkhan/internal/escpos"
	"pishkhan/internal/housetest"
)

type object = map[string]any

// sold sells one thing and gives its document and the till.
func sold(t *testing.T, h *housetest.House) (invoice, number, till string) {
	t.Helper()
	var product struct{ ID string }
	h.Owner.Post("/products", object{"name": "لامپ LED حبابی", "price": 890_000, "stock": "50"}).Want(http.StatusCreated).JSON(&product)
	var sale struct{ Invoice struct{ ID, Number string } }
	h.Owner.Post("/sales", object{"id": "0190a000-0000-7000-8000-0000000000aa", "lines": []object{{"product_id": product.ID, "quantity": "2"}}, "payments": []object{{"method": "cash", "amount": 5_000_000}}}).Want(http.StatusCreated).JSON(&sale)
	var tills struct{ Items []struct{ ID string } }
	h.Owner.Get("/tills").Want(http.StatusOK).JSON(&tills)
	return sale.Invoice.ID, sale.Invoice.Number, tills.Items[0].ID
}

// printer listens as a network printer does and gives what each print said.
func printer(t *testing.T) (address string, prints <-chan []byte) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	out := make(chan []byte, 4)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			data, _ := io.ReadAll(c)
			_ = c.Close()
			out <- data
		}
	}()
	return l.Addr().String(), out
}

func TestAReceiptComesOutOfTheTillsPrinterWithACodeThatCanBeScanned(t *testing.T) {
	h := housetest.New(t)
	invoice, number, till := sold(t, h)
	address, prints := printer(t)
	for paper, wide := range map[string]int{"80mm": escpos.Wide80, "58mm": escpos.Wide58} {
		h.Owner.Put("/tills/"+till+"/printer", object{"kind": "network", "address": address, "paper": paper}).Want(http.StatusOK)
		h.As(actor.Counter).Post("/invoices/"+invoice+"/receipts", object{"till_id": till}).Want(http.StatusNoContent)
		page, err := escpos.Decode(<-prints)
		if err != nil || page.Rect.Dx() != wide {
			t.Fatalf("%s: %v, %v", paper, page.Rect, err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(page)
		if err != nil {
			t.Fatal(err)
		}
		read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil || !strings.Contains(read.GetText(), number) {
			t.Errorf("%s: the code says %v, %v", paper, read, err)
		}
	}
	// Both prints are noted: the next is the third.
	h.Owner.Post("/invoices/"+invoice+"/prints", object{}).Want(http.StatusCreated)
	var next struct{ Copy int }
	h.Owner.Post("/invoices/"+invoice+"/prints", object{}).Want(http.StatusCreated).JSON(&next)
	if next.Copy != 4 {
		t.Errorf("%d prints are noted", next.Copy)
	}
}

func TestATestPrintSaysWhyItFails(t *testing.T) {
	h := housetest.New(t)
	_, _, till := sold(t, h)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := free.Addr().String()
	_ = free.Close()
	dir := t.TempDir()
	file := filepath.Join(dir, "important.txt")
	if err := os.WriteFile(file, []byte("keep me"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ kind, address, code string }{
		{"network", nobody, "printer_refused"},
		{"network", "printer.invalid", "printer_host"},
		{"network", "a b:70000", "printer_address"},
		{"network", "127.0.0.1:9100:3", "printer_address"},
		{"network", " ", "required"},
		{"device", "lp0", "printer_path"},
		{"device", filepath.Join(dir, "lp0"), "printer_missing"},
		{"device", file, "printer_no_device"},
		{"folder", filepath.Join(dir, "none"), "printer_missing"},
		{"folder", file, "printer_no_folder"},
	} {
		h.Owner.Post("/tills/"+till+"/printer/test", object{"kind": c.kind, "address": c.address, "paper": "80mm"}).
			Refused(http.StatusUnprocessableEntity, c.code, "address")
	}
	if kept, err := os.ReadFile(file); err != nil || string(kept) != "keep me" {
		t.Errorf("a file was printed over: %q, %v", kept, err)
	}
}

func TestAFolderGetsANewFileForEveryPrint(t *testing.T) {
	h := housetest.New(t)
	invoice, number, till := sold(t, h)
	dir := t.TempDir()
	h.Owner.Put("/tills/"+till+"/printer", object{"kind": "folder", "address": dir, "paper": "80mm"}).Want(http.StatusOK)
	for range 2 {
		h.Owner.Post("/invoices/"+invoice+"/receipts", object{"till_id": till, "lang": "en"}).Want(http.StatusNoContent)
	}
	for _, name := range []string{number + ".escpos", number + "-2.escpos"} {
		data, err := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // of this test
		if err != nil {
			t.Fatal(err)
		}
		if page, err := escpos.Decode(data); err != nil || page.Rect.Dy() < 500 {
			t.Errorf("%s: %v, %v", name, page.Rect, err)
		}
	}
}

func TestAPrintThatFailedIsNotNotedAndATillWithoutAPrinterSaysSo(t *testing.T) {
	h := housetest.New(t)
	invoice, _, till := sold(t, h)
	h.Owner.Post("/invoices/"+invoice+"/receipts", object{"till_id": till}).Refused(http.StatusUnprocessableEntity, "no_printer")
	h.Owner.Put("/tills/"+till+"/printer", object{"kind": "folder", "address": filepath.Join(t.TempDir(), "gone"), "paper": "80mm"}).Want(http.StatusOK)
	h.Owner.Post("/invoices/"+invoice+"/receipts", object{"till_id": till}).Refused(http.StatusUnprocessableEntity, "printer_missing", "address")
	var first struct{ Copy int }
	h.Owner.Post("/invoices/"+invoice+"/prints", object{}).Want(http.StatusCreated).JSON(&first)
	if first.Copy != 1 {
		t.Errorf("a print that never came is noted: this is the %d.", first.Copy)
	}
}

func TestATillsPrinterIsChangedTakenAwayAndGivenAgain(t *testing.T) {
	h := housetest.New(t)
	_, _, till := sold(t, h)
	set := func(address string) {
		h.Owner.Put("/tills/"+till+"/printer", object{"kind": "network", "address": address, "paper": "80mm"}).Want(http.StatusOK)
	}
	have := func() string {
		var list struct{ Items []struct{ Address string } }
		h.As(actor.Counter).Get("/printers").Want(http.StatusOK).JSON(&list)
		if len(list.Items) == 0 {
			return ""
		}
		return list.Items[0].Address
	}
	set("10.0.0.9")
	set("10.0.0.9")
	if got := have(); got != "10.0.0.9:9100" {
		t.Errorf("the printer is %q", got)
	}
	h.Owner.Delete("/tills/" + till + "/printer").Want(http.StatusNoContent)
	h.Owner.Delete("/tills/"+till+"/printer").Refused(http.StatusNotFound, "not_found")
	if got := have(); got != "" {
		t.Errorf("it is still there: %q", got)
	}
	set("10.0.0.10:515")
	if got := have(); got != "10.0.0.10:515" {
		t.Errorf("the printer is %q", got)
	}
	h.Owner.Put("/tills/0190a000-0000-7000-8000-000000000000/printer", object{"kind": "network", "address": "10.0.0.9", "paper": "80mm"}).Refused(http.StatusNotFound, "not_found")
}
