// Package pricelist takes in lists of goods, of customers and of counted stock:
// it finds out what a sheet's columns hold, matches its rows with what is there,
// and writes them in pieces that the counter hardly notices.
//
// It owns the uploads, the recognising of lists (headings.txt has the words) and
// the record of what was imported. It refuses a file in which no name is found,
// and a row that can't be right or is about what an earlier one was about. A
// refused row never stops the good ones, and nothing is guessed: where a list
// doesn't say its prices' unit, or which of several prices is meant, it asks.
//
// Goods are known by their code, else by a barcode, else by their name. A known
// code under a name that has no word in common is refused: many suppliers count
// from 1. Only cells that are filled change something, barcodes are added, and
// in a price list stock counts for new goods alone: since it was counted, things
// were sold. So the same file again changes nothing.
package pricelist

import (
	"context"

	"pishkhan/internal/change"
	"pishkhan/internal/customer"
	"pishkhan/internal/errs"
	"pishkhan/internal/sheet"
	"pishkhan/internal/web"
)

// The bounds of one list, and of what is told of it.
const (
	MaxBytes   = sheet.MaxBytes // of the file
	maxRefused = 1000           // refused rows that are listed; all are counted
)

// Refused is a row that was not taken in. Row is the sheet's own number, or the
// CSV file's record, the first being 1.
type Refused struct {
	Row     int    `json:"row"`
	Field   string `json:"field" doc:"The column: name, price, code …"`
	Code    string `json:"code"`
	Message string `json:"message" doc:"In the asker's language"`
}

// Result is what became of a list. New, Changed, Unchanged and RefusedCount
// add up to its rows.
type Result struct {
	Kind         Kind      `json:"kind"`
	New          int       `json:"new"`
	Changed      int       `json:"changed"`
	Unchanged    int       `json:"unchanged"`
	Refused      []Refused `json:"refused" doc:"The first 1 000 of them"`
	RefusedCount int       `json:"refused_count"`
	NeedsUnit    bool      `json:"needs_unit,omitempty" doc:"Nothing was taken in: ask whether the prices are in rial or toman"`
	Asks         []string  `json:"asks,omitempty" doc:"Nothing was taken in: unit or price_column must be said first"`
	Columns      []Column  `json:"-"` // those that were seen
}

// Room takes price lists in.
type Room struct {
	j         *change.Journal
	customers *customer.Room
	words     web.Words
	uploads   *uploads
}

// New gives the room; dir is the data folder, in whose tmp/ uploads wait.
func New(j *change.Journal, customers *customer.Room, words web.Words, dir string) *Room {
	return &Room{j: j, customers: customers, words: words, uploads: newUploads(j.DB, dir)}
}

// Import takes in the file at path; name is what it is called. What was
// written before an error stays, and the same file can be taken in again.
func (r *Room) Import(ctx context.Context, path, name string, opt Options) (Result, error) {
	if opt.Kind != "" && !opt.Kind.Valid() {
		return Result{}, errs.At("kind", errs.Invalid)
	}
	list, err := r.read(path, opt.Choice)
	if err == nil {
		err = list.check(opt.Columns != nil)
	}
	if err != nil {
		return Result{}, err
	}
	return r.take(ctx, &list, name, opt)
}

// Sample takes in a small list of goods to begin or to practise with, in the
// shop's language.
func (r *Room) Sample(ctx context.Context, opt Options) (Result, error) {
	list, err := sample(r.words.Resolve(""))
	if err != nil {
		return Result{}, err
	}
	return r.take(ctx, &list, r.SampleName(), opt)
}

// SampleName is what the sample is called.
func (r *Room) SampleName() string {
	return r.words.T(r.words.Resolve(""), "pricelist.sample_name", nil)
}
