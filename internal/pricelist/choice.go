package pricelist

import (
	"pishkhan/internal/change"
	"pishkhan/internal/money"
)

// Kind is what a list is about.
type Kind string

// The kinds of lists.
const (
	Products  Kind = "products"
	Customers Kind = "customers"
	Stock     Kind = "stock" // what was counted of goods that are known
)

// Valid tells whether k is one of the kinds.
func (k Kind) Valid() bool { return k == Products || k == Customers || k == Stock }

// NoHeader is the Header of a list that has none.
const NoHeader = -1

// Choice is what the asker decided, or a sender's remembered choice; what is
// zero is recognised from the file.
type Choice struct {
	Kind        Kind           `json:"kind,omitempty"`
	Sheet       string         `json:"sheet,omitempty"`
	Header      int            `json:"header,omitempty"`  // row of the header, the last one where it has two; NoHeader: none; 0: find it
	Columns     map[string]int `json:"columns,omitempty"` // field → column from 0
	Unit        money.Unit     `json:"unit,omitempty"`    // of prices that don't say
	PriceColumn string         `json:"price_column,omitempty"`
}

// Options say how to take a list in.
type Options struct {
	Choice
	ID       string                // the import's; "" makes one
	DryRun   bool                  // say what would happen and write nothing
	Progress func(done, total int) // rows; may be nil
	// Known is told what the list is, before anything is written; may be nil.
	Known func(kind Kind, rows int)
	// Each is told of every row, in order, also in a dry run; may be nil.
	Each func(Change)
	// Keep runs inside the transaction of each piece that writes something,
	// with its rows that are new or changed; may be nil.
	Keep func(tx *change.Tx, importID string, rows []Change) error
}

// What became of a row.
const (
	RowNew       = "new"
	RowChanged   = "changed"
	RowUnchanged = "unchanged"
	RowRefused   = "refused"
)

// Cell is one field of a row, before and after, as text.
type Cell struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Change is what became of one row. Was and Became are the columns of Table as
// they are stored, only those that differ; Was is nil when the row is new. A
// product's barcodes stand in them as "barcodes", parted by line breaks.
type Change struct {
	Row             int
	What            string
	Table, ID, Name string
	Cells           []Cell // what differs; of a new row all that is said
	Was, Became     change.Row
	StockMove       money.Quantity
	Refused         *Refused
}

// SheetName is one sheet of a file; a CSV file has one without a name.
type SheetName struct {
	Name string
	Rows int
}

// Column is one column as it was recognised; Field is "" when nothing is taken
// from it. Where a price is asked for, all that may be it say "price".
type Column struct {
	At      int
	Letter  string
	Heading string
	Field   string
	Samples []string
}

// Look is a file as it is understood, before anything is taken in.
type Look struct {
	Sheets  []SheetName
	Sheet   string
	Kind    Kind
	Header  int // NoHeader where none was found
	Columns []Column
	Rows    int
	Unit    money.Unit
	Asks    []string // "unit", "price_column"
	Sender  string   // a signature of the headings and the kind: the same sender's next list has the same
}

// What may be asked.
const (
	AskUnit        = "unit"
	AskPriceColumn = "price_column"
)

// Look reads a file as far as it takes to say how it would be understood.
func (r *Room) Look(path, _ string, c Choice) (Look, error) {
	t, err := r.read(path, c)
	if err != nil {
		return Look{}, err
	}
	l := Look{Sheets: t.sheets, Sheet: t.sheet, Kind: t.kind, Header: t.header, Columns: t.told(), Rows: len(t.rows), Asks: t.ask(), Sender: t.sender()}
	if at, ok := t.columns[price_]; ok && at < len(t.headings) {
		l.Unit = t.headings[at].money.or(t.title).unit
	}
	if t.asksUnit(c.Unit) {
		l.Asks = append(l.Asks, AskUnit)
	}
	return l, nil
}
