package credit_test

import (
	"net/http"
	"testing"

	"pishkhan/internal/actor"
	"pishkhan/internal/housetest"
)

func TestWhatHasToBeSentNamesTheOriginalOfEachCreditNote(t *testing.T) {
	h := housetest.New(t)
	h.Owner.Get("/tax-documents").Refused(422, "nothing_to_send")
	lamp := h.Goods("لامپ", 1_000_000, obj{"tax_code": "2710001100001"})
	none := sell(h, obj{"lines": []obj{{"product_id": lamp, "quantity": "1"}}, "payments": paid("cash", 1_100_000)})
	h.Owner.Patch("/tills/"+tillID(h), obj{"memory_id": "DEF5GH"}).Want(200)
	who := h.Owner.Post("/customers", obj{"kind": "person", "name": "مریم", "national_id": "0499370899"}).Want(201).Map()["id"]
	inv := sell(h, obj{"customer_id": who, "lines": []obj{{"product_id": lamp, "quantity": "2.5", "discount": obj{"amount": 500_000}}}, "payments": paid("cash", 2_200_000)})
	var n note
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": inv.ID, "kind": "return", "lines": []obj{{"line_id": inv.Lines[0].ID, "quantity": "0.5"}}}).Want(201).JSON(&n)
	h.Owner.Post("/credits", obj{"id": housetest.NewID(t), "invoice_id": none.ID, "kind": "void", "refunds": paid("cash", 1_100_000)}).Want(201)
	var out struct {
		Count     int
		Documents []struct {
			Number string
			Header struct {
				Taxid, Irtaxid, Bid, Inno        string
				Inty, Inp, Ins, Tob              int
				Tprdis, Tdis, Tadis, Tvam, Tbill int
				Indatim                          int64
			}
			Body []struct {
				Sstid                              string
				Am, Vra                            float64
				Fee, Prdis, Dis, Adis, Vam, Tsstam int
			}
		}
	}
	a := h.As(actor.Manager).Get("/tax-documents").Want(http.StatusOK)
	a.JSON(&out)
	if out.Count != 3 || len(out.Documents) != 3 {
		t.Fatalf("%s", a.Body)
	}
	sale, back, void := out.Documents[0], out.Documents[1], out.Documents[2]
	if sale.Number != inv.Number || sale.Header.Ins != 1 || sale.Header.Inty != 1 || sale.Header.Bid != "0499370899" || sale.Header.Irtaxid != "" || len(sale.Header.Inno) != 10 {
		t.Errorf("%+v", sale)
	}
	if h := sale.Header; h.Tprdis != 2_500_000 || h.Tdis != 500_000 || h.Tadis != 2_000_000 || h.Tvam != 200_000 || h.Tbill != 2_200_000 {
		t.Errorf("%+v", h)
	}
	if l := sale.Body[0]; l.Sstid != "2710001100001" || l.Am != 2.5 || l.Fee != 1_000_000 || l.Vra != 10 || l.Adis != 2_000_000 || l.Tsstam != 2_200_000 {
		t.Errorf("%+v", l)
	}
	if back.Number != n.Number || back.Header.Ins != 4 || back.Header.Irtaxid != sale.Header.Taxid || back.Header.Tbill != 440_000 || back.Body[0].Am != 0.5 {
		t.Errorf("%+v", back)
	}
	if void.Header.Ins != 3 || void.Header.Inty != 2 || void.Header.Irtaxid != "" { // the original had no identifier
		t.Errorf("%+v", void)
	}
	h.Owner.Get("/tax-documents?to=2020-01-01").Refused(422, "nothing_to_send")
	h.Owner.Get("/tax-documents?from=yesterday").Want(422)
	h.As(actor.Counter).Get("/tax-documents").Refused(403, "forbidden")
}
