package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"pishkhan/app"
	"pishkhan/internal/actor"
	"pishkhan/internal/errs"
	"pishkhan/internal/money"
	"pishkhan/internal/pricelist"
)

// importFlags are what import is told besides the files.
type importFlags struct {
	unit, sheet, kind, priceColumn string
	dryRun, asJSON                 bool
}

func (s *shell) importCommand() *cobra.Command {
	var f importFlags
	c := &cobra.Command{
		Use: "import FILE…", Short: s.t("cli.import"), Long: s.t("cli.import_long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage{errors.New(s.t("cli.import_no_file"))}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, files []string) error { return s.importFiles(cmd, f, files) },
	}
	c.Flags().StringVar(&f.sheet, "sheet", "", s.t("cli.flag_import_sheet"))
	c.Flags().StringVar(&f.kind, "kind", "", s.t("cli.flag_import_kind"))
	c.Flags().StringVar(&f.priceColumn, "price-column", "", s.t("cli.flag_import_price_column"))
	c.Flags().StringVar(&f.unit, "unit", "", s.t("cli.flag_import_unit"))
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, s.t("cli.flag_dry_run"))
	c.Flags().BoolVar(&f.asJSON, "json", false, s.t("cli.flag_json"))
	return c
}

// imported is what became of one file, as --json tells it.
type imported struct {
	File string `json:"file"`
	pricelist.Result
	Error string `json:"error,omitempty"` // why nothing, or not all, was taken in
}

// errAsked ends a command that asked for something it must be told.
var errAsked = errors.New("")

// importFiles takes the files in, one after another; one that can't be read
// doesn't stop the next.
func (s *shell) importFiles(cmd *cobra.Command, f importFlags, files []string) (err error) {
	choice := pricelist.Choice{Kind: pricelist.Kind(f.kind), Sheet: f.sheet, Unit: money.Unit(f.unit), PriceColumn: f.priceColumn}
	if choice.Unit != "" && !choice.Unit.Valid() {
		return usage{errors.New(s.t("cli.import_unit"))}
	}
	if choice.Kind != "" && !choice.Kind.Valid() {
		return usage{errors.New(s.t("cli.import_kind"))}
	}
	a, err := app.Open(cmd.Context(), app.Config{DataDir: s.data, Beside: true, Locked: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if _, err = a.Shop.Read(cmd.Context()); err != nil {
		return err
	}
	who := actor.System
	who.Lang = s.lang
	ctx := actor.With(cmd.Context(), who)
	all := []imported{}
	for _, file := range files {
		p := s.progress()
		got := imported{File: file}
		var failed error
		got.Result, failed = a.Import(ctx, file, filepath.Base(file), pricelist.Options{Choice: choice, DryRun: f.dryRun, Progress: func(done, total int) {
			p.say(s.t("cli.import_progress", "File", file, "Done", done, "Total", total))
		}})
		p.done()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if failed != nil {
			got.Error = s.why(failed)
		}
		if got.Refused == nil {
			got.Refused = []pricelist.Refused{}
		}
		all = append(all, got)
	}
	if f.asJSON {
		for _, got := range all {
			s.ask(got)
		}
		out := json.NewEncoder(s.out)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		var told any = all
		if len(files) == 1 {
			told = all[0]
		}
		err = out.Encode(told)
	} else {
		s.tellImports(all, f.dryRun)
	}
	if err == nil {
		err = verdict(all)
	}
	return err
}

// verdict is the command's outcome: what was asked for must be said first,
// what was refused fails.
func verdict(all []imported) error {
	failed := false
	for _, got := range all {
		if len(got.Asks) > 0 {
			return errAsked
		}
		failed = failed || got.Error != "" || got.RefusedCount > 0
	}
	if failed {
		return errFailed
	}
	return nil
}

// why is a failure in words.
func (s *shell) why(err error) string {
	var why []string
	for _, e := range errs.All(err) {
		why = append(why, s.words.Error(s.lang, e))
	}
	if why == nil {
		return err.Error()
	}
	return strings.Join(why, " ")
}

// tellImports says in words what became of the files.
func (s *shell) tellImports(all []imported, dryRun bool) {
	for _, got := range all {
		switch {
		case got.Error != "":
			fmt.Fprintln(s.err, s.t("cli.import_failed", "File", got.File, "Problem", got.Error))
			continue
		case len(got.Asks) > 0:
			s.ask(got)
			continue
		}
		s.say("cli.import_result", "File", got.File, "New", got.New, "Changed", got.Changed, "Unchanged", got.Unchanged, "Refused", got.RefusedCount)
		s.tellRefused(got.Refused)
		if more := got.RefusedCount - len(got.Refused); more > 0 {
			s.say("cli.import_refused_more", "Count", more)
		}
		if dryRun {
			s.say("cli.import_dry_run")
		}
	}
}

// namedRows is how many rows of one refusal are named; the others are counted.
const namedRows = 3

// tellRefused says the refused rows, those for the same reason in one line.
func (s *shell) tellRefused(all []pricelist.Refused) {
	var order []pricelist.Refused // the first of each
	rows := map[pricelist.Refused][]string{}
	for _, r := range all {
		same := r
		same.Row = 0
		if rows[same] == nil {
			order = append(order, r)
		}
		rows[same] = append(rows[same], s.t("cli.number", "N", r.Row))
	}
	for _, r := range order {
		column, same := s.t("pricelist.column_"+r.Field), r
		same.Row = 0
		some := rows[same]
		if len(some) == 1 {
			fmt.Fprintln(s.out, "  -", s.t("cli.import_refused", "Row", r.Row, "Column", column, "Message", r.Message))
			continue
		}
		if more := len(some) - namedRows; more > 1 { // a single one is named as shortly
			some = append(some[:namedRows], s.t("cli.import_rows_more", "Count", more))
		}
		fmt.Fprintln(s.out, "  -", s.t("cli.import_refused_rows", "Rows", s.listed(some, "cli.list_last"), "Column", column, "Message", r.Message))
	}
}

// listed joins words with the language's comma, the last one as the key says.
func (s *shell) listed(words []string, last string) string {
	text := ""
	for i, w := range words {
		switch {
		case i == 0:
			text = w
		case i == len(words)-1:
			text = s.t(last, "First", text, "Next", w)
		default:
			text = s.t("cli.list_comma", "First", text, "Next", w)
		}
	}
	return text
}

// ask says what a file can't be taken in without, and how to say it.
func (s *shell) ask(got imported) {
	for _, what := range got.Asks {
		if what != pricelist.AskPriceColumn {
			fmt.Fprintln(s.err, s.t("cli.import_needs_unit", "File", got.File))
			continue
		}
		var prices []string
		for _, c := range got.Columns {
			if c.Field == "price" {
				prices = append(prices, fmt.Sprintf("%s «%s»", c.Letter, c.Heading))
			}
		}
		fmt.Fprintln(s.err, s.t("cli.import_needs_price_column", "File", got.File, "Columns", s.listed(prices, "cli.list_comma")))
	}
}
