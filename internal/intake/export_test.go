package intake_test

import (
	"net/http"
	"strings"
	"testing"

	"pishkhan/internal/db"
	"pishkhan/internal/housetest"
	"pishkhan/internal/intake"
)

// hostile are names that a spreadsheet would run, or that a careless file
// would lose.
var hostile = []string{"=1+1", "+98 گرم", "-5", "@x", `"نقل" قول`, "'apostrophe", "دو، تا; و, سه", "=cmd|'/c calc'!A1", "لامپ ۱۲ وات", "_x0041_"}

func TestWhatIsExportedGoesBackInUnchanged(t *testing.T) {
	h := housetest.New(t)
	for n, name := range hostile {
		p := object{"name": name + " " + string(rune('a'+n)), "price": 1805 + n, "category": name, "unit": "بسته"}
		switch n {
		case 0:
			p["code"], p["barcodes"], p["stock"] = "00123", []string{"6260000000017", "0012345678905", "=A1", "AB,1", "B،2;|3", "6.26E+12", `"x"`, "3e7", "-"}, "412.5"
		case 1:
			p["code"], p["stock"] = "-5", "-3"
		case 2:
			p["code"], p["active"] = "1e5", false
		case 3:
			p["code"], p["barcodes"] = "A,2", []string{"6260000000024,1"}
		case 4:
			p["code"] = "2E10"
		}
		h.Owner.Post("/products", p).Want(http.StatusCreated)
	}
	level := h.Owner.Post("/price-levels", object{"name": "همکار", "percent": "10"}).Want(http.StatusCreated).Map()["id"]
	for n, name := range hostile {
		c := object{"kind": "person", "name": name, "note": name + "\nسطر دوم", "address": "تهران\nپلاک ۵", "city": "=تهران"}
		if n == 0 {
			c["phone"], c["national_id"], c["postal_code"], c["email"] = "09121234567", "0013542419", "1234567890", "a@b.ir"
		}
		if n == 1 {
			c["kind"], c["phone"] = "organisation", "+982188001234"
		}
		made := h.Owner.Post("/customers", c).Want(http.StatusCreated).Map()["id"].(string)
		if n == 1 {
			h.Owner.Put("/customers/"+made+"/level", object{"level_id": level}).Want(http.StatusNoContent)
		}
	}
	for _, lang := range []string{"fa", "en"} {
		h.Owner.Lang = lang
		for kind, rows := range map[string]int{"products": len(hostile), "customers": len(hostile), "stock": len(hostile)} {
			for _, format := range []string{"csv", "xlsx"} {
				a := h.Owner.Get("/exports/" + kind + "." + format).Want(http.StatusOK)
				if d := a.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment; filename=\""+kind+"-") || !strings.HasSuffix(d, "."+format+`"`) {
					t.Error(d)
				}
				id := send(t, h.Owner, kind+"."+format, string(a.Body))
				var i intake.Import
				h.Owner.Post("/imports", object{"upload_id": id, "dry_run": true}).Want(http.StatusOK).JSON(&i)
				i = settle(t, h.Owner, i)
				if i.Kind != kind || i.State != intake.Previewed || i.Unchanged != rows || i.New+i.Changed+i.RefusedCount > 0 {
					t.Errorf("%s %s.%s: %+v %+v", lang, kind, format, i, rowsOf(t, h, i.ID))
				}
			}
		}
	}
}

func rowsOf(t *testing.T, h *housetest.House, id string) (out []intake.Row) {
	for _, what := range []string{"new", "changed", "refused"} {
		out = append(out, rows(t, h.Owner, id, what)...)
	}
	return out
}

func TestCustomersTakenOutAreWrittenDown(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Get("/exports/products.csv").Want(http.StatusOK)
	h.Owner.Get("/exports/customers.csv").Want(http.StatusOK)
	n := 0
	err := h.Journal.DB.Read(t.Context(), func(tx *db.Tx) error {
		return tx.Row([]any{&n}, "SELECT count(*) FROM accesses WHERE action = 'export' AND subject = 'customers' AND staff_id <> ''")
	})
	if err != nil || n != 1 {
		t.Error(n, err)
	}
	for _, none := range []string{"cars.csv", "products.pdf", "products"} {
		h.Owner.Get("/exports/"+none).Refused(http.StatusNotFound, "not_found")
	}
}
