// Package invoice owns the documents a shop hands over: their gapless numbers,
// what stands on them, and how they are printed.
//
// It refuses to change a document that was issued, to skip or repeat a number,
// and to print what was not stored: every figure and every name on paper is
// the snapshot taken when the document was issued.
package invoice

import (
	"time"

	"pishkhan/internal/money"
)

// Party is the seller or the buyer as they stood when the document was issued,
// everything as it was typed. Kind is "person" or "organisation"; for a person
// NationalID is the کد ملی, for an organisation the شناسهٔ ملی.
type Party struct {
	Kind           string
	Name           string
	LegalName      string
	EconomicCode   string
	RegistrationNo string
	NationalID     string
	Province       string
	County         string
	City           string
	PostalCode     string
	Address        string
	Phone          string
}

// Line is one row. Gross = Quantity × Price; Discount is the line's own and
// DiscountShare its part of the whole document's discount;
// Net = Gross − Discount − DiscountShare; Tax is TaxRate (basis points) of
// Net; Total = Net + Tax. ListPrice is the product's price at that moment.
type Line struct {
	ID            string
	Row           int
	ProductID     string
	Code          string
	TaxCode       string // the 13-digit id of the good or service, or ""
	Name          string
	Unit          string
	Quantity      money.Quantity
	Price         money.Rial
	ListPrice     money.Rial
	Gross         money.Rial
	Discount      money.Rial
	DiscountShare money.Rial
	Net           money.Rial
	Tax           money.Rial
	Total         money.Rial
	TaxRate       int
}

// Payment is one part of what was paid. Method is cash, card, transfer,
// cheque or credit; Amount is what was handed over and Change what was given
// back of it.
type Payment struct {
	Method    string
	Amount    money.Rial
	Change    money.Rial
	Reference string
	At        time.Time
}

// Invoice is an issued document, whole. Total is what was payable (Net + Tax +
// Rounding), Paid what was handed over less Change, and Paid + Due = Total.
// Buyer is nil for a guest. Number is the number people read
// ("A-1405-000123"), made of Series, Year (Jalali) and Seq. TaxID is the
// 22-character tax identifier, or "".
type Invoice struct {
	ID              string
	Number          string
	Series          string
	Year            int
	Seq             int
	OrderID         string
	OrderNumber     string
	SaleID          string
	TillID          string
	StaffID         string
	StaffName       string
	CustomerID      string
	IssuedAt        time.Time
	Seller          Party
	Buyer           *Party
	Lines           []Line
	Payments        []Payment
	Gross           money.Rial
	Discount        money.Rial
	Net             money.Rial
	Tax             money.Rial
	Rounding        money.Rial
	Total           money.Rial
	Paid            money.Rial
	Due             money.Rial
	Change          money.Rial
	CurrencyVersion int
	Note            string
	TaxID           string
}
