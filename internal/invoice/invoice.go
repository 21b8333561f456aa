// Package invoice owns the documents a shop hands over: their gapless numbers,
// what stands on them, and how they are printed.
//
// It refuses to change a document that was issued, to skip or repeat a number,
// and to print what was not stored: every figure and every name on paper is
// the snapshot taken when the document was issued.
package invoice

import (
	"time"

	"pishkhan/internal/bundle"
	"pishkhan/internal/customer"
	"pishkhan/internal/money"
	"pishkhan/internal/serial"
)

// Party is the seller or the buyer as they stood when the document was issued,
// everything as it was typed. Kind is "person" or "organisation"; for a person
// NationalID is the کد ملی, for an organisation the شناسهٔ ملی.
type Party struct {
	Kind           string `json:"kind"`
	Name           string `json:"name"`
	LegalName      string `json:"legal_name"`
	EconomicCode   string `json:"economic_code"`
	RegistrationNo string `json:"registration_no"`
	NationalID     string `json:"national_id"`
	Province       string `json:"province"`
	County         string `json:"county"`
	City           string `json:"city"`
	PostalCode     string `json:"postal_code"`
	Address        string `json:"address"`
	Phone          string `json:"phone"`
}

// Line is one row. Gross = Quantity × Price; Discount is the line's own and
// DiscountShare its part of the whole document's discount;
// Net = Gross − Discount − DiscountShare; Tax is TaxRate (basis points) of
// Net; Total = Net + Tax. ListPrice is the product's price at that moment.
type Line struct {
	ID            string         `json:"id"`
	Row           int            `json:"row"`
	ProductID     string         `json:"product_id"`
	Code          string         `json:"code"`
	TaxCode       string         `json:"tax_code"` // the 13-digit id of the good or service, or ""
	Name          string         `json:"name"`
	Unit          string         `json:"unit"`
	Quantity      money.Quantity `json:"quantity"`
	Price         money.Rial     `json:"price"`
	ListPrice     money.Rial     `json:"list_price"`
	Gross         money.Rial     `json:"gross"`
	Discount      money.Rial     `json:"discount"`
	DiscountShare money.Rial     `json:"discount_share"`
	Net           money.Rial     `json:"net"`
	Tax           money.Rial     `json:"tax"`
	Total         money.Rial     `json:"total"`
	TaxRate       int            `json:"tax_rate_bp"`
	TaxClass      string         `json:"tax_class"`
	Parts         []bundle.Part  `json:"parts,omitempty" doc:"Of a bundle: what the line is made of"`
	Serials       []serial.Piece `json:"serials,omitempty" doc:"Which pieces they are, as far as it was said"`
}

// Payment is one part of what was paid. Method is cash, card, transfer,
// cheque, credit, deposit or exchange; Amount is what was handed over and Change what was given
// back of it.
type Payment struct {
	Method    string     `json:"method" enum:"cash,card,transfer,cheque,credit,deposit,exchange"`
	Amount    money.Rial `json:"amount"`
	Change    money.Rial `json:"change"`
	Reference string     `json:"reference"`
	At        time.Time  `json:"at"`
}

// Invoice is an issued document, whole. Total is what was payable (Net + Tax +
// Rounding), Paid what was handed over less Change, and Paid + Due = Total.
// Buyer is nil for a guest. Number is the number people read
// ("A-1405-000123"), made of Series, Year (Jalali) and Seq. TaxID is the
// 22-character tax identifier, or "".
type Invoice struct {
	ID              string     `json:"id"`
	Number          string     `json:"number"`
	Series          string     `json:"series"`
	Year            int        `json:"year"`
	Seq             int        `json:"seq"`
	OrderID         string     `json:"order_id"`
	OrderNumber     string     `json:"order_number" doc:"Empty for a sale at the counter, which was no order before"`
	SaleID          string     `json:"sale_id"`
	SaleHash        []byte     `json:"-"` // of what the sale sent, to tell a repetition from another sale
	TillID          string     `json:"till_id"`
	StaffID         string     `json:"staff_id"`
	StaffName       string     `json:"staff_name"`
	CustomerID      string     `json:"customer_id"`
	Language        string     `json:"language" enum:",fa,en" doc:"The customer's by now; empty without one. Their paper is in it unless another is asked for"`
	IssuedAt        time.Time  `json:"issued_at"`
	Seller          Party      `json:"seller"`
	Buyer           *Party     `json:"buyer"`
	Lines           []Line     `json:"lines"`
	Payments        []Payment  `json:"payments"`
	Gross           money.Rial `json:"gross"`
	Discount        money.Rial `json:"discount"`
	Net             money.Rial `json:"net"`
	Tax             money.Rial `json:"tax"`
	Rounding        money.Rial `json:"rounding"`
	Total           money.Rial `json:"total"`
	Paid            money.Rial `json:"paid"`
	Due             money.Rial `json:"due"`
	Open            money.Rial `json:"open" doc:"What is still open of Due by now; not on paper"`
	Change          money.Rial `json:"change"`
	CurrencyVersion int        `json:"currency_version"`
	Note            string     `json:"note"`
	TaxID           string     `json:"tax_id"`
	Back            *Back      `json:"back,omitempty" doc:"What came back in exchange, together with this document"`
	Credits         *Original  `json:"-"` // on the paper of a credit note: what it takes back

	LimitPass *customer.Pass `json:"limit_pass,omitempty" doc:"The customer's limit, where this document passed it; not on paper"`
}

// Original is the invoice that a credit note takes back, whole (Void) or in
// part.
type Original struct {
	Number   string
	IssuedAt time.Time
	TaxID    string
	Void     bool
}
