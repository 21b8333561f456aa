package handout_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pishkhan/app"
	"pishkhan/internal/db"
	"pishkhan/internal/doclink"
	"pishkhan/internal/handout"
	"pishkhan/internal/housetest"
)

type object = map[string]any

const portal = "https://noor.example"

// sold sells a lamp to a customer and gives the invoice's id and number.
func sold(t *testing.T, h *housetest.House) (id, number string) {
	t.Helper()
	var one struct{ ID string }
	h.Owner.Post("/products", object{"name": "Lamp <b>", "price": 1000}).Want(http.StatusCreated).JSON(&one)
	product := one.ID
	h.Owner.Post("/customers", object{"kind": "person", "name": "Sara Kamali", "phone": "09121234567"}).Want(http.StatusCreated).JSON(&one)
	var made struct{ Invoice struct{ ID, Number string } }
	h.Owner.Post("/sales", object{"id": h.Journal.DB.NewID(), "customer_id": one.ID, "lines": []object{{"product_id": product, "quantity": "2"}},
		"payments": []object{{"method": "cash", "amount": 5000}}}).Want(http.StatusCreated).JSON(&made)
	return made.Invoice.ID, made.Invoice.Number
}

func link(t *testing.T, h *housetest.House, id string) handout.Link {
	t.Helper()
	var l handout.Link
	h.Owner.Get("/invoices/" + id + "/link").Want(http.StatusOK).JSON(&l)
	return l
}

// opens asks without signing in, as a phone does.
func opens(h *housetest.House, path, from string) (int, http.Header, string) {
	r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
	r.RemoteAddr = from + ":5"
	r.Header.Set("Accept-Language", "en")
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, r)
	body, _ := io.ReadAll(w.Result().Body)
	return w.Code, w.Header(), string(body)
}

