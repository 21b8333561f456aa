package intake

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"pishkhan/internal/actor"
	"pishkhan/internal/customer"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/level"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/product"
	"pishkhan/internal/sheet"
	"pishkhan/internal/web"
)

// low is the list of what there is too little of; it is no list that comes in.
const low pricelist.Kind = "low"

// page is how many rows are read at a time, so that nothing waits for a reader
// that is slow.
const page = 500

// Export is a list on its way out.
type Export struct {
	kind   pricelist.Kind
	format sheet.Format
	next   func(tx *db.Tx) (rows [][]sheet.Cell, err error)
	head   []string // fields
	first  [][]sheet.Cell
}

// Export begins to take a list out: everything that can be taken in again,
// which then changes nothing. What is sealed is in it only for those who may
// see it, and that customers are taken out is written down first.
func (r *Room) Export(ctx context.Context, kind pricelist.Kind, format string) (*Export, error) {
	e := &Export{kind: kind, format: sheet.Format(format)}
	if e.format != sheet.CSV && e.format != sheet.XLSX {
		return nil, errs.New(errs.NotFound)
	}
	switch kind {
	case pricelist.Products:
		e.head = []string{"code", "name", "barcode", "price", "unit", "category", "stock"}
		e.next = goods(func(p product.Product) []sheet.Cell {
			return []sheet.Cell{sheet.Text(p.Code), sheet.Text(p.Name), sheet.Text(pricelist.JoinKeys(p.Barcodes)), sheet.Number(fmt.Sprint(int64(p.Price))),
				sheet.Text(p.Unit), sheet.Text(p.Category), ownStock(p)}
		})
	case pricelist.Stock:
		e.head = []string{"code", "name", "barcode", "stock"}
		e.next = goods(func(p product.Product) []sheet.Cell {
			if len(p.Parts) > 0 {
				return nil
			}
			return []sheet.Cell{sheet.Text(p.Code), sheet.Text(p.Name), sheet.Text(pricelist.JoinKeys(p.Barcodes)), ownStock(p)}
		})
	case low:
		e.head = []string{"code", "name", "barcode", "unit", "stock", "min_stock", "missing"}
		e.next = missing()
	case pricelist.Customers:
		who := actor.From(ctx)
		e.head, e.next = r.people(who)
		if who.May(actor.SealedRead) {
			if err := r.customers.TakenOut(ctx); err != nil {
				return nil, err
			}
		}
	default:
		return nil, errs.New(errs.NotFound)
	}
	err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		e.first, err = e.next(tx)
		return err
	})
	return e, err
}

// ownStock is how much there is of a product; a bundle has none of its own, nor
// has what nobody counts.
func ownStock(p product.Product) sheet.Cell {
	if len(p.Parts) > 0 || p.Uncounted {
		return sheet.Text("")
	}
	return sheet.Number(p.Stock.String())
}

// goods reads page by page what cells tells of a product; nil leaves it out.
func goods(cells func(product.Product) []sheet.Cell) func(tx *db.Tx) ([][]sheet.Cell, error) {
	var last product.Place
	return func(tx *db.Tx) (out [][]sheet.Cell, err error) {
		for more := true; more && err == nil && len(out) == 0; { // a page of bundles alone is no end
			var some []product.Product
			some, last, err = product.Some(tx, last, page)
			more = len(some) > 0
			for _, p := range some {
				if row := cells(p); row != nil {
					out = append(out, row)
				}
			}
		}
		return out, err
	}
}

// missing is what there is less of than there should be, by the alphabet.
func missing() func(tx *db.Tx) ([][]sheet.Cell, error) {
	done := false
	return func(tx *db.Tx) (out [][]sheet.Cell, err error) {
		if done {
			return nil, nil
		}
		done = true
		all, err := product.Low(tx)
		for _, p := range all {
			out = append(out, []sheet.Cell{sheet.Text(p.Code), sheet.Text(p.Name), sheet.Text(pricelist.JoinKeys(p.Barcodes)), sheet.Text(p.Unit),
				sheet.Number(p.Stock.String()), sheet.Number(p.MinStock.String()), sheet.Number((p.MinStock - p.Stock).String())})
		}
		return out, err
	}
}

// people are the customers, with what is sealed for those who may see it.
func (r *Room) people(who actor.Actor) (head []string, next func(tx *db.Tx) ([][]sheet.Cell, error)) {
	head = []string{"customer", "kind", "registration_no", "province", "city", "note", "level"}
	sealed := who.May(actor.SealedRead)
	if sealed {
		head = []string{"customer", "phone", "kind", "national_id", "economic_code", "registration_no", "postal_code", "province", "city", "address", "email", "note", "level"}
	}
	var last customer.Place
	return head, func(tx *db.Tx) (out [][]sheet.Cell, err error) {
		var some []customer.Customer
		some, last, err = r.customers.Some(tx, last, page)
		if err != nil {
			return nil, err
		}
		pays, err := levelNames(tx)
		for _, c := range some {
			kind := r.words.T(who.Lang, "export.kind_"+c.Kind, nil)
			texts := []string{c.Name, kind, c.RegistrationNo, c.Province, c.City, c.Note, pays[c.LevelID]}
			if sealed {
				texts = []string{c.Name, c.Phone, kind, c.NationalID, c.EconomicCode, c.RegistrationNo, c.PostalCode, c.Province, c.City, c.Address, c.Email, c.Note, pays[c.LevelID]}
			}
			row := make([]sheet.Cell, len(texts))
			for i, t := range texts {
				row[i] = sheet.Text(t)
			}
			out = append(out, row)
		}
		return out, err
	}
}

// levelNames are what the price levels are called, by id.
func levelNames(tx *db.Tx) (map[string]string, error) {
	levels, err := level.All(tx)
	names := map[string]string{}
	for _, l := range levels {
		names[l.ID] = l.Name
	}
	return names, err
}

// WriteExport writes the list, headed in the asker's language.
func (r *Room) WriteExport(ctx context.Context, e *Export, w io.Writer) error {
	l := lang(ctx)
	out, err := sheet.NewWriter(w, e.format, r.words.T(l, "export.sheet_"+string(e.kind), nil), l == "fa")
	if err != nil {
		return err
	}
	var head []sheet.Cell
	for _, f := range e.head {
		head = append(head, sheet.Text(r.words.T(l, "export.head_"+f, nil)))
	}
	if err := out.Write(head...); err != nil {
		return err
	}
	for rows := e.first; len(rows) > 0; {
		for _, row := range rows {
			if err := out.Write(row...); err != nil {
				return err
			}
		}
		err := r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
			rows, err = e.next(tx)
			return err
		})
		if err != nil {
			return err
		}
	}
	return out.Close()
}

// exports declares /exports.
func (r *Room) exports(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/exports/{file}", Right: actor.Export, Tag: "intake",
		Summary: "Goods, customers or stock as a file that can be taken in again (products.csv, customers.xlsx, stock.csv), or what there is too little of (low.csv)"}, r.getExport)
}

type exportInput struct {
	File string `path:"file" example:"products.csv"`
}

func (r *Room) getExport(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
	kind, format, _ := strings.Cut(in.File, ".")
	e, err := r.Export(ctx, pricelist.Kind(kind), format)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("%s-%s.%s", kind, r.j.DB.Now().Format("20060102"), format)
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", e.format.MediaType())
		hc.SetHeader("Content-Disposition", `attachment; filename="`+name+`"`)
		if err := r.WriteExport(ctx, e, hc.BodyWriter()); err != nil {
			panic(http.ErrAbortHandler) // half a file must not look like a whole one
		}
	}}, nil
}
