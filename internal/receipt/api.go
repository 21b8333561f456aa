package receipt

import (
	"context"
	"net/http"

	"pishkhan/internal/actor"
	"pishkhan/internal/web"
)

type printerInput struct {
	web.ID
	Body struct {
		Kind    string `json:"kind" enum:"network,device,folder"`
		Address string `json:"address" maxLength:"300" doc:"host or host:port, the path of a device, or a folder"`
		Paper   string `json:"paper" enum:"80mm,58mm"`
	}
}

func (in *printerInput) printer() Printer {
	return Printer{TillID: in.Row(), Kind: in.Body.Kind, Address: in.Body.Address, Paper: in.Body.Paper}
}

type receiptInput struct {
	web.ID
	Body struct {
		TillID string `json:"till_id"`
		Lang   string `json:"lang" enum:"fa,en,both" default:"fa"`
	}
}

type shiftInput struct {
	web.ID
	Body struct {
		TillID string `json:"till_id"`
		Lang   string `json:"lang,omitempty" enum:"fa,en" doc:"The shop's language when left out"`
	}
}

type labelInput struct {
	Products []string `query:"products" maxItems:"500" doc:"Their ids"`
	Copies   int      `query:"copies" default:"1" doc:"Of each"`
	Skip     int      `query:"skip" doc:"Stickers at the sheet's beginning that are used already"`
	Sheet    string   `query:"sheet" enum:"2x7,3x8,4x10" default:"3x8" doc:"Stickers across and down an A4"`
	Lang     string   `query:"lang" enum:"fa,en" doc:"The shop's language when left out"`
}

func (r *Room) labels(ctx context.Context, in *labelInput) (*web.Document, error) {
	ids := make([]string, len(in.Products))
	for i, id := range in.Products {
		ids[i] = web.ID{ID: id}.Row()
	}
	data, err := r.Label(ctx, Labels{Products: ids, Copies: in.Copies, Skip: in.Skip, Sheet: in.Sheet, Lang: in.Lang})
	return web.PDF("labels.pdf", data), err
}

// Routes registers the room's routes.
func (r *Room) Routes(s *web.Server) {
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/printers", Right: actor.SignedIn, Tag: "receipt", Summary: "The receipt printers of the tills"},
		func(ctx context.Context, _ *struct{}) (*web.Body[web.List[Printer]], error) {
			list, err := r.List(ctx)
			return &web.Body[web.List[Printer]]{Body: web.List[Printer]{Items: list}}, err
		})
	web.Handle(s, web.Route{Method: http.MethodPut, Path: "/tills/{id}/printer", Right: actor.ShopManage, Tag: "receipt", Summary: "Give a till its receipt printer"},
		func(ctx context.Context, in *printerInput) (*web.Body[Printer], error) {
			return web.Answer(r.Set(ctx, in.printer()))
		})
	web.Handle(s, web.Route{Method: http.MethodDelete, Path: "/tills/{id}/printer", Right: actor.ShopManage, Tag: "receipt", Status: http.StatusNoContent, Summary: "Take a till's receipt printer away"},
		func(ctx context.Context, in *web.ID) (*struct{}, error) { return nil, r.Remove(ctx, in.Row()) })
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/tills/{id}/printer/test", Right: actor.ShopManage, Tag: "receipt", Status: http.StatusNoContent, Summary: "Print a test page; says why it can't"},
		func(ctx context.Context, in *printerInput) (*struct{}, error) { return nil, r.Test(ctx, in.printer()) })
	web.Handle(s, web.Route{Method: http.MethodGet, Path: "/labels", Right: actor.SignedIn, Tag: "receipt", Summary: "Shelf labels with bar codes on an A4 of stickers, as PDF"}, r.labels)
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/invoices/{id}/receipts", Right: actor.InvoiceRead, Tag: "receipt", Status: http.StatusNoContent, Summary: "Print a document's receipt on a till's printer"},
		func(ctx context.Context, in *receiptInput) (*struct{}, error) {
			return nil, r.Print(ctx, in.Row(), web.ID{ID: in.Body.TillID}.Row(), in.Body.Lang)
		})
	web.Handle(s, web.Route{Method: http.MethodPost, Path: "/shifts/{id}/receipts", Right: actor.CashMove, Tag: "receipt", Status: http.StatusNoContent, Summary: "Print a day print on a till's printer"},
		func(ctx context.Context, in *shiftInput) (*struct{}, error) {
			return nil, r.PrintShift(ctx, in.Row(), web.ID{ID: in.Body.TillID}.Row(), in.Body.Lang)
		})
}
