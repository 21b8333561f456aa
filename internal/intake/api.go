package intake

import (
	"context"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
	"pishkhan/internal/web"
)

// Routes declares /imports, /exports and /pricelists.
func (r *Room) Routes(s *web.Server) {
	route := func(method, path, summary string) web.Route {
		return web.Route{Method: method, Path: path, Right: actor.ProductImport, Summary: summary, Tag: "intake"}
	}
	web.Handle(s, route(http.MethodPost, "/imports/look", "How an uploaded file would be understood"), r.postLook)
	web.Handle(s, route(http.MethodPost, "/imports", "Take a list in, or say what it would do"), r.post)
	web.Handle(s, route(http.MethodGet, "/imports", "The imports, the newest first"), r.list)
	web.Handle(s, route(http.MethodGet, "/imports/{id}", "One import, as far as it is"), r.get)
	web.Handle(s, route(http.MethodGet, "/imports/{id}/rows", "What becomes of its rows"), r.getRows)
	for _, step := range []struct {
		path, summary string
		do            func(context.Context, string) (Import, error)
	}{
		{"take", "Take in what was previewed", r.Take},
		{"cancel", "Stop an import; what it wrote is taken back", r.Cancel},
		{"undo", "Give back what an import changed, but for what was edited since", r.Undo},
	} {
		web.Handle(s, route(http.MethodPost, "/imports/{id}/"+step.path, step.summary), func(ctx context.Context, in *web.ID) (*web.Body[Import], error) {
			return web.Answer(step.do(ctx, in.Row()))
		})
	}
	r.exports(s)
	r.pricelists(s)
}

// Said is what a person says of a file; what is missing is recognised.
type Said struct {
	UploadID    string         `json:"upload_id"`
	Sheet       string         `json:"sheet,omitempty"`
	Kind        string         `json:"kind,omitempty" doc:"products, customers or stock"`
	Header      int            `json:"header,omitempty" doc:"Row of the header, the last one where it has two; -1 for none"`
	Columns     map[string]int `json:"columns,omitempty" doc:"What is taken from which column, counted from 0"`
	Unit        string         `json:"unit,omitempty" doc:"rial or toman, of prices that don't say"`
	PriceColumn string         `json:"price_column,omitempty" doc:"The heading or letter of the price, where several may be it"`
}

func (b Said) choice() (c pricelist.Choice, err error) {
	var list errs.List
	c = pricelist.Choice{Kind: pricelist.Kind(b.Kind), Sheet: b.Sheet, Header: b.Header, Columns: b.Columns, Unit: money.Unit(b.Unit), PriceColumn: b.PriceColumn}
	if b.Kind != "" && !c.Kind.Valid() {
		list.Add("kind", errs.Invalid)
	}
	if b.Unit != "" && !c.Unit.Valid() {
		list.Add("unit", errs.Invalid)
	}
	if b.Header < pricelist.NoHeader {
		list.Add("header", errs.Invalid)
	}
	for field, at := range b.Columns {
		if at < 0 {
			list.Add("columns."+field, errs.Invalid)
		}
	}
	return c, list.Err()
}

// Look is a file as it is understood, on the wire.
type Look struct {
	Sheets      []sheetName `json:"sheets"`
	Sheet       string      `json:"sheet"`
	Kind        string      `json:"kind" enum:"products,customers,stock"`
	Header      int         `json:"header" doc:"-1 where none was found"`
	Columns     []column    `json:"columns"`
	Rows        int         `json:"rows"`
	Unit        string      `json:"unit" doc:"rial, toman, or empty where the list doesn't say"`
	Asks        []string    `json:"asks" doc:"What must be chosen first: unit, price_column"`
	Sender      string      `json:"sender" doc:"The same for the same sender's next list"`
	PriceColumn string      `json:"price_column"`
	Remembered  bool        `json:"remembered" doc:"The choice for this sender's last list has been applied"`
}

