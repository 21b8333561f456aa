package invoice

import (
	"time"

	"pishkhan/internal/money"
	"pishkhan/internal/persian"
)

// Back is what came back in exchange for a document's goods, by its credit
// note: it stands on the document's receipt.
type Back struct {
	CreditID      string     `json:"credit_id"`
	Number        string     `json:"number" doc:"The credit note's"`
	InvoiceID     string     `json:"invoice_id" doc:"Of which it came back"`
	InvoiceNumber string     `json:"invoice_number"`
	InvoicedAt    time.Time  `json:"invoiced_at"`
	Lines         []BackLine `json:"lines"`
	Total         money.Rial `json:"total"`
	Traded        money.Rial `json:"traded" doc:"Of it, paid for this document"`
	Refunds       []Payment  `json:"refunds" doc:"Of it, went back as money"`
	TakenOff      money.Rial `json:"taken_off" doc:"Of it, was taken off what is owed"`
	Corrects      bool       `json:"corrects" doc:"This document stands in the place of that invoice, which was wrong"`
	TaxID         string     `json:"tax_id" doc:"That invoice's"`
}

// BackLine is a line of it; Total is with its tax.
type BackLine struct {
	Name     string         `json:"name"`
	Unit     string         `json:"unit"`
	Quantity money.Quantity `json:"quantity"`
	Total    money.Rial     `json:"total"`
}

// back says on a receipt what came back, and what went back for it.
func (r *strip) back() {
	b := r.inv.Back
	if b == nil || b.Corrects && len(b.Refunds) == 0 {
		return
	}
	k := r.scale
	r.add(5.4*k, func(y float64) { r.put(0, y+3.8*k, r.both("paper.came_back"), r.plain(9.2, true)) })
	of := persian.IsolateLTR(b.Number) + betweenLanguages + r.say("paper.credit_of", "Number", persian.IsolateLTR(b.InvoiceNumber))
	r.add(5*k, func(y float64) { r.put(0, y+3.6*k, of, r.Fit(of, r.width(), 4.5, r.plain(8.2, false))) })
	rows := make([]pair, 0, len(b.Lines)+len(b.Refunds)+2)
	for _, l := range b.Lines {
		rows = append(rows, pair{label: persian.Isolate(persian.Plain(l.Name)), aside: l.Quantity.Format(r.lang) + " " + persian.Isolate(r.unit(persian.Plain(l.Unit))), amount: -l.Total})
	}
	rows = append(rows, pair{label: r.both("paper.credited"), amount: -b.Total, bold: true})
	for _, p := range b.Refunds {
		rows = append(rows, pair{label: r.both("paper.given_back_by", "Method", r.say("method."+p.Method)), amount: p.Amount})
	}
	if b.TakenOff != 0 {
		rows = append(rows, pair{label: r.both("paper.taken_off"), amount: b.TakenOff})
	}
	r.pairs(rows)
	r.line()
}
