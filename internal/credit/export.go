package credit

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
)

// What a document is to the tax office (ins).
const (
	taxOriginal   = 1
	taxCorrection = 2
	taxCancel     = 3
	taxReturn     = 4
)

// sent is a document as it has to be sent; the names are the tax office's.
type sent struct {
	Number string     `json:"number"`
	Header sentHeader `json:"header"`
	Body   []sentLine `json:"body"`
}

type sentHeader struct {
	TaxID    string     `json:"taxid"`
	Original string     `json:"irtaxid,omitempty"` // of the document that it takes back or corrects
	At       int64      `json:"indatim"`           // ms since 1970
	Serial   string     `json:"inno"`
	Type     int        `json:"inty"` // 1 buyer identified, 2 buyer optional
	Pattern  int        `json:"inp"`  // 1 goods or services
	Subject  int        `json:"ins"`
	Seller   string     `json:"tins"`
	BuyerIs  int        `json:"tob,omitempty"` // 1 person, 2 organisation
	BuyerID  string     `json:"bid,omitempty"`
	Buyer    string     `json:"tinb,omitempty"`
	Before   money.Rial `json:"tprdis"`
	Discount money.Rial `json:"tdis"`
	After    money.Rial `json:"tadis"`
	Tax      money.Rial `json:"tvam"`
	Total    money.Rial `json:"tbill"`
}

type sentLine struct {
	ID       string      `json:"sstid"`
	Name     string      `json:"sstt"`
	Quantity json.Number `json:"am"`
	Unit     string      `json:"mu"`
	Price    money.Rial  `json:"fee"`
	Before   money.Rial  `json:"prdis"`
	Discount money.Rial  `json:"dis"`
	After    money.Rial  `json:"adis"`
	Rate     json.Number `json:"vra"` // percent
	Tax      money.Rial  `json:"vam"`
	Total    money.Rial  `json:"tsstam"`
}

// toSend is a document as the tax office wants it.
func toSend(doc invoice.Invoice) sent {
	h := sentHeader{TaxID: doc.TaxID, At: doc.IssuedAt.UnixMilli(), Serial: doc.TaxID[11:21], Type: 2, Pattern: 1, Subject: taxOriginal,
		Seller: doc.Seller.EconomicCode, Before: doc.Gross, Discount: doc.Discount, After: doc.Net, Tax: doc.Tax, Total: doc.Net + doc.Tax}
	if c := doc.Credits; c != nil {
		h.Original, h.Subject = c.TaxID, taxReturn
		if c.Void {
			h.Subject = taxCancel
		}
	}
	if b := doc.Back; b != nil && b.Corrects && b.TaxID != "" {
		h.Original, h.Subject = b.TaxID, taxCorrection
	}
	if b := doc.Buyer; b != nil && (b.NationalID != "" || b.EconomicCode != "") {
		h.Type, h.BuyerIs, h.BuyerID, h.Buyer = 1, 1, b.NationalID, b.EconomicCode
		if b.Kind != "person" {
			h.BuyerIs = 2
		}
	}
	out := sent{Number: doc.Number, Header: h}
	for _, l := range doc.Lines {
		out.Body = append(out.Body, sentLine{ID: l.TaxCode, Name: l.Name, Quantity: json.Number(l.Quantity.String()), Unit: l.Unit, Price: l.Price,
			Before: l.Gross, Discount: l.Discount + l.DiscountShare, After: l.Net, Rate: json.Number(money.Percent(l.TaxRate).String()),
			Tax: l.Tax, Total: l.Total})
	}
	return out
}

type sendInput struct {
	Upto string `query:"upto" maxLength:"10000" doc:"Only what was not taken out yet, up to these numbers: as /tax-documents/waiting gave them. It waits on until /tax-sends is told"`
	From string `query:"from" format:"date" doc:"First day in Tehran, YYYY-MM-DD; from the beginning when left out"`
	To   string `query:"to" format:"date" doc:"Last day in Tehran, YYYY-MM-DD; to the end when left out"`
}

// toBeSent gives every document of some days that bears a tax identifier, or
// what waits, the oldest first, as one file.
func (r *Room) toBeSent(ctx context.Context, in *sendInput) (*huma.StreamResponse, error) {
	from, err := invoice.Day(in.From, 0)
	if err != nil {
		return nil, errs.At("from", errs.Invalid)
	}
	to, err := invoice.Day(in.To, 1)
	if err != nil {
		return nil, errs.At("to", errs.Invalid)
	}
	upto, err := readMarks(in.Upto)
	if err != nil {
		return nil, errs.Under("upto", err)
	}
	if in.Upto != "" && in.From+in.To != "" { // what is older would be forgotten
		return nil, errs.At("upto", errs.Invalid)
	}
	if err := r.takenOut(ctx); err != nil { // who bought stands in it
		return nil, err
	}
	var list []identified
	err = r.j.DB.Read(ctx, func(tx *db.Tx) error {
		if in.Upto == "" {
			list, err = withTaxID(tx, from, to)
			return err
		}
		taken, _, err := sends(tx)
		if err != nil {
			return err
		}
		list, err = identifiedIn(tx, stretches(taken, upto))
		return err
	})
	if err == nil && len(list) == 0 {
		err = errs.New("nothing_to_send")
	}
	if err != nil {
		return nil, err
	}
	name := "tax-" + r.j.DB.Now().Format("20060102") + ".json"
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "application/json")
		hc.SetHeader("Content-Disposition", `attachment; filename="`+name+`"`)
		if err := r.writeSent(ctx, list, hc.BodyWriter()); err != nil {
			panic(http.ErrAbortHandler) // half a file must not look like a whole one
		}
	}}, nil
}

// writeSent writes the documents one after another, so that a long list takes
// no memory and keeps nobody waiting.
func (r *Room) writeSent(ctx context.Context, list []identified, out io.Writer) error {
	begin := `{"count":` + strconv.Itoa(len(list)) + `,"documents":[` + "\n"
	for _, one := range list {
		var doc invoice.Invoice
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			doc, err = r.document(tx, one)
			return err
		})
		if err != nil {
			return err
		}
		text, err := json.Marshal(toSend(doc))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, begin+string(text)); err != nil {
			return err
		}
		begin = ",\n"
	}
	_, err := io.WriteString(out, "\n]}\n")
	return err
}

// document reads an invoice, or a credit note as the invoice room has it.
func (r *Room) document(tx *db.Tx, one identified) (invoice.Invoice, error) {
	if !one.credit {
		return invoice.Get(tx, r.vault, one.id)
	}
	return r.onPaper(tx, one.id)
}

// onPaper is a credit note as a document.
func (r *Room) onPaper(tx *db.Tx, id string) (doc invoice.Invoice, err error) {
	n, err := get(tx, id)
	if err != nil {
		return doc, err
	}
	original, err := invoice.Get(tx, r.vault, n.InvoiceID)
	return n.paper(original), err
}
