package account

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"pishkhan/internal/actor"
	"pishkhan/internal/db"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/sheet"
	"pishkhan/internal/shop"
	"pishkhan/internal/web"
)

// Routes declares the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/customers/{id}/account", Right: actor.InvoiceRead, Tag: "account", Summary: "What a customer owes, and the documents that are still open"}, r.get)
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/customers/{id}/limit", Right: actor.DebtManage, Tag: "account", Summary: "Set the most that a customer may owe, or take that away"}, r.putLimit)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/customers/{id}/payments", Right: actor.Sell, Tag: "account", Status: http.StatusCreated, Summary: "Take money later: for documents, the oldest first, or on account; repeatable by its id"}, r.post)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/customers/{id}/statement", Right: actor.InvoiceRead, Tag: "account", Summary: "A customer's statement: opening, every event, the balance after each"}, r.statement)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/customers/{id}/statement/pdf", Right: actor.InvoiceRead, Tag: "account", Summary: "The statement as PDF"}, r.statementPDF)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/customers/{id}/statement/{format}", Right: actor.InvoiceRead, Tag: "account", Summary: "The statement as a sheet, csv or xlsx"}, r.statementSheet)
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/debts", Right: actor.DebtManage, Tag: "account", Summary: "Who owes, by age, the largest first, with what they said last"}, r.debts)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/customers/{id}/calls", Right: actor.DebtManage, Tag: "account", Status: http.StatusCreated, Summary: "Write down what a debtor said; repeatable by its id"}, r.postCall)
}

type debtsInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" maxLength:"20" doc:"The next of the answer before"`
}

func (r *Room) debts(ctx context.Context, in *debtsInput) (*web.Body[Debts], error) {
	from := 0
	if in.Cursor != "" {
		n, err := strconv.Atoi(in.Cursor)
		if err != nil || n < 0 {
			return nil, errs.At("cursor", errs.Invalid)
		}
		from = n
	}
	return web.Answer(r.Debts(ctx, from, in.Limit))
}

type callInput struct {
	web.ID
	Body Call
}

func (r *Room) postCall(ctx context.Context, in *callInput) (*web.Created[Call], error) {
	var err error
	if in.Body.ID, err = web.NewID("id", in.Body.ID); err != nil {
		return nil, err
	}
	if in.Body.ID == "" {
		return nil, errs.At("id", errs.Required)
	}
	made, err := r.Note(ctx, in.Row(), in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(in.Body, made), nil
}

// Period is what a statement is of.
type Period struct {
	web.ID
	From string `query:"from" format:"date" doc:"First day in Tehran, YYYY-MM-DD; open when empty"`
	To   string `query:"to" format:"date" doc:"Last day in Tehran; open when empty"`
}

func (r *Room) statement(ctx context.Context, in *Period) (*web.Body[Statement], error) {
	return web.Answer(r.State(ctx, in.Row(), in.From, in.To))
}

type statementPDFInput struct {
	Period
	Lang string `query:"lang" enum:"fa,en" doc:"When left out the customer's, or the shop's where they have none"`
}

func (r *Room) statementPDF(ctx context.Context, in *statementPDFInput) (*web.Document, error) {
	s, err := r.State(ctx, in.Row(), in.From, in.To)
	if err != nil {
		return nil, err
	}
	var seller shop.Shop
	var now time.Time
	err = r.j.DB.Read(ctx, func(tx *db.Tx) (err error) {
		now = tx.Now
		seller, err = r.rooms.Shop.Get(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	lang := cmp.Or(in.Lang, s.Language, seller.Language)
	var out bytes.Buffer
	if err := printStatement(&out, s, seller, r.words, lang, now); err != nil {
		return nil, err
	}
	return web.PDF("statement-"+lang+".pdf", out.Bytes()), nil
}

type statementSheetInput struct {
	Period
	Format string `path:"format" enum:"csv,xlsx"`
}

func (r *Room) statementSheet(ctx context.Context, in *statementSheetInput) (*web.Document, error) {
	s, err := r.State(ctx, in.Row(), in.From, in.To)
	if err != nil {
		return nil, err
	}
	format := sheet.Format(in.Format)
	body, err := writeStatement(s, format, r.words, web.Lang(ctx))
	return &web.Document{ContentType: format.MediaType(), Disposition: `attachment; filename="statement.` + in.Format + `"`, Body: body}, err
}

func (r *Room) get(ctx context.Context, in *web.ID) (*web.Body[Account], error) {
	return web.Answer(r.Read(ctx, in.Row()))
}

type limitInput struct {
	web.ID
	Body struct {
		Limit *money.Rial `json:"limit,omitempty" doc:"Rial; none when left out"`
	}
}

func (r *Room) putLimit(ctx context.Context, in *limitInput) (*web.Body[Account], error) {
	return web.Answer(r.Limit(ctx, in.Row(), in.Body.Limit))
}

type payInput struct {
	web.ID
	Body Payment
}

func (r *Room) post(ctx context.Context, in *payInput) (*web.Created[Paid], error) {
	var err error
	if in.Body.ID, err = web.NewID("id", in.Body.ID); err != nil {
		return nil, err
	}
	if in.Body.ID == "" {
		return nil, errs.At("id", errs.Required)
	}
	for i, id := range in.Body.InvoiceIDs {
		in.Body.InvoiceIDs[i] = strings.ToLower(id)
	}
	paid, made, err := r.Pay(ctx, in.Row(), in.Body)
	if err != nil {
		return nil, err
	}
	return web.MadeOrThere(paid, made), nil
}
