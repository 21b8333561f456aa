package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
)

// Problem is RFC 9457's problem+json with a stable code, the text in the
// asker's language, and the field that it is about.
type Problem struct {
	Type   string         `json:"type" example:"about:blank"`
	Title  string         `json:"title" doc:"The status in words"`
	Status int            `json:"status"`
	Code   string         `json:"code" doc:"Stable, the same in every language" example:"required"`
	Detail string         `json:"detail" doc:"In the asker's language"`
	Field  string         `json:"field,omitempty" example:"lines[0].quantity"`
	Right  string         `json:"right,omitempty" doc:"The one right that was missing; somebody who has it may lend it: POST /approvals"`
	Params map[string]any `json:"params,omitempty" doc:"What the detail says in words, such as wait: seconds until the next try"`
	Errors []FieldProblem `json:"errors,omitempty" doc:"All refusals of the request, each at its field"`
}

// FieldProblem is one refusal of several.
type FieldProblem struct {
	Field  string `json:"field"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Error is the code; people read Detail.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders tells clients how long to wait, where that is the problem.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if wait, ok := p.Params["wait"]; ok {
		h.Set("Retry-After", fmt.Sprint(wait))
	}
	return h
}

// params gives a refusal's values the names of JSON fields.
func params(of map[string]any) map[string]any {
	out := map[string]any{}
	for name, v := range of {
		out[strings.ToLower(name[:1])+name[1:]] = v
	}
	return out
}

// ContentType is problem+json, with a charset for readers that guess.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// The validator's messages are turned into codes: people read the catalogue.
func init() {
	validation.MsgExpectedRequiredProperty = "required:%s"
	validation.MsgUnexpectedProperty = "unknown_field"
}

func problem(words Words, lang string, status int, list []*errs.Error) *Problem {
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status}
	for i, e := range list {
		detail := words.T(lang, e.Key(), e.Params)
		if i == 0 {
			p.Code, p.Detail, p.Field, p.Params = string(e.Code), detail, e.Field, params(e.Params)
		}
		if i == 0 && actor.Lent[actor.Right(e.Right)] != nil {
			p.Right = e.Right
		} else if e.Right != p.Right {
			p.Right = "" // lending would not be enough
		}
		p.Errors = append(p.Errors, FieldProblem{Field: e.Field, Code: string(e.Code), Detail: detail})
	}
	return p
}

// refuse turns a room's error into what is sent. What is not a refusal of ours
// is logged here, once, and people are told that it was our fault.
func (s *Server) refuse(ctx context.Context, err error) error {
	list := errs.All(err)
	if len(list) == 0 {
		if errors.Is(err, context.Canceled) { // nobody is there to read the answer
			list = errs.List{errs.New(errs.Unavailable)}
		} else {
			list = errs.List{errs.Wrap(errs.Internal, err)}
		}
	}
	if list[0].Status() >= 500 && !errors.Is(err, context.Canceled) {
		slog.ErrorContext(ctx, "request failed", "error", err)
	}
	return problem(s.words, Lang(ctx), list[0].Status(), list)
}

// fromValidator turns what huma says of a malformed request into ours.
func (s *Server) fromValidator(lang string, status int, msg string, list []error) *Problem {
	var out errs.List
	for _, err := range list {
		var d huma.ErrorDetailer
		if !errors.As(err, &d) {
			continue
		}
		detail := d.ErrorDetail()
		field := strings.TrimPrefix(strings.TrimPrefix(detail.Location, "body"), ".")
		for _, at := range []string{"query.", "path."} {
			field = strings.TrimPrefix(field, at)
		}
		name, missing := strings.CutPrefix(detail.Message, "required:")
		switch {
		case missing && field != "":
			out.Add(field+"."+name, errs.Required)
		case missing:
			out.Add(name, errs.Required)
		case detail.Message == "unknown_field":
			out.Add(field, "unknown_field")
		default:
			out.Add(field, errs.Invalid)
		}
	}
	if len(out) == 0 {
		code := errs.Invalid
		switch status {
		case http.StatusRequestEntityTooLarge:
			code = "too_large"
		case http.StatusNotFound:
			code = errs.NotFound
		case http.StatusInternalServerError:
			code = errs.Internal
			slog.Error("request failed", "error", msg)
		}
		out.Add("", code)
	}
	return problem(s.words, lang, status, out)
}
