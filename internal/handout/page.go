package handout

import (
	"html/template"
	"log/slog"
	"net/http"
	"strings"

	"pishkhan/internal/calendar"
	"pishkhan/internal/errs"
	"pishkhan/internal/i18n"
	"pishkhan/internal/invoice"
	"pishkhan/internal/money"
	"pishkhan/internal/paper"
	"pishkhan/internal/web"
)

var documentPage = template.Must(template.New("document").Parse(`
<h1>{{.Title}}</h1>
<p class="mute"><bdi class="ltr">{{.Number}}</bdi> · {{.Day}}</p>
<section><h2>{{.Seller.Name}}</h2>
{{with .Seller.Address}}<p class="mute">{{.}}</p>{{end}}{{with .Phone}}<p class="mute"><bdi class="ltr">{{.}}</bdi></p>{{end}}
{{with .Original}}<p class="mute">{{.}}</p>{{end}}</section>
<section><table><tbody>
{{range .Lines}}<tr><td>{{.Name}}<small>{{.Count}}</small></td><td>{{.Total}}</td></tr>
{{end}}</tbody></table></section>
<section><table><tbody>
{{range .Sums}}<tr{{if .Strong}} class="sum"{{end}}><th scope="row">{{.Name}}</th><td>{{.Amount}}</td></tr>
{{end}}</tbody></table><p class="mute">{{.In}}</p></section>
<p><a class="go" href="{{.PDF}}">{{.Open}}</a></p>
`))

var refusalPage = template.Must(template.New("refusal").Parse(`<h1>{{.}}</h1>`))

// sum is a row below the lines.
type sum struct {
	Name, Amount string
	Strong       bool
}

type row struct{ Name, Count, Total string }

func (r *Room) lang(q *http.Request) string { return web.PageLang(r.words, q) }

// page shows the document as it was handed over; of the buyer it says nothing.
func (r *Room) page(w http.ResponseWriter, q *http.Request, doc invoice.Invoice) error {
	lang := r.lang(q)
	opt, err := r.rooms.Invoice.Look(q.Context(), invoice.Options{})
	if err != nil {
		return err
	}
	unit, kind := opt.Shop.Unit, calendar.Jalali
	if lang == i18n.English {
		kind = calendar.Gregorian
	}
	say := func(key string, params ...any) string {
		return r.words.T(lang, key, errs.New("", params...).Params)
	}
	amount := func(x money.Rial) string { return money.Format(x, unit, lang) }
	title := "paper.title"
	if doc.Credits != nil {
		title = "paper.credit_title"
	}
	data := map[string]any{
		"Title": say(title), "Number": paper.Code(doc.Number, lang), "Seller": doc.Seller, "Phone": paper.Phone(doc.Seller.Phone, lang), "PDF": q.PathValue("name") + "/pdf?lang=" + lang, "Open": say("handout.open_pdf"),
		"Day": calendar.Long(doc.IssuedAt, kind, lang), "In": say("paper.amounts_in", "Unit", unit.Name(lang)),
	}
	if doc.Credits != nil {
		data["Original"] = say("paper.original") + " " + paper.Code(doc.Credits.Number, lang)
	}
	var lines []row
	for _, l := range doc.Lines {
		name := l.Unit
		if key := "unit." + l.Unit; r.words.Has(key) {
			name = say(key)
		}
		lines = append(lines, row{Name: l.Name, Count: strings.Join(strings.Fields(l.Quantity.Format(lang)+" "+name+" × "+amount(l.Price)), " "), Total: amount(l.Gross - l.Discount)})
	}
	data["Lines"] = lines
	var sums []sum
	add := func(key string, x money.Rial, strong bool) {
		if x != 0 || strong {
			sums = append(sums, sum{say(key), amount(x), strong})
		}
	}
	shares := money.Rial(0)
	for _, l := range doc.Lines {
		shares += l.DiscountShare
	}
	add("paper.discount", -shares, false)
	add("handout.tax", doc.Tax, false)
	add("paper.rounding", doc.Rounding, false)
	if doc.Credits == nil {
		add("paper.payable", doc.Total, true)
		add("paper.received", doc.Paid, false)
		add("paper.due", doc.Due, false)
	} else {
		add("paper.credited", doc.Total, true)
		add("paper.given_back", doc.Paid, false)
		add("paper.taken_off", doc.Due, false)
	}
	data["Sums"] = sums
	return web.PlainPage{Lang: lang, Title: say(title) + " " + paper.Code(doc.Number, lang), Of: documentPage, Data: data}.Write(w, http.StatusOK)
}

// refuse says it on a page, since people read it.
func (r *Room) refuse(w http.ResponseWriter, q *http.Request, err error) {
	e := errs.New(errs.Internal)
	if all := errs.All(err); len(all) > 0 {
		e = all[0]
	} else {
		slog.ErrorContext(q.Context(), "request failed", "error", err)
	}
	lang := r.lang(q)
	text := r.words.T(lang, e.Key(), e.Params)
	if e.Code == errs.NotFound {
		text = r.words.T(lang, "handout.nothing", nil)
	}
	if err := (web.PlainPage{Lang: lang, Title: r.words.T(lang, "app.name", nil), Of: refusalPage, Data: text}).Write(w, e.Status()); err != nil {
		http.Error(w, text, e.Status())
	}
}
