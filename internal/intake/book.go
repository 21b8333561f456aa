package intake

import (
	"encoding/json"

	"pishkhan/internal/change"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
)

// entry is one row of an import's book: what it changed, as it is stored, so
// that it can be given back.
type entry struct {
	Row    int             `json:"row"`
	What   string          `json:"what"`
	Table  string          `json:"table"`
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Was    json.RawMessage `json:"was"`
	Became json.RawMessage `json:"became"`
	Moved  int64           `json:"moved,omitempty"` // thousandths
}

// left is a row that undo left as it is, or in part, and why.
type left struct {
	Row    int      `json:"row"`
	Name   string   `json:"name"`
	Code   string   `json:"code"`
	Fields []string `json:"fields,omitempty"`
}

// write makes the book's text of a piece.
func write(rows []pricelist.Change) (string, error) {
	entries := make([]entry, 0, len(rows))
	for _, c := range rows {
		e := entry{Row: c.Row, What: c.What, Table: c.Table, ID: c.ID, Name: c.Name, Moved: int64(c.StockMove)}
		var err error
		if e.Was, err = c.Was.Encode(); err != nil {
			return "", err
		}
		if e.Became, err = c.Became.Encode(); err != nil {
			return "", err
		}
		entries = append(entries, e)
	}
	text, err := json.Marshal(entries)
	return string(text), err
}

func read(text string) (entries []entry, err error) {
	err = json.Unmarshal([]byte(text), &entries)
	return entries, err
}

// columns gives the stored columns before and after.
func (e entry) columns() (was, became change.Row, err error) {
	if was, err = change.DecodeRow(e.Was); err != nil {
		return nil, nil, err
	}
	became, err = change.DecodeRow(e.Became)
	return was, became, err
}

func (e entry) moved() money.Quantity { return money.Quantity(e.Moved) }
