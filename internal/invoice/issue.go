package invoice

import (
	"fmt"
	"time"

	"pishkhan/internal/calendar"
	"pishkhan/internal/change"
	"pishkhan/internal/db"
	"pishkhan/internal/money"
	"pishkhan/internal/persian"
	"pishkhan/internal/till"
	"pishkhan/internal/vault"
)

// Head is an invoice in a list.
type Head struct {
	ID         string     `json:"id"`
	Number     string     `json:"number"`
	IssuedAt   time.Time  `json:"issued_at"`
	CustomerID string     `json:"customer_id"`
	BuyerName  string     `json:"buyer_name" doc:"Empty for a guest"`
	Total      money.Rial `json:"total"`
	Paid       money.Rial `json:"paid"`
	Due        money.Rial `json:"due" doc:"Left open at the issue"`
	Open       money.Rial `json:"open" doc:"Still open of it"`
	Tax        money.Rial `json:"tax"`
	StaffName  string     `json:"staff_name"`
	Returned   string     `json:"returned" enum:",part,whole,void,corrected" doc:"What came back of it by now: some or all of its goods, or it was cancelled, or another stands in its place"`
}

// Issue gives a computed document the till's next number, inside the sale's
// own transaction, and writes it: from here on it never changes. The year is
// the Jalali one in Tehran.
func Issue(tx *change.Tx, v *vault.Vault, tills *till.Room, t till.Till, doc *Invoice) error {
	var err error
	doc.TillID, doc.Series, doc.IssuedAt, doc.CurrencyVersion = t.ID, t.Series, tx.Now, money.CurrencyVersion
	if doc.Year, doc.Seq, err = tills.Next(tx, till.Invoices, t.Series, calendar.FromTime(tx.Now).Year); err != nil {
		return err
	}
	doc.Number = fmt.Sprintf("%s-%d-%06d", doc.Series, doc.Year, doc.Seq)
	if doc.TaxID, err = Identify(tx, tills, t); err != nil {
		return err
	}
	if err := insert(tx, v, doc); err != nil {
		return err
	}
	return leaveOpen(tx.Tx, doc)
}

// BySale finds the document of a sale's id; errs.NotFound when there is none.
func BySale(tx *db.Tx, v *vault.Vault, saleID string) (Invoice, error) { return bySale(tx, v, saleID) }

// Sold tells whether there is a document of a sale's id.
func Sold(tx *db.Tx, saleID string) (bool, error) { return sold(tx, saleID) }

// Get reads a document by its id, whole.
func Get(tx *db.Tx, v *vault.Vault, id string) (Invoice, error) { return get(tx, v, id) }

// WithMemory is the till under whose memory a document is identified that takes
// another back, or stands in its place: the tax office has to hear of it from the
// memory that it knows that one by, whatever any till has by now.
func WithMemory(t till.Till, of Invoice) till.Till {
	if of.TaxID != "" {
		t.MemoryID = persian.TaxMemoryOf(of.TaxID)
	}
	return t
}

// Identify gives the tax identifier of what is issued now, "" for a till
// without a memory. The tax serial ascends for ever, apart from any number.
func Identify(tx *change.Tx, tills *till.Room, t till.Till) (string, error) {
	if t.MemoryID == "" {
		return "", nil
	}
	_, serial, err := tills.Next(tx, till.TaxSerials, t.MemoryID, 0)
	if err != nil {
		return "", err
	}
	return persian.TaxID(t.MemoryID, tx.Now, int64(serial))
}
