package inbox

import (
	"os"
	"strconv"
	"strings"

	"pishkhan/internal/errs"
	"pishkhan/internal/intake"
	"pishkhan/internal/pricelist"
)

func digits(n int) string { return strconv.Itoa(n) }

// report writes beside a file what became of it, why, row by row, and what to
// do, for whoever opens the folder. It opens rightly in every editor.
func (b *Inbox) report(path, name string, i intake.Import, why *errs.Error) error {
	w := b.rooms.Words
	lang := w.Resolve("")
	var lines []string
	say := func(key string, params map[string]any) { lines = append(lines, w.T(lang, key, params)) }
	switch {
	case why != nil:
		say("inbox.report_refused", map[string]any{"File": name})
		lines = append(lines, w.T(lang, why.Key(), why.Params))
	default:
		say("inbox.report_taken", map[string]any{"File": name, "New": i.New, "Changed": i.Changed, "Unchanged": i.Unchanged, "Refused": i.RefusedCount})
	}
	if len(i.Refused) > 0 {
		lines = append(lines, "", w.T(lang, "inbox.report_rows", nil))
		for _, r := range i.Refused {
			params := map[string]any{"Row": r.Row, "Column": b.column(lang, r.Field), "Message": r.Message}
			lines = append(lines, "- "+w.T(lang, "cli.import_refused", params))
		}
		if more := i.RefusedCount - len(i.Refused); more > 0 {
			lines = append(lines, w.T(lang, "cli.import_refused_more", map[string]any{"Count": more}))
		}
	}
	lines = append(lines, "")
	switch {
	case why != nil && why.Code == intake.Asks:
		say("inbox.report_choose", nil)
	case why != nil:
		say("inbox.report_again", nil)
	case i.Kind == string(pricelist.Customers): // taken in, so the file is removed
		say("inbox.report_removed", nil)
	default:
		say("inbox.report_mend", nil)
	}
	if why != nil && i.Kind == string(pricelist.Customers) {
		say("inbox.report_customers", nil)
	}
	return os.WriteFile(path, []byte("\ufeff"+strings.Join(lines, "\r\n")+"\r\n"), 0o600)
}

// column is a field's name in words, where the catalogue has them.
func (b *Inbox) column(lang, field string) string {
	key := "pricelist.column_" + field
	if text := b.rooms.Words.T(lang, key, nil); text != key {
		return text
	}
	return field
}