type sheetName struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

type column struct {
	At      int      `json:"at"`
	Letter  string   `json:"letter"`
	Heading string   `json:"heading"`
	Field   string   `json:"field" doc:"What is taken from it; empty for nothing"`
	Samples []string `json:"samples"`
}

func (r *Room) postLook(ctx context.Context, in *web.Body[Said]) (*web.Body[Look], error) {
	c, err := in.Body.choice()
	if err != nil {
		return nil, err
	}
	l, used, remembered, err := r.Look(ctx, strings.ToLower(in.Body.UploadID), c)
	if err != nil {
		return nil, err
	}
	out := Look{Sheets: []sheetName{}, Sheet: l.Sheet, Kind: string(l.Kind), Header: l.Header, Columns: []column{}, Rows: l.Rows, Unit: string(l.Unit),
		Asks: append([]string{}, l.Asks...), Sender: l.Sender, PriceColumn: used.PriceColumn, Remembered: remembered}
	if out.Unit == "" {
		out.Unit = string(used.Unit)
	}
	for _, s := range l.Sheets {
		out.Sheets = append(out.Sheets, sheetName(s))
	}
	for _, c := range l.Columns {
		c.Samples = append([]string{}, c.Samples...)
		out.Columns = append(out.Columns, column(c))
	}
	return &web.Body[Look]{Body: out}, nil
}

type postInput struct {
	Body struct {
		Said
		DryRun   bool `json:"dry_run,omitempty" doc:"Only a preview: take it in with /take"`
		Remember bool `json:"remember,omitempty" doc:"Keep this choice for the sender's next list, once this one is taken in"`
	}
}

func (r *Room) post(ctx context.Context, in *postInput) (*web.Body[Import], error) {
	c, err := in.Body.choice()
	if err != nil {
		return nil, err
	}
	return web.Answer(r.Begin(ctx, Draft{Upload: strings.ToLower(in.Body.UploadID), Choice: c, DryRun: in.Body.DryRun, Remember: in.Body.Remember}))
}

type historyInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" maxLength:"500" doc:"The next of the answer before"`
}

// historyPage is a part of the history, and where lists come in by themselves.
type historyPage struct {
	web.List[Import]
	Inbox string `json:"inbox" required:"true" doc:"The watched folder"`
}

func (r *Room) list(ctx context.Context, in *historyInput) (*web.Body[historyPage], error) {
	page, err := r.History(ctx, web.Query{Limit: in.Limit, Cursor: in.Cursor})
	return &web.Body[historyPage]{Body: historyPage{page, filepath.Join(filepath.Dir(r.dir), "inbox")}}, err
}

type getInput struct {
	web.ID
	Wait int `query:"wait" minimum:"0" maximum:"25" default:"0" doc:"Seconds to wait until it moves on"`
}

func (r *Room) get(ctx context.Context, in *getInput) (*web.Body[Import], error) {
	return web.Answer(r.Wait(ctx, in.Row(), time.Duration(in.Wait)*time.Second))
}

type rowsInput struct {
	web.ID
	What   string `query:"what" enum:"new,changed,unchanged,refused,kept" doc:"Only these; all when empty"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" maxLength:"500" doc:"The next of the answer before"`
}

func (r *Room) getRows(ctx context.Context, in *rowsInput) (*web.Body[web.List[Row]], error) {
	from := 0
	if in.Cursor != "" {
		n, err := strconv.Atoi(in.Cursor)
		if err != nil || n < 0 {
			return nil, errs.At("cursor", errs.Invalid)
		}
		from = n
	}
	rows, next, err := r.Rows(ctx, in.Row(), in.What, from, in.Limit)
	if err != nil {
		return nil, err
	}
	out := web.List[Row]{Items: rows}
	if next > 0 {
		out.Next = strconv.Itoa(next)
	}
	return &web.Body[web.List[Row]]{Body: out}, nil
}