func TestWhoHoldsThePaperOpensThatOneDocument(t *testing.T) {
	h := housetest.New(t)
	id, number := sold(t, h)
	if l := link(t, h, id); l.URL != "" || l.Code != "" {
		t.Fatalf("a shop without an address has %+v", l)
	}
	h.Owner.Patch("/shop", object{"portal": portal + "/"}).Want(http.StatusOK)
	l := link(t, h, id)
	path, ok := strings.CutPrefix(l.URL, portal)
	if !ok || !strings.HasPrefix(path, "/d/") || !strings.HasPrefix(l.Code, "data:image/svg+xml;base64,") {
		t.Fatalf("%+v", l)
	}
	status, header, body := opens(h, path, "192.0.2.1")
	if status != 200 || !strings.HasPrefix(header.Get("Content-Security-Policy"), "default-src 'none'") || header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", status, header)
	}
	for _, want := range []string{number, "Lamp &lt;b&gt;", "روشنا", "220", path[len("/d/"):] + "/pdf?lang=en"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, secret := range []string{"Sara", "0912", "<b>", "<script", id} {
		if strings.Contains(body, secret) {
			t.Errorf("it tells %q", secret)
		}
	}
	if _, _, body := opens(h, path+"?lang=fa", "192.0.2.1"); !strings.Contains(body, `dir="rtl"`) || !strings.Contains(body, "۲۲۰") {
		t.Error("not in Persian")
	}
	status, header, body = opens(h, path+"/pdf", "192.0.2.1")
	if status != 200 || header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(body, "%PDF") {
		t.Errorf("the PDF: %d %v", status, header)
	}
	// Reading is all that there is.
	for _, method := range []string{"POST", "PUT", "DELETE"} {
		w := httptest.NewRecorder()
		h.Handler().ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1"+path, bytes.NewReader(nil)))
		if w.Code < 400 {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

func TestNoNameIsTriedOut(t *testing.T) {
	clock := db.NewClock(time.Now())
	h := housetest.New(t, func(c *app.Config) { c.DB.Now = clock.Now })
	h.Owner.Patch("/shop", object{"portal": portal}).Want(http.StatusOK)
	id, _ := sold(t, h)
	path := strings.TrimPrefix(link(t, h, id).URL, portal)
	wrong := path[:len(path)-3] + "aaa"
	refused := 0
	for range 12 {
		status, _, body := opens(h, wrong, "192.0.2.7")
		if strings.Contains(body, "A-14") || status == 200 {
			t.Fatalf("%d %s", status, body)
		}
		if status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("names are tried out for ever")
	}
	if status, header, _ := opens(h, path, "192.0.2.7"); status != http.StatusTooManyRequests || header.Get("Retry-After") == "" {
		t.Errorf("who tries names opens one: %d %v", status, header)
	}
	if status, _, _ := opens(h, path, "192.0.2.8"); status != 200 {
		t.Errorf("somebody else is held up: %d", status)
	}
	clock.Turn(time.Minute + time.Second)
	if status, _, _ := opens(h, path, "192.0.2.7"); status != 200 {
		t.Errorf("a minute later: %d", status)
	}
	for _, path := range []string{"/d/", "/d/x", "/d/../api/shop", path + "/shop"} {
		if status, _, body := opens(h, path, "192.0.2.9"); status == 200 && strings.Contains(body, "روشنا") {
			t.Errorf("%s is answered: %d", path, status)
		}
	}
}

func TestAScannedPaperFindsItsDocumentAndItsOrder(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", object{"portal": portal}).Want(http.StatusOK)
	id, number := sold(t, h)
	sold(t, h)
	url := link(t, h, id).URL
	for _, q := range []string{url, strings.ToUpper(url[strings.LastIndex(url, "/")+1:])} {
		var found struct {
			Customers, Products []object
			Invoices            []struct{ ID, Number string }
			Orders              []struct{ ID string }
		}
		h.Owner.Get("/search?q=" + q).Want(http.StatusOK).JSON(&found)
		if len(found.Invoices) != 1 || found.Invoices[0].ID != id || found.Invoices[0].Number != number || len(found.Orders) != 1 || len(found.Customers)+len(found.Products) != 0 {
			t.Errorf("%s: %+v", q, found)
		}
		h.Owner.Get("/invoices?q=" + q).Want(http.StatusOK).JSON(&struct {
			Items *[]struct{ ID, Number string }
		}{&found.Invoices})
		if len(found.Invoices) != 1 || found.Invoices[0].ID != id {
			t.Errorf("among the invoices: %+v", found.Invoices)
		}
	}
	var found struct{ Invoices, Orders []object }
	h.Owner.Get("/search?q=" + url[:len(url)-3] + "aaa").Want(http.StatusOK).JSON(&found)
	if len(found.Invoices)+len(found.Orders) != 0 {
		t.Errorf("a forged one finds %+v", found)
	}
}

func TestThePaperOfAReturnLeadsToTheReturn(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Patch("/shop", object{"portal": portal}).Want(http.StatusOK)
	id, number := sold(t, h)
	var note struct{ ID, Number string }
	h.Owner.Post("/credits", object{"id": h.Journal.DB.NewID(), "invoice_id": id, "kind": "void", "refunds": []object{{"method": "cash", "amount": 2200}}}).Want(http.StatusCreated).JSON(&note)
	pdf := h.Owner.Get("/credits/" + note.ID + "/pdf").Want(http.StatusOK)
	if !bytes.HasPrefix(pdf.Body, []byte("%PDF")) {
		t.Fatal("no PDF")
	}
	name := doclink.Name(h.Vault, doclink.Credit, note.ID)
	status, _, body := opens(h, "/d/"+name, "192.0.2.1")
	if status != 200 || !strings.Contains(body, note.Number) || !strings.Contains(body, number) {
		t.Errorf("%d %s", status, body)
	}
	var found struct{ Invoices []struct{ ID string } }
	h.Owner.Get("/search?q=" + name).Want(http.StatusOK).JSON(&found)
	if len(found.Invoices) != 1 || found.Invoices[0].ID != id {
		t.Errorf("found %+v", found)
	}
}

func TestAnAddressThatIsNoneIsRefusedAtItsField(t *testing.T) {
	h := housetest.New(t)
	for _, wrong := range []string{"noor.example", "http://noor.example", "https://", "https://a:b@noor.example", "https://noor.example?x=1", "https://noor.example#x", "javascript:alert(1)", "https://" + strings.Repeat("x", 100)} {
		h.Owner.Patch("/shop", object{"portal": wrong}).Refused(http.StatusUnprocessableEntity, "invalid_portal", "portal")
	}
	h.Owner.Patch("/shop", object{"portal": ""}).Want(http.StatusOK)
}
